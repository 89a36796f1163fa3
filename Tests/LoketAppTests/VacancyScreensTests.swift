// From the partner to the hired person by keys: the vacancy's form, the list of candidates, referrals, and the last post.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Vacancies by keys")
struct VacancyScreensTests {
  @Test("A partner and a vacancy in two shifts are recorded by keys; the sum of shifts is held to the posts")
  func form() {
    var desk = Desk.open()
    desk.openWork(.partners)
    #expect(desk.sees("Belum ada mitra"))
    desk.press(.function(6))
    desk.type("PT SUARA NUSANTARA")
    desk.press(.function(2))
    // The new partner's page is what somebody goes on with.
    #expect(desk.state.layers.last is PartnerScreen)
    desk.press(.character("1"))
    #expect(desk.sees("PT SUARA NUSANTARA"))
    let form = { (desk: Desk) in (desk.state.layers.last as? SettingFormScreen)?.hand.form }
    // The partner is known: the form begins with the work.
    #expect(form(desk)?.focus == "s.title")
    desk.type("LAYANAN PELANGGAN")
    desk.press(.enter)
    desk.type("layanan")
    desk.press(.enter)
    desk.type("30")
    desk.press(.enter)
    desk.type("20")
    desk.press(.enter)
    desk.type("15")
    desk.press(.function(2))
    #expect(desk.sees("Jumlah per sif 35, lebih dari 30"))
    #expect(desk.newest(.vacancy) == [:])
    desk.press(.tab)
    for _ in 0..<30 where form(desk)?.focus != "s.shifts/morning" { desk.press(.backTab) }
    desk.type("15")
    // What was wrong together with this field is right at once, not only at F2.
    desk.press(.tab)
    #expect(!desk.sees("Jumlah per sif 35"))
    desk.press(.function(2))
    #expect(desk.state.layers.last is VacancyScreen)
    let vacancy = desk.newest(.vacancy)
    #expect(vacancy["posts"] == "30" && vacancy["shifts/morning"] == "15" && vacancy["shifts/afternoon"] == "15")
    #expect(vacancy["opened"] == "2026-11-22" && vacancy["track"] == "layanan-pelanggan")
    #expect(desk.sees("Pagi 0/15 · Siang 0/15"))
    desk.press(.escape, .escape)
    #expect(desk.sees("30") && desk.sees("PT SUARA NUSANTARA"))
  }

