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
