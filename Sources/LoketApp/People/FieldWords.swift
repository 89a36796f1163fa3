// The fields of records and their values in words, as the record screens and the history say them.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Context {
  /// Whether the person at the desk may decide what two PCs made differently.
  var mayDecide: Bool {
    let role = registry.account(account)?.role
    return role == "supervisor" || role == "villageHead"
  }

  /// The name of a track: one of the compiled ones, or one that this office added.
  func trackName(_ code: String) -> String {
    if let own = registry.ownTrack(code) { return own.name ?? code }
    return Tracks.compiled.name(of: code, language)
  }

  func code(_ list: CodeList, _ code: String?) -> String { code.map { list.name(of: $0, language) } ?? "" }

  func day(_ iso: String?) -> String { iso.map { CalendarDate(iso: $0)?.display ?? $0 } ?? "" }

  func age(_ birthDate: String?) -> Int? { birthDate.flatMap { CalendarDate(iso: $0) }?.age(on: today) }
}

enum FieldWords {
  /// The field's name; of a set's element with what the element is.
  static func label(_ kind: RecordKind, _ field: String, _ context: Context) -> String {
    if field == "void" { return context.word(.fieldVoid) }
    guard let rule = FieldTable.rule(kind, field) else { return field }
    let label = context.word(rule.label)
    guard rule.isSet, let slash = field.firstIndex(of: "/") else { return label }
    let element = String(field[field.index(after: slash)...])
    switch rule.name {
    case "skills/*", "skillEvidence/*", "skillOrigin/*": return "\(label) \(context.trackName(element))"
    case "accepted/*": return label
    case "cards/*": return "\(label) \(Nik.display(element))"
    default: return "\(label) \(element)"
    }
  }

  /// The value as a person reads it: codes and records by their names.
  static func value(_ kind: RecordKind, _ field: String, _ value: String, _ context: Context) -> String {
    if field == "void" { return reason(CodeList.voidReason, value, context) }
    guard let rule = FieldTable.rule(kind, field) else { return value }
    switch rule.form {
    case .record(.person): return context.registry.person(value)?.name ?? context.word(.recordUnknown)
    case .record(.household):
      return context.registry.head(of: value)?.name.map { context.text(.householdOf, ["name": $0]) }
        ?? context.word(.householdHeadless)
    case .record(.partner): return context.registry.partner(value)?.name ?? context.word(.recordUnknown)
    case .record(.office): return context.registry.office(value)?.name ?? value
    case .track: return context.trackName(value)
    default:
      return rule.display(value, context.language)
    }
  }

  /// A stored reason: the code's name, and behind it what was typed.
  static func reason(_ list: CodeList, _ stored: String, _ context: Context) -> String {
    guard let colon = stored.firstIndex(of: ":") else { return list.name(of: stored, context.language) }
    let note = String(stored[stored.index(after: colon)...]).trimmed
    return "\(list.name(of: String(stored[..<colon]), context.language)), \(note)"
  }

  /// A check that a person accepted: the rule's own sentence with the facts of that day.
  static func accepted(_ rule: String, _ value: String, _ context: Context) -> String {
    guard let row = Rules.rule(rule) else { return rule }
    var arguments: [String: String] = [:]
    for part in value.split(separator: ";") {
      guard let sign = part.firstIndex(of: "=") else { continue }
      arguments[String(part[..<sign])] = String(part[part.index(after: sign)...])
    }
    return context.text(row.phrase, arguments)
  }

  /// Relation 1 is derived: who is head of the household is its head, whatever else was recorded.
  static func relation(_ person: Person, _ context: Context) -> String {
    if let household = person.household, context.registry.household(household)?.head == person.id {
      return context.code(.relation, "1")
    }
    return person.relation.map { context.code(.relation, $0) } ?? context.word(.relationUnknown)
  }
}

extension Phrase {
  static let fieldVoid = Phrase("app.field.void")
  static let recordUnknown = Phrase("app.record.unknown")
  static let householdOf = Phrase("app.household.of")
  static let householdHeadless = Phrase("app.household.headless")
  static let relationUnknown = Phrase("app.relation.unknown")
}
