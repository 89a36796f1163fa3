// What the simulation found: mishaps in which an exchange once lost, withheld or brought back something.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry
import Synchronization
import Testing

@testable import DiskInMemory
@testable import LoketSync

private final class Flag: Sendable {
  let isUp = Atomic<Bool>(false)
}

@Suite("An exchange after mishaps")
struct MishapTests {
  @Test("A longer file under a segment's name stops nobody from giving the rest")
  func occupied() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let (stick, other) = (MemoryDisk.stick(), MemoryDisk.stick())
    try first.save(1, ["name": "SITI"])
    try first.exchange(with: other)
    let path = try #require(other.segments.first)
    stick.put(path, try #require(other.bytes(path)) + Array("sisa\n".utf8))
    try first.save(2, ["name": "ANI"])
    try first.exchange(with: stick)
    try second.exchange(with: stick)
    #expect(second.value(1, "name") == "SITI" && second.value(2, "name") == "ANI")
  }

  @Test("A sync that is stopped while it sends says how much lies there")
  func stoppedCount() throws {
    var first = try Replica("PC 1")
    for number in 1...5 {
      try first.save(number, ["name": "SITI"])
      first = try first.again()
    }
    let stick = MemoryDisk.stick()
    let stop = Flag()
    let carrier = try FolderCarrier("/stick", beside: Replica.data, files: stick)
    let exchange = Exchange(
      with: carrier, of: first.journal.device, staging: first.journal.staging, signing: nil,
      progress: { if $0.step == .sending, $0.done == 2 { stop.isUp.store(true, ordering: .relaxed) } },
      isStopped: { stop.isUp.load(ordering: .relaxed) })
    let receipt = try exchange.carryOut(first.journal, into: &first.registry)
    #expect(receipt.problem == .stopped && receipt.sent.segments == 3 && stick.segments.count == 3)
  }

