// Columns of text on the screen: measure, clip and wrap by what is drawn, never by counted letters.

public enum TextWidth {
  /// Columns of one character: 0 when it is dropped, 1, 2, or more where a terminal draws its parts side by side.
  public static func of(_ character: Character) -> Int {
    if character.isASCII, character != "\r\n" { return 1 }
    return of(String(character))
  }

  /// Columns that `text` takes in a frame.
  public static func of(_ text: String) -> Int {
    var columns = 0
    CellText.forEach(in: text) { _, width in
      columns += width
      return true
    }
    return columns
  }

  /// `text` in at most `columns`; what does not fit gives way to `…`.
  public static func clip(_ text: String, columns: Int) -> String {
    guard columns > 0 else { return "" }
    guard of(text) > columns else { return text }
    var kept = ""
    var used = 0
    CellText.forEach(in: text) { character, width in
      guard used + width <= columns - 1 else { return false }
      kept.append(character)
      used += width
      return true
    }
    return kept + "…"
  }

  /// Lines of at most `columns` (1 or more), broken at spaces; a longer word is cut; `\n` begins a new line.
  public static func wrap(_ text: String, columns: Int) -> [String] {
    let columns = max(columns, 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapLine(String($0), columns) }
  }

  private static func wrapLine(_ text: String, _ columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    func close() {
      lines.append(line)
      line = ""
      used = 0
    }
    for word in text.split(separator: " ") {
      let width = of(String(word))
      if used > 0, used + 1 + width > columns { close() }
      if used > 0 {
        line += " "
        used += 1
      }
      if used + width <= columns {
        line += word
        used += width
        continue
      }
      CellText.forEach(in: String(word)) { character, width in
        if used > 0, used + width > columns { close() }
        line.append(character)
        used += width
        return true
      }
    }
    close()
    return lines
  }
}
