// The built program in a real terminal: tmux on a socket of its own, real keys, the real screen.
import FoundationEssentials
import Glibc

public enum TerminalProblem: Error {
  case noTmux
  case tmux([String], String)
  /// What the screen showed when the time was over.
  case neverShown(String, screen: String)
  case neverEnded(screen: String)
}

/// What stands on the screen now.
public struct ShownScreen: Sendable, CustomStringConvertible {
  public let lines: [String]
  public var description: String { lines.joined(separator: "\n") }
  public func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
}

/// One program in one terminal. A class, because the tmux server behind it exists once and ends with it.
public final class TerminalUnderTest {
  private let tmux: String
  private let folder: TemporaryFolder
  private let settings: [String: String]
  private let command: [String]
  private var isStarted = false

  /// Nothing starts yet. `variables` are added to a small environment of our own, in which the home folder is new.
  public init(
    columns: Int = 80, rows: Int = 24, program: String = BuiltPrograms.loket, arguments: [String] = [],
    variables: [String: String] = [:]
  ) throws {
    guard let tmux = BuiltPrograms.system("tmux") else { throw TerminalProblem.noTmux }
    self.tmux = tmux
    folder = try TemporaryFolder()
    settings = environment(with: [
      "TMUX": nil, "TMUX_PANE": nil, "TMUX_TMPDIR": folder.path, "HOME": folder.path, "LC_ALL": "C.UTF-8",
      "LOKET_DATA": nil, "XDG_DATA_HOME": nil, "NO_COLOR": nil, "ESCDELAY": nil,
    ])
    let given = variables.map { "\($0.key)=\($0.value)" }.sorted()
    command = ["env"] + given + [program] + arguments
    // One server, whose pane stays when the program has ended, so that its last screen can be read: without a line of
    // tmux's own, which would push the first row out.
    try call([
      "start-server", ";", "set-option", "-g", "exit-empty", "off", ";", "set-option", "-g", "remain-on-exit", "on",
      ";", "set-option", "-g", "remain-on-exit-format", "", ";", "set-option", "-sg", "escape-time", "0", ";",
      "set-option", "-g", "default-terminal", "tmux-256color",
    ])
    try call(["new-session", "-d", "-s", "loket", "-x", "\(columns)", "-y", "\(rows)"] + command)
    isStarted = true
  }

  deinit { _ = try? call(["kill-server"]) }

  /// The program's own process: `env` has become it.
  public var pid: pid_t? { (try? call(["display-message", "-p", "-t", "loket", "#{pane_pid}"])).flatMap { pid_t($0) } }

  /// Types `text` as it is, character by character.
  public func type(_ text: String) throws { try call(["send-keys", "-t", "loket", "-l", "--", text]) }

  /// Presses keys by tmux's names: `Enter`, `Tab`, `BTab`, `F2`, `C-s`, `Escape`, `Up`, `PPage`, `NPage`, `BSpace`.
  public func press(_ keys: String...) throws { try call(["send-keys", "-t", "loket"] + keys) }

  /// Pastes as a terminal does, in brackets where the program asked for them.
  public func paste(_ text: String) throws {
    try call(["set-buffer", "-b", "typed", "--", text])
    try call(["paste-buffer", "-p", "-r", "-d", "-b", "typed", "-t", "loket"])
  }

