// What a pick list offers, and how typing finds it: prefix first, then word starts, then anywhere; codes and names both.

public struct Choice: Hashable, Sendable {
  /// What is stored.
  public let code: String
  public let name: String
  /// Other words that find it; a word of one character is a one-key code.
  public let words: [String]
  /// Shown in the right column.
  public let note: String

  public init(code: String, name: String, words: [String] = [], note: String = "") {
    self.code = code
    self.name = name
    self.words = words
    self.note = note
  }

  /// How well `filter` (folded) finds this choice, 0 best; nil not at all.
  func rank(_ filter: String) -> Int? {
    if filter.isEmpty { return 0 }
    let code = TypedText.folded(code)
    if code == filter { return 0 }
    let others = words.map(TypedText.folded)
    if others.contains(filter) { return 1 }
    if code.hasPrefix(filter) { return 2 }
    let name = TypedText.folded(name)
    if name.hasPrefix(filter) { return 3 }
    let starts = Choice.parts(of: name) + others.flatMap(Choice.parts)
    let tokens = Choice.parts(of: filter)
    if !tokens.isEmpty, tokens.allSatisfy({ token in starts.contains { $0.hasPrefix(token) } }) { return 4 }
    if others.contains(where: { $0.hasPrefix(filter) }) { return 4 }
    if Choice.contains(name, filter) || others.contains(where: { Choice.contains($0, filter) }) { return 5 }
    return nil
  }

  private static func parts(of text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    let text = Array(text.utf8)
    let part = Array(part.utf8)
    guard !part.isEmpty, part.count <= text.count else { return part.isEmpty }
    return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
  }
}

extension Array where Element == Choice {
  /// Places of the choices that `filter` finds, best first, otherwise in their own order.
  public func matching(_ filter: String) -> [Int] {
    let filter = TypedText.folded(filter)
    if filter.isEmpty { return [Int](indices) }
    var ranked: [(rank: Int, place: Int)] = []
    for (place, choice) in enumerated() {
      if let rank = choice.rank(filter) { ranked.append((rank, place)) }
    }
    return ranked.sorted { $0 < $1 }.map(\.place)
  }

  /// The choice that `typed` names in full when nothing longer can still be meant: the official code in one key,
  /// `0` for 10, a word of one character. `typed` is what the filter holds so far, the newest character included.
  func oneKey(_ typed: String) -> Choice? {
    let typed = TypedText.folded(typed)
    guard !typed.isEmpty else { return nil }
    let code = typed == "0" && !contains(where: { $0.code == "0" }) ? "10" : typed
    let isNumber = typed.allSatisfy(\.isNumber)
    if let choice = first(where: { TypedText.folded($0.code) == code }) {
      // 10 is reached by 0, so it never makes 1 wait.
      let isOpen = contains {
        $0.code != "10" && $0.code.count > code.count && TypedText.folded($0.code).hasPrefix(code)
      }
      return isOpen && typed.count < 2 ? nil : (isNumber || typed.count == 1 ? choice : nil)
    }
    guard typed.count == 1 else { return nil }
    let named = filter { $0.words.contains { TypedText.folded($0) == typed } }
    return named.count == 1 ? named[0] : nil
  }
}
