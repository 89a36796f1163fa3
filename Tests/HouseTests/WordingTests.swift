// Holds both languages complete, alike in their slots, used, and within their columns.
import FoundationEssentials
import LoketModel
import Testing

struct WordingTests {
  static let indonesian = Wording(.indonesian)
  static let english = Wording(.english)

  @Test("Both catalogues have the same names")
  func sameNames() {
    let left = Self.indonesian.names
    let right = Self.english.names
    #expect(left.count > 100)
    #expect(left.subtracting(right).sorted() == [])
    #expect(right.subtracting(left).sorted() == [])
  }

  @Test(
    "Every line of a catalogue is one text, no name stands twice, and the last line is empty",
    arguments: Language.allCases)
  func lines(_ language: Language) throws {
    let names = try Self.catalogueLines(language)
    #expect(names.last == "")
    var seen: Set<String> = []
    #expect(names.filter { !seen.insert($0).inserted } == [])
    #expect(seen == Wording(language).names.union([""]))
  }

  @Test("Every phrase that the sources declare has its text in both languages")
  func declared() throws {
    let phrases = try Self.phrases()
    #expect(phrases.count > 100)
    for language in [Self.indonesian, Self.english] {
      let missing = phrases.filter { phrase in
        phrase.isPrefix ? !language.names.contains { $0.hasPrefix(phrase.name) } : !language.names.contains(phrase.name)
      }
      #expect(missing.map(\.name).sorted() == [], "\(language.language)")
    }
  }

  @Test("No text is without a place in the sources, or on a sheet of paper, that names it")
  func used() throws {
    let named = try Self.literals().union(Self.onPaper())
    let prefixes = try Self.phrases().filter(\.isPrefix).map(\.name)
    let unused = Self.indonesian.names.filter { name in
      !named.contains(name) && !prefixes.contains { name.hasPrefix($0) }
    }
    #expect(unused.sorted() == [])
  }

  @Test("A text has the same slots in both languages")
  func slots() {
    for name in Self.indonesian.names.intersection(Self.english.names).sorted() {
      let phrase = Phrase(name)
      #expect(Self.slots(Self.indonesian[phrase]) == Self.slots(Self.english[phrase]), "\(name)")
    }
  }

  @Test(
    "No text is empty, or has a tab or a control character; only long texts have lines", arguments: Language.allCases)
  func clean(_ language: Language) {
    let wording = Wording(language)
    let odd = wording.names.filter { name in
      let text = wording[Phrase(name)]
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return text.isEmpty || !lines.allSatisfy { TextFilter.isClean(String($0)) }
        || (lines.count > 1 && !name.hasPrefix("help."))
    }
    #expect(odd.sorted() == [])
  }

  @Test("A text has no sign for which a terminal without UTF-8 has no stand-in", arguments: Language.allCases)
  func signs(_ language: Language) {
    let wording = Wording(language)
    let odd = wording.names.filter { name in
      wording[Phrase(name)].unicodeScalars.contains { !$0.isASCII && !"›·—…".unicodeScalars.contains($0) }
    }
    #expect(odd.sorted() == [])
  }

  @Test("A hint fits line 23, which leaves a column free at both ends", arguments: Language.allCases)
  func hints(_ language: Language) {
    let wording = Wording(language)
    let wide = wording.names.filter {
      ($0.hasSuffix(".hint") || $0.hasPrefix("app.hint.")) && wording[Phrase($0)].count > 78
    }
    #expect(wide.sorted() == [])
  }

  @Test("The labels of a form's keys fit the bottom line beside each other", arguments: Language.allCases)
  func keyLabels(_ language: Language) {
    let wording = Wording(language)
    let form = ["help", "save", "ditto", "pick", "find", "undo", "back", "menu"].map { wording[Phrase("key.\($0)")] }
    // Two or three columns of the key's name, a space after it and one after the label; the last has none.
    #expect(form.reduce(0) { $0 + $1.count } + 7 * 4 + 4 <= 80)
    #expect(!form.contains { $0.hasPrefix("key.") })
    let wide = wording.names.filter { $0.hasPrefix("key.") && wording[Phrase($0)].count > 8 }
    #expect(wide.sorted() == [])
  }

