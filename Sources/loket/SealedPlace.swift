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
    let staging = journal.staging
    return SealedCarrier(
      folder, sealing: sealing, as: journal.device.id, to: readers, held: try journal.holdings(registry),
      knownPack: { staging.knownPack($0) })
  }

  /// The same for a command, which says what went wrong and ends.
  static func command(_ folder: any Carrier, _ data: OpenData) throws(CommandFailure) -> any Carrier {
    do { return try carrier(folder, data.journal, data.registry) } catch {
      let failure = SyncFailure.of(error)
      throw CommandFailure(failure.message, code: failure.code)
    }
  }
}
