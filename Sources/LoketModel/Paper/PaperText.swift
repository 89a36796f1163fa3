// The texts of a template: words, slots that values fill, and the few signs that draw what a hand fills in.

/// One piece of a text, as `{…}` in the template says it.
enum PaperPart: Hashable, Sendable {
  case words(String)
  /// `{name}`: a value.
  case slot(String)
  /// `{@form.nik.label}`: a text of the catalogue.
  case phrase(Phrase)
  /// `{to:18}`: blanks up to this column, counted from 0.
  case column(Int)
  /// `{box:6,6,4}`: boxes for one character each, in groups.
  case boxes([Int])
  /// `{date}`: boxes for a day, month and year.
  case date
  /// `{fill}`: a line to write on up to the end; `{fill:20}`: of so many columns.
  case fill(Int?)
  /// `{codes:sex}`: the code list of that name, each code with its number.
  case codes(String)
}

/// A text in both languages. One that names only slots and phrases is written once for both.
struct PaperText: Hashable, Sendable {
  private let parts: [Language: [PaperPart]]

  init(_ value: ResourceValue?) throws(PaperProblem) {
    var parts: [Language: [PaperPart]] = [:]
    for language in Language.allCases {
      guard let text = value?.text ?? value?[language.rawValue]?.text else { throw .noText(language.rawValue) }
      parts[language] = try PaperText.parts(of: text)
    }
    self.parts = parts
    if Set(Language.allCases.map { language in Set(slots(language)) }).count > 1 {
      throw .slotsDiffer(slots(.indonesian).joined(separator: ", "))
    }
  }

  func parts(_ language: Language) -> [PaperPart] { parts[language] ?? [] }

  /// Every slot that it names.
  var slots: [String] { slots(.indonesian) }
  /// Every phrase of the catalogue and every code list that it names.
  var phrases: [Phrase] {
    parts.values.flatMap { $0 }.compactMap { if case .phrase(let phrase) = $0 { phrase } else { nil } }
  }
  var codeLists: [String] {
    parts.values.flatMap { $0 }.compactMap { if case .codes(let name) = $0 { name } else { nil } }
  }

  private func slots(_ language: Language) -> [String] {
    parts(language).compactMap { if case .slot(let name) = $0 { name } else { nil } }
  }

  private static func parts(of text: String) throws(PaperProblem) -> [PaperPart] {
    var parts: [PaperPart] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: "}") else { throw .malformed(text) }
      parts.append(try part(String(rest[after..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.words(String(rest))) }
    return parts
  }

  private static func part(_ inner: String) throws(PaperProblem) -> PaperPart {
    if inner.hasPrefix("@") { return .phrase(Phrase(rawValue: String(inner.dropFirst()))) }
    if inner == "fill" { return .fill(nil) }
    if inner == "date" { return .date }
    guard let colon = inner.firstIndex(of: ":") else {
      guard !inner.isEmpty, inner.allSatisfy({ $0.isASCII && $0.isLetter }) else { throw .malformed(inner) }
      return .slot(inner)
    }
    let argument = String(inner[inner.index(after: colon)...])
    let numbers = argument.split(separator: ",").compactMap { Int($0) }
    switch inner[..<colon] {
    case "to" where numbers.count == 1: return .column(numbers[0])
    case "box" where !numbers.isEmpty: return .boxes(numbers)
    case "fill" where numbers.count == 1: return .fill(numbers[0])
    case "codes" where !argument.isEmpty: return .codes(argument)
    default: throw .malformed(inner)
    }
  }
}
