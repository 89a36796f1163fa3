// Standard error while the screen is up: it goes to `<data>/log`, never between the cells.
import Glibc

/// A class, because the descriptor that it took away is given back once.
final class ScreenLog {
  private let kept: Int32

  /// Until a data folder is open, what is said there is nobody's.
  init() {
    kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    redirect(to: "/dev/null")
  }

  deinit { close() }

  func open(_ path: String) { redirect(to: path) }

  /// For whoever looks after the PC. Never personal data.
  func note(_ text: String) { StandardStreams.complain(text) }

  func close() {
    guard kept >= 0 else { return }
    dup2(kept, STDERR_FILENO)
  }

  private func redirect(to path: String) {
    let file = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    dup2(file, STDERR_FILENO)
    Glibc.close(file)
  }
}
