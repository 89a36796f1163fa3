// The figures and rows of the list of matches, and the page that counts who is left out and says what would help.
import LoketModel
import LoketRegistry
import LoketWidgets

enum MatchWords {
  /// "12 cocok · 340 tidak tampil, 28 di antaranya hanya tanpa izin data · 3 ditandai".
  static func figures(_ found: MatchList, marked: Int, _ context: Context) -> String {
    var parts = [
      context.text(.matchFitting, ["count": Figures.grouped(found.fitting)]),
      context.text(.matchWithout, ["count": Figures.grouped(found.without)]),
    ]
    if let consent = found.leftOut[.consent] {
      parts.append(context.text(.matchWithoutConsent, ["count": Figures.grouped(consent)]))
    }
    if marked > 0 { parts.append(context.text(.matchMarked, ["count": String(marked)])) }
    return parts.joined(separator: " · ")
  }

  static func row(_ match: Match, _ context: Context) -> ListRow {
    let record = context.registry.ref(match.person)
    guard let person = context.registry.person(record.id) else { return ListRow([]) }
    let household = context.registry.household(of: record.id)
    return ListRow([
      String(match.points), PersonRow.marked(person.name ?? context.word(.nameUnknown), record, context),
      context.age(person.birthDate).map(String.init) ?? "", household.map(PersonRow.rtRw) ?? "",
      VacancyWords.skill(match.standing, context), context.code(.employment, person.employment),
    ])
  }
}

/// Who is left out: figures and no names, so that nobody without a consent is named here.
struct MatchWithoutScreen: Screen {
  private let rows: [Row]
  private var list: ListView

  private struct Row: Equatable, Sendable {
    let obstacle: MatchObstacle
    let count: Int
  }

  init(_ found: MatchList) {
    rows = MatchObstacle.allCases.reversed().compactMap { obstacle in
      found.leftOut[obstacle].map { Row(obstacle: obstacle, count: $0) }
    }
    list = ListView(count: rows.count)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.refer) }
  func title(_ context: Context) -> String { context.word(.actionLeftOut) }
  func hint(_ context: Context) -> String { context.word(.hintWithout) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.match")) }

  mutating func press(_ key: Key, _ context: inout Context) { _ = list.press(key) }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let lines = TextWidth.wrap(context.word(.matchWithoutText), columns: area.columns - 3)
    for (place, line) in lines.enumerated() {
      frame.put(line, row: area.top + place, column: 1, style: .dim, width: area.columns - 2)
    }
    let top = area.top + lines.count + 1
    list.draw(
      into: &frame, row: top, column: 0, width: area.columns, height: area.height - lines.count - 1,
      columns: [
        ListColumn(context.word(.columnPeopleCount), width: 8, alignsRight: true),
        ListColumn(context.word(.columnWhy), width: 60, grows: 1),
      ], empty: context.word(.matchWithoutNobody)
    ) { index in
      let row = rows[index]
      return ListRow(
        [Figures.grouped(row.count), context.word(row.obstacle.words)],
        style: row.obstacle == .consent ? .check : .plain)
    }
  }
}

extension Phrase {
  static let matchFitting = Phrase("match.fitting")
  static let matchWithout = Phrase("match.left")
  static let matchWithoutConsent = Phrase("match.leftByConsent")
  static let matchMarked = Phrase("match.marked")
  static let matchWithoutText = Phrase("match.leftText")
  static let matchWithoutNobody = Phrase("match.leftNobody")
  static let hintWithout = Phrase("app.hint.without")
  static let columnPeopleCount = Phrase("app.column.peopleCount")
}
