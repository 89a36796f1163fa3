// A programme by keys from an empty office: a template, a wave, applicants of whom one is refused and let in again.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// Opens the list of programmes from Beranda.
  mutating func openPrograms() {
    goHome()
    press(.function(10), .character("0"))
  }

  /// Takes a template over for this year: its place in the list, from 0 on. Ends on the programme.
  mutating func takeTemplate(_ place: Int) {
    openPrograms()
    press(.function(6))
    for _ in 0..<place { press(.down) }
    press(.enter, .character("1"))
  }

  /// A wave that is open today. Ends on it.
  mutating func openWave() {
    press(.character("1"))
    press(.tab, .tab)
    type("30112026")
    type("05122026")
    type("10122026")
    press(.function(2))
    press(.enter)
  }

  /// Takes somebody in: the words that find the person, the track, the segment where the programme asks for one.
  mutating func apply(_ person: String, _ track: String, segment: String? = nil) {
    if !(state.layers.last is ApplyScreen) { press(.function(6)) }
    type(person)
    press(.enter)
    type(track)
    press(.enter)
    if let segment {
      type(segment)
      press(.enter)
    }
  }
}

@Suite("Programmes by keys") struct ProgramScreenTests {
  /// Two heads in Mintaragen: one unemployed, one at school.
  private func desk() -> Desk {
    var desk = Desk.open()
    desk.register("KARTINI", nik: "3376024502900003", card: "3376020101200001")
    desk.goHome()
    desk.register("BUDI SANTOSO", nik: "3376020502910004", card: "3376020101200002")
    desk.goHome()
    return desk
  }

  @Test("From the templates to a programme in three keys, with its figures and rules")
  func template() throws {
    var desk = desk()
    desk.takeTemplate(2)
    let program = try #require(desk.state.registry.programs().first)
    #expect(program.id == "p3-2026")
    #expect(program.target == "12000" && program.floor == "10400" && program.deadline == "2026-12-31")
    #expect(desk.state.registry.rules(of: program.id).map(\.rule.id) == ["residence", "age", "layoff"])
    #expect(desk.sees("kurang 12.000 (600 kelas)"))
    #expect(desk.sees("kurang 10.400 (520 kelas)"))
    desk.press(.character("2"))
    #expect(desk.sees("kurang 1.600 orang dari target: 80 kelas lagi"))
    #expect(desk.sees("5,77 per kelurahan"))
    desk.press(.escape, .character("3"))
    #expect(desk.sees("sejak 02-03-2026") || desk.sees("sejak 02-03-2020"))
  }

  @Test("A template twice in one year makes a second programme, and a proposal says so")
  func twice() {
    var desk = desk()
    desk.takeTemplate(0)
    #expect(desk.sees("Usulan"))
    desk.takeTemplate(0)
    #expect(desk.state.registry.programs().count == 2)
    #expect(desk.state.registry.programs().contains { $0.name?.hasSuffix("(2)") ?? false })
  }

