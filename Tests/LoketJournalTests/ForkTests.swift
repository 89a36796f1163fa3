// Segments of which two contents are here: all are found, and an erased line is known under whatever name a list gives it.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite("Two contents of one segment")
struct ForkTests {
  private func office(_ disk: MemoryDisk) throws -> Office {
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    return try Office("/data", files: disk)
  }

  private func name(_ number: Int, _ text: String) -> Save {
    Save(by: "a", edits: [Edit(on: person(number), set: [FieldChange("name", text)])])
  }

  /// Seals what a copy of the disk has of the run that goes on here.
  private func sealedCopy(_ disk: MemoryDisk) throws -> MemoryDisk {
    let copy = disk.copy()
    try Office("/data", files: copy).close()
    return copy
  }

  @Test("However many segments stand twice, and however far apart, all of each counts")
  func many() throws {
    let disk = MemoryDisk()
    try office(disk).close()
    var shorter: [String: [UInt8]] = [:]
    for number in 1...20 {
      var office = try Office("/data", files: disk, fullPack: 1000)
      try office.write(name(number, "SITI \(number)"))
      let copy = try sealedCopy(disk)
      for path in copy.files(under: "/data/journal") where disk.bytes(path) == nil { shorter[path] = copy.bytes(path) }
      try office.write(name(100 + number, "BUDI \(number)"))
      office.close()
    }
    #expect(shorter.count == 20)
    for (path, bytes) in shorter {
      let longer = try #require(disk.bytes(path))
      let judged = try IncomingSegment.judge(longer, expected: nil, ceiling: .max).get()
      let tail = SegmentPlace.forkName(judged.segment, root: judged.mark.root).description
      let device = path.split(separator: "/").dropLast(2).joined(separator: "/")
      disk.put("/\(device)/\(tail.prefix(2))/\(tail).jsonl", longer)
      disk.replaceBytes(path, bytes)
    }
    let both = try Office("/data", files: disk)
    for number in 1...20 {
      #expect(both.name(number) == "SITI \(number)" && both.name(100 + number) == "BUDI \(number)")
    }
    let notices = try both.journal.check().notices.filter(\.isDamage)
    #expect(notices == [])
    both.close()
  }

  @Test("What was erased where only one content was known is erased where both are, and the other way round")
  func erased() throws {
    let disk = MemoryDisk()
    var left = try office(disk)
    try left.write(name(2, "BUDI"))
    // A copy of the running machine goes on with the same segment.
    let running = disk.copy()
    try left.write(name(1, "SITI AMINAH"))
    left.close()
    let path = try #require(disk.files(under: "/data/journal").first)
    let open = try #require(running.files(under: "/data/open").first)
    running.replaceBytes(open, try RunningCopy.extended(running, open, save: name(3, "ANI")))
    try Office("/data", files: running).close()
    let other = try #require(running.bytes(path))
    let judged = try IncomingSegment.judge(other, expected: nil, ceiling: .max).get()
    let tail = SegmentPlace.forkName(judged.segment, root: judged.mark.root).description
    let tailPath = path.split(separator: "/").dropLast(2).joined(separator: "/")
    let both = disk.copy()
    both.put("/\(tailPath)/\(tail.prefix(2))/\(tail).jsonl", other)

    for (erases, hears) in [(disk, both), (both, disk)] {
      let (erases, hears) = (erases.copy(), hears.copy())
      var office = try Office("/data", files: erases)
      let before = Set(erases.files(under: "/data/journal"))
      _ = try office.journal.erase(
        office.registry.erasurePlan(of: [person(1)]), as: RecordRef(.erasure, Identifier(high: 1, low: 1)), set: [],
        by: "lurah", now: noon, clock: .ok, registry: &office.registry)
      office.close()
      let came = try erases.files(under: "/data/journal").filter { !before.contains($0) }.map { path in
        try #require(erases.bytes(path))
      }
      // It hears of it while it runs, and knows it at each start after that.
      var running = try Office("/data", files: hears)
      let segments = try came.map { bytes in
        let segment = try IncomingSegment.judge(bytes, expected: nil, ceiling: .max).get()
        try running.journal.staging.put(bytes, segment)
        return segment
      }
      _ = try running.journal.take(segments, into: &running.registry)
      #expect(!running.registry.exists(person(1)) && running.name(2) == "BUDI")
      #expect(hears.files().filter { PlainText.holds(hears.bytes($0) ?? [], [Array("SITI AMINAH".utf8)]) } == [])
      running.close()
      for _ in 0..<2 {
        let heard = try Office("/data", files: hears, useCache: false)
        #expect(!heard.registry.exists(person(1)) && heard.name(2) == "BUDI")
        #expect(heard.registry.owedErasures == [] && heard.registry.unlistedBlanks == [])
        #expect(hears.files().filter { PlainText.holds(hears.bytes($0) ?? [], [Array("SITI AMINAH".utf8)]) } == [])
        heard.close()
      }
    }
  }
}
