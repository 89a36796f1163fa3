// Everything that is stored about one person, to be handed over: data, household, work, requests, history, and who looked.
import LoketModel
import LoketRegistry

/// The copy as a program reads it, beside the sheet that a person reads.
public struct DataCopy: Equatable, Sendable, Encodable {
  public struct Stored: Equatable, Sendable, Encodable {
    public let kind: String
    public let id: String
    /// Field names as in README's table, values as stored.
    public let values: [String: String]
  }

  public struct Step: Equatable, Sendable, Encodable {
    public let at: String
    public let by: String
    public let record: String
    public let field: String
    public let to: String?
  }

  public struct Look: Equatable, Sendable, Encodable {
    public let at: String
    public let by: String
    public let device: String
    public let act: String
    public let on: String
  }

  public let made: String
  public let office: String
  public let person: Stored
  public let household: Stored?
  /// What belongs to the person: assignments, placements, visits, requests, entries.
  public let records: [Stored]
  public let history: [Step]
  public let looks: [Look]

  init?(of id: String, _ book: LookBook, _ context: Context) {
    let registry = context.registry
    let ref = RecordRef(.person, id)
    guard registry.exists(ref) else { return nil }
    let stored = { (ref: RecordRef) in
      Stored(kind: ref.kind.rawValue, id: ref.id, values: registry.values(ref))
    }
    made = context.now.text
    office = context.session.office
    person = stored(ref)
    household = registry.wholePerson(id)?.household.map { stored(RecordRef(.household, $0)) }
    let owned = registry.ownedRecords(of: ref)
    records = owned.map(stored)
    history = ([ref] + owned).flatMap { record in
      registry.history(of: record).map { item in
        Step(
          at: item.at?.text ?? "", by: item.by, record: record.description, field: item.field, to: item.to)
      }
    }.sorted { ($0.at, $0.record, $0.field) < ($1.at, $1.record, $1.field) }
    looks = book.entries.map {
      Look(
        at: $0.at, by: $0.by, device: registry.value(RecordRef(.device, $0.device), "label") ?? $0.device.description,
        act: $0.act, on: $0.on.description)
    }
  }
}

/// The sheet: the template `dataCopy` of `Resources/paper.json`.
enum DataCopySheet {
  static let template = "dataCopy"

  static func values(of copy: DataCopy, _ book: LookBook, _ context: Context) -> PaperValues {
    let source = context.paperSource
    let person = context.registry.wholePerson(copy.person.id)
    var rows = fields(copy.person, .copyPerson, of: copy, context)
    if let household = copy.household { rows += fields(household, .copyHousehold, of: copy, context) }
    for kind in order {
      for record in copy.records where record.kind == kind.kind.rawValue {
        rows += fields(record, kind.title, of: copy, context)
      }
    }
    let texts = [
      "name": person?.name ?? "", "nik": person?.nik.map { Nik.display($0) } ?? "",
      "made": "\(context.now.date.display) \(context.now.time)", "clerk": source.clerkName(source.account),
      "device": source.deviceLabel, "historyCount": String(copy.history.count), "lookCount": String(book.count),
    ]
    return PaperValues(
      texts: source.letterhead.merging(texts) { $1 },
      rows: ["data": rows, "history": history(copy, context), "looks": looks(copy.person.id, book, context)])
  }

  private static let order: [(kind: RecordKind, title: Phrase)] = [
    (.enrolment, .copyEnrolment), (.placement, .copyPlacement), (.deskVisit, .copyVisit),
    (.dataRequest, .copyRequest), (.pair, .copyPair), (.entry, .copyEntry),
  ]

  private static func row(heading: String = "", label: String = "", value: String = "") -> [String: String] {
    ["heading": heading, "label": label, "value": value]
  }

  private static func fields(
    _ record: DataCopy.Stored, _ title: Phrase, of copy: DataCopy, _ context: Context
  ) -> [[String: String]] {
    let kind = RecordKind(rawValue: record.kind)
    let names = FieldTable.rules(of: kind).map(\.name)
    let place = { (field: String) in
      names.firstIndex { $0 == field || $0.hasSuffix("/*") && field.hasPrefix($0.dropLast()) } ?? names.count
    }
    let values = record.values.sorted { (place($0.key), $0.key) < (place($1.key), $1.key) }
    return [row(heading: context.word(title))]
      + values.map { field, value in
        row(
          label: FieldWords.label(kind, field, context), value: whole(kind, field, value, of: copy.person.id, context))
      }
  }

  /// Numbers stand whole: it is the person's own paper, frozen or not. Of others whose data rest it says no name.
  private static func whole(
    _ kind: RecordKind, _ field: String, _ value: String, of person: String, _ context: Context
  ) -> String {
    switch FieldTable.rule(kind, field)?.form {
    case .digits?: Nik.display(value)
    case .phone?: PhoneNumber.display(value)
    case .record(.person)? where value == person:
      context.registry.wholePerson(value)?.name ?? context.word(.recordUnknown)
    default: FieldWords.value(kind, field, value, context)
    }
  }

  private static func history(_ copy: DataCopy, _ context: Context) -> [[String: String]] {
    copy.history.map { step in
      let kind = RecordRef(step.record)?.kind ?? .person
      let when = Timestamp(step.at).map { "\($0.date.display) \($0.time)" } ?? step.at
      let value = step.to.map { whole(kind, step.field, $0, of: copy.person.id, context) } ?? context.word(.valueNone)
      return [
        "when": when, "by": FieldWords.account(step.by, context),
        "what": "\(FieldWords.label(kind, step.field, context)): \(value)",
      ]
    }
  }

  private static func looks(_ person: String, _ book: LookBook, _ context: Context) -> [[String: String]] {
    book.entries.map { entry in
      [
        "when": LookWords.when(entry), "by": FieldWords.account(entry.by, context),
        "device": FieldWords.device(entry.device, context),
        "what": LookWords.text(entry, of: RecordRef(.person, person), context.wording),
      ]
    }
  }
}

extension Phrase {
  static let copyPerson = Phrase("app.copy.person")
  static let copyHousehold = Phrase("app.copy.household")
  static let copyEnrolment = Phrase("app.copy.enrolment")
  static let copyPlacement = Phrase("app.copy.placement")
  static let copyVisit = Phrase("app.copy.visit")
  static let copyRequest = Phrase("app.copy.request")
  static let copyPair = Phrase("app.copy.pair")
  static let copyEntry = Phrase("app.copy.entry")
  static let titleCopy = Phrase("app.title.copy")
}
