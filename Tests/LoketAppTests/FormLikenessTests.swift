// The form says while somebody types that somebody alike is registered, and takes the answer without losing a letter.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// MA'MOEN JOENAEDI is registered; the form of a new family holds everything of MA'MUN JUNAEDI but the last letter of
  /// his name. Their serial numbers are neighbours and they were born on one day.
  mutating func typeAlmostAlike() {
    register("MA'MOEN JOENAEDI", nik: "3376021203650001", card: "3376021203150007")
    goHome()
    press(.function(6))
    type("3376021203650002")
    press(.enter)
    type("MA'MUN JUNAED")
  }

  fileprivate var pairs: [Pair] { state.registry.all(.pair).compactMap { state.registry.pair($0.id) } }
  fileprivate func person(named name: String) -> Person? { people.first { $0.name == name } }
  fileprivate var foot: [String] { (17..<21).map { frame.text(row: $0).trimmedEnd } }

  /// F2, and again where doubts are listed; from the form that `typeAlmostAlike` began.
  fileprivate mutating func finishFamily(card: String = "3376021203150008") {
    press(.enter)
    type("TEGAL")
    press(.enter)
    type("JL MELATI 6")
    press(.enter)
    type("003001")
    type("2")
    type("1")
    press(.enter)
    type(card)
    type("4")
    press(.function(2))
    if state.layers.last is ChecksScreen { press(.function(2)) }
  }
}

@Suite("Likeness while typing")
struct FormLikenessTests {
  private static let sentence = "nama sama setelah ejaan lama, nomor urut NIK beda satu angka, tanggal lahir"

  @Test("The letter that completes the name brings who is registered and why; the letter after it takes that away")
  func byKeystroke() {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    #expect(!desk.sees("sudah terdaftar"))
    desk.type("I")
    #expect(desk.foot[0].contains("Kemungkinan besar sudah terdaftar · F7 membandingkan"))
    #expect(desk.foot[1] == "  MA'MOEN JOENAEDI · 337602******0001 · 12-03-1965 · 003/001 · JL MELATI 4")
    #expect(desk.foot[2] == "  " + Self.sentence)
    #expect(desk.sees("? Sudah terdaftar?"))
    desk.type("X")
    #expect(!desk.sees("terdaftar"))
    desk.press(.backspace)
    #expect(desk.foot[2] == "  " + Self.sentence)
  }

  @Test("It stands while other fields are typed, each letter changes one cell, and F8 takes it back with the name")
  func stands() {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    desk.type("I")
    desk.press(.enter)
    desk.type("TE")
    let before = desk.frame
    desk.type("G")
    let changed = (0..<24).reduce(0) { count, row in
      count + (0..<80).count { desk.frame[row, $0] != before[row, $0] }
    }
    #expect(changed == 1)
    #expect(desk.foot[2] == "  " + Self.sentence && desk.sees("? Sudah terdaftar?"))
    desk.press(.function(8), .function(8))
    #expect(!desk.sees("terdaftar"))
  }

