// Calls and crafts as cells in the order of `TableKind.columns`.
import LoketModel

extension ExportRows {
  func followUpCells(_ call: FollowUp) -> [ExportCell] {
    let person = call.person.flatMap { registry.person($0) }
    let values: [String?] = [
      call.id, call.person, person?.nik, person?.name, call.about, call.step, call.date, call.outcome, call.result,
      call.reason, call.next, call.day, call.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.followUp, call.id)))]
  }

  /// Nil of a product whose producer is void, or whose data rest.
  func productCells(_ product: Product) -> [ExportCell]? {
    guard let producer = product.producer.flatMap({ registry.producer($0) }),
      !registry.isVoid(RecordRef(.producer, producer.id)), !registry.isFrozen(person: producer.person)
    else { return nil }
    let ref = RecordRef(.producer, producer.id)
    let name = producer.person.flatMap { registry.person($0)?.name }
    let values: [String?] = [
      product.id, producer.id, producer.name, producer.person, name, product.name, product.kind, product.price,
      product.unit, product.material, product.photo,
    ]
    let sets = ["channels", "papers"].map { set in
      ExportCell.list(registry.elements(ref, set).map { "\($0.element)=\($0.value)" })
    }
    return values.map { .value($0) } + sets + [
      .value(product.active ?? "yes"), .value(product.note),
      .list(registry.unsettledFields(RecordRef(.product, product.id))),
    ]
  }
}
