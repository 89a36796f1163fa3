// The daily backup: which ones stay, and that an empty folder is never taken for the stick.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite struct DailyBackupTests {
  private func office() throws -> MemoryDisk {
    let disk = MemoryDisk()
    try disk.makeFolder("/stick")
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    var office = try Office("/data", files: disk)
    try office.write(save(1))
    office.close()
    return disk
  }

  private func backups(_ disk: MemoryDisk) throws -> [String] {
    try disk.list("/stick").filter { $0.hasSuffix(".tar") }
  }

  @Test("Of sixty days with two backups each, seven days and four weeks stay, each with its last one")
  func shelf() throws {
    let first = try #require(CalendarDate(year: 2030, month: 11, day: 22))
    var shelved: [ShelvedBackup] = []
    for day in 0..<60 {
      for time in ["0900", "1600"] {
        shelved.append(ShelvedBackup(name: "\(day)-\(time)", date: first.adding(days: day), time: time))
        let gone = Set(BackupShelf.superfluous(shelved))
        shelved.removeAll { gone.contains($0) }
      }
    }
    #expect(shelved.count == BackupShelf.days + BackupShelf.weeks)
    #expect(shelved.allSatisfy { $0.time == "1600" })
    #expect(shelved.last?.date == first.adding(days: 59))
    let ages = shelved.map { $0.date.days(until: first.adding(days: 59)) }
    #expect(Array(ages.suffix(7)) == [6, 5, 4, 3, 2, 1, 0])
    #expect((ages.first ?? 0) >= 21)
  }

  @Test("Each day's backup stands in the place under its day, and what was done is remembered")
  func days() throws {
    let disk = try office()
    let daily = DailyBackup("/data", files: disk)
    try daily.choose("/stick/", explanation: "CADANGAN")
    #expect(daily.standing.place == "/stick")
    for hour in [0, 2, 24] {
      try daily.carryOut(now: Timestamp(seconds: noon.seconds + Int64(hour * 3600), offsetMinutes: 420))
    }
    let names = try backups(disk)
    #expect(names.count == 2)
    #expect(names.allSatisfy { $0.hasPrefix("loket-3376021005-A-") })
    #expect(names.first?.hasSuffix("-20301122-2100.tar") == true)
    let last = try #require(daily.standing.last)
    #expect(!daily.standing.isDue(on: last.date))
    #expect(daily.standing.isDue(on: last.date.adding(days: 1)))
  }

  @Test(
    "A stick that is not there is said, nothing is written into its empty folder, and the last good one is remembered")
  func noStick() throws {
    let disk = try office()
    let daily = DailyBackup("/data", files: disk)
    try daily.choose("/stick", explanation: "CADANGAN")
    try daily.carryOut(now: noon)
    try disk.remove("/stick/" + DailyBackup.mark)
    let later = Timestamp(seconds: noon.seconds + 86_400, offsetMinutes: 420)
    #expect(throws: BackupProblem.placeMissing("/stick")) { try daily.carryOut(now: later) }
    #expect(try backups(disk).count == 1)
    #expect(daily.standing.last == noon)
    #expect(daily.standing.problem?.phrase == .backupPlaceMissing)
  }

  @Test("Damaged data are copied, and no older backup goes for them")
  func damaged() throws {
    let disk = try office()
    let daily = DailyBackup("/data", files: disk)
    try daily.choose("/stick", explanation: "CADANGAN")
    try daily.carryOut(now: noon)
    let place = try #require(try SegmentPlace.sealed(DataFolder("/data", disk), under: "/data/journal").places.first)
    var bytes = try disk.readWhole(place.path)
    bytes[bytes.count / 2] ^= 1
    try disk.replace(place.path, with: bytes, durable: true)
    for day in 1...12 {
      try daily.carryOut(now: Timestamp(seconds: noon.seconds + Int64(day * 86_400), offsetMinutes: 420))
    }
    #expect(try backups(disk).count == 13)
    #expect(daily.standing.problem?.phrase == .backupHoldsDamage)
  }

  @Test("The data folder itself, a place that is none, and half a path are refused")
  func wrongPlaces() throws {
    let disk = try office()
    let daily = DailyBackup("/data", files: disk)
    for place in ["/data", "/data/drafts", "/nowhere", "stick"] {
      #expect(throws: BackupProblem.self) { try daily.choose(place, explanation: "") }
    }
    #expect(daily.standing.place == "")
  }

  @Test("A place that is full, that can only be read, or that fails is said for what it is, with its path")
  func troubles() throws {
    let disk = try office()
    let daily = DailyBackup("/data", files: disk)
    try daily.choose("/stick", explanation: "CADANGAN")
    func problem() -> Message? {
      _ = try? daily.carryOut(now: noon)
      return daily.standing.problem
    }
    disk.pretend(.ordinary, room: 1000)
    #expect(problem()?.phrase == .backupNoRoom)
    disk.pretend(.ordinary)
    disk.volumeIsReadOnly = true
    #expect(problem() == Message(.backupPlaceReadOnly, ["path": "/stick"]))
    disk.volumeIsReadOnly = false
    #expect(problem() == nil)
    for language in Language.allCases {
      for phrase: Phrase in [.backupPlaceReadOnly, .backupPlaceFailed, .backupNoRoom, .backupSkipped] {
        #expect(!Wording(language)[phrase].isEmpty)
      }
    }
  }

  @Test("A place on the disk of the data is known as such, one on another disk not")
  func sameDisk() throws {
    let disk = try office()
    let daily = DailyBackup("/data", files: disk)
    #expect(!daily.standing.isOnDataDisk)
    try daily.choose("/stick", explanation: "CADANGAN")
    #expect(daily.standing.isOnDataDisk)
    disk.otherDisks = ["/stick"]
    #expect(!daily.standing.isOnDataDisk)
    // The real ones: a folder beside the data is on their disk, the kernel's own tables are on another.
    let real = PosixFiles()
    let folder = TemporaryFolder()
    #expect(real.disk(of: folder.path) != nil)
    #expect(real.disk(of: folder.path) == real.disk(of: "/tmp"))
    #expect(real.disk(of: folder.path) != real.disk(of: "/proc"))
    #expect(real.disk(of: "/nowhere") == nil)
  }

  @Test("A backup that nobody waited for is remembered with what it would take, until one is made")
  func skipped() throws {
    let disk = try office()
    let daily = DailyBackup("/data", files: disk)
    try daily.choose("/stick", explanation: "CADANGAN")
    var time: Int64 = 0
    let clock = { () -> Int64 in
      time += 700
      return time
    }
    try daily.carryOut(now: noon, clock: clock)
    #expect(daily.standing.took == 700)
    #expect(!daily.standing.wasSkipped)
    let later = Timestamp(seconds: noon.seconds + 86_400, offsetMinutes: 420)
    daily.skip(now: later, took: 1000)
    #expect(daily.standing.wasSkipped)
    #expect(daily.standing.took == 1000)
    #expect(daily.standing.last == noon)
    #expect(daily.standing.isDue(on: later.date))
    try daily.carryOut(now: later, clock: clock)
    #expect(!daily.standing.wasSkipped)
    #expect(daily.standing.took == 700)
    // Told to stop, it leaves nothing behind and nothing is forgotten.
    #expect(throws: BackupProblem.stopped) { try daily.carryOut(now: later, isStopped: { true }) }
    #expect(daily.standing.last == later)
    #expect(try !disk.list("/stick").contains { $0.hasSuffix(".part") })
  }
}
