// A person who was erased on one PC, and everything that could bring them back: old sticks, an old backup, a laptop that still
// works with them.
import LoketJournal
import LoketModel
import LoketRegistry
import Simulation
import Testing

@testable import DiskInMemory
@testable import LoketSync

extension Replica {
  /// Erases a person as the data desk does.
  func erase(_ number: Int) throws {
    let plan = registry.erasurePlan(of: [person(number)])
    _ = try journal.erase(
      plan, as: RecordRef(.erasure, Identifier(high: 0xe, low: UInt64(number))),
      set: [FieldChange("day", "2030-11-22"), FieldChange("reason", "permintaan sendiri")], by: "lurah", now: noon,
      clock: .ok, registry: &registry)
  }
}

extension MemoryDisk {
  /// Files that hold this text.
  func holding(_ text: String) -> [String] {
    let wanted = Array(text.utf8)
    return files(under: "/").filter { path in
      guard let bytes = bytes(path) else { return false }
      return bytes.firstRange(of: wanted) != nil
    }
  }
}

@Suite("A person who was erased, and carriers")
struct ErasedPersonTests {
  private let name = "NAMA YANG DIHAPUS"
  private let phone = "+62819999888777"

  @Test("Old sticks, an old backup and a laptop that edits them bring nobody back, and nobody else loses anything")
  func erased() throws {
    let pcs = try ["PC 1", "PC 2", "LAPANGAN"].map { label in
      let pc = try Replica(label)
      pc.signing = NamedKeys()
      try pc.stateKey()
      return pc
    }
    let (first, laptop) = (pcs[0], pcs[2])
    var second = pcs[1]
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": name])
    try first.save(2, ["name": "SITI"])
    try second.save(1, ["phone": phone])
    for pc in pcs + pcs { try pc.sync(with: stick) }
    for pc in pcs {
      try first.save(
        RecordRef(.device, pc.journal.device.id),
        ["enrolled": first.registry.value(RecordRef(.device, pc.journal.device.id), "key")])
    }
    for pc in pcs + pcs { try pc.sync(with: stick) }
    let (oldStick, backup) = (stick.copy(), second.disk.copy())
    #expect(!oldStick.holding(name).isEmpty && !backup.holding(phone).isEmpty)

    try first.erase(1)
    #expect(first.disk.holding(name).isEmpty && first.disk.holding(phone).isEmpty)
    // Nobody told the laptop yet.
    try laptop.save(1, ["birthPlace": "TEMPAT YANG DIHAPUS"])
    try laptop.save(3, ["name": "BUDI"])
    for pc in pcs + pcs + pcs { try pc.sync(with: stick) }
    // The stick from before turns up, and the second PC is put back to its old backup.
    second = try Replica("PC 2", disk: backup)
    second.signing = NamedKeys()
    for pc in [first, second, laptop, first, second, laptop] { try pc.sync(with: oldStick) }
    for pc in [second, first, laptop, second] { try pc.sync(with: stick) }

    for text in [name, phone, "TEMPAT YANG DIHAPUS"] {
      for (place, disk) in [
        ("PC 1", first.disk), ("PC 2", second.disk), ("LAPANGAN", laptop.disk), ("stik", stick),
        ("stik lama", oldStick),
      ] {
        #expect(disk.holding(text) == [], "\(text) di \(place)")
      }
    }
    for pc in [first, second, laptop] {
      #expect(pc.value(2, "name") == "SITI" && pc.value(3, "name") == "BUDI")
      #expect(pc.registry.values(person(1)).isEmpty)
      #expect(try pc.journal.check().notices.isEmpty)
    }
    // The signatures are over roots, which an erasure leaves as they are.
    let fourth = try Replica("PC 4")
    fourth.signing = NamedKeys()
    #expect(try fourth.sync(with: stick).refused.isEmpty)
    #expect(fourth.value(2, "name") == "SITI" && fourth.registry.roster.isAdopted)
  }
}
