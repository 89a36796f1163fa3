// A data folder is private, says what is wrong with it, and has a reserve.
import Glibc
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite struct DataFolderTests {
  @Test("Folders have the mode 0700 and files 0600 from the first moment, whatever the umask")
  func modes() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/deep/data"
    try Journal.create(path, office: "3376021005", label: "PC 1")
    var office = try Office(path)
    try office.write(save(1))
    try office.journal.trace(.opened, on: person(1), by: "x", now: noon, clock: .ok, durable: true)
    try office.journal.drafts.keep(
      Draft(id: Identifier(high: 1, low: 1), kind: "household", title: "T", at: "", day: "", account: "", values: [:]))
    office.journal.log("started")
    office.close()
    let files = PosixFiles()
    for name in folder.files() {
      let mode = try #require(try files.information(folder.path + "/" + name)).permissions
      #expect(mode == 0o600, "\(name) has \(String(mode, radix: 8))")
    }
    for name in ["", "/journal", "/open", "/drafts", "/cache", "/quarantine", "/access"] {
      #expect(try files.information(path + name)?.permissions == 0o700, "\(name)")
    }
    #expect(folder.files().contains("deep/data/log"))
  }

  @Test("A folder that others may write is refused with the command that mends it", arguments: [0o777, 0o770, 0o702])
  func openToOthers(mode: UInt32) throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    try PosixFiles().setPermissions(folder.path, mode)
    let failure = #expect(throws: JournalError.openToOthers(folder.path)) { try Office(folder.path) }
    #expect(failure?.exitCode == 2)
    for language in Language.allCases {
      let text = Wording(language).text(try #require(failure).message)
      #expect(text.contains("chmod 700 \(folder.path)"))
    }
    let fresh = TemporaryFolder()
    try PosixFiles().setPermissions(fresh.path, mode)
    #expect(throws: JournalError.openToOthers(fresh.path)) { try Office.setUp(fresh) }
  }

  @Test("A folder that others may read is closed to them")
  func closedToReaders() throws {
    let folder = TemporaryFolder()
    try PosixFiles().setPermissions(folder.path, 0o755)
    try Office.setUp(folder)
    #expect(try PosixFiles().information(folder.path)?.permissions == 0o700)
  }

  @Test("A file, a missing folder, an empty one and one with other things are each told apart")
  func presence() throws {
    let folder = TemporaryFolder()
    #expect(try Journal.presence(folder.path + "/none") == .absent)
    #expect(try Journal.presence(folder.path) == .absent)
    try folder.write("notes.txt", [0x41])
    #expect(try Journal.presence(folder.path) == .other)
    #expect(throws: JournalError.notAFolder(folder.path + "/notes.txt")) {
      try Journal.presence(folder.path + "/notes.txt")
    }
    #expect(throws: JournalError.notSetUp(folder.path)) { try Office(folder.path) }
    try Office.setUp(folder)
    #expect(try Journal.presence(folder.path) == .ready)
    #expect(throws: JournalError.alreadySetUp(folder.path)) { try Office.setUp(folder) }
  }

  @Test("A damaged device.json is told, and one of a newer program says to update")
  func device() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    let bytes = try folder.read("device.json")
    try folder.write("device.json", Array(bytes.dropLast(20)))
    #expect(throws: JournalError.broken(folder.path + "/device.json")) { try Office(folder.path) }
    let text = String(decoding: bytes, as: UTF8.self)
    let at = try #require(text.firstRange(of: "\"loket\" : 1"))
    try folder.write("device.json", Array(text.replacingCharacters(at, "\"loket\" : 2").utf8))
    #expect(throws: JournalError.newer(folder.path)) { try Office(folder.path) }
  }

  @Test("The reserve is 8 MiB that really are taken, and is set aside again when it is gone")
  func reserve() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    let office = try Office(folder.path)
    let reserve = Reserve(folder: DataFolder(folder.path, PosixFiles()))
    #expect(try PosixFiles().information(folder.path + "/reserve")?.size == 8 << 20)
    var found = stat()
    #expect(stat(folder.path + "/reserve", &found) == 0)
    #expect(Int(found.st_blocks) * 512 >= 8 << 20)
    #expect(reserve.free())
    #expect(!reserve.free())
    office.close()
    #expect(try PosixFiles().information(folder.path + "/reserve")?.size == 8 << 20)
  }

  @Test("On a full disk the reserve is given back and the save is kept, with a notice")
  func fullDisk() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    var office = try Office("/data", files: disk)
    disk.fail(.once(3, ENOSPC))
    try office.write(save(1))
    #expect(office.journal.takeNotices().map(\.kind) == [.nearlyFull, .rewritten])
    #expect(!disk.files().contains("/data/reserve"))
    disk.fail(.none)
    office.close()
    #expect(disk.files().contains("/data/reserve"))
  }

  @Test("With the reserve in place and less than as much again beside it, the start says so")
  func littleRoom() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    try Office("/data", files: disk).close()
    #expect(disk.files().contains("/data/reserve"))
    disk.pretend(.ordinary, room: 64 << 10)
    #expect(try Office("/data", files: disk).kinds == [.nearlyFull])
    disk.kill()
    disk.pretend(.ordinary, room: 8 << 20)
    #expect(try Office("/data", files: disk).kinds == [])
  }

  @Test("The date that a person gave holds while the clock is in doubt, and no longer than this boot")
  func clockAnswer() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    let office = try Office(folder.path)
    let flat = try #require(Timestamp("2000-01-08T11:04:36+07:00"))
    #expect(office.journal.clockAnswer(now: flat, began: 900) == nil)
    try office.journal.keep(clockShift: 848_000_000, began: 901)
    #expect(office.journal.clockAnswer(now: flat, began: 900)?.shift == 848_000_000)
    #expect(office.journal.clockAnswer(now: noon, began: 900) == nil)
    // Put right while the PC ran, and still behind the last save.
    #expect(office.journal.clockAnswer(now: flat, began: 848_000_900) == nil)
    try folder.write("clock.json", Array("{\"boot\":\"another\",\"shift\":848000000,\"began\":900}".utf8))
    #expect(office.journal.clockAnswer(now: flat, began: 900) == nil)
    try folder.write("clock.json", Array("{\"boot\":\"\",\"shift\":848000000,\"began\":900}".utf8))
    #expect(office.journal.clockAnswer(now: flat, began: 900) == nil)
    office.close()
  }

  @Test("The empty segment of a run killed before its header landed is no damage, and the next start drops it")
  func emptyOpenSegment() throws {
    let folder = TemporaryFolder()
    try Office.setUp(folder)
    var writing = try Office(folder.path)
    try writing.write(save(1))
    writing.close()
    let empty = "open/\(Identifier(high: 5, low: 5)).jsonl"
    try folder.write(empty, [])
    let looking = try Office(folder.path, .read)
    #expect(try looking.journal.check().notices.filter(\.isDamage) == [])
    looking.close()
    let next = try Office(folder.path)
    #expect(next.name(1) == "SITI 1")
    #expect(try PosixFiles().information(folder.path + "/" + empty) == nil)
    next.close()
  }

  @Test("Without room for a reserve the program starts and says so")
  func noRoom() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    disk.pretend(.ordinary, room: 64 << 10)
    var office = try Office("/data", files: disk)
    #expect(office.kinds == [.nearlyFull])
    try office.write(save(1))
    office.close()
  }

  @Test("A network disk, a stick and FUSE are told at start", arguments: [Volume.Kind.nfs, .cifs, .fuse, .fat])
  func unsafeDisk(kind: Volume.Kind) throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    disk.pretend(kind)
    let office = try Office("/data", .read, files: disk)
    #expect(office.notices == [Notice(.unsafeDisk, "/data", kind.rawValue)])
  }

  @Test("Every error and every notice has a sentence in both languages, without empty slots")
  func wording() {
    let failure = FileFailure(.write, "/p", EIO)
    var messages: [Message] = [
      JournalError.notAFolder("p"), .notSetUp("p"), .alreadySetUp("p"), .openToOthers("p"), .notOurs("p"),
      .busy("p", process: ""), .busy("p", process: "7"), .readingOnly("p"), .broken("p"), .newer("p"),
      .tooLong(record: "r"), .notLoaded, .unreadable(failure), .unwritable(failure),
    ].map(\.message)
    for code in [ENOSPC, EROFS, EACCES, ENOENT, EIO, ENOMEM] {
      messages.append(JournalError.unwritable(FileFailure(.write, "/p", code)).message)
      messages.append(JournalError.unreadable(FileFailure(.read, "/p", code)).message)
    }
    messages += Notice.Kind.allCases.map { Notice($0, "s", "d").message }
    for language in Language.allCases {
      let wording = Wording(language)
      for message in messages {
        let text = wording.text(message)
        #expect(text != message.phrase.rawValue, "\(language): \(message.phrase.rawValue) is missing")
        #expect(!text.contains("{"), "\(text)")
      }
    }
    #expect(Set(Notice.Kind.allCases.map { Notice($0, "").message.phrase }).count == Notice.Kind.allCases.count)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, _ text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
