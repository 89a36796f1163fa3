// How each kind of input is typed and drawn: what it accepts, when it is complete, where its dashes and spaces stand.

extension Input {
  /// The text that a person edits for the stored `value`: a day as DDMMYYYY, everything else as it is.
  func editText(_ value: String) -> String {
    switch self {
    case .date: Input.dayDigits(iso: value) ?? value
    case .choice, .lookup, .tick: ""
    default: value
    }
  }

  /// Parts `typed` into what this input takes and what it does not.
  func sift(_ typed: String, atStart: Bool) -> (taken: String, refused: String) {
    var taken = ""
    var refused = ""
    for character in TypedText.clean(typed) {
      // "150.000,00" is a hundred and fifty thousand.
      if isWholeNumber, character == "," || refused.contains(",") {
        refused.append(character)
        continue
      }
      switch accepts(character, atStart: atStart && taken.isEmpty) {
      case true?: taken.append(character)
      case false?: refused.append(character)
      case nil: continue
      }
    }
    return (taken, refused)
  }

  /// A number of any length, and no number of a card or a code.
  var isWholeNumber: Bool {
    if case .digits(nil, _, _, _) = self { return true }
    return false
  }

  /// Whether `character` may stand in this input; nil: drawn or harmless, dropped without a word.
  private func accepts(_ character: Character, atStart: Bool) -> Bool? {
    let isDigit = character.isASCII && character.isNumber
    switch self {
    case .digits: return isDigit ? true : (Input.separators.contains(character) ? nil : false)
    case .time: return isDigit ? true : (character == ":" || Input.separators.contains(character) ? nil : false)
    case .date: return isDigit || Input.separators.contains(character)
    case .phone:
      if isDigit || (character == "+" && atStart) { return true }
      return Input.separators.contains(character) || "()".contains(character) ? nil : false
    default: return true
    }
  }

  private static let separators: Set<Character> = [" ", "-", "/", "."]

  /// How many characters fit beside what is there.
  private func limit(with characters: [Character]) -> Int {
    switch self {
    case .text(let limit), .secret(let limit), .digits(_, let limit, _, _): max(limit, 1)
    case .date: characters.allSatisfy(\.isNumber) ? 8 : 10
    case .phone: 20
    case .time: 4
    case .choice, .lookup: 60
    case .tick: 1
    }
  }

  /// `line` with `taken` at its caret as far as it fits, and the rest. In the middle of a full field of fixed length a
  /// digit takes the place of the one that stands there.
  func entering(_ taken: String, into line: EditLine) -> (line: EditLine, tooMany: String) {
    var line = line
    var refused = ""
    if line.isFresh { line.clear() }
    if case .text = self { return fitting(taken, into: line) }
    for character in taken {
      if line.characters.count < limit(with: line.characters + [character]) {
        line.insert(String(character))
      } else if isFixed, !line.isAtEnd {
        line.overwrite(character)
      } else {
        refused.append(character)
      }
    }
    return (line, refused)
  }

  private func fitting(_ taken: String, into line: EditLine) -> (line: EditLine, tooMany: String) {
    var line = line
    if taken.count == 1, let mark = taken.first, mark.isMark {
      let base = line.caret > 0 ? line.characters[line.caret - 1] : nil
      guard let base, base.unicodeScalars.count < TypedText.mostScalars else { return (line, taken) }
      line.insert(taken)
      return (line, "")
    }
    let room = limit(with: line.characters) - line.characters.count
    let fits = String(taken.prefix(max(room, 0)))
    line.insert(fits)
    return (line, String(taken.dropFirst(fits.count)))
  }

  private var isFixed: Bool {
    switch self {
    case .digits, .date, .time: true
    default: false
    }
  }

  /// Whether `text` (as edited) is whole, so that the field may move on by itself.
  func isComplete(_ text: String) -> Bool {
    switch self {
    case .digits(let exactly?, _, _, _): return text.count == exactly
    case .time: return text.count == 4
    case .date:
      if text.allSatisfy(\.isNumber) { return text.count == 8 }
      let parts = text.split { Input.separators.contains($0) }
      return parts.count == 3 && parts[2].count == 4
    default: return false
    }
  }

  /// The stored form of what was typed, on leaving: leading zeros where the input has them, the minutes of a bare hour.
  func settled(_ value: String) -> String {
    if case .time = self, (1...3).contains(value.count) {
      let whole = value.count < 3 ? value + "00" : value
      return String(repeating: "0", count: 4 - whole.count) + whole
    }
    guard case .digits(let exactly?, _, _, true) = self, !value.isEmpty, value.count < exactly else { return value }
    return String(repeating: "0", count: exactly - value.count) + value
  }

  /// The characters as drawn, and the caret's place among them.
  func drawn(_ characters: [Character], caret: Int) -> (characters: [Character], caret: Int) {
    switch self {
    case .digits(_, _, let grouping, _): return Input.grouped(characters, grouping, " ", caret)
    case .time where characters.allSatisfy(\.isNumber): return Input.grouped(characters, [2], ":", caret)
    case .date where characters.allSatisfy(\.isNumber): return Input.grouped(characters, [2, 2], "-", caret)
    case .secret: return (Array(repeating: "·", count: characters.count), caret)
    default: return (characters, caret)
    }
  }

  /// The stored value as it is drawn while nobody edits it.
  public func display(_ value: String) -> String {
    switch self {
    case .choice(let choices, _): return choices.first { $0.code == value }?.name ?? value
    case .tick: return value.isEmpty ? "[ ]" : "[x]"
    case .lookup: return value
    default: return String(drawn(Array(editText(value)), caret: 0).characters)
    }
  }

  /// The empty places of a field of fixed length, drawn behind what is there.
  func blanks(after count: Int) -> String {
    let length: Int
    switch self {
    case .date: length = 8
    case .time: length = 4
    case .digits(let exactly?, _, _, _): length = exactly
    default: return ""
    }
    guard count < length else { return "" }
    let sizes: [Int]
    if case .digits(_, _, let grouping, _) = self { sizes = grouping } else { sizes = [2, 2] }
    let sign: Character =
      switch self {
      case .date: "-"
      case .time: ":"
      default: " "
      }
    let whole = Input.grouped(Array(repeating: "_", count: length), sizes, sign, 0).characters
    return String(whole.dropFirst(drawnWidth(count)))
  }

  private func drawnWidth(_ count: Int) -> Int {
    drawn(Array(repeating: "0", count: count), caret: count).characters.count
  }

  /// `characters` with `sign` between groups; the last size holds for the rest as one group.
  private static func grouped(
    _ characters: [Character], _ sizes: [Int], _ sign: Character, _ caret: Int
  ) -> (characters: [Character], caret: Int) {
    var drawn: [Character] = []
    var place = caret
    var border = 0
    var borders: Set<Int> = []
    for size in sizes {
      border += size
      borders.insert(border)
    }
    for (index, character) in characters.enumerated() {
      if index > 0, borders.contains(index) {
        drawn.append(sign)
        if index <= caret { place += 1 }
      }
      drawn.append(character)
    }
    return (drawn, place)
  }

  /// DDMMYYYY of an ISO day; nil for anything else.
  static func dayDigits(iso: String) -> String? {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    return String(parts[2] + parts[1] + parts[0])
  }
}
