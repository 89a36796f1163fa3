// A backup holds everything that was saved, is proven before it is said to be there, and comes back whole or not at all.
import Glibc
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite struct BackupTests {
  private static let target = "/stick/loket.tar"

  /// A data folder with two sealed segments and one that is being written, and a stick beside it.
  private func disk() throws -> (disk: MemoryDisk, office: Office) {
    let disk = MemoryDisk()
    try disk.makeFolder("/stick")
    try disk.makeFolder("/new")
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    for number in 1...2 {
      var office = try Office("/data", files: disk)
      try office.write(save(number))
      office.close()
    }
    var office = try Office("/data", files: disk)
    try office.write(save(3))
    try office.journal.drafts.keep(draft("SITI"))
    return (disk, office)
  }

  private func draft(_ title: String) -> Draft {
    Draft(
      id: Identifier(high: 5, low: 5), kind: "household", title: title, at: noon.text, day: "2030-11-22",
      account: "petugas1", values: ["h.address": "JL MELATI"])
  }

  private func backUp(_ disk: MemoryDisk) throws(BackupProblem) -> BackupReport {
    try Backup("/data", files: disk).write(to: Self.target, made: noon)
  }

  private func restore(_ disk: MemoryDisk, to path: String = "/new/data", anyway: Bool = false) throws(BackupProblem)
    -> RestoreReport
  {
    try Restore(path, files: disk).carryOut(Self.target, stamp: "2030-11-22-1200", acceptsDamage: anyway)
  }

  @Test("A backup taken while a save is open holds it; restored, everything is there under a new device id")
  func roundTrip() throws {
    var (disk, office) = try disk()
    let report = try backUp(disk)
    #expect(report.segments == 3)
    #expect(report.notices.isEmpty)
    // Saving goes on, in the segment that the backup holds the beginning of.
    try office.write(save(4))
    office.close()
    let restored = try restore(disk)
    #expect(!restored.check.hasDamage)
    #expect(restored.keptAside == nil)
    let again = try Office("/new/data", files: disk)
    #expect((1...4).map { again.name($0) } == ["SITI 1", "SITI 2", "SITI 3", nil])
    #expect(again.journal.device.id != office.journal.device.id)
    #expect(again.journal.device.earlier == [office.journal.device.id])
    #expect(again.notices.filter { $0.isDamage }.isEmpty)
    #expect(again.journal.drafts.all().drafts.map(\.title) == ["SITI"])
    again.close()
  }

  @Test("A restored PC that saves, and the one it came from, are two histories without a fork")
  func twoHistories() throws {
    var (disk, office) = try disk()
    _ = try backUp(disk)
    try office.write(save(4))
    office.close()
    _ = try restore(disk)
    var again = try Office("/new/data", files: disk)
    try again.write(save(5))
    again.close()
    // The first PC's segments come to the restored one, as a stick would bring them.
    for place in try SegmentPlace.sealed(DataFolder("/data", disk), under: "/data/journal").places {
      let target = "/new" + place.path
      guard let bytes = try? disk.readWhole(place.path) else { continue }
      let files: any FileSystem = disk
      try files.makeFolders(files.folder(of: target), under: "/new/data")
      let there = (try? disk.readWhole(target)) ?? []
      if there.count < bytes.count { try disk.replace(target, with: bytes, durable: true) }
    }
    let both = try Office("/new/data", files: disk, useCache: false)
    #expect((1...5).compactMap { both.name($0) }.count == 5)
    #expect(both.notices.filter { $0.isDamage || $0.kind == .newDevice }.isEmpty)
    both.close()
  }

  @Test("Whatever call to the disk fails, an earlier backup stays whole, the data too, and no half one is left")
  func failures() throws {
    let (prepared, office) = try disk()
    office.close()
    _ = try backUp(prepared)
    let old = try prepared.readWhole(Self.target)
    let counted = prepared.copy()
    counted.fail(.none)
    _ = try backUp(counted)
    let calls = counted.callCount
    #expect(calls > 30)
    var failed = 0
    for call in 1...calls {
      let disk = prepared.copy()
      disk.fail(.once(call, call % 2 == 0 ? EIO : ENOSPC))
      let result = Result { () throws(BackupProblem) in
        try Backup("/data", files: disk).write(
          to: Self.target, made: Timestamp(seconds: noon.seconds + 60, offsetMinutes: 420))
      }
      disk.fail(.none)
      let standing = try disk.readWhole(Self.target)
      if case .failure = result {
        failed += 1
        // The last call only makes the new name durable: then the new one stands there, whole.
        if call < calls { #expect(standing == old, "call \(call)") }
        #expect(try disk.information(Self.target + ".part") == nil || disk.callCount > 0)
      }
      let whole = disk.copy()
      #expect(throws: Never.self, "call \(call)") { _ = try restore(whole) }
      let check = try Office("/data", files: disk)
      #expect(check.name(3) == "SITI 3", "call \(call)")
      check.close()
    }
    #expect(failed > calls / 2)
  }

  @Test("A full disk is said before anything is written")
  func noRoom() throws {
    let (disk, office) = try disk()
    disk.pretend(.ordinary, room: 1000)
    do {
      _ = try backUp(disk)
      Issue.record("a backup without room")
    } catch {
      if case .noRoom = error {} else { Issue.record("\(error)") }
      #expect(error.exitCode == 3)
    }
    #expect(try disk.list("/stick").isEmpty)
    disk.pretend(.ordinary)
    office.close()
  }

  @Test("One flipped bit anywhere, or a cut, and nothing is put back")
  func spoiled() throws {
    let (disk, office) = try disk()
    office.close()
    _ = try backUp(disk)
    let good = try disk.readWhole(Self.target)
    for place in stride(from: 7, to: good.count - 1024, by: 331) {
      var bad = good
      bad[place] ^= 0x10
      try disk.replace(Self.target, with: bad, durable: true)
      // A bit of the padding or of a header's unused bytes harms nothing; every other one is found.
      let result = Result { () throws(BackupProblem) in try restore(disk, to: "/new/flip\(place)") }
      if case .success = result {
        let office = try Office("/new/flip\(place)", files: disk)
        #expect((1...3).allSatisfy { office.name($0) == "SITI \($0)" })
        office.close()
      } else {
        #expect(try disk.information("/new/flip\(place)") == nil)
      }
    }
    for length in stride(from: 0, to: good.count - 1024, by: 1777) {
      try disk.replace(Self.target, with: Array(good[..<length]), durable: true)
      #expect(throws: BackupProblem.self) { _ = try restore(disk, to: "/new/cut\(length)") }
    }
    #expect(!(try disk.list("/new").contains { $0.hasPrefix("cut") || $0.contains(".before-") }))
  }

  @Test("A restore that fails at any call leaves the folder that was there, or the restored one, never a half")
  func restoreFailures() throws {
    var (prepared, office) = try disk()
    _ = try backUp(prepared)
    try office.write(save(4))
    office.close()
    let counted = prepared.copy()
    counted.fail(.none)
    _ = try restore(counted, to: "/data")
    let calls = counted.callCount
    for call in stride(from: 1, through: calls, by: 3) {
      let disk = prepared.copy()
      disk.fail(.from(call, EIO))
      _ = try? restore(disk, to: "/data")
      disk.kill()
      disk.fail(.none)
      let office = try Office("/data", files: disk, useCache: false)
      #expect((1...3).allSatisfy { office.name($0) == "SITI \($0)" }, "call \(call)")
      #expect(office.notices.filter { $0.isDamage }.isEmpty, "call \(call)")
      office.close()
    }
  }

  @Test("What stood there before a restore is kept, its changed PIN holds on, and its leftovers never pile up")
  func keptAside() throws {
    let (disk, office) = try disk()
    try office.journal.pins.set("lurah", pin: "1234")
    office.close()
    _ = try backUp(disk)
    try office.journal.pins.set("lurah", pin: "9876")
    let report = try restore(disk, to: "/data")
    let kept = try #require(report.keptAside)
    #expect(kept == "/data.before-2030-11-22-1200")
    #expect(try disk.information(kept + "/device.json") != nil)
    let again = try Office("/data", files: disk)
    #expect(try again.journal.pins.check("lurah", pin: "9876", now: 0) == .right)
    again.close()
  }

  @Test("A restore leaves the PC the keys with which it signs what it wrote before")
  func keys() throws {
    let (disk, office) = try disk()
    office.close()
    let path = try KeptSignatures(in: "/data", files: disk).keyPath(of: office.journal.device.id)
    disk.put(path, Array("kunci".utf8))
    _ = try backUp(disk)
    #expect(disk.bytes(Self.target).map { !String(decoding: $0, as: UTF8.self).contains("kunci") } == true)
    _ = try restore(disk, to: "/data")
    #expect(disk.bytes(path) == Array("kunci".utf8))
  }

  @Test("A data folder at work cannot be replaced")
  func busy() throws {
    let (disk, office) = try disk()
    _ = try backUp(disk)
    do {
      _ = try restore(disk, to: "/data")
      Issue.record("replaced under a program at work")
    } catch {
      if case .journal(.busy) = error {} else { Issue.record("\(error)") }
    }
    office.close()
  }

  @Test("Data that were damaged are backed up, said, and only put back where that is asked for")
  func damaged() throws {
    let (disk, office) = try disk()
    office.close()
    let place = try #require(try SegmentPlace.sealed(DataFolder("/data", disk), under: "/data/journal").places.first)
    var bytes = try disk.readWhole(place.path)
    bytes[bytes.count / 2] ^= 1
    try disk.replace(place.path, with: bytes, durable: true)
    #expect(try backUp(disk).notices.contains { $0.isDamage })
    #expect(throws: BackupProblem.self) { _ = try restore(disk) }
    #expect(try restore(disk, anyway: true).check.hasDamage)
  }

  @Test("A file that is no backup, or names a path of its own, is refused")
  func foreign() throws {
    let (disk, office) = try disk()
    office.close()
    for bytes in [[UInt8](repeating: 0x41, count: 4096), Array("kode,nama\n".utf8), []] {
      try disk.replace(Self.target, with: bytes, durable: true)
      #expect(throws: BackupProblem.self) { _ = try restore(disk) }
    }
    for name in ["../evil", "journal/../../x", "/etc/passwd", "lock", "cache/registry", "drafts/x.json"] {
      #expect(!BackupNames.isOurs(name), "\(name)")
    }
  }
}
