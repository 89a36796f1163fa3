// Berita acara serah terima: what was handed over to whom on which day, and what the receiver promised.
import LoketModel
import LoketRegistry

extension Context {
  /// The letter of one grant, with room for two signatures.
  mutating func openHandOver(of grant: String) {
    guard let found = registry.grant(grant), let person = found.person.flatMap({ registry.person($0) }) else {
      return say(.info, .recordGone)
    }
    openPaper(
      "handOver", HandOverPaper(found, person, self).values, title: .actionHandOver,
      shows: (RecordRef(.person, person.id), 1))
  }
}

private struct HandOverPaper {
  let values: PaperValues

  init(_ grant: Grant, _ person: Person, _ context: Context) {
    let source = context.paperSource
    let household = context.registry.household(of: person.id)
    let rtRw = household.map(PersonRow.rtRw).flatMap { $0.isEmpty ? nil : "RT/RW \($0)" }
    let place = household?.village.map { source.regions.path($0) }
    let address = [household?.address, rtRw, place].compactMap { $0 }.filter { !$0.isEmpty }
    let unknown = context.word(.notKnownYet)
    let texts: [String: String] = [
      "number": grant.letter ?? "......................", "given": source.day(grant.given),
      "name": person.name ?? context.word(.nameUnknown), "nik": person.nik.map(context.number) ?? unknown,
      "address": address.isEmpty ? unknown : address.joined(separator: ", "),
      "giver": grant.giver ?? "", "funding": source.code(.fundingSource, grant.fundingSource),
      "program": grant.program.flatMap { context.registry.program($0)?.name } ?? "",
      "deadline": source.day(grant.deadline), "what": Grants.what(grant, context), "serial": grant.serial ?? "",
      "amount": grant.amount.flatMap { Int($0) }.map { "Rp \($0.grouped)" } ?? "",
      "printed": [Lookups.villageName(source.office, source.regions), source.today.display].joined(separator: ", "),
      "clerk": source.signature(source.account),
    ]
    values = PaperValues(texts: source.letterhead.filter { $0.key != "askAt" }.merging(texts) { $1 })
  }
}
