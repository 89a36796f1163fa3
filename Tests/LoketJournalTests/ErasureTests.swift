// An erased person is gone from every file; what is left verifies; and a cut at any call is finished by the next start.
import Glibc
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

private let nik = "3376024508680001"
private let name = "SITI AMINAH"
private let siti = person(1)
private let budi = person(2)
private let home = RecordRef(.household, Identifier(high: 0xabd, low: 1))
private let erasure = RecordRef(.erasure, Identifier(high: 0xabe, low: 1))

/// Two people of one household, an entry that names one, an assignment.
private func family(_ office: inout Office) throws {
  try office.write(
    Save(
      by: "petugas1",
      edits: [
        Edit(on: home, set: [FieldChange("address", "JL MELATI 4"), FieldChange("head", budi.id)]),
        Edit(
          on: siti,
          set: [
            FieldChange("name", name), FieldChange("nik", nik), FieldChange("household", home.id),
            FieldChange("birthDate", "1968-08-05"),
          ]),
        Edit(on: budi, set: [FieldChange("name", "BUDI SANTOSO"), FieldChange("household", home.id)]),
        Edit(
          on: RecordRef(.entry, Identifier(high: 0xe, low: 1)),
          set: [
            FieldChange("day", "2026-11-22"), FieldChange("action", "register"),
            FieldChange("subject", home.description), FieldChange("summary", "BUDI SANTOSO, Siti Aminah"),
          ]),
      ]))
  try office.write(
    Save(
      by: "petugas2",
      edits: [
        Edit(
          on: RecordRef(.enrolment, Identifier(high: 0xf, low: 1)),
          set: [FieldChange("person", siti.id), FieldChange("track", "las")]),
        Edit(on: home, set: [FieldChange("note", "Istri, Siti  Aminah, sakit")]),
        Edit(on: siti, set: [FieldChange("phone", "+6281200000001")]),
      ]))
}

private let decided = [FieldChange("day", "2026-11-22"), FieldChange("reason", "permintaan sendiri")]

@discardableResult
private func erase(_ office: inout Office) throws -> ErasureReport {
  let plan = office.registry.erasurePlan(of: [siti])
  return try office.journal.erase(
    plan, as: erasure, set: decided, by: "lurah", now: noon, clock: .ok, registry: &office.registry)
}

/// Every file of the disk that holds a word of the person.
private func holders(_ disk: MemoryDisk) -> [String] {
  disk.files().filter { path in
    guard let bytes = disk.bytes(path) else { return false }
    return PlainText.holds(bytes, [nik, "SITI AMINAH", "Siti Aminah", "Siti  Aminah"].map { Array($0.utf8) })
  }
}

private func prepared() throws -> MemoryDisk {
  let disk = MemoryDisk()
  try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
  var office = try Office("/data", files: disk)
  try family(&office)
  office.close()
  disk.cutPower(seed: 0)
  // Sealed, so that a cache of it is made; it is never synced.
  let again = try Office("/data", files: disk)
  try again.journal.writeCache(again.registry)
  again.close()
  return disk
}

@Suite("Erasure")
struct ErasureTests {
  @Test("An erased person is gone from every file; the others, the household and the chain are as they were")
  func erases() throws {
    let disk = try prepared()
    #expect(holders(disk).contains("/data/cache/registry"))
    var office = try Office("/data", files: disk)
    let report = try erase(&office)
    #expect(holders(disk) == [])
    #expect(report.found == [] && report.failure == nil && report.lines == 5)
    #expect(!office.registry.exists(siti) && office.registry.people(nik: nik).isEmpty)
    #expect(office.registry.enrolments(of: siti.id).isEmpty)
    #expect(office.registry.value(budi, "name") == "BUDI SANTOSO")
    #expect(office.registry.value(home, "address") == "JL MELATI 4")
    #expect(office.registry.value(home, "note") == "Istri, ***, sakit")
    #expect(office.registry.history(of: home).last.map { $0.replacesErased && $0.from.isEmpty } == true)
    let entry = RecordRef(.entry, Identifier(high: 0xe, low: 1))
    #expect(office.registry.value(entry, "summary") == "BUDI SANTOSO, ***")
    #expect(office.registry.value(entry, "action") == "register")
    #expect(office.registry.state(entry, "action").heads.first?.by == "petugas1")
    // The entry still stands in the save that it submitted.
    let submitted = try #require(office.registry.lines(of: entry).first)
    #expect(office.registry.lines(of: budi).first?.segment == submitted.segment && submitted.n == 4)
    #expect(office.registry.erasedRecords(by: erasure).contains(siti))
    #expect(try office.journal.check().notices == [])
    office.close()

    let again = try Office("/data", files: disk)
    #expect(again.notices == [] && again.registry == office.registry)
    #expect(try again.journal.check().hasDamage == false)
    #expect(again.registry.conflicts().isEmpty && again.registry.waitingFields == 0)
    again.close()
    #expect(holders(disk) == [])
  }

