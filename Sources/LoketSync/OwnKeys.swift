// The keys that a PC states in a save: its own, and one for each id that it had before and never spoke for. Without it nobody
// could ever enrol that id, and what was written under it before the office had a list would wait for ever.
import LoketJournal
import LoketModel
import LoketRegistry

public enum OwnKeys {
  /// What is not stated yet, as edits to be saved before an exchange. For an id that it had before a PC speaks only where
  /// nobody did: a copy of its disk may go on under it, with a key of its own.
  public static func unstated(
    by device: ThisDevice, _ signing: any Signing, _ registry: Registry
  ) throws(CarrierProblem) -> [Edit] {
    let heard = device.earlier.isEmpty ? [] : Set(registry.deviceStandings(office: device.office).map(\.device))
    var edits: [Edit] = []
    for id in [device.id] + device.earlier {
      let record = RecordRef(.device, id)
      let stated = registry.value(record, "key")
      guard id == device.id || stated == nil && heard.contains(id) else { continue }
      let key = try signing.publicKey(of: id)
      guard key != stated else { continue }
      edits += registry.plan([FieldChange("key", key)], on: record, basis: registry.basis(record))
    }
    return edits
  }
}
