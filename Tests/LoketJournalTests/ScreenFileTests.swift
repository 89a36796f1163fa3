// screen.json: the idle minutes of one PC.
import LoketModel
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite struct ScreenFileTests {
  @Test("The minutes are kept for this PC; without the file, and where it says never or nonsense, the usual time holds")
  func minutes() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    let journal = try Journal.open("/data", mode: .write, files: disk).journal
    #expect(journal.idleMinutes == IdleLock.usual)
    try journal.keep(idleMinutes: 5)
    #expect(journal.idleMinutes == 5)
    for text in [
      #"{"loket":1,"idleMinutes":0}"#, #"{"loket":1,"idleMinutes":999}"#, "x", #"{"loket":2,"idleMinutes":3}"#,
    ] {
      try disk.replace("/data/screen.json", with: Array(text.utf8), durable: true)
      #expect(journal.idleMinutes == IdleLock.usual, "\(text)")
    }
    journal.close(saving: nil)
  }
}
