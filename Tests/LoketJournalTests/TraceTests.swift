// Who looked, printed and exported is on the disk before paper or a file leaves.
import Glibc
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite struct TraceTests {
  private func prepared() throws -> MemoryDisk {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    _ = disk.takeSteps()
    return disk
  }

  @Test("A durable line survives a power cut that comes right after it, the first one too")
  func durable() throws {
    let disk = try prepared()
    let office = try Office("/data", files: disk)
    try office.journal.trace(.printed, on: person(1), by: "petugas1", now: noon, clock: .ok, durable: true)
    try office.journal.trace(
      .exported, on: RecordRef(RecordKind(rawValue: "list"), "person"), count: 812, by: "lurah", now: noon, clock: .ok,
      durable: true)
    disk.cutPower(seed: 0)
    let again = try Office("/data", files: disk)
    var entries: [TraceEntry] = []
    #expect(try again.journal.readTrace { entries.append($0) }.isEmpty)
    #expect(entries.map(\.act) == ["printed", "exported"])
    #expect(entries.map(\.by) == ["petugas1", "lurah"])
    #expect(entries.map(\.count) == [1, 812])
    #expect(entries.first?.on == person(1))
    #expect(entries.first?.at == noon.text)
    again.close()
  }

  @Test("A look costs no sync, survives a kill at once, and a power cut after the next flush")
  func flush() throws {
    let disk = try prepared()
    let office = try Office("/data", files: disk)
    _ = disk.takeSteps()
    try office.journal.trace(.opened, on: person(1), by: "petugas1", now: noon, clock: .ok)
    #expect(!disk.takeSteps().map(\.call).contains(.synchronise))
    #expect(office.journal.hasUnflushedTrace)
    let killed = disk.copy()
    try office.journal.flush()
    #expect(!office.journal.hasUnflushedTrace)
    disk.cutPower(seed: 0)
    for found in [killed, disk] {
      let again = try Office("/data", files: found)
      var count = 0
      _ = try again.journal.readTrace { _ in count += 1 }
      #expect(count == 1)
      again.close()
    }
  }

  @Test("The trace lies under access, is not read at start, and its tick is no save's")
  func apart() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    try office.write(save(1))
    try office.journal.trace(
      .searched, on: RecordRef(RecordKind(rawValue: "list"), "person"), count: 3, by: "x", now: noon, clock: .ok)
    try office.write(save(2))
    office.close()
    #expect(disk.files(under: "/data/access").count == 1)
    let again = try Office("/data", files: disk, useCache: false)
    #expect(again.report.linesRead == 4)
    #expect(again.journal.highestTick == 2)
    let report = try again.journal.check()
    #expect(report.files.count { $0.isTrace } == 1)
    #expect(!report.hasDamage)
    again.close()
  }

  @Test("Where the line cannot be written the caller learns it before anything is printed")
  func refused() throws {
    let disk = try prepared()
    let office = try Office("/data", files: disk)
    disk.fail(.writesFrom(1, EIO))
    #expect(throws: JournalError.self) {
      try office.journal.trace(.printed, on: person(1), by: "x", now: noon, clock: .ok, durable: true)
    }
    disk.fail(.none)
    try office.journal.trace(.printed, on: person(1), by: "x", now: noon, clock: .ok, durable: true)
    office.close()
  }

  @Test("A flipped bit in the trace is found by check and hides no other line")
  func damage() throws {
    let disk = try prepared()
    let office = try Office("/data", files: disk)
    for number in 0..<3 {
      try office.journal.trace(.opened, on: person(number), by: "x", now: noon, clock: .ok)
    }
    office.close()
    let path = try #require(disk.files(under: "/data/access").first)
    var bytes = try #require(disk.bytes(path))
    let start = try #require(bytes.firstIndex(of: 0x0a))
    bytes[start + 40] ^= 2
    disk.replaceBytes(path, bytes)
    let again = try Office("/data", files: disk)
    var entries: [TraceEntry] = []
    #expect(try again.journal.readTrace { entries.append($0) }.map(\.kind) == [.damage])
    #expect(entries.map(\.on) == [person(1), person(2)])
    #expect(try again.journal.check().hasDamage)
    again.close()
  }
}

@Suite struct ClockTests {
  @Test("A clock before the build date or behind this PC's own last save is in doubt; a told date is asked")
  func trust() {
    let build = Timestamp(seconds: 1_000_000, offsetMinutes: 0)
    func trust(_ now: Int64, asked: Bool = false, last: Int64? = nil) -> ClockTrust {
      ClockJudge.trust(
        now: Timestamp(seconds: now, offsetMinutes: 420), wasAsked: asked,
        ownLast: last.map { Timestamp(seconds: $0, offsetMinutes: 0) }, buildDate: build)
    }
    #expect(trust(999_999) == .doubt)
    #expect(trust(1_000_000) == .ok)
    #expect(trust(2_000_000, last: 2_000_061) == .doubt)
    #expect(trust(2_000_000, last: 2_000_030) == .ok)
    #expect(trust(2_000_000, last: 1_999_999) == .ok)
    #expect(trust(999_999, asked: true) == .asked)
  }

  @Test("The build date is the day of this compilation: after the design and not in a far future")
  func buildDate() {
    #expect(ClockJudge.buildDate.seconds > 1_700_000_000)
    #expect(ClockJudge.buildDate.seconds % 86_400 == 0)
    #expect(ClockJudge.buildDate.seconds < 4_000_000_000)
  }

  @Test("The own last save decides, found again after a restart; another PC's clock does not")
  func ownLast() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    let other = Identifier(high: 0x99, low: 0xaa)
    let segment = Identifier(high: 0x77, low: 0x88)
    disk.put(
      "/data/journal/3376021005/\(other)/00/\(segment).jsonl",
      foreignSegment(
        segment, device: other,
        bodies: [
          "{\"n\":1,\"tick\":90,\"at\":\"2090-01-01T00:00:00+07:00\",\"by\":\"x\",\"on\":\"\(person(9))\",\"set\":{\"name\":\"A\"},\"last\":true"
        ]))
    var office = try Office("/data", files: disk)
    #expect(office.journal.clockTrust(now: noon, wasAsked: false) == .ok)
    try office.write(save(1))
    office.close()
    let again = try Office("/data", files: disk, useCache: false)
    #expect(again.journal.clockTrust(now: noon, wasAsked: false) == .ok)
    let earlier = Timestamp(seconds: noon.seconds - 100, offsetMinutes: 0)
    #expect(again.journal.clockTrust(now: earlier, wasAsked: false) == .doubt)
    #expect(again.journal.clockTrust(now: earlier, wasAsked: true) == .asked)
    again.close()
  }
}
