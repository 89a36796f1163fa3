// What a stick may hold that nobody of ours put there: none of it enters the register, none of it stops the good ones.
import LoketJournal
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal
@testable import LoketSync

@Suite("A hostile stick")
struct HostileTests {
  /// Changes the bytes of a good segment in one way.
  enum Harm: String, CaseIterable, Sendable {
    case flippedBit, lineLeftOut, lineDoubled, linesSwapped, otherHash, junkBehind, spacesBehind, zeros, nul, badText
    case noHeader, twoHeaders, emptyFile, onlySeal, sealOfAnother, countWrong, tooLongLine, noSeal, unfinishedLine
  }

  private func harmed(_ bytes: [UInt8], _ harm: Harm) -> [UInt8] {
    var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map(Array.init)
    switch harm {
    case .flippedBit:
      lines[1][30] ^= 1
    case .lineLeftOut: lines.remove(at: 2)
    case .lineDoubled: lines.insert(lines[2], at: 2)
    case .linesSwapped: lines.swapAt(1, 2)
    case .otherHash: lines[1].replaceSubrange(lines[1].count - 10..<lines[1].count - 2, with: Array("00000000".utf8))
    case .junkBehind: return bytes + Array("xyz\n".utf8)
    case .spacesBehind: return bytes + [UInt8](repeating: 0x20, count: 64)
    case .zeros: return bytes + [UInt8](repeating: 0, count: 512)
    case .nul: lines[1][20] = 0
    case .badText: lines[1][20] = 0xff
    case .noHeader: lines.removeFirst()
    case .twoHeaders: lines.insert(lines[0], at: 0)
    case .emptyFile: return []
    case .onlySeal: return lines[lines.count - 2] + [0x0a]
    case .sealOfAnother:
      let seal = String(decoding: lines[lines.count - 2], as: UTF8.self)
      lines[lines.count - 2] = Array(seal.replacing("\"root\":\"", with: "\"root\":\"f").utf8)
    case .countWrong:
      let seal = String(decoding: lines[lines.count - 2], as: UTF8.self)
      lines[lines.count - 2] = Array(seal.replacing("{\"end\":", with: "{\"end\":1").utf8)
    case .tooLongLine: lines.insert([UInt8](repeating: 0x61, count: 200_000), at: 1)
    case .noSeal: lines.remove(at: lines.count - 2)
    case .unfinishedLine: return Array(bytes.dropLast())
    }
    return Array(lines.joined(separator: [0x0a]))
  }

