// Consents of several people by keys: each marked by hand, none twice, nobody by default.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Consents of several people")
struct ConsentSheetTests {
  private func consent(_ number: Int, _ desk: Desk) -> Consent? {
    desk.state.registry.consents(of: Seekers.person(number).id).first { $0.purpose == "contact" }
  }

  private func opened(_ numbers: [Int], purpose: String = "3") -> Desk {
    var desk = Desk.withVacancy()
    desk.open(ConsentSheetScreen(numbers.map { Seekers.person($0).id }, Context(desk.state, world: nil)))
    desk.type(purpose)
    return desk
  }

  /// To the field of this person.
  private func go(to field: String, _ desk: inout Desk) {
    let focus = { (desk: Desk) in (desk.state.layers.last as? ConsentSheetScreen)?.hand.form.focus }
    for _ in 0..<30 where focus(desk) != field { desk.press(.backTab) }
    for _ in 0..<30 where focus(desk) != field { desk.press(.tab) }
  }

  @Test("Only who is marked has agreed, each in the own way and on the own day, in one save with an entry each")
  func marks() {
    var desk = opened([1, 2, 3, 4])
    #expect(desk.sees("0 dari 4 orang ditandai") && desk.sees("SITI AMINAH") && desk.sees("AGUS WIBOWO"))
    desk.press(.function(2))
    #expect(desk.sees("Belum ada yang ditandai"))
    let saves = desk.saves.count
    go(to: "p.how/\(Seekers.person(1).id)", &desk)
    desk.type("1")
    go(to: "p.how/\(Seekers.person(3).id)", &desk)
    desk.type("2")
    go(to: "p.day/\(Seekers.person(3).id)", &desk)
    desk.type("20112026")
    #expect(desk.sees("2 dari 4 orang ditandai"))
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
    #expect(desk.sees("2 izin data tersimpan; 2 orang tidak ditandai."))
    #expect(consent(1, desk) == Consent(purpose: "contact", given: "2026-11-22", how: "signed", withdrawn: nil))
    #expect(consent(3, desk) == Consent(purpose: "contact", given: "2026-11-20", how: "spoken", withdrawn: nil))
    #expect(consent(2, desk) == nil && consent(4, desk) == nil)
    let entries = desk.saves.last?.edits.filter { $0.on.kind == .entry } ?? []
    #expect(entries.count == 2)
  }

  @Test("Who agreed already is said with the day and not replaced; who took it back can agree anew")
  func known() {
    var desk = Desk.withVacancy()
    desk.save([Edit(on: Seekers.person(2), set: [FieldChange("withdrawn/placement", "2026-11-10")])])
    desk.open(ConsentSheetScreen([1, 2].map { Seekers.person($0).id }, Context(desk.state, world: nil)))
    desk.type("1")
    for number in [1, 2] {
      go(to: "p.how/\(Seekers.person(number).id)", &desk)
      desk.type("1")
    }
    let saves = desk.saves.count
    desk.press(.function(2))
    #expect(desk.saves.count == saves && desk.sees("Sudah memberi izin sejak 01-11-2026"))
    go(to: "p.how/\(Seekers.person(1).id)", &desk)
    desk.press(.backspace)
    desk.press(.function(2))
    #expect(desk.state.registry.agreesToPlacement(Seekers.person(2).id))
    #expect(desk.state.registry.consents(of: Seekers.person(1).id).first?.given == "2026-11-01")
  }

  @Test("No day to come, no day without a way; who rests or is gone is not on the page")
  func refused() {
    var desk = Desk.withVacancy()
    desk.save([
      Edit(on: Seekers.person(2), set: [FieldChange("frozen", "2026-11-20")]),
      Edit(on: Seekers.person(3), set: [FieldChange("standing", "2"), FieldChange("standingDate", "2026-11-20")]),
    ])
    desk.open(ConsentSheetScreen((1...4).map { Seekers.person($0).id }, Context(desk.state, world: nil)))
    #expect(desk.sees("0 dari 2 orang") && !desk.sees("BUDI SANTOSO") && !desk.sees("DEWI LESTARI"))
    desk.type("3")
    go(to: "p.day/\(Seekers.person(1).id)", &desk)
    desk.type("20112026")
    let saves = desk.saves.count
    desk.press(.function(2))
    #expect(desk.saves.count == saves && desk.sees("Isi dulu bagaimana"))
    go(to: "p.how/\(Seekers.person(1).id)", &desk)
    desk.type("1")
    go(to: "p.day/\(Seekers.person(1).id)", &desk)
    desk.type("01012027")
    desk.press(.function(2))
    #expect(desk.saves.count == saves && consent(1, desk) == nil)
  }

  @Test("Parked, the page is found among the drafts with what was marked")
  func draft() {
    var desk = opened([1, 2])
    go(to: "p.how/\(Seekers.person(1).id)", &desk)
    desk.type("1")
    desk.press(.escape, .character("2"))
    desk.goHome()
    desk.open(.drafts)
    desk.press(.enter)
    #expect(desk.sees("1 dari 2 orang ditandai"))
    desk.press(.function(2))
    #expect(consent(1, desk)?.how == "signed" && consent(2, desk) == nil)
  }

  @Test("The list of who is still without leads to it, with the heads of its households")
  func fromCoverage() {
    var desk = Desk.open()
    desk.threeHouseholds()
    desk.adoptTheme()
    desk.press(.enter, .enter, .character("3"))
    #expect(desk.state.layers.last is ConsentSheetScreen)
    #expect(desk.sees("KARTINI"))
  }
}