  @Test("An applicant whom a rule refuses is recorded with the reason, and a supervisor lets that person in")
  func refuseAndSetAside() throws {
    var desk = desk()
    desk.takeTemplate(1)
    desk.openWave()
    desk.apply("KARTINI", "las")
    #expect(desk.sees("Status kerja               boleh") && !desk.sees("belum diketahui"))
    desk.press(.function(2))
    #expect(desk.sees("Tersimpan: KARTINI, Teknik las"))
    let registry = desk.state.registry
    let wave = try #require(registry.waves(of: "p2-2026").first)
    #expect(registry.applications(inWave: wave.id).map(\.status) == ["submitted"])
    // Somebody who has applied is not taken in twice.
    desk.type("KARTINI")
    desk.press(.enter)
    #expect(desk.sees("Sudah mendaftar di gelombang ini"))
    desk.press(.escape)
    // A pupil: the rule of employment refuses.
    let budi = try #require(desk.state.registry.search("BUDI", kinds: [.person], limit: 1).hits.first?.record)
    desk.save([Edit(on: budi, set: [FieldChange("employment", "school")])])
    desk.apply("BUDI", "menjahit")
    #expect(desk.sees("Status kerja Sekolah bukan sasaran"))
    desk.press(.function(2), .character("2"))
    #expect(desk.sees("Tersimpan: BUDI SANTOSO, Menjahit: tidak memenuhi syarat"))
    let application = try #require(desk.state.registry.applications(of: budi.id).first)
    #expect(application.status == "refused")
    #expect(application.statusReason?.contains("Sekolah") ?? false)
    #expect(desk.state.registry.entries(about: "application/\(application.id)").map(\.action) == ["apply"])
    // The supervisor sets that rule aside with a reason.
    desk.press(.escape, .down)
    let track = try #require(desk.state.registry.pools(ofWave: wave.id).first { $0.track == "menjahit" }?.track)
    #expect(track == "menjahit")
    desk.press(.enter)
    desk.press(.enter)
    #expect(desk.sees("Tidak memenuhi syarat"))
    let rules = desk.state.registry.rules(of: "p2-2026").map(\.rule.id)
    for _ in 0..<(rules.firstIndex(of: "employment") ?? 0) { desk.press(.down) }
    desk.press(.enter)
    desk.type("Lulus bulan depan")
    desk.press(.function(2))
    #expect(
      desk.state.registry.value(RecordRef(.application, application.id), "override/employment") == "Lulus bulan depan")
    #expect(desk.sees("dikecualikan"))
    desk.press(.character("4"))
    #expect(desk.state.registry.application(application.id)?.status == "submitted")
  }

  @Test(
    "Whoever is not found is registered with what was typed, and Enter says that nobody was found",
    arguments: [("3375014101000009", "p0.nik"), ("WARSITO BARU", "p0.name")])
  func searchedInVain(typed: String, field: String) {
    var desk = desk()
    desk.takeTemplate(1)
    desk.openWave()
    desk.press(.function(6))
    desk.type(typed)
    desk.press(.enter)
    #expect(desk.sees("Tidak ditemukan") && !desk.sees("Ketik dahulu"))
    desk.press(.function(6))
    #expect(desk.form(HouseholdFormScreen.self)?.hand.form.value(field) == typed)
  }

  @Test("A long programme name leaves room for the wave; a search in vain is no empty wave; an open age is in words")
  func words() {
    var desk = desk()
    desk.takeTemplate(1)
    desk.save([
      Edit(
        on: RecordRef(.program, "p2-2026"),
        set: [FieldChange("name", String(repeating: "PELATIHAN PANJANG ", count: 5)), FieldChange("rules/age", "17-")])
    ])
    desk.openWave()
    #expect(desk.sees("… · Gelombang 1"))
    desk.apply("KARTINI", "las")
    desk.press(.function(2), .escape, .enter)
    desk.type("ZZZ")
    #expect(desk.sees("Tidak ditemukan") && !desk.sees("Belum ada pendaftar"))
    desk.press(.escape, .escape, .escape, .character("3"))
    #expect(desk.sees("17 ke atas"))
  }

  @Test("A wave that is closed takes nobody in, and says until when it was open")
  func closed() {
    var desk = desk()
    desk.takeTemplate(1)
    desk.openWave()
    desk.now = Timestamp("2026-12-01T09:00:00+07:00")!
    desk.happen(.clockSet)
    desk.press(.function(6))
    #expect(desk.sees("Pendaftaran sudah ditutup 30-11-2026"))
    #expect(!(desk.state.layers.last is ApplyScreen))
  }

  @Test("What a rule asks for is changed by keys, and one that cannot be read is not saved")
  func changeRule() {
    var desk = desk()
    desk.takeTemplate(1)
    desk.press(.character("3"), .down, .enter)
    #expect(desk.form(RuleFormScreen.self)?.hand.form.value("r.low") == "17")
    desk.press(.tab)
    desk.type("60")
    desk.press(.function(2))
    #expect(desk.sees("belum lengkap atau tidak terbaca"))
    desk.press(.backTab)
    desk.press(.tab)
    desk.type("18")
    desk.press(.function(2))
    #expect(desk.state.registry.value(RecordRef(.program, "p2-2026"), "rules/age") == "18-55")
  }

  @Test("An event of a programme: a guest by name, and what that guest received")
  func event() throws {
    var desk = desk()
    desk.takeTemplate(2)
    desk.press(.character("4"), .function(6))
    desk.type("BURSA KERJA")
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    desk.press(.enter)
    desk.type("KARTINI")
    desk.press(.enter)
    #expect(desk.sees("1 orang hadir"))
    desk.press(.character("1"))
    desk.type("MODAL USAHA")
    desk.press(.enter)
    desk.type("1")
    desk.type("2500000")
    desk.press(.function(2))
    let person = try #require(desk.state.registry.search("KARTINI", kinds: [.person], limit: 1).hits.first?.record)
    let aid = try #require(desk.state.registry.aids(of: person.id).first)
    #expect(aid.item == "MODAL USAHA" && aid.amount == "2500000" && aid.kind == "capital")
    #expect(desk.sees("Tersimpan: KARTINI"))
    #expect(aid.program == "p3-2026" && aid.event == desk.state.registry.events().first?.id)
    #expect(desk.sees("MODAL USAHA"))
  }
}

extension Desk {
  fileprivate func form<Found: Screen>(_ kind: Found.Type) -> Found? { state.layers.last as? Found }
}
