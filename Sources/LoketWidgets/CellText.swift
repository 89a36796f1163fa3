// Cuts text into cells: the only place where text turns into what a terminal may be sent.
// Control, format and bidirectional characters end here, so that no stored name can move the cursor or turn a line round.

enum CellText {
  /// Marks kept on one character: a terminal cell of ncurses holds five scalars.
  static let mostMarks = 4

  /// Calls `body` with each character and its columns (1 or 2) from left to right, until it answers false.
  ///
  /// Tabs and line ends become one space, other control characters and unassigned scalars `?`; format and
  /// bidirectional characters and variation selectors are dropped; marks without a base are dropped.
  static func forEach(in text: String, _ body: (Character, Int) -> Bool) {
    var base: Unicode.Scalar?
    var marks: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      guard let drawn = drawn(scalar) else { continue }
      if drawn.value >= 0x300, WidthTable.columns(of: drawn) == 0 {
        if base != nil, marks.count < mostMarks { marks.append(drawn) }
        continue
      }
      if let base, !body(character(base, marks), WidthTable.columns(of: base)) { return }
      base = drawn
      if !marks.isEmpty { marks.removeAll() }
    }
    if let base { _ = body(character(base, marks), WidthTable.columns(of: base)) }
  }

  /// What stands on the screen for `scalar`; nil when it leaves no trace.
  static func drawn(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let value = scalar.value
    if value >= 0x20, value < 0x7F { return scalar }
    if value == 0x09 || value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 { return " " }
    if value < 0xA0 { return "?" }
    if (0xFE00...0xFE0F).contains(value) { return nil }
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .unassigned: return "?"
    case .format: return nil
    case .spaceSeparator: return value == 0x3000 ? scalar : " "
    default: return scalar
    }
  }

  private static func character(_ base: Unicode.Scalar, _ marks: [Unicode.Scalar]) -> Character {
    if marks.isEmpty { return Character(base) }
    var text = String.UnicodeScalarView([base])
    for mark in marks {
      text.append(mark)
      // Some marks (Hangul vowels alone) begin a character of their own; a cell takes one character.
      if String(text).count > 1 { text.removeLast() }
    }
    return Character(String(text))
  }
}
