// Two records side by side on eighty columns: what a person must see to answer whether they are one.
import LoketModel
import LoketRegistry
import LoketWidgets

/// One side of a comparison.
struct ComparedSide: Equatable, Sendable {
  let title: String
  /// What it says of each row, by the row's name.
  var cells: [String: String] = [:]
}

extension ComparedSide {
  /// A record of the register. One that is joined with others stands here as it was before.
  init(_ record: RecordRef, _ context: Context) {
    self = record.kind == .household ? .household(record.id, context) : .person(record.id, context)
  }

  static func title(_ record: RecordRef, _ context: Context) -> String {
    if record.kind == .household {
      let head = context.registry.ownValues(record)["head"].flatMap { context.registry.person($0)?.name }
      return head.map { context.text(.householdOf, ["name": $0]) } ?? context.word(.householdHeadless)
    }
    return context.registry.ownValues(record)["registeredOn"].map {
      context.text(.compareSince, ["date": context.day($0)])
    } ?? ""
  }

  /// What a record is called: a person's name, a household by its head. Whose data rest has no name.
  static func name(_ record: RecordRef, _ context: Context) -> String {
    if record.kind == .household { return title(record, context) }
    if context.registry.isFrozen(record) { return Person.withheldName }
    return context.registry.ownValues(record)["name"] ?? ""
  }

  /// A person of the register.
  static func person(_ id: String, _ context: Context) -> ComparedSide {
    let registry = context.registry
    let ref = RecordRef(.person, id)
    guard registry.exists(ref) else { return ComparedSide(title: context.word(.recordGone)) }
    let values = registry.ownValues(ref)
    let person = Person(id: id) { values[$0] }
    var side = ComparedSide(title: title(ref, context))
    for row in Comparison.fields { side.cells[row] = FieldWords.shown(.person, row, values[row], context) }
    side.cells["nik"] = person.nik.map(context.number) ?? ""
    side.cells["relation"] = FieldWords.relation(person, context)
    side.cells["birthDate"] = birth(person.birthDate, context)
    if let household = person.household { side.takeHousehold(household, context) }
    // What hangs on a joined record is no longer of one or the other.
    if registry.joined(ref).count == 1 {
      side.cells["work"] = context.text(
        .compareWork,
        [
          "enrolments": String(registry.enrolments(of: id).count),
          "placements": String(registry.placements(of: id).count),
        ])
    }
    return side
  }

  /// A household of the register.
  static func household(_ id: String, _ context: Context) -> ComparedSide {
    let registry = context.registry
    let ref = RecordRef(.household, id)
    guard registry.exists(ref) else { return ComparedSide(title: context.word(.recordGone)) }
    let values = registry.ownValues(ref)
    var side = ComparedSide(title: title(ref, context))
    for row in Comparison.householdFields {
      side.cells[row] = FieldWords.shown(.household, row, values[row], context)
    }
    side.cells["familyCardNumber"] = values["familyCardNumber"].map(context.number) ?? ""
    side.cells["head"] = values["head"].flatMap { registry.person($0)?.name } ?? ""
    if registry.joined(ref).count == 1 {
      let members = registry.members(of: id)
      side.cells["members"] = context.text(.compareMembers, ["count": String(members.count)])
      for (place, member) in members.filter({ $0.id != values["head"] }).prefix(Comparison.mostMembers).enumerated() {
        side.cells["member\(place)"] = [member.name ?? "", context.age(member.birthDate).map(String.init) ?? ""]
          .filter { !$0.isEmpty }.joined(separator: ", ")
      }
    }
    return side
  }

  /// The day with the age; empty where it is not known.
  static func birth(_ date: String?, _ context: Context) -> String {
    let day = context.day(date)
    return context.age(date).map { context.text(.compareAge, ["date": day, "age": String($0)]) } ?? day
  }

