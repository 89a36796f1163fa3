// How far a long command is, on the terminal's last line; nothing where nobody looks.
import Glibc
import LoketModel
import Synchronization

/// A class, because what was shown last is shared by all who show, on whatever core.
final class ProgressLine: Sendable {
  private let wording: Wording
  private let phrase: Phrase
  private let isShown = isatty(STDERR_FILENO) == 1
  private let begun = ProgramClock.milliseconds()
  private let shown = Mutex(Shown())

  private struct Shown {
    var last: Int64 = 0
    var width = 0
  }

  init(_ wording: Wording, _ phrase: Phrase) {
    self.wording = wording
    self.phrase = phrase
  }

  /// The phrase with `{done}` and `{total}`, at most ten times a second and not before 0.3 s have passed.
  func show(_ done: Int, of total: Int) {
    let now = ProgramClock.milliseconds()
    guard isShown, now - begun >= 300 else { return }
    let text = wording.text(phrase, ["done": String(done), "total": String(total)])
    shown.withLock { shown in
      guard now - shown.last >= 100 else { return }
      let blanks = String(repeating: " ", count: max(0, shown.width - text.count))
      StandardStreams.write(Array("\r\(text)\(blanks)".utf8), to: 2)
      (shown.last, shown.width) = (now, text.count)
    }
  }

  func clear() {
    shown.withLock { shown in
      guard shown.width > 0 else { return }
      StandardStreams.write(Array("\r\(String(repeating: " ", count: shown.width))\r".utf8), to: 2)
      shown.width = 0
    }
  }
}
