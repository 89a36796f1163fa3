// A disk that fails or fills up: what the person at the desk is told, and that the next try is heard.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("A failing and a full disk")
struct FailingDiskTests {
  @Test("A PIN that could not be looked at is said, and the next one is looked at again")
  func pinUnavailable() {
    var desk = Desk.open()
    var session = desk.state.session
    session.account = nil
    desk.happen(.opened(Opened(registry: desk.state.registry, session: session)))
    desk.pinFailure = Message(Phrase("file.writeDamaged"), ["path": "pins.json", "code": "5"])
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.sees("Disk gagal menulis pins.json"))
    #expect(desk.state.session.account == nil)
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.state.session.account == "lurah")
  }

  @Test("A disk that is nearly full is said at once and stands on line 22 until Loket is opened again")
  func nearlyFull() {
    var desk = Desk.open()
    desk.happen(.diskNearlyFull(Message(Phrase("file.notice.nearlyFull"))))
    #expect(desk.sees("Disk hampir penuh"))
    desk.press(.character("a"))
    #expect(desk.sees("disk hampir penuh"))
    #expect(!desk.sees("Disk hampir penuh"))
  }
}
