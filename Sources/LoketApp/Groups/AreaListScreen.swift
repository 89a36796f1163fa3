// Kawasan: villages that start businesses together, what they have, and how far their value chain is.
import LoketModel
import LoketRegistry
import LoketWidgets

struct AreaListScreen: Screen {
  private var rows = SearchedRows<BusinessArea>()
  private var book: AreaBook

  init(_ context: Context) {
    book = AreaBook(context.registry, day: context.today)
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleAreas) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere)),
      .new: context.key(.groups, named: .keyNewGroup),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintAreas) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.areas")) }

  private mutating func load(_ context: Context) {
    book = AreaBook(context.registry, day: context.today)
    rows.load(book.areas) { [book] area in
      [area.name] + book.standing(area.id).villages.map { Lookups.villageName($0, context.regions) }
    }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 4, context) {
    case .opened(let area): context.open(AreaScreen(area: area.id))
    case .nothing: context.say(.info, nobody)
    case .handled: return
    }
  }

  /// Why the list is empty: no area was recorded, or none is called so.
  private var nobody: Phrase { rows.isSearching ? .nothingFound : .areasNone }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      if let setting = SettingKind.of(.area) { context.open(SettingFormScreen(setting, id: nil, context)) }
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .saved(let record) = answer else { return }
    load(context)
    rows.select(record.id)
    // Its villages come next.
    if record.kind == .area { context.open(AreaScreen(area: record.id)) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(book.total(context), row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
    let number = { (phrase: Phrase) in ListColumn(context.word(phrase), width: 9, alignsRight: true) }
    rows.draw(
      into: &frame, area, gap: 3,
      columns: [
        ListColumn(context.word(.titleArea), width: 26, grows: 1), number(.columnVillages), number(.columnResources),
        number(.columnGroups), number(.columnPeople), ListColumn(context.word(.columnChainGaps), width: 10),
      ], empty: context.word(nobody), placeholder: context.word(.areasSearch), context
    ) { found in
      let standing = book.standing(found.id)
      let gaps = standing.gaps.count
      return ListRow(
        [
          PersonRow.marked(found.name ?? "", RecordRef(.area, found.id), context),
          Figures.grouped(standing.villages.count), Figures.grouped(standing.resources.count),
          Figures.grouped(standing.groups.count), Figures.grouped(standing.people.count),
          gaps == 0 ? "" : context.text(.areaGaps, ["count": Figures.grouped(gaps)]),
        ])
    }
  }
}

extension AreaBook {
  /// "2 kawasan, 7 kelurahan, 12 sumber daya".
  func total(_ context: Context) -> String {
    let all = areas.map { standing($0.id) }
    return context.text(
      .areasTotal,
      [
        "count": Figures.grouped(all.count), "villages": Figures.grouped(Set(all.flatMap(\.villages)).count),
        "resources": Figures.grouped(all.reduce(0) { $0 + $1.resources.count }),
      ])
  }
}

extension Phrase {
  static let titleAreas = Phrase("app.title.areas")
  static let hintAreas = Phrase("app.hint.areas")
  static let areasSearch = Phrase("app.areas.search")
  static let areasNone = Phrase("app.areas.none")
  static let areasTotal = Phrase("app.areas.total")
  static let areaGaps = Phrase("app.area.gaps")
  static let columnVillages = Phrase("app.column.villages")
  static let columnResources = Phrase("app.column.resources")
  static let columnGroups = Phrase("app.column.groups")
  static let columnPeople = Phrase("app.column.areaPeople")
  static let columnChainGaps = Phrase("app.column.chainGaps")
}