  @Test("What a rule says fits the message line with its mark", arguments: Language.allCases)
  func messages(_ language: Language) {
    let wording = Wording(language)
    let wide = wording.names.filter { $0.hasPrefix("rule.") || $0.hasPrefix("date.") || $0.hasPrefix("phone.") }
      .filter { wording[Phrase($0)].count > 76 }
    #expect(wide.sorted() == [])
  }

  // MARK: Reading the sources

  /// A declared name, or the part of it before what is filled in.
  struct Declared: Hashable {
    let name: String
    let isPrefix: Bool
  }

  /// The code lines of every source that have a text in them; read once.
  private static let lines = Result {
    try House.sources(in: "Sources").flatMap { source in
      source.text.utf8.split(separator: 0x0a).filter { line in
        line.contains(0x22) && !line.drop { $0 == 0x20 }.starts(with: "//".utf8)
      }.map { String($0) ?? "" }
    }
  }

  static func phrases() throws -> Set<Declared> {
    var found: Set<Declared> = []
    for line in try lines.get() where line.contains("Phrase(") {
      for match in line.matches(of: /Phrase\((?:rawValue: )?"([^"\\]*)(\\\(|")/) {
        found.insert(Declared(name: String(match.1), isPrefix: match.2 != "\""))
      }
    }
    return found
  }

  /// Every text between quotes: a table of names counts as a place that names them.
  static func literals() throws -> Set<String> {
    try lines.get().reduce(into: []) { found, line in
      for part in line.split(separator: "\"") { found.insert(String(part)) }
    }
  }

  @Test("One is one and more are more, in the language that tells them apart")
  func plural() {
    for (count, text) in [("0", "0 duplicates"), ("1", "1 duplicate"), ("2", "2 duplicates")] {
      #expect(Self.english.text(Phrase("app.waiting.pairs"), ["count": count]) == text)
    }
    #expect(Self.indonesian.text(Phrase("app.waiting.pairs"), ["count": "1"]) == "1 data ganda")
  }

  @Test("Each choice of a word by a number has two forms, of a slot that the text has")
  func forms() {
    for language in Language.allCases {
      let wording = Wording(language)
      for name in wording.names {
        let text = wording[Phrase(name)]
        for form in text.matches(of: /\{([a-zA-Z]+)=([^}]*)\}/) {
          #expect(form.2.split(separator: "|").count == 2, "\(name)")
          #expect(text.contains("{\(form.1)}"), "\(name)")
        }
      }
    }
  }

  static func slots(_ text: String) -> Set<String> { Set(text.matches(of: /\{[a-zA-Z]+\}/).map { String($0.0) }) }

  /// The texts that the templates of `paper.json` name: `{@form.nik.label}`.
  static func onPaper() throws -> Set<String> {
    let url = URL(filePath: "\(House.root)/Resources/paper.json")
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    return Set(text.matches(of: /\{@([a-zA-Z0-9.]+)\}/).map { String($0.1) })
  }

  /// The names in the order of the file, the closing empty one last.
  static func catalogueLines(_ language: Language) throws -> [String] {
    let url = URL(filePath: "\(House.root)/Resources/\(language.rawValue).json")
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.first == "{" && lines.last == "}")
    return lines.dropFirst().dropLast().compactMap { line in
      guard let match = line.wholeMatch(of: /"([a-zA-Z0-9.\-]*)": ".*",?/) else {
        Issue.record("not one text a line: \(line)")
        return nil
      }
      return String(match.1)
    }
  }

  @Test("The reader of phrases sees a whole name, a raw value and a name with a part filled in")
  func reader() {
    let line = #"a = Phrase("x.y"), Phrase(rawValue: "x.z"), Phrase("x.\(name).end")"#
    let names = line.matches(of: /Phrase\((?:rawValue: )?"([^"\\]*)(\\\(|")/).map { String($0.1) }
    #expect(names == ["x.y", "x.z", "x."])
  }
}
