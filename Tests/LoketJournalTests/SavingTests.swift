// What was saved is there again, in the form that the design lays down.
import LoketModel
import LoketRegistry
import Testing

@testable import LoketJournal

@Suite struct SavingTests {
  @Test("A save is found again after the program left")
  func leaveAndReturn() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    var office = try Office(folder.path)
    #expect(office.notices.isEmpty)
    let lines = try office.write(save(1))
    #expect(lines.map(\.line.n) == [1, 2])
    #expect(lines.map(\.tick) == [1, 1])
    try office.write(save(2, name: "O'BRIEN \"B\" \\ é"))
    #expect(office.close().isEmpty)
    let again = try Office(folder.path)
    #expect(again.name(1) == "SITI 1")
    #expect(again.name(2) == "O'BRIEN \"B\" \\ é")
    #expect(again.journal.highestTick == 2)
    #expect(again.notices.isEmpty)
    #expect(again.registry == office.registry)
    again.close()
  }

  @Test("A save is found again after the program was killed")
  func killed() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    var office = try Office(folder.path)
    try office.write(save(1))
    let copy = TemporaryFolder()
    try folder.copy(to: copy)
    office.close()
    let again = try Office(copy.path)
    #expect(again.name(1) == "SITI 1")
    #expect(again.notices.isEmpty)
    #expect(copy.files(under: "open").isEmpty)
    again.close()
  }

  @Test("A segment is header, edits and seal, each with its hash, in the form of the design")
  func form() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    var office = try Office(folder.path)
    let lines = try office.write(save(1))
    office.close()
    let segment = try #require(lines.first).line.segment.description
    let device = office.journal.device.id.description
    let name = "journal/3376021005/\(device)/\(segment.prefix(2))/\(segment).jsonl"
    #expect(folder.files(under: "journal") == [name])
    let text = String(decoding: try folder.read(name), as: UTF8.self)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(rows.count == 5)
    #expect(
      rows[0].hasPrefix(
        "{\"loket\":1,\"segment\":\"\(segment)\",\"device\":\"\(device)\",\"office\":\"3376021005\",\"previous\":null,")
    )
    #expect(
      rows[1].hasPrefix(
        "{\"n\":1,\"tick\":1,\"at\":\"\(noon.text)\",\"by\":\"petugas1\",\"on\":\"\(person(1))\",\"set\":{\"name\":"))
    #expect(!rows[1].contains("\"last\""))
    #expect(rows[2].contains(",\"last\":true,\"salt\":\""))
    #expect(rows[3].hasPrefix("{\"end\":2,\"root\":\""))
    #expect(rows[4].isEmpty)
    // The chain by hand: 32 characters of the hash before, then the bytes before the tail.
    var previous = ""
    for row in rows[..<4] {
      let body = row.dropLast(Chain.tailLength)
      let digest = SHA256.digest(Array((previous + body).utf8)).description
      #expect(row.hasSuffix(",\"hash\":\"\(digest.prefix(32))\"}"))
      if row == rows[2] { #expect(rows[3].contains("\"root\":\"\(digest)\"")) }
      previous = String(digest.prefix(32))
    }
  }

  @Test("Each segment names the root of the one before")
  func previous() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    var roots: [String?] = []
    for number in 0..<3 {
      var office = try Office(folder.path)
      try office.write(save(number))
      roots.append(office.journal.writer?.header.previous)
      office.close()
      roots.append(office.journal.device.heads.last)
    }
    #expect(roots[0] == nil)
    #expect(roots[2] == roots[1])
    #expect(roots[4] == roots[3])
  }

  @Test("A segment is sealed before it grows past a mebibyte")
  func limit() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    var office = try Office(folder.path)
    for number in 0..<40 { try office.write(save(number, name: String(repeating: "X", count: 60_000))) }
    office.close()
    let names = folder.files(under: "journal")
    #expect(names.count == 3)
    for name in names { #expect(try folder.read(name).count <= 1 << 20) }
    let again = try Office(folder.path)
    #expect((0..<40).allSatisfy { again.name($0)?.utf8.count == 60_000 })
    again.close()
  }

  @Test("Nothing is written before the first save, and leaving without one leaves no segment")
  func noSave() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    try Office(folder.path).close()
    #expect(folder.files(under: "journal").isEmpty)
    #expect(folder.files(under: "open").isEmpty)
  }

  @Test("An edit that is longer than a line may be is refused, and the next save works")
  func tooLong() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    var office = try Office(folder.path)
    #expect(throws: JournalError.tooLong(record: person(1).description)) {
      try office.write(save(1, name: String(repeating: "X", count: 65_536)))
    }
    try office.write(save(2))
    office.close()
    let again = try Office(folder.path)
    #expect(again.name(1) == nil)
    #expect(again.name(2) == "SITI 2")
    again.close()
  }

  @Test("A batch of saves has one tick for each save and is found again")
  func batch() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    let office = try Office(folder.path)
    let lines = try office.journal.write((0..<100).map { save($0) }, now: noon, clock: .asked)
    #expect(lines.count == 200)
    #expect(Set(lines.map(\.tick)) == Set(1...100))
    office.journal.close(saving: nil)
    let again = try Office(folder.path)
    #expect((0..<100).allSatisfy { again.name($0) == "SITI \($0)" })
    again.close()
  }

  @Test("A save before the load is refused: it could not know the tick")
  func notLoaded() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    let journal = try Journal.open(folder.path, mode: .write).journal
    #expect(throws: JournalError.notLoaded) { try journal.write(save(1), now: noon, clock: .ok) }
    journal.close(saving: nil)
  }
}
