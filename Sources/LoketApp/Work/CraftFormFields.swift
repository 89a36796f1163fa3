// The forms of producers, products and promotions: their fields.
import LoketModel
import LoketRegistry
import LoketWidgets

extension FormField {
  static let crafts: [FormField] =
    [
      FormField("producer.name", .text(limit: 60), width: 40),
      FormField("producer.since", .date, width: 10),
    ]
    + ProducerSets.channels.map { FormField($0, .text(limit: 80), width: 40) }
    + ProducerSets.papers.map { FormField($0, .text(limit: 40), width: 24) }
    + [
      FormField("producer.active", .codes("yesNo", oneKey: true), width: 10),
      FormField("product.name", .text(limit: 60), width: 40),
      FormField("product.kind", .codes("productKind", oneKey: true), width: 26),
      FormField("product.price", .number(limit: 9), width: 9),
      FormField("product.unit", .text(limit: 20), width: 20),
      FormField("product.material", .text(limit: 60), width: 40),
      FormField("product.photo", .text(limit: 200), width: 40),
      FormField("product.active", .codes("yesNo", oneKey: true), width: 10),
      FormField("promotion.kind", .codes("promotionKind", oneKey: true), width: 26),
      FormField("promotion.date", .date, width: 10),
      FormField("promotion.product", .lookup, width: 40),
      FormField("promotion.place", .text(limit: 80), width: 40),
      FormField("promotion.orders", .number(limit: 6), width: 6),
      FormField("promotion.turnover", .number(limit: 12), width: 12),
    ]
}

/// One field an element of the producer's two sets, in the order of their code lists.
private enum ProducerSets {
  static let channels = CodeList.salesChannel.codes.map { "producer.channels/\($0.code)" }
  static let papers = CodeList.productPaper.codes.map { "producer.papers/\($0.code)" }
}

extension SettingKind {
  static let crafts: [SettingKind] = [
    SettingKind(
      kind: .producer, title: Phrase("app.producer.form"), note: Phrase("app.producer.formNote"),
      fields: ["producer.name", "producer.since"] + ProducerSets.channels + ProducerSets.papers
        + ["producer.active", "note"], columns: [("name", 40)], grows: true, permission: .crafts, action: "craft"),
    SettingKind(
      kind: .product, title: Phrase("app.product.form"), note: Phrase("app.product.formNote"),
      fields: [
        "product.name", "product.kind", "product.price", "product.unit", "product.material", "product.photo", "note",
        "product.active",
      ], columns: [("name", 40)], grows: true, permission: .crafts, required: ["product.kind"], action: "craft"),
    SettingKind(
      kind: .promotion, title: Phrase("app.promotion.form"), note: Phrase("app.promotion.formNote"),
      fields: [
        "promotion.kind", "promotion.date", "promotion.product", "promotion.place", "promotion.orders",
        "promotion.turnover", "note",
      ],
      columns: [("place", 40)], grows: true, permission: .crafts, required: ["promotion.date"], action: "craft"),
  ]
}
