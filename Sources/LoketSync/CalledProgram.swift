// A program of the system that is called for one thing: whole path, fixed arguments, its text on standard input. It never
// holds up who called it, unless that one has nothing else to do.
import CGlibc
import Glibc

/// Why a program did not even begin.
public struct CallFailure: Error, Equatable {
  public let code: Int32
}

/// One running call. A class, because the process exists once; let go before its end, it is ended.
public final class CalledProgram {
  /// What a call came to.
  public struct Outcome: Equatable, Sendable {
    /// The exit code, or 128 + the signal that ended it.
    public let code: Int32
    /// What it wrote on standard output.
    public let output: [UInt8]
    /// What it said on standard error.
    public let said: String
  }

  /// Its standard output can be waited for here; at its end too.
  public let output: Int32
  private let errors: Int32
  private let most: Int
  private let pid: pid_t
  private var written: [UInt8] = []
  private var heard: [UInt8] = []
  private var (hasEndedOutput, hasEndedErrors) = (false, false)
  private var ended: Int32?

  /// Bytes of its sentences that are kept.
  private static let longestSentence = 4096

  /// - Parameters:
  ///   - path: the program's whole path.
  ///   - input: its standard input: a file in memory alone, so that nobody waits for it to be read and no disk sees it.
  ///   - files: what it finds at `/dev/fd/3`, `/dev/fd/4` and so on.
  ///   - most: bytes of its output that are kept; one that writes more is ended.
  public init(
    _ path: String, _ arguments: [String], environment: [String: String], input: [UInt8] = [],
    files: [MemoryFile] = [], most: Int = 4096
  ) throws(CallFailure) {
    let text = try MemoryFile(input)
    var ends: [Int32] = [0, 0]
    var sentences: [Int32] = [0, 0]
    guard loket_pipe2(&ends) == 0 else { throw CallFailure(code: errno) }
    guard loket_pipe2(&sentences) == 0 else {
      defer { for end in ends { close(end) } }
      throw CallFailure(code: errno)
    }
    defer { for end in [ends[1], sentences[1]] { close(end) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Out of the way of the numbers that the program is promised. Without a word more here the files would be let go, and
    // their descriptors closed, after the last line that names them.
    let aside = withExtendedLifetime((text, files)) {
      ([text.descriptor, ends[1], sentences[1]] + files.map(\.descriptor)).map { fcntl($0, F_DUPFD_CLOEXEC, 64) }
    }
    defer { for descriptor in aside where descriptor >= 0 { close(descriptor) } }
    for (number, descriptor) in aside.enumerated() {
      guard descriptor >= 0 else {
        for end in [ends[0], sentences[0]] { close(end) }
        throw CallFailure(code: EBADF)
      }
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Neither the signals that the screen blocks nor those that it ignores; and a group of its own, so that what the
    // terminal sends does not reach it.
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] =
      environment.sorted { $0.key < $1.key }
      .map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var started: pid_t = 0
    let problem = posix_spawn(&started, path, &actions, &attributes, &words, &settings)
    guard problem == 0 else {
      for end in [ends[0], sentences[0]] { close(end) }
      throw CallFailure(code: problem)
    }
    (pid, output, errors, self.most) = (started, ends[0], sentences[0], most)
    for end in [output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    end()
    close(output)
    close(errors)
  }

  /// Takes in what it said; the outcome once it has ended. Waits for nothing.
  public func outcome() -> Outcome? {
    listen()
    if ended == nil {
      var raw: Int32 = 0
      if waitpid(pid, &raw, WNOHANG) == pid {
        ended = loket_exited(raw) != 0 ? loket_exit_code(raw) : 128 + loket_signal_of(raw)
      }
    }
    guard let ended else { return nil }
    listen()
    return Outcome(code: ended, output: written, said: String(decoding: heard, as: UTF8.self))
  }

  /// Its outcome, waited for by one who has nothing else to do.
  /// - Parameter isStopped: asked ten times a second; once true, the program is ended.
  public func wait(isStopped: () -> Bool = { false }) -> Outcome {
    while true {
      if let outcome = outcome() { return outcome }
      if isStopped() { end() }
      var ends = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if hasEndedOutput { ends[0].fd = -1 }
      if hasEndedErrors { ends[1].fd = -1 }
      // With both closed it is about to end.
      poll(&ends, 2, hasEndedOutput && hasEndedErrors ? 1 : 100)
    }
  }

  /// It has closed its output and may end any moment: there is nothing more to wait for at `output`.
  public var isDone: Bool { hasEndedOutput }

  /// Ends it where it still runs.
  public func end() {
    guard ended == nil else { return }
    kill(-pid, SIGKILL)
    kill(pid, SIGKILL)
    var raw: Int32 = 0
    while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
    ended = 128 + SIGKILL
  }

  private func listen() {
    if !hasEndedOutput { hasEndedOutput = take(output, &written, most, ends: most > CalledProgram.longestSentence) }
    if !hasEndedErrors { hasEndedErrors = take(errors, &heard, CalledProgram.longestSentence, ends: false) }
  }

  /// - Parameter ends: what is longer than `most` is no answer: the program is ended.
  /// - Returns: whether nothing more can come.
  private func take(_ end: Int32, _ kept: inout [UInt8], _ most: Int, ends: Bool) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(end, &buffer, buffer.count)
      if count > 0 {
        if ends, kept.count + count > most { self.end() }
        kept += buffer[..<min(count, max(0, most - kept.count))]
      } else if count == 0 {
        return true
      } else if errno != EINTR {
        return false
      }
    }
  }
}

/// A file without a name that no disk sees. A class, because its descriptor exists once.
public final class MemoryFile {
  let descriptor: Int32

  public init(_ bytes: [UInt8] = []) throws(CallFailure) {
    descriptor = loket_memory_file()
    guard descriptor >= 0 else { throw CallFailure(code: errno) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw CallFailure(code: errno) }
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  /// Bytes that stand in it now.
  var size: Int { Int(lseek(descriptor, 0, SEEK_END)) }

  /// What stands in it now; nil where it is longer than `limit`.
  public func bytes(limit: Int) -> [UInt8]? {
    let size = size
    guard (0...limit).contains(size) else { return nil }
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let more = pread(descriptor, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
        guard more > 0 else { break }
        count += more
      }
    }
  }
}
