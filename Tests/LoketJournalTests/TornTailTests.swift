// The open segment of a run that died: what was never acknowledged is cut and kept aside, what was saved stays.
import Glibc
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

/// A disk whose last run was killed after saves 1 to 3; the path of its open segment.
private func killedRun() throws -> (disk: MemoryDisk, path: String) {
  let disk = MemoryDisk()
  try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
  var office = try Office("/data", files: disk)
  for number in 1...3 { try office.write(save(number)) }
  disk.kill()
  let path = try #require(disk.files(under: "/data/open").first)
  return (disk, path)
}

/// Offsets after each newline.
private func lineEnds(_ bytes: [UInt8]) -> [Int] { bytes.indices.filter { bytes[$0] == 0x0a }.map { $0 + 1 } }

@Suite struct TornTailTests {
  @Test("An open segment cut at any byte keeps every whole save, and the cut bytes lie in quarantine with a reason")
  func cutAnywhere() throws {
    let (killed, path) = try killedRun()
    let bytes = try #require(killed.bytes(path))
    let ends = lineEnds(bytes)
    try #require(ends.count == 7)
    for length in 0...ends[6] {
      let disk = killed.copy()
      disk.replaceBytes(path, Array(bytes[..<length]))
      let office = try Office("/data", files: disk)
      let saves = [ends[2], ends[4], ends[6]].count { $0 <= length }
      #expect((1...3).count { office.name($0) != nil } == saves, "cut at \(length)")
      let isTorn = ![0, ends[0], ends[2], ends[4], ends[6]].contains(length)
      #expect(office.kinds == (isTorn ? [.tornTail] : []), "cut at \(length)")
      let kept = disk.files(under: "/data/quarantine")
      if isTorn {
        let from = saves == 0 ? (length >= ends[0] ? ends[0] : 0) : [ends[2], ends[4], ends[6]][saves - 1]
        let name = try #require(kept.first { $0.hasSuffix(".torn") })
        // A blank at the very end cannot be told from those written ahead.
        let torn = bytes[from..<length].last == 0x20 ? bytes[from..<length - 1] : bytes[from..<length]
        #expect(disk.bytes(name) == Array(torn), "cut at \(length)")
        #expect(disk.bytes(name + ".reason.json") != nil)
      } else {
        #expect(kept.isEmpty)
      }
      #expect(disk.files(under: "/data/open").isEmpty)
      office.close()
      #expect(!(try Office("/data", .read, files: disk).journal.check().hasDamage), "cut at \(length)")
    }
  }

  @Test("A bit flipped in any byte of an open segment never costs another save than the one that it hits")
  func flipAnywhere() throws {
    let (killed, path) = try killedRun()
    let bytes = try #require(killed.bytes(path))
    let ends = lineEnds(bytes)
    for index in 0..<(ends[6] + 100) {
      let disk = killed.copy()
      var flipped = bytes
      flipped[index] ^= 1 << UInt8(index % 8)
      disk.replaceBytes(path, flipped)
      let office = try Office("/data", files: disk)
      let hit = ends.firstIndex { index < $0 } ?? 7
      // Lines: 0 header, 1-2, 3-4, 5-6. A newline that is hit joins its line to the next one.
      let isNewline = index < ends[6] && bytes[index] == 0x0a
      for number in 1...3 {
        let mine = [number * 2 - 1, number * 2]
        if mine.contains(hit) || isNewline && mine.contains(hit + 1) { continue }
        #expect(office.name(number) == "SITI \(number)", "byte \(index), save \(number)")
      }
      #expect(!office.notices.isEmpty, "byte \(index) is not noticed")
      office.close()
    }
  }

  @Test("Damage before a verified save is damage: the saves after it stay, and the bytes are not cut")
  func damageBeforeSave() throws {
    let (disk, path) = try killedRun()
    var bytes = try #require(disk.bytes(path))
    let ends = lineEnds(bytes)
    bytes[ends[2] + 30] ^= 1
    disk.replaceBytes(path, bytes)
    let office = try Office("/data", files: disk)
    #expect(office.name(1) == "SITI 1")
    #expect(office.name(2) == nil)
    #expect(office.name(3) == "SITI 3")
    #expect(office.kinds.contains(.damage))
    #expect(!office.kinds.contains(.tornTail))
    let sealed = try #require(disk.files(under: "/data/journal").first)
    #expect(disk.bytes(sealed)?.starts(with: bytes[..<ends[6]]) == true)
    office.close()
  }

