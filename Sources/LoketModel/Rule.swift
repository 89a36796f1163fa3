// What a rule is, what it judges, and what it finds.

/// How much a finding weighs. `error` blocks saving; `check` is asked once when saving; `info` is only said.
public enum Level: Int, Comparable, Sendable, CaseIterable {
  case info, check, error
  public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
}

/// What one rule says of one field.
public struct Finding: Hashable, Sendable {
  /// The rule's name.
  public let rule: String
  /// The field beside which it is shown.
  public let field: String
  public let level: Level
  public let message: Message

  public init(rule: String, field: String, level: Level, message: Message) {
    self.rule = rule
    self.field = field
    self.level = level
    self.message = message
  }

  /// The set field in which a record keeps that a person accepted this finding.
  public var acceptedField: String { "accepted/" + rule }

  /// What is kept there: the text's arguments, so that another finding of the same rule is asked anew. Never empty.
  public var acceptedValue: String {
    let parts = message.arguments.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }
    return parts.isEmpty ? "yes" : parts.joined(separator: ";")
  }
}

/// What the rules look at: the values of one form, and what only the registry and the office know.
public struct RuleSubject: Sendable {
  /// The kind whose rules apply. Those of `.household` apply to `.person` too: one form holds both.
  public var kind: RecordKind
  /// Field → value, stored or as typed; keys as in `FieldTable`. Where a person and the household have a field of the same
  /// name, the household's has `household/` before it (`household/papersSeen`).
  public var values: [String: String]
  /// The fields that this save changes: errors are judged only where one of their fields is among them. Nil: all are.
  public var changed: Set<String>?
  /// Whether this person is the head, or is to be.
  public var isHead: Bool
  public var today: CalendarDate
  /// The village of this office: ten digits, or dotted.
  public var officeVillage: String?
  /// The name of another active person who has this NIK.
  public var nikHolder: String?
  /// The name of the head of another active household that has this No. KK.
  public var cardHolder: String?
  /// The name of the head that this household has already, when it is another person.
  public var otherHead: String?
  public var headBirthDate: CalendarDate?
  /// Of a placement: the first day on which the person was assigned to the track that led to it.
  public var enrolledOn: CalendarDate?
  /// Of a placement: the others of the person that go on.
  public var running: [Placement] = []
  /// The head's sex, a code of `CodeList.sex`.
  public var headSex: String?
  public var regions: Regions

  public init(
    kind: RecordKind = .person, values: [String: String], changed: Set<String>? = nil, isHead: Bool = false,
    today: CalendarDate, officeVillage: String? = nil, nikHolder: String? = nil, cardHolder: String? = nil,
    otherHead: String? = nil, headBirthDate: CalendarDate? = nil, headSex: String? = nil, regions: Regions = .compiled
  ) {
    self.kind = kind
    self.values = values
    self.changed = changed
    self.isHead = isHead
    self.today = today
    self.officeVillage = officeVillage
    self.nikHolder = nikHolder
    self.cardHolder = cardHolder
    self.otherHead = otherHead
    self.headBirthDate = headBirthDate
    self.headSex = headSex
    self.regions = regions
  }

  /// The value without spaces around it; nil when it is empty.
  func value(_ field: String) -> String? {
    guard let value = values[field], let start = value.utf8.first, let end = value.utf8.last else { return nil }
    if (0x21..<0x7f).contains(start) && (0x21..<0x7f).contains(end) { return value }
    guard let first = value.firstIndex(where: { !$0.isWhitespace }),
      let last = value.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    return String(value[first...last])
  }

  /// Whether the field holds a code of this list.
  func isCode(_ field: String, of list: CodeList) -> Bool { value(field).map { list.code($0) != nil } ?? false }

  /// A date field that reads, in its stored form or as typed.
  func date(_ field: String) -> CalendarDate? { try? dateReading(field)?.get() }

