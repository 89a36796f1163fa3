// A stick that only this office's PCs can read: who they are, and the carrier that seals for them.
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

enum SealedPlace {
  /// Who seals for this folder; nil where `age` is not installed.
  static func sealing(_ journal: Journal) -> (any Sealing)? { Age(keeping: journal.staging.signatures) }

  /// The folder behind a seal that every PC opens that counts and has said how, this one in any case.
  static func carrier(
    _ folder: any Carrier, _ journal: Journal, _ registry: Registry
  ) throws -> SealedCarrier {
    guard let sealing = sealing(journal) else { throw CarrierProblem.toolMissing("age", package: "age") }
    let own = try sealing.recipient(of: journal.device.id)
    let readers = Set(registry.roster.readers.values.filter(Age.isRecipient)).union([own])
    return SealedCarrier(
      folder, sealing: sealing, as: journal.device.id, to: readers, held: try journal.holdings(registry))
  }

  /// The names of the PCs that can read what is sealed now, and of those that count and cannot.
  static func readers(_ registry: Registry, office: String) -> (can: [String], cannot: [String]) {
    let roster = registry.roster
    var (can, cannot): ([String], [String]) = ([], [])
    for heard in registry.deviceStandings(office: office) {
      let name = heard.label ?? String(heard.device.description.prefix(8))
      switch roster.standing(of: heard.device) {
      case .closed, .unknown: continue
      case .open, .enrolled: if roster.readers[heard.device] == nil { cannot.append(name) } else { can.append(name) }
      }
    }
    return (can.sorted(), cannot.sorted())
  }
}
