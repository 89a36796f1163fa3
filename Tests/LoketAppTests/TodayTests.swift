import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("A PC whose clock cannot be true")
struct TodayTests {
  private func doubted() -> Desk {
    var desk = Desk.open()
    desk.now = Timestamp("2000-01-01T08:00:00+07:00")!
    var session = desk.state.session
    session.account = nil
    desk.happen(.opened(Opened(registry: desk.state.registry, session: session, isClockDoubted: true)))
    return desk
  }

  @Test("The day is asked once, and what is saved then carries it")
  func asked() throws {
    var desk = doubted()
    #expect(desk.sees("01-01-2000"))
    desk.type("22112026")
    desk.press(.function(2))
    #expect(desk.effects.contains(.setDay(try #require(CalendarDate(iso: "2026-11-22")))))
    #expect(desk.sees("22-11-2026 (diatur)"))
    desk.type("246810")
    desk.press(.enter)
    desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
    #expect(desk.newest(.person)["registeredOn"] == "2026-11-22")
  }

  @Test("Esc goes on without the day, and nobody is held up")
  func declined() {
    var desk = doubted()
    desk.press(.escape)
    #expect(desk.sees("diragukan"))
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.state.layers.count == 1)
  }

  @Test("A date that the calendar lacks is refused with its reason")
  func refused() {
    var desk = doubted()
    desk.type("31022023")
    desk.press(.function(2))
    #expect(desk.sees("28 hari"))
    #expect(desk.state.session.isClockSet == false)
  }
}

@Suite("The calendar's day after the working day was closed")
struct LegalDayTests {
  @Test(
    "After the day was closed a freeze and the answer to a request bear the calendar's day, not the next working day")
  func legalDays() throws {
    var desk = Desk.withSample()
    desk.save([
      desk.state.registry.planClosing(
        of: desk.now.date, office: "3376021005", device: Desk.device, letter: "A", by: "lurah")
    ])
    #expect(desk.state.tallies.workDay?.iso == "2026-11-23")
    let context = Context(desk.state, world: nil)
    let person = RecordRef(.person, Sample.siti)
    let edits =
      DataForm.freeze(person: Sample.siti, request: nil).edits({ $0 == "reason" ? "X" : nil }, basis: nil, context)
      + DataForm.close(Sample.id(0x71), state: "done", note: nil, context)
    let days = edits.flatMap(\.set).filter { ["frozen", "stateDay"].contains($0.field) }.map(\.value)
    #expect(days == ["2026-11-22", "2026-11-22"] && edits.first?.on == person)
  }
}