  /// Nil when the field is empty.
  func dateReading(_ field: String) -> Result<CalendarDate, DateProblem>? {
    guard let text = value(field) else { return nil }
    if let date = CalendarDate(iso: text) { return .success(date) }
    return CalendarDate.typed(text, today: today)
  }

  /// Whole years on the day of the form; nil when the birth date is not known or lies ahead.
  var age: Int? {
    guard let birthDate = date("birthDate"), birthDate <= today else { return nil }
    return birthDate.age(on: today)
  }

  /// The relation to the head, 1 for a head whatever the field says.
  var relation: String? { isHead ? "1" : value("relation") }

  var nik: NikReading? {
    guard let text = value("nik"), SixteenDigits.problem(Nik.digits(text)) == nil else { return nil }
    return Nik.read(Nik.digits(text))
  }
}

/// One row of the table of rules.
public struct Rule: Sendable, Identifiable {
  /// `nik.length`: also the name under which an acceptance is kept.
  public let id: String
  public let kind: RecordKind
  /// The field where the finding is shown, and the others whose change makes the rule matter.
  public let fields: [String]
  public let level: Level
  /// Whose rule it is: a law, an official list, or a section of the field's facts.
  public let source: String
  /// What it says. A rule about how something is written may say it more closely.
  public let phrase: Phrase
  let judge: @Sendable (RuleSubject) -> Message?

  /// A rule with one sentence; `broken` gives what fills its slots, or nil when the rule holds.
  init(
    _ id: String, _ kind: RecordKind, _ fields: [String], _ level: Level, _ source: String, _ phrase: Phrase,
    broken: @escaping @Sendable (RuleSubject) -> [String: String]?
  ) {
    self.init(id, kind, fields, level, source, phrase, says: { broken($0).map { Message(phrase, $0) } })
  }

  /// A rule that has more than one sentence.
  init(
    _ id: String, _ kind: RecordKind, _ fields: [String], _ level: Level, _ source: String, _ phrase: Phrase,
    says: @escaping @Sendable (RuleSubject) -> Message?
  ) {
    self.id = id
    self.kind = kind
    self.fields = fields
    self.level = level
    self.source = source
    self.phrase = phrase
    judge = says
  }

  /// Whether an error of this rule counts when only these fields change.
  func matters(to changed: Set<String>?) -> Bool {
    guard level == .error, let changed else { return true }
    return fields.contains { changed.contains($0) }
  }

  func applies(to subject: RecordKind) -> Bool { kind == subject || (kind == .household && subject == .person) }
}

public enum Rules {
  /// Every rule, in the order in which a form shows what they find.
  public static let table: [Rule] =
    nik + familyCard + person + relations + contact + address + work + office + programs + classes + themes
    + jobCard + followUp + vacancies + crafts + groups + grants + mentors

  /// What is wrong, doubtful or missing: at most one finding per rule. Errors first, otherwise in the table's order.
  /// A check that a person accepted with the same arguments is only said.
  public static func findings(for subject: RuleSubject) -> [Finding] {
    var found: [Finding] = []
    for rule in table where rule.applies(to: subject.kind) && rule.matters(to: subject.changed) {
      guard let message = rule.judge(subject), let field = rule.fields.first else { continue }
      let finding = Finding(rule: rule.id, field: field, level: rule.level, message: message)
      let isAccepted = rule.level == .check && subject.values[finding.acceptedField] == finding.acceptedValue
      found.append(isAccepted ? Finding(rule: rule.id, field: field, level: .info, message: message) : finding)
    }
    return found.filter { $0.level == .error } + found.filter { $0.level != .error }
  }

  /// Those of one field, for the message shown on leaving it.
  public static func findings(for subject: RuleSubject, field: String) -> [Finding] {
    findings(for: subject).filter { $0.field == field }
  }

  public static func rule(_ id: String) -> Rule? { table.first { $0.id == id } }
}
