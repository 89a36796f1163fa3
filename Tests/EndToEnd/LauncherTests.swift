// The launcher of the package with a program of the test in the place of Loket: what reaches it, and what it leaves behind.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct LauncherTests {
  private let folder: TemporaryFolder
  private var launcher: String { folder.file("loket") }

  init() throws { folder = try TemporaryFolder() }

  /// An executable file. Written by a process of its own: another test that starts a program just now would hold a file
  /// that this process writes, and nobody may execute a file that somebody writes.
  private func write(_ text: String, _ name: String) throws {
    let line = ["-c", "umask 022; cat > \"$0\" && chmod 755 \"$0\"", folder.file(name)]
    #expect(try ChildProcess("/bin/sh", line, environment: environment()).finish(input: text).code == 0)
  }

  /// The launcher as the package installs it, before a program that does `lines`.
  private func install(_ lines: String) throws {
    let template = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Resources/debian/launcher")
    try write("#!/bin/sh\n\(lines)\n", "program")
    let text = String(decoding: try Data(contentsOf: template), as: UTF8.self)
    try write(text.replacing("@program@", with: folder.file("program")), "loket")
  }

  /// In a terminal: what stands there when the launcher has ended, below its own words.
  private func shown(_ lines: String, until text: String) throws -> ShownScreen {
    try install(lines)
    let script = """
      before=$(stty -g); "$0" "satu dua" ""; code=$?; [ "$(stty -g)" = "$before" ] && same=sama || same=beda
      echo "selesai $code $same"; read enter
      """
    let terminal = try TerminalUnderTest(
      program: "/bin/sh", arguments: ["-c", script, launcher], variables: ["SWIFT_BACKTRACE": "enable=yes"])
    let shown = try terminal.wait(for: text)
    #expect(try !terminal.isOnSecondScreen())
    #expect(try terminal.isCursorShown())
    try terminal.press("Enter")
    #expect(try terminal.waitForEnd() == 0)
    return shown
  }

  @Test("Without a terminal arguments come through as they are, crash reports are off, and the exit code is passed on")
  func withoutTerminal() throws {
    try install(#"for word in "$@"; do printf '<%s>' "$word"; done; echo " $SWIFT_BACKTRACE"; cat; exit 7"#)
    let words = ["impor", "warga RT 3.csv", "", "*", "$HOME", "a\\b", "--data", "/tmp/dua kata"]
    let outcome = try ChildProcess(launcher, words, environment: environment(with: ["SWIFT_BACKTRACE": nil]))
      .finish(input: "masukan\n")
    #expect(outcome.code == 7)
    #expect(outcome.output == words.map { "<\($0)>" }.joined() + " enable=no\nmasukan\n")
    #expect(outcome.errors == "")
  }

  @Test("In a terminal it is the same, and a program that ended by itself is not commented")
  func inTerminal() throws {
    let shown = try shown(#"echo "$#<$1><$2> $SWIFT_BACKTRACE"; exit 3"#, until: "selesai 3 sama")
    #expect(shown.contains("2<satu dua><> enable=no"))
    #expect(!shown.contains("Loket berhenti"))
  }

  @Test(
    "Killed amid its screen, it leaves a terminal that echoes, shows its cursor and says what to do",
    arguments: [9, 11, 15])
  func killed(signal: Int) throws {
    let lines = """
      stty raw -echo; tput smcup; tput civis; tput smkx; printf 'layar Loket'
      kill -\(signal) $$
      """
    let shown = try shown(lines, until: "selesai \(128 + signal) sama")
    #expect(shown.contains("Loket berhenti tidak semestinya (\(128 + signal))"))
    #expect(shown.contains("What was saved is safe"))
    #expect(!shown.contains("layar Loket"))
  }

  @Test("A hang-up or an end that is meant for the whole terminal reaches the program, and the launcher waits for it")
  func signals() throws {
    try install("trap 'echo terima; exit 5' TERM; echo siap; while :; do read line; done")
    let terminal = try TerminalUnderTest(
      program: "/bin/sh", arguments: ["-c", "set -m; \"$0\"; echo selesai $?", launcher])
    try terminal.wait(for: "siap")
    let group = try #require(try terminal.foregroundGroup())
    #expect(kill(-group, SIGTERM) == 0)
    let shown = try terminal.wait(for: "selesai 5")
    #expect(shown.contains("terima"))
    #expect(!shown.contains("Loket berhenti"))
  }
}
