import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Signing in")
struct SignInTests {
  /// An office with a second account that stands behind the supervisor's in the list.
  private func office(last: String?) -> Desk {
    var desk = Desk.open()
    desk.addClerk()
    var session = desk.state.session
    session.account = nil
    session.lastAccount = last
    desk.happen(.opened(Opened(registry: desk.state.registry, session: session)))
    return desk
  }

  @Test("Whoever worked on this PC last is chosen already: the PIN alone signs in")
  func lastClerk() {
    var desk = office(last: "petugas1")
    desk.type("13579")
    desk.press(.enter)
    #expect(desk.state.session.account == "petugas1")
  }

  @Test(
    "Who was switched off is not chosen, nor is anybody on a new PC: the first of the list is",
    arguments: [
      nil, "gone",
    ])
  func nobody(_ last: String?) {
    var desk = office(last: last)
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.state.session.account == "lurah")
  }

  @Test("After changing the clerk the one who left stands chosen, and a save elsewhere moves no choice")
  func afterSigningOut() {
    var desk = office(last: "lurah")
    desk.press(.down)
    desk.happen(.changedElsewhere(desk.state.registry))
    desk.type("13579")
    desk.press(.enter)
    #expect(desk.state.session.account == "petugas1")
    desk.press(.function(10), .end, .up, .enter)
    desk.type("13579")
    desk.press(.enter)
    #expect(desk.state.session.account == "petugas1")
  }
}
