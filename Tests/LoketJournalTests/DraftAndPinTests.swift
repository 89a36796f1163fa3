// Drafts keep typed text; PINs keep others out.
import Glibc
import LoketModel
import Testing

@testable import DiskInMemory
@testable import LoketJournal

private func draft(_ number: UInt64, at: String = "2030-11-22T10:00:00+07:00") -> Draft {
  Draft(
    id: Identifier(high: 0xd, low: number), kind: "household", title: "SITI \(number)", at: at, day: "2030-11-22",
    account: "petugas1", values: ["head.name": "SITI \(number)", "head.nik": "33"], basis: ["person/1": "x:1"],
    state: ["focus": "head.nik"])
}

@Suite struct DraftTests {
  private func drafts() throws -> (MemoryDisk, Drafts) {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    _ = disk.takeSteps()
    return (disk, Drafts(folder: DataFolder("/data", disk)))
  }

  @Test("A draft is found again as it was, the newest first, and is gone when it is removed")
  func keepListRemove() throws {
    let (_, drafts) = try drafts()
    try drafts.keep(draft(1))
    try drafts.keep(draft(2, at: "2030-11-22T11:00:00+07:00"))
    try drafts.keep(draft(1))
    #expect(drafts.all().drafts == [draft(2, at: "2030-11-22T11:00:00+07:00"), draft(1)])
    try drafts.remove(draft(1).id)
    try drafts.remove(draft(1).id)
    #expect(drafts.all().drafts.count == 1)
  }

  @Test("Keeping a draft while typing never waits for the disk; before a question it does, content and name")
  func syncs() throws {
    let (disk, drafts) = try drafts()
    try drafts.keep(draft(1))
    let quick = disk.takeSteps().map(\.call)
    #expect(!quick.contains(.synchronise) && !quick.contains(.synchroniseFolder))
    #expect(quick.contains(.rename))
    try drafts.keepDurably(draft(1))
    let durable = disk.takeSteps().map(\.call)
    #expect(durable.suffix(4) == [.write, .synchronise, .rename, .synchroniseFolder])
    disk.cutPower(seed: 0)
    #expect(drafts.all().drafts == [draft(1)])
  }

  @Test("Killed at any call while a draft is replaced, the old or the new one is there, whole")
  func killed() throws {
    let (prepared, first) = try drafts()
    try first.keep(draft(1))
    for call in 1...8 {
      let disk = prepared.copy()
      disk.fail(.from(call, EIO))
      var changed = draft(1)
      changed.values["head.name"] = "SITI AMINAH"
      let drafts = Drafts(folder: DataFolder("/data", disk))
      _ = try? drafts.keep(changed)
      disk.kill()
      let found = drafts.all()
      #expect(found.notices.isEmpty)
      #expect(found.drafts == [draft(1)] || found.drafts == [changed], "call \(call)")
      try drafts.keep(changed)
      #expect(drafts.all().drafts == [changed], "call \(call)")
    }
  }

  @Test("A broken draft file is kept aside with its bytes, told once, and does not hide the others")
  func broken() throws {
    let (disk, drafts) = try drafts()
    try drafts.keep(draft(1))
    let path = "/data/drafts/\(Identifier(high: 0xd, low: 2)).json"
    disk.put(path, Array("{\"id\":".utf8))
    let found = drafts.all()
    #expect(found.drafts == [draft(1)])
    #expect(found.notices.map(\.kind) == [.brokenDraft])
    let kept = try #require(disk.files(under: "/data/quarantine").first { $0.hasSuffix(".draft") })
    #expect(disk.bytes(kept) == Array("{\"id\":".utf8))
    #expect(drafts.all().notices.isEmpty)
  }

  @Test("On a full disk a draft takes the reserve, and says so once")
  func fullDisk() throws {
    let (disk, drafts) = try drafts()
    #expect(Reserve(folder: DataFolder("/data", disk)).fill())
    disk.fail(.once(3, ENOSPC))
    #expect(try drafts.keep(draft(1)).map(\.kind) == [.nearlyFull])
    #expect(try drafts.keep(draft(1)) == [])
    #expect(drafts.all().drafts == [draft(1)])
    #expect(!disk.files().contains("/data/reserve"))
  }

