// Voided records on the screen: who voided them, when and why, where the right one is, and what comes back with them.
import LoketModel
import LoketRegistry
import LoketWidgets

enum Voiding {
  /// Whether somebody voided the record and nobody took it back; it may be contradicted.
  static func stands(_ record: RecordRef, _ context: Context) -> Bool {
    context.registry.state(record, "void").heads.contains { $0.value != nil }
  }

  /// Voided by one and used by another who did not know: a supervisor decides.
  static func isContradicted(_ record: RecordRef, _ context: Context) -> Bool {
    stands(record, context) && !context.registry.isVoid(record)
  }

  /// What was voided in the same save as this record and belongs to it: it comes back with it.
  static func together(with record: RecordRef, _ context: Context) -> [RecordRef] {
    let registry = context.registry
    let saves = Set(registry.state(record, "void").heads.filter { $0.value != nil }.map(SaveName.init))
    if saves.isEmpty { return [] }
    let people: [String] =
      switch record.kind {
      case .household: registry.members(of: record.id, includingVoid: true).map(\.id)
      case .person: [record.id]
      default: []
      }
    let owned = people.flatMap { person in
      [RecordRef(.person, person)]
        + registry.enrolments(of: person, includingVoid: true).map { RecordRef(.enrolment, $0.id) }
        + registry.placements(of: person, includingVoid: true).map { RecordRef(.placement, $0.id) }
    }
    return owned.filter { other in
      other != record && registry.isVoid(other)
        && registry.state(other, "void").heads.contains { saves.contains(SaveName($0)) }
    }
  }

  /// In few words, for a row or the line under a name.
  static func mark(_ record: RecordRef, _ context: Context) -> String {
    let reason = context.registry.voidReason(record).map { FieldWords.reason(.voidReason, $0, context) } ?? ""
    return context.text(.bannerVoid, ["reason": reason])
  }

  /// The head of a household, also where a voiding took the head along.
  static func headName(of household: String, _ context: Context) -> String? {
    if let head = context.registry.head(of: household) { return head.name }
    guard stands(RecordRef(.household, household), context) else { return nil }
    return context.registry.household(household)?.head.flatMap { context.registry.person($0)?.name }
  }

  /// A household by its head, with a word where it is void.
  static func householdName(_ household: String, _ context: Context) -> String {
    let name =
      headName(of: household, context).map { context.text(.householdOf, ["name": $0]) }
      ?? context.word(.householdHeadless)
    guard context.registry.isVoid(RecordRef(.household, household)) else { return name }
    return context.text(.voidName, ["name": name])
  }

  /// Doubts before a record comes back: numbers that somebody else has by now.
  static func doubts(restoring record: RecordRef, _ context: Context) -> [Finding] {
    var doubts: [Finding] = []
    for back in [record] + together(with: record, context) where stands(back, context) {
      if back.kind == .person, let nik = context.registry.person(back.id)?.nik,
        let other = context.registry.people(nik: nik).first(where: { $0 != back })
      {
        let name = context.registry.person(other.id)?.name ?? ""
        doubts.append(doubt("restore.nik", .restoreNik, ["number": Nik.display(nik), "name": name]))
      }
      if back.kind == .household, let card = context.registry.household(back.id)?.familyCardNumber,
        let other = context.registry.households(cardNumber: card).first(where: { $0 != back })
      {
        let name = householdName(other.id, context)
        doubts.append(doubt("restore.card", .restoreCard, ["number": Nik.display(card), "name": name]))
      }
    }
    return doubts
  }

  private static func doubt(_ rule: String, _ phrase: Phrase, _ arguments: [String: String]) -> Finding {
    Finding(rule: rule, field: "reason", level: .check, message: Message(phrase, arguments))
  }
}

extension Sheet {
  /// First of all on the page of a voided record: when, by whom, why, and where the right one is.
  mutating func voiding(of record: RecordRef, _ context: Context) {
    guard context.registry.isVoid(record) else { return }
    heading(context.word(.voidTitle))
    for head in context.registry.state(record, "void").heads {
      let save = SaveName(head)
      let reason =
        History.reasons(of: [record], context)[save]
        ?? head.value.map { FieldWords.reason(.voidReason, $0, context) } ?? ""
      pair((context.word(.voidWhen), History.origin(at: head.at, by: head.by, device: head.device, context)))
      pair((context.word(.changeReason), reason))
    }
    guard record.kind == .household else { return }
    if let right = context.registry.household(record.id)?.instead {
      let address = context.registry.household(right)?.address ?? ""
      let words = [Voiding.householdName(right, context), address].filter { !$0.isEmpty }.joined(separator: " · ")
      row([(context.word(.changeInstead), 15), (words, 0)], target: .household(right))
    } else {
      pair((context.word(.changeInstead), context.word(.insteadUnknown)))
    }
  }
}

extension Phrase {
  static let voidTitle = Phrase("app.void.title")
  static let voidWhen = Phrase("app.void.when")
  static let voidName = Phrase("app.void.name")
  static let insteadUnknown = Phrase("app.void.insteadUnknown")
  static let restoreNik = Phrase("app.restore.nik")
  static let restoreCard = Phrase("app.restore.card")
  static let bannerVoid = Phrase("app.banner.void")
}