  @Test(
    "Looking is not a search of everybody: nothing wakes the program, and whoever stands under the form is in the trace once"
  )
  func quiet() throws {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    let before = desk.effects.count
    desk.type("I")
    let registered = RecordRef(.person, try #require(desk.person(named: "MA'MOEN JOENAEDI")).id)
    let shown = [Effect.trace(TraceLine(.searched, on: registered, kind: .likeness, by: "lurah"))]
    #expect(Array(desk.effects.dropFirst(before)) == shown)
    #expect(desk.state.timer == 1_000)
    desk.press(.backspace)
    desk.type("I")
    #expect(Array(desk.effects.dropFirst(before)) == shown)
  }

  @Test("Compared, traced, and left again: all that was typed stands and goes on where it was")
  func compared() throws {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    desk.type("I")
    let form = desk.form
    desk.press(.function(7))
    #expect(desk.sees("Diketik di formulir") && desk.sees("MA'MUN JUNAEDI"))
    let registered = try #require(desk.person(named: "MA'MOEN JOENAEDI"))
    let look = Effect.trace(TraceLine(.opened, on: RecordRef(.person, registered.id), by: "lurah"))
    #expect(desk.effects.filter { $0 == look }.count == 1)
    desk.press(.character("4"))
    #expect(desk.state.layers.last is PersonScreen)
    desk.press(.escape, .escape)
    #expect(desk.form.values == form.values && desk.form.focus == form.focus)
    desk.type("N")
    #expect(desk.form.value("p0.name") == "MA'MUN JUNAEDIN")
  }

  @Test("Not the same: one save with the form, and neither this form, nor Data ganda, nor a correction asks again")
  func different() throws {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    desk.type("I")
    desk.press(.function(7), .character("2"))
    #expect(desk.sees("Dicatat: Bukan orang sama.") && !desk.sees("sudah terdaftar"))
    #expect(desk.pairs.isEmpty)
    let saves = desk.saves.count
    desk.finishFamily()
    #expect(desk.saves.count == saves + 1)
    let first = try #require(desk.person(named: "MA'MOEN JOENAEDI"))
    let second = try #require(desk.person(named: "MA'MUN JUNAEDI"))
    let state = desk.state.registry.answer(RecordRef(.person, first.id), RecordRef(.person, second.id))
    #expect(state == .answered(.different))
    desk.openDuplicates()
    #expect(desk.sees("Tidak ada apa-apa di sini"))

    desk.open(HouseholdFormScreen.change(person: second.id, Context(desk.state, world: nil)))
    desk.press(.tab)
    desk.type("MA'MUN JUNAIDI")
    #expect(!desk.sees("terdaftar"))
  }

  @Test("An answer is in the draft: after the program ended at once it is saved with the form that goes on")
  func draft() {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    desk.type("I")
    desk.press(.function(7), .character("2"))
    var later = desk.startedAnew()
    later.happen(.pinChecked(login: "lurah", .right))
    later.press(.function(10), .character("5"), .enter)
    #expect(later.form.value("p0.name") == "MA'MUN JUNAEDI")
    #expect(!later.sees("terdaftar"))
    later.finishFamily()
    #expect(later.pairs.map(\.answer) == ["different"])
  }

  @Test("A parked form without an answer says it again when it comes back")
  func parked() {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    desk.type("I")
    desk.press(.function(5), .function(10), .character("5"), .enter)
    #expect(desk.foot[2] == "  " + Self.sentence)
  }

  @Test("The same: the record that stands takes what was typed, and nobody is registered twice")
  func same() throws {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    desk.type("I")
    desk.press(.enter)
    desk.type("BREBES")
    for _ in 0..<20 where desk.form.focus != "p0.phone" { desk.press(.tab) }
    desk.type("081234567890")
    desk.press(.function(7), .character("1"))
    // What was empty is filled, what differs is offered and not taken.
    #expect(desk.form.value("p0.phone").hasSuffix("81234567890") && desk.form.value("p0.name") == "MA'MOEN JOENAEDI")
    for _ in 0..<20 where desk.form.focus != "p0.birthPlace" { desk.press(.tab) }
    #expect(desk.sees("i Diketik tadi: BREBES. Enter mengambil, Tab membiarkan."))
    desk.press(.enter)
    #expect(desk.form.value("p0.birthPlace") == "BREBES")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.people.count == 1 && desk.pairs.isEmpty)
    let person = try #require(desk.people.first)
    #expect(person.phone == "+6281234567890" && person.birthPlace == "BREBES" && person.name == "MA'MOEN JOENAEDI")
    #expect(desk.state.layers.last is PersonScreen)
    #expect(!(desk.state.layers.contains { $0 is HouseholdFormScreen }))
  }

  @Test("Who had no NIK and comes with one: the record takes it, and the reason for having none is gone")
  func firstNik() throws {
    var desk = Desk.open()
    desk.press(.function(6), .enter)
    desk.type("SITI RAHAYU")
    desk.press(.tab, .tab)
    desk.type("05081969")
    desk.type("2")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let first = try #require(desk.people.first)
    #expect(first.nik == nil && first.nikReason != nil)
    desk.goHome()
    desk.press(.function(6))
    desk.type("3376024508690003")
    desk.press(.enter)
    desk.type("SITI RAHAJU")
    #expect(desk.sees("Mungkin sudah terdaftar") && desk.sees("nama sama bila J lama dibaca Y"))
    desk.press(.function(7), .character("1"))
    #expect(!desk.sees("Alasan"))
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.people.map(\.nik) == ["3376024508690003"] && desk.people.first?.nikReason == nil)
  }

  @Test("The same, and then not: Esc and discard there lead back to the form with all that was typed")
  func sameGivenUp() {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    desk.type("I")
    let typed = desk.form.values
    desk.press(.function(7), .character("1"))
    #expect(desk.drafts.values.contains { $0.title == "MA'MUN JUNAEDI" })
    desk.press(.escape)
    if desk.state.layers.last is DialogScreen { desk.press(.function(8)) }
    #expect(desk.form.values == typed)
    #expect(desk.foot[2] == "  " + Self.sentence)
    #expect(desk.drafts.values.contains { $0.title == "MA'MUN JUNAEDI" })
  }