  @Test("The list says why each stands where, and how many are left out for what, without a name")
  func ranks() {
    var desk = Desk.withVacancy()
    desk.openVacancy()
    desk.press(.character("1"))
    #expect(desk.sees("6 cocok · 2 tidak tampil · 2 hanya kurang izin data"))
    let screen = desk.state.layers.last as? MatchScreen
    #expect(screen?.found.best.map(\.points).sorted(by: >) == screen?.found.best.map(\.points))
    #expect(desk.sees("= \(screen?.found.best.first?.points ?? 0)"))
    #expect(desk.sees("Izin data ke perusahaan sejak 01-11-2026. Surat bertanda tangan"))
    // Nobody without a consent is named, here or among the figures.
    for name in ["SRI RAHAYU", "EKO PRASETYO"] { #expect(!desk.sees(name)) }
    desk.press(.character("3"))
    #expect(desk.sees("Cocok, tetapi belum memberi izin data"))
    for name in ["SRI RAHAYU", "EKO PRASETYO"] { #expect(!desk.sees(name)) }
    desk.press(.escape)
    desk.type("dewi")
    #expect(desk.sees("DEWI LESTARI") && !desk.sees("BUDI SANTOSO"))
    desk.press(.escape)
    #expect(desk.sees("BUDI SANTOSO"))
    #expect(desk.traces.contains { $0.on == .list("match") && $0.count == 6 })
  }

  @Test("A consent that is recorded brings somebody onto the open list; a frozen person leaves it")
  func follows() {
    var desk = Desk.withVacancy()
    desk.openVacancy()
    desk.press(.character("1"))
    desk.save([Edit(on: Seekers.person(7), set: [FieldChange("consent/placement", "2026-11-22")])])
    #expect(desk.sees("7 cocok") && desk.sees("SRI RAHAYU"))
    desk.save([Edit(on: Seekers.person(1), set: [FieldChange("frozen", "2026-11-22")])])
    #expect(desk.sees("6 cocok") && !desk.sees("SITI AMINAH"))
  }

  @Test("Several are marked and sent in one save, each with an entry; the shift is one that has posts")
  func refers() {
    var desk = Desk.withVacancy()
    desk.openVacancy()
    desk.press(.character("1"), .home, .character(" "), .character(" "))
    #expect(desk.sees("2 ditandai"))
    let marked = (desk.state.layers.last as? MatchScreen)?.marked ?? []
    let saves = desk.saves.count
    desk.press(.function(2))
    #expect(desk.sees("Pagi, 1 tempat kosong") && desk.sees("Malam, 2 tempat kosong"))
    desk.type("3")
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
    #expect(desk.sees("2 orang dirujuk ke LAYANAN PELANGGAN, PT SUARA NUSANTARA"))
    let referrals = desk.state.registry.referrals(to: Seekers.vacancy)
    #expect(Set(referrals.compactMap(\.person)) == Set(marked) && referrals.allSatisfy { $0.shift == "night" })
    #expect(desk.saves.last?.edits.filter { $0.on.kind == .entry }.count == 2)
    #expect(desk.newest(.entry)["action"] == "refer")
    #expect(desk.sees("4 cocok"))
    // Without a mark the selected one is sent.
    desk.press(.home, .function(2))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.state.registry.referrals(to: Seekers.vacancy).count == 3)
  }

  @Test("Interview, not hired and declined are recorded with date and reason; an answer is not given twice")
  func answers() {
    var desk = Desk.withVacancy()
    desk.refer([1, 2, 3], shift: "night")
    desk.openVacancy()
    desk.select(1)
    desk.press(.character("2"))
    // Years that a finger got wrong.
    desk.type("01012020")
    desk.press(.function(2))
    #expect(desk.sees("Lowongan dibuka 20-11-2026") && desk.referral(1)?.standing == "referred")
    let far = ChangeAnswers(values: ["interview": "2036-01-01"], bases: [:], accepting: [])
    let said = ReferralQuestion.interview(Seekers.referral(1)).problem(far, desk.context)
    #expect(said?.field == "c.interview" && said?.text.contains("Lebih dari 180 hari lagi") == true)
    desk.press(.home)
    for _ in 0..<10 { desk.press(.delete) }
    desk.type("01122026")
    desk.press(.function(2))
    #expect(desk.referral(1)?.standing == "interview" && desk.referral(1)?.interview == "2026-12-01")
    #expect(desk.sees("Wawancara SITI AMINAH pada 01-12-2026"))
    desk.select(2)
    desk.press(.character("4"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.referral(2)?.standing == "rejected" && desk.referral(2)?.statusReason == "skill")
    desk.select(3)
    desk.press(.character("5"))
    desk.type("5")
    desk.type("rumah jauh")
    desk.press(.function(2))
    #expect(desk.referral(3)?.standing == "declined" && desk.referral(3)?.statusReason == "distance")
    desk.select(3)
    desk.press(.character("3"))
    #expect(desk.sees("Mengundurkan diri"))
    // Once more, after all.
    desk.press(.character("0"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.referral(3)?.standing == "referred" && desk.referral(3)?.statusReason == nil)
  }

  @Test(
    "Hired makes the placement in the same save; the last post closes the vacancy and frees the others, and it is said")
  func hires() {
    var desk = Desk.withVacancy(posts: 2)
    desk.refer([1, 2, 3], shift: "night")
    desk.openVacancy()
    desk.select(1)
    desk.press(.character("3"))
    let saves = desk.saves.count
    desk.type("01012020")
    desk.press(.function(2))
    #expect(desk.sees("Lowongan dibuka 20-11-2026") && desk.saves.count == saves)
    desk.press(.tab, .backTab)
    desk.type("22112026")
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
    #expect(desk.sees("SITI AMINAH diterima bekerja; penempatannya tersimpan."))
    #expect(desk.newest(.entry)["action"] == "place")
    let placement = desk.state.registry.placement(Seekers.referral(1))
    #expect(placement?.partner == Seekers.partner && placement?.startDate == "2026-11-22")
    #expect(desk.state.registry.person(Seekers.person(1).id)?.employment == "working")
    // Night is full: the next one gets the morning.
    desk.select(2)
    desk.press(.character("3"))
    #expect(desk.sees("Ini tempat terakhir") && desk.sees("1 rujukan lain dilepas"))
    #expect(desk.sees("Pagi, 1 tempat kosong"))
    let words = desk.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Ia dirujuk untuk sif Malam, yang sudah penuh.") && desk.sees("rujukannya sif Malam"))
    desk.press(.function(2))
    #expect(desk.sees("sif Pagi (rujukannya Malam)"))
    #expect(desk.sees("1 rujukan lain dilepas") && desk.sees("Lowongan penuh dan"))
    #expect(desk.referral(2)?.shift == "morning" && desk.referral(3)?.standing == "freed")
    #expect(desk.state.registry.vacancy(Seekers.vacancy)?.state == "filled")
    desk.press(.character("1"))
    #expect(desk.sees("Lowongan ini: Terisi penuh"))
    // It does not reopen while every post is taken, nor by itself when one ends.
    desk.press(.character("9"))
    #expect(desk.sees("Semua tempat sudah terisi"))
    desk.save([
      Edit(
        on: RecordRef(.placement, Seekers.referral(1)),
        set: [FieldChange("endDate", "2026-11-22"), FieldChange("endReason", "contract")])
    ])
    #expect(desk.sees("1 tempat kosong lagi"))
    desk.press(.character("9"))
    #expect(desk.sees("Lowongan sekarang: Terbuka."))
  }

  @Test("Hired beyond the posts by two PCs: the banner names the last one, and nobody is dropped")
  func surplus() {
    var desk = Desk.withVacancy(posts: 1, shifts: false)
    desk.refer([1, 2])
    let registry = desk.state.registry
    let day = desk.state.today
    let first = registry.hireEdits(Seekers.referral(1), shift: nil, from: day, on: day.adding(days: -1), workDay: day)
    let second = registry.hireEdits(Seekers.referral(2), shift: nil, from: day, on: day, workDay: day)
    desk.save(first.edits)
    desk.save(second.edits)
    desk.openVacancy()
    #expect(desk.sees("Diterima 2/1"))
    #expect(desk.sees("Lebih dari jumlah yang dicari: BUDI SANTOSO"))
    #expect(desk.state.registry.placements(at: Seekers.partner).count == 2)
  }

  @Test("Hired on one PC, not on another: the post is held, and whoever decides is asked about the placement at once")
  func disputed() {
    var desk = Desk.withVacancy(posts: 1, shifts: false)
    desk.refer([1, 2])
    let registry = desk.state.registry
    let day = desk.state.today
    let hire = registry.hireEdits(Seekers.referral(1), shift: nil, from: day, on: day, workDay: day)
    let refusal = registry.refusalEdits(
      of: Seekers.referral(1), "rejected", reason: "distance", note: nil, on: day)
    desk.save(hire.edits)
    desk.save(refusal)
    desk.openVacancy()
    #expect(desk.sees("Diterima 1/1"))
    #expect(desk.sees("Jawaban dua PC berbeda, tempatnya dipegang: SITI AMINAH"))
    desk.select(1)
    #expect(desk.sees("bentrok: di satu PC diterima"))
    // No answer is written over the question.
    for key in ["2", "3", "4", "0"] {
      desk.press(.character(Character(key)))
      #expect(desk.state.layers.last is VacancyScreen)
    }
    desk.openConflicts()
    desk.press(.enter)
    #expect(desk.sees("Status rujukan") && desk.sees("Diterima") && desk.sees("Tidak diterima"))
    desk.press(.right)
    desk.press(.function(2))
    #expect(desk.referral(1)?.standing == "rejected")
    #expect(desk.sees("Penempatan dari jawaban lain masih tercatat"))
    desk.type("4")
    desk.press(.function(2))
    #expect(desk.state.registry.isVoid(RecordRef(.placement, Seekers.referral(1))))
    desk.openVacancy()
    #expect(desk.sees("Diterima 0/1") && !desk.sees("masih tercatat"))
  }

  @Test("A vacancy is closed with a reason, and its drafts and questions are found again")
  func closes() {
    var desk = Desk.withVacancy()
    desk.refer([1], shift: "night")
    desk.openVacancy()
    desk.press(.character("9"))
    desk.type("mitra batal")
    // Parked, and found again.
    desk.press(.escape, .character("2"))
    desk.goHome()
    desk.open(.drafts)
    desk.press(.enter, .function(2))
    #expect(desk.state.registry.vacancy(Seekers.vacancy)?.state == "closed")
    #expect(desk.state.registry.vacancy(Seekers.vacancy)?.stateReason == "mitra batal")
    #expect(desk.referral(1)?.standing == "freed")
    // It was a mistake after all.
    desk.openVacancy()
    desk.press(.character("9"))
    #expect(desk.sees("Lowongan sekarang: Terbuka. 1 rujukan menunggu jawaban lagi."))
    #expect(desk.referral(1)?.standing == "referred")
  }

  @Test("From a person to the open vacancies as they fit: Enter sends there, the others say what stands in the way")
  func fromPerson() {
    var desk = Desk.withVacancy()
    let other: [String: String?] = [
      "partner": Seekers.partner, "title": "ADMIN TOKO", "posts": "1", "opened": "2026-11-01", "track": "las",
    ]
    desk.save([Edit(on: RecordRef(.vacancy, Seekers.id(0x5a, 2)), set: Seekers.changes(other))])
    desk.open(PersonScreen(person: Seekers.person(1).id))
    desk.act("refer")
    let screen = { (desk: Desk) in desk.state.layers.last as? PersonVacancyScreen }
    #expect(desk.sees("2 lowongan terbuka, 1 cocok"))
    // As on the vacancy's own list.
    let board = MatchBoard(desk.state.registry, day: desk.state.today)
    let ranked = desk.state.registry.matchQuery(Seekers.vacancy, on: desk.state.today).map {
      board.ranking($0, in: desk.state.registry).best
    }
    let own = screen(desk)?.found.first?.match
    #expect(own != nil && ranked?.contains { $0 == own } == true)
    #expect(desk.sees("= \(own?.points ?? 0)"))
    desk.press(.end, .enter)
    #expect(desk.sees("Keahlian belum ada") && screen(desk) != nil)
    desk.press(.home, .enter)
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.referral(1)?.standing == "referred" && desk.referral(1)?.shift == "morning")
    #expect(desk.sees("2 lowongan terbuka, 0 cocok"))
    // Who has not agreed is asked to, and nothing is saved.
    desk.open(PersonScreen(person: Seekers.person(8).id))
    desk.act("refer")
    desk.press(.home, .enter)
    #expect(desk.sees("Belum ada izin data") && desk.referral(8) == nil)
  }

  @Test("Lists by state, and what is typed filters them")
  func lists() {
    var desk = Desk.withVacancy()
    desk.save([
      Edit(
        on: RecordRef(.vacancy, Seekers.id(0x5a, 2)),
        set: Seekers.changes([
          "partner": Seekers.partner, "title": "ADMIN TOKO", "posts": "1", "opened": "2026-10-01",
          "until": "2026-11-01", "track": Seekers.track,
        ]))
    ])
    desk.openWork(.partners)
    desk.press(.function(7), .character("1"))
    #expect(desk.sees("LAYANAN PELANGGAN") && !desk.sees("ADMIN TOKO"))
    desk.press(.right, .right)
    #expect(desk.sees("ADMIN TOKO") && !desk.sees("LAYANAN PELANGGAN "))
    desk.press(.right, .right)
    #expect(desk.sees("ADMIN TOKO") && desk.sees("LAYANAN PELANGGAN"))
    desk.type("toko")
    #expect(desk.sees("ADMIN TOKO") && !desk.sees("LAYANAN PELANGGAN"))
  }

  // MARK: Person and papers

  @Test("Which shifts somebody can work is an action of the person's page, and stands there")
  func shifts() {
    var desk = Desk.withVacancy()
    desk.refer([1], shift: "night")
    desk.goHome()
    desk.state.layers.append(PersonScreen(person: Seekers.person(1).id))
    #expect(desk.sees("Pagi ya"))
    desk.act("shifts")
    #expect(desk.sees("Sif yang dapat dikerjakan"))
    desk.press(.tab, .tab)
    desk.type("2")
    desk.press(.function(2))
    #expect(desk.state.registry.value(Seekers.person(1), "shifts/night") == "no")
    #expect(desk.sees("Pagi ya · Malam tidak"))
    #expect(desk.sees("Rujukan lowongan"))
  }

  @Test("No CV and no letter without a consent that holds; one key leads to the form in which it is recorded")
  func consent() throws {
    var desk = Desk.withVacancy()
    desk.state.layers.append(PersonScreen(person: Seekers.person(8).id))
    desk.act("cv")
    #expect(desk.sees("Belum ada izin data") && desk.prints.isEmpty)
    desk.press(.character("2"))
    #expect(desk.state.layers.last is DataFormScreen)
    desk.type("1")
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.state.registry.agreesToPlacement(Seekers.person(8).id))
    desk.act("cv")
    #expect(desk.state.layers.last is PaperScreen)
    desk.press(.enter)
    let sheet = try #require(desk.prints.last?.sheet.text)
    #expect(sheet.contains("EKO PRASETYO") && sheet.contains("Layanan pelanggan"))
    #expect(desk.prints.last?.trace?.on == Seekers.person(8))
    // Taken back: nothing leaves, on the vacancy's page either.
    desk.refer([8])
    desk.save([Edit(on: Seekers.person(8), set: [FieldChange("withdrawn/placement", "2026-11-22")])])
    desk.openVacancy()
    desk.press(.character("6"))
    #expect(desk.sees("Belum ada izin data") && desk.prints.count == 1)
  }

  @Test(
    "A CV and a letter have no NIK, no religion, and a telephone only where it is the person's own",
    arguments: Language.allCases)
  func papers(_ language: Language) throws {
    var desk = Desk.withVacancy(language: language)
    desk.refer([1, 2], shift: "night")
    for number in 1...2 {
      let context = Context(desk.state, world: nil)
      let paper = try #require(WorkPaper(person: Seekers.person(number).id, context))
      let referral = try #require(desk.referral(number))
      for (template, values) in [("cv", paper.cv(for: [])), ("referral", paper.letter(referral))] {
        let sheet = PaperSheet(try PaperTemplate.compiled(template), values, PaperFormat(lines: 60), desk.state.wording)
        let text = sheet.text
        #expect(!text.contains("337602") && !text.contains("NIK"))
        #expect(text.contains(Seekers.names[number - 1]))
        #expect(sheet.pages.allSatisfy { $0.allSatisfy { $0.count <= 80 } })
        let ownNumber = "11000100\(number)"
        let digits = text.filter { $0.isNumber || $0 == "\n" }
        #expect(digits.contains(ownNumber) == (template == "cv" && number == 1))
      }
    }
  }
}
