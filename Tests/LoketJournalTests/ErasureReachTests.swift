// How far an erasure reaches: what others said of the person later, what an erased line had replaced, what a power cut or a
// copied disk would bring back.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

private let siti = person(1)
private let home = RecordRef(.household, Identifier(high: 0xabd, low: 1))
private let erasure = RecordRef(.erasure, Identifier(high: 0xabe, low: 1))

private func address(_ text: String) -> [FieldChange] {
  [FieldChange("address", text)] + ["rt", "rw", "hamlet", "village"].map { FieldChange($0, nil) }
}

private func office(_ disk: MemoryDisk) throws -> Office {
  try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
  return try Office("/data", files: disk)
}

private func erase(_ office: inout Office) throws {
  _ = try office.journal.erase(
    office.registry.erasurePlan(of: [siti]), as: erasure, set: [], by: "lurah", now: noon, clock: .ok,
    registry: &office.registry)
}

private func holders(_ disk: MemoryDisk) -> [String] {
  disk.files().filter { PlainText.holds(disk.bytes($0) ?? [], [Array("SITI AMINAH".utf8)]) }
}

@Suite("The reach of an erasure")
struct ErasureReachTests {
  @Test("A value that an erased line had replaced does not stand again", arguments: [false, true])
  func replaced(isReplacedItself: Bool) throws {
    let disk = MemoryDisk()
    var office = try office(disk)
    let first = try office.write(Save(by: "a", edits: [Edit(on: home, set: address("JL LAMA"))]))[0].line
    try office.write(Save(by: "a", edits: [Edit(on: siti, set: [FieldChange("name", "SITI AMINAH")])]))
    let named = try office.write(
      Save(by: "a", edits: [Edit(on: home, set: address("RUMAH SITI AMINAH"), over: [first])]))[0].line
    if isReplacedItself {
      try office.write(Save(by: "b", edits: [Edit(on: home, set: address("JL BARU"), over: [named])]))
    }
    try erase(&office)
    let state = office.registry.state(home, "address")
    #expect(state.status == .settled && state.heads.count == 1)
    #expect(state.shown == (isReplacedItself ? "JL BARU" : "RUMAH ***"))
    #expect(holders(disk) == [])
    office.close()
    let again = try Office("/data", files: disk, useCache: false)
    #expect(again.registry.conflicts().isEmpty && again.registry == office.registry)
    again.close()
  }

  @Test("A name that stands in what was written elsewhere about others goes when this PC hears of the erasure")
  func lateText() throws {
    let disk = MemoryDisk()
    var here = try office(disk)
    try here.write(
      Save(
        by: "a",
        edits: [
          Edit(on: siti, set: [FieldChange("name", "SITI AMINAH"), FieldChange("household", home.id)]),
          Edit(on: home, set: address("JL MELATI")),
        ]))
    here.close()
    let elsewhere = disk.copy()
    var other = try Office("/data", files: elsewhere)
    try erase(&other)
    other.close()
    here = try Office("/data", files: disk)
    try here.write(Save(by: "b", edits: [Edit(on: home, set: [FieldChange("note", "Istri: Siti Aminah, sakit")])]))
    try here.write(Save(by: "b", edits: [Edit(on: person(2), set: [FieldChange("name", "BUDI")])]))
    here.close()
    for path in elsewhere.files(under: "/data/journal") where disk.bytes(path) == nil {
      disk.put(path, try #require(elsewhere.bytes(path)))
    }
    let heard = try Office("/data", files: disk)
    #expect(!heard.registry.exists(siti))
    #expect(heard.registry.value(home, "note") == "Istri: ***, sakit")
    #expect(heard.registry.value(home, "address") == "JL MELATI" && heard.name(2) == "BUDI")
    #expect(heard.registry.state(home, "note").heads.map(\.by) == ["b"])
    #expect(holders(disk) == [])
    heard.close()
    let again = try Office("/data", files: disk, useCache: false)
    #expect(again.registry == heard.registry)
    #expect(try again.journal.check().notices.filter { $0.kind != .gap } == [])
    again.close()
  }

  @Test("The cache does not stand again after the power is cut")
  func cache() throws {
    let disk = MemoryDisk()
    var office = try office(disk)
    try office.write(Save(by: "a", edits: [Edit(on: siti, set: [FieldChange("name", "SITI AMINAH")])]))
    office.close()
    office = try Office("/data", files: disk)
    try office.journal.writeCache(office.registry)
    try disk.synchroniseAll("/data")
    try erase(&office)
    disk.cutPower(seed: 0)
    #expect(holders(disk) == [])
  }

  @Test("What a killed program left half written beside a pack and the cache goes with the erasure")
  func halves() throws {
    let disk = MemoryDisk()
    var office = try office(disk)
    try office.write(Save(by: "a", edits: [Edit(on: siti, set: [FieldChange("name", "SITI AMINAH")])]))
    office.close()
    let device = "/data/journal/3376021005/\(office.journal.device.id)"
    let halves = [device + "/\(erasure.id).pack.jsonl.part", device + "/ab/x.jsonl.part", "/data/cache/registry.part"]
    for half in halves { disk.put(half, Array("SITI AMINAH".utf8)) }
    office = try Office("/data", files: disk)
    try erase(&office)
    #expect(holders(disk) == [])
    office.close()
  }

  @Test("What a sync did not take over is gone when the program is left")
  func incoming() throws {
    let disk = MemoryDisk()
    let office = try office(disk)
    disk.put("/data/incoming/j-1.jsonl", Array("SITI AMINAH".utf8))
    office.close()
    #expect(holders(disk) == [])
  }

  @Test("A restore that was killed leaves nothing beyond the next start")
  func halfRestored() throws {
    let disk = MemoryDisk()
    var office = try office(disk)
    office.close()
    disk.put("/data.before-2030-11-22-1200/restoring", [])
    disk.put("/data.before-2030-11-22-1200/journal/x.jsonl", Array("SITI AMINAH".utf8))
    disk.put("/data.before-2030-11-21-1200/journal/x.jsonl", Array("BUDI".utf8))
    office = try Office("/data", files: disk)
    #expect(holders(disk) == [] && disk.files(under: "/data.before-2030-11-22-1200").isEmpty)
    #expect(disk.files(under: "/data.before-2030-11-21-1200").count == 1)
    office.close()
  }

  @Test("Of a segment that stands here twice, the shorter under a name of its own, both are blanked")
  func twice() throws {
    let disk = MemoryDisk()
    var office = try office(disk)
    try office.write(Save(by: "a", edits: [Edit(on: siti, set: [FieldChange("name", "SITI AMINAH")])]))
    let copy = disk.copy()
    try Office("/data", files: copy).close()
    let shorter = try #require(copy.files(under: "/data/journal").first)
    let bytes = try #require(copy.bytes(shorter))
    try office.write(Save(by: "a", edits: [Edit(on: person(2), set: [FieldChange("name", "BUDI")])]))
    office.close()
    let judged = try IncomingSegment.judge(bytes, expected: nil, ceiling: .max).get()
    let name = SegmentPlace.forkName(judged.segment, root: judged.mark.root).description
    let folder = shorter.split(separator: "/").dropLast(2).joined(separator: "/")
    disk.put("/\(folder)/\(name.prefix(2))/\(name).jsonl", bytes)
    var both = try Office("/data", files: disk)
    #expect(!both.kinds.contains(.fork) && both.name(2) == "BUDI")
    try erase(&both)
    #expect(holders(disk) == [])
    both.close()
  }
}
