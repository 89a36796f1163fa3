// What a newer program wrote is kept byte for byte, whatever this one does meanwhile.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

/// A segment of another PC, with lines as a newer program may write them.
func foreignSegment(
  _ name: Identifier, device: Identifier, bodies: [String], level: Int = 1, previous: String = "null"
) -> [UInt8] {
  var bytes = Array(
    ("{\"loket\":\(level),\"segment\":\"\(name)\",\"device\":\"\(device)\",\"office\":\"3376021005\","
      + "\"previous\":\(previous),\"app\":\"9.0\"").utf8)
  var digest = Chain.close(&bytes, from: 0, after: nil)
  for body in bodies {
    let start = bytes.count
    bytes += Array(body.utf8)
    digest = Chain.close(&bytes, from: start, after: LineHash(digest))
  }
  let start = bytes.count
  bytes += LineWriter.end(count: bodies.count, root: digest.description)
  _ = Chain.close(&bytes, from: start, after: LineHash(digest))
  return bytes
}

@Suite struct UnknownContentTests {
  let segment = Identifier(high: 0x77, low: 0x88)
  let device = Identifier(high: 0x99, low: 0xaa)
  var path: String { "/data/journal/3376021005/\(device)/00/\(segment).jsonl" }

  private func disk(_ bytes: [UInt8]) throws -> MemoryDisk {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    disk.put(path, bytes)
    return disk
  }

  @Test("Unknown fields, kinds, keys and a line with min stay byte for byte through edits, a seal and a restart")
  func keptByteForByte() throws {
    let bytes = foreignSegment(
      segment, device: device,
      bodies: [
        "{\"n\":1,\"tick\":5,\"at\":\"2030-01-01T00:00:00+07:00\",\"by\":\"x\",\"on\":\"\(person(1))\","
          + "\"set\":{\"name\":\"ADA\",\"shoeSize\":\"41\"},\"mood\":{\"a\":[1,2.5,null]},\"last\":true,\"salt\":\"00\"",
        "{\"n\":2,\"tick\":6,\"by\":\"x\",\"on\":\"spaceship/1\",\"set\":{\"fuel\":null},\"last\":true,\"salt\":\"00\"",
        "{\"n\":3,\"tick\":7,\"by\":\"x\",\"on\":\"\(person(1))\",\"set\":{\"name\":{\"first\":\"B\"}},\"min\":2,\"last\":true,"
          + "\"salt\":\"00\"",
      ])
    let disk = try disk(bytes)
    for start in 0..<3 {
      var office = try Office("/data", files: disk)
      #expect(!office.notices.contains { $0.isDamage }, "start \(start): \(office.notices)")
      #expect(office.kinds == [.newerLines])
      #expect(office.name(1) == "ADA")
      #expect(office.registry.newerLines == 1)
      #expect(office.registry.value(RecordRef(RecordKind(rawValue: "spaceship"), "1"), "fuel") == nil)
      try office.write(save(2 + start))
      #expect(office.journal.highestTick == UInt64(8 + start))
      office.close()
      #expect(disk.bytes(path) == bytes)
    }
  }

  /// Edits and a line of no form that this program knows, as below a header of form 2.
  private var newerBodies: [String] {
    [
      "{\"n\":1,\"tick\":5,\"by\":\"x\",\"on\":\"\(person(1))\",\"set\":{\"name\":\"ADA\"},\"last\":true",
      "{\"save\":2,\"people\":[{\"name\":\"ADA\"}]",
    ]
  }

  @Test("A segment of a newer form is kept byte for byte, told at every start, never damage, and its ticks count")
  func newerHeader() throws {
    let bytes = foreignSegment(segment, device: device, bodies: newerBodies, level: 2)
    let disk = try disk(bytes)
    for start in 0..<3 {
      var office = try Office("/data", files: disk)
      #expect(office.report.usedCache == (start > 0))
      #expect(office.name(1) == nil)
      #expect(office.notices == [Notice(.newerLines, "/data", "2")])
      #expect(office.registry.newerLines == 2)
      let check = try office.journal.check()
      #expect(!check.hasDamage, "\(check.notices)")
      #expect(check.notices.map(\.kind) == [.newerLines])
      try office.write(save(2 + start))
      #expect(office.journal.highestTick == UInt64(6 + start))
      office.close()
      #expect(disk.bytes(path) == bytes)
    }
    // A broken line is damage under whatever header.
    var broken = bytes
    broken[broken.count / 2] ^= 1
    disk.put(path, broken)
    #expect(try Office("/data", .read, files: disk, useCache: false).notices.contains { $0.kind == .damage })
  }

  @Test("Who names a line of a newer form does not wait for it")
  func newerLinesAreHere() throws {
    let disk = try disk(foreignSegment(segment, device: device, bodies: newerBodies, level: 2))
    var office = try Office("/data", files: disk)
    try office.write(save(1, name: "BEDA", over: [LineRef(segment: segment, n: 1), LineRef(segment: segment, n: 2)]))
    #expect(office.registry.state(person(1), "name").status == .settled)
    #expect(office.registry.waitingFields == 0)
    office.close()
  }

