// What producers offer and what came of showing it, as screens add it up.
import LoketModel

/// Of one producer, or of all of them together.
public struct CraftSums: Hashable, Sendable {
  public var products = 0
  public var promotions = 0
  public var orders = 0
  /// Rupiah.
  public var turnover = 0

  public init() {}

  public static func + (left: CraftSums, right: CraftSums) -> CraftSums {
    var sum = left
    sum.products += right.products
    sum.promotions += right.promotions
    sum.orders += right.orders
    sum.turnover += right.turnover
    return sum
  }
}

extension Registry {
  public func promotion(_ id: String) -> Promotion? { view(.promotion, id) { Promotion(id: $0, values: $1) } }

  /// Where a producer was shown, the latest first.
  public func promotions(of producer: String) -> [Promotion] {
    views(rareRows(.promotion)) { Promotion(id: $0, values: $1) }.filter { $0.producer == producer }
      .sorted { ($0.date ?? "", $0.id) > ($1.date ?? "", $1.id) }
  }

  /// By producer. Those of somebody whose data rest are left out with the producer.
  public func craftSums() -> [String: CraftSums] {
    var sums = Dictionary(producers().map { ($0.id, CraftSums()) }) { first, _ in first }
    for product in views(rareRows(.product), { Product(id: $0, values: $1) }) where product.active != "no" {
      if let producer = product.producer { sums[producer]?.products += 1 }
    }
    for promotion in views(rareRows(.promotion), { Promotion(id: $0, values: $1) }) {
      guard let producer = promotion.producer else { continue }
      sums[producer]?.promotions += 1
      sums[producer]?.orders += promotion.orders.flatMap { Int($0) } ?? 0
      sums[producer]?.turnover += promotion.turnover.flatMap { Int($0) } ?? 0
    }
    return sums
  }
}
