// One stick carried round: what several PCs hold afterwards.
import LoketJournal
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketSync

@Suite("An exchange with a stick")
struct ExchangeTests {
  @Test("One stick carried round three PCs leaves the same register on all, and a second round moves nothing")
  func round() throws {
    let pcs = try ["PC 1", "PC 2", "Laptop"].map { try Replica($0) }
    let stick = MemoryDisk.stick()
    for (place, pc) in pcs.enumerated() { try pc.save(place, ["name": "SITI \(place)", "sex": "2"]) }
    for pc in pcs + pcs { try pc.exchange(with: stick) }
    #expect(pcs[0].registry == pcs[1].registry)
    #expect(pcs[1].registry == pcs[2].registry)
    #expect(pcs[2].value(0, "name") == "SITI 0")
    for pc in pcs {
      let outcome = try pc.exchange(with: stick)
      #expect(outcome.received.segments.isEmpty && outcome.sent.segments == 0)
      #expect(try pc.journal.check().hasDamage == false)
    }
    #expect(stick.segments.count == 3)
  }

  @Test("Two PCs that change one field apart both keep their value, and the decision of one settles it on both")
  func conflict() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI", "birthPlace": "TEGAL"])
    for pc in [first, second] { try pc.exchange(with: stick) }
    try first.save(1, ["birthPlace": "BREBES"])
    try second.save(1, ["birthPlace": "PEMALANG"])
    for pc in [first, second, first] { try pc.exchange(with: stick) }
    #expect(first.heads(1, "birthPlace") == ["BREBES", "PEMALANG"])
    #expect(first.registry == second.registry)
    try second.save(1, ["birthPlace": "SLAWI"])
    for pc in [second, first] { try pc.exchange(with: stick) }
    #expect(first.heads(1, "birthPlace") == ["SLAWI"])
    #expect(first.registry == second.registry)
  }

  @Test("What was taken over is there after the power is cut, and after a new start reads everything anew")
  func durable() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    for number in 0..<5 { try first.save(number, ["name": "SITI \(number)"]) }
    try first.exchange(with: stick)
    try second.exchange(with: stick)
    second.disk.cutPower(seed: 0)
    let again = try Replica("PC 2", disk: second.disk)
    #expect(again.value(4, "name") == "SITI 4")
    #expect(try again.journal.check().hasDamage == false)
  }

  @Test("What an exchange put on a stick is there when the stick is pulled out at once")
  func pulled() throws {
    let first = try Replica("PC 1")
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    try first.exchange(with: stick)
    stick.cutPower(seed: 0)
    let second = try Replica("PC 2")
    try second.exchange(with: stick)
    #expect(second.value(1, "name") == "SITI")
  }

  @Test("Wherever a stick fails, the next exchange goes on, and nothing half-written is read", arguments: 1...60)
  func failing(step: Int) throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    try second.save(2, ["name": "ANI"])
    try second.exchange(with: stick)
    stick.fail(.from(step, 5))
    _ = try? first.exchange(with: stick)
    stick.cutPower(seed: UInt64(step))
    stick.fail(.none)
    for pc in [first, second] { try pc.exchange(with: stick) }
    #expect(first.value(2, "name") == "ANI" && second.value(1, "name") == "SITI")
    #expect(first.registry == second.registry)
    #expect(try second.journal.check().hasDamage == false)
    #expect(second.journal.refused.all.isEmpty)
  }

  @Test(
    "Wherever the own disk fails while segments are taken over, the next start and exchange bring them",
    arguments: 1...70)
  func failingHere(step: Int) throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    for number in 0..<3 { try first.save(number, ["name": "SITI \(number)"]) }
    try first.exchange(with: stick)
    second.disk.fail(.from(step, 5))
    _ = try? second.exchange(with: stick)
    second.disk.cutPower(seed: UInt64(step * 7))
    second.disk.fail(.none)
    let again = try Replica("PC 2", disk: second.disk)
    try again.exchange(with: stick)
    #expect(again.registry == first.registry)
    #expect(try again.journal.check().hasDamage == false)
  }

  @Test("A stick without room says how much is missing, and takes what the other had first")
  func full() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try second.save(2, ["name": "ANI"])
    try second.exchange(with: stick)
    try first.save(1, ["name": "SITI"])
    stick.pretend(.fat, room: 1_000)
    #expect(throws: CarrierProblem.self) { try first.exchange(with: stick) }
    #expect(first.value(2, "name") == "ANI")
    #expect(stick.segments.count == 1)
    stick.pretend(.fat)
    try first.exchange(with: stick)
    try second.exchange(with: stick)
    #expect(second.value(1, "name") == "SITI")
  }

  @Test("Half a file is passed over and not taken away; its copy under another name is read by its content")
  func copies() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    try first.exchange(with: stick)
    let path = try #require(stick.segments.first)
    let whole = try #require(stick.bytes(path))
    stick.replaceBytes(path, Array(whole.dropLast(40)))
    stick.put(path + ".part", Array(whole.prefix(90)))
    let outcome = try second.exchange(with: stick)
    #expect(outcome.received.unfinished.count == 2 && outcome.received.segments.isEmpty)
    #expect(second.registry.lineCount == 0)
    stick.put(String(path.dropLast(6)) + " (1).jsonl", whole)
    stick.put(String(path.dropLast(6)) + ".sync-conflict-20261122-101500-ABCDEFG.jsonl", whole)
    let next = try second.exchange(with: stick)
    #expect(next.taken.segments == 1)
    #expect(second.value(1, "name") == "SITI")
    #expect(second.journal.refused.all.isEmpty)
    #expect(stick.bytes(path)?.count == whole.count - 40)
  }

  @Test("Segments of another office pass by, and are said to")
  func otherOffice() throws {
    let first = try Replica("PC 1")
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    try first.exchange(with: stick)
    let disk = MemoryDisk()
    try Journal.create(Replica.data, office: "3376021001", label: "PC A", files: disk)
    let journal = try Journal.open(Replica.data, mode: .write, files: disk).journal
    var registry = Registry()
    try journal.load(into: &registry)
    let carrier = try FolderCarrier("/stick", beside: Replica.data, files: stick)
    let exchange = Exchange(with: carrier, of: journal.device, staging: journal.staging, signing: nil)
    let inventory = try exchange.look(against: journal.holdings(registry))
    #expect(inventory.otherOffices == 1 && inventory.wanted.isEmpty)
  }

  @Test("The trace of looks travels beside the saves")
  func trace() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    try first.journal.trace(.opened, on: person(1), by: "ani", now: noon, clock: .ok)
    for pc in [first, second] { try pc.exchange(with: stick) }
    var looks: [String] = []
    _ = try second.journal.readTrace { looks.append($0.by) }
    #expect(looks == ["ani"])
  }
}
