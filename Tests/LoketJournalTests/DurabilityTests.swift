// What the program called saved survives a power cut, a kill and a failing disk, at every single call to the disk.
import Glibc
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

/// A disk with a data folder on it, as `loket init` leaves it: nothing of it is in the air.
private func preparedDisk(savesBefore: Int = 1) throws -> MemoryDisk {
  let disk = MemoryDisk()
  try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
  if savesBefore > 0 {
    var office = try Office("/data", files: disk)
    for number in 0..<savesBefore { try office.write(save(900 + number)) }
    office.close()
  }
  disk.cutPower(seed: 0)
  _ = disk.takeSteps()
  return disk
}

/// A day's work: start, three saves, leave. Returns the saves that were acknowledged; never fails itself.
private func day(_ disk: MemoryDisk, leave: Bool = true) -> (acknowledged: [Int], refused: [JournalError]) {
  var acknowledged: [Int] = []
  var refused: [JournalError] = []
  do {
    var office = try Office("/data", files: disk)
    for number in 1...3 {
      do {
        try office.write(save(number))
        acknowledged.append(number)
      } catch let error as JournalError {
        refused.append(error)
      }
    }
    if leave { office.close() }
  } catch let error as JournalError {
    refused.append(error)
  } catch {
    Issue.record("an error without a sentence: \(error)")
  }
  return (acknowledged, refused)
}

