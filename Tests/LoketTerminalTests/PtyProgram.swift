// Runs TerminalProbe on a terminal of its own and talks to it: bytes in, bytes and reports out. Waits for what happens.
import Glibc
import ProcessSupport

enum PtyProblem: Error {
  case cannotStart(String, Int32)
  case waitedInVain(String, reports: [String])
}

/// A class because it owns a process and descriptors.
final class PtyProgram {
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  private(set) var output: [UInt8] = []
  private(set) var reports: [String] = []
  private(set) var pid: pid_t = 0
  private let master: Int32
  private let reportEnd: Int32
  private var half: [UInt8] = []
  private var hasEnded = false
  private var isMasterOpen = true

  /// Milliseconds after which waiting is in vain.
  private static let limit = Int32(patience) * 1000

  /// - Parameters:
  ///   - environment: all there is, TERM included or not.
  ///   - input, output: paths in the place of the terminal.
  init(
    _ mode: String = "standard", environment: [String: String], columns: UInt16 = 80, rows: UInt16 = 24,
    input: String? = nil, output: String? = nil
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &locked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
      throw PtyProblem.cannotStart("pty", errno)
    }
    let terminal = "/dev/pts/\(number)"
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw PtyProblem.cannotStart("pipe", errno) }
    reportEnd = ends[0]
    for end in [ends[0], ends[1]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }

    defer { close(ends[1]) }
    // The pipe may have got number 0, 1 or 2; it moves away before those are filled.
    pid = try launch(try Self.probe(), [mode], environment: environment, flags: Self.newSession) { files in
      posix_spawn_file_actions_adddup2(&files, ends[1], 9)
      posix_spawn_file_actions_addopen(&files, 0, terminal, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&files, 0, 1)
      if let input { posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0) }
      if let output { posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY, 0) }
      posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_adddup2(&files, 9, 3)
    }
  }

  deinit {
    if !hasEnded {
      kill(pid, SIGKILL)
      var status: Int32 = 0
      waitpid(pid, &status, 0)
    }
    if isMasterOpen { close(master) }
    close(reportEnd)
  }

  private static let setLock: UInt = 0x4004_5431  // TIOCSPTLCK
  private static let getNumber: UInt = 0x8004_5430  // TIOCGPTN
  private static let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID

  /// The probe lies beside the bundle of the tests, wherever the build was told to put them.
  private static func probe() throws -> String {
    for line in String(decoding: contents("/proc/self/maps"), as: UTF8.self).split(separator: "\n") {
      guard let start = line.firstIndex(of: "/"), line.hasSuffix(".xctest") else { continue }
      let folder = line[start...].split(separator: "/").dropLast().joined(separator: "/")
      return "/" + folder + "/TerminalProbe"
    }
    throw PtyProblem.cannotStart("TerminalProbe", ENOENT)
  }

  private static func contents(_ path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(file, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  // MARK: Talking

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      sent += count
      // Both sides of a terminal hold little; what the program writes must not stop it from reading.
      drain(milliseconds: 0)
    }
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func signal(_ number: Int32) { kill(pid, number) }

  func hangUp() {
    isMasterOpen = false
    close(master)
  }

  /// How the terminal is set: echo, lines, signals of keys.
  func settings() -> [tcflag_t] {
    var settings = termios()
    tcgetattr(master, &settings)
    return [settings.c_iflag, settings.c_oflag, settings.c_lflag]
  }

  /// Bytes that came out since `mark`.
  func output(since mark: Int) -> [UInt8] { Array(output[mark...]) }

  // MARK: Waiting

  func wait(for what: String, until isTrue: (PtyProgram) -> Bool) throws {
    var waited: Int32 = 0
    while !isTrue(self) {
      guard waited < Self.limit else { throw PtyProblem.waitedInVain(what, reports: reports) }
      let before = (output.count, reports.count)
      let isOver = !drain(milliseconds: 100)
      if isOver, !isTrue(self) { throw PtyProblem.waitedInVain(what + " (it ended)", reports: reports) }
      if before == (output.count, reports.count) { waited += 100 }
    }
    drain(milliseconds: 0)
  }

  /// Until it sleeps: it has nothing to do and waits for input.
  func waitUntilIdle() throws {
    try wait(for: "idle") { program in
      let text = String(decoding: Self.contents("/proc/\(program.pid)/stat"), as: UTF8.self)
      return text.split(separator: ")").last?.hasPrefix(" S") ?? false
    }
  }

  func wait(forReport line: String) throws { try wait(for: line) { $0.reports.contains(line) } }

  /// The report `ready …`, as words.
  func ready() throws -> [String] {
    try wait(for: "ready") { $0.reports.contains { $0.hasPrefix("ready") || $0.hasPrefix("problem") } }
    return reports[0].split(separator: " ").map(String.init)
  }

  func end() throws -> End {
    while case let before = (output.count, reports.count), drain(milliseconds: Self.limit) {
      guard before != (output.count, reports.count) else { throw PtyProblem.waitedInVain("end", reports: reports) }
    }
    var status: Int32 = 0
    guard waitpid(pid, &status, 0) == pid else { throw PtyProblem.waitedInVain("end", reports: reports) }
    hasEnded = true
    return status & 0x7F == 0 ? .exit((status >> 8) & 0xFF) : .signal(status & 0x7F)
  }

  /// Takes what has come; false when the program has closed its reports.
  @discardableResult
  private func drain(milliseconds: Int32) -> Bool {
    var polled = [
      pollfd(fd: isMasterOpen ? master : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: reportEnd, events: Int16(POLLIN), revents: 0),
    ]
    var timeout = milliseconds
    while poll(&polled, 2, timeout) > 0 {
      timeout = 0
      let hasScreen = polled[0].revents & Int16(POLLIN) != 0
      if hasScreen { take(master) { output += $0 } }
      if polled[1].revents & Int16(POLLIN) != 0 {
        take(reportEnd) { half += $0 }
        while let end = half.firstIndex(of: UInt8(ascii: "\n")) {
          reports.append(String(decoding: half[..<end], as: UTF8.self))
          half.removeSubrange(...end)
        }
      } else if polled[1].revents != 0 {
        if !hasScreen { return false }
      } else if !hasScreen {
        // The program closed its terminal but not its reports yet.
        polled[0].fd = -1
        timeout = milliseconds
      }
    }
    return true
  }

  private func take(_ descriptor: Int32, _ body: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 { body(buffer[..<count]) }
  }
}
