import LoketModel
import LoketWidgets
import Testing

@testable import LoketApp

/// A screen written by README's steps: one value that names itself, reads keys and draws.
private struct CounterScreen: Screen {
  var count = 0

  func title(_ context: Context) -> String { "Hitung" }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .new: .named("Tambah"), .save: .off("tidak ada yang disimpan")]
  }
  func hint(_ context: Context) -> String { "F6 menambah satu." }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: count += 1
    case .back: context.close()
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put("Jumlah: \(count)", row: area.top, column: 1)
  }
}

@Suite("Adding a screen")
struct ToyScreenTests {
  private func opened() -> Desk {
    var desk = Desk.open()
    desk.open(CounterScreen())
    return desk
  }

  @Test("A new screen is one value: it draws, reads its keys, says why one is off, and closes")
  func wholeLife() {
    var desk = opened()
    #expect(desk.sees("Loket › Hitung"))
    #expect(desk.sees("F6 Tambah"))
    desk.press(.function(6), .function(6))
    #expect(desk.sees("Jumlah: 2"))
    desk.press(.function(2))
    #expect(desk.sees("tidak ada yang disimpan"))
    desk.press(.escape)
    #expect(!desk.sees("Hitung"))
  }

  @Test("F1 lists its keys without a line of its own code")
  func help() {
    var desk = opened()
    desk.press(.function(1))
    #expect(desk.sees("F6 Ctrl-N"))
    #expect(desk.sees("Tambah"))
    desk.press(.escape)
    #expect(desk.sees("Jumlah: 0"))
  }
}
