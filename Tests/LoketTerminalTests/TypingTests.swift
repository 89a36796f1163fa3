// Typing on a real terminal: what it costs, how keys arrive, what a paste is.
import Glibc
import LoketWidgets
import Testing

@testable import LoketTerminal

@Suite("Typing", .serialized)
struct TypingTests {
  @Test(
    "A character typed in a field sends at most 64 bytes",
    arguments: ["xterm-256color", "xterm", "linux", "screen", "tmux-256color", "vt100"])
  func bytesPerCharacter(term: String) throws {
    let program = try PtyProgram(environment: AdapterTests.environment(term))
    _ = try program.ready()
    var most = 0
    for (index, letter) in "SITI AMINAH".enumerated() {
      let mark = program.output.count
      program.send(String(letter))
      try program.wait(for: "\(letter)") { $0.reports.count == index + 2 }
      most = max(most, program.output.count - mark)
    }
    #expect(most > 0 && most <= 64, "\(term): \(most)")
  }

  @Test("Nothing changed means nothing sent")
  func silence() throws {
    let program = try PtyProgram(environment: AdapterTests.environment("xterm-256color"))
    _ = try program.ready()
    let mark = program.output.count
    program.send("\u{1B}OP")
    try program.wait(forReport: "keys F1")
    #expect(program.output.count == mark)
  }

  @Test("Ctrl-C, Ctrl-Z, Ctrl-\\, Ctrl-S and Ctrl-Q reach the program as keys")
  func controlKeys() throws {
    let program = try PtyProgram(environment: AdapterTests.environment("xterm"))
    _ = try program.ready()
    program.send("\u{3}\u{1A}\u{1C}\u{13}\u{11}")
    try program.wait(forReport: "keys ^c ^z ^\\ ^s ^q")
    #expect(try program.end() == .exit(0))
  }

  @Test("Esc alone is Esc by itself after the delay that ESCDELAY gives")
  func escapeAlone() throws {
    let program = try PtyProgram(environment: AdapterTests.environment("xterm", ["ESCDELAY": "20"]))
    _ = try program.ready()
    program.send("\u{1B}")
    try program.wait(forReport: "keys escape")
    program.send("2")
    try program.wait(forReport: "keys ‹2›")
    program.send("\u{1B}2")
    try program.wait(forReport: "keys F2")
  }

  @Test("A sequence cut in two between reads is still one key")
  func cutSequence() throws {
    let program = try PtyProgram(environment: AdapterTests.environment("xterm", ["ESCDELAY": "2000"]))
    _ = try program.ready()
    program.send("a\u{1B}")
    try program.wait(forReport: "keys ‹a›")
    program.send("[15~")
    try program.wait(forReport: "keys F5")
  }

  @Test("A bracketed paste is one event, also a large one")
  func bracketedPaste() throws {
    let program = try PtyProgram(environment: AdapterTests.environment("xterm"))
    _ = try program.ready()
    program.send("\u{1B}[200~SITI\rAMINAH\t\u{1B}[201~")
    try program.wait(forReport: "keys paste(\"SITI\\nAMINAH\\t\")")
    let large = String(repeating: "x", count: 20_000)
    program.send("\u{1B}[200~" + large + "\u{1B}[201~")
    try program.wait(forReport: "keys paste(\"\(large)\")")
  }

  @Test("Rows that arrive at once without brackets are one paste, and what is typed afterwards is typed")
  func burst() throws {
    let program = try PtyProgram(environment: AdapterTests.environment("linux"))
    _ = try program.ready()
    try program.waitUntilIdle()
    program.send("3376021505690001\tSITI AMINAH\t15-05-1969\tTEGAL\r")
    try program.wait(forReport: "keys paste(\"3376021505690001\\tSITI AMINAH\\t15-05-1969\\tTEGAL\\n\")")
    program.send("A\r")
    try program.wait(forReport: "keys ‹A› enter")
  }

  @Test("Bytes that are no UTF-8 lose nothing of what is typed after them")
  func brokenText() throws {
    let program = try PtyProgram(environment: AdapterTests.environment("xterm"))
    _ = try program.ready()
    program.send([0x61, 0xE9] + Array("bcd".utf8))
    try program.wait(forReport: "keys ‹a› unknown ‹b› ‹c› ‹d›")
  }

  @Test("Wide characters and marks stand where the frame has them")
  func wideCharacters() throws {
    let program = try PtyProgram(environment: AdapterTests.environment("xterm-256color"))
    _ = try program.ready()
    program.send("漢a")
    try program.wait(forReport: "keys ‹漢› ‹a›")
    let screen = ScreenReader(columns: 80, rows: 24, program.output)
    #expect(screen.lines[16] == "    漢a")
    #expect((screen.row, screen.column) == (16, 7))
  }
}
