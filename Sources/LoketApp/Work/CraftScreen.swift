// Kerajinan: who makes what, how it was promoted and what came of it; from here the catalogue is made.
import LoketModel
import LoketRegistry
import LoketWidgets

struct CraftScreen: Screen {
  private var rows = SearchedRows<Producer>()
  private var sums: [String: CraftSums] = [:]
  private var all = CraftSums()
  private var isTraced = false

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleCrafts) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .actions: .on, .find: .off(context.word(.searchIsHere)),
      .new: context.key(.crafts, named: .keyNewProducer),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintCrafts) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.crafts")) }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    sums = registry.craftSums()
    all = sums.values.reduce(CraftSums(), +)
    rows.load(registry.producers()) { producer in
      [producer.name, producer.person.flatMap { registry.person($0)?.name }]
        + registry.products(of: producer.id).map(\.name)
    }
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("producer"), count: rows.shown.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func saved(ticket: Int, _ context: inout Context) { load(context) }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 4, context) {
    case .opened(let producer): context.open(ProducerScreen(producer: producer.id))
    case .nothing: context.say(.info, nobody)
    case .handled: return
    }
  }

  /// Why the list is empty: nobody was recorded, or nobody is called so.
  private var nobody: Phrase { rows.isSearching ? .nothingFound : .craftsNone }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: context.open(PersonForRecordScreen(.producer))
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleCrafts),
      actions: [
        ActionMenu.Action("new", context.word(.actionNewProducer), why: context.whyNot(.crafts)),
        ActionMenu.Action("catalogue", context.word(.actionCatalogue), why: context.whyNot(.printPapers)),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", "new"): context.open(PersonForRecordScreen(.producer))
    case .chosen("actions", "catalogue"): Crafts.keepCatalogue(&context)
    case .saved(let record):
      load(context)
      rows.select(record.id)
      // A producer who was just recorded is whom somebody goes on with.
      if record.kind == .producer { context.open(ProducerScreen(producer: record.id)) }
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      Crafts.sums(all, .craftsTotal, more: ["count": Figures.grouped(sums.count)], context), row: area.top + 1,
      column: 1,
      style: .label, width: area.columns - 2)
    rows.draw(
      into: &frame, area, gap: 3,
      columns: [
        ListColumn(context.word(.columnBusiness), width: 18, grows: 2),
        ListColumn(context.word(.columnName), width: 16, grows: 2),
        ListColumn(context.word(.columnProducts), width: 6, alignsRight: true),
        ListColumn(context.word(.columnOrders), width: 7, alignsRight: true),
        ListColumn(context.word(.columnTurnover), width: 12, alignsRight: true),
        ListColumn(context.word(.columnShown), width: 11),
      ], empty: context.word(nobody), placeholder: context.word(.craftsSearch), context
    ) { producer in
      let sum = sums[producer.id] ?? CraftSums()
      return ListRow(
        [
          PersonRow.marked(producer.name ?? "", RecordRef(.producer, producer.id), context),
          producer.person.flatMap { context.registry.person($0)?.name } ?? "", Figures.grouped(sum.products),
          Figures.grouped(sum.orders), Figures.grouped(sum.turnover),
          context.word(Crafts.isNamed(producer, context) ? .craftNamed : .craftUnnamed),
        ], style: producer.active == "no" ? .dim : .plain)
    }
  }
}

enum Crafts {
  /// Whether the catalogue names the producer: the consent for promotion holds.
  static func isNamed(_ producer: Producer, _ context: Context) -> Bool { allows(producer, "photo", context) }

  /// - Parameter purpose: a code of `CodeList.consentPurpose`.
  static func allows(_ producer: Producer, _ purpose: String, _ context: Context) -> Bool {
    producer.person.map { context.registry.consents(of: $0) }?.contains { $0.purpose == purpose && $0.holds } ?? false
  }

  static func sums(
    _ sums: CraftSums, _ phrase: Phrase, more: [String: String] = [:], _ context: Context
  ) -> String {
    context.text(
      phrase,
      [
        "products": Figures.grouped(sums.products), "promotions": Figures.grouped(sums.promotions),
        "orders": Figures.grouped(sums.orders), "turnover": Figures.grouped(sums.turnover),
      ].merging(more) { $1 })
  }

  /// The catalogue as a file beside the prints, after its trace.
  static func keepCatalogue(_ context: inout Context) {
    if let why = context.whyNot(.printPapers) { return context.say(.info, why) }
    let place = Lookups.villageName(context.session.office, context.regions)
    let catalogue = Catalogue(
      context.registry, office: context.session.office, placeName: place, day: context.today)
    guard !catalogue.items.isEmpty else { return context.say(.info, .catalogueNothing) }
    let line = TraceLine(.exported, on: .list("catalogue"), count: catalogue.items.count, by: context.account)
    context.open(CatalogueScreen())
    context.ask(for: .keepCatalogue(catalogue, line))
  }
}

extension Phrase {
  static let titleCrafts = Phrase("app.title.crafts")
  static let titleProducer = Phrase("app.title.producer")
  static let hintCrafts = Phrase("app.hint.crafts")
  static let keyNewProducer = Phrase("app.key.newProducer")
  static let craftsSearch = Phrase("app.crafts.search")
  static let craftsNone = Phrase("app.crafts.none")
  static let craftsTotal = Phrase("app.crafts.total")
  static let craftNamed = Phrase("app.crafts.named")
  static let craftUnnamed = Phrase("app.crafts.unnamed")
  static let actionNewProducer = Phrase("app.action.newProducer")
  static let actionCatalogue = Phrase("app.action.catalogue")
  static let catalogueNothing = Phrase("app.crafts.catalogueNothing")
  static let columnBusiness = Phrase("app.column.business")
  static let columnProducts = Phrase("app.column.products")
  static let columnOrders = Phrase("app.column.orders")
  static let columnTurnover = Phrase("app.column.turnover")
  static let columnShown = Phrase("app.column.shown")
}