  public func resize(columns: Int, rows: Int) throws {
    try call(["resize-window", "-t", "loket", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// What is on the screen at this moment, without waiting. `styled` keeps the escape sequences of the colours.
  public func screen(styled: Bool = false) throws -> ShownScreen {
    let text = try call(["capture-pane", "-p", "-t", "loket"] + (styled ? ["-e"] : []))
    return ShownScreen(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  /// The cursor's column and row, from 0.
  public func cursor() throws -> (column: Int, row: Int) {
    let parts = try call(["display-message", "-p", "-t", "loket", "#{cursor_x} #{cursor_y}"]).split(separator: " ")
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : (-1, -1)
  }

  /// Whether the program draws on the terminal's second screen, from which the first one comes back.
  public func isOnSecondScreen() throws -> Bool { try flag("alternate_on") }

  public func isCursorShown() throws -> Bool { try flag("cursor_flag") }

  private func flag(_ name: String) throws -> Bool {
    try call(["display-message", "-p", "-t", "loket", "#{\(name)}"]) == "1"
  }

  /// The group of processes that the terminal's keys and signals go to.
  public func foregroundGroup() throws -> pid_t? {
    guard let pid else { return nil }
    // `tcgetpgrp` answers a terminal's own session alone; the kernel's table answers everybody.
    let table = try Data(contentsOf: URL(filePath: "/proc/\(pid)/stat"))
    let words = String(decoding: table, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
    return words.count > 5 ? pid_t(words[5]) : nil
  }

  /// Waits until the current screen satisfies `condition`.
  @discardableResult
  public func wait(
    for what: String, within seconds: Int = patience, until condition: (ShownScreen) -> Bool
  ) throws -> ShownScreen {
    let deadline = milliseconds() + seconds * 1000
    while true {
      let shown = try screen()
      if condition(shown) { return shown }
      if milliseconds() > deadline { throw TerminalProblem.neverShown(what, screen: shown.description) }
      poll(nil, 0, 10)
    }
  }

  /// Waits until `text` stands on the screen.
  @discardableResult
  public func wait(for text: String, within seconds: Int = patience) throws -> ShownScreen {
    try wait(for: text, within: seconds) { $0.contains(text) }
  }

  /// Types `text`, waits until `shown` stands on the screen, presses Enter and waits until the cursor is on another row.
  /// Keys that all arrive at once would be a paste.
  public func answer(_ text: String, shown: String) throws {
    if !text.isEmpty { try type(text) }
    try wait(for: shown)
    let row = try cursor().row
    try press("Enter")
    let deadline = milliseconds() + patience * 1000
    while try cursor().row == row {
      if milliseconds() > deadline { throw TerminalProblem.neverShown("another row", screen: try screen().description) }
      poll(nil, 0, 10)
    }
  }

  /// Waits until the program has ended and gives its exit code, or 128 + the signal that ended it.
  public func waitForEnd(within seconds: Int = patience) throws -> Int32 {
    let deadline = milliseconds() + seconds * 1000
    while true {
      let format = "#{pane_dead} #{pane_dead_status} #{pane_dead_signal}"
      let state = try call(["display-message", "-p", "-t", "loket", format]).split(
        separator: " ", omittingEmptySubsequences: false)
      // The terminal is let go a moment before tmux knows how the program ended.
      if state.count == 3, state[0] == "1" {
        if let signal = Int32(state[2]) { return 128 + signal }
        if let code = Int32(state[1]) { return code }
        // tmux 3.3 now and then misses the signal of a child's end; the next child's end makes it look at all of them.
        try call(["run-shell", "true"])
      }
      if milliseconds() > deadline { throw TerminalProblem.neverEnded(screen: try screen().description) }
      poll(nil, 0, 10)
    }
  }

  /// Sends a signal to the program itself, not to its terminal.
  public func signal(_ number: Int32) throws {
    guard let pid else { throw TerminalProblem.tmux(["pane_pid"], "") }
    kill(pid, number)
  }

  /// Kills the program as a power cut would, and waits until it is gone.
  public func cutPower() throws {
    try signal(SIGKILL)
    _ = try waitForEnd()
  }

  /// Takes the terminal away from the program, as a closed window does; its pid, so that its end can be awaited.
  public func hangUp() throws -> pid_t? {
    let pid = pid
    try call(["kill-session", "-t", "loket"])
    isStarted = false
    return pid
  }

  /// Starts the same program again in the same terminal.
  public func startAgain() throws {
    if isStarted {
      try call(["respawn-pane", "-k", "-t", "loket"] + command)
    } else {
      try call(["new-session", "-d", "-s", "loket", "-x", "80", "-y", "24"] + command)
      isStarted = true
    }
  }

  @discardableResult
  private func call(_ arguments: [String]) throws -> String {
    let line = ["-S", folder.file("tmux"), "-f", "/dev/null", "-u"] + arguments
    let outcome = try ChildProcess(tmux, line, environment: settings).finish()
    guard outcome.code == 0 else { throw TerminalProblem.tmux(arguments, outcome.errors) }
    return outcome.output.last == "\n" ? String(outcome.output.dropLast()) : outcome.output
  }
}
