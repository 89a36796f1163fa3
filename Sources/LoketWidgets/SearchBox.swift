// One line to search with: what is typed goes out at every key.

public struct SearchBox: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case changed(String)
    case submitted(String)
    case stayed
    /// Not a key of a line: lists below take ↑ ↓ PgUp PgDn, and Home End while nothing is typed; layers take Esc.
    case notMine
  }

  /// Characters at most.
  static let longest = 200

  public private(set) var line: EditLine
  public var text: String { line.text }

  public init(_ text: String = "", isFresh: Bool = false) {
    line = EditLine(text, isFresh: isFresh)
  }

  public mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .character(let character): return insert(String(character))
    case .paste(let text): return insert(text)
    case .backspace: return line.deleteBackward() ? .changed(text) : .stayed
    case .delete: return line.deleteForward() ? .changed(text) : .stayed
    case .left, .right, .home, .end:
      guard !line.isEmpty else { return .notMine }
      _ = line.move(key)
      return .stayed
    case .enter: return .submitted(text)
    default: return .notMine
    }
  }

  private mutating func insert(_ typed: String) -> Outcome {
    let room = SearchBox.longest - (line.isFresh ? 0 : line.characters.count)
    let clean = String(TypedText.clean(typed).prefix(max(room, 0)))
    guard !clean.isEmpty else { return .stayed }
    line.insert(clean)
    return .changed(text)
  }

  public mutating func clear() { line.clear() }

  /// Draws `label` and behind it the line in `width` columns in all.
  public func draw(
    into frame: inout Frame, row: Int, column: Int, width: Int, label: String = "", placeholder: String = "",
    isFocused: Bool = true
  ) {
    var left = column
    if !label.isEmpty { left += frame.put(label, row: row, column: column, style: .label, width: width) + 1 }
    let room = column + width - left
    guard room > 0 else { return }
    let (text, caret) = line.window(width: room)
    let style: Style = isFocused ? .focus : .value
    let used = frame.put(text, row: row, column: left, style: style, width: room)
    frame.fill(row: row, column: left + used, width: room - used, character: "_", style: isFocused ? .focus : .dim)
    if line.isEmpty, !placeholder.isEmpty {
      frame.put(placeholder, row: row, column: left + 1, style: .dim, width: room - 1)
    }
    if isFocused { frame.cursor = Position(row: row, column: left + min(caret, room - 1)) }
  }
}