  @Test("A draft's id is never a path")
  func noPath() throws {
    let (disk, drafts) = try drafts()
    var bad = draft(1)
    bad.id = "../device"
    #expect(throws: JournalError.self) { try drafts.keep(bad) }
    try drafts.remove("../device")
    #expect(disk.bytes("/data/device.json") != nil)
  }
}

@Suite struct PinTests {
  private func pins() throws -> (MemoryDisk, Pins) {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    return (disk, Pins(folder: DataFolder("/data", disk)))
  }

  @Test("Whoever gave a right PIN last is known after a restart; a wrong one changes nothing, no clock decides it")
  func lastLogin() throws {
    let (disk, pins) = try pins()
    for login in ["lurah", "petugas1"] { try pins.set(login, pin: "246810") }
    #expect(pins.lastLogin == nil)
    #expect(try pins.check("petugas1", pin: "246810", now: 9000) == .right)
    #expect(try pins.check("lurah", pin: "246810", now: 1000) == .right)
    #expect(try pins.check("petugas1", pin: "135790", now: 9999) == .wrong(wait: 0))
    #expect(Pins(folder: DataFolder("/data", disk)).lastLogin == "lurah")
    // A new PIN is no sign-in, and does not undo one.
    try pins.set("lurah", pin: "975310")
    #expect(pins.lastLogin == "lurah")
  }

  @Test("A PIN that somebody else set lets in and says that it is to be changed, until its owner has changed it")
  func given() throws {
    let (disk, pins) = try pins()
    try pins.set("petugas1", pin: "246810", isGiven: true)
    #expect(try pins.check("petugas1", pin: "246810", now: 1000) == .rightToChange)
    #expect(try Pins(folder: DataFolder("/data", disk)).check("petugas1", pin: "246810", now: 1000) == .rightToChange)
    #expect(try pins.change("petugas1", old: "246810", new: "975310", now: 1000) == .right)
    #expect(try pins.check("petugas1", pin: "975310", now: 1000) == .right)
  }

  @Test("A wrong old PIN changes nothing and counts like a wrong PIN at signing in; six of them wait 40 seconds")
  func changing() throws {
    let (_, pins) = try pins()
    try pins.set("lurah", pin: "246810")
    var now: Int64 = 1000
    for wait in [0, 0, 5, 10, 20, 40] {
      #expect(try pins.change("lurah", old: "135790", new: "975310", now: now) == .wrong(wait: wait))
      now += Int64(wait)
    }
    #expect(try pins.change("lurah", old: "246810", new: "975310", now: now - 1) == .tooSoon(wait: 1))
    #expect(try pins.check("lurah", pin: "975310", now: now) == .wrong(wait: 80))
    #expect(try pins.change("lurah", old: "246810", new: "975310", now: now + 80) == .right)
    #expect(try pins.check("lurah", pin: "975310", now: now + 80) == .right)
    #expect(try pins.check("lurah", pin: "246810", now: now + 80) == .wrong(wait: 0))
  }