  @Test("An open segment that a newer program left behind is neither cut nor sealed nor moved")
  func newerOpen() throws {
    let sealed = foreignSegment(segment, device: device, bodies: newerBodies, level: 2)
    let lines = sealed.split(separator: 0x0a).dropLast()
    let open =
      Array(lines.joined(separator: [0x0a])) + [0x0a] + Array("{\"half".utf8) + [UInt8](repeating: 0x20, count: 64)
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    let place = "/data/open/\(segment).jsonl"
    disk.put(place, open)
    for start in 0..<2 {
      var office = try Office("/data", files: disk)
      #expect(office.kinds == [.newerLines])
      try office.write(save(1 + start))
      office.close()
      #expect(disk.bytes(place) == open)
      #expect(!disk.paths.contains { $0.hasPrefix("/data/quarantine") })
    }
    #expect(try Office("/data", .read, files: disk).name(2) == "SITI 2")
  }

  @Test("What a newer program added to device.json is there after this one wrote it")
  func newerDevice() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    let plain = String(decoding: try disk.readWhole("/data/device.json"), as: UTF8.self)
    let added = "{\"sync\":{\"carriers\":[\"a\",1,2.5,true,null]}," + plain.dropFirst()
    disk.put("/data/device.json", Array(added.utf8))
    var office = try Office("/data", files: disk)
    try office.write(save(1))
    office.close()
    let written = String(decoding: try disk.readWhole("/data/device.json"), as: UTF8.self).filter { !$0.isWhitespace }
    #expect(written.contains("\"sync\":{\"carriers\":[\"a\",1,2.5,true,null]}"), "\(written)")
    #expect(try Office("/data", .read, files: disk).name(1) == "SITI 1")
  }

  @Test("A cache made at another level of the line form is made again: what was kept may now be shown")
  func cacheOfAnotherLevel() throws {
    let content = Cache.Content(segments: [], registry: Registry(), ownStamp: "", ownTick: 0)
    for level in [LineLimits.level, LineLimits.level - 1] {
      var bytes = Cache.head(content, device: device, level: level)
      content.registry.writeSnapshot { bytes.append(contentsOf: $0) }
      var source = SnapshotInMemory(bytes[...])
      #expect((Cache.decode(&source, device: device) != nil) == (level == LineLimits.level))
    }
  }

  @Test("A tick more than 2^44 above all others waits; near the others it counts")
  func highTick() throws {
    let far = UInt64(1) << 44 + 10
    func body(_ tick: UInt64) -> String {
      "{\"n\":1,\"tick\":\(tick),\"by\":\"x\",\"on\":\"\(person(1))\",\"set\":{\"name\":\"ADA\"},\"last\":true"
    }
    let disk = try disk(foreignSegment(segment, device: device, bodies: [body(far)]))
    var office = try Office("/data", files: disk)
    #expect(office.kinds == [.waitingTick])
    #expect(office.name(1) == nil)
    let lines = try office.write(save(2))
    #expect(lines[0].tick == 1)
    office.close()
    let second = Identifier(high: 0x78, low: 0x88)
    disk.put(
      "/data/journal/3376021005/\(device)/00/\(second).jsonl",
      foreignSegment(
        second, device: device,
        bodies: [
          "{\"n\":1,\"tick\":\(far - 100),\"by\":\"x\",\"on\":\"\(person(3))\",\"set\":{\"name\":\"B\"},\"last\":true"
        ]))
    // The second one is itself too far from tick 1 only by a hair less than 2^44 plus the rest: it counts, and then both do.
    disk.put(
      "/data/journal/3376021005/\(device)/00/\(Identifier(high: 0x79, low: 0x88)).jsonl",
      foreignSegment(
        Identifier(high: 0x79, low: 0x88), device: device,
        bodies: ["{\"n\":1,\"tick\":1000,\"by\":\"x\",\"on\":\"\(person(4))\",\"set\":{\"name\":\"C\"},\"last\":true"]))
    let again = try Office("/data", files: disk)
    #expect(again.kinds.isEmpty)
    #expect(again.name(1) == "ADA")
    #expect(again.name(3) == "B")
    again.close()
  }

  @Test("A line longer than 64 KiB, deeper than 8, with NUL, not UTF-8 or with a field twice is told and not applied")
  func limits() throws {
    let long = String(repeating: "A", count: 66_000)
    let deep = String(repeating: "[", count: 9) + String(repeating: "]", count: 9)
    for bad in [
      "\"set\":{\"name\":\"\(long)\"}", "\"set\":{\"name\":\"A\"},\"x\":\(deep)", "\"set\":{\"name\":\"A\\u0000\"}",
      "\"set\":{\"name\":\"A\",\"name\":\"B\"}", "\"set\":{\"name\":\"A\"},\"n\":1",
    ] {
      let bytes = foreignSegment(
        segment, device: device,
        bodies: [
          "{\"n\":1,\"tick\":5,\"by\":\"x\",\"on\":\"\(person(1))\",\(bad),\"last\":true",
          "{\"n\":2,\"tick\":6,\"by\":\"x\",\"on\":\"\(person(2))\",\"set\":{\"name\":\"GOOD\"},\"last\":true",
        ])
      let disk = try disk(bytes)
      let office = try Office("/data", files: disk)
      #expect(office.name(1) == nil, "\(bad.prefix(40))")
      #expect(office.name(2) == "GOOD", "\(bad.prefix(40))")
      #expect(office.notices.first { $0.kind == .damage }?.detail == "1", "\(bad.prefix(40))")
      office.close()
    }
  }
}
