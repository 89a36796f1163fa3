// By which words erased people are known in texts and in files that have no lines: drafts, sheets, rejected rows.
import LoketModel

/// The names and numbers of people who are erased.
public struct ErasedWords: Hashable, Sendable {
  public struct Name: Hashable, Sendable {
    /// The words of the name as capital letters.
    public let words: [String]
    /// Another person of the register bears the same name: the name alone says nothing.
    public var isShared: Bool
    /// Days of birth, YYYY-MM-DD.
    public var births: Set<String>

    public init(words: [String], isShared: Bool, births: Set<String>) {
      self.words = words
      self.isShared = isShared
      self.births = births
    }

    /// Whether the name alone says who is meant.
    var isSure: Bool { words.count > 1 && !isShared }
  }

  public private(set) var names: [Name] = []
  /// Of each number and each name what stands wherever it stands.
  private var marks: Set<[UInt8]> = []
  /// NIK.
  public private(set) var numbers: Set<String> = []
  /// Names that say alone who is meant, as they were typed.
  public private(set) var spelled: Set<String> = []
  /// The ids of the records that are erased.
  public private(set) var ids: Set<String> = []

  public init() {}

  public var isEmpty: Bool { names.isEmpty && numbers.isEmpty && ids.isEmpty }

  public mutating func add(name: String, births: Set<String>, isShared: Bool) {
    let words = NameKey.fold(name).split(separator: " ").map(String.init)
    guard let longest = words.max(by: { $0.utf8.count < $1.utf8.count }) else { return }
    marks.insert(Array(longest.utf8))
    if words.count > 1, !isShared { spelled.insert(name) }
    if let place = names.firstIndex(where: { $0.words == words }) {
      names[place].births.formUnion(births)
      names[place].isShared = names[place].isShared || isShared
    } else {
      names.append(Name(words: words, isShared: isShared, births: births))
    }
  }

  public mutating func add(number: String) {
    guard number.utf8.count == 16 else { return }
    numbers.insert(number)
    marks.insert(Array(number.utf8))
  }

  public mutating func add(id: String) { ids.insert(id) }

  /// What must be found in no file any more.
  public var needles: [String] { numbers.sorted() + spelled.sorted() }

  // MARK: Texts of the register

  /// Whether a text is worth a closer look: most hold neither a number nor the longest word of a name.
  func mayBeIn(_ text: ArraySlice<UInt8>) -> Bool {
    // What folding changes beyond capitals is looked at.
    if text.contains(where: { $0 >= 0x80 || $0 == 0x27 || $0 == 0x60 }) { return true }
    return marks.contains { ErasedWords.stands($0, in: text) }
  }

  private static func stands(_ mark: [UInt8], in text: ArraySlice<UInt8>) -> Bool {
    guard let first = mark.first, text.count >= mark.count else { return false }
    for start in text.startIndex...(text.endIndex - mark.count) where capital(text[start]) == first {
      if zip(text[start...], mark).allSatisfy({ capital($0) == $1 }) { return true }
    }
    return false
  }

  private static func capital(_ byte: UInt8) -> UInt8 { (0x61...0x7a).contains(byte) ? byte - 0x20 : byte }

  /// The text without the names and numbers; nil where it holds none.
  /// - Parameter isNear: the text is about the household or the work of these people, so that one word of a name will do.
  public func cut(_ text: String, isNear: Bool) -> String? {
    var result = text
    for number in numbers { result = ErasedWords.replace(number, in: result) }
    for name in names where isNear || name.isSure { result = ErasedWords.cut(name.words, from: result) }
    return result == text ? nil : result
  }

  /// The text without the numbers and without any word of the names that is more than a letter or two: of what is said
  /// about these people alone, nothing of others is lost with it.
  public func cutEachWord(_ text: String) -> String {
    let words = Set(names.flatMap(\.words).filter { $0.utf8.count > 2 })
    return words.sorted().reduce(cut(text, isNear: true) ?? text) { ErasedWords.cut([$1], from: $0) }
  }

  /// What stands in the place of a name.
  public static let gone = "***"

  private static func replace(_ part: String, in text: String) -> String {
    guard text.utf8.count >= part.utf8.count else { return text }
    var bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    var at = 0
    while at + wanted.count <= bytes.count {
      if bytes[at] == wanted[0], bytes[at..<at + wanted.count].elementsEqual(wanted) {
        bytes.replaceSubrange(at..<at + wanted.count, with: gone.utf8)
        at += gone.utf8.count
      } else {
        at += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func cut(_ words: [String], from text: String) -> String {
    var runs: [(range: Range<String.Index>, word: String)] = []
    var start: String.Index?
    for place in text.indices + [text.endIndex] {
      let isLetter = place < text.endIndex && (text[place].isLetter || text[place].isNumber || text[place] == "'")
      if isLetter {
        if start == nil { start = place }
      } else if let from = start {
        runs.append((from..<place, NameKey.fold(String(text[from..<place]))))
        start = nil
      }
    }
    var result = ""
    var end = text.startIndex
    var place = 0
    while place < runs.count {
      if place + words.count <= runs.count, zip(runs[place...], words).allSatisfy({ $0.word == $1 }) {
        result += text[end..<runs[place].range.lowerBound] + gone
        end = runs[place + words.count - 1].range.upperBound
        place += words.count
      } else {
        place += 1
      }
    }
    return result + text[end...]
  }

  // MARK: Files

  /// Whether a text that stands for itself (a draft's values, a line, a sheet, a row) is about one of these people.
  /// - Parameters:
  ///   - masked: NIK stand in it with six stars.
  ///   - namesIds: it may hold the ids of these people for another reason.
  public func isAbout(_ text: String, masked: Bool = false, namesIds: Bool = false) -> Bool {
    if numbers.contains(where: { text.contains($0) }) { return true }
    if !namesIds, ids.contains(where: { text.contains($0) }) { return true }
    let folded = " " + NameKey.fold(text) + " "
    return names.contains { name in
      guard folded.contains(" " + name.words.joined(separator: " ") + " ") else { return false }
      if name.isSure { return true }
      if masked, numbers.contains(where: { text.contains(Nik.masked($0)) }) { return true }
      return name.births.contains { birth in
        text.contains(birth) || CalendarDate(iso: birth).map { text.contains($0.display) } ?? false
      }
    }
  }
}
