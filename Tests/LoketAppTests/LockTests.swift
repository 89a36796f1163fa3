// The locked screen: what was typed stays, another clerk finds an empty desk, and drafts belong to whoever typed them.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("The locked screen")
struct LockTests {
  /// An office with the clerk petugas1 (13579) beside the supervisor, who is at the desk.
  private func office() -> Desk {
    var desk = Desk.open()
    desk.addClerk()
    desk.goHome()
    return desk
  }

  /// Another one signs in over whatever is open.
  private func change(_ desk: inout Desk, to key: Key, pin: String) {
    desk.press(.control("k"), key)
    desk.type(pin)
    desk.press(.enter)
  }

  /// In the middle of a field of the form, nothing of it left yet.
  private func halfFilled() -> Desk {
    var desk = office()
    desk.press(.function(6))
    desk.type("3376024502900001")
    desk.press(.enter)
    desk.type("SUKAR")
    return desk
  }

  @Test("Idle in the middle of a form locks over it, and everything typed is there after the PIN, to the last letter")
  func idle() {
    var desk = halfFilled()
    let (form, layers) = (desk.form, desk.state.layers.count)
    desk.happen(.idle)
    #expect(desk.sees("Terkunci karena lama tidak dipakai. Isian lurah tetap tersimpan."))
    #expect(!desk.sees("SUKAR"))
    #expect(!desk.sees("337602"))
    #expect(desk.drafts.values.contains { $0.values["value.p0.name"] == "SUKAR" && $0.by == "lurah" })
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.form == form)
    #expect(desk.state.layers.count == layers)
    desk.type("NO")
    #expect(desk.form.value("p0.name") == "SUKARNO")
  }

  @Test("No message that stood there when nobody was at the desk any more tells on the locked screen")
  func message() {
    var desk = halfFilled()
    desk.state.status = Status(.info, "SUKARNO tersimpan")
    desk.happen(.idle)
    #expect(!desk.sees("SUKARNO"))
  }

  @Test("The lock puts the draft on the disk at once, and a program that ends while it is locked loses nothing")
  func durable() {
    var desk = halfFilled()
    desk.press(.control("k"))
    #expect(desk.sees("Layar dikunci. Isian lurah tetap tersimpan"))
    #expect(
      desk.effects.contains { effect in
        if case .storeDraft(let draft, true) = effect { draft.values["value.p0.name"] == "SUKAR" } else { false }
      })
    desk.happen(.hangUp)
    let later = desk.startedAnew()
    #expect(later.state.drafts.map(\.by) == ["lurah"])
  }

  @Test("Ctrl-K locks from every layer: a list, a form, an open pick list, a question, a menu, the help")
  func anywhere() {
    let ways: [[Key]] = [
      [], [.function(10)], [.function(1)], [.function(10), .character("2")], [.function(6)], [.function(6), .escape],
      [.function(10), .character("6"), .character("6")], [.function(10), .character("4")],
    ]
    for way in ways {
      var desk = office()
      for key in way { desk.press(key) }
      let layers = desk.state.layers.count
      desk.press(.control("k"))
      #expect(desk.state.session.account == nil, "\(way)")
      #expect(desk.state.layers.last is SignInScreen, "\(way)")
      desk.type("246810")
      desk.press(.enter)
      #expect(desk.state.session.account == "lurah", "\(way)")
      #expect(desk.state.layers.count == layers, "\(way)")
    }
  }

  @Test("Before anybody signed in there is nothing to lock")
  func notYet() {
    var desk = office()
    desk.press(.control("k"), .control("k"))
    #expect(desk.state.layers.filter { $0 is SignInScreen }.count == 1)
  }

  @Test("Another clerk is at work after one key, the name and the PIN; the first one's form waits as a draft of theirs")
  func anotherClerk() throws {
    var desk = halfFilled()
    let form = desk.form
    // A letter goes to the account that begins with it.
    change(&desk, to: .character("p"), pin: "13579")
    #expect(desk.state.session.account == "petugas1")
    #expect(desk.state.layers.last is HomeScreen)
    let draft = try #require(desk.state.drafts.first)
    #expect(draft.by == "lurah")
    // Its time and its clerk, and not whose data they are.
    #expect(desk.sees("22-11-2026 09:00  (draf milik lurah)"))
    #expect(!desk.sees("SUKAR"))
    #expect(!desk.sees("1 draf"))
    change(&desk, to: .character("l"), pin: "246810")
    #expect(desk.sees("1 draf"))
    desk.press(.function(10), .character("5"), .enter)
    #expect(desk.form.values == form.values)
  }

  @Test(
    "Another clerk neither opens nor throws away a draft, and is told whose it is; a supervisor opens it and it stays theirs"
  )
  func owner() throws {
    var desk = office()
    change(&desk, to: .down, pin: "13579")
    desk.press(.function(6))
    desk.type("3376024502900001")
    desk.press(.enter)
    desk.type("SUKARNO")
    desk.press(.enter, .function(5))
    #expect(desk.state.drafts.map(\.by) == ["petugas1"])
    // A third one, a clerk like the first.
    desk.save([
      Edit(
        on: RecordRef(.account, "zaenal"),
        set: [FieldChange("name", "ZAENAL"), FieldChange("role", "clerk"), FieldChange("active", "yes")])
    ])
    desk.send(.setPIN(login: "zaenal", pin: "20202"))
    change(&desk, to: .character("z"), pin: "20202")
    desk.press(.function(10), .character("5"), .enter)
    #expect(desk.sees("Draf ini milik petugas1."))
    #expect(desk.state.layers.last is DraftListScreen)
    desk.press(.character("2"))
    #expect(desk.sees("Draf ini milik petugas1."))
    #expect(desk.state.drafts.count == 1)
    // The citizen comes back to the wrong counter: the number is known, and where.
    desk.goHome()
    desk.type("3376024502900001")
    #expect(desk.sees("Nomor ini ada di draf petugas1"))
    desk.press(.escape)

    change(&desk, to: .character("l"), pin: "246810")
    #expect(desk.sees("SUKARNO (petugas1)"))
    desk.press(.function(10), .character("5"), .enter)
    #expect(desk.form.value("p0.name") == "SUKARNO")
    desk.type("TEGAL")
    desk.press(.enter, .function(5))
    let draft = try #require(desk.state.drafts.first)
    #expect(draft.by == "petugas1")
    #expect(draft.values["value.p0.birthPlace"] == "TEGAL")
  }

  @Test("People chosen for a track, and the reason typed for them, wait as a draft too when another clerk comes")
  func assignment() {
    var desk = office()
    desk.bring(Sample.applied(Sample.edits, from: 1))
    desk.press(.function(10), .character("4"))
    desk.type("BUDI")
    desk.press(.enter)
    desk.type("SLAMET")
    desk.press(.enter, .tab)
    desk.type("las")
    desk.press(.enter)
    desk.type("ALASAN")
    #expect(desk.sees("BUDI SANTOSO, SLAMET"))
    change(&desk, to: .character("p"), pin: "13579")
    #expect(desk.state.drafts.map(\.by) == ["lurah"])
    change(&desk, to: .character("l"), pin: "246810")
    desk.press(.function(10), .character("5"), .enter)
    #expect(desk.sees("BUDI SANTOSO, SLAMET") && desk.sees("Teknik las: F2"))
    desk.type("NYA")
    desk.press(.escape)
    #expect(desk.state.drafts.first?.values["reason"] == "ALASANNYA")
    #expect(desk.state.layers.last is DialogScreen)
    desk.press(.function(8))
    #expect(desk.state.drafts.isEmpty && desk.drafts.isEmpty)
  }

  @Test("Letters choose an account: the first that begins with all of them, or the next one with the last")
  func letters() {
    var desk = Desk.open()
    for login in ["petra", "petugas", "zaenal"] {
      desk.save([
        Edit(on: RecordRef(.account, login), set: [FieldChange("role", "clerk"), FieldChange("active", "yes")])
      ])
    }
    desk.press(.control("k"))
    let steps = [
      ("p", "petra"), ("etu", "petugas"), ("z", "zaenal"), ("p", "petra"), ("p", "petugas"), ("x", "petugas"),
    ]
    for (letters, login) in steps {
      for letter in letters { desk.press(.character(letter)) }
      #expect(desk.sees("> \(login) "), "\(letters)")
    }
  }

  @Test("The minutes are this PC's, never is no choice, and a clerk changes them not")
  func minutes() {
    var desk = office()
    desk.press(.function(10), .character("6"), .character("9"))
    #expect(desk.state.layers.last is IdleScreen)
    desk.type("00")
    desk.press(.function(2))
    #expect(desk.sees("1 sampai 60 menit; tidak bisa dimatikan"))
    #expect(desk.state.session.idleMinutes == 15)
    desk.press(.home)
    desk.type("05")
    desk.press(.function(2))
    #expect(desk.state.session.idleMinutes == 5)
    #expect(desk.saves.last?.edits.contains { $0.on.kind == .device } != true)
    change(&desk, to: .down, pin: "13579")
    desk.press(.function(10), .character("6"), .character("9"))
    #expect(desk.sees("Hanya untuk Penyelia, Lurah, Pengelola PC."))
    #expect(!(desk.state.layers.last is IdleScreen))
  }
}
