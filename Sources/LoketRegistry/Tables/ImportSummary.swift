// What an import did, in numbers: for the screen, for `--format json`, and for the queue's entry.
import LoketModel

public struct ImportSummary: Hashable, Sendable {
  /// Rows of the file below its header, empty ones not counted.
  public var rows = 0
  /// Families among the rows that came in.
  public var households = 0
  public var householdsAdded = 0
  public var peopleAdded = 0
  /// People and households that were here already and got what they lacked.
  public var completed = 0
  /// People who were here already and to whom the file adds nothing.
  public var unchanged = 0
  /// New questions for the supervisor, one per record.
  public var questions = 0
  public var rejected = 0
  /// Rows that came in though a rule doubts them.
  public var warned = 0
  /// The file is one of applicants in a wave: the numbers of applications are said too.
  public var isOfWave = false
  public var applications = 0
  public var applicationsCompleted = 0
  /// Applications that were here already and to which the file adds nothing.
  public var applicationsUnchanged = 0
  /// Rows by the rule that doubts them.
  public var warnings: [String: Int] = [:]
  /// The first doubt of each rule.
  public var examples: [String: ImportWarning] = [:]

  public init() {}

  /// Whether anything was, or would be, saved.
  public var changesNothing: Bool {
    householdsAdded + peopleAdded + completed + questions + applications + applicationsCompleted == 0
  }

  private var numbers: [(String, Int)] {
    [
      ("rows", rows), ("households", households), ("householdsAdded", householdsAdded), ("peopleAdded", peopleAdded),
      ("completed", completed), ("unchanged", unchanged), ("questions", questions), ("rejected", rejected),
      ("warned", warned),
    ] + (isOfWave ? [("applications", applications), ("applicationsCompleted", applicationsCompleted)] : [])
  }

  /// How the entry of the queue stores it: `rows=66 households=20 …`, a form of no language.
  public var stored: String { numbers.map { "\($0.0)=\($0.1)" }.joined(separator: " ") }

  /// Reads ``stored`` back; warnings are not in it. Nil for any other text.
  public init?(stored: String) {
    var found: [String: Int] = [:]
    for word in stored.split(separator: " ") {
      let parts = word.split(separator: "=")
      guard parts.count == 2, let number = Int(parts[1]) else { return nil }
      found[String(parts[0])] = number
    }
    guard let rows = found["rows"], let households = found["households"] else { return nil }
    self.rows = rows
    self.households = households
    householdsAdded = found["householdsAdded"] ?? 0
    peopleAdded = found["peopleAdded"] ?? 0
    completed = found["completed"] ?? 0
    unchanged = found["unchanged"] ?? 0
    questions = found["questions"] ?? 0
    rejected = found["rejected"] ?? 0
    warned = found["warned"] ?? 0
    isOfWave = found["applications"] != nil
    applications = found["applications"] ?? 0
    applicationsCompleted = found["applicationsCompleted"] ?? 0
  }

  /// What the rules doubted, a field a rule: `count=12;row=7;date=…`, the sentence's arguments behind the two numbers.
  public var storedWarnings: [FieldChange] {
    warnings.sorted { $0.key < $1.key }.map { rule, count in
      var parts = ["count=\(count)"]
      if let example = examples[rule] {
        parts.append("row=\(example.line)")
        parts += example.message.arguments.sorted { $0.key < $1.key }
          .map { "\($0.key)=\($0.value.replacing(";", with: ","))" }
      }
      return FieldChange("warning/\(rule)", parts.joined(separator: ";"))
    }
  }

  /// Reads one of ``storedWarnings`` back; a rule that this program does not know is counted without its sentence.
  mutating func takeWarning(_ rule: String, _ stored: String) {
    var arguments: [String: String] = [:]
    for part in stored.split(separator: ";") {
      guard let sign = part.firstIndex(of: "=") else { continue }
      arguments[String(part[..<sign])] = String(part[part.index(after: sign)...])
    }
    guard let count = arguments.removeValue(forKey: "count").flatMap({ Int($0) }) else { return }
    warnings[rule] = count
    let line = arguments.removeValue(forKey: "row").flatMap { Int($0) } ?? 0
    let phrase =
      rule.hasPrefix("unclear/") ? Phrase.importUnclear : HeldSkillReader.phrases[rule] ?? Rules.rule(rule)?.phrase
    if let phrase { examples[rule] = ImportWarning(rule: rule, line: line, message: Message(phrase, arguments)) }
  }

  /// One line for the queue.
  public var message: Message {
    Message(.importSummaryLine, Dictionary(uniqueKeysWithValues: numbers.map { ($0.0, String($0.1)) }))
  }

  /// The summary as people read it, a line each.
  public func lines(_ wording: Wording) -> [String] {
    let phrases: [Phrase] = [
      .importSummaryRows, .importSummaryHouseholds, .importSummaryPeople, .importSummaryCompleted,
      .importSummaryUnchanged, .importSummaryQuestions, .importSummaryRejected,
    ]
    var lines = phrases.map { wording.text($0, message.arguments) }
    if isOfWave {
      lines.append(
        wording.text(
          .importSummaryApplications,
          [
            "added": String(applications), "completed": String(applicationsCompleted),
            "unchanged": String(applicationsUnchanged),
          ]))
      if applications > 0 { lines.append(wording[.importSummaryRules]) }
    }
    for (rule, count) in warnings.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      guard let example = examples[rule] else { continue }
      lines.append(
        wording.text(
          .importSummaryWarning,
          ["count": "\(count)", "line": "\(example.line)", "message": wording.text(example.message)]))
    }
    return lines
  }
}

extension Phrase {
  static let importSummaryLine = Phrase("import.summary.line")
  static let importSummaryRows = Phrase("import.summary.rows")
  static let importSummaryHouseholds = Phrase("import.summary.households")
  static let importSummaryPeople = Phrase("import.summary.people")
  static let importSummaryCompleted = Phrase("import.summary.completed")
  static let importSummaryUnchanged = Phrase("import.summary.unchanged")
  static let importSummaryQuestions = Phrase("import.summary.questions")
  static let importSummaryRejected = Phrase("import.summary.rejected")
  static let importSummaryApplications = Phrase("import.summary.applications")
  static let importSummaryRules = Phrase("import.summary.rules")
  static let importSummaryWarning = Phrase("import.summary.warning")
}
