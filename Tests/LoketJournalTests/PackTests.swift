// Segments that lie joined: the same lines, the same damage, the same erasures, and a cut at any call loses nothing.
import Glibc
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

private let full = 3

/// A data folder after so many runs of one save each, packed by `full`.
private func worked(_ runs: Int, looks: Bool = false) throws -> MemoryDisk {
  let disk = MemoryDisk()
  try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
  for run in 0..<runs {
    var office = try Office("/data", files: disk, fullPack: full)
    #expect(office.notices == [])
    try office.write(Save(by: "petugas1", edits: [Edit(on: person(run), set: [FieldChange("name", "ORANG \(run)")])]))
    if looks {
      try office.journal.trace(.opened, on: person(run), by: "petugas1", now: noon, clock: .ok, durable: false)
    }
    office.close()
  }
  return disk
}

private func journalFiles(_ disk: MemoryDisk) -> (packs: [String], alone: [String]) {
  let files = disk.files(under: "/data/journal")
  return (files.filter { $0.hasSuffix(Pack.ending) }, files.filter { !$0.hasSuffix(Pack.ending) })
}

private func names(_ office: Office, _ runs: Int) -> [String?] { (0..<runs).map { office.name($0) } }
private func expected(_ runs: Int) -> [String?] { (0..<runs).map { "ORANG \($0)" } }