  @Test("A member who is registered already goes on there, and the family that is typed stays without him")
  func sameMember() {
    var desk = Desk.open()
    desk.register("MA'MOEN JOENAEDI", nik: "3376021203650001", card: "3376021203150007")
    desk.goHome()
    desk.press(.function(6))
    desk.type("3376024508690003")
    desk.press(.enter)
    desk.type("SITI RAHAYU")
    desk.press(.function(6))
    desk.type("MA'MUN JUNAEDI")
    desk.press(.enter)
    desk.type("3376021203650002")
    desk.press(.enter)
    #expect(desk.sees("MA'MOEN JOENAEDI"))
    desk.press(.function(7), .character("1"), .function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.form.value("p0.name") == "SITI RAHAYU")
    #expect(desk.form.sections.map(\.id) == ["p0"] && desk.people.count == 1)
  }

  @Test("Without an answer a strong likeness is listed once on saving, and the record keeps no name of the other")
  func listedOnce() throws {
    var desk = Desk.open()
    desk.typeAlmostAlike()
    desk.type("I")
    desk.press(.function(2))
    #expect(desk.state.layers.last is ChecksScreen && desk.sees("JUNAEDI, Nama: Kemungkinan besar sudah terdaftar"))
    desk.press(.function(2))
    let first = try #require(desk.person(named: "MA'MOEN JOENAEDI"))
    let second = try #require(desk.person(named: "MA'MUN JUNAEDI"))
    #expect(
      desk.state.registry.value(RecordRef(.person, second.id), "accepted/like." + first.id) == "serial.name.birth")
    #expect(desk.pairs.isEmpty)
    // Corrected later, it is shown, and not listed again.
    desk.open(HouseholdFormScreen.change(person: second.id, Context(desk.state, world: nil)))
    desk.press(.tab)
    desk.type("MA'MUN DJUNAEDI")
    #expect(desk.sees("sudah terdaftar"))
    let saves = desk.saves.count
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
  }

  @Test("Correcting a person flags neither the person nor, while nothing is changed, those who were alike before")
  func oneself() throws {
    var desk = Desk.open()
    desk.registerAlike()
    let second = try #require(desk.person(named: "MA'MUN JUNAEDI"))
    desk.open(HouseholdFormScreen.change(person: second.id, Context(desk.state, world: nil)))
    desk.press(.tab, .tab)
    #expect(!desk.sees("terdaftar"))
    desk.press(.backTab)
    desk.type("MAMUN JUNAEDI")
    #expect(desk.foot[1].contains("MA'MOEN JOENAEDI") && !desk.foot.joined().contains("MA'MUN"))
  }

  @Test("Two records that both stand are joined in Data ganda, where the answer waits for a supervisor")
  func bothStand() throws {
    for isClerk in [false, true] {
      var desk = Desk.open()
      desk.registerAlike()
      if isClerk {
        desk.addClerk()
        var session = desk.state.session
        session.account = nil
        desk.happen(.opened(Opened(registry: desk.state.registry, session: session)))
        desk.happen(.pinChecked(login: "petugas1", .right))
      }
      let second = try #require(desk.person(named: "MA'MUN JUNAEDI"))
      desk.open(HouseholdFormScreen.change(person: second.id, Context(desk.state, world: nil)))
      desk.press(.tab)
      desk.type("MAMUN JUNAEDI")
      desk.press(.function(7), .character("1"), .function(2))
      if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
      #expect(desk.pairs.map(\.answer) == ["unknown"])
    }
  }

  @Test("An answer alone is work that leaving asks about and F2 saves")
  func answerAlone() throws {
    var desk = Desk.open()
    desk.registerAlike()
    let second = try #require(desk.person(named: "MA'MUN JUNAEDI"))
    desk.open(HouseholdFormScreen.change(person: second.id, Context(desk.state, world: nil)))
    desk.press(.tab)
    desk.type("MAMUN JUNAEDI")
    desk.press(.function(7), .character("2"), .function(8))
    #expect(desk.form.value("p0.name") == "MA'MUN JUNAEDI")
    desk.press(.escape)
    #expect(desk.state.layers.last is DialogScreen)
    desk.press(.escape, .function(2))
    #expect(desk.pairs.map(\.answer) == ["different"])
  }
}
