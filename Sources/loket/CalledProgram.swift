// A program of the system that is called for one thing: whole path, fixed arguments, its text on standard input. It never
// holds up who called it.
import CGlibc
import Glibc

/// Why a program did not even begin.
struct CallFailure: Error, Equatable {
  let code: Int32
}

/// One running call. A class, because the process exists once; let go before its end, it is ended.
final class CalledProgram {
  /// What a call came to.
  struct Outcome: Equatable {
    /// The exit code, or 128 + the signal that ended it.
    let code: Int32
    /// What it said, on either stream.
    let said: String
  }

  /// What it says can be read here; at its end too.
  let output: Int32
  private let pid: pid_t
  private var heard: [UInt8] = []
  private var isSilent = false
  private var ended: Int32?

  /// Characters of what it says that are kept.
  private static let most = 4096

  /// - Parameters:
  ///   - path: the program's whole path.
  ///   - input: its standard input: a file in memory alone, so that nobody waits for it to be read and no disk sees it.
  init(_ path: String, _ arguments: [String], environment: [String: String], input: [UInt8]) throws(CallFailure) {
    let text = loket_memory_file()
    guard text >= 0 else { throw CallFailure(code: errno) }
    defer { close(text) }
    guard StandardStreams.write(input, to: text), lseek(text, 0, SEEK_SET) == 0 else {
      throw CallFailure(code: errno)
    }
    var ends: [Int32] = [0, 0]
    guard loket_pipe2(&ends) == 0 else { throw CallFailure(code: errno) }
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, text, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
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
      close(ends[0])
      throw CallFailure(code: problem)
    }
    pid = started
    output = ends[0]
    _ = fcntl(output, F_SETFL, O_NONBLOCK)
  }

  deinit {
    end()
    close(output)
  }

  /// Takes in what it said; the outcome once it has ended. Waits for nothing.
  func outcome() -> Outcome? {
    listen()
    if ended == nil {
      var raw: Int32 = 0
      if waitpid(pid, &raw, WNOHANG) == pid {
        ended = loket_exited(raw) != 0 ? loket_exit_code(raw) : 128 + loket_signal_of(raw)
      }
    }
    guard let ended else { return nil }
    listen()
    return Outcome(code: ended, said: String(decoding: heard, as: UTF8.self))
  }

  /// It has closed its output and may end any moment: there is nothing more to wait for at `output`.
  var isDone: Bool { isSilent }

  /// Ends it where it still runs.
  func end() {
    guard ended == nil else { return }
    kill(-pid, SIGKILL)
    kill(pid, SIGKILL)
    var raw: Int32 = 0
    while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
    ended = 128 + SIGKILL
  }

  private func listen() {
    var buffer = [UInt8](repeating: 0, count: 1024)
    while !isSilent {
      let count = read(output, &buffer, buffer.count)
      if count > 0 {
        heard += buffer[..<count].prefix(max(0, CalledProgram.most - heard.count))
      } else if count == 0 {
        isSilent = true
      } else if errno != EINTR {
        return
      }
    }
  }
}