@Suite("Packs")
struct PackTests {
  @Test("Every full number of segments lies in one file, in the order in which they follow each other")
  func joined() throws {
    let disk = try worked(8, looks: true)
    let (packs, alone) = journalFiles(disk)
    #expect(packs.count == 2 && alone.count == 2)
    #expect(disk.files(under: "/data/access").filter { $0.hasSuffix(Pack.ending) }.count == 2)
    let office = try Office("/data", files: disk, useCache: false, fullPack: full)
    #expect(office.notices == [] && names(office, 8) == expected(8))
    let previous = Dictionary(uniqueKeysWithValues: office.journal.loaded.values.map { ($0.root, $0.previous) })
    for path in packs {
      let pack = try #require(disk.bytes(path).flatMap { Pack(index: $0) })
      #expect(path.hasSuffix("\(pack.name)\(Pack.ending)") && pack.size == disk.bytes(path)?.count)
      for (earlier, later) in zip(pack.parts, pack.parts.dropFirst()) { #expect(previous[later.root] == earlier.root) }
    }
    let check = try office.journal.check()
    #expect(check.notices == [] && check.files.filter { !$0.isTrace }.count == 8)
    #expect(check.files.filter(\.isTrace).count == 8)
    var looks = 0
    _ = try office.journal.readTrace { _ in looks += 1 }
    #expect(looks == 8)
    office.close()
  }

  @Test("What the cache covers it still covers when it was joined since")
  func cache() throws {
    let disk = try worked(full - 1)
    var office = try Office("/data", files: disk, fullPack: full)
    try office.write(Save(by: "petugas1", edits: [Edit(on: person(7), set: [FieldChange("name", "TUJUH")])]))
    try office.journal.seal()
    try office.journal.writeCache(office.registry)
    office.close()
    #expect(journalFiles(disk).packs.count == 1)
    let again = try Office("/data", files: disk, fullPack: full)
    #expect(again.report.usedCache && again.report.linesRead == 0 && again.name(7) == "TUJUH")
    again.close()
  }

  @Test(
    "A kill or a power cut at any call of the joining loses nothing, and the next leaving finishes it",
    arguments: [false, true])
  func cut(power: Bool) throws {
    let before = try worked(full - 1)
    var calls = 1
    while true {
      let disk = before.copy()
      var office = try Office("/data", files: disk, fullPack: full)
      try office.write(Save(by: "petugas1", edits: [Edit(on: person(2), set: [FieldChange("name", "ORANG 2")])]))
      try office.journal.seal()
      disk.fail(.from(calls, EIO))
      try? office.journal.joinSegments()
      let isWhole = disk.callCount < calls
      if power { disk.cutPower(seed: UInt64(calls)) } else { disk.kill() }
      let again = try Office("/data", files: disk, useCache: false, fullPack: full)
      #expect(again.notices.filter { $0.kind != .nearlyFull } == [], "call \(calls)")
      #expect(names(again, full) == expected(full), "call \(calls)")
      again.close()
      let (packs, alone) = journalFiles(disk)
      #expect(packs.count == 1 && alone.filter { !$0.hasSuffix(".part") } == [], "call \(calls)")
      if isWhole { break }
      calls += 1
    }
    #expect(calls > 8)
  }

  @Test("An index of which one bit is wrong is none; the segments behind it say themselves what they are")
  func damagedIndex() throws {
    let disk = try worked(full)
    let path = try #require(journalFiles(disk).packs.first)
    let whole = try #require(disk.bytes(path))
    let end = try #require(whole.firstIndex(of: 0x0a))
    for place in 0..<end {
      var bytes = whole
      bytes[place] ^= 1
      #expect(Pack(index: bytes) == nil, "byte \(place)")
    }
    var bytes = whole
    bytes[end / 2] ^= 1
    disk.replaceBytes(path, bytes)
    let office = try Office("/data", files: disk, useCache: false, fullPack: full)
    #expect(names(office, full) == expected(full))
    #expect(try office.journal.check().notices.map(\.kind) == [.damage])
    office.close()
  }

  @Test("One wrong byte in a pack costs one line")
  func damagedLine() throws {
    let disk = try worked(full)
    let path = try #require(journalFiles(disk).packs.first)
    var bytes = try #require(disk.bytes(path))
    let place = try #require(bytes.firstRange(of: Array("ORANG 1".utf8))).lowerBound
    bytes[place] = 0x58
    disk.replaceBytes(path, bytes)
    let office = try Office("/data", files: disk, useCache: false, fullPack: full)
    #expect(names(office, full) == ["ORANG 0", nil, "ORANG 2"] && office.kinds == [.damage])
    office.close()
  }

  @Test("An erasure reaches into packs, and a cut at any call of it is finished by the next start")
  func erased() throws {
    let before = try worked(full)
    var calls = 1
    while true {
      let disk = before.copy()
      var office = try Office("/data", files: disk, fullPack: full)
      disk.fail(.from(calls, EIO))
      let plan = office.registry.erasurePlan(of: [person(1)])
      let report = try? office.journal.erase(
        plan, as: RecordRef(.erasure, Identifier(high: 1, low: 1)), set: [FieldChange("day", "2026-11-22")],
        by: "lurah",
        now: noon, clock: .ok, registry: &office.registry)
      let isWhole = disk.callCount < calls
      disk.cutPower(seed: UInt64(calls))
      let again = try Office("/data", files: disk, useCache: false, fullPack: full)
      let isErased = again.name(1) == nil
      #expect(isErased || !isWhole, "call \(calls)")
      #expect(again.name(0) == "ORANG 0" && again.name(2) == "ORANG 2", "call \(calls)")
      let holders = disk.files().filter { disk.bytes($0)?.firstRange(of: Array("ORANG 1".utf8)) != nil }
      #expect(holders.isEmpty == isErased, Comment(rawValue: "call \(calls): \(holders)"))
      let check = try again.journal.check()
      #expect(check.notices.filter { $0.kind != .nearlyFull } == [], "call \(calls)")
      again.close()
      if isWhole {
        #expect(report?.failure == nil && report?.found == [])
        break
      }
      calls += 1
    }
    #expect(calls > 8)
  }

  @Test("An erasure that writes a pack anew whose end was cut off loses no line that is left in it")
  func erasedAndCut() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    for run in 0..<full {
      var office = try Office("/data", files: disk, fullPack: full)
      for number in [run, run + 10] {
        try office.write(
          Save(by: "petugas1", edits: [Edit(on: person(number), set: [FieldChange("name", "ORANG \(number)")])]))
      }
      office.close()
    }
    let path = try #require(journalFiles(disk).packs.first)
    let bytes = try #require(disk.bytes(path))
    disk.replaceBytes(path, Array(bytes.dropLast(200)))
    var office = try Office("/data", files: disk, useCache: false, fullPack: full)
    let left = [0, 1, 2, 10, 11, 12].filter { office.name($0) != nil }
    #expect(left.contains(2))
    let plan = office.registry.erasurePlan(of: [person(1)])
    _ = try office.journal.erase(
      plan, as: RecordRef(.erasure, Identifier(high: 1, low: 1)), set: [FieldChange("day", "2026-11-22")], by: "lurah",
      now: noon, clock: .ok, registry: &office.registry)
    #expect([0, 1, 2, 10, 11, 12].filter { office.name($0) != nil } == left.filter { $0 != 1 })
    office.close()
  }

