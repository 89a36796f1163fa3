// A longer text to read (help, a licence, what an import said): wrapped to the screen, scrolled by lines and pages.

public struct TextPager: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case moved
    case closed
    case notMine
  }

  public let title: String
  public let text: String
  /// The first line on the screen, counted in lines as wrapped for the size last seen.
  public private(set) var top = 0

  public init(title: String, text: String) {
    self.title = title
    self.text = text
  }

  /// - Parameters:
  ///   - width, height: the room that the text is drawn in.
  public mutating func press(_ key: Key, width: Int, height: Int) -> Outcome {
    let last = max(TextWidth.wrap(text, columns: max(width, 1)).count - height, 0)
    let page = max(height - 1, 1)
    switch key {
    case .up: top -= 1
    case .down: top += 1
    case .pageUp: top -= page
    case .pageDown, .character(" "): top += page
    case .home: top = 0
    case .end: top = last
    case .enter, .escape: return .closed
    default: return .notMine
    }
    top = min(max(top, 0), last)
    return .moved
  }

  public func draw(into frame: inout Frame, row: Int, column: Int, width: Int, height: Int) {
    guard height > 0, width > 0 else { return }
    let lines = TextWidth.wrap(text, columns: width)
    let first = min(top, max(lines.count - height, 0))
    for (place, line) in lines.dropFirst(first).prefix(height).enumerated() {
      frame.put(line, row: row + place, column: column, width: width)
    }
    if first > 0 { frame.put("^", row: row, column: column + width, style: .dim) }
    if first + height < lines.count { frame.put("v", row: row + height - 1, column: column + width, style: .dim) }
    frame.cursor = Position(row: row, column: column)
  }
}
