// PINs: the own one, a forgotten one, a wrong one six times.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("PINs")
struct PINTests {
  /// Settings, "Ganti PIN saya".
  private func ownPIN() -> Desk {
    var desk = Desk.open()
    desk.press(.function(10), .character("6"), .character("6"))
    return desk
  }

  @Test("Whoever changes the own PIN is asked for the old one, and a wrong one changes nothing")
  func own() {
    var desk = ownPIN()
    desk.pinDelays = [0, 5]
    desk.type("111222")
    desk.press(.enter)
    desk.type("864209")
    desk.press(.enter)
    desk.type("864209")
    desk.press(.function(2))
    #expect(desk.sees("PIN salah. Coba lagi."))
    #expect(desk.pins["lurah"] == "246810")
    desk.type("111222")
    desk.press(.function(2))
    #expect(desk.sees("PIN salah. Tunggu 5 detik"))
    desk.type("246810")
    desk.press(.function(2))
    #expect(desk.pins["lurah"] == "864209")
    #expect(desk.sees("PIN lurah terpasang di PC ini."))
    #expect(desk.saves.count == 0)
    #expect(desk.drafts.isEmpty)
  }

  @Test("The new PIN must be another one")
  func same() {
    var desk = ownPIN()
    for _ in 0..<3 {
      desk.type("246810")
      desk.press(.tab)
    }
    desk.press(.function(2))
    #expect(desk.sees("harus lain dari PIN lama"))
    #expect(!desk.effects.contains { if case .changePIN = $0 { true } else { false } })
  }

  /// A supervisor gives petugas1, who has forgotten theirs, the PIN 902817.
  private func reset() -> Desk {
    var desk = Desk.open()
    desk.addClerk()
    desk.asksForNewPIN = true
    desk.press(.down, .function(7))
    desk.type("902817")
    desk.press(.enter)
    desk.type("902817")
    desk.press(.function(2))
    return desk
  }

  @Test("A PIN that a supervisor sets is recorded before it holds: who, for whom, when, and never the PIN")
  func recorded() throws {
    let desk = reset()
    #expect(desk.pins["petugas1"] == "902817")
    let save = try #require(desk.saves.last)
    #expect(save.by == "lurah")
    let edit = try #require(save.edits.last)
    #expect(edit.on.kind == .entry)
    let entry = try #require(desk.state.registry.entry(edit.on.id))
    #expect(entry.subject == "account/petugas1")
    #expect(entry.reason == Entry.pinGiven)
    #expect(entry.day == "2026-11-22")
    #expect(!save.edits.contains { $0.set.contains { ($0.value ?? "").contains("902817") } })
    #expect(desk.sees("PIN petugas1 dipasang: 22-11-2026 09:00 · lurah · PC 1"))
    let places = desk.effects.map { effect -> Int in
      switch effect {
      case .save: 1
      case .setPIN: 2
      default: 0
      }
    }.filter { $0 > 0 }
    #expect(places.suffix(2) == [1, 2])
  }

  @Test("A save that fails leaves the old PIN as it was")
  func unrecorded() {
    var desk = Desk.open()
    desk.addClerk()
    desk.press(.down, .function(7))
    desk.type("902817")
    desk.press(.enter)
    desk.type("902817")
    desk.failure = Message(Phrase("file.diskFull"))
    desk.press(.function(2))
    #expect(desk.pins["petugas1"] == "13579")
    desk.press(.function(2))
    #expect(desk.pins["petugas1"] == "902817")
  }

  @Test("After a forgotten PIN the first sign-in asks for an own one, and nothing opens before")
  func forgotten() {
    var desk = reset()
    desk.press(.control("k"), .down)
    desk.type("902817")
    desk.press(.enter)
    #expect(desk.state.session.account == nil)
    #expect(desk.sees("PIN Anda dipasang oleh orang lain."))
    // The given one is no own one.
    desk.type("902817")
    desk.press(.enter)
    desk.type("902817")
    desk.press(.function(2))
    #expect(desk.sees("harus lain dari PIN lama"))
    #expect(desk.state.session.account == nil)
    desk.press(.escape)
    #expect(desk.state.session.account == nil)
    desk.type("902817")
    desk.press(.enter)
    desk.type("550712")
    desk.press(.enter)
    desk.type("550712")
    desk.press(.function(2))
    #expect(desk.state.session.account == "petugas1")
    #expect(desk.state.layers.last is HomeScreen)
    desk.press(.control("k"))
    desk.type("550712")
    desk.press(.enter)
    #expect(desk.state.session.account == "petugas1")
  }

  @Test("A clerk sets nobody else's PIN, and is told who does")
  func clerk() {
    var desk = Desk.open()
    desk.addClerk()
    desk.press(.control("k"), .down)
    desk.type("13579")
    desk.press(.enter, .function(10), .character("6"), .character("2"), .function(7))
    #expect(desk.sees("Hanya untuk Penyelia, Lurah, Pengelola PC."))
    #expect(desk.state.layers.last is SettingListScreen)
  }

  @Test("After a wrong PIN six times the screen says how long to wait, counts down at the next key, and loses no digit")
  func sixTimes() {
    var desk = Desk.open()
    desk.type("SIT")
    desk.press(.control("k"))
    desk.pinDelays = [0, 0, 5, 10, 20, 40]
    var said: [String] = []
    for delay in desk.pinDelays {
      desk.type("135135")
      desk.press(.enter)
      said.append(desk.screen.split(separator: "\n").first { $0.contains("PIN salah") }.map(String.init) ?? "")
      desk.now = Timestamp(seconds: desk.now.seconds + Int64(delay), offsetMinutes: 420)
    }
    #expect(said.prefix(2).allSatisfy { $0.contains("Coba lagi") })
    for (text, delay) in zip(said.suffix(4), [5, 10, 20, 40]) { #expect(text.contains("Tunggu \(delay) detik")) }
    desk.pinDelays = [40]
    desk.type("135135")
    desk.press(.enter)
    let asked = desk.effects.count
    desk.now = Timestamp(seconds: desk.now.seconds + 3, offsetMinutes: 420)
    desk.press(.character("2"))
    #expect(desk.sees("Tunggu 37 detik"))
    desk.now = Timestamp(seconds: desk.now.seconds + 7, offsetMinutes: 420)
    desk.type("46810")
    desk.press(.enter)
    #expect(desk.sees("Tunggu 30 detik"))
    #expect(desk.effects.count == asked)
    desk.now = Timestamp(seconds: desk.now.seconds + 30, offsetMinutes: 420)
    // What was typed while it waited is still there.
    desk.press(.enter)
    #expect(desk.state.session.account == "lurah")
    #expect(desk.sees("SIT"))
  }

  @Test("One account's wait holds up nobody else")
  func others() {
    var desk = Desk.open()
    desk.addClerk()
    desk.press(.control("k"))
    desk.pinDelays = [900]
    desk.type("135135")
    desk.press(.enter, .down)
    desk.type("13579")
    desk.press(.enter)
    #expect(desk.state.session.account == "petugas1")
  }
}
