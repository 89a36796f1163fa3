// Requests about the own data, consents, erasures and breaches as the screens show them.
import LoketModel

extension Registry {
  /// Kinds of which a register holds a handful: their rows are kept, so that nobody walks all records for them.
  static let rareKinds: Set<UInt16> = Set(
    FieldTable.kinds.indices.filter {
      [
        RecordKind.dataRequest, .erasure, .breach, .device, .loss, .program, .wave, .trainingClass, .attendance, .event,
        .theme, .vacancy, .workHub, .hubSeat, .expert, .producer, .product, .promotion,
        .group, .groupMember, .area, .resource, .grant, .grantCheck, .disbursement, .mentorship,
        .mentorVisit,
      ].contains(FieldTable.kinds[$0].kind)
    }.map { UInt16($0) })

  func rareRows(_ kind: RecordKind) -> [UInt32] {
    guard let number = kinds.find(kind.rawValue) else { return [] }
    return (rare[UInt16(truncatingIfNeeded: number)] ?? []).filter { records[Int($0)].countsAsOne }
  }

  public func dataRequest(_ id: String) -> DataRequest? {
    view(.dataRequest, id) { DataRequest(id: $0, values: $1) }
  }

  public func breach(_ id: String) -> Breach? { view(.breach, id) { Breach(id: $0, values: $1) } }

  /// Every request, the one that must be answered first in front; those that are answered behind them, the newest first.
  public func dataRequests() -> [DataRequest] {
    rareRows(.dataRequest).compactMap { dataRequest(id($0)) }.sorted { left, right in
      if left.isOpen != right.isOpen { return left.isOpen }
      let (a, b) = (left.received ?? "", right.received ?? "")
      if a != b { return left.isOpen ? a < b : a > b }
      return left.id < right.id
    }
  }

  public func dataRequests(of person: String) -> [DataRequest] {
    let shown = shownRecord(RecordRef(.person, person)).id
    return dataRequests().filter { request in
      request.person.map { shownRecord(RecordRef(.person, $0)).id == shown } ?? false
    }
  }

  /// Everybody who is recorded in a household, frozen and voided ones too, by id.
  public func everyMember(of household: String) -> [String] {
    showing(indexed.household, household, includingVoid: true).map(id).sorted()
  }

  /// Every breach, the newest first.
  public func breaches() -> [Breach] {
    rareRows(.breach).compactMap { breach(id($0)) }.sorted { ($0.found ?? "", $0.id) > ($1.found ?? "", $1.id) }
  }

  /// What a person agreed to or took back, in the order of the code list.
  public func consents(of person: String) -> [Consent] {
    let ref = RecordRef(.person, person)
    let sets = ["consent", "consentHow", "withdrawn"].map { name in
      Dictionary(elements(ref, name).map { ($0.element, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    let known = CodeList.consentPurpose.codes.map(\.code)
    let others = Set(sets[0].keys).union(sets[2].keys).subtracting(known).sorted()
    return (known + others).compactMap { purpose in
      guard sets[0][purpose] != nil || sets[2][purpose] != nil else { return nil }
      return Consent(
        purpose: purpose, given: sets[0][purpose], how: sets[1][purpose], withdrawn: sets[2][purpose])
    }
  }

  /// The PCs of this office and others whose saves are here or that have a record, which may still hold copies of what an
  /// erasure took; in the order of their labels.
  public func outstandingDevices(of erasure: RecordRef) -> [(id: String, label: String)] {
    var known = Set(segments.filter { $0.applied > 0 }.map(\.device.description))
    known.formUnion(all(.device).map(\.id))
    let done = Set(elements(erasure, "done").map(\.element) + [value(erasure, "device") ?? ""])
    return known.subtracting(done).map { id in
      (id: id, label: value(RecordRef(.device, id), "label") ?? String(id.prefix(8)))
    }.sorted { ($0.label, $0.id) < ($1.label, $1.id) }
  }
}