  @Test("Of a segment that lies in a pack and as a file of another content both count")
  func twins() throws {
    let disk = try worked(full)
    let path = try #require(journalFiles(disk).packs.first)
    let bytes = try #require(disk.bytes(path))
    let pack = try #require(Pack(index: bytes))
    let part = pack.parts[1]
    let alone = "/data/journal/3376021005/\(pack.device)/\(part.segment.description.prefix(2))/\(part.segment).jsonl"
    disk.put(alone, Array(bytes[part.place]))
    let office = try Office("/data", files: disk, useCache: false, fullPack: full)
    #expect(office.notices == [] && journalFiles(disk).alone == [])
    office.close()
    // Shorter: what a copy that was cut off left.
    let lines = bytes[part.place].split(separator: 0x0a)
    disk.put(alone, Array(lines[0]) + [0x0a])
    let again = try Office("/data", files: disk, useCache: false, fullPack: full)
    #expect(names(again, full) == expected(full) && journalFiles(disk).alone == [alone])
    again.close()
  }

  @Test("A backup holds packs, and a restored folder shows the same")
  func backup() throws {
    let disk = try worked(full + 1)
    try disk.makeFolder("/backup")
    let report = try Backup("/data", files: disk).write(to: "/backup/b.tar", made: noon)
    #expect(report.segments == full + 1 && report.notices == [])
    _ = try Restore("/second", files: disk).carryOut("/backup/b.tar", stamp: "2026-11-22-0911")
    let office = try Office("/second", files: disk, fullPack: full)
    #expect(names(office, full + 1) == expected(full + 1))
    office.close()
    // One that was joined after the list was made is read out of its pack.
    let source = BackupSource(folder: DataFolder("/data", disk), device: try ThisDevice.read(DataFolder("/data", disk)))
    let pack = try #require(disk.bytes(journalFiles(disk).packs[0]).flatMap { Pack(index: $0) })
    let segment = pack.parts[0].segment
    let bytes = try source.content(
      of: "/data/journal/3376021005/\(pack.device)/\(segment.description.prefix(2))/\(segment).jsonl")
    #expect(bytes?.count == pack.parts[0].place.count)
  }

  @Test("A second screen that knew a segment as a file finds its lines in the pack")
  func second() throws {
    let disk = try worked(full - 1)
    var reader = try Office("/data", .read, files: disk)
    let lines = reader.registry.lines(of: person(0))
    var office = try Office("/data", files: disk, fullPack: full)
    try office.write(Save(by: "petugas1", edits: [Edit(on: person(2), set: [FieldChange("name", "ORANG 2")])]))
    office.close()
    #expect(journalFiles(disk).alone == [])
    #expect(try reader.journal.rawLines(lines).count == 1)
    #expect(try reader.journal.refresh(into: &reader.registry) && names(reader, full) == expected(full))
    reader.close()
  }
}
