// What the commands ask of an open data folder.
import FoundationEssentials
import LoketApp
import LoketModel
import LoketRegistry
import ProcessSupport
import Testing

@testable import loket

struct OpenDataTests {
  private static let answers = SetUp(
    office: "3376021005", officeName: "Mintaragen", device: "PC 1", supervisor: "lurah", pin: "246810")

  @Test("A command works on the day that a person gave in this boot, as the screen does; --clock goes before it")
  func dayThatWasAsked() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("data")
    // Saved by a clock that ran ahead: this PC's own stands behind it and is in doubt.
    let ahead = try #require(Timestamp("2040-05-06T09:00:00+07:00"))
    let made = try FolderSetUp.carryOut(Self.answers, in: path, clock: ProgramClock(ahead))
    #expect(made.clock(ProgramClock()).now().date == ProgramClock().now().date)
    try made.journal.keep(clockShift: 5000 * 86_400, began: ProgramClock.began())
    #expect(made.clock(ProgramClock(ahead)).now().date == ahead.date)
    made.journal.close(saving: nil)
    let outcome = try ChildProcess(
      BuiltPrograms.loket, ["report", "daily", "--format", "json", "--data", path], environment: environment()
    ).finish()
    let day = ProgramClock().now().date.adding(days: 5000)
    #expect(outcome.output.contains("\"day\" : \"\(day.iso)\""), "\(outcome.output)\(outcome.errors)")
  }

  @Test("What a command saves belongs to the next working day once today is closed, and the import says that day")
  func closedDay() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("data")
    let clock = ProgramClock()
    let made = try FolderSetUp.carryOut(Self.answers, in: path, clock: clock)
    let today = clock.now().date
    #expect(made.workDay(clock) == today)
    let closing = made.registry.planClosing(
      of: today, office: "3376021005", device: made.journal.device.id, letter: "A", by: "lurah")
    try made.save([Save(by: "lurah", edits: [closing])], clock)
    #expect(made.workDay(clock) == today.adding(days: 1))
    made.journal.close(saving: nil)
    let file = folder.file("warga.csv")
    try Data("nama,no_kk,nik\nSITI,3376021203150007,3376024508690003\n".utf8).write(to: URL(filePath: file))
    _ = try ChildProcess(BuiltPrograms.loket, ["import", file, "--data", path], environment: environment()).finish()
    let data = try OpenData.open(path, .read)
    defer { data.journal.close(saving: nil) }
    let days = data.registry.all(.entry).map { data.registry.value($0, "day") ?? "" }
    #expect(days == [today.adding(days: 1).iso])
  }

  @Test("The trace of what leaves is on the disk when `trace` returns: nothing waits for a later sync")
  func traceIsDurable() throws {
    let folder = try TemporaryFolder()
    let clock = ProgramClock()
    let made = try FolderSetUp.carryOut(
      Self.answers, in: folder.file("data"), clock: clock)
    made.journal.close(saving: nil)
    let data = try OpenData.open(folder.file("data"), .read)
    try data.trace(
      .exported, RecordRef(RecordKind(rawValue: "list"), "people"), count: 1, by: "lurah", clock)
    #expect(!data.journal.hasUnflushedTrace)
    data.journal.close(saving: nil)
  }
}
