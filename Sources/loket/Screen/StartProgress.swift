// What stands on the screen while a large office is being read: nothing for 0.3 s, then how far it is.
import LoketModel
import LoketTerminal
import LoketWidgets

/// A class, because it opens the terminal early and hands it on.
final class StartProgress {
  private static let silence: Int64 = 300
  private static let between: Int64 = 50

  private let wording: Wording
  private let begun = ProgramClock.milliseconds()
  private var last: Int64 = 0
  private var terminal: Terminal?

  init(_ wording: Wording) { self.wording = wording }

  /// - Parameter open: the terminal, where it is open already.
  func show(_ phrase: Phrase, _ done: Int, of total: Int, on open: Terminal? = nil) {
    let now = ProgramClock.milliseconds()
    guard now - begun >= Self.silence, now - last >= Self.between, total > 0 else { return }
    last = now
    // One that cannot open is told when the screen itself is to open.
    if terminal == nil { terminal = try? open ?? Terminal() }
    guard let terminal else { return }
    terminal.draw(
      Self.frame(
        wording.text(phrase, ["done": String(done), "total": String(total)]), share: done * 100 / total,
        size: terminal.size, glyphs: terminal.glyphs))
  }

  /// The terminal, opened now at the latest.
  func open() throws(TerminalProblem) -> Terminal {
    if let terminal { return terminal }
    return try Terminal()
  }

  /// Gives the terminal back before a sentence is said in its place.
  func giveUp() {
    terminal?.close()
    terminal = nil
  }

  static func frame(_ text: String, share: Int, size: Size, glyphs: Glyphs) -> Frame {
    var frame = Frame(size: size, glyphs: glyphs)
    frame.put("Loket", row: 0, column: 1, style: .title)
    guard size.rows > 4 else { return frame }
    frame.put(text, row: size.rows / 2 - 1, column: 2)
    let width = max(0, min(40, size.columns - 4))
    frame.fill(row: size.rows / 2, column: 2, width: width, character: ".", style: .dim)
    frame.fill(row: size.rows / 2, column: 2, width: width * min(max(share, 0), 100) / 100, character: "#", style: .bar)
    return frame
  }
}
