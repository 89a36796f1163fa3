// Text that was copied from a terminal brings its colours along: whole escape sequences go, not their Esc alone.

enum EscapeSequences {
  /// The scalars without control sequences (`Esc [31m`), strings (`Esc ]0;title` up to its end) and two-character escapes,
  /// in their 8-bit form too. One that is cut off by another control character or by the end goes as far as it came.
  static func removed(from text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    var kept: [Unicode.Scalar] = []
    var state = State.text
    for scalar in text {
      switch (state, scalar.value) {
      case (_, 0x1b): state = state == .string ? .stringEscape : .escape
      case (_, 0x9b): state = .control
      case (_, 0x90), (_, 0x98), (_, 0x9d), (_, 0x9e), (_, 0x9f): state = .string
      case (.text, _): kept.append(scalar)
      case (.escape, 0x5b): state = .control
      case (.escape, 0x50), (.escape, 0x58), (.escape, 0x5d), (.escape, 0x5e), (.escape, 0x5f): state = .string
      // A key's sequence: one character more.
      case (.escape, 0x4e), (.escape, 0x4f): state = .single
      case (.escape, 0x20...0x2f), (.control, 0x20...0x3f): continue
      case (.escape, 0x30...0x7e), (.control, 0x40...0x7e), (.stringEscape, 0x5c), (.single, 0x20...0x7e),
        (.string, 0x07), (.string, 0x9c):
        state = .text
      case (.string, 0x20...), (.string, 0x09), (.stringEscape, 0x20...): state = .string
      default:
        // A line end, or a letter of another alphabet: no sequence holds it.
        state = .text
        kept.append(scalar)
      }
    }
    return kept
  }

  private enum State { case text, escape, control, single, string, stringEscape }
}