  @Test("A blank line keeps number, tick, end of save and hash; the last one of a segment agrees with its seal")
  func blankForm() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    try erase(&office)
    office.close()
    let path = try #require(disk.files(under: "/data/journal").first)
    let first = try #require(
      disk.files(under: "/data/journal").first {
        String(decoding: disk.bytes($0) ?? [], as: UTF8.self).contains("\"erased\":true")
      })
    let lines = String(decoding: try #require(disk.bytes(first)), as: UTF8.self).split(separator: "\n")
    let blanks = lines.filter { $0.contains("erased") }
    #expect(blanks.count == 5 && !path.isEmpty)
    #expect(blanks.last?.contains(#","erased":true,"last":true,"hash":"#) == true)
    #expect(blanks.allSatisfy { $0.hasPrefix(#"{"n":"#) && !$0.contains("\"on\"") && !$0.contains("\"by\"") })
    #expect(lines.last?.hasPrefix(#"{"end":7,"root":"#) == true)
  }

  @Test("A line that somebody blanked without a list counts as missing: damage, and who named it waits")
  func unlisted() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    let named = office.registry.lines(of: budi)
    try office.write(
      Save(by: "petugas1", edits: [Edit(on: budi, set: [FieldChange("name", "BUDI S")], over: named)]))
    office.close()
    let path = try #require(disk.files(under: "/data/journal").first)
    for path in disk.files(under: "/data/journal") {
      guard let bytes = disk.bytes(path) else { continue }
      let ref = try #require(named.first)
      guard path.contains(ref.segment.description) else { continue }
      let hash = try #require(statedHash(of: ref.n, in: bytes))
      disk.replaceBytes(path, try #require(BlankLine.blank(bytes, [hash])?.bytes))
    }
    let again = try Office("/data", files: disk, useCache: false)
    #expect(again.kinds.contains(.unlistedBlank) && !path.isEmpty)
    #expect(again.registry.state(budi, "name").status == .waiting)
    let report = try again.journal.check()
    #expect(report.hasDamage && report.notices.contains { $0.kind == .unlistedBlank })
    again.close()
  }

  @Test("A blank line with another hash than the listed one is damage too")
  func otherHash() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    try erase(&office)
    office.close()
    for path in disk.files(under: "/data/journal") {
      let text = String(decoding: disk.bytes(path) ?? [], as: UTF8.self)
      guard let line = text.split(separator: "\n").first(where: { $0.contains("erased\":true,\"last") }) else {
        continue
      }
      let changed = line.replacing(/"hash":"[0-9a-f]{4}/, with: "\"hash\":\"abcd")
      disk.replaceBytes(path, Array(text.replacing(line, with: changed).utf8))
    }
    let again = try Office("/data", files: disk, useCache: false)
    #expect(try again.journal.check().hasDamage)
    again.close()
  }

  @Test("Drafts, sheets, quarantine and rejected rows of the person go; those of others stay")
  func besideTheSegments() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    let drafts = office.journal.drafts
    func draft(_ number: UInt64, _ values: [String: String], _ basis: [String: String] = [:]) throws {
      _ = try drafts.keepDurably(
        Draft(
          id: Identifier(high: 1, low: number), kind: "household", title: "", at: noon.text, day: "2026-11-22",
          account: "petugas1", values: values, basis: basis))
    }
    try draft(1, ["p0.name": "siti aminah"])
    try draft(2, ["p0.nik": nik])
    try draft(3, [:], [siti.description: ""])
    try draft(4, ["p0.name": "SITI AMIN"])
    _ = try office.journal.prints.keep(
      Array("TANDA TERIMA\n Siti  Aminah  337602******0001\n".utf8), file: "a", now: noon)
    _ = try office.journal.prints.keep(Array("BUDI\n".utf8), file: "b", now: noon)
    let torn = Array("{\"n\":1,\"set\":{\"name\":\"S\\u0049TI AMINAH\"}}\n{\"n\":2,\"set\":{\"name\":\"TONO\"}}\n".utf8)
    try Quarantine(folder: DataFolder("/data", disk)).keep(
      torn, Quarantine.Reason(what: "torn", file: "open/x.jsonl", offset: 0, length: torn.count, badLines: 0))
    disk.put("/home/warga.csv.rejected.csv", Array("nama,nik,alasan\nTONO,1,x\n\"SITI\nAMINAH\",,y\n,\(nik),z\n".utf8))
    try office.journal.rejected.remember("/home/warga.csv.rejected.csv")
    let report = try erase(&office)
    #expect(report.drafts == 3 && report.sheets == 1 && report.pieces == 1)
    #expect(report.rejected == ["/home/warga.csv.rejected.csv"])
    #expect(drafts.all().drafts.map(\.values) == [["p0.name": "SITI AMIN"]])
    #expect(disk.bytes("/home/warga.csv.rejected.csv") == Array("nama,nik,alasan\nTONO,1,x\n".utf8))
    let piece = try #require(disk.files(under: "/data/quarantine").first { $0.hasSuffix(".torn") })
    #expect(
      String(decoding: try #require(disk.bytes(piece)), as: UTF8.self) == "{\"n\":2,\"set\":{\"name\":\"TONO\"}}\n")
    #expect(holders(disk) == [])
    office.close()
  }

  @Test("A name that two people bear takes no file of the other one with it")
  func namesakes() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    try office.write(Save(by: "a", edits: [Edit(on: person(9), set: [FieldChange("name", "Siti Aminah")])]))
    _ = try office.journal.drafts.keepDurably(
      Draft(
        id: Identifier(high: 1, low: 1), kind: "household", title: "", at: noon.text, day: "2026-11-22", account: "a",
        values: ["p0.name": "SITI AMINAH"]))
    let report = try erase(&office)
    #expect(report.drafts == 0 && report.found == [])
    #expect(office.registry.value(person(9), "name") == "Siti Aminah")
    #expect(!office.registry.exists(siti))
    office.close()
  }

  @Test("Whatever call fails first, the next start finishes what was decided", arguments: [false, true])
  func everyCall(cutsPower: Bool) throws {
    var k = 1
    var begun = 0
    while true {
      let disk = try prepared()
      _ = try Office("/data", files: disk).journal.drafts.keepDurably(
        Draft(
          id: Identifier(high: 1, low: 1), kind: "household", title: "", at: noon.text, day: "2026-11-22",
          account: "a", values: ["p0.name": name]))
      disk.cutPower(seed: 0)
      var office = try Office("/data", files: disk)
      disk.fail(.from(k, EIO))
      var isOver = false
      do {
        try erase(&office)
        isOver = disk.callCount < k
      } catch is JournalError {}
      if cutsPower { disk.cutPower(seed: UInt64(k)) } else { disk.kill() }
      let next = try Office("/data", files: disk)
      if next.registry.exists(erasure) {
        begun += 1
        let left = holders(disk)
        #expect(left == [], "call \(k): still in \(left)")
        #expect(!next.registry.exists(siti), "call \(k)")
        #expect(next.registry.value(home, "address") == "JL MELATI 4", "call \(k)")
      } else {
        #expect(next.registry.value(siti, "nik") == nik, "call \(k): half erased")
      }
      #expect(try next.journal.check().hasDamage == false, "call \(k)")
      next.close()
      if isOver { break }
      k += 1
    }
    #expect(k > 60 && begun > 30)
  }

  @Test("A second program that only reads shows the person no more, even where the files could not be written anew")
  func reader() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    var reader = try Office("/data", .read, files: disk)
    #expect(reader.registry.exists(siti))
    try erase(&office)
    #expect(try reader.journal.refresh(into: &reader.registry))
    #expect(!reader.registry.exists(siti) && reader.registry.value(budi, "name") == "BUDI SANTOSO")
    #expect(try reader.journal.refresh(into: &reader.registry) == false)
    office.close()
  }

  @Test("What another PC entered about the person before it heard of the erasure is blanked by a list of its own")
  func late() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    try erase(&office)
    // A form that was open somewhere else all the while.
    try office.write(Save(by: "petugas3", edits: [Edit(on: siti, set: [FieldChange("name", "SITI AMINAH BINTI ALI")])]))
    office.close()
    #expect(!holders(disk).isEmpty)
    let next = try Office("/data", files: disk)
    #expect(holders(disk) == [])
    #expect(!next.registry.exists(siti))
    #expect(try next.journal.check().notices == [])
    let lists = next.registry.history(of: erasure).filter { $0.by == "system:loket" }
    #expect(lists.count == 1)
    next.close()
    #expect(try Office("/data", files: disk).registry.erasedLines.count == 6)
  }

  @Test("A backup from before is restored without whoever was erased since")
  func restored() throws {
    let disk = try prepared()
    try disk.makeFolder("/stick")
    _ = try Backup("/data", files: disk).write(to: "/stick/loket.tar", made: noon)
    var office = try Office("/data", files: disk)
    try erase(&office)
    office.close()
    let report = try Restore("/data", files: disk).carryOut("/stick/loket.tar", stamp: "2030-11-22-1200")
    #expect(!report.check.hasDamage)
    #expect(holders(disk).allSatisfy { $0 == "/stick/loket.tar" || $0.hasPrefix("/data.before-") })
    let next = try Office("/data", files: disk)
    #expect(!next.registry.exists(siti) && next.registry.exists(erasure))
    #expect(next.registry.value(budi, "name") == "BUDI SANTOSO")
    // What stood beside the name in lines of others is there, as it was before.
    #expect(next.registry.value(home, "note") == "Istri, ***, sakit")
    let entry = RecordRef(.entry, Identifier(high: 0xe, low: 1))
    #expect(next.registry.value(entry, "summary") == "BUDI SANTOSO, ***")
    #expect(next.registry.value(entry, "action") == "register")
    #expect(next.registry.conflicts().isEmpty && next.registry.waitingFields == 0)
    #expect(try next.journal.check().notices == [])
    next.close()
  }

  @Test("What another PC hung on the person before it heard of the erasure goes too, though no list names it")
  func lateOwned() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    try erase(&office)
    let job = RecordRef(.placement, Identifier(high: 0xf, low: 9))
    try office.write(
      Save(
        by: "petugas3",
        edits: [
          Edit(on: job, set: [FieldChange("person", siti.id), FieldChange("title", "menjahit")]),
          Edit(
            on: RecordRef(.entry, Identifier(high: 0xe, low: 9)),
            set: [FieldChange("subject", job.description), FieldChange("summary", name)]),
        ]))
    office.close()
    let next = try Office("/data", files: disk)
    #expect(!next.registry.exists(job) && holders(disk) == [])
    #expect(try next.journal.check().notices == [])
    next.close()
  }

  @Test("A segment that stands twice, blank and in full, is one segment and no fork; both are blanked")
  func twoForms() throws {
    let disk = try prepared()
    let full = try #require(disk.files(under: "/data/journal").first)
    let before = try #require(disk.bytes(full))
    var office = try Office("/data", files: disk)
    try erase(&office)
    office.close()
    // A restored open copy of the same segment, as it was.
    let name = try #require(full.split(separator: "/").last)
    disk.put("/data/open/\(name)", before)
    let next = try Office("/data", files: disk)
    #expect(holders(disk) == [])
    #expect(!next.registry.exists(siti) && !next.kinds.contains(.fork))
    #expect(try !next.journal.check().hasDamage)
    next.close()
  }

  @Test("The reason of an erasure does not name who was erased")
  func reason() throws {
    let disk = try prepared()
    var office = try Office("/data", files: disk)
    let plan = office.registry.erasurePlan(of: [siti])
    _ = try office.journal.erase(
      plan, as: erasure, set: [FieldChange("reason", "Siti Aminah, \(nik), minta dihapus; anak Bu siti")], by: "lurah",
      now: noon, clock: .ok, registry: &office.registry)
    #expect(office.registry.value(erasure, "reason") == "***, ***, minta dihapus; anak Bu ***")
    office.close()
    #expect(holders(disk) == [])
  }

  private func statedHash(of n: Int, in bytes: [UInt8]) -> Identifier? {
    bytes.withUnsafeBytes { raw in
      var parser = LineParser()
      for line in JudgedSegment.judge(raw).lines {
        if let parsed = try? parser.parse(raw[line]), parsed.form == .edit, parsed.n == n {
          return parsed.hash.flatMap { Identifier($0.string(in: raw[line])) }
        }
      }
      return nil
    }
  }
}
