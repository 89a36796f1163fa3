// Starts a program from a test as a shell would: with no blocked signal and no open file that is not its own.
import CGlibc
import Glibc

/// What a finished program left behind.
public struct Outcome: Sendable {
  /// The exit code, or 128 + the signal that ended it.
  public let code: Int32
  public let output: String
  public let errors: String
  /// The program did not end within its time and was killed.
  public let timedOut: Bool
}

public enum SpawnProblem: Error {
  case pipe(Int32)
  case start(String, Int32)
}

/// A started program. A class, because its process and its pipes exist once.
public final class ChildProcess {
  public let pid: pid_t
  private var input: Int32
  private let output: Int32
  private let errors: Int32
  private var status: Int32?

  /// Starts `path` with `arguments` (the program's own name is added) and exactly `environment`.
  public init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    var pipes: [Int32] = []
    for _ in 0..<3 {
      var ends: [Int32] = [0, 0]
      guard loket_pipe2(&ends) == 0 else {
        for end in pipes { close(end) }
        throw SpawnProblem.pipe(errno)
      }
      pipes += ends
    }
    defer { for end in [pipes[0], pipes[3], pipes[5]] { close(end) } }
    do {
      pid = try launch(path, arguments, environment: environment) { files in
        posix_spawn_file_actions_adddup2(&files, pipes[0], 0)
        posix_spawn_file_actions_adddup2(&files, pipes[3], 1)
        posix_spawn_file_actions_adddup2(&files, pipes[5], 2)
      }
    } catch {
      for end in [pipes[1], pipes[2], pipes[4]] { close(end) }
      throw error
    }
    input = pipes[1]
    output = pipes[2]
    errors = pipes[4]
  }

  deinit {
    closeInput()
    for end in [output, errors] { close(end) }
    if status == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
  }

  public func signal(_ number: Int32) { if status == nil { kill(pid, number) } }

  /// Waits until the program has said its first byte, or has ended; false when `seconds` passed without either.
  public func waitForOutput(within seconds: Int = patience) -> Bool {
    var polled = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, Int32(seconds * 1000)) > 0
  }

  /// Feeds `text`, collects everything the program says and waits for its end; kills it after `seconds`.
  public func finish(input text: String = "", within seconds: Int = patience) -> Outcome {
    let deadline = milliseconds() + seconds * 1000
    var waiting = Array(text.utf8)[...]
    var said: [[UInt8]] = [[], []]
    var open = [output, errors]
    var timedOut = false
    // A program that closed its standard input must not end the test.
    Glibc.signal(SIGPIPE, SIG_IGN)
    if waiting.isEmpty { closeInput() }
    while open.contains(where: { $0 >= 0 }) {
      var polled = [
        pollfd(fd: open[0], events: Int16(POLLIN), revents: 0), pollfd(fd: open[1], events: Int16(POLLIN), revents: 0),
        pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
      ]
      let left = deadline - milliseconds()
      if left <= 0 {
        timedOut = true
        kill(pid, SIGKILL)
        break
      }
      guard poll(&polled, 3, Int32(left)) > 0 else { continue }
      for index in 0..<2 where polled[index].revents != 0 {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(open[index], &buffer, buffer.count)
        if count > 0 { said[index] += buffer[..<count] } else if count == 0 || errno != EINTR { open[index] = -1 }
      }
      if input >= 0, polled[2].revents != 0 {
        let count = waiting.withUnsafeBytes { write(input, $0.baseAddress, min($0.count, 4096)) }
        if count > 0 { waiting = waiting.dropFirst(count) }
        if waiting.isEmpty || (count < 0 && errno != EINTR) { closeInput() }
      }
    }
    return Outcome(
      code: wait(), output: String(decoding: said[0], as: UTF8.self), errors: String(decoding: said[1], as: UTF8.self),
      timedOut: timedOut)
  }

  private func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  private func wait() -> Int32 {
    if status == nil {
      var raw: Int32 = 0
      while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
      status = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + raw & 0x7f
    }
    return status ?? -1
  }
}

/// Seconds that a test waits for what must come. They measure nothing: a busy machine may stand still for half a minute, and
/// only a program that hangs waits longer.
public let patience = 120

/// Milliseconds of the clock that never goes back.
public func milliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}

/// This process's environment, with `changes` made (nil takes a name away).
public func environment(with changes: [String: String?] = [:]) -> [String: String] {
  var result: [String: String] = [:]
  var entry = environ
  while let text = entry.pointee {
    let pair = String(cString: text)
    if let equals = pair.firstIndex(of: "=") {
      result[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
    }
    entry += 1
  }
  for (name, value) in changes { result[name] = value }
  return result
}
