// Two people side by side on eighty columns: what a person must see to answer whether they are one.
import LoketModel
import LoketRegistry
import LoketWidgets

/// One side of a comparison.
struct ComparedSide: Equatable, Sendable {
  let title: String
  /// What it says of each row, by the row's name.
  var cells: [String: String] = [:]

  /// A person of the register.
  static func person(_ id: String, _ context: Context) -> ComparedSide {
    let registry = context.registry
    let ref = RecordRef(.person, id)
    guard let person = registry.person(id) else { return ComparedSide(title: context.word(.recordGone)) }
    var side = ComparedSide(
      title: person.registeredOn.map { context.text(.compareSince, ["date": context.day($0)]) } ?? "")
    for row in Comparison.fields { side.cells[row] = FieldWords.shown(.person, row, registry.value(ref, row), context) }
    side.cells["nik"] = person.nik.map(Nik.display) ?? ""
    side.cells["relation"] = FieldWords.relation(person, context)
    side.cells["birthDate"] = birth(person.birthDate, context)
    if let household = registry.household(of: id) { side.takeHousehold(household.id, context) }
    side.cells["work"] = context.text(
      .compareWork,
      [
        "enrolments": String(registry.enrolments(of: id).count),
        "placements": String(registry.placements(of: id).count),
      ])
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
    cells["familyCardNumber"] = household.familyCardNumber.map(Nik.display) ?? ""
  }
}

enum Comparison {
  /// Fields of a person in the order of the KTP.
  static let fields = [
    "nik", "name", "birthPlace", "birthDate", "sex", "relation", "maritalStatus", "education", "occupation", "phone",
  ]
  /// Rows from top to bottom, each with its words.
  private static let rows: [(name: String, words: Phrase)] =
    [("nik", "nik"), ("name", "name"), ("birthPlace", "birthPlace"), ("birthDate", "birthDate"), ("sex", "sex")]
    .map { ($0.0, Phrase(rawValue: "record.person.\($0.1)")) }
    + [("head", Phrase.compareHead), ("relation", Phrase(rawValue: "record.person.relation"))]
    + [("address", "address"), ("familyCardNumber", "familyCardNumber")]
    .map { ($0.0, Phrase(rawValue: "record.household.\($0.1)")) }
    + [("rt", Phrase.columnRTRW)]
    + [
      ("phone", "phone"), ("maritalStatus", "maritalStatus"), ("education", "education"), ("occupation", "occupation"),
    ]
    .map { ($0.0, Phrase(rawValue: "record.person.\($0.1)")) }
    + [("work", Phrase.compareWorkLabel)]

  /// Draws the rows; who differs is marked, and an empty cell says that nothing is known.
  static func draw(
    _ left: ComparedSide, _ right: ComparedSide, into frame: inout Frame, _ area: Area, _ context: Context
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
      frame.put(context.word(row.words), row: line, column: 2, style: .label, width: label - 1)
      if differs { frame.put("≠", row: line, column: columns[1] - 2, style: .check) }
      for (cell, column) in zip(cells, columns) {
        let text = cell.isEmpty ? "-" : cell
        frame.put(text, row: line, column: column, style: cell.isEmpty ? .dim : differs ? .check : .value, width: width)
      }
    }
  }

  static var height: Int { rows.count + 1 }
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
  static let compareHead = Phrase("app.compare.head")
  static let compareWork = Phrase("app.compare.work")
  static let compareWorkLabel = Phrase("app.compare.workLabel")
}
