// Calls, crafts, work hubs and experts as cells in the order of `TableKind.columns`.
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

  func hubCells(_ hub: WorkHub) -> [ExportCell] {
    let values: [String?] = [
      hub.id, hub.name, hub.village, hub.address, hub.seats, hub.device, hub.internet, hub.active ?? "yes", hub.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.workHub, hub.id)))]
  }

  /// Who has or had a seat there, by seat, shift and day.
  func seatCells(_ hub: WorkHub) -> [[ExportCell]] {
    registry.seats(in: hub.id).map { seat -> (key: [String], cells: [ExportCell]) in
      let person = seat.person.flatMap { registry.person($0) }
      let values: [String?] = [
        seat.id, hub.id, hub.name, seat.seat, seat.shift, seat.person, person?.nik, person?.name, seat.from, seat.until,
        seat.day, seat.note,
      ]
      let number = seat.seat ?? ""
      let place = String(repeating: "0", count: max(0, 4 - number.count)) + number
      return (
        [place, seat.shift ?? "", seat.from ?? "", person?.name ?? "", seat.id],
        values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.hubSeat, seat.id)))]
      )
    }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.cells)
  }

  func expertCells(_ expert: Expert) -> [ExportCell] {
    let values: [String?] = [
      expert.id, expert.person, expert.name, expert.agency, expert.phone, expert.track, expert.skills,
      expert.active ?? "yes", expert.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.expert, expert.id)))]
  }
}
