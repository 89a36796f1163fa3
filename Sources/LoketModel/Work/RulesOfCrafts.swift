// The rules of producers, products and promotions.

extension Phrase {
  static let producerName = Phrase("rule.producer.name")
  static let producerSinceInvalid = Phrase("rule.producer.sinceInvalid")
  static let producerSinceFuture = Phrase("rule.producer.sinceFuture")
  static let productName = Phrase("rule.product.name")
  static let productKind = Phrase("rule.product.kind")
  static let productPrice = Phrase("rule.product.price")
  static let productPhoto = Phrase("rule.product.photo")
  static let promotionKind = Phrase("rule.promotion.kind")
  static let promotionDate = Phrase("rule.promotion.date")
  static let promotionDateInvalid = Phrase("rule.promotion.dateInvalid")
  static let promotionDateFuture = Phrase("rule.promotion.dateFuture")
}

extension Rules {
  private static let source = "DOMAIN §1, P1: producers and products with price, photo path and online channel"

  static let crafts: [Rule] = [
    required("producer.name", .producer, "name", .producerName),
    Rule(
      "producer.sinceInvalid", .producer, ["since"], .error, "Calendar", .producerSinceInvalid,
      says: { problem($0, "since") }),
    Rule("producer.sinceFuture", .producer, ["since"], .error, source, .producerSinceFuture) { ahead($0, "since") },
    required("product.name", .product, "name", .productName),
    required("product.kind", .product, "kind", .productKind),
    Rule("product.price", .product, ["price"], .info, source, .productPrice) { subject in
      (subject.value("price").flatMap { Int($0) } ?? 0) > 0 ? nil : [:]
    },
    Rule("product.photo", .product, ["photo"], .check, source, .productPhoto) { subject in
      guard let path = subject.value("photo")?.lowercased() else { return nil }
      return [".jpg", ".jpeg", ".png"].contains { path.hasSuffix($0) } ? nil : [:]
    },
    required("promotion.kind", .promotion, "kind", .promotionKind),
    required("promotion.date", .promotion, "date", .promotionDate),
    Rule(
      "promotion.dateInvalid", .promotion, ["date"], .error, "Calendar", .promotionDateInvalid,
      says: { problem($0, "date") }),
    Rule("promotion.dateFuture", .promotion, ["date"], .error, source, .promotionDateFuture) { ahead($0, "date") },
  ]

  /// Fills the sentence where a day lies ahead of today.
  static func ahead(_ subject: RuleSubject, _ field: String) -> [String: String]? {
    guard let date = subject.date(field), date > subject.today else { return nil }
    return ["date": date.display]
  }
}
