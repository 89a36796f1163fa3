import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Registering a household")
struct RegistrationTests {
  @Test("A NIK that nobody has opens the form with it, and Enter takes what it says")
  func nikOpensTheForm() {
    var desk = Desk.open()
    desk.type("3376024508690003")
    print(desk.screen)
    desk.press(.enter)
    print(desk.screen)
    #expect(desk.sees("05-08-1969"))
  }
}
