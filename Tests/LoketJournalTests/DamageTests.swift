// A segment cut or with a flipped bit anywhere: never undetected, never a trap, and nothing else suffers.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

/// A disk with two sealed segments: saves 1 to 3 in the first, 4 in the second; the path of the first.
private func twoSegments() throws -> (disk: MemoryDisk, path: String) {
  let disk = MemoryDisk()
  try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
  var first = try Office("/data", files: disk)
  for number in 1...3 { try first.write(save(number)) }
  first.journal.close(saving: nil)
  let path = try #require(disk.files(under: "/data/journal").first)
  var second = try Office("/data", files: disk, useCache: false)
  try second.write(save(4))
  second.journal.close(saving: nil)
  disk.delete("/data/cache/registry")
  return (disk, path)
}

@Suite struct DamageTests {
  @Test("A sealed segment cut at any byte is noticed, its whole lines count, and other segments are whole")
  func cutAnywhere() throws {
    let (disk, path) = try twoSegments()
    let bytes = try #require(disk.bytes(path))
    for length in 0..<bytes.count {
      disk.replaceBytes(path, Array(bytes[..<length]))
      let office = try Office("/data", .read, files: disk)
      #expect(
        office.notices.contains { $0.isDamage && path.hasSuffix($0.subject) }, "cut at \(length) is not noticed")
      #expect(office.name(4) == "SITI 4", "cut at \(length)")
      let whole = bytes[..<length].count { $0 == 0x0a }
      let edits = office.registry.segmentCoverage().reduce(0) { $0 + $1.applied } - 2
      #expect(edits == min(max(whole - 1, 0), 6), "cut at \(length)")
      office.close()
    }
  }

  @Test("A sealed segment with a bit flipped in any byte is noticed, loses two lines at most, and others are whole")
  func flipAnywhere() throws {
    let (disk, path) = try twoSegments()
    let bytes = try #require(disk.bytes(path))
    for index in bytes.indices {
      var flipped = bytes
      flipped[index] ^= 1 << UInt8(index % 8)
      disk.replaceBytes(path, flipped)
      let office = try Office("/data", .read, files: disk)
      #expect(office.notices.contains { $0.isDamage && path.hasSuffix($0.subject) }, "byte \(index) is not noticed")
      #expect(office.name(4) == "SITI 4", "byte \(index)")
      let edits = office.registry.segmentCoverage().reduce(0) { $0 + $1.applied } - 2
      #expect(edits >= 4, "byte \(index) costs \(6 - edits) lines")
      office.close()
    }
  }

  @Test("Every one of the eight bits of every byte is seen by the judge")
  func everyBit() throws {
    let (disk, path) = try twoSegments()
    let bytes = try #require(disk.bytes(path))
    var undetected = 0
    for index in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[index] ^= 1 << UInt8(bit)
        let isWhole = flipped.withUnsafeBytes { raw in
          let judged = JudgedSegment.judge(raw)
          let scan = SegmentScan.scan(raw, judged, isOpen: false)
          return judged.badLines == 0 && judged.endsBlank && scan.isSealed && scan.badLines.isEmpty
        }
        if isWhole { undetected += 1 }
      }
    }
    #expect(undetected == 0)
  }

  @Test("One flipped bit inside a line costs that line alone: the chain goes on from its tail as it stands")
  func oneLine() throws {
    let (disk, path) = try twoSegments()
    var bytes = try #require(disk.bytes(path))
    let text = Array("SITI 2".utf8)
    let at = try #require(bytes.indices.first { bytes[$0...].starts(with: text) })
    bytes[at] ^= 1
    disk.replaceBytes(path, bytes)
    let office = try Office("/data", .read, files: disk)
    #expect(office.name(1) == "SITI 1")
    #expect(office.name(2) == nil)
    #expect(office.name(3) == "SITI 3")
    #expect(office.registry.value(RecordRef(.entry, Identifier(high: 0xe, low: 2)), "action") == "register")
    #expect(office.notices.filter { $0.kind == .damage }.map(\.detail) == ["1"])
    office.close()
  }

  @Test("A flipped bit in a tail costs that line alone: the next one agrees with the hash as computed")
  func oneTail() throws {
    let (disk, path) = try twoSegments()
    var bytes = try #require(disk.bytes(path))
    let firstLine = try #require(bytes.firstIndex(of: 0x0a))
    let end = try #require(bytes[(firstLine + 1)...].firstIndex(of: 0x0a))
    bytes[end - 5] ^= 1
    disk.replaceBytes(path, bytes)
    let office = try Office("/data", .read, files: disk)
    #expect(office.registry.segmentCoverage().reduce(0) { $0 + $1.applied } == 7)
    #expect(office.notices.filter { $0.kind == .damage }.map(\.detail) == ["1"])
    office.close()
  }

  @Test("A deleted segment is noticed by the one that follows it, and the last one by device.json")
  func gap() throws {
    let (disk, path) = try twoSegments()
    let other = try #require(disk.files(under: "/data/journal").first { $0 != path })
    for lost in [path, other] {
      let damaged = disk.copy()
      damaged.delete(lost)
      let office = try Office("/data", files: damaged)
      #expect(office.kinds.contains(.gap))
      #expect(!office.kinds.contains(.newDevice))
      #expect(try office.journal.check().hasDamage)
      office.close()
    }
  }

  @Test("A segment under another name, and a file that is none, are told and not used")
  func misplaced() throws {
    let (disk, path) = try twoSegments()
    let bytes = try #require(disk.bytes(path))
    let device = path.split(separator: "/")[3]
    disk.put("/data/journal/3376021005/\(device)/ff/\(String(repeating: "f", count: 32)).jsonl", bytes)
    disk.put("/data/journal/3376021005/\(device)/ff/notes.jsonl", [0x7b, 0x7d, 0x0a])
    disk.put("/data/journal/3376021005/\(device)/readme.txt", [0x41])
    let office = try Office("/data", .read, files: disk)
    #expect(office.kinds.filter { $0 == .misplaced }.count == 2)
    #expect(office.registry.segmentCoverage().count == 2)
    office.close()
  }

  @Test("Random bytes in place of a segment never trap and are noticed")
  func noise() throws {
    let (disk, path) = try twoSegments()
    var source = SystemRandomNumberGenerator()
    for length in [1, 43, 44, 100, 4_096, 70_000] {
      var bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &source) }
      for index in stride(from: 10, to: length, by: 90) { bytes[index] = 0x0a }
      disk.replaceBytes(path, bytes)
      let office = try Office("/data", .read, files: disk)
      #expect(office.notices.contains { $0.isDamage && path.hasSuffix($0.subject) })
      #expect(office.name(4) == "SITI 4")
      office.close()
    }
  }

  @Test("check names the file and the line; repair drops the cache, deletes no save and changes no segment")
  func check() throws {
    let (disk, path) = try twoSegments()
    var bytes = try #require(disk.bytes(path))
    let newline = try #require(bytes.firstIndex(of: 0x0a))
    bytes[newline + 20] ^= 4
    disk.replaceBytes(path, bytes)
    let office = try Office("/data", files: disk)
    let report = try office.journal.check()
    #expect(report.hasDamage)
    let file = try #require(report.files.first { path.hasSuffix($0.path) })
    #expect(file.badLines == [2])
    #expect(file.edits == 5)
    #expect(report.edits == 7)
    let repaired = try office.journal.repair()
    #expect(repaired.hasDamage)
    #expect(disk.bytes(path) == bytes)
    office.close()
    let sound = try twoSegments().disk
    let quiet = try Office("/data", files: sound)
    let fine = try quiet.journal.check()
    #expect(!fine.hasDamage)
    #expect(fine.notices.isEmpty)
    #expect(fine.files.count == 2)
    quiet.close()
  }
}
