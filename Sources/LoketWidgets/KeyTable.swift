// The one table of commands and keys: the bottom line, the help screen and the key card all read it, so none can lie.

/// Whether a command does something where the focus stands now.
public enum Availability: Hashable, Sendable {
  case on
  /// It does, under other words than the table's ("Simpan draf").
  case named(String)
  /// It does not; the sentence says why, nil where it simply has no place.
  case off(String?)

  public var isOn: Bool {
    if case .off = self { false } else { true }
  }
}

/// A key and what it does, as the bottom line shows it.
public struct KeyLabel: Hashable, Sendable {
  public let key: String
  public let words: String

  public init(key: String, words: String) {
    self.key = key
    self.words = words
  }

  /// Columns with the space between key and words.
  var columns: Int { TextWidth.of(key) + 1 + TextWidth.of(words) }
}

public struct KeyTable: Hashable, Sendable {
  /// One command with its two keys.
  public struct Row: Hashable, Sendable {
    public let command: Command
    public let key: Key
    public let twin: Key
    /// As printed on the keyboard.
    public let keyName: String
    public let twinName: String
    /// Who gives way first when the bottom line is full: the highest.
    public let rank: Int
  }

  /// A command as the help screen and the printed key card list it.
  public struct HelpRow: Hashable, Sendable {
    public let row: Row
    public let words: String
    public let isOn: Bool
    /// Why it is off; nil when it is on or has no place here.
    public let why: String?
  }

  /// All commands in the order of their keys (SCREENS, "Keys: one meaning everywhere").
  public static let rows: [Row] = [
    row(.help, 1, "g", rank: 2), row(.save, 2, "s", rank: 1), row(.ditto, 3, "d", rank: 8),
    row(.pick, 4, "p", rank: 4), row(.find, 5, "f", rank: 5), row(.new, 6, "n", rank: 6),
    row(.actions, 7, "t", rank: 3), row(.undo, 8, "u", rank: 7),
    Row(command: .back, key: .function(9), twin: .escape, keyName: "F9", twinName: "Esc", rank: 0),
    row(.menu, 10, "q", rank: 9),
    Row(command: .lock, key: .control("k"), twin: .control("k"), keyName: "Ctrl-K", twinName: "", rank: 10),
  ]

  private static func row(_ command: Command, _ number: Int, _ letter: Character, rank: Int) -> Row {
    Row(
      command: command, key: .function(number), twin: .control(letter), keyName: "F\(number)",
      twinName: "Ctrl-\(letter.uppercased())", rank: rank)
  }

  /// The command of a function key or its twin; nil for every other key.
  public static func command(for key: Key) -> Command? {
    rows.first { $0.key == key || $0.twin == key }?.command
  }

  /// What each command is called, in the language of the screen.
  public let words: [Command: String]
  /// What does something here; a command that is not named is off without a reason.
  public let available: [Command: Availability]
  /// Keys that are no command but worth a place here ("Enter Buka"); they come first and give way last.
  public let extra: [KeyLabel]

  public init(words: [Command: String], available: [Command: Availability], extra: [KeyLabel] = []) {
    self.words = words
    self.available = available
    self.extra = extra
  }

  /// Works on every screen alike, so that the bottom line leaves its room to what works here; the help lists it.
  private static let everywhere: Set<Command> = [.lock]

  /// The keys that do something here and fit into `columns` with one space between them, in the order of the keyboard.
  public func line(columns: Int) -> [KeyLabel] {
    var shown = extra.enumerated().map { (place: $0.offset - extra.count, rank: -1, label: $0.element) }
    for (place, row) in Self.rows.enumerated() where (available[row.command] ?? .off(nil)).isOn {
      if Self.everywhere.contains(row.command) { continue }
      shown.append((place, row.rank, KeyLabel(key: row.keyName, words: words(for: row.command))))
    }
    func total() -> Int { shown.reduce(shown.count - 1) { $0 + $1.label.columns } }
    while total() > columns, let last = shown.max(by: { ($0.rank, $0.place) < ($1.rank, $1.place) }) {
      shown.removeAll { $0.place == last.place }
    }
    return shown.map(\.label)
  }

  /// Every command with its words here, on or off, in the order of the keyboard.
  public var help: [HelpRow] {
    Self.rows.map { row in
      var why: String?
      let state = available[row.command] ?? .off(nil)
      if case .off(let reason) = state { why = reason }
      return HelpRow(row: row, words: words(for: row.command), isOn: state.isOn, why: why)
    }
  }

  private func words(for command: Command) -> String {
    if case .named(let words) = available[command] { return words }
    return words[command] ?? ""
  }
}
