// Tanda terima: what a family takes home after it was registered, gathered from the registry for the template `receipt`.
import LoketModel
import LoketRegistry

/// The receipt of one household.
///
/// NIK and No. KK are masked (DOMAIN §9: whole only inside the record). The family knows its own numbers; the sheet lies on a
/// counter, in a bag, in a photo that is sent around, and everybody whom it names has their number on it. Six digits of
/// the region and the last four are enough to lay it beside the card.
public struct Receipt {
  public static let template = "receipt"

  let source: PaperSource
  let household: Household
  private let members: [Person]

  /// Nil for a household that is not here or is void.
  public init?(of id: String, _ source: PaperSource) {
    guard let household = source.registry.household(id), !source.registry.isVoid(RecordRef(.household, id)) else {
      return nil
    }
    self.source = source
    self.household = household
    members = source.registry.members(of: id).filter(\.isActive)
  }

  /// How many people it names.
  public var count: Int { members.count }

  public var values: PaperValues {
    let missing = MissingData(household, members, source)
    return PaperValues(
      texts: source.letterhead.merging(texts) { $1 },
      rows: [
        "members": members.enumerated().map { row($1, number: $0 + 1) }, "tracks": tracks, "missing": missing.rows,
        "bring": missing.papers.map { ["what": $0] },
      ])
  }

  private var texts: [String: String] {
    let unknown = source.wording[.notKnownYet]
    let head = members.first { $0.id == household.head }?.name
    let village = household.village.map { source.regions.path($0) } ?? ""
    let registration = registration
    return [
      "reference": registration.reference, "registered": registration.day, "registeredBy": registration.by,
      "printed": [Lookups.villageName(source.office, source.regions), source.today.display].joined(separator: ", "),
      "clerk": source.signature(source.account), "device": source.deviceLabel,
      "head": head ?? source.wording[.headUnknown], "signer": head ?? String(repeating: ".", count: 24),
      "card": household.familyCardNumber.map { Nik.masked($0) } ?? unknown, "address": household.address ?? unknown,
      "rtRw": household.rt == nil && household.rw == nil ? unknown : PersonRow.rtRw(household),
      "hamlet": household.hamlet ?? "", "village": village.isEmpty ? household.village ?? unknown : village,
      "count": String(members.count),
    ]
  }

  /// `A-7 (5f2a91c0)`: the visit's number, else the PC's letter and its number of the day, and the beginning of the entry's own id, which no other has.
  private var registration: (reference: String, day: String, by: String) {
    let unknown = source.wording[.notKnownYet]
    let registry = source.registry
    let entries = registry.entries(about: RecordRef(.household, household.id).description)
    // A household that was split off another one has no registration of its own: then whatever came first.
    guard let entry = entries.first(where: { $0.action == "register" }) ?? entries.first,
      let place = registry.place(of: entry.id)
    else {
      // Brought by an import: the household's own id says which it is.
      let day = members.compactMap(\.registeredOn).min()
      return (String(household.id.prefix(8)), day.map { source.day($0) } ?? unknown, source.wording[.paperImported])
    }
    // Who came with a number of the day finds that one again; others the number of the registration.
    let visit = entry.visit.flatMap { VisitRow(visit: $0, registry) }
    let letter = registry.device(place.device.description)?.letter ?? "?"
    let number = visit?.label ?? "\(letter)-\(place.number)"
    return (
      "\(number) (\(entry.id.prefix(8)))", source.day(entry.day), source.clerkName(place.by)
    )
  }

  private func row(_ person: Person, number: Int) -> [String: String] {
    let isHead = person.id == household.head
    let titled = [person.titleBefore, person.name, person.titleAfter].compactMap { $0 }.filter { !$0.isEmpty }
    return [
      "number": String(number), "name": titled.isEmpty ? source.wording[.nameUnknown] : titled.joined(separator: " "),
      "nik": person.nik.map { Nik.masked($0) } ?? source.code(.nikReason, person.nikReason ?? "unchecked"),
      "relation": source.code(.relation, isHead ? "1" : person.relation),
      "sex": person.sex.map { source.wording[$0 == "2" ? .sexFemaleShort : .sexMaleShort] } ?? "",
      "birth": source.day(person.birthDate),
    ]
  }

  /// Every open assignment, and what was completed.
  private var tracks: [[String: String]] {
    members.flatMap { person in
      source.registry.enrolments(of: person.id).filter { !["dropped", "withdrawn"].contains($0.status ?? "") }
        .map { enrolment in
          [
            "person": person.name ?? "", "track": source.trackName(enrolment.track ?? ""),
            "status": source.code(.enrolmentStatus, enrolment.status ?? "assigned"),
            "day": source.day(enrolment.statusDate ?? enrolment.day),
          ]
        }
    }
  }
}

extension Phrase {
  static let paperImported = Phrase("paper.imported")
}
