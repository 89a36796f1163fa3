// Which villages an area has: those that are in it, and any other by what is typed; Enter takes one in or out.
import LoketModel
import LoketRegistry
import LoketWidgets

struct AreaVillagesScreen: Screen {
  let area: String
  private var search = SearchBox()
  private var list = ListView()
  /// Codes of ten digits: what was found, or those of the area where nothing is typed.
  private var shown: [String] = []
  private var taken: Set<String> = []
  /// The village that is taken in or out by the save on its way.
  private var turned = ""
  private var ticket: Int?

  /// Rows of a search at most.
  private static let limit = 50

  init(area: String, _ context: Context) {
    self.area = area
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.groups) }
  func title(_ context: Context) -> String { context.word(.titleAreaVillages) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere))]
  }
  func hint(_ context: Context) -> String { context.word(.hintAreaVillages) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.area")) }

  private mutating func load(_ context: Context) {
    taken = Set(context.registry.elements(RecordRef(.area, area), "villages").map(\.element))
    find(context)
  }

  private mutating func find(_ context: Context) {
    let regions = context.regions
    shown =
      search.text.isEmpty
      ? taken.sorted { (Lookups.villageName($0, regions), $0) < (Lookups.villageName($1, regions), $1) }
      : regions.villages(matching: search.text, near: context.session.office, limit: Self.limit).map(\.digits)
    list.reload(count: shown.count)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch search.press(key) {
    case .changed:
      find(context)
      list.select(0)
    case .submitted: turn(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  private mutating func turn(_ context: inout Context) {
    guard ticket == nil else { return }
    guard shown.indices.contains(list.selected) else {
      return context.say(.info, search.text.isEmpty ? .searchFirst : .nothingFound)
    }
    let code = shown[list.selected]
    turned = code
    let record = RecordRef(.area, area)
    let changes = [FieldChange("villages/\(code)", taken.contains(code) ? nil : "yes")]
    let edits = context.registry.plan(changes, on: record, basis: context.registry.basis(record))
    ticket = context.save(edits + [context.entry("area", about: record)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    search.clear()
    load(context)
    let isIn = taken.contains(turned)
    context.say(
      .info, isIn ? .areaVillageTaken : .areaVillageLeft,
      ["name": Lookups.villageName(turned, context.regions), "count": Figures.grouped(taken.count)])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    guard command == .back else { return }
    guard !search.text.isEmpty else { return context.close() }
    search.clear()
    find(context)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel),
      placeholder: context.word(.areaVillagesSearch))
    let cursor = frame.cursor
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn("", width: 3), ListColumn(context.word(.columnVillage), width: 24, grows: 1),
        ListColumn(context.word(.columnRegion), width: 40, grows: 2),
      ], empty: context.word(search.text.isEmpty ? .areaVillagesEmpty : .nothingFound)
    ) { index in
      let code = shown[index]
      return ListRow([
        taken.contains(code) ? "[x]" : "[ ]", Lookups.villageName(code, context.regions), context.regions.path(code),
      ])
    }
    frame.cursor = cursor
  }
}

extension Phrase {
  static let titleAreaVillages = Phrase("app.title.areaVillages")
  static let hintAreaVillages = Phrase("app.hint.areaVillages")
  static let areaVillagesSearch = Phrase("app.area.villagesSearch")
  static let areaVillagesEmpty = Phrase("app.area.villagesEmpty")
  static let areaVillageTaken = Phrase("app.area.villageTaken")
  static let areaVillageLeft = Phrase("app.area.villageLeft")
}
