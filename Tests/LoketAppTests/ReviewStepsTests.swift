// What a supervisor sees before a decision, and how each of them can be taken back or comes back to the clerk.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Before and after a decision")
struct ReviewStepsTests {
  private func office() -> Desk {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    return desk
  }

  @Test("A batch shows what it would approve as well as what it holds back, one arrow apart, and each of them opens")
  func batchShowsBoth() {
    var desk = office()
    desk.press(.function(7), .character("3"))
    #expect(desk.sees("> Tertahan") && desk.sees("DARSONO") && !desk.sees("KARTINI"))
    desk.press(.right)
    #expect(desk.sees("> Dapat disetujui bersama: 3 entri"))
    #expect(["SITI AMINAH", "KARTINI", "SLAMET"].allSatisfy(desk.sees) && !desk.sees("DARSONO"))
    #expect(desk.sees("biasa: ikut disetujui"))
    desk.press(.down, .enter)
    #expect(desk.state.layers.last is EntryScreen && desk.sees("KARTINI"))
  }

  @Test("Papers that nobody has seen stand as a line of the entry, go back with a reason, and are ticked in the form")
  func papers() throws {
    var desk = office()
    desk.press(.end, .enter)
    let entry = try #require(desk.state.layers.last as? EntryScreen).entry
    let household = try #require(desk.state.registry.records(of: entry).first { $0.kind == .household })
    desk.select(.field(FieldPath(household, "papersSeen")))
    desk.press(.enter, .character("4"), .function(2), .function(2))
    #expect(desk.entryState("DARSONO") == .returned)
    desk.become("budi")
    desk.openQueue()
    desk.press(.enter)
    #expect(desk.form.focus == "h.papersSeen")
    desk.press(.character("1"), .function(2))
    #expect(desk.entryState("DARSONO") == .corrected)
    #expect(desk.sees("Diperbaiki dan kembali ke penyelia: Keluarga DARSONO"))
  }

  @Test("An entry goes back whole with a coded reason; the clerk reads it on top, and any change brings it back")
  func whole() throws {
    var desk = office()
    desk.press(.enter, .character("9"), .character("5"), .function(2))
    #expect(desk.sees("F2 Kembalikan 1 isian"))
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .returned)
    desk.become("ani")
    #expect(desk.sees("sudah terdaftar"))
    desk.openQueue()
    desk.press(.enter)
    #expect(desk.sees("Seluruh entri") && desk.sees("sudah terdaftar"))
    desk.press(.character("4"))
    for _ in 0..<12 where desk.form.focus != "h.note" && desk.form.focus != "p0.note" { desk.press(.tab) }
    desk.type("bukan orang yang sama")
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .corrected)
  }

  @Test("A clerk who submits again without a change is told that it is back with the supervisor")
  func again() {
    var desk = office()
    desk.press(.enter, .character("9"), .character("5"), .function(2), .function(2))
    desk.become("ani")
    desk.openQueue()
    desk.press(.enter, .character("7"), .function(2))
    #expect(desk.entryState("SITI AMINAH") == .corrected)
    #expect(desk.sees("Diajukan lagi, kembali ke penyelia"))
  }

  @Test("In the entry that follows by itself F8 takes the decision before it back, and that entry stands open again")
  func undoBefore() {
    var desk = office()
    desk.press(.enter, .function(2))
    #expect(desk.entryState("SITI AMINAH") == .approved && desk.sees("KARTINI"))
    desk.press(.function(8))
    #expect(desk.entryState("SITI AMINAH") == .submitted)
    #expect((desk.state.layers.last as? EntryScreen)?.following.count == 3)
    #expect(desk.sees("SITI AMINAH"))
    desk.press(.function(2), .function(2))
    #expect(desk.entryState("SITI AMINAH") == .approved && desk.entryState("KARTINI") == .approved)
  }

  @Test("F2 that is held down decides about one entry and not about the next, which nobody has read")
  func held() {
    var desk = office()
    desk.press(.enter, .function(2))
    desk.isRepeat = true
    for _ in 0..<5 { desk.press(.function(2)) }
    #expect(desk.entryState("KARTINI") == .submitted)
    #expect(desk.sees("lepaskan F2"))
    desk.isRepeat = false
    desk.press(.function(2))
    #expect(desk.entryState("KARTINI") == .approved)
  }

  @Test("Cancelling says that it is final and asks; the safe answer comes first")
  func cancel() {
    var desk = office()
    desk.press(.enter, .character("6"), .function(2))
    #expect(desk.sees("Batalkan entri ini?") && desk.sees("diurungkan."))
    desk.press(.enter)
    #expect(desk.entryState("SITI AMINAH") == .submitted)
    desk.press(.character("6"), .function(2), .function(8))
    #expect(desk.entryState("SITI AMINAH") == .cancelled)
  }

  @Test("Of several people the page says whose doubt it is")
  func whoseDoubt() throws {
    var desk = office()
    desk.press(.enter)
    let entry = try #require(desk.state.layers.last as? EntryScreen).entry
    let registry = desk.state.registry
    let household = try #require(registry.records(of: entry).first { $0.kind == .household })
    desk.save([
      Edit(
        on: RecordRef(.person, Sample.id(0x91)),
        set: [FieldChange("name", "TONO"), FieldChange("household", household.id)]),
      Edit(
        on: RecordRef(.person, Sample.id(0x92)),
        set: [
          FieldChange("name", "TINI"), FieldChange("household", household.id),
          FieldChange("accepted/phone.missing", "x"),
        ]),
      ReviewEdits.join(RecordRef(.entry, entry), Context(desk.state, world: nil)),
    ])
    #expect(desk.sees("? TINI: "))
  }
}
