import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Settings")
struct SettingsTests {
  @Test("The queue has a word for the saves of every form")
  func actions() {
    let forms =
      SettingKind.programs + SettingKind.classes + SettingKind.work + SettingKind.followUps
      + SettingKind.vacancies + SettingKind.crafts + SettingKind.groups + SettingKind.grants + SettingKind.mentors
    let unnamed = Set(forms.map(\.action)).filter { action in
      !CodeList.entryAction.codes.contains { $0.code == action }
    }
    #expect(unnamed.isEmpty && forms.count > 20)
  }

  @Test("Esc closes a list in which nothing was found, and the old value stays")
  func nothingFound() {
    var desk = Desk.open()
    desk.press(.function(10), .character("6"))
    desk.type("5")
    desk.press(.function(6))
    desk.type("PT SUARA")
    for _ in 0..<5 { desk.press(.tab) }
    desk.type("zz")
    #expect(desk.sees("Tidak ditemukan"))
    desk.press(.escape)
    #expect(!desk.sees("Tidak ditemukan") && desk.state.layers.last is SettingFormScreen)
    desk.press(.function(2))
    #expect(desk.newest(.partner)["active"] == "yes")
  }

  @Test("A supervisor adds a clerk and a PIN, and the clerk signs in")
  func addClerk() {
    var desk = Desk.open()
    desk.press(.function(10), .character("6"))
    desk.type("2")
    desk.press(.function(6))
    desk.type("petugas1")
    desk.press(.enter)
    desk.type("RINA WATI")
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.saves.last?.edits.first?.on == RecordRef(.account, "petugas1"))
    #expect(desk.sees("PIN untuk petugas1"))
    desk.type("13579")
    desk.press(.enter)
    desk.type("13579")
    desk.press(.function(2))
    #expect(desk.pins["petugas1"] == "13579")
    #expect(desk.sees("RINA WATI"))
    desk.press(.function(10), .end, .up, .enter)
    desk.press(.down)
    desk.type("13579")
    desk.press(.enter)
    #expect(desk.state.session.account == "petugas1")
  }

  @Test("A login typed with Caps Lock on is taken in lower case, and one that exists is refused all the same")
  func capsLock() {
    var desk = Desk.open()
    desk.press(.function(10), .character("6"), .character("2"), .function(6))
    desk.type("LURAH")
    desk.press(.enter)
    #expect(desk.sees("! "))
    desk.press(.backTab)
    desk.type("RINA")
    desk.press(.enter)
    desk.type("RINA WATI")
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.saves.last?.edits.first?.on == RecordRef(.account, "rina"))
  }

  @Test("A choice that was missing and is then picked leaves no word of its absence on the screen")
  func pickedAfterError() {
    for way in [[Key.function(4), .down, .enter], [.character("2")], [.down, .up, .function(4), .enter]] {
      var desk = Desk.open()
      desk.press(.function(10), .character("6"), .character("2"), .function(6))
      desk.type("petugas1")
      desk.press(.enter)
      desk.type("RINA")
      desk.press(.enter, .function(2))
      #expect(desk.sees("belum dipilih"))
      for key in way { desk.press(key) }
      #expect(!desk.sees("belum dipilih"), "\(way)\n\(desk.screen)")
    }
  }

  @Test("A clerk is told that accounts are for supervisors, and a partner can be added")
  func clerkMayNotManage() {
    var desk = Desk.open()
    desk.addClerk()
    desk.press(.function(10), .end, .up, .enter, .down)
    desk.type("13579")
    desk.press(.enter, .function(10), .character("6"), .character("2"), .function(6))
    #expect(desk.sees("Hanya untuk Penyelia, Lurah, Pengelola PC."))
    let saves = desk.saves.count
    desk.press(.escape, .character("5"), .function(6))
    desk.type("PT SINAR TEGAL")
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
    #expect(desk.sees("PT SINAR TEGAL"))
  }

  @Test("The last supervisor cannot be switched off")
  func lastSupervisorStays() {
    var desk = Desk.open()
    desk.press(.function(10), .character("6"), .character("2"), .enter)
    let saves = desk.saves.count
    desk.press(.tab, .tab)
    desk.type("2")
    desk.press(.function(2))
    #expect(desk.saves.count == saves)
    #expect(desk.sees("penyelia terakhir"))
  }
}
