// What the commands ask of an open data folder.
import LoketModel
import ProcessSupport
import Testing

@testable import loket

struct OpenDataTests {
  @Test("The trace of what leaves is on the disk when `trace` returns: nothing waits for a later sync")
  func traceIsDurable() throws {
    let folder = try TemporaryFolder()
    let clock = ProgramClock()
    let made = try FolderSetUp.carryOut(
      .init(office: "3376021005", officeName: "Mintaragen", device: "PC 1", supervisor: "lurah", pin: "246810"),
      in: folder.file("data"), clock: clock)
    made.journal.close(saving: nil)
    let data = try OpenData.open(folder.file("data"), .read)
    try data.trace(
      .exported, RecordRef(RecordKind(rawValue: "list"), "people"), count: 1, by: "lurah", clock)
    #expect(!data.journal.hasUnflushedTrace)
    data.journal.close(saving: nil)
  }
}
