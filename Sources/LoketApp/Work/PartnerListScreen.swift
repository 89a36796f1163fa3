// Mitra: every company and agency with its open posts and the people whom it took.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PartnerListScreen: Screen {
  private var rows = SearchedRows<Row>()

  private struct Row: Identifiable, Equatable, Sendable {
    var id: String { partner.id }
    let partner: Partner
    let openPosts: Int
    let placed: Int
  }

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titlePartners) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on, .actions: .on,
      .new: context.key(.partnerSettings, named: .keyNewPartner),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintPartners) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.partners")) }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    var open: [String: Int] = [:]
    for vacancy in registry.vacancies() where registry.state(of: vacancy, on: context.today) == .open {
      if let partner = vacancy.partner { open[partner, default: 0] += registry.vacancyStanding(vacancy.id).free }
    }
    let partners = registry.all(.partner).compactMap { registry.partner($0.id) }.map { partner in
      let placed = registry.placements(at: partner.id).filter { placement in
        placement.person.map { !registry.isFrozen(RecordRef(.person, $0)) } ?? false
      }
      return Row(
        partner: partner, openPosts: open[partner.id] ?? 0, placed: Set(placed.compactMap(\.person)).count)
    }.sorted { ($0.partner.name ?? "", $0.partner.id) < ($1.partner.name ?? "", $1.partner.id) }
    rows.load(partners) { [$0.partner.name, $0.partner.sector] }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 3, context) {
    case .opened(let row): context.open(PartnerScreen(partner: row.partner.id))
    case .nothing: context.say(.info, nobody)
    case .handled: return
    }
  }

  /// Why the list is empty: none was recorded, or none is called so.
  private var nobody: Phrase { rows.isSearching ? .nothingFound : .partnersNone }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      if let setting = SettingKind.of(.partner) { context.open(SettingFormScreen(setting, id: nil, context)) }
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titlePartners),
      actions: [
        ActionMenu.Action("vacancies", context.word(.titleVacancies)),
        ActionMenu.Action("new", context.word(.keyNewPartner), why: context.whyNot(.partnerSettings)),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", "vacancies"): context.open(VacancyListScreen(context))
    case .chosen("actions", "new"): run(.new, &context)
    case .saved(let record): context.open(PartnerScreen(partner: record.id))
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    rows.draw(
      into: &frame, area,
      columns: [
        ListColumn(context.word(.columnName), width: 28, grows: 2),
        ListColumn(context.word(.columnSector), width: 20, grows: 1),
        ListColumn(context.word(.columnOpenPosts), width: 13, alignsRight: true),
        ListColumn(context.word(.columnPlaced), width: 11, alignsRight: true),
      ], empty: context.word(nobody), context
    ) { row in
      let name = PersonRow.marked(row.partner.name ?? "", RecordRef(.partner, row.partner.id), context)
      return ListRow(
        [name, row.partner.sector ?? "", Figures.grouped(row.openPosts), Figures.grouped(row.placed)],
        style: row.partner.active == "no" ? .dim : .plain)
    }
  }
}

extension Phrase {
  static let titlePartnersAndVacancies = Phrase("app.work.partners")
  static let workVacancies = Phrase("app.work.vacancies")
  static let titlePartners = Phrase("app.title.partners")
  static let keyNewPartner = Phrase("app.key.newPartner")
  static let hintPartners = Phrase("app.hint.partners")
  static let partnersNone = Phrase("app.partner.none")
  static let columnSector = Phrase("app.column.sector")
  static let columnOpenPosts = Phrase("app.column.openPosts")
  static let columnPlaced = Phrase("app.column.placed")
}
