// A program that is started, spoken to and looked at from outside, as a person or a script would.
import CGlibc
import Glibc

/// Its ends of the child's pipes or terminal. A class, because the process exists once.
final class StartedProgram {
  enum Place {
    /// Standard input and output are pipes; errors go with the output.
    case pipes
    /// A terminal of 80 columns and 24 rows of its own.
    case terminal
  }

  let pid: pid_t
  private(set) var input: Int32
  let output: Int32
  /// When it was started.
  let begun: Double
  private var status: Int32?

  /// TIOCSPTLCK and TIOCGPTN of Linux: Swift's Glibc module has no names for them.
  private static let unlock: UInt = 0x4004_5431
  private static let askNumber: UInt = 0x8004_5430

  init(_ path: String, _ arguments: [String], _ place: Place, environment changes: [String: String] = [:]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var others: [Int32] = []
    switch place {
    case .pipes:
      var (down, up): ([Int32], [Int32]) = ([0, 0], [0, 0])
      guard loket_pipe2(&down) == 0, loket_pipe2(&up) == 0 else { throw BenchProblem("No pipe: \(errno)") }
      posix_spawn_file_actions_adddup2(&actions, down[0], 0)
      posix_spawn_file_actions_adddup2(&actions, up[1], 1)
      posix_spawn_file_actions_adddup2(&actions, up[1], 2)
      (input, output, others) = (down[1], up[0], [down[0], up[1]])
    case .terminal:
      let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var (unlocked, number): (Int32, UInt32) = (0, 0)
      guard master >= 0, ioctl(master, StartedProgram.unlock, &unlocked) == 0,
        ioctl(master, StartedProgram.askNumber, &number) == 0
      else { throw BenchProblem("No terminal: \(errno)") }
      let name = "/dev/pts/\(number)"
      var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
      _ = ioctl(master, UInt(TIOCSWINSZ), &size)
      // The first terminal that the leader of a session opens becomes its own.
      posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
      (input, output) = (master, master)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(&attributes, Int16(newSession))
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] =
      StartedProgram.environment(with: changes).map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    begun = Stopwatch.now()
    var started: pid_t = 0
    let problem = posix_spawnp(&started, path, &actions, &attributes, &words, &settings)
    for end in others { close(end) }
    guard problem == 0 else { throw BenchProblem("\(path) cannot be started: \(problem)") }
    pid = started
  }

  deinit {
    end(SIGKILL)
    endInput()
    close(output)
  }

  /// Sends a signal, if it still runs, and waits for its end.
  @discardableResult
  func end(_ signal: Int32) -> Int32 {
    if status == nil { kill(pid, signal) }
    return wait()
  }

  /// Its exit code, or 128 + the signal that ended it.
  @discardableResult
  func wait() -> Int32 {
    if let status { return status }
    var raw: Int32 = 0
    while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
    let ended = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + raw & 0x7f
    status = ended
    return ended
  }

  /// Says that nothing more will be said.
  func endInput() {
    if input >= 0, input != output { close(input) }
    input = -1
  }

  func say(_ text: String) throws {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let count = bytes[at...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw BenchProblem("A program stopped listening.") }
      at += max(0, count)
    }
  }

  /// What it says next; nil when it ended or stayed silent for so long.
  func hear(within seconds: Double) -> [UInt8]? {
    var polled = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, Int32((seconds * 1000).rounded(.up))) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(output, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  /// Everything up to and with `mark`.
  func hear(until mark: String, within seconds: Double = 600) throws -> [UInt8] {
    let mark = Array(mark.utf8)
    var heard: [UInt8] = []
    let deadline = Stopwatch.now() + seconds
    while true {
      let left = deadline - Stopwatch.now()
      guard left > 0, let more = hear(within: left) else {
        throw BenchProblem(
          "A program said nothing that was waited for: \(String(decoding: heard.suffix(400), as: UTF8.self))")
      }
      let from = max(0, heard.count - mark.count)
      heard += more
      let found = heard.withUnsafeBytes { all in
        all.baseAddress.flatMap { loket_memmem($0 + from, all.count - from, mark, mark.count) }
      }
      if found != nil { return heard }
    }
  }

  /// Everything until it closes its output, as text.
  func hearAll() -> String {
    var heard: [UInt8] = []
    while let more = hear(within: 3600) { heard += more }
    return String(decoding: heard, as: UTF8.self)
  }

  /// A figure of `/proc/<pid>/status`, such as `VmHWM` in KiB; nil where there is none.
  func status(_ name: String) -> Int? {
    guard let file = fopen("/proc/\(pid)/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix(name + ":") else { continue }
      return Int(text.dropFirst(name.count + 1).filter(\.isNumber))
    }
    return nil
  }

  /// Seconds that a processor worked for it so far, all threads that it still has together; after its end, before `wait`,
  /// those of its last thread.
  var processor: Double? {
    guard let folder = opendir("/proc/\(pid)/task") else { return nil }
    defer { closedir(folder) }
    var sum: Double?
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard Int(name) != nil, let file = fopen("/proc/\(pid)/task/\(name)/schedstat", "r") else { continue }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 128)
      guard fgets(&line, Int32(line.count), file) != nil else { continue }
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if let nanoseconds = Double(text.prefix { $0 != " " }) { sum = (sum ?? 0) + nanoseconds / 1e9 }
    }
    return sum
  }

  private static func environment(with changes: [String: String]) -> [String] {
    var result: [String] = []
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      let name = text.prefix { $0 != "=" }
      if changes[String(name)] == nil { result.append(text) }
      entry += 1
    }
    return result + changes.map { "\($0.key)=\($0.value)" }
  }
}
