// Packs on a carrier: the exchange compares segments and not files, and the files stay few.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketSync

private let full = 3

extension MemoryDisk {
  fileprivate var packs: [String] { segments.filter { $0.hasSuffix(Pack.ending) } }
  fileprivate var alone: [String] { segments.filter { !$0.hasSuffix(Pack.ending) } }
}

/// A PC after so many runs of one save each.
func worked(_ label: String, _ runs: Range<Int>, on earlier: Replica? = nil) throws -> Replica {
  var pc = try earlier ?? Replica(label, fullPack: full)
  for run in runs {
    try pc.save(run, ["name": "ORANG \(run)"])
    pc = try pc.again()
  }
  return pc
}

@Suite("Packs on a carrier")
struct PackedTests {
  @Test("What lies joined goes joined, and another PC takes each segment out of it")
  func given() throws {
    let stick = MemoryDisk.stick()
    let first = try worked("PC 1", 0..<7)
    let sent = try first.exchange(with: stick).sent
    #expect(sent.segments == 7 && stick.packs.count == 2 && stick.alone.count == 1)
    var second = try Replica("PC 2", fullPack: full)
    let outcome = try second.exchange(with: stick)
    #expect(outcome.received.segments.count == 7 && outcome.received.refused.isEmpty)
    for run in 0..<7 { #expect(second.value(run, "name") == "ORANG \(run)") }
    second = try second.again()
    #expect(second.notices == [] && second.disk.files(under: "/data/journal").count == 3)
    // The same segments in the same order make the same packs: nothing is put twice.
    let before = stick.segments
    #expect(try second.exchange(with: stick).sent.segments == 0 && stick.segments == before)
    let third = MemoryDisk.stick()
    try second.exchange(with: third)
    #expect(Set(third.packs) == Set(stick.packs))
  }

  @Test("Files that lay there alone give way to the pack of the PC that wrote them, and to nobody else's")
  func replaced() throws {
    let stick = MemoryDisk.stick()
    var first = try worked("PC 1", 0..<1)
    try first.exchange(with: stick)
    first = try worked("PC 1", 1..<2, on: first)
    try first.exchange(with: stick)
    #expect(stick.alone.count == 2 && stick.packs.isEmpty)
    var second = try Replica("PC 2", fullPack: 2)
    try second.exchange(with: stick)
    second = try second.again()
    #expect(second.disk.files(under: "/data/journal").map { $0.hasSuffix(Pack.ending) } == [true])
    try second.exchange(with: stick)
    #expect(stick.alone.count == 2 && stick.packs.isEmpty)
    first = try worked("PC 1", 2..<3, on: first)
    try first.exchange(with: stick)
    #expect(stick.alone.isEmpty && stick.packs.count == 1)
    // Whoever has half of it from elsewhere is given the rest.
    #expect(try second.exchange(with: stick).received.segments.count == 1 && second.value(2, "name") == "ORANG 2")
  }

  @Test(
    "A pull between putting a pack and removing the files leaves both, and the next exchange goes on", arguments: 1..<60
  )
  func pulled(call: Int) throws {
    let stick = MemoryDisk.stick()
    var first = try worked("PC 1", 0..<2)
    try first.exchange(with: stick)
    first = try worked("PC 1", 2..<3, on: first)
    stick.fail(.from(call, EIO))
    _ = try? first.exchange(with: stick)
    stick.kill()
    let second = try Replica("PC 2", fullPack: full)
    #expect(try second.exchange(with: stick).received.refused.isEmpty)
    #expect(second.value(0, "name") == "ORANG 0" && second.value(1, "name") == "ORANG 1")
    try first.exchange(with: stick)
    #expect(stick.packs.count == 1 && stick.alone == [], "\(stick.segments)")
    try second.exchange(with: stick)
    #expect(second.value(2, "name") == "ORANG 2")
  }

  @Test("An erased person goes out of packs too, wherever they lie")
  func erased() throws {
    let (stick, old) = (MemoryDisk.stick(), MemoryDisk.stick())
    var first = try worked("PC 1", 0..<4)
    try first.exchange(with: stick)
    try first.exchange(with: old)
    var second = try Replica("PC 2", fullPack: full)
    try second.exchange(with: stick)
    second = try second.again()
    #expect(!second.disk.holding("ORANG 1").isEmpty && !stick.holding("ORANG 1").isEmpty)
    try first.erase(1)
    first = try first.again()
    for _ in 0..<2 {
      for pc in [first, second] { for place in [stick, old] { try pc.exchange(with: place) } }
    }
    for disk in [first.disk, second.disk, stick, old] {
      #expect(disk.holding("ORANG 1") == [])
      #expect(!disk.holding("ORANG 0").isEmpty && !disk.holding("ORANG 3").isEmpty)
    }
    for pc in [first, second] {
      #expect(try pc.journal.check().notices == [])
      #expect(pc.value(0, "name") == "ORANG 0" && pc.value(1, "name") == nil && pc.value(2, "name") == "ORANG 2")
    }
    let third = try Replica("PC 3", fullPack: full)
    try third.exchange(with: old)
    #expect(third.registry == first.registry)
  }

  @Test("Somebody else's erasure takes the segment out of a pack that its PC put there, and leaves the others in it")
  func erasedByAnother() throws {
    let stick = MemoryDisk.stick()
    let first = try worked("PC 1", 0..<3)
    try first.exchange(with: stick)
    let second = try Replica("PC 2")
    try second.exchange(with: stick)
    try second.erase(1)
    try second.exchange(with: stick)
    #expect(stick.holding("ORANG 1") == [] && stick.packs.count == 1)
    let pack = try #require(stick.bytes(stick.packs[0]).flatMap { Pack(index: $0) })
    #expect(pack.parts.count == 2)
    let third = try Replica("PC 3")
    try third.exchange(with: stick)
    #expect(third.value(0, "name") == "ORANG 0" && third.value(1, "name") == nil && third.value(2, "name") == "ORANG 2")
    #expect(third.registry.waitingFields == 0)
  }

  @Test("Where the index of a pack was damaged on the stick, an erasure takes its segment out and no other")
  func erasedUnderDamage() throws {
    let stick = MemoryDisk.stick()
    let first = try worked("PC 1", 0..<3)
    try first.exchange(with: stick)
    let second = try Replica("PC 2")
    try second.exchange(with: stick)
    let path = try #require(stick.packs.first)
    var bytes = try #require(stick.bytes(path))
    bytes[20] ^= 1
    stick.replaceBytes(path, bytes)
    try second.erase(1)
    try second.exchange(with: stick)
    #expect(stick.holding("ORANG 1") == [])
    let third = try Replica("PC 3")
    try third.exchange(with: stick)
    #expect(third.value(0, "name") == "ORANG 0" && third.value(1, "name") == nil && third.value(2, "name") == "ORANG 2")
  }

  @Test("Half a pack waits until it is whole and stops nobody: its PC gives each segment by itself")
  func half() throws {
    let stick = MemoryDisk.stick()
    let first = try worked("PC 1", 0..<3)
    try first.exchange(with: stick)
    let path = try #require(stick.packs.first)
    stick.replaceBytes(path, Array((stick.bytes(path) ?? []).dropLast(100)))
    try first.exchange(with: stick)
    #expect(stick.alone.count == 3)
    let second = try Replica("PC 2")
    let outcome = try second.exchange(with: stick)
    #expect(outcome.received.unfinished.count == 1 && outcome.received.segments.count == 3)
    #expect(second.value(2, "name") == "ORANG 2")
  }

  @Test("One damaged segment of a pack is refused, the others come, and a good copy beside it is enough")
  func damagedPart() throws {
    let stick = MemoryDisk.stick()
    let first = try worked("PC 1", 0..<3)
    try first.exchange(with: stick)
    let path = try #require(stick.packs.first)
    var bytes = try #require(stick.bytes(path))
    let place = try #require(bytes.firstRange(of: Array("ORANG 1".utf8))).lowerBound
    bytes[place] = 0x58
    stick.replaceBytes(path, bytes)
    let second = try Replica("PC 2")
    let outcome = try second.exchange(with: stick)
    #expect(outcome.received.refused.map(\.reason) == [.damaged] && outcome.received.segments.count == 2)
    let other = MemoryDisk.stick()
    try first.exchange(with: other)
    try second.exchange(with: other)
    #expect(second.value(1, "name") == "ORANG 1")
  }

  @Test("The trace is joined too, and packs of another office pass by")
  func others() throws {
    let stick = MemoryDisk.stick()
    var first = try Replica("PC 1", fullPack: full)
    for run in 0..<3 {
      try first.journal.trace(.opened, on: person(run), by: "petugas1", now: noon, clock: .ok, durable: true)
      first = try first.again()
    }
    try first.exchange(with: stick)
    #expect(stick.packs.count == 1 && stick.packs[0].contains("/access/"))
    let second = try Replica("PC 2")
    #expect(try second.exchange(with: stick).received.segments.count == 3)
    let stranger = MemoryDisk()
    try Journal.create("/data", office: "3376021006", label: "LAIN", files: stranger)
    let journal = try Journal.open("/data", mode: .write, files: stranger).journal
    var registry = Registry()
    try journal.load(into: &registry)
    let carrier = try FolderCarrier("/stick", beside: "/data", files: stick)
    let receipt = try Exchange(with: carrier, of: journal.device, staging: journal.staging, signing: nil)
      .carryOut(journal, into: &registry)
    #expect(receipt.otherOffices == 1 && receipt.receivedSegments == 0 && receipt.refused.isEmpty)
    journal.close(saving: nil)
  }
}