  @Test("A segment that was changed in any way is not believed; the good one beside it is", arguments: Harm.allCases)
  func harm(_ harm: Harm) throws {
    let (first, second, third) = (try Replica("PC 1"), try Replica("PC 2"), try Replica("PC 3"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    try first.save(2, ["name": "AMINAH"])
    try first.exchange(with: stick)
    let path = try #require(stick.segments.first)
    let whole = try #require(stick.bytes(path))
    try second.save(3, ["name": "ANI"])
    try second.exchange(with: stick)
    stick.replaceBytes(path, harmed(whole, harm))
    let outcome = try third.exchange(with: stick)
    #expect(third.value(1, "name") == nil && third.value(2, "name") == nil)
    #expect(third.value(3, "name") == "ANI")
    #expect(outcome.received.refused.count + outcome.received.unfinished.count == 1)
    #expect(try third.journal.check().hasDamage == false)
    #expect(stick.bytes(path) == harmed(whole, harm))
  }

  @Test(
    "A name of a path never becomes a path of ours",
    arguments: [
      "loket1/../../data/device.json", "loket1/3376021005/../../../etc/x.jsonl", "loket1/3376021005/x/y/z.jsonl",
      "loket1/337602100500/0000000000000000000000000000000a/00/00000000000000000000000000000001.jsonl",
      "loket1/3376021005/0000000000000000000000000000000a/01/00000000000000000000000000000001.jsonl",
      "loket1/3376021005/0000000000000000000000000000000a/00/00000000000000000000000000000001.e0.jsonl",
      "loket1/3376021005/0000000000000000000000000000000a/00/00000000000000000000000000000001.e-1.jsonl",
      "loket1/3376021005/0000000000000000000000000000000a/00/0000000000000000000000000000000g.jsonl",
      "loket1/3376021005/\u{1b}[2J/00/00000000000000000000000000000001.jsonl", "loket2/x.jsonl", "loket1",
    ])
  func paths(_ path: String) {
    #expect(CarrierPath.parse(path) == nil)
  }

  @Test("A segment that says itself that it belongs elsewhere is refused where it lies")
  func misnamed() throws {
    let (given, second) = (try Giver("SITI"), try Replica("PC 2"))
    let (stick, path, bytes) = (given.stick, given.path, given.whole)
    stick.delete(path)
    let other = Identifier(high: 1, low: 2).description
    stick.put("/stick/loket1/\(office)/\(other)/00/\(other).jsonl", bytes)
    let outcome = try second.exchange(with: stick)
    #expect(outcome.received.refused.map(\.reason) == [.misnamed])
    #expect(second.registry.lineCount == 0)
    #expect(second.journal.refused.all.map(\.reason) == [.misnamed])
  }

  @Test("A poisoned tick waits in quarantine and leaves the numbering of saves as it was")
  func poisoned() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    first.journal.highestTick = 1 << 50
    try first.save(2, ["name": "RACUN"])
    try first.exchange(with: stick)
    try second.save(3, ["name": "ANI"])
    let outcome = try second.exchange(with: stick)
    #expect(outcome.received.refused.map(\.reason) == [.farTick])
    #expect(second.registry.highestTick == 1)
    #expect(second.value(2, "name") == nil)
  }

  @Test("Two contents under one name are both kept, on every PC alike")
  func twoContents() throws {
    let first = try Replica("PC 1")
    try first.save(1, ["name": "SITI"])
    first.disk.kill()
    let copy = first.disk.copy()
    let (left, right) = (try Replica("PC 1", disk: first.disk), try Replica("PC 1", disk: copy))
    let stick = MemoryDisk.stick()
    try left.save(2, ["name": "KIRI"])
    try right.save(3, ["name": "KANAN"])
    let other = try Replica("PC 2")
    for pc in [left, right, other, left, right] { try pc.exchange(with: stick) }
    for pc in [left, right, other] {
      #expect(["SITI", "KIRI", "KANAN"] == [1, 2, 3].map { pc.value($0, "name") })
      #expect(pc.registry == other.registry)
    }
  }

  @Test("What was refused is judged again at every exchange, and enters when it is good")
  func again() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    first.journal.highestTick = (1 << 44) + 500
    try first.save(2, ["name": "AMINAH"])
    try first.exchange(with: stick)
    #expect(try second.exchange(with: stick).received.refused.count == 1)
    second.journal.highestTick = 5_000
    try second.save(3, ["name": "ANI"])
    try second.exchange(with: MemoryDisk.stick())
    #expect(second.value(2, "name") == "AMINAH")
    try second.exchange(with: MemoryDisk.stick())
    #expect(second.journal.refused.all.isEmpty)
  }

  @Test("A copy of ours that was damaged here is mended from the stick, in the same run")
  func mended() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let stick = MemoryDisk.stick()
    try first.save(1, ["name": "SITI"])
    for pc in [first, second] { try pc.exchange(with: stick) }
    let path = try #require(second.disk.files(under: Replica.data + "/journal").first)
    var bytes = try #require(second.disk.bytes(path))
    let place = try #require(bytes.firstRange(of: Array("SITI".utf8))?.lowerBound)
    bytes[place] ^= 1
    second.disk.replaceBytes(path, bytes)
    let again = try second.again()
    try second.disk.remove(Replica.data + "/cache/registry")
    try again.journal.load(into: &again.registry)
    #expect(again.value(1, "name") == nil)
    try again.exchange(with: stick)
    #expect(again.value(1, "name") == "SITI")
    #expect(try again.journal.check().hasDamage == false)
  }
}
