// F7: what can be done with this record, each under its number; one that is off says why.

public struct ActionMenu: Hashable, Sendable {
  public struct Action: Hashable, Sendable {
    public let id: String
    public let label: String
    /// Why it cannot be done now; nil: it can.
    public let why: String?
    public init(_ id: String, _ label: String, why: String? = nil) {
      self.id = id
      self.label = label
      self.why = why
    }
  }

  public enum Outcome: Hashable, Sendable {
    case chosen(String)
    /// It is off, for this reason.
    case refused(String)
    case closed
    case stayed
    case notMine
  }

  public let title: String
  /// Numbered from 1; 0 is the tenth, and what comes after it is reached by the arrows alone.
  public let actions: [Action]
  public private(set) var selected = 0

  public init(title: String, actions: [Action]) {
    self.title = title
    self.actions = actions
    selected = self.actions.firstIndex { $0.why == nil } ?? 0
  }

  /// What the digit `number` does, for screens where digits run actions at once.
  public func outcome(of number: Int) -> Outcome {
    take(number == 0 ? 9 : number - 1)
  }

  private func take(_ place: Int) -> Outcome {
    guard actions.indices.contains(place) else { return .stayed }
    let action = actions[place]
    return action.why.map(Outcome.refused) ?? .chosen(action.id)
  }

  public mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape: return .closed
    case .enter: return take(selected)
    // From the first upwards to the last and round again: the way out stands there.
    case .up, .backTab: selected = selected > 0 ? selected - 1 : max(actions.count - 1, 0)
    case .down, .tab: selected = selected + 1 < actions.count ? selected + 1 : 0
    case .home: selected = 0
    case .end: selected = max(actions.count - 1, 0)
    case .character(let character): return character.wholeNumberValue.map(outcome) ?? .stayed
    case .paste: return .stayed
    default: return .notMine
    }
    return .stayed
  }

  /// Draws a box at the right of rows `top ..< top + height`, where it hides least of the record.
  public func draw(into frame: inout Frame, top: Int, height: Int) {
    let labels = actions.map { TextWidth.of($0.label) + TextWidth.of($0.why ?? "") + ($0.why == nil ? 0 : 3) }
    let width = min(max((labels.max() ?? 0) + 7, TextWidth.of(title) + 6, 30), frame.size.columns - 2)
    let boxHeight = min(actions.count + 2, height)
    guard width >= 8, boxHeight >= 3 else { return }
    let column = frame.size.columns - width - 1
    let row = top
    for line in 0..<boxHeight { frame.fill(row: row + line, column: column, width: width) }
    frame.box(row: row, column: column, width: width, height: boxHeight)
    frame.put(" \(title) ", row: row, column: column + 2, style: .title, width: width - 4)
    let rows = boxHeight - 2
    let first = min(max(selected - rows + 1, 0), max(actions.count - rows, 0))
    // What does not fit is above or below, and the border says so.
    for (line, isCut) in [(row, first > 0), (row + boxHeight - 1, first + rows < actions.count)] where isCut {
      frame.put(" … ", row: line, column: column + width - 5, style: .border)
    }
    for place in first..<min(first + rows, actions.count) {
      draw(place, into: &frame, row: row + 1 + place - first, column: column + 1, width: width - 2)
    }
  }

  private func draw(_ place: Int, into frame: inout Frame, row: Int, column: Int, width: Int) {
    let action = actions[place]
    let isSelected = place == selected
    let style: Style = isSelected ? .selected : action.why == nil ? .plain : .keyOff
    frame.fill(row: row, column: column, width: width, style: style)
    let numberStyle: Style = isSelected || action.why != nil ? style : .key
    frame.put(place < 10 ? "\((place + 1) % 10)" : "", row: row, column: column + 1, style: numberStyle, width: 1)
    let text = action.why.map { "\(action.label) — \($0)" } ?? action.label
    frame.put(text, row: row, column: column + 3, style: style, width: width - 4)
    if isSelected { frame.cursor = Position(row: row, column: column + 1) }
  }
}
