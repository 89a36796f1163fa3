// What the outside does to a full-screen program: other sizes, ends, stops and crashes.
import Glibc
import LoketWidgets
import Testing

@testable import LoketTerminal

@Suite("Signals", .serialized)
struct SignalTests {
  private func start(_ term: String = "xterm-256color", _ more: [String: String] = [:]) throws -> PtyProgram {
    let program = try PtyProgram(environment: AdapterTests.environment(term, more))
    _ = try program.ready()
    return program
  }

  /// How the settings of a terminal look when nobody is in raw mode.
  private func isGivenBack(_ program: PtyProgram) -> Bool {
    let ordinary = tcflag_t(ECHO | ICANON | ISIG)
    return program.settings()[2] & ordinary == ordinary
  }

  @Test("Another size of the window is drawn anew, below the minimum as one sentence, and the state comes back")
  func resize() throws {
    let program = try start()
    program.send("SITI")
    try program.wait(forReport: "keys ‹S› ‹I› ‹T› ‹I›")
    var mark = program.output.count
    program.resize(columns: 100, rows: 30)
    try program.wait(forReport: "resized 100x30")
    let wide = ScreenReader(columns: 100, rows: 30, program.output(since: mark))
    #expect(wide.lines[29] == " F1 Bantuan F9 Kembali")
    #expect(wide.lines[16] == "    SITI")
    #expect(wide.unknown.isEmpty)
    mark = program.output.count
    program.resize(columns: 40, rows: 10)
    try program.wait(forReport: "resized 40x10")
    let small = ScreenReader(columns: 40, rows: 10, program.output(since: mark))
    #expect(small.lines.filter { !$0.isEmpty } == ["             Terlalu kecil"])
    mark = program.output.count
    program.resize(columns: 80, rows: 24)
    try program.wait(forReport: "resized 80x24")
    #expect(ScreenReader(columns: 80, rows: 24, program.output(since: mark)).lines[16] == "    SITI")
  }

  @Test("SIGTERM and SIGINT ask the program to end, and it gives the terminal back", arguments: [SIGTERM, SIGINT])
  func terminate(number: Int32) throws {
    let program = try start()
    program.signal(number)
    #expect(try program.end() == .exit(0))
    #expect(Array(program.reports.suffix(2)) == ["terminate", "closed"])
    #expect(isGivenBack(program))
  }

  @Test("A closed terminal is a hang-up, said once, and the program ends by itself")
  func hangUp() throws {
    let program = try start()
    program.hangUp()
    #expect(try program.end() == .exit(0))
    #expect(program.reports.filter { $0 == "hangUp" }.count >= 1)
    #expect(program.reports.last == "closed")
  }

  @Test("A program that was stopped and goes on takes the terminal again and draws everything")
  func goesOn() throws {
    let program = try start()
    program.signal(SIGSTOP)
    let mark = program.output.count
    program.signal(SIGCONT)
    try program.wait(forReport: "resumed")
    let screen = ScreenReader(columns: 80, rows: 24, program.output(since: mark))
    #expect(screen.lines[23] == " F1 Bantuan F9 Kembali")
    #expect(screen.hasPasteBrackets)
    #expect(program.settings()[2] & tcflag_t(ECHO | ICANON | ISIG) == 0)
  }

  @Test("Giving the terminal to another program and taking it back shows the whole screen again")
  func suspends() throws {
    let program = try start()
    program.send("AB")
    try program.wait(forReport: "keys ‹A› ‹B›")
    let mark = program.output.count
    program.send("\u{1A}")
    try program.wait(forReport: "keys ^z")
    let sent = program.output(since: mark)
    #expect(String(decoding: sent, as: UTF8.self).contains("\u{1B}[?1049l"))
    let screen = ScreenReader(columns: 80, rows: 24, sent)
    #expect(screen.lines[16] == "    AB")
    #expect(screen.lines[23] == " F1 Bantuan F9 Kembali")
  }

  @Test(
    "A crash gives the terminal back, draws nothing into it, and the parent sees the true signal",
    arguments: [
      ("T", [SIGILL, SIGTRAP]), ("S", [SIGSEGV]), ("B", [SIGBUS]), ("A", [SIGABRT]), ("O", [SIGSEGV]), ("Q", [SIGQUIT]),
    ])
  func crash(how: String, expected: [Int32]) throws {
    // Swift's own report of a crash would go to the screen, if it could.
    let program = try start(
      "xterm-256color", ["SWIFT_BACKTRACE": "enable=yes,output-to=stdout,color=no,interactive=no"])
    program.send(how)
    try program.wait(forReport: "keys ‹\(how)›")
    let mark = program.output.count
    program.send("!")
    let end = try program.end()
    #expect(expected.map { PtyProgram.End.signal($0) }.contains(end), "\(end)")
    #expect(isGivenBack(program))
    let sent = String(decoding: program.output(since: mark), as: UTF8.self)
    #expect(sent.hasSuffix("\r\n"))
    #expect(sent.contains("\u{1B}[?1049l") && sent.contains("\u{1B}[?2004l"))
    #expect(!sent.contains("Fatal") && !sent.contains("Crash") && !sent.contains("Thread"))
  }

  @Test("A crash on a terminal with one screen leaves nobody's data on it")
  func crashOnConsole() throws {
    let program = try start("linux")
    program.send("S!")
    #expect(try program.end() == .signal(SIGSEGV))
    #expect(ScreenReader(columns: 80, rows: 24, program.output).lines == Array(repeating: "", count: 24))
    #expect(isGivenBack(program))
  }
}
