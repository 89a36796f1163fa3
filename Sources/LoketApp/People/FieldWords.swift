// The fields of records and their values in words, as the record screens and the history say them.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Context {
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
    guard let rule = FieldTable.rule(kind, field) else { return context.word(.fieldUnknown) }
    let label = context.word(rule.label)
    guard rule.isSet, let slash = field.firstIndex(of: "/") else { return label }
    let element = String(field[field.index(after: slash)...])
    switch rule.name {
    case "skills/*", "skillEvidence/*", "skillOrigin/*": return "\(label) \(context.trackName(element))"
    case "accepted/*": return label
    case "consent/*", "consentHow/*", "withdrawn/*":
      return "\(label): \(context.code(.consentPurpose, element))"
    case "cards/*": return "\(label) \(context.number(element))"
    case "missing/*": return "\(label), \(need(element, context))"
    case "tracks/*": return "\(label): \(context.trackName(element))"
    case "rules/*", "regulations/*", "override/*": return "\(label): \(context.code(.eligibilityRule, element))"
    case "weights/*" where kind == .wave: return "\(label): \(ProgramWords.weight(element, context))"
    case "tieBreak/*": return "\(label): \(context.trackName(element))"
    case "weights/*", "scores/*": return "\(label): \(context.code(.criterion, element))"
    case "segments/*": return "\(label): \(context.code(.segment, element))"
    case "villages/*": return "\(label): \(Lookups.villageName(element, context.regions))"
    case "shifts/*": return "\(label): \(context.code(.workShift, element))"
    case "channels/*": return "\(label): \(context.code(.salesChannel, element))"
    case "papers/*": return "\(label): \(context.code(.productPaper, element))"
    case "points/*": return "\(label): \(ProgramWords.point(element, context))"
    case "modules/*", "taught/*": return "\(label) \(element)"
    case "sessions/*": return "\(label) \(ProgramWords.session(element, context))"
    case "marks/*": return "\(label): \(ConflictItems.name(RecordRef(.enrolment, element), context))"
    case "guests/*": return "\(label): \(ConflictItems.name(RecordRef(.person, element), context))"
    default: return label
    }
  }

  /// The value as a person reads it: codes and records by their names.
  static func value(_ kind: RecordKind, _ field: String, _ value: String, _ context: Context) -> String {
    if field == "void" { return reason(CodeList.voidReason, value, context) }
    guard let rule = FieldTable.rule(kind, field) else { return value }
    if rule.name == "tieBreak" || rule.name == "tieBreak/*" { return ProgramWords.tieBreak(value, context) }
    if rule.name == "sessions/*" { return ProgramWords.hour(value) }
    if rule.name == "accepted/*" { return accepted(String(field.dropFirst("accepted/".count)), value, context) }
    if kind == .followUp, rule.name == "about" {
      return RecordRef(value).map { FollowUpWords.about($0, context) } ?? value
    }
    switch rule.form {
    case .record(.person): return context.registry.person(value)?.name ?? context.word(.recordUnknown)
    case .record(.household): return Voiding.householdName(value, context)
    case .record(.partner): return context.registry.partner(value)?.name ?? context.word(.recordUnknown)
    case .record(.office): return context.registry.office(value)?.name ?? value
    case .record(.program), .record(.wave), .record(.trainingClass), .record(.event), .record(.enrolment),
      .record(.application), .record(.vacancy), .record(.placement), .record(.workHub), .record(.producer),
      .record(.product), .record(.expert), .record(.group), .record(.grant), .record(.area):
      guard case .record(let kind) = rule.form else { return value }
      return ConflictItems.name(RecordRef(kind, value), context)
    case .track: return context.trackName(value)
    case .digits where rule.isSensitive: return context.number(value)
    case .phone where rule.isSensitive: return context.phone(value)
    default:
      return rule.display(value, context.language, regions: context.regions)
    }
  }

  /// What a track asks for, by the name under which an enrolment keeps it.
  static func need(_ name: String, _ context: Context) -> String {
    switch Need(rawValue: name) {
    case .device: context.word(.needNameDevice)
    case .internet: context.word(.needNameInternet)
    case .age: context.word(.needNameAge)
    case .after: context.word(.needNameAfter)
    case nil: context.word(.fieldUnknown)
    }
  }

  /// Who saved: a login, or a command that somebody ran outside of the screen.
  static func account(_ by: String, _ context: Context) -> String {
    guard by.hasPrefix("system:") else { return by }
    return context.text(.accountSystem, ["name": String(by.dropFirst("system:".count))])
  }

  static func device(_ id: Identifier, _ context: Context) -> String {
    context.registry.device(id.description)?.label ?? context.word(.deviceUnknown)
  }

  /// A stored reason: the code's name, and behind it what was typed.
  static func reason(_ list: CodeList, _ stored: String, _ context: Context) -> String {
    reason(stored) { list.code($0)?.name(context.language) }
  }

  private static func reason(_ stored: String, name: (String) -> String?) -> String {
    if let whole = name(stored) { return whole }
    guard let colon = stored.firstIndex(of: ":"), let code = name(String(stored[..<colon])) else { return stored }
    return "\(code), \(String(stored[stored.index(after: colon)...]).trimmed)"
  }

  /// Why something was done, in words; nil where the entry gives no reason.
  static func reason(of entry: Entry, _ context: Context) -> String? {
    guard let stored = entry.reason else { return nil }
    let list: CodeList? =
      switch entry.action {
      case "withdraw", "drop": .withdrawReason
      case "end": .endReason
      case "void": .voidReason
      case "restore": .restoreReason
      case "move": .moveReason
      case "pair" where stored != "undo": .pairAnswer
      default: nil
      }
    if let list { return reason(list, stored, context) }
    if entry.action == "pair" { return context.word(.answerUndone) }
    if entry.action == "register" { return reason(.cardEvent, stored, context) }
    guard entry.action == "change" else { return stored }
    // A change of the card number gives its event as the reason, a new head has reasons of its own.
    return reason(stored) {
      CodeList.cardEvent.code($0)?.name(context.language) ?? CodeList.headReason.code($0)?.name(context.language)
    }
  }

  /// A check that a person accepted: the rule's own sentence with the facts of that day.
  static func accepted(_ rule: String, _ value: String, _ context: Context) -> String {
    if rule.hasPrefix("like.") {
      let name = context.registry.person(String(rule.dropFirst("like.".count)))?.name ?? context.word(.recordUnknown)
      return context.text(.likeAccepted, ["name": name])
    }
    guard let row = Rules.rule(rule) else { return context.word(.ruleUnknown) }
    var arguments: [String: String] = [:]
    for part in value.split(separator: ";") {
      guard let sign = part.firstIndex(of: "=") else { continue }
      arguments[String(part[..<sign])] = String(part[part.index(after: sign)...])
    }
    return context.text(row.phrase, arguments)
  }

  /// Relation 1 is derived: who is head of the household is its head, whatever else was recorded.
  static func relation(_ person: Person, _ context: Context) -> String {
    let shown = context.registry.shownRecord(RecordRef(.person, person.id)).id
    if let household = person.household, context.registry.household(household)?.head == shown {
      return context.code(.relation, "1")
    }
    return person.relation.map { context.code(.relation, $0) } ?? context.word(.relationUnknown)
  }
}

extension Phrase {
  static let answerUndone = Phrase("app.answer.undone")
  static let fieldUnknown = Phrase("app.field.unknown")
  static let ruleUnknown = Phrase("app.rule.unknown")
  static let accountSystem = Phrase("app.account.system")
  static let deviceUnknown = Phrase("app.device.unknown")
  static let needNameDevice = Phrase("app.need.device")
  static let needNameInternet = Phrase("app.need.internet")
  static let needNameAge = Phrase("app.need.age")
  static let needNameAfter = Phrase("app.need.after")
  static let fieldVoid = Phrase("app.field.void")
  static let recordUnknown = Phrase("app.record.unknown")
  static let householdOf = Phrase("app.household.of")
  static let householdHeadless = Phrase("app.household.headless")
  static let relationUnknown = Phrase("app.relation.unknown")
}