  @Test("Half of the last save on the disk, its second sector first, is torn and not half a save")
  func sectorsInAnyOrder() throws {
    let (disk, path) = try killedRun()
    var bytes = try #require(disk.bytes(path))
    let ends = lineEnds(bytes)
    for index in ends[4]..<(ends[5] - 60) { bytes[index] = 0x20 }
    disk.replaceBytes(path, bytes)
    let office = try Office("/data", files: disk)
    #expect(office.name(3) == nil)
    #expect(office.registry.value(RecordRef(.entry, Identifier(high: 0xe, low: 3)), "action") == nil)
    #expect(office.kinds == [.tornTail])
    office.close()
  }

  @Test("A torn end with a complete bad line is mentioned by check")
  func mentioned() throws {
    let (disk, path) = try killedRun()
    var bytes = try #require(disk.bytes(path))
    bytes[lineEnds(bytes)[5] + 10] ^= 1
    disk.replaceBytes(path, bytes)
    let office = try Office("/data", files: disk)
    #expect(office.kinds == [.tornTail])
    let report = try office.journal.check()
    #expect(report.notices.map(\.kind) == [.tornTail])
    #expect(report.quarantined.count == 1)
    #expect(!report.hasDamage)
    office.close()
  }

  @Test("A seal is the same for the same edits, whoever writes it")
  func sealIsDeterministic() throws {
    let (disk, _) = try killedRun()
    let other = disk.copy()
    try Office("/data", files: disk).close()
    try Office("/data", files: other).close()
    let path = try #require(disk.files(under: "/data/journal").first)
    #expect(disk.bytes(path) == other.bytes(path))
    #expect(disk.bytes(path) != nil)
  }

  @Test("A run never appends to a segment that it did not create")
  func ownSegmentOnly() throws {
    let (disk, path) = try killedRun()
    var office = try Office("/data", files: disk)
    let lines = try office.write(save(4))
    #expect(!path.contains(lines[0].line.segment.description))
    office.close()
    #expect(disk.files(under: "/data/journal").count == 2)
  }

  @Test(
    "Where the torn bytes cannot be kept aside the segment stays as it is, its saves count, the next start finishes")
  func cannotKeepAside() throws {
    let (disk, path) = try killedRun()
    var bytes = try #require(disk.bytes(path))
    let ends = lineEnds(bytes)
    for index in (ends[6] - 10)..<ends[6] { bytes[index] = 0x58 }
    disk.replaceBytes(path, bytes)
    let opened = try Journal.open("/data", mode: .read, files: disk)
    var registry = Registry()
    try opened.journal.load(into: &registry)
    #expect(registry.value(person(2), "name") == "SITI 2")
    #expect(registry.value(person(3), "name") == nil)
    #expect(disk.bytes(path) == bytes)
    let office = try Office("/data", files: disk)
    #expect(office.kinds == [.tornTail])
    #expect(office.name(2) == "SITI 2")
    office.close()
  }

  @Test("Of the first save of a run, of which only the end reached the disk, nothing counts")
  func halfOfTheFirst() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    var first = try Office("/data", files: disk)
    try first.write(save(1, name: String(repeating: "SITI ", count: 300)))
    let path = try #require(disk.files(under: "/data/open").first)
    var bytes = try #require(disk.bytes(path))
    // The sectors between the header's and the one in which the first line ends were never written.
    let end = try #require(bytes.firstRange(of: Array("\n{\"n\":2".utf8))?.lowerBound) / 512 * 512
    bytes.replaceSubrange(512..<end, with: [UInt8](repeating: 0, count: end - 512))
    disk.replaceBytes(path, bytes)
    disk.kill()
    let office = try Office("/data", files: disk)
    #expect(office.registry.lineCount == 0)
    #expect(office.kinds == [.tornTail])
    office.close()
  }

  @Test("A segment whose sealing failed at any call outlasts a power cut once the next run has tidied up")
  func sealedAgain() throws {
    for call in 1...40 {
      let disk = MemoryDisk()
      try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
      var office = try Office("/data", files: disk)
      try office.write(Save(by: "petugas1", edits: [Edit(on: person(1), set: [FieldChange("name", "SITI")])]))
      disk.fail(.from(call, EIO))
      try? office.journal.seal()
      disk.kill()
      try Office("/data", files: disk).close()
      disk.cutPower(seed: 0)
      let again = try Office("/data", files: disk)
      #expect(again.name(1) == "SITI", "call \(call)")
      again.close()
    }
  }
}
