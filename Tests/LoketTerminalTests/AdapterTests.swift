// The adapter on a terminal of each kind, and where there is none.
import Glibc
import LoketWidgets
import Testing

@testable import LoketTerminal

@Suite("Adapter", .serialized)
struct AdapterTests {
  static func environment(_ term: String?, _ more: [String: String] = [:]) -> [String: String] {
    var all = ["LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"].merging(more) { _, new in new }
    if let term { all["TERM"] = term }
    return all
  }

  static let terms: [(term: String?, name: String, glyphs: String, scheme: String)] =
    [
      ("xterm-256color", "xterm-256color", "unicode", "sixteen"), ("xterm", "xterm", "unicode", "eight"),
      ("linux", "linux", "console", "eight"), ("screen", "screen", "unicode", "eight"),
      ("tmux-256color", "tmux-256color", "unicode", "sixteen"), ("vt100", "vt100", "ascii", "mono"),
      ("dumb", "vt100", "ascii", "mono"),
      ("nobody-knows-this", "xterm-256color", "unicode", "sixteen"), ("", "xterm-256color", "unicode", "sixteen"),
      (nil, "xterm-256color", "unicode", "sixteen"),
    ] + (knowsPutty ? [] : [("putty", "xterm-256color", "unicode", "sixteen")])

  /// Debian's base has no entry for it; ncurses-term brings one, which speaks more than these tests read.
  private static let knowsPutty = ["/etc", "/lib", "/usr/share"].contains {
    access($0 + "/terminfo/p/putty", F_OK) == 0
  }

  @Test("Every kind of terminal opens, shows the screen, hears keys, and is given back as it was", arguments: terms)
  func opens(term: String?, name: String, glyphs: String, scheme: String) throws {
    let program = try PtyProgram(environment: Self.environment(term))
    #expect(try program.ready() == ["ready", name, glyphs, scheme, "80x24"])
    let raw = program.settings()
    #expect(raw[2] & tcflag_t(ECHO | ICANON | ISIG | IEXTEN) == 0)
    #expect(raw[0] & tcflag_t(IXON | ICRNL) == 0)
    program.send("SITI\u{1B}OP\u{1B}[[B\u{1B}[13~\u{1B}[99;99u")
    try program.wait(forReport: "keys ‹S› ‹I› ‹T› ‹I› F1 F2 F3 unknown")
    if name != "vt100" {
      let screen = ScreenReader(columns: 80, rows: 24, program.output)
      #expect(screen.unknown.isEmpty, "\(screen.unknown)")
      #expect(screen.lines[0].hasSuffix("Mintaragen · PC 1 · petugas1 · 22-11-2026"))
      #expect(screen.lines[0].hasPrefix(glyphs == "console" ? " Loket > Uji" : " Loket › Uji"))
      #expect(screen.lines[2] == " ┌" + String(repeating: "─", count: 58) + "┐")
      #expect(screen.lines[16] == "    SITI")
      #expect(screen.lines[23] == " F1 Bantuan F9 Kembali")
      #expect((screen.row, screen.column) == (16, 8))
      #expect(screen.hasPasteBrackets)
    }
    program.send("\u{11}")
    #expect(try program.end() == .exit(0))
    #expect(program.reports.last == "closed")
    #expect(program.settings()[2] & tcflag_t(ECHO | ICANON | ISIG) == tcflag_t(ECHO | ICANON | ISIG))
    let last = ScreenReader(columns: 80, rows: 24, program.output)
    #expect(!last.hasPasteBrackets && last.isCursorShown)
  }

  @Test("A terminal with one screen only is left empty: nobody's data stay on it")
  func leavesNothing() throws {
    let program = try PtyProgram(environment: Self.environment("linux"))
    _ = try program.ready()
    program.send("SITI")
    try program.wait(forReport: "keys ‹S› ‹I› ‹T› ‹I›")
    program.send("\u{11}")
    #expect(try program.end() == .exit(0))
    #expect(ScreenReader(columns: 80, rows: 24, program.output).lines == Array(repeating: "", count: 24))
  }

  @Test("NO_COLOR means no colour at all, and a scheme may be chosen")
  func colours() throws {
    let plain = try PtyProgram(environment: Self.environment("xterm-256color", ["NO_COLOR": "1"]))
    #expect(try plain.ready()[3] == "mono")
    let sent = String(decoding: plain.output, as: UTF8.self)
    for colour in Array(30...49) + Array(90...107) {
      #expect(!sent.contains("[\(colour)m") && !sent.contains(";\(colour)m") && !sent.contains("[\(colour);"))
    }
    let chosen = try PtyProgram("contrast", environment: Self.environment("xterm"))
    #expect(try chosen.ready()[3] == "highContrast")
  }

  @Test("Without a usable locale C.UTF-8 stands in, and only where the locale is another one are signs plain")
  func locales() throws {
    let missing = try PtyProgram(environment: Self.environment("xterm", ["LANG": "xx_YY.UTF-8"]))
    #expect(try missing.ready()[2] == "unicode")
    let posix = try PtyProgram(environment: Self.environment("xterm", ["LC_ALL": "C"]))
    #expect(try posix.ready()[2] == "unicode")
  }

  @Test("Wrong LINES and COLUMNS in the environment do not bend the screen")
  func strayVariables() throws {
    let program = try PtyProgram(
      environment: Self.environment("xterm", ["LINES": "5", "COLUMNS": "20"]), columns: 100, rows: 30)
    #expect(try program.ready()[4] == "100x30")
    #expect(ScreenReader(columns: 100, rows: 30, program.output).lines[29] == " F1 Bantuan F9 Kembali")
  }

  @Test("A terminal that tells no size gets that of its description")
  func noSize() throws {
    let program = try PtyProgram(environment: Self.environment("vt100"), columns: 0, rows: 0)
    #expect(try program.ready()[4] == "80x24")
  }

  @Test(
    "What is no terminal is refused with its reason",
    arguments: [
      ("/dev/null" as String?, nil as String?, "inputIsNoTerminal"), (nil, "/dev/null", "outputIsNoTerminal"),
    ])
  func noTerminal(input: String?, output: String?, reason: String) throws {
    let program = try PtyProgram(environment: Self.environment("xterm"), input: input, output: output)
    #expect(try program.ready() == ["problem", reason])
    #expect(try program.end() == .exit(1))
  }

  @Test("On /dev/null the end of input is a hang-up, not a loop")
  func devNull() throws {
    let program = try PtyProgram(
      "anywhere", environment: Self.environment("xterm"), input: "/dev/null", output: "/dev/null")
    #expect(try program.ready().first == "ready")
    #expect(try program.end() == .exit(0))
    #expect(program.reports.dropFirst() == ["hangUp", "closed"])
  }
}
