// The frame around every screen: where am I, who am I, which day; the message, the hint and the keys.

/// How much a message weighs. Its mark makes it readable without colour.
public enum MessageLevel: Int, Hashable, Sendable, Comparable, CaseIterable {
  case info, check, error

  public var mark: Character {
    switch self {
    case .info: "i"
    case .check: "?"
    case .error: "!"
    }
  }

  public var style: Style {
    switch self {
    case .info: .info
    case .check: .check
    case .error: .error
    }
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

public struct ScreenFrame: Hashable, Sendable {
  /// Below this, one sentence stands in the place of everything.
  public static let minimum = Size(columns: 80, rows: 24)

  public struct Message: Hashable, Sendable {
    public var level: MessageLevel
    public var text: String

    public init(_ level: MessageLevel, _ text: String) {
      self.level = level
      self.text = text
    }
  }

  /// Titles from the program's name to the topmost screen.
  public var path: [String]
  /// Office, PC, account, date: the first gives way first, the last never.
  public var situation: [String]
  public var message: Message?
  /// What waits for this person, shown at the right end of the message line where there is room.
  public var waiting: String
  /// What waits begins with something that must not be missed.
  public var isAlarm = false
  public var hint: String
  public var keys: KeyTable
  /// The sentence for a terminal below the minimum.
  public var tooSmall: String

  public init(
    path: [String], situation: [String], message: Message? = nil, waiting: String = "", hint: String = "",
    keys: KeyTable, tooSmall: String
  ) {
    self.path = path
    self.situation = situation
    self.message = message
    self.waiting = waiting
    self.hint = hint
    self.keys = keys
    self.tooSmall = tooSmall
  }

  /// Whether a terminal of this size can show a screen.
  public static func fits(_ size: Size) -> Bool { size.columns >= minimum.columns && size.rows >= minimum.rows }

  /// The rows between the title line and the message line: 20 at 24 rows, empty where nothing fits.
  public static func body(of size: Size) -> Range<Int> { 1..<max(size.rows - 3, 1) }

  /// The whole screen; `draw` fills the body, and is not called when the terminal is too small.
  public func frame(size: Size, glyphs: Glyphs, draw: (inout Frame) -> Void) -> Frame {
    var frame = Frame(size: size, glyphs: glyphs)
    guard Self.fits(size) else {
      putTooSmall(into: &frame)
      return frame
    }
    draw(&frame)
    putTitle(into: &frame)
    putHint(into: &frame)
    putMessage(into: &frame)
    putKeys(into: &frame)
    return frame
  }

  private func putTooSmall(into frame: inout Frame) {
    let lines = TextWidth.wrap(tooSmall, columns: frame.size.columns)
    let top = max((frame.size.rows - lines.count) / 2, 0)
    for (offset, line) in lines.enumerated() {
      frame.put(line, row: top + offset, column: max((frame.size.columns - TextWidth.of(line)) / 2, 0))
    }
  }

  private func putTitle(into frame: inout Frame) {
    let columns = frame.size.columns
    frame.fill(row: 0, column: 0, width: columns, style: .title)
    let title = TitleLine(path: path, situation: situation, columns: columns - 2)
    frame.put(title.left, row: 0, column: 1, style: .title)
    let width = TextWidth.of(title.right)
    frame.put(title.right, row: 0, column: columns - 1 - width, style: .title)
  }

  private func putHint(into frame: inout Frame) {
    let columns = frame.size.columns
    frame.fill(row: frame.size.rows - 2, column: 0, width: columns)
    frame.put(hint, row: frame.size.rows - 2, column: 1, style: .dim, width: columns - 2)
  }

  /// A message too long for its line takes the hint's as well: what to do stands at its end.
  private func putMessage(into frame: inout Frame) {
    let columns = frame.size.columns
    let row = frame.size.rows - 3
    frame.fill(row: row, column: 0, width: columns)
    var used = 0
    if let message, !message.text.isEmpty {
      frame.put(String(message.level.mark), row: row, column: 1, style: message.level.style)
      let lines = TextWidth.wrap(message.text, columns: columns - 4)
      if lines.count > 1 {
        let rest = lines.dropFirst().joined(separator: " ")
        frame.fill(row: row + 1, column: 0, width: columns)
        frame.put(rest, row: row + 1, column: 3, style: message.level.style, width: columns - 4)
      }
      used = 3 + frame.put(lines[0], row: row, column: 3, style: message.level.style)
      if lines.count > 1 { return }
    }
    let width = TextWidth.of(waiting)
    guard width > 0 else { return }
    let style = isAlarm ? MessageLevel.error.style : .label
    if used == 0 {
      let shown = min(width, columns - 2)
      frame.put(waiting, row: row, column: columns - 1 - shown, style: style, width: shown)
    } else if used + 3 + width <= columns - 1 {
      frame.put(waiting, row: row, column: columns - 1 - width, style: style)
    }
  }

  private func putKeys(into frame: inout Frame) {
    let columns = frame.size.columns
    let row = frame.size.rows - 1
    frame.fill(row: row, column: 0, width: columns)
    var column = 1
    for label in keys.line(columns: columns - 2) {
      column += frame.put(label.key, row: row, column: column, style: .key) + 1
      column += frame.put(label.words, row: row, column: column) + 1
    }
  }
}

/// Line 1 in the columns there are: the office shortens, then leaves; then the path's middle; then the PC and the account.
struct TitleLine {
  let left: String
  let right: String

  init(path: [String], situation: [String], columns: Int) {
    func total(_ left: String, _ right: [String]) -> Int {
      TextWidth.of(left) + 2 + TextWidth.of(Self.joined(right))
    }
    let whole = path.joined(separator: " › ")
    var right = situation.filter { !$0.isEmpty }
    if total(whole, right) > columns, right.count > 1 {
      let excess = total(whole, right) - columns
      let room = TextWidth.of(right[0]) - excess
      if room >= 8 { right[0] = TextWidth.clip(right[0], columns: room) } else { right.removeFirst() }
    }
    var left = whole
    var tail = Array(path.dropFirst())
    while total(left, right) > columns, tail.count > 1 {
      tail.removeFirst()
      left = (path.prefix(1) + ["…"] + tail).joined(separator: " › ")
    }
    while total(left, right) > columns, right.count > 1 { right.removeFirst() }
    let end = Self.joined(right)
    self.left = TextWidth.clip(left, columns: max(columns - 2 - TextWidth.of(end), 0))
    self.right = end
  }

  private static func joined(_ parts: [String]) -> String { parts.joined(separator: " · ") }
}
