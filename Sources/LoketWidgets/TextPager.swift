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
  /// Whether the lines stand as they are, blanks and all (a sheet of paper); what is wider is reached by the arrows.
  public let isLaidOut: Bool
  /// The first column on the screen of a text that is laid out.
  public private(set) var left = 0

  public init(title: String, text: String, isLaidOut: Bool = false) {
    self.title = title
    self.text = text
    self.isLaidOut = isLaidOut
  }

  private func lines(width: Int) -> [String] {
    guard isLaidOut else { return TextWidth.wrap(text, columns: max(width, 1)) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Columns that stand right of the screen when it begins at the first.
  private func excess(_ lines: [String], width: Int) -> Int {
    isLaidOut ? max((lines.map { TextWidth.of($0) }.max() ?? 0) - width, 0) : 0
  }

  /// - Parameters:
  ///   - width, height: the room that the text is drawn in.
  public mutating func press(_ key: Key, width: Int, height: Int) -> Outcome {
    let lines = lines(width: width)
    let last = max(lines.count - height, 0)
    let page = max(height - 1, 1)
    switch key {
    case .up: top -= 1
    case .down: top += 1
    case .pageUp: top -= page
    case .pageDown, .character(" "): top += page
    case .home: top = 0
    case .end: top = last
    case .left where isLaidOut: left = max(left - TextPager.step, 0)
    case .right where isLaidOut: left = min(left + TextPager.step, excess(lines, width: width))
    case .enter, .escape: return .closed
    default: return .notMine
    }
    top = min(max(top, 0), last)
    return .moved
  }

  /// Columns that an arrow moves.
  private static let step = 8

  public func draw(into frame: inout Frame, row: Int, column: Int, width: Int, height: Int) {
    guard height > 0, width > 0 else { return }
    let lines = lines(width: width)
    let left = min(left, excess(lines, width: width))
    let first = min(top, max(lines.count - height, 0))
    for (place, line) in lines.dropFirst(first).prefix(height).enumerated() {
      // A laid-out line has one column a character.
      frame.put(left == 0 ? line : String(line.dropFirst(left)), row: row + place, column: column, width: width)
    }
    if first > 0 { frame.put("^", row: row, column: column + width, style: .dim) }
    if first + height < lines.count { frame.put("v", row: row + height - 1, column: column + width, style: .dim) }
    frame.cursor = Position(row: row, column: column)
  }
}