  @Test("What was saved in a segment that a failed sync ended is given with the rest, in the same run")
  func givenUp() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    first.disk.fail(.once(2, EIO))
    try first.save(2, ["name": "ANI"])
    first.disk.fail(.none)
    for pc in [first, second] { try pc.exchange(with: stick) }
    #expect(second.value(1, "name") == "SITI" && second.value(2, "name") == "ANI")
    try first.save(3, ["name": "BUDI"])
    let again = try first.again()
    #expect(again.notices.isEmpty)
    #expect(try again.journal.check().notices.isEmpty)
  }

  @Test("A segment whose size could not be read when it was sealed is given all the same")
  func unsized() throws {
    let stick = MemoryDisk.stick()
    for call in 1...40 {
      let first = try Replica("PC 1")
      try first.save(call, ["name": "SITI \(call)"])
      first.disk.fail(.once(call, EIO))
      _ = try? first.exchange(with: stick)
      first.disk.fail(.none)
      try first.exchange(with: stick)
    }
    let second = try Replica("PC 2")
    try second.exchange(with: stick)
    #expect((1...40).allSatisfy { second.value($0, "name") == "SITI \($0)" })
  }

  @Test("What was taken over and could not be read at once is read with the next exchange, in the same run")
  func unread() throws {
    let first = try Replica("PC 1")
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    try first.exchange(with: stick)
    var failed = 0
    for (call, goesOn) in (1...90).flatMap({ call in [true, false].map { (call, $0) } }) {
      let second = try Replica("PC 2")
      second.disk.fail(goesOn ? .from(call, EIO) : .once(call, EIO))
      do { try second.exchange(with: stick) } catch { failed += 1 }
      second.disk.fail(.none)
      try second.exchange(with: stick)
      #expect(second.value(1, "name") == "SITI", "call \(call), \(goesOn ? "and all after it" : "once")")
    }
    #expect(failed > 10)
  }

  @Test("The longer of two contents counts though the shorter came first, under a name of its own, and was read")
  func longerLater() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let (stick, other) = (MemoryDisk.stick(), MemoryDisk.stick())
    try first.save(1, ["name": "SITI"])
    let copy = try Replica("PC 1", disk: first.disk.copy())
    try copy.exchange(with: stick)
    try first.save(2, ["name": "ANI"])
    try first.exchange(with: other)
    let path = try #require(stick.segments.first)
    let shorter = try #require(stick.bytes(path))
    let judged = try IncomingSegment.judge(shorter, expected: nil, ceiling: .max).get()
    // The shorter lies there as the tail of a fork.
    let tail = CarrierPath.path(of: judged.mark.tailName, blanked: 0)
    stick.delete(path)
    stick.put("/stick/\(tail)", shorter)
    try second.exchange(with: stick)
    #expect(second.value(1, "name") == "SITI")
    try second.exchange(with: other)
    #expect(second.value(1, "name") == "SITI" && second.value(2, "name") == "ANI")
    let again = try second.again()
    #expect(again.registry == second.registry)
  }

  @Test(
    "What was taken over and not settled when the program was killed is settled by the next exchange, before it counts")
  func killedWhileTaking() throws {
    let first = try Replica("PC 1")
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    try first.exchange(with: stick)
    var (call, hadPlace) = (1, 0)
    while true {
      let second = try Replica("PC 2")
      try second.disk.synchroniseAll("/data")
      second.disk.fail(.from(call, EIO))
      let failed = (try? second.exchange(with: stick)) == nil
      second.disk.fail(.none)
      second.disk.kill()
      if !failed { break }
      let next = try Replica("PC 2", disk: second.disk)
      if next.value(1, "name") == "SITI" { hadPlace += 1 }
      try next.exchange(with: stick)
      next.disk.cutPower(seed: 0)
      #expect(try Replica("PC 2", disk: next.disk).value(1, "name") == "SITI", "call \(call)")
      call += 1
    }
    #expect(call > 10 && hadPlace > 0)
  }

  @Test("A damaged copy that comes after an erasure keeps nothing of the erased person in quarantine")
  func refusedLater() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let (stick, old) = (MemoryDisk.stick(), MemoryDisk.stick())
    try first.save(1, ["name": "SITI AMINAH"])
    try first.save(2, ["name": "ANI"])
    try first.exchange(with: old)
    let path = try #require(old.segments.first)
    var bytes = try #require(old.bytes(path))
    bytes[try #require(bytes.firstRange(of: Array("ANI".utf8))?.lowerBound)] ^= 1
    old.replaceBytes(path, bytes)
    _ = try first.journal.erase(
      first.registry.erasurePlan(of: [person(1)]), as: RecordRef(.erasure, Identifier(high: 1, low: 1)), set: [],
      by: "lurah", now: noon, clock: .ok, registry: &first.registry)
    try first.exchange(with: stick)
    try second.exchange(with: stick)
    stick.delete(path)
    let third = try Replica("PC 3")
    for pc in [third, third] { try pc.exchange(with: old) }
    #expect(third.journal.refused.all.map(\.reason) == [.damaged])
    try third.exchange(with: stick)
    #expect(third.journal.refused.all.isEmpty == false || third.value(2, "name") == "ANI")
    let holders = third.disk.files(under: Replica.data).filter { path in
      third.disk.bytes(path)?.firstRange(of: Array("SITI AMINAH".utf8)) != nil
    }
    #expect(holders == [])
  }

  @Test("A line that an erasure took away is known by its place in a copy of which its hash was damaged")
  func refusedByPlace() throws {
    let (first, third) = (try Replica("PC 1"), try Replica("PC 3"))
    let (stick, old) = (MemoryDisk.stick(), MemoryDisk.stick())
    try first.save(1, ["name": "SITI AMINAH"])
    // The household stays, so that its record does not tell.
    try first.save(RecordRef(.household, Identifier(high: 0xabd, low: 1)), ["address": "dekat SITI AMINAH"])
    try first.save(2, ["name": "ANI"])
    try first.exchange(with: old)
    let path = try #require(old.segments.first)
    var bytes = try #require(old.bytes(path))
    let address = try #require(bytes.firstRange(of: Array("dekat".utf8))).upperBound
    let hash = try #require(bytes[address...].firstRange(of: Array("\"hash\":\"".utf8))).upperBound
    bytes[hash] ^= 1
    old.replaceBytes(path, bytes)
    try first.erase(1)
    try first.exchange(with: stick)
    try third.exchange(with: old)
    #expect(third.disk.holding("dekat SITI AMINAH").count == 1)
    try third.exchange(with: stick)
    #expect(third.disk.holding("SITI AMINAH") == [] && third.value(2, "name") == "ANI")
  }

  @Test("The older form of an erased segment goes at the next exchange where it was cut off before it could be removed")
  func olderForm() throws {
    let given = try Giver("SITI AMINAH", "ANI")
    let (first, stick, path, whole) = (given.pc, given.stick, given.path, given.whole)
    _ = try first.journal.erase(
      first.registry.erasurePlan(of: [person(1)]), as: RecordRef(.erasure, Identifier(high: 1, low: 1)), set: [],
      by: "lurah", now: noon, clock: .ok, registry: &first.registry)
    try first.exchange(with: stick)
    stick.put(path, whole)
    try first.exchange(with: stick)
    #expect(stick.bytes(path) == nil && stick.segments.contains { $0.hasSuffix(".e1.jsonl") })
    #expect(try first.exchange(with: stick).sent.removed == 0)
  }

  @Test(
    "A stick that is pulled and leaves an empty folder of its name is gone; nothing goes there, and nobody calls it safe"
  )
  func unmounted() throws {
    let first = try Replica("PC 1")
    for number in 1...3 {
      try first.save(number, ["name": "ORANG \(number)"])
      try first.journal.seal()
    }
    let stick = MemoryDisk.stick()
    stick.otherDisks = ["/stick"]
    let exchange = Exchange(
      with: try FolderCarrier("/stick", beside: Replica.data, files: stick), of: first.journal.device,
      staging: first.journal.staging, signing: nil,
      progress: { if $0.step == .sending, $0.bytes > 0 { stick.otherDisks = [] } })
    let receipt = try exchange.carryOut(first.journal, into: &first.registry)
    guard case .gone? = receipt.problem else {
      Issue.record("\(String(describing: receipt.problem))")
      return
    }
    #expect(receipt.sent.segments == 1 && stick.segments.count == 1)
    stick.otherDisks = ["/stick"]
    try first.exchange(with: stick)
    #expect(stick.segments.count == 3)
  }

  @Test("A half that the same sync replaced is not called unfinished; one of another PC is")
  func replacedHalf() throws {
    let first = try Replica("PC 1")
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI AMINAH"])
    try first.exchange(with: stick)
    let path = try #require(stick.segments.first)
    let whole = try #require(stick.bytes(path))
    stick.delete(path)
    stick.put(path + ".part", Array(whole.prefix(100)))
    let strange = path.replacing(".jsonl", with: " (1).jsonl.part")
    stick.put(strange, Array(whole.prefix(100)))
    let receipt = try first.sync(with: stick)
    #expect(receipt.sent.segments == 1 && stick.bytes(path) == whole)
    #expect(receipt.unfinished.map { "/stick/" + $0.path } == [strange])
  }

  @Test("Halves and damaged copies that hold an erased edit go from a stick; other halves stay")
  func halves() throws {
    let given = try Giver("SITI AMINAH", "ANI")
    let (first, stick, path, whole) = (given.pc, given.stick, given.path, given.whole)
    let name = try #require(whole.firstRange(of: Array("AMINAH".utf8)))
    // Pulled out while it was written, once in the middle of the name; and a copy in which a bit fell over.
    let before = Array(whole[..<(whole.firstRange(of: Array("\"n\":1".utf8))?.lowerBound ?? 0)])
    stick.put(path + ".part", Array(whole[..<name.lowerBound]))
    stick.put(path.replacing(".jsonl", with: ".pack.jsonl.part"), Array("{\"pack\":1}\n".utf8) + whole.dropLast(30))
    var damaged = whole
    damaged[name.lowerBound] ^= 1
    damaged.removeLast(40)
    stick.put(path.replacing(".jsonl", with: " (1).jsonl"), damaged)
    let other = path.replacing(".jsonl", with: " (2).jsonl.part")
    stick.put(other, before)
    _ = try first.journal.erase(
      first.registry.erasurePlan(of: [person(1)]), as: RecordRef(.erasure, Identifier(high: 1, low: 1)), set: [],
      by: "lurah", now: noon, clock: .ok, registry: &first.registry)
    #expect(stick.holding("SITI").count == 4)
    #expect(try first.exchange(with: stick).sent.removed == 4)
    #expect(stick.holding("SITI") == [] && stick.bytes(other) == before)
    let second = try Replica("PC 2")
    try second.exchange(with: stick)
    #expect(second.value(2, "name") == "ANI")
  }

  @Test(
    "Two copies of a running PC go on for themselves: nothing is called a fork, each takes a new id, all is on both")
  func copies() throws {
    let first = try Replica("PC 1")
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    let copy = try Replica("PC 1", disk: first.disk.copy())
    try first.save(2, ["name": "KIRI"])
    try copy.save(3, ["name": "KANAN"])
    for pc in [first, copy, first, copy] { try pc.exchange(with: stick) }
    for pc in [first, copy] {
      #expect([1, 2, 3].map { pc.value($0, "name") } == ["SITI", "KIRI", "KANAN"])
      #expect(!pc.notices.contains { $0.kind == .fork })
    }
    #expect(first.registry == copy.registry)
    #expect(first.journal.device.id != copy.journal.device.id)
  }
}
