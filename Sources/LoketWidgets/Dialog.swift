// A question with a few answers: the safe one first; neither Enter nor a digit typed by habit destroys anything.

public struct Dialog: Hashable, Sendable {
  public struct Option: Hashable, Sendable {
    public let id: String
    public let label: String
    /// Something is lost by it: only Urung (F8) takes it, so that neither Enter nor the first digit of the next NIK does.
    public let destroys: Bool
    public init(_ id: String, _ label: String, destroys: Bool = false) {
      self.id = id
      self.label = label
      self.destroys = destroys
    }
  }

  public enum Outcome: Hashable, Sendable {
    case chosen(String)
    /// Esc: nothing was chosen.
    case closed
    case stayed
    case notMine
  }

  public let title: String
  public let text: String
  /// At most nine; none: a notice that Enter or Esc closes.
  public let options: [Option]
  /// Whether a digit answers. Where an answer leads away from the work, only the arrows and Enter do.
  public let takesDigits: Bool
  public private(set) var selected: Int

  public init(title: String, text: String, options: [Option] = [], takesDigits: Bool = true) {
    self.title = title
    self.text = text
    self.takesDigits = takesDigits
    self.options = Array(options.prefix(9))
    selected = self.options.firstIndex { !$0.destroys } ?? 0
  }

  public mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape: return .closed
    case .enter:
      guard options.indices.contains(selected) else { return .closed }
      return options[selected].destroys ? .stayed : .chosen(options[selected].id)
    case .up, .backTab, .left: return move(by: -1)
    case .down, .tab, .right: return move(by: 1)
    case .character(let character):
      guard takesDigits, let number = character.wholeNumberValue, options.indices.contains(number - 1),
        !options[number - 1].destroys
      else { return .stayed }
      return .chosen(options[number - 1].id)
    case .paste: return .stayed
    default: return .notMine
    }
  }

  /// The answer that destroys, for the owner to take with Urung; nil when no answer does.
  public var destroying: Option? { options.first(where: \.destroys) }

  /// The bar stands on safe answers only.
  private mutating func move(by step: Int) -> Outcome {
    var place = selected + step
    while options.indices.contains(place) {
      if !options[place].destroys {
        selected = place
        break
      }
      place += step
    }
    return .stayed
  }

  /// Draws a box in the middle of rows `top ..< top + height`.
  public func draw(into frame: inout Frame, top: Int, height: Int) {
    let width = min(max(widest + 6, 40), frame.size.columns - 4)
    guard width >= 8, height >= 4 else { return }
    let lines = TextWidth.wrap(text, columns: width - 6)
    let wanted = lines.count + options.count + (options.isEmpty ? 4 : 5)
    let boxHeight = min(wanted, height)
    let row = top + (height - boxHeight) / 2
    let column = (frame.size.columns - width) / 2
    for line in 0..<boxHeight { frame.fill(row: row + line, column: column, width: width) }
    frame.box(row: row, column: column, width: width, height: boxHeight)
    frame.put(" \(title) ", row: row, column: column + 2, style: .title, width: width - 4)
    // Answers are always seen; a long text gives way.
    let room = max(boxHeight - options.count - (options.isEmpty ? 2 : 3), 0)
    let start = lines.count + 2 <= room ? row + 2 : row + 1
    for (place, line) in lines.prefix(room).enumerated() {
      frame.put(line, row: start + place, column: column + 3, width: width - 6)
    }
    let first = row + boxHeight - 1 - options.count - (boxHeight == wanted ? 1 : 0)
    frame.cursor = Position(row: min(start + lines.count, row + boxHeight - 1), column: column + 3)
    for (place, option) in options.enumerated() {
      let isSelected = place == selected
      let style: Style = isSelected ? .selected : .plain
      frame.fill(row: first + place, column: column + 2, width: width - 4, style: style)
      let key = option.destroys ? "F8" : takesDigits ? "\(place + 1)" : " "
      frame.put(key, row: first + place, column: column + 3, style: isSelected ? style : .key, width: 2)
      frame.put(option.label, row: first + place, column: column + 6, style: style, width: width - 9)
      if isSelected { frame.cursor = Position(row: first + place, column: column + 3) }
    }
  }

  private var widest: Int {
    let text = self.text.split(separator: "\n").map { min(TextWidth.of(String($0)), 64) }.max() ?? 0
    return max(text, options.map { TextWidth.of($0.label) + 3 }.max() ?? 0, TextWidth.of(title) + 2)
  }
}
