// The one way by which tests start a program: no signal is held back or ignored, and no file is open that is not its own.
import Glibc

/// Starts `path` with `arguments` (the program's own name is added) and exactly `environment`.
/// A process spawned from a test or Dispatch thread inherits that thread's blocked signals; both masks are reset here.
/// - Parameters:
///   - flags: of `posix_spawnattr_setflags`, beside those for the signals.
///   - files: says where the standard streams go.
public func launch(
  _ path: String, _ arguments: [String], environment: [String: String], flags: Int16 = 0,
  files: (inout posix_spawn_file_actions_t) -> Void
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  files(&actions)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  sigemptyset(&none)
  var all = sigset_t()
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | flags)
  var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
  var settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for word in words + settings { free(word) } }
  var started: pid_t = 0
  let problem = posix_spawn(&started, path, &actions, &attributes, &words, &settings)
  guard problem == 0 else { throw SpawnProblem.start(path, problem) }
  return started
}
