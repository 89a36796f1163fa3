// What a PC keeps of its rounds, and that a file of before, or of nobody, is no obstacle.
import LoketModel
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite struct RoundFileTests {
  @Test("RT, day and login of a round come back at the next start; without the file every visit counts")
  func kept() throws {
    let disk = MemoryDisk()
    try Journal.create("/data", office: "3376021005", label: "PC 1", files: disk)
    let office = try Office("/data", files: disk)
    #expect(office.journal.round == FieldRound())
    let round = FieldRound(
      places: [RukunTetangga(rt: "003", rw: "001")], began: CalendarDate(iso: "2026-11-22"), by: "petugas1")
    try office.journal.keep(round: round)
    office.close()
    let again = try Office("/data", files: disk)
    #expect(again.journal.round == round)
    // As it was written before rounds had a beginning.
    disk.put("/data/field.json", Array("{\"loket\":1,\"only\":[\"004/002\"]}".utf8))
    #expect(again.journal.round == FieldRound(places: [RukunTetangga(rt: "004", rw: "002")]))
    disk.put("/data/field.json", Array("[]".utf8))
    #expect(again.journal.round == FieldRound())
    again.close()
  }

  @Test("A visit counts from the day of the round on, and always where none was begun")
  func counting() {
    func visit(_ day: String?) -> FieldVisit { FieldVisit(id: "1") { $0 == "day" ? day : nil } }
    let round = FieldRound(began: CalendarDate(iso: "2026-11-22"))
    #expect(round.counting(visit("2026-11-21")) == nil)
    #expect(round.counting(visit("2026-11-22")) != nil)
    #expect(round.counting(visit(nil)) == nil)
    #expect(FieldRound().counting(visit("2020-01-01")) != nil)
    #expect(round.counting(nil) == nil)
  }
}
