// The key with which this PC signs, and the one to which others seal for it, stated in a save so that both are known.
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

enum StatedKey {
  /// Who signs for this folder; nil where ssh-keygen is not installed.
  static func signing(_ journal: Journal) -> (any Signing)? { SSHKeygen(keeping: journal.staging.signatures) }

  /// The save that states what is not stated yet; nil where nothing is to be said.
  static func save(
    _ signing: (any Signing)?, _ journal: Journal, _ registry: Registry, by: String
  ) throws(CarrierProblem) -> Save? {
    let record = RecordRef(.device, journal.device.id)
    var edits =
      try signing.map { signing throws(CarrierProblem) in
        try OwnKeys.unstated(by: journal.device, signing, registry)
      } ?? []
    if let recipient = try recipient(journal), registry.value(record, recipient.field) != recipient.value {
      edits += registry.plan([recipient], on: record, basis: registry.basis(record))
    }
    return edits.isEmpty ? nil : Save(by: by, edits: edits)
  }

  /// What this PC states of itself, as far as the programs for it are installed.
  static func changes(_ signing: (any Signing)?, _ journal: Journal) throws(CarrierProblem) -> [FieldChange] {
    var changes: [FieldChange] = []
    if let signing { changes.append(FieldChange("key", try signing.publicKey(of: journal.device.id))) }
    if let recipient = try recipient(journal) { changes.append(recipient) }
    return changes
  }

  private static func recipient(_ journal: Journal) throws(CarrierProblem) -> FieldChange? {
    guard let sealing = SealedPlace.sealing(journal) else { return nil }
    return FieldChange("recipient", try sealing.recipient(of: journal.device.id))
  }
}
