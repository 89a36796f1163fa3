// Sheets that no printer took hold personal data: they are counted, and go after a month.
import LoketModel
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite struct PrintsTests {
  @Test("Sheets are known by the day in their name; those of more than thirty days go, other files never")
  func old() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    let office = try Office("/data", files: disk)
    let prints = office.journal.prints
    #expect(prints.days() == [])
    #expect(prints.removeOld(today: noon.date) == 0)
    func moment(_ days: Int) -> Timestamp {
      Timestamp(seconds: noon.seconds + Int64(days) * 86_400, offsetMinutes: 420)
    }
    for days in [0, 0, 1, 31] { _ = try prints.keep(Array("x".utf8), file: "tanda-terima", now: moment(days)) }
    disk.put("/data/print/catatan saya.txt", [])
    disk.put("/data/print/tanda-terima-20000101000000.pdf", [])
    #expect(prints.days() == [0, 0, 1, 31].map { moment($0).date })
    #expect(prints.removeOld(today: moment(30).date) == 0)
    #expect(prints.removeOld(today: moment(31).date) == 2)
    #expect(prints.days() == [1, 31].map { moment($0).date })
    #expect(try disk.list("/data/print").count == 4)
    office.close()
  }
}
