import LoketModel
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("The five questions")
struct SetUpScreenTests {
  private func answered() -> Desk {
    var desk = Desk()
    desk.type("mintar")
    desk.press(.enter)
    desk.type("lurah")
    desk.press(.enter)
    desk.type("246810")
    desk.press(.enter)
    desk.type("246810")
    desk.press(.enter)
    return desk
  }

  @Test("Real data never begin by silence: without an answer to the fifth question nothing starts")
  func noSilentStart() {
    var desk = answered()
    desk.press(.function(2))
    #expect(desk.effects.isEmpty)
    #expect(desk.sees("5. Data: Tekan 1 atau 2"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.effects.contains { if case .setUp = $0 { true } else { false } })
  }

  @Test("Behind the last question stands what is not yet right, and that all is answered only where it is")
  func ready() {
    var desk = Desk()
    desk.type("mintar")
    desk.press(.enter)
    desk.type("lurah")
    desk.press(.enter)
    desk.type("246810")
    desk.press(.enter)
    desk.type("246811")
    desk.press(.enter)
    desk.type("1")
    #expect(!desk.sees("Semua terjawab"))
    #expect(desk.state.status?.level == .error)
    desk.press(.backTab)
    desk.type("246810")
    desk.press(.enter, .enter)
    #expect(desk.sees("Semua terjawab. F2 memulai."))
  }

  @Test("Both answers stand on the screen from the start, the demo as one that is thrown away")
  func bothShown() {
    let desk = Desk()
    #expect(desk.sees("1  Data kantor sungguhan"))
    #expect(desk.sees("semua dibuang saat Loket ditutup"))
  }

  @Test("2 opens the demo and saves no office")
  func demo() {
    var desk = answered()
    desk.type("2")
    desk.press(.function(2))
    #expect(desk.effects == [.openDemo])
  }

  @Test("F1 explains the field that has the focus, and comes back to what was typed")
  func help() {
    var desk = Desk()
    desk.type("mint")
    desk.press(.function(1))
    #expect(desk.sees("33.76.02.1005"))
    desk.press(.escape)
    #expect(desk.sees("mint"))
    desk.press(.enter, .function(1))
    #expect(desk.sees("3. AKUN PENYELIA"))
  }
}
