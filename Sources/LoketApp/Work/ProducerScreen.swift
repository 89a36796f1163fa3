// Perajin: one producer with channels and papers, what is made, and where it was shown with what came of it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ProducerScreen: RecordScreen {
  let producer: String
  var page = RecordPage()

  init(producer: String) { self.producer = producer }

  var ref: RecordRef { RecordRef(.producer, producer) }

  func refusal(_ context: Context) -> String? {
    if let person = context.registry.value(ref, "person"), context.registry.isFrozen(RecordRef(.person, person)) {
      return context.word(.whyFrozen)
    }
    return context.whyNot(.readParticipants)
  }
  func title(_ context: Context) -> String { context.word(.titleProducer) }
  func hint(_ context: Context) -> String { context.word(.hintProducer) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.crafts")) }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .person(let id): context.open(PersonScreen(person: id))
    case .product(let id): form(.product, id, &context)
    case .promotion(let id): form(.promotion, id, &context)
    default: return
    }
  }

  // MARK: Actions

  func menu(_ context: Context) -> ActionMenu {
    let why = context.whyNot(.crafts) ?? Actions.closed(ref, context)
    return ActionMenu(
      title: context.registry.producer(producer)?.name ?? "",
      actions: [
        ActionMenu.Action("product", context.word(.actionNewProduct), why: why),
        ActionMenu.Action("promotion", context.word(.actionNewPromotion), why: why),
        ActionMenu.Action("change", context.word(.actionChangeProducer), why: why),
        ActionMenu.Action("page", context.word(.actionOpenPerson)),
        ActionMenu.Action("catalogue", context.word(.actionCatalogue), why: context.whyNot(.printPapers)),
      ])
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("product"): form(.product, nil, &context)
    case .chosen("promotion"): form(.promotion, nil, &context)
    case .chosen("change"): form(.producer, producer, &context)
    case .chosen("page"):
      if let person = context.registry.producer(producer)?.person { context.open(PersonScreen(person: person)) }
    case .chosen("catalogue"): Crafts.keepCatalogue(&context)
    default: return
    }
  }

  private func form(_ kind: RecordKind, _ id: String?, _ context: inout Context) {
    guard let setting = SettingKind.of(kind) else { return }
    if let why = setting.refusal(context) ?? Actions.closed(ref, context) { return context.say(.info, why) }
    var given = ["producer": producer]
    var proposed: [String: String] = [:]
    if kind == .promotion {
      given["day"] = context.workDay.iso
      proposed["date"] = context.today.iso
      // A promotion that is entered on a product's row was of that product.
      if case .product(let product) = selected(context) { proposed["product"] = product }
    }
    context.open(SettingFormScreen(setting, id: id, given: given, proposed: proposed, context))
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.producer(producer) else { return }
    frame.put(found.name ?? "", row: area.top, column: 1, style: .title, width: area.columns - 2)
    let sums = context.registry.craftSums()[producer] ?? CraftSums()
    frame.put(Crafts.sums(sums, .producerTotal, context), row: area.top + 1, column: 1, width: area.columns - 2)
    let off = found.active == "no" ? context.word(.settingsOff) : ""
    let banner = context.registry.isVoid(ref) ? Voiding.mark(ref, context) : Conflicts.banner(ref, context)
    RecordBanner.draw(banner.isEmpty ? off : banner, into: &frame, row: area.top + 2, columns: area.columns)
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let found = context.registry.producer(producer) else { return sheet }
    let label = { (field: String) in FieldWords.label(.producer, field, context) }
    let name = found.person.flatMap { context.registry.person($0)?.name } ?? context.word(.recordUnknown)
    sheet.row([(label("person"), 15), (name, 0)], target: found.person.map(SheetTarget.person))
    sheet.pair((label("since"), context.day(found.since)), (label("note"), found.note ?? ""))
    let phrase: Phrase =
      switch (Crafts.isNamed(found, context), Crafts.allows(found, "contact", context)) {
      case (true, true): .producerShown
      case (true, false): .producerShownUncalled
      default: .producerNotShown
      }
    sheet.text(context.word(phrase), style: phrase == .producerShown ? .value : .check)
    sheet.conflicts(of: ref, context)
    set("channels", .channelsTitle, .salesChannel, to: &sheet, context)
    set("papers", .papersTitle, .productPaper, to: &sheet, context)
    addProducts(to: &sheet, context)
    addPromotions(to: &sheet, context)
    sheet.history(of: histories(context), context)
    return sheet
  }

  private func set(
    _ name: String, _ title: Phrase, _ list: CodeList, to sheet: inout Sheet, _ context: Context
  ) {
    let elements = context.registry.elements(ref, name)
    sheet.heading(context.word(title), empty: elements.isEmpty ? context.word(.noneYet) : nil)
    for element in elements { sheet.row([(context.code(list, element.element), 28), (element.value, 0)]) }
  }

  private func addProducts(to sheet: inout Sheet, _ context: Context) {
    let products = context.registry.products(of: producer)
    sheet.heading(context.word(.productsTitle), empty: products.isEmpty ? context.word(.noneYet) : nil)
    for product in products {
      let price = product.price.flatMap { Int($0) }.map { "Rp \($0.grouped)" + (product.unit.map { " / \($0)" } ?? "") }
      sheet.row(
        [
          (product.name ?? "", 0), (context.code(.productKind, product.kind), 22), (price ?? "", 20),
          (product.photo == nil ? "" : context.word(.productHasPhoto), 6),
        ], target: .product(product.id), style: product.active == "no" ? .dim : .value)
    }
  }

  private func addPromotions(to sheet: inout Sheet, _ context: Context) {
    let promotions = context.registry.promotions(of: producer)
    sheet.heading(context.word(.promotionsTitle), empty: promotions.isEmpty ? context.word(.noneYet) : nil)
    for promotion in promotions {
      let product = promotion.product.flatMap { context.registry.product($0)?.name }
      let place = [promotion.place ?? "", product ?? "", promotion.note ?? ""].filter { !$0.isEmpty }
      let number = { (text: String?) in text.flatMap { Int($0) }.map { $0.grouped } ?? "–" }
      sheet.row(
        [
          (context.day(promotion.date), 10), (context.code(.promotionKind, promotion.kind), 20),
          (place.joined(separator: ", "), 0),
          (
            context.text(
              .promotionResult, ["orders": number(promotion.orders), "turnover": number(promotion.turnover)]), 26
          ),
        ], target: .promotion(promotion.id))
    }
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] {
    let products = context.registry.products(of: producer).map {
      (ref: RecordRef(.product, $0.id), about: $0.name ?? "")
    }
    let promotions = context.registry.promotions(of: producer).map {
      (ref: RecordRef(.promotion, $0.id), about: $0.place ?? "")
    }
    return [(ref, "")] + products + promotions
  }
}

extension Phrase {
  static let hintProducer = Phrase("app.hint.producer")
  static let actionNewProduct = Phrase("app.action.newProduct")
  static let actionNewPromotion = Phrase("app.action.newPromotion")
  static let actionChangeProducer = Phrase("app.action.changeProducer")
  static let producerTotal = Phrase("app.producer.total")
  static let producerShown = Phrase("app.producer.shown")
  static let producerShownUncalled = Phrase("app.producer.shownUncalled")
  static let producerNotShown = Phrase("app.producer.notShown")
  static let channelsTitle = Phrase("record.producer.channels")
  static let papersTitle = Phrase("record.producer.papers")
  static let productsTitle = Phrase("app.producer.products")
  static let promotionsTitle = Phrase("app.producer.promotions")
  static let productHasPhoto = Phrase("app.product.hasPhoto")
  static let promotionResult = Phrase("app.promotion.result")
}
