// The cache makes a start quick and never costs correctness.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

private let cachePath = "/data/cache/registry"

private func closedDay(_ saves: ClosedRange<Int> = 1...5) throws -> MemoryDisk {
  let disk = MemoryDisk()
  try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
  var office = try Office("/data", files: disk)
  for number in saves { try office.write(save(number)) }
  office.close()
  return disk
}

@Suite struct CacheTests {
  @Test("Leaving writes the cache, and the next start reads no line and knows the same")
  func used() throws {
    let disk = try closedDay()
    #expect(disk.bytes(cachePath) != nil)
    let office = try Office("/data", files: disk)
    #expect(office.report.usedCache)
    #expect(office.report.linesRead == 0)
    let plain = try Office("/data", .read, files: disk, useCache: false)
    #expect(!plain.report.usedCache)
    #expect(plain.report.linesRead == 10)
    #expect(office.registry == plain.registry)
    #expect(office.journal.highestTick == plain.journal.highestTick)
    #expect(
      office.journal.clockTrust(now: Timestamp(seconds: noon.seconds - 3600, offsetMinutes: 420), wasAsked: false)
        == .doubt)
    office.close()
  }

  @Test("After a kill the cache is completed by the segment that the dead run left")
  func completed() throws {
    let disk = try closedDay()
    var office = try Office("/data", files: disk)
    try office.write(save(6))
    disk.kill()
    let again = try Office("/data", files: disk)
    #expect(again.report.usedCache)
    #expect(again.report.linesRead == 2)
    #expect(again.name(6) == "SITI 6")
    #expect(again.name(1) == "SITI 1")
    again.close()
    // A tail of a few lines is not worth a new cache; a long one is.
    var last = try Office("/data", files: disk)
    #expect(last.report.linesRead == 2)
    #expect(last.registry == again.registry)
    for number in 0..<250 { try last.write(save(1000 + number)) }
    last.close()
    let covered = try Office("/data", .read, files: disk)
    #expect(covered.report.linesRead == 0)
    #expect(covered.registry == last.registry)
  }

  private func decoded(_ bytes: ArraySlice<UInt8>, _ device: Identifier) -> Cache.Content? {
    var source = SnapshotInMemory(bytes)
    return Cache.decode(&source, device: device)
  }

  @Test("A cache with a flipped bit anywhere, or cut anywhere, is ignored and the state is the same")
  func flipped() throws {
    let disk = try closedDay(1...2)
    let bytes = try #require(disk.bytes(cachePath))
    let device = try Office("/data", .read, files: disk).journal.device.id
    for index in bytes.indices {
      var flipped = bytes
      flipped[index] ^= 1 << UInt8(index % 8)
      #expect(decoded(flipped[...], device) == nil, "byte \(index)")
      #expect(decoded(bytes[..<index], device) == nil, "cut at \(index)")
    }
    var flipped = bytes
    flipped[bytes.count - 3] ^= 1
    disk.replaceBytes(cachePath, flipped)
    let office = try Office("/data", files: disk)
    #expect(!office.report.usedCache)
    #expect(office.name(2) == "SITI 2")
    #expect(office.notices.isEmpty)
    office.close()
    #expect(try Office("/data", .read, files: disk).report.usedCache)
  }

  @Test("A cache that lists a segment which is gone or has another size is ignored")
  func stale() throws {
    for isDeleted in [true, false] {
      let disk = try closedDay()
      let path = try #require(disk.files(under: "/data/journal").first)
      if isDeleted {
        disk.delete(path)
      } else {
        disk.replaceBytes(path, try #require(disk.bytes(path)).dropLast(100))
      }
      let office = try Office("/data", files: disk)
      #expect(!office.report.usedCache)
      #expect(office.kinds.contains(.cacheIgnored))
      #expect((office.name(1) == nil) == isDeleted)
      office.close()
    }
  }

  @Test("A cache of another PC's id is ignored")
  func otherDevice() throws {
    let disk = try closedDay()
    let bytes = try #require(disk.bytes(cachePath))
    #expect(decoded(bytes[...], Identifier(high: 1, low: 1)) == nil)
  }

  @Test("A registry that misses a save is never written as the cache")
  func incomplete() throws {
    let disk = try closedDay()
    var office = try Office("/data", files: disk)
    let before = try #require(disk.bytes(cachePath))
    _ = try office.journal.write(save(6), now: noon, clock: .ok)
    office.close()
    #expect(disk.bytes(cachePath) == before)
    office = try Office("/data", files: disk)
    #expect(office.name(6) == "SITI 6")
    office.close()
  }

  @Test("Damage that the cache covers is told at every start")
  func damageIsTold() throws {
    let disk = try closedDay()
    let path = try #require(disk.files(under: "/data/journal").first)
    var bytes = try #require(disk.bytes(path))
    bytes[bytes.count / 2] ^= 1
    disk.replaceBytes(path, bytes)
    disk.delete(cachePath)
    for _ in 0..<2 {
      let office = try Office("/data", files: disk)
      #expect(office.kinds == [.damage])
      office.close()
    }
    #expect(try Office("/data", .read, files: disk).report.usedCache)
  }

  @Test("The cache may be deleted at any time")
  func deleted() throws {
    let disk = try closedDay()
    disk.delete(cachePath)
    let office = try Office("/data", files: disk)
    #expect(office.name(3) == "SITI 3")
    #expect(office.notices.isEmpty)
    office.close()
    #expect(disk.bytes(cachePath) != nil)
  }
}
