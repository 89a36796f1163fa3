// One program saves; a second one looks on, and neither harms the other.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite struct TwoProgramsTests {
  @Test("A second program that wants to save is told who has the data, with exit code 3")
  func secondWriter() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    let office = try Office(folder.path)
    let failure = #expect(throws: JournalError.self) { try Journal.open(folder.path, mode: .write) }
    guard case .busy(_, let process) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(!process.isEmpty)
    #expect(failure?.exitCode == 3)
    office.close()
    let after = try Office(folder.path)
    after.close()
  }

  @Test("A second program sees each save of the first one, across a seal, and changes no file of it")
  func readerFollows() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    var writer = try Office(folder.path)
    try writer.write(save(1))
    let reader = try Office(folder.path, .read)
    var seen = reader.registry
    #expect(seen.value(person(1), "name") == "SITI 1")
    #expect(reader.notices.isEmpty)
    #expect(try !reader.journal.refresh(into: &seen))
    try writer.write(save(2))
    #expect(try reader.journal.refresh(into: &seen))
    #expect(seen.value(person(2), "name") == "SITI 2")
    try writer.journal.seal()
    try writer.write(save(3))
    let before = folder.files(under: "journal") + folder.files(under: "open")
    #expect(try reader.journal.refresh(into: &seen))
    #expect(seen.value(person(3), "name") == "SITI 3")
    #expect(seen == writer.registry)
    #expect(folder.files(under: "journal") + folder.files(under: "open") == before)
    reader.journal.close(saving: seen)
    writer.close()
    #expect(folder.files(under: "open").isEmpty)
  }

  @Test("A second program reads only whole saves of the open segment and calls the rest no damage")
  func halfWritten() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    var writer = try Office("/data", files: disk)
    try writer.write(save(1))
    try writer.write(save(2))
    let path = try #require(disk.files(under: "/data/open").first)
    let bytes = try #require(disk.bytes(path))
    let ends = bytes.indices.filter { bytes[$0] == 0x0a }.map { $0 + 1 }
    for length in ends[2]...ends[4] {
      disk.replaceBytes(path, Array(bytes[..<length]))
      let reader = try Office("/data", .read, files: disk)
      #expect(reader.notices.isEmpty)
      #expect(reader.name(1) == "SITI 1")
      #expect((reader.name(2) != nil) == (length == ends[4]))
      reader.close()
      #expect(disk.bytes(path)?.count == length)
    }
    writer.journal.close(saving: nil)
  }

  @Test("A program that only reads refuses to save, and its own trace is sealed by the next lock holder")
  func readerTraces() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    let writer = try Office(folder.path)
    let reader = try Office(folder.path, .read)
    #expect(throws: JournalError.self) { try reader.journal.write(save(1), now: noon, clock: .ok) }
    try reader.journal.trace(.opened, on: person(1), by: "lurah", now: noon, clock: .ok, durable: true)
    // The writer leaves and another comes while the reader is still there: its segment is locked and left alone.
    writer.close()
    let next = try Office(folder.path)
    #expect(folder.files(under: "open").count == 1)
    next.close()
    reader.close()
    #expect(folder.files(under: "access").isEmpty)
    let last = try Office(folder.path)
    #expect(folder.files(under: "open").isEmpty)
    #expect(folder.files(under: "access").count == 1)
    var entries: [TraceEntry] = []
    #expect(try last.journal.readTrace { entries.append($0) }.isEmpty)
    #expect(entries.map(\.by) == ["lurah"])
    last.close()
  }

  @Test("A name that went away between listing and reading is looked for where it was sealed")
  func movedMeanwhile() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    var writer = try Office("/data", files: disk)
    try writer.write(save(1))
    let open = try #require(disk.files(under: "/data/open").first)
    let place = try #require(
      try SegmentPlace.open(DataFolder("/data", disk), of: writer.journal.device).first { $0.path == open })
    writer.close()
    var loading = Loading(folder: DataFolder("/data", disk), device: writer.journal.device)
    var registry = Registry()
    #expect(loading.read([place], into: &registry, { _ in }))
    #expect(registry.value(person(1), "name") == "SITI 1")
  }
}
