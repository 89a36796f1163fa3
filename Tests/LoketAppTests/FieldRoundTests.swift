import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("A field worker's round")
struct FieldRoundTests {
  /// Two households in RT 003/001, the round of that RT on the screen.
  private func round() -> Desk {
    var desk = Desk.open()
    desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
    desk.goHome()
    desk.register("WARSITI", nik: "3376024508680003", card: "3376021203150008")
    desk.goHome()
    desk.press(.function(10), .character("9"))
    desk.press(.enter)
    return desk
  }

  private func visits(_ desk: Desk) -> [FieldVisit] {
    desk.state.registry.all(.fieldVisit).compactMap { desk.state.registry.fieldVisit($0.id) }
  }

  @Test("A digit and F2 say what was found at a door, as one save, and the next house is selected")
  func visited() {
    var desk = round()
    let saves = desk.saves.count
    #expect(desk.sees("2 keluarga · 2 belum"))
    desk.press(.character("1"), .function(2))
    #expect(desk.saves.count == saves + 1)
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.fieldVisit])
    #expect(desk.sees("2 keluarga · 1 belum · 1 dikunjungi"))
    desk.press(.character("2"), .function(2))
    #expect(visits(desk).compactMap(\.outcome).sorted() == ["absent", "visited"])
    #expect(Set(visits(desk).compactMap(\.household)).count == 2)
    #expect(desk.sees("0 belum · 1 dikunjungi · 1 tak ada"))
    desk.press(.tab)
    #expect(desk.sees("Semua rumah di daftar ini sudah dikunjungi"))
  }

  @Test("The day of the next visit cannot lie in the past; once it has come the house is due again")
  func nextDay() {
    var desk = round()
    desk.press(.character("2"))
    for _ in 0..<3 where !desk.sees("Tanggal kunjungan berikut") { desk.press(.tab) }
    desk.type("21112026")
    desk.press(.function(2))
    #expect(visits(desk).isEmpty)
    #expect(desk.sees("sudah lewat"))
    for _ in 0..<10 { desk.press(.backspace) }
    desk.type("23112026")
    desk.press(.function(2))
    #expect(visits(desk).map(\.nextDay) == ["2026-11-23"])
    #expect(desk.sees("0 ulang"))
    desk.now = Timestamp("2026-11-23T09:00:00+07:00")!
    desk.press(.escape, .enter)
    #expect(desk.sees("1 ulang"))
  }

  @Test("A family registered on the round has RT, RW and village filled in, and counts as visited")
  func registers() {
    var desk = round()
    desk.press(.function(6))
    desk.type("3376021203750004")
    desk.press(.enter)
    desk.type("DARMO")
    #expect(desk.form.value("h.rt") == "003" && desk.form.value("h.rw") == "001")
    #expect(desk.form.value("h.village") == "3376021005")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.state.layers.last is FieldRoundScreen)
    #expect(desk.sees("3 keluarga · 2 belum · 1 dikunjungi"))
    #expect(visits(desk).first?.outcome == "visited")
  }

  @Test("A PC that takes one RT shows no other in its lists and its search, says so, and F4 shows all")
  func takes() {
    var desk = round()
    desk.press(.escape, .character(" "))
    #expect(desk.state.session.round.places == [RukunTetangga(rt: "003", rw: "001")])
    desk.press(.function(4))
    #expect(desk.sees("hanya menampilkan RT 003/001") && desk.sees("hanya RT 003/001"))
    desk.happen(.roundKept(RoundChoice(places: [RukunTetangga(rt: "009", rw: "001")])))
    desk.goHome()
    desk.type("SLAM")
    #expect(!desk.sees("SLAMET") && desk.sees("hanya RT 009/001"))
    desk.press(.function(4))
    #expect(desk.sees("SLAMET") && !desk.sees("hanya RT"))
  }

  @Test("A new round is asked for, says since when and by whom, and counts no visit before it; 4 counts them again")
  func begins() {
    var desk = round()
    desk.press(.character("1"), .function(2), .escape)
    #expect(desk.sees("Semua kunjungan dihitung"))
    #expect(desk.sees("data semua RT tetap ada di disk"))
    desk.press(.character("4"))
    #expect(desk.sees("Belum ada putaran"))
    desk.now = Timestamp("2026-11-29T09:00:00+07:00")!
    desk.press(.character("3"))
    #expect(desk.sees("Kunjungan sebelum 29-11-2026 tidak dihitung lagi"))
    desk.press(.enter)
    #expect(desk.state.session.round.kept.began == nil)
    desk.press(.character("3"), .down, .enter)
    #expect(desk.state.session.round.kept == FieldRound(began: CalendarDate(iso: "2026-11-29"), by: "lurah"))
    #expect(desk.sees("Putaran baru sejak 29-11-2026 (lurah)"))
    desk.press(.enter)
    #expect(desk.sees("2 keluarga · 2 belum · 0 dikunjungi"))
    desk.press(.down, .character("2"), .function(2))
    #expect(desk.sees("2 keluarga · 1 belum · 0 dikunjungi · 1 tak ada"))
    // Choosing RT leaves the round as it is; so does showing all of them.
    desk.press(.escape, .character(" "), .character("2"))
    #expect(desk.state.session.round.kept.by == "lurah")
    #expect(desk.state.session.round.places == [])
    desk.press(.character("4"), .enter)
    #expect(desk.sees("0 belum · 1 dikunjungi · 1 tak ada"))
  }

  @Test("A citizen of an RT that this PC does not show is not offered as new")
  func known() {
    var desk = round()
    desk.happen(.roundKept(RoundChoice(places: [RukunTetangga(rt: "009", rw: "001")])))
    desk.goHome()
    desk.type("3376021203650001")
    #expect(desk.state.layers.last is HomeScreen)
  }

  @Test("A corrected household is saved under its head's name")
  func corrects() {
    var desk = round()
    desk.press(.character("5"))
    for _ in 0..<20 where desk.form.focus != "h.address" { desk.press(.tab) }
    desk.type("JL BARU 5")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.state.layers.last is FieldRoundScreen)
    #expect(desk.sees("Tersimpan: Keluarga SLAMET"))
    #expect(desk.sees("JL BARU 5"))
  }

  @Test("The visits of a round are exported, one a line, with head, RT and outcome")
  func exports() {
    var desk = round()
    desk.press(.character("3"), .function(2))
    var bytes: [UInt8] = []
    Export(.fieldVisits).write(desk.state.registry) { bytes += $0 }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    #expect(lines.count == 2)
    #expect(lines.last?.contains("003,001,2026-11-22,refused,") == true)
  }

  @Test("House 9 stands before house 10, and no address last")
  func addresses() {
    let sorted = ["", "JL MELATI 10", "JL MELATI 9", "JL ANGGREK 2"].sorted { AddressOrder($0) < AddressOrder($1) }
    #expect(sorted == ["JL ANGGREK 2", "JL MELATI 9", "JL MELATI 10", ""])
    let street = [
      "JL. MELATI", "Jl Melati 2", "JL MELATI 2 A", "JL MELATI 02 B", "JL MELATI 99999999999999999999 X",
      "JL MELATI BARU 1",
    ]
    #expect(street.shuffled().sorted { AddressOrder($0) < AddressOrder($1) } == street)
  }
}