/// The next start: works, has every acknowledged save, and no half one.
private func expectWhole(_ disk: MemoryDisk, _ acknowledged: [Int], _ comment: String) {
  do {
    let office = try Office("/data", files: disk)
    #expect(office.name(900) == "SITI 900", "\(comment): the save of the day before is gone")
    for number in 1...3 {
      let name = office.name(number)
      if acknowledged.contains(number) { #expect(name == "SITI \(number)", "\(comment): save \(number) is lost") }
      let entry = office.registry.value(RecordRef(.entry, Identifier(high: 0xe, low: UInt64(number))), "action")
      #expect((name == nil) == (entry == nil), "\(comment): half of save \(number) is there")
    }
    #expect(office.registry.conflicts().isEmpty, "\(comment): a conflict that nobody made")
    let damage = office.notices.filter { $0.isDamage }
    #expect(damage.isEmpty, "\(comment)")
    #expect(!office.kinds.contains(.newDevice), "\(comment): taken for a copied disk")
    office.close()
  } catch {
    Issue.record("\(comment): the next start is refused: \(error)")
  }
}

@Suite struct DurabilityTests {
  @Test("A power cut at any call to the disk loses no acknowledged save, leaves no half one, and the next start works")
  func powerCut() throws {
    let prepared = try preparedDisk()
    let whole = prepared.copy()
    whole.fail(.none)
    _ = day(whole)
    let calls = whole.callCount
    #expect(calls > 40)
    for call in 1...calls {
      for seed in [UInt64(0), .max] + (0..<24).map({ UInt64(call) &* 977 &+ $0 &* 131 }) {
        let disk = prepared.copy()
        disk.fail(.from(call, EIO))
        let result = day(disk, leave: true)
        disk.cutPower(seed: seed)
        expectWhole(disk, result.acknowledged, "cut at call \(call), seed \(seed)")
      }
    }
  }

  @Test("A disk without second names, as FAT is, keeps the saves of a run that ends well, and of one that is killed")
  func noLinks() throws {
    let prepared = try preparedDisk()
    prepared.knowsNoLinks = true
    for leaves in [true, false] {
      let disk = prepared.copy()
      disk.knowsNoLinks = true
      let result = day(disk, leave: leaves)
      #expect(result.acknowledged == [1, 2, 3])
      disk.kill()
      expectWhole(disk, [1, 2, 3], "leaves: \(leaves)")
    }
  }

  @Test("A run killed between the two names of a sealed file: the next start takes the old one away")
  func bothNames() throws {
    let disk = try preparedDisk()
    let office = day(disk, leave: true)
    let sealed = try #require(disk.takeSteps().last { $0.call == .remove }?.path)
    let name = String(sealed.split(separator: "/").last ?? "")
    let place = try #require(disk.paths.first { $0.hasPrefix("/data/journal/") && $0.hasSuffix(name) })
    try disk.link(place, to: "/data/open/" + name)
    expectWhole(disk, office.acknowledged, "both names")
    #expect(!disk.paths.contains("/data/open/" + name))
  }

  @Test("A power cut right after the acknowledgement keeps the save, though the program never left")
  func cutAfterAcknowledgement() throws {
    for seed in UInt64(0)..<20 {
      let disk = try preparedDisk()
      let result = day(disk, leave: false)
      #expect(result.acknowledged == [1, 2, 3])
      disk.cutPower(seed: seed)
      expectWhole(disk, [1, 2, 3], "seed \(seed)")
    }
  }

  @Test(
    "One failed call anywhere in start, save and leaving loses nothing, and a refused save says why",
    arguments: [ENOSPC, EIO, EROFS])
  func oneFault(code: Int32) throws {
    let prepared = try preparedDisk()
    let whole = prepared.copy()
    whole.fail(.none)
    _ = day(whole)
    for call in 1...whole.callCount {
      let disk = prepared.copy()
      disk.fail(.once(call, code))
      let result = day(disk)
      // One failed call never costs a save: it is written again in a new segment.
      let saveCount = result.acknowledged.count
      #expect(saveCount == 3 || saveCount == 0 && !result.refused.isEmpty, "call \(call): \(result)")
      disk.cutPower(seed: UInt64(call))
      expectWhole(disk, result.acknowledged, "errno \(code) at call \(call)")
    }
  }

  @Test(
    "A disk that fails from some call on loses no acknowledged save, and the next start works",
    arguments: [ENOSPC, EIO, EROFS])
  func lastingFault(code: Int32) throws {
    let prepared = try preparedDisk()
    let whole = prepared.copy()
    whole.fail(.none)
    _ = day(whole)
    for call in 1...whole.callCount {
      let disk = prepared.copy()
      disk.fail(.writesFrom(call, code))
      let result = day(disk)
      disk.kill()
      expectWhole(disk, result.acknowledged, "errno \(code) from call \(call) on")
    }
  }

  @Test(
    "Where sealing fails at any call, the saves after it stand apart: a power cut then costs none, and all is sealed")
  func brokenSeal() throws {
    var call = 1
    var isOver = false
    while !isOver {
      for seed: UInt64 in 0..<3 {
        let disk = try preparedDisk()
        var office = try Office("/data", files: disk)
        try office.write(save(1))
        disk.fail(.from(call, EIO))
        do {
          try office.journal.seal()
          isOver = true
        } catch {}
        disk.fail(.none)
        try office.write(save(2))
        disk.fail(.from(2, EIO))
        try? office.journal.seal()
        disk.cutPower(seed: seed)
        let next = try Office("/data", files: disk)
        #expect(next.name(1) == "SITI 1" && next.name(2) == "SITI 2", "call \(call), seed \(seed)")
        #expect(
          !next.notices.contains(where: \.isDamage) && !next.kinds.contains(.unsealed), "call \(call), seed \(seed)")
        #expect(try next.journal.holdings(next.registry).count == 3, "call \(call), seed \(seed)")
        next.close()
      }
      call += 1
    }
    #expect(call > 5)
  }

  @Test("A kill at any call while a dead run is finished changes nothing: the start after it finishes it")
  func cutWhileRecovering() throws {
    let prepared = try preparedDisk()
    let first = day(prepared, leave: false)
    prepared.kill()
    let whole = prepared.copy()
    whole.fail(.none)
    try Office("/data", files: whole).close()
    for call in 1...whole.callCount {
      for seed in [UInt64(0), UInt64(call)] {
        let disk = prepared.copy()
        disk.fail(.from(call, EIO))
        _ = (try? Office("/data", files: disk))?.close()
        disk.cutPower(seed: seed)
        expectWhole(disk, first.acknowledged, "call \(call), seed \(seed)")
      }
    }
  }

  @Test("Short writes are written on until all is there")
  func shortWrites() throws {
    let disk = try preparedDisk()
    disk.writeShort(7)
    let result = day(disk)
    #expect(result.acknowledged == [1, 2, 3])
    disk.cutPower(seed: 0)
    expectWhole(disk, [1, 2, 3], "seven bytes at a time")
  }

  @Test("A save is one write and one sync, and nothing else")
  func oneFlush() throws {
    let disk = try preparedDisk()
    var office = try Office("/data", files: disk)
    try office.write(save(1))
    _ = disk.takeSteps()
    try office.write(save(2))
    #expect(disk.takeSteps().map(\.call) == [.write, .synchronise])
    office.close()
  }

  @Test(
    "The order is: create, write, sync, sync the folder; at the end write, cut, sync, the new name, then the old one goes"
  )
  func order() throws {
    let disk = try preparedDisk(savesBefore: 0)
    var office = try Office("/data", files: disk)
    _ = disk.takeSteps()
    try office.write(save(1))
    let first = disk.takeSteps()
    #expect(first.map(\.call) == [.open, .lock, .write, .synchronise, .synchroniseFolder, .write, .synchronise])
    #expect(first[4].path == "/data/open")
    try office.journal.seal()
    let steps = disk.takeSteps()
    let segment = try #require(first.first).path
    let seal = steps.filter { $0.path == segment }.map(\.call)
    #expect(seal == [.write, .truncate, .synchronise, .link, .remove])
    let link = try #require(steps.firstIndex { $0.path == segment && $0.call == .link })
    let after = Array(steps[(link + 1)...].prefix(7))
    #expect(after.map(\.call) == Array(repeating: .synchroniseFolder, count: 5) + [.remove, .synchroniseFolder])
    #expect(after[0].path.hasPrefix("/data/journal/3376021005/") && after[3].path == "/data/journal")
    #expect(after[4].path == "/data" && after[6].path == "/data/open")
    office.close()
  }

  @Test("After a failed sync the same save stands in a new segment, once, with the same tick, and a notice says so")
  func failedSync() throws {
    let disk = try preparedDisk()
    var office = try Office("/data", files: disk)
    let first = try office.write(save(1))
    disk.fail(.once(2, EIO))
    let second = try office.write(save(2))
    #expect(second[0].line.segment != first[0].line.segment)
    #expect(second[0].tick == first[0].tick + 1)
    #expect(office.journal.takeNotices().map(\.kind) == [.rewritten])
    disk.fail(.none)
    // A later change of the same field names only the line that counts.
    try office.write(save(2, name: "SITI AMINAH", over: [second[0].line]))
    office.close()
    let again = try Office("/data", files: disk)
    #expect(again.name(2) == "SITI AMINAH")
    #expect(again.registry.conflicts().isEmpty)
    #expect(again.registry == office.registry)
    again.close()
  }

  @Test(
    "Wherever a call fails while a run is sealed, a second try and a power cut then lose nothing", arguments: 1...40)
  func sealedTwice(call: Int) throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    var office = try Office("/data", files: disk)
    try office.write(save(1))
    disk.fail(.once(call, 5))
    try? office.journal.seal()
    disk.fail(.none)
    try office.journal.seal()
    disk.cutPower(seed: 0)
    let again = try Office("/data", files: disk)
    #expect(again.name(1) == "SITI 1" && again.notices.isEmpty)
    again.close()
  }
}
