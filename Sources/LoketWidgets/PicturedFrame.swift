// A frame as text, for tests that show the screen which they expect.

extension Frame {
  /// Rows of text, a line `--`, rows of style letters, a line `--`, then `cursor <row> <column>` from 0 or `cursor none`.
  ///
  /// Blanks at the right end and plain styles at the right end are left out; the first line is `<columns>x<rows>`.
  public var pictured: String { pictured(\.letter) }

  /// The same with a letter of one's own for each style.
  public func pictured(_ letter: (Style) -> Character) -> String {
    var lines = ["\(size.columns)x\(size.rows)"]
    for row in 0..<size.rows { lines.append(Self.trimmed(text(row: row), " ")) }
    lines.append("--")
    for row in 0..<size.rows {
      let letters = String((0..<size.columns).map { letter(self[row, $0].style) })
      lines.append(Self.trimmed(letters, letter(.plain)))
    }
    lines.append("--")
    lines.append(cursor.map { "cursor \($0.row) \($0.column)" } ?? "cursor none")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text alone: one line per row without the blanks at its end.
  public var lines: [String] { (0..<size.rows).map { Self.trimmed(text(row: $0), " ") } }

  private static func trimmed(_ text: String, _ character: Character) -> String {
    guard let last = text.lastIndex(where: { $0 != character }) else { return "" }
    return String(text[...last])
  }
}
