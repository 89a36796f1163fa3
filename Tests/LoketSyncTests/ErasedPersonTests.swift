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

  private let house = RecordRef(.household, Identifier(high: 0xabd, low: 1))

  /// What is said of where the household lives, and not replaced.
  private func addresses(_ pc: Replica) -> [String?] { pc.registry.state(house, "address").heads.map(\.value) }

  @Test("Two PCs erase two people whom two addresses name: what both addresses replaced stays replaced")
  func replacedByBoth() throws {
    let (first, second, stick) = (try Replica("PC 1"), try Replica("PC 2"), MemoryDisk.stick())
    try first.save(house, ["address": "JL MELATI 4"])
    try first.save(1, ["name": "SITI RAHAYU"])
    try first.save(2, ["name": "BUDI SANTOSO"])
    for pc in [first, second] { try pc.sync(with: stick) }
    try first.save(house, ["address": "dekat SITI RAHAYU"])
    try second.save(house, ["address": "dekat BUDI SANTOSO"])
    for pc in [first, second, first] { try pc.sync(with: stick) }
    // Each takes away one of the two lines that say that the first address is not the address any more.
    try first.erase(1)
    try second.erase(2)
    for pc in [first, second, first, second] { try pc.sync(with: stick) }
    for pc in [first, second] {
      #expect(Set(addresses(pc)) == ["dekat ***"], "\(pc.label)")
      #expect(pc.registry.conflicts(of: house).isEmpty)
    }
  }

  @Test("What an erased line replaced and what is not here yet is waited for, and stays replaced when it comes")
  func replacedUnseen() throws {
    let (first, second, third) = (try Replica("PC 1"), try Replica("PC 2"), try Replica("PC 3"))
    let (stick, kept) = (MemoryDisk.stick(), MemoryDisk.stick())
    try first.save(1, ["name": "SITI RAHAYU"])
    try first.sync(with: stick)
    try second.sync(with: stick)
    try first.save(house, ["address": "JL MELATI 4"])
    let before = Set(stick.segments)
    try first.sync(with: stick)
    try second.sync(with: stick)
    try second.save(house, ["address": "dekat SITI RAHAYU"])
    try second.sync(with: stick)
    // The first address goes astray on its way to the third PC, which erases.
    for path in Set(stick.segments).subtracting(before) where path.contains(first.journal.device.id.description) {
      kept.put(path, try #require(stick.bytes(path)))
      stick.delete(path)
    }
    try third.sync(with: stick)
    try third.erase(1)
    #expect(third.registry.state(house, "address").status == .waiting)
    try third.sync(with: kept)
    for pc in [second, first, third] { try pc.sync(with: kept) }
    for pc in [first, second, third] { #expect(addresses(pc) == ["dekat ***"], "\(pc.label)") }
  }

  @Test("What is said again of one field replaces nothing about another: a real disagreement beside it stays one")
  func restatedApart() throws {
    let (first, second, third) = (try Replica("PC 1"), try Replica("PC 2"), try Replica("PC 3"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI RAHAYU"])
    try first.save(house, ["address": "JL MELATI 4", "head": person(2).id])
    // Two PCs made this record, so that they disagree about its head.
    try third.save(house, ["address": "dekat SITI RAHAYU", "head": person(3).id])
    for pc in [first, second] { try pc.sync(with: stick) }
    try second.save(house, ["address": "jauh dari SITI RAHAYU"])
    for pc in [third, second, first] { try pc.sync(with: stick) }
    #expect(first.registry.state(house, "head").status == .conflict)
    try first.erase(1)
    for pc in [first, second, third] {
      try pc.sync(with: stick)
      #expect(Set(addresses(pc)) == ["dekat ***", "jauh dari ***"], "\(pc.label)")
      #expect(Set(pc.registry.state(house, "head").heads.map(\.value)) == [person(2).id, person(3).id], "\(pc.label)")
    }
  }
}
