// The key with which this PC signs, stated in a save so that a supervisor can accept it.
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

enum StatedKey {
  /// Who signs for this folder; nil where ssh-keygen is not installed.
  static func signing(_ journal: Journal) -> (any Signing)? { SSHKeygen(keeping: journal.staging.signatures) }

  /// The save that states the key; nil where it stands already, or nobody can sign.
  static func save(
    _ signing: (any Signing)?, _ journal: Journal, _ registry: Registry, by: String
  ) throws(CarrierProblem) -> Save? {
    guard let signing else { return nil }
    let record = RecordRef(.device, journal.device.id)
    let key = try signing.publicKey(of: journal.device.id)
    guard registry.value(record, "key") != key else { return nil }
    let edits = registry.plan([FieldChange("key", key)], on: record, basis: registry.basis(record))
    return Save(by: by, edits: edits)
  }
}
