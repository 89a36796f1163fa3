// The harness itself, against programs whose behaviour is known.
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct TerminalUnderTestTests {
  @Test("Keys reach the program, the screen is read, the end and its code are seen")
  func keysAndEnd() throws {
    let script = "echo siap; read a; echo \"<$a>\"; exit 7"
    let terminal = try TerminalUnderTest(program: "/bin/sh", arguments: ["-c", script])
    // What is typed before the program has the terminal may be lost.
    try terminal.wait(for: "siap")
    try terminal.type("satu; dua")
    try terminal.press("Enter")
    try terminal.wait(for: "<satu; dua>")
    #expect(try terminal.waitForEnd() == 7)
  }

  @Test("A killed program is seen as killed, and starts again in the same terminal")
  func killAndStartAgain() throws {
    let terminal = try TerminalUnderTest(program: "/bin/sh", arguments: ["-c", "echo siap; read a; echo lagi"])
    try terminal.wait(for: "siap")
    try terminal.signal(SIGKILL)
    #expect(try terminal.waitForEnd() == 128 + SIGKILL)
    try terminal.startAgain()
    try terminal.wait(for: "siap")
    try terminal.press("Enter")
    try terminal.wait(for: "lagi")
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test("A resize, a paste and a hang-up reach the program")
  func resizePasteHangUp() throws {
    let script = "trap 'stty size' WINCH; trap 'exit 0' HUP; echo siap; while :; do read a && echo \"<$a>\"; done"
    let terminal = try TerminalUnderTest(program: "/bin/sh", arguments: ["-c", script])
    try terminal.wait(for: "siap")
    try terminal.paste("tempel\n")
    try terminal.wait(for: "<tempel>")
    try terminal.resize(columns: 100, rows: 30)
    try terminal.press("Enter")
    try terminal.wait(for: "30 100")
    let pid = try #require(try terminal.hangUp())
    let deadline = milliseconds() + patience * 1000
    while kill(pid, 0) == 0, milliseconds() < deadline { poll(nil, 0, 10) }
    #expect(kill(pid, 0) != 0)
  }
}
