// Runs another program and hands back what it printed. Nothing of Foundation: the toolchain's small part of it has no processes.
import Glibc

enum Command {
  /// - Parameters:
  ///   - folder: where it runs; nil: here.
  ///   - environment: set beside what this process has.
  /// - Throws: ``PackagingProblem`` when it cannot be started or does not end with 0.
  @discardableResult
  static func run(_ words: [String], in folder: String? = nil, environment: [String: String] = [:]) throws -> String {
    let settings = environment.map { "\($0.key)=\($0.value)" }.sorted()
    let place = folder.map { ["--chdir", $0] } ?? []
    let words = ["env"] + place + settings + words
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw PackagingProblem("\(words[0]): no pipe (\(errno))") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    var process: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    let failure = posix_spawnp(&process, words[0], &actions, nil, arguments, environ)
    close(ends[1])
    defer { close(ends[0]) }
    guard failure == 0 else {
      throw PackagingProblem("env cannot be started: \(String(cString: strerror(failure)))")
    }
    let printed = read(ends[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else {
      throw PackagingProblem("\(words.joined(separator: " ")) ended with status \(status >> 8)")
    }
    return printed
  }

  private static func read(_ end: Int32) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(end, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece.prefix(count)
    }
  }
}