  mutating func takeHousehold(_ id: String, _ context: Context) {
    guard let household = context.registry.household(id) else { return }
    cells["head"] = Voiding.headName(of: id, context) ?? context.word(.headUnknown)
    cells["address"] = household.address ?? ""
    cells["rt"] = PersonRow.rtRw(household)
    cells["familyCardNumber"] = household.familyCardNumber.map(context.number) ?? ""
  }
}

enum Comparison {
  /// Fields of a person in the order of the KTP.
  static let fields = [
    "nik", "name", "birthPlace", "birthDate", "sex", "relation", "maritalStatus", "education", "occupation", "phone",
  ]
  static let householdFields = [
    "head", "familyCardNumber", "address", "rt", "rw", "hamlet", "village", "standing",
  ]
  /// Members beside the head that stand by name.
  static let mostMembers = 5

  struct Row: Equatable, Sendable {
    let name: String
    /// Nil where the row goes on with the one above.
    let words: Phrase?
  }

  private static func fields(_ kind: RecordKind, _ names: [String]) -> [Row] {
    names.map { Row(name: $0, words: Phrase(rawValue: "record.\(kind.rawValue).\($0)")) }
  }

  /// Rows from top to bottom, each with its words.
  static let people: [Row] =
    fields(.person, ["nik", "name", "birthPlace", "birthDate", "sex"]) + [Row(name: "head", words: .compareHead)]
    + fields(.person, ["relation"]) + fields(.household, ["address", "familyCardNumber"])
    + [Row(name: "rt", words: .columnRTRW)] + fields(.person, ["phone", "maritalStatus", "education", "occupation"])
    + [Row(name: "work", words: .compareWorkLabel)]
  static let households: [Row] =
    fields(.household, householdFields) + [Row(name: "members", words: .compareMembersLabel)]
    + (0..<mostMembers).map { Row(name: "member\($0)", words: $0 == 0 ? .compareMembersNames : nil) }

  static func rows(of kind: RecordKind) -> [Row] { kind == .household ? households : people }

  /// Draws the rows; who differs is marked, and an empty cell says that nothing is known.
  static func draw(
    _ left: ComparedSide, _ right: ComparedSide, _ rows: [Row] = people, into frame: inout Frame, _ area: Area,
    _ context: Context
  ) {
    let label = 17
    let width = (area.columns - label - 5) / 2
    let columns = [label + 2, label + 4 + width]
    frame.put(left.title, row: area.top, column: columns[0], style: .title, width: width)
    frame.put(right.title, row: area.top, column: columns[1], style: .title, width: width)
    for (place, row) in rows.enumerated() where place + 1 < area.height {
      let cells = [left.cells[row.name] ?? "", right.cells[row.name] ?? ""]
      let differs = !cells[0].isEmpty && !cells[1].isEmpty && NameKey.fold(cells[0]) != NameKey.fold(cells[1])
      let line = area.top + 1 + place
      if let words = row.words { frame.put(context.word(words), row: line, column: 2, style: .label, width: label - 1) }
      if differs { frame.put("≠", row: line, column: columns[1] - 2, style: .check) }
      if row.words == nil, cells == ["", ""] { continue }
      for (cell, column) in zip(cells, columns) {
        let text = cell.isEmpty ? "-" : cell
        frame.put(text, row: line, column: column, style: cell.isEmpty ? .dim : differs ? .check : .value, width: width)
      }
    }
  }

  static var height: Int { people.count + 1 }
}

extension FieldWords {
  /// The value in words; empty where there is none.
  static func shown(_ kind: RecordKind, _ field: String, _ value: String?, _ context: Context) -> String {
    value.map { FieldWords.value(kind, field, $0, context) } ?? ""
  }
}

extension Phrase {
  static let compareSince = Phrase("app.compare.since")
  static let compareAge = Phrase("app.compare.age")
  static let compareMembers = Phrase("app.compare.members")
  static let compareMembersLabel = Phrase("app.compare.membersLabel")
  static let compareMembersNames = Phrase("app.compare.membersNames")
  static let compareHead = Phrase("app.compare.head")
  static let compareWork = Phrase("app.compare.work")
  static let compareWorkLabel = Phrase("app.compare.workLabel")
}
