// Which screen shows a record, and how a person or household stands in one row of a list.
import LoketModel
import LoketRegistry
import LoketWidgets

enum Records {
  /// The screen of a person or a household; of a frozen person the page on which that is lifted.
  static func screen(for record: RecordRef, _ context: Context) -> any Screen {
    if record.kind == .household { return HouseholdScreen(household: record.id) }
    return context.registry.isFrozen(record)
      ? PersonDataScreen(person: record.id) : PersonScreen(person: record.id)
  }
}

/// One person (or a household, by its head) in a list: name, masked NIK, age, RT/RW, head.
enum PersonRow {
  static func columns(_ context: Context) -> [ListColumn] {
    [
      ListColumn(context.word(.columnName), width: 23, grows: 2), ListColumn(context.word(.columnNIK), width: 19),
      ListColumn(context.word(.columnAge), width: 4, alignsRight: true),
      ListColumn(context.word(.columnRTRW), width: 7),
      ListColumn(context.word(.columnAddress), width: 18, grows: 2),
      ListColumn(context.word(.columnPhone), width: 15, from: 100),
    ]
  }

  static func row(_ record: RecordRef, _ context: Context) -> ListRow {
    let registry = context.registry
    if record.kind == .household {
      guard let household = registry.household(record.id) else { return ListRow([]) }
      let head = registry.head(of: record.id)?.name ?? context.word(.headUnknown)
      let card = household.familyCardNumber.map { "KK " + Nik.masked($0) } ?? ""
      return ListRow([marked(head, record, context), card, "", rtRw(household), household.address ?? "", ""])
    }
    guard let person = registry.person(record.id) else { return ListRow([]) }
    let household = person.household.flatMap { registry.household($0) }
    let age = person.birthDate.flatMap { CalendarDate(iso: $0) }.map { String($0.age(on: context.today)) } ?? ""
    return ListRow(
      [
        marked(person.name ?? "", record, context), person.nik.map { Nik.masked($0) } ?? "", age,
        household.map(rtRw) ?? "",
        household?.address ?? "", person.phone.map(context.phone) ?? "",
      ], style: person.isActive ? .plain : .dim)
  }

  /// A name with the mark that something of the record is not settled: nobody takes what is shown for the truth.
  static func marked(_ name: String, _ record: RecordRef, _ context: Context) -> String {
    context.registry.isUnsettled(record) ? "! " + name : name
  }

  static func rtRw(_ household: Household) -> String {
    rtRw(household.rt ?? "", household.rw ?? "")
  }

  /// An empty text is one that is not known.
  static func rtRw(_ rt: String, _ rw: String) -> String {
    rt.isEmpty && rw.isEmpty ? "" : "\(rt.isEmpty ? "-" : rt)/\(rw.isEmpty ? "-" : rw)"
  }
}

extension Phrase {
  static let columnName = Phrase("app.column.name")
  static let columnNIK = Phrase("app.column.nik")
  static let columnAge = Phrase("app.column.age")
  static let columnRTRW = Phrase("app.column.rtRw")
  static let columnAddress = Phrase("app.column.address")
  static let columnPhone = Phrase("app.column.phone")
  static let headUnknown = Phrase("app.headUnknown")
}
