// How far a long command is, on the terminal's last line; nothing where nobody looks.
import Glibc
import LoketModel

/// A class, because what was shown last is shared by all who show.
final class ProgressLine {
  private let wording: Wording
  private let phrase: Phrase
  private let isShown = isatty(STDERR_FILENO) == 1
  private let begun = ProgramClock.milliseconds()
  private var last: Int64 = 0
  private var width = 0

  init(_ wording: Wording, _ phrase: Phrase) {
    self.wording = wording
    self.phrase = phrase
  }

  /// The phrase with `{done}` and `{total}`, at most ten times a second and not before 0.3 s have passed.
  func show(_ done: Int, of total: Int) {
    let now = ProgramClock.milliseconds()
    guard isShown, now - begun >= 300, now - last >= 100 else { return }
    last = now
    let text = wording.text(phrase, ["done": String(done), "total": String(total)])
    StandardStreams.write(Array("\r\(text)\(String(repeating: " ", count: max(0, width - text.count)))".utf8), to: 2)
    width = text.count
  }

  func clear() {
    guard width > 0 else { return }
    StandardStreams.write(Array("\r\(String(repeating: " ", count: width))\r".utf8), to: 2)
    width = 0
  }
}
