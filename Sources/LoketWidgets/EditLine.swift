// One line while it is typed: its characters and the caret, counted in whole characters so that no mark is ever split.

public struct EditLine: Hashable, Sendable {
  public private(set) var characters: [Character]
  /// 0 (before the first character) to `characters.count`.
  public private(set) var caret: Int
  /// True until the first key: the first character typed then replaces the text, an arrow keeps it.
  public private(set) var isFresh: Bool

  public init(_ text: String = "", isFresh: Bool = false) {
    characters = Array(text)
    caret = characters.count
    self.isFresh = isFresh && !characters.isEmpty
  }

  public var text: String { String(characters) }
  public var isEmpty: Bool { characters.isEmpty }
  public var isAtEnd: Bool { caret == characters.count }

  /// Puts `added` at the caret; a combining mark joins the character before it.
  public mutating func insert(_ added: String) {
    if isFresh { clear() }
    let before = String(characters[..<caret]) + added
    let scalars = before.unicodeScalars.count
    characters = Array(before + String(characters[caret...]))
    var passed = 0
    caret = 0
    while caret < characters.count, passed < scalars {
      passed += characters[caret].unicodeScalars.count
      caret += 1
    }
  }

  /// Puts `character` in the place of the one after the caret.
  mutating func overwrite(_ character: Character) {
    guard caret < characters.count else { return insert(String(character)) }
    characters[caret] = character
    caret += 1
    isFresh = false
  }

  public mutating func clear() {
    characters = []
    caret = 0
    isFresh = false
  }

  /// The text stays as it is, and what is typed next joins it.
  public mutating func keep() { isFresh = false }

  /// Removes the character before the caret; false when there is none.
  public mutating func deleteBackward() -> Bool {
    isFresh = false
    guard caret > 0 else { return false }
    caret -= 1
    characters.remove(at: caret)
    rejoin()
    return true
  }

  /// Removes the character after the caret, or the whole text when nothing was touched yet; false when there is none.
  public mutating func deleteForward() -> Bool {
    if isFresh {
      clear()
      return true
    }
    guard caret < characters.count else { return false }
    characters.remove(at: caret)
    rejoin()
    return true
  }

  /// Moves the caret for ← → Home End; false for any other key.
  public mutating func move(_ key: Key) -> Bool {
    switch key {
    case .left: caret = max(caret - 1, 0)
    case .right: caret = min(caret + 1, characters.count)
    case .home: caret = 0
    case .end: caret = characters.count
    default: return false
    }
    isFresh = false
    return true
  }

  /// Neighbours that became one character (halves of a flag) are counted as one again.
  private mutating func rejoin() {
    let whole = Array(String(characters))
    if whole.count != characters.count {
      characters = whole
      caret = min(caret, whole.count)
    }
  }

  /// The part that fits into `width` columns with the caret in it, and the caret's column in that part.
  /// A full field keeps one column for the caret behind the last character.
  public func window(width: Int) -> (text: String, caret: Int) {
    EditLine.window(of: characters, caret: caret, width: width)
  }

  static func window(of characters: [Character], caret: Int, width: Int) -> (text: String, caret: Int) {
    let widths = characters.map { TextWidth.of($0) }
    var first = 0
    var before = widths[..<caret].reduce(0, +)
    let room = max(width - 1, 0)
    let total = before + widths[caret...].reduce(0, +)
    // A text that fills the field exactly is shown whole; the caret then stands on the last column.
    if total <= width, caret < characters.count || total <= room { return (String(characters), before) }
    if total <= width { return (String(characters), max(width - 1, 0)) }
    while before > room, first < caret {
      before -= widths[first]
      first += 1
    }
    var end = caret
    var used = before
    while end < characters.count, used + widths[end] <= width {
      used += widths[end]
      end += 1
    }
    return (String(characters[first..<end]), before)
  }
}
