// A list of choices and the filter typed for it: under a field of a form, or as a layer of its own.

public struct PickList: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    /// The selection or the caret moved, or nothing happened.
    case stayed
    /// The filter changed; an owner that looks choices up itself calls `replace`.
    case filtered(String)
    case taken(Choice)
    case closed
    /// Not a key of a pick list.
    case notMine
  }

  public private(set) var choices: [Choice]
  public private(set) var filter: EditLine
  /// Places in `choices`, best first.
  public private(set) var matches: [Int]
  /// Place in `matches`.
  public private(set) var selected: Int
  /// True when the owner finds the choices for a filter; they are then shown as they come.
  public let isLookedUp: Bool
  /// Characters of a filter; nobody types more, and a paste of a page must not stop the screen.
  static let longestFilter = 200
  /// Rows that PgUp and PgDn move by.
  public var page = 8

  /// - Parameter code: the choice that the selection starts on.
  public init(_ choices: [Choice], selecting code: String = "", filter: String = "", isLookedUp: Bool = false) {
    self.choices = choices
    self.filter = EditLine(filter)
    self.isLookedUp = isLookedUp
    matches = isLookedUp ? Array(choices.indices) : choices.matching(filter)
    selected = 0
    selected = matches.firstIndex { choices[$0].code == code } ?? 0
  }

  public var selectedChoice: Choice? { matches.indices.contains(selected) ? choices[matches[selected]] : nil }

  /// Puts other choices in place, for the filter as it stands.
  public mutating func replace(_ choices: [Choice]) {
    self.choices = choices
    refilter()
  }

  public mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .character(let character): return type(String(character))
    case .paste(let text): return type(text)
    case .backspace:
      guard filter.deleteBackward() else { return .closed }
    case .delete:
      guard filter.deleteForward() else { return .stayed }
    case .left, .right:
      _ = filter.move(key)
      return .stayed
    case .enter: return selectedChoice.map(Outcome.taken) ?? .stayed
    case .escape: return .closed
    default: return move(key) ? .stayed : .notMine
    }
    refilter()
    return .filtered(filter.text)
  }

  private mutating func type(_ text: String) -> Outcome {
    let text = String(TypedText.clean(text).prefix(max(PickList.longestFilter - filter.characters.count, 0)))
    guard !text.isEmpty else { return .stayed }
    filter.insert(text)
    refilter()
    return .filtered(filter.text)
  }

  private mutating func move(_ key: Key) -> Bool {
    let last = max(matches.count - 1, 0)
    switch key {
    case .up: selected = max(selected - 1, 0)
    case .down: selected = min(selected + 1, last)
    case .pageUp: selected = max(selected - page, 0)
    case .pageDown: selected = min(selected + page, last)
    case .home: selected = 0
    case .end: selected = last
    default: return false
    }
    return true
  }

  private mutating func refilter() {
    matches = isLookedUp ? Array(choices.indices) : choices.matching(filter.text)
    selected = 0
  }

  /// Draws the choices in a box, the best fitting part of them, codes at the left and notes at the right.
  /// - Parameter empty: what stands there when nothing is found.
  public func draw(into frame: inout Frame, row: Int, column: Int, width: Int, height: Int, empty: String) {
    guard width >= 4, height >= 3 else { return }
    for line in 0..<height { frame.fill(row: row + line, column: column, width: width) }
    frame.box(row: row, column: column, width: width, height: height)
    let rows = height - 2
    let first = matches.count <= rows ? 0 : min(max(selected - rows / 2, 0), matches.count - rows)
    if matches.isEmpty {
      frame.put(empty, row: row + 1, column: column + 2, style: .dim, width: width - 4)
    }
    let codeWidth = matches.prefix(200).map { PickList.codeWidth(choices[$0]) }.max() ?? 0
    for line in 0..<rows where first + line < matches.count {
      let choice = choices[matches[first + line]]
      draw(
        choice, into: &frame, row: row + 1 + line, column: column + 1, width: width - 2, codeWidth: codeWidth,
        style: first + line == selected ? .selected : .plain)
    }
    let seen = "\(selected + 1)/\(matches.count)"
    if matches.count > rows, TextWidth.of(seen) + 4 < width {
      frame.put(seen, row: row + height - 1, column: column + width - 2 - TextWidth.of(seen), style: .dim)
    }
  }

  /// Draws the list as a layer of its own: the filter with the cursor on the first line, the choices below it.
  public func drawWhole(
    into frame: inout Frame, row: Int, column: Int, width: Int, height: Int, label: String, empty: String
  ) {
    let left = column + frame.put(label, row: row, column: column, style: .label, width: width) + 1
    let room = max(column + width - left, 1)
    let (text, caret) = filter.window(width: room)
    let used = frame.put(text, row: row, column: left, style: .focus, width: room)
    frame.fill(row: row, column: left + used, width: room - used, character: "_", style: .focus)
    draw(into: &frame, row: row + 1, column: column, width: width, height: height - 1, empty: empty)
    frame.cursor = Position(row: row, column: left + min(caret, room - 1))
  }

  private func draw(
    _ choice: Choice, into frame: inout Frame, row: Int, column: Int, width: Int, codeWidth: Int, style: Style
  ) {
    frame.fill(row: row, column: column, width: width, style: style)
    var left = column + 1
    if codeWidth > 0 {
      let own = PickList.codeWidth(choice)
      if own > 0 { frame.put(choice.code, row: row, column: left + codeWidth - own, style: style, width: own) }
      left += codeWidth + 1
    }
    let end = column + width - 1
    // The note has what the name leaves, and half the row at least.
    let rest = end - left - TextWidth.of(choice.name) - 1
    let note = min(TextWidth.of(choice.note), max((end - left) / 2, rest, 0))
    frame.put(choice.name, row: row, column: left, style: style, width: end - left - (note > 0 ? note + 1 : 0))
    if note > 0 {
      let noteStyle: Style = style == .selected ? .selected : .dim
      frame.put(choice.note, row: row, column: end - note, style: noteStyle, width: note)
    }
  }

  /// Columns of a short official number. A word that only the program knows is not shown to people.
  private static func codeWidth(_ choice: Choice) -> Int {
    let code = choice.code.utf8
    return code.count <= 4 && code.allSatisfy { (0x30...0x39).contains($0) } ? code.count : 0
  }

  /// Columns that the widest choice needs, and the words of an empty list while nothing is found, the box included, at
  /// most `limit`.
  func width(atMost limit: Int, empty: String) -> Int {
    var widest = matches.isEmpty ? max(16, TextWidth.of(empty) + 4) : 16
    for choice in choices.prefix(200) {
      let code = PickList.codeWidth(choice)
      let note = choice.note.isEmpty ? 0 : TextWidth.of(choice.note) + 2
      widest = max(widest, TextWidth.of(choice.name) + (code > 0 ? code + 1 : 0) + note + 4)
    }
    return min(widest, limit)
  }
}