  @Test("On a full disk a PIN takes the reserve; a right one is right though its count cannot be taken back")
  func failingDisk() throws {
    let (disk, pins) = try pins()
    try pins.set("lurah", pin: "246810")
    _ = disk.takeSteps()
    #expect(try pins.check("lurah", pin: "246810", now: 1000) == .right)
    let writes = disk.takeSteps().enumerated().filter { $0.element.call == .write }.map { $0.offset + 1 }
    let (counted, takenBack) = (try #require(writes.first), try #require(writes.last))
    #expect(counted < takenBack)
    disk.fail(.once(counted, ENOSPC))
    #expect(throws: JournalError.self) { try pins.check("lurah", pin: "246810", now: 1000) }
    disk.fail(.none)
    #expect(Reserve(folder: DataFolder("/data", disk)).fill())
    disk.fail(.once(counted, ENOSPC))
    #expect(try pins.check("lurah", pin: "246810", now: 1000) == .right)
    #expect(!disk.files().contains("/data/reserve"))
    disk.fail(.from(takenBack, EIO))
    #expect(try pins.check("lurah", pin: "246810", now: 1001) == .right)
  }

  @Test(
    "The right PIN is right, a wrong one is wrong, an account without one is unknown; only a yescrypt hash is stored")
  func check() throws {
    let (disk, pins) = try pins()
    try pins.set("lurah", pin: "246810")
    #expect(try pins.check("lurah", pin: "246810", now: 1000) == .right)
    #expect(try pins.check("lurah", pin: "246811", now: 1000) == .wrong(wait: 0))
    #expect(try pins.check("nobody", pin: "246810", now: 1000) == .unknown)
    let text = String(decoding: try #require(disk.bytes("/data/pins.json")), as: UTF8.self)
    #expect(text.contains("$y$"))
    #expect(!text.contains("246810"))
    #expect(try pins.has("lurah"))
    try pins.remove("lurah")
    #expect(try !pins.has("lurah"))
  }

  @Test("After three wrong PINs in a row the wait grows, a right PIN within it is not looked at, and it ends")
  func delay() throws {
    let (_, pins) = try pins()
    try pins.set("lurah", pin: "1")
    #expect(try pins.check("lurah", pin: "x", now: 100) == .wrong(wait: 0))
    #expect(try pins.check("lurah", pin: "x", now: 100) == .wrong(wait: 0))
    #expect(try pins.check("lurah", pin: "x", now: 100) == .wrong(wait: 5))
    #expect(try pins.check("lurah", pin: "1", now: 102) == .tooSoon(wait: 3))
    // A clock that was set back waits the whole delay again.
    #expect(try pins.check("lurah", pin: "1", now: 50) == .tooSoon(wait: 5))
    #expect(try pins.check("lurah", pin: "x", now: 105) == .wrong(wait: 10))
    #expect(try pins.check("lurah", pin: "1", now: 115) == .right)
    #expect(try pins.check("lurah", pin: "x", now: 115) == .wrong(wait: 0))
    #expect((0...60).map { Pins.delay(failures: $0) }.max() == 900)
  }

  @Test("The wrong try is on the disk before the answer, so that a kill or a power cut wins no try")
  func persisted() throws {
    let (disk, pins) = try pins()
    try pins.set("lurah", pin: "1")
    for _ in 0..<3 { _ = try pins.check("lurah", pin: "x", now: 100) }
    disk.cutPower(seed: 0)
    #expect(try pins.wait("lurah", now: 101) == 4)
    #expect(try pins.check("lurah", pin: "1", now: 101) == .tooSoon(wait: 4))
  }

  @Test("Where the count cannot be written no answer is given")
  func readOnly() throws {
    let (disk, pins) = try pins()
    try pins.set("lurah", pin: "1")
    disk.fail(.writesFrom(1, EROFS))
    #expect(throws: JournalError.self) { try pins.check("lurah", pin: "1", now: 100) }
  }

  @Test("A damaged pins.json is told and lets nobody in")
  func damaged() throws {
    let (disk, pins) = try pins()
    try pins.set("lurah", pin: "1")
    disk.replaceBytes("/data/pins.json", Array("{".utf8))
    #expect(throws: JournalError.broken("/data/pins.json")) { try pins.check("lurah", pin: "1", now: 100) }
  }

  @Test("The comparison looks at every byte and takes no shorter or longer text for equal")
  func comparison() {
    #expect(Pins.equalInConstantTime([1, 2, 3], [1, 2, 3]))
    #expect(!Pins.equalInConstantTime([1, 2, 3], [1, 2, 4]))
    #expect(!Pins.equalInConstantTime([1, 2, 3], [1, 2]))
    #expect(!Pins.equalInConstantTime([], [1]))
  }
}
