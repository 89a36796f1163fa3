// A copied disk and a restored backup: nothing is lost, nothing is taken for something else, and the PC gets a new id.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

private func day(_ disk: MemoryDisk, _ numbers: Int...) throws {
  var office = try Office("/data", files: disk)
  for number in numbers { try office.write(save(number)) }
  office.close()
}

private func newDisk() throws -> MemoryDisk {
  let disk = MemoryDisk()
  try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
  try day(disk, 1)
  return disk
}

@Suite struct CopiedFolderTests {
  @Test("Two segments that follow the same one give this PC a new id, and the next start is quiet")
  func clone() throws {
    let disk = try newDisk()
    let clone = disk.copy()
    try day(disk, 2)
    try day(clone, 3)
    for path in clone.files(under: "/data/journal") where disk.bytes(path) == nil {
      disk.put(path, try #require(clone.bytes(path)))
    }
    let before = try Office("/data", .read, files: disk).journal.device
    var office = try Office("/data", files: disk)
    #expect(office.kinds.contains(.newDevice))
    #expect(office.journal.device.id != before.id)
    #expect(office.journal.device.earlier == [before.id])
    #expect((1...3).allSatisfy { office.name($0) == "SITI \($0)" })
    try office.write(save(4))
    #expect(office.journal.writer?.header.device == office.journal.device.id)
    #expect(office.journal.writer?.header.previous == nil)
    office.close()
    let again = try Office("/data", files: disk)
    #expect(again.notices.isEmpty)
    #expect(again.journal.device.id == office.journal.device.id)
    #expect(again.name(4) == "SITI 4")
    again.close()
  }

  @Test("An own segment that this PC did not write gives it a new id, though nothing forks yet")
  func writtenElsewhere() throws {
    let disk = try newDisk()
    let clone = disk.copy()
    try day(clone, 3)
    for path in clone.files(under: "/data/journal") where disk.bytes(path) == nil {
      disk.put(path, try #require(clone.bytes(path)))
    }
    let office = try Office("/data", files: disk)
    #expect(office.kinds.contains(.newDevice))
    #expect(office.name(3) == "SITI 3")
    office.close()
  }

  @Test("Many days, kills and failed syncs are not taken for a copied disk")
  func noFalseAlarm() throws {
    let disk = try newDisk()
    for number in 2..<12 {
      var office = try Office("/data", files: disk)
      #expect(!office.kinds.contains(.newDevice))
      try office.write(save(number))
      if number % 3 == 0 { disk.fail(.once(2, 5)) }
      try office.write(save(number + 100))
      disk.fail(.none)
      if number % 2 == 0 { disk.kill() } else { office.close() }
    }
    let office = try Office("/data", files: disk)
    #expect(office.notices.isEmpty)
    #expect((2..<12).allSatisfy { office.name($0) != nil && office.name($0 + 100) != nil })
    office.close()
  }

  @Test("Of one open segment in a backup and its sealed form the longer stays")
  func openAndSealed() throws {
    let disk = try newDisk()
    var office = try Office("/data", files: disk)
    try office.write(save(2))
    let open = try #require(disk.files(under: "/data/open").first)
    let early = try #require(disk.bytes(open))
    try office.write(save(3))
    office.close()
    disk.put(open, early)
    let again = try Office("/data", files: disk)
    #expect(again.notices.isEmpty)
    #expect(again.name(3) == "SITI 3")
    #expect(disk.files(under: "/data/open").isEmpty)
    #expect(again.registry == office.registry)
    again.close()
  }

  @Test(
    "A fork of one segment: what both have stands under its name, each tail under one of its own, whatever comes first")
  func fork() throws {
    let disk = try newDisk()
    var office = try Office("/data", files: disk)
    try office.write(save(2))
    disk.kill()
    let left = disk.copy()
    let right = disk.copy()
    let open = try #require(disk.files(under: "/data/open").first)
    // Both copies went on with the same open segment (as a snapshot of a running machine would).
    let leftBytes = try extended(left, open, save: 3)
    let rightBytes = try extended(right, open, save: 4)
    var states: [Registry] = []
    for (sealedFirst, openThen) in [(leftBytes, rightBytes), (rightBytes, leftBytes)] {
      let both = disk.copy()
      both.replaceBytes(open, sealedFirst)
      try Office("/data", files: both).close()
      both.put(open, openThen)
      let forked = try Office("/data", files: both)
      #expect(forked.kinds.contains(.fork))
      #expect((1...4).allSatisfy { forked.name($0) == "SITI \($0)" })
      #expect(forked.registry.conflicts().isEmpty)
      forked.close()
      let again = try Office("/data", .read, files: both)
      #expect(again.registry == forked.registry)
      states.append(again.registry)
    }
    #expect(states[0] == states[1])
    #expect(Set(states[0].segmentCoverage().map(\.segment)) == Set(states[1].segmentCoverage().map(\.segment)))
    #expect(states[0].segmentCoverage().count == 4)
  }

  private func extended(_ disk: MemoryDisk, _ path: String, save number: Int) throws -> [UInt8] {
    try RunningCopy.extended(disk, path, save: LoketJournalTests.save(number))
  }
}

/// A copy of a running machine that goes on by itself.
enum RunningCopy {
  /// The open segment's bytes with one more save, written as its run would have.
  static func extended(_ disk: MemoryDisk, _ path: String, save: Save) throws -> [UInt8] {
    let bytes = try #require(disk.bytes(path))
    let judged = bytes.withUnsafeBytes { JudgedSegment.judge($0) }
    var result = Array(bytes[..<judged.end])
    var hash = LineHash(try #require(judged.lines.last).digest)
    var n = judged.lines.count - 1
    for (index, edit) in save.edits.enumerated() {
      n += 1
      let start = result.count
      result += LineWriter.edit(
        n: n, tick: 3, at: noon.text, by: save.by, edit: edit, isLast: index == save.edits.count - 1,
        salt: "00000000000000ff")
      hash = LineHash(Chain.close(&result, from: start, after: hash))
    }
    return result
  }
}
