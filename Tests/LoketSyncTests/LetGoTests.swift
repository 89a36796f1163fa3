// A supervisor gives up files that are not believed: they go everywhere, and nothing good goes with them.
import LoketJournal
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketSync

@Suite("Damaged files let go")
struct LetGoTests {
  private static let day = CalendarDate(iso: "2030-11-22")

  /// A stick with one damaged segment, which two PCs met and keep.
  private static func met() throws -> (giver: Giver, pcs: [Replica], subject: Identifier) {
    let giver = try Giver("SITI", "BUDI")
    let pcs = try ["PC 2", "PC 3"].map { try Replica($0) }
    giver.stick.put(giver.path, flipped(giver.whole))
    for pc in pcs {
      let receipt = try pc.sync(with: giver.stick)
      #expect(receipt.refused.map(\.reason) == [.damaged] && receipt.givenUp.isEmpty)
      #expect(pc.journal.refused.all.map(\.reason) == [.damaged])
    }
    return (giver, pcs, try #require(pcs[0].journal.refused.all.first?.subject))
  }

  /// One letter of the last edit is another.
  private static func flipped(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let place = bytes.lastIndex(of: UInt8(ascii: "B")) ?? 0
    bytes[place] = UInt8(ascii: "R")
    return bytes
  }

  private static func giveUp(_ subject: Identifier, at pc: Replica) throws {
    try pc.save(pc.registry.planGivingUpCopies(of: [subject], on: #require(day)))
    pc.journal.letGoRefused(pc.registry)
  }

  @Test("One decision clears every PC, and a stick that still has the file brings it no more")
  func everywhere() throws {
    let (giver, pcs, subject) = try LetGoTests.met()
    #expect(pcs[1].journal.refused.all.first?.subject == subject, "every PC names it alike")
    try LetGoTests.giveUp(subject, at: pcs[0])
    #expect(pcs[0].journal.refused.all.isEmpty)
    for _ in 0..<2 {
      for pc in pcs {
        let receipt = try pc.sync(with: giver.stick)
        // PC 3 learns of it from the stick that brings the file once more.
        #expect(receipt.refused.isEmpty || pc === pcs[1])
        #expect(pc.registry.givenUpCopies == [subject] && pc.journal.refused.all.isEmpty)
      }
    }
    #expect(try pcs[1].sync(with: giver.stick).givenUp.map(\.path) == [String(giver.path.dropFirst("/stick/".count))])
    #expect(pcs.allSatisfy { $0.disk.files(under: Replica.data + "/quarantine").isEmpty })
    // Said once, it is said: another supervisor has nothing to add.
    #expect(pcs[1].registry.planGivingUpCopies(of: [subject], on: try #require(LetGoTests.day)).isEmpty)
  }

  @Test("A sound copy comes in as ever, whenever it comes")
  func sound() throws {
    let (giver, pcs, subject) = try LetGoTests.met()
    try LetGoTests.giveUp(subject, at: pcs[0])
    giver.stick.put(giver.path, giver.whole)
    for pc in pcs {
      #expect(try pc.sync(with: giver.stick).receivedSegments > 0)
      #expect(pc.value(1, "name") == "SITI" && pc.value(2, "name") == "BUDI")
    }
  }

  @Test("Whoever has the segment whole puts it in the place of the damaged file, once; then everybody has it")
  func mended() throws {
    let (giver, pcs, subject) = try LetGoTests.met()
    // The seal is as it was: until the word is said, the PC that wrote it sees nothing wrong there.
    try giver.pc.sync(with: giver.stick)
    #expect(giver.stick.bytes(giver.path) != giver.whole)
    try LetGoTests.giveUp(subject, at: pcs[0])
    try pcs[0].sync(with: giver.stick)
    let mending = try giver.pc.sync(with: giver.stick)
    #expect(mending.sent.segments == 1 && mending.sent.removed == 1)
    for pc in pcs {
      let receipt = try pc.sync(with: giver.stick)
      #expect(receipt.givenUp.isEmpty && pc.value(2, "name") == "BUDI")
    }
    for pc in [giver.pc] + pcs {
      let again = try pc.sync(with: giver.stick)
      #expect(again.sent.segments == 0 && again.sent.removed == 0 && again.receivedSegments == 0)
    }
  }

  @Test("In a pack the damaged part stays, and a sound copy stands beside it, once")
  func mendedPart() throws {
    let (pc, reader, stick) = (try Replica("PC 1", fullPack: 2), try Replica("PC 2"), MemoryDisk.stick())
    for number in 1...4 {
      try pc.save(number, ["name": "ORANG \(number)"])
      try pc.journal.seal()
    }
    let pc1 = try pc.again()
    try pc1.sync(with: stick)
    let name = Array("ORANG 1".utf8)
    let pack = try #require(
      stick.segments.first { $0.hasSuffix(Pack.ending) && stick.bytes($0)?.firstRange(of: name) != nil })
    let whole = try #require(stick.bytes(pack))
    let place = try #require(whole.firstRange(of: name))
    var harmed = whole
    harmed[place.upperBound - 1] = UInt8(ascii: "9")
    stick.put(pack, harmed)
    #expect(try !reader.sync(with: stick).refused.isEmpty && reader.value(1, "name") == nil)
    let subjects = Set(reader.journal.refused.all.map(\.subject))
    try reader.save(reader.registry.planGivingUpCopies(of: subjects, on: #require(LetGoTests.day)))
    try reader.sync(with: stick)
    #expect(reader.journal.refused.all.isEmpty)
    #expect(try pc1.sync(with: stick).sent.segments > 0)
    #expect(try reader.sync(with: stick).receivedSegments > 0 && reader.value(1, "name") == "ORANG 1")
    for pc in [pc1, reader, pc1] { #expect(try pc.sync(with: stick).sent.segments == 0) }
  }

  @Test("What waits to be enrolled or signed is not let go with it")
  func waiting() throws {
    let (_, pcs, subject) = try LetGoTests.met()
    let (pc, refused) = (pcs[0], pcs[0].journal.refused)
    let held = try #require(refused.all.first)
    try refused.change(held, to: .unknownDevice)
    try LetGoTests.giveUp(subject, at: pc)
    #expect(refused.all.map(\.reason) == [.unknownDevice] && refused.all.map(\.subject) == [subject])
  }

  @Test("A file without a first line goes by its name, one without a name by its bytes")
  func subjects() throws {
    let giver = try Giver("SITI")
    let segment = RefusedSegment.subject(of: giver.whole, named: nil, path: "x")
    let headless = Array(giver.whole.drop { $0 != 0x0a }.dropFirst())
    #expect(giver.path.contains("/\(segment).jsonl"))
    #expect(RefusedSegment.subject(of: headless, named: segment, path: "x") == segment)
    let print = RefusedSegment.subject(of: headless, named: nil, path: "x")
    #expect(print.description == SHA256.digest(headless).description.prefix(32) && print != segment)
    let unread = ["a", "b"].map { RefusedSegment.subject(of: nil, named: nil, path: $0) }
    #expect(unread[0] != unread[1])
  }

  @Test("A piece that an older program kept is named by what stands in it")
  func older() throws {
    let (_, pcs, subject) = try LetGoTests.met()
    let disk = pcs[0].disk
    let path = try #require(disk.files(under: Replica.data + "/quarantine").first { $0.hasSuffix(".reason.json") })
    let lines = try #require(disk.bytes(path)).split(separator: 0x0a)
    let older = lines.filter { !String(decoding: $0, as: UTF8.self).contains("\"subject\"") }
    #expect(older.count == lines.count - 1)
    disk.put(path, Array(older.joined(separator: [0x0a])))
    #expect(pcs[0].journal.refused.all.map(\.subject) == [subject])
  }
}
