// Every sentence the program says, by name, in the language that the user chose.
import Resources

public enum Language: String, Sendable, CaseIterable {
  case indonesian = "id"
  case english = "en"
}

/// The name of a text in `Resources/id.json` and `en.json`. Declare one as `static let` in an extension beside its use:
/// a test reads every such declaration and holds both catalogues to them.
public struct Phrase: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ name: String) { self.rawValue = name }
}

/// A text that is not yet in any language: a phrase and what fills its `{slots}`.
public struct Message: Hashable, Sendable {
  public let phrase: Phrase
  public let arguments: [String: String]

  public init(_ phrase: Phrase, _ arguments: [String: String] = [:]) {
    self.phrase = phrase
    self.arguments = arguments
  }
}

/// One language's catalogue.
public struct Wording: Sendable, Equatable {
  public let language: Language
  private let texts: [String: String]

  public init(_ language: Language) {
    self.language = language
    var length = 0
    let bytes = language == .indonesian ? loket_resource_id(&length) : loket_resource_en(&length)
    // The catalogue is compiled in and held by a test; a program whose catalogue did not parse shows the names.
    self.texts = ResourceReader.texts(UnsafeBufferPointer(start: bytes, count: length)) ?? [:]
  }

  /// The text, or the phrase's name where the catalogue lacks it (a test keeps that from happening).
  public subscript(_ phrase: Phrase) -> String { texts[phrase.rawValue] ?? phrase.rawValue }

  /// The text with each `{slot}` filled from `arguments`; a slot without an argument stays as it is. `{slot=one|more}` is
  /// the first word where the argument is 1, else the second.
  public func text(_ phrase: Phrase, _ arguments: [String: String]) -> String {
    let template = self[phrase]
    guard !arguments.isEmpty, template.utf8.contains(0x7b) else { return template }
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let after = rest.index(after: open)
      if let close = rest[after...].firstIndex(of: "}"), let value = Self.value(of: rest[after..<close], arguments) {
        result += value
        rest = rest[rest.index(after: close)...]
      } else {
        result += "{"
        rest = rest[after...]
      }
    }
    return result + rest
  }

  private static func value(of slot: Substring, _ arguments: [String: String]) -> String? {
    guard let equals = slot.firstIndex(of: "=") else { return arguments[String(slot)] }
    let forms = slot[slot.index(after: equals)...].split(separator: "|", omittingEmptySubsequences: false)
    guard forms.count == 2, let count = arguments[String(slot[..<equals])] else { return nil }
    return String(count == "1" ? forms[0] : forms[1])
  }

  public func text(_ message: Message) -> String { text(message.phrase, message.arguments) }

  /// Every name in the catalogue, for the tests that hold both languages complete.
  public var names: Set<String> { Set(texts.keys).subtracting([""]) }
}
