// What was voided or closed is found again and stands again, by keys, and the export shows it.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Voided, closed, and back again")
struct RestoreTests {
  static let home = RecordRef(.household, Sample.budiHome)

  // MARK: Households

  @Test("A household entered twice asks which one is right, and its page says who voided it, why, and leads there")
  func rightOne() {
    var desk = Desk.withSample()
    desk.voidBudiHome(right: true)
    #expect(desk.saves.count == 1)
    #expect(desk.value(.household, Sample.budiHome, "instead") == Sample.slametHome)
    #expect(desk.sees("22-11-2026 09:00 · lurah · PC 1"))
    #expect(desk.sees("Dimasukkan dua kali"))
    #expect(desk.sees("Yang benar      Keluarga SLAMET · GG KENANGA 11"))
    desk.press(.home, .enter)
    #expect(desk.sees("Keluarga SLAMET"))
  }

  @Test("Which one is right may be answered later, and until then the page says that it is not recorded")
  func rightOneLater() {
    var desk = Desk.withSample()
    desk.voidBudiHome(right: false)
    #expect(desk.value(.household, Sample.budiHome, "instead") == nil)
    #expect(desk.sees("belum dicatat (9:"))
    desk.type("9")
    desk.type("slamet")
    desk.press(.enter, .function(2))
    #expect(desk.value(.household, Sample.budiHome, "instead") == Sample.slametHome)
    #expect(desk.state.registry.isVoid(Self.home))
    #expect(desk.lastEntry == ["change", Self.home.description, nil])
  }

  @Test("Voided households are hidden from the list and from Beranda, and stand there, marked, when asked for")
  func found() {
    var desk = Desk.withSample()
    desk.voidBudiHome(right: false)
    desk.press(.escape)
    #expect(!desk.sees("BUDI SANTOSO  "))
    desk.press(.function(7), .character("1"))
    #expect(desk.sees("2 keluarga · 1 dibatalkan"))
    #expect(desk.sees("> BUDI SANTOSO"))
    #expect(desk.sees("DIBATALKAN: Dimas"))
    desk.type("lestari")
    #expect(desk.sees("> BUDI SANTOSO"), "a member's name finds it")
    desk.type("x")
    #expect(!desk.sees("> BUDI SANTOSO"))
    desk.press(.escape, .enter)
    #expect(desk.sees("Keluarga BUDI SANTOSO"))
    desk.goHome()
    desk.type("budi")
    #expect(!desk.sees("BUDI SANTOSO"))
  }

  @Test("A voided household stands again with all that was voided along with it, in one save with its reason")
  func household() {
    var desk = Desk.withSample()
    let before = (desk.exported(.households), desk.exported(.people), desk.exported(.placements))
    desk.voidBudiHome(right: true)
    #expect(!desk.exported(.people).contains("BUDI SANTOSO"))
    desk.type("62")
    #expect(desk.sees("3 anggota, 1 penugasan, 1 penempatan"))
    desk.press(.function(2))
    let restored = desk.saves.last?.edits.filter { $0.void == .cleared }.map(\.on) ?? []
    #expect(
      Set(restored)
        == [
          Self.home, RecordRef(.person, Sample.budi), RecordRef(.person, Sample.siti), RecordRef(.person, Sample.dewi),
          RecordRef(.enrolment, Sample.service), RecordRef(.placement, Sample.job),
        ])
    #expect(desk.lastEntry == ["restore", Self.home.description, "notTwice"])
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.value(.household, Sample.budiHome, "instead") == nil)
    #expect((desk.exported(.households), desk.exported(.people), desk.exported(.placements)) == before)
    #expect(desk.sees("Diaktifkan kembali"))
    #expect(desk.sees("Alasan: Ternyata bukan data ganda"))
    desk.goHome()
    desk.type("siti")
    #expect(desk.sees("SITI NUR'AINI"))
  }

  @Test("What was voided in another save stays void when the household stands again")
  func notTogether() {
    var desk = Desk.withSample()
    desk.find("dewi")
    desk.type("73")
    desk.press(.function(2))
    desk.goHome()
    desk.voidBudiHome(right: false)
    desk.type("61")
    desk.press(.function(2))
    #expect(!desk.state.registry.isVoid(RecordRef(.person, Sample.siti)))
    #expect(desk.state.registry.isVoid(RecordRef(.person, Sample.dewi)))
    #expect(desk.sees("DEWI LESTARI"), "a voided member stays on the page")
  }

  @Test("A number that somebody else has by now is asked about once and never blocks")
  func numberTaken() {
    var desk = Desk.withSample()
    desk.find("siti")
    desk.type("71")
    desk.press(.function(2))
    let twin = Edit(
      on: RecordRef(.person, Sample.tono),
      set: [FieldChange("nik", "3376024508690003"), FieldChange("nikReason", nil)])
    desk.bring(Sample.applied([twin], from: 500, segment: 8))
    desk.type("71")
    desk.press(.function(2))
    #expect(desk.sees("sekarang juga milik TONO"))
    #expect(desk.state.registry.isVoid(RecordRef(.person, Sample.siti)))
    desk.press(.function(2))
    #expect(!desk.state.registry.isVoid(RecordRef(.person, Sample.siti)))
    #expect(desk.lastEntry == ["restore", "person/\(Sample.siti)", "mistake"])
  }

  @Test("A person whose household is void does not come back alone")
  func personOfVoidHousehold() {
    var desk = Desk.withSample()
    desk.voidBudiHome(right: false)
    while desk.state.layers.last is HouseholdScreen, !desk.sees("> Istri") { desk.press(.down) }
    desk.press(.enter)
    #expect(desk.sees("Keluarga BUDI SANTOSO (DIBATALKAN)"))
    desk.type("7")
    #expect(desk.sees("aktifkan keluarganya dahulu"))
  }

  // MARK: Assignments and placements

  @Test("A withdrawn assignment and a voided placement stay on the page with their reasons, and stand again")
  func rows() {
    var desk = Desk.withSample()
    desk.closeRows()
    #expect(desk.sees("Dibatalkan, 22-11-2026, Permintaan sendiri"))
    #expect(desk.sees("DIBATALKAN: Salah orang"))
    desk.type("844")
    desk.press(.function(2))
    #expect(!desk.state.registry.isVoid(RecordRef(.placement, Sample.job)))
    #expect(desk.exported(.placements).contains("Jahitan Siti"))
    desk.press(.up)
    desk.type("843")
    desk.press(.function(2))
    #expect(desk.value(.enrolment, Sample.service, "status") == "assigned")
    #expect(desk.value(.enrolment, Sample.service, "statusReason") == nil)
    #expect(desk.lastEntry == ["restore", "enrolment/\(Sample.service)", "continues"])
    #expect(desk.exported(.enrolments).contains("\"status\":\"assigned\""))
  }

  @Test("A placement that was ended by mistake goes on")
  func goesOn() {
    var desk = Desk.withSample()
    desk.selectPlacement()
    desk.type("84")
    #expect(desk.sees("masih berlaku"))
    desk.type("22")
    desk.press(.function(2))
    #expect(desk.sees("berakhir 22-11-2026, Berhenti"))
    desk.type("843")
    desk.press(.function(2))
    #expect(desk.value(.placement, Sample.job, "endDate") == nil)
    #expect(desk.value(.placement, Sample.job, "endReason") == nil)
    #expect(desk.value(.placement, Sample.job, "kind") == "selfEmployed")
  }

  @Test("An assignment is completed with its day, and one is dropped with a reason")
  func finished() {
    var desk = Desk.withSample()
    desk.selectAssignment()
    desk.type("81")
    desk.type("20112026")
    desk.press(.function(2))
    #expect(desk.value(.enrolment, Sample.service, "status") == "completed")
    #expect(desk.value(.enrolment, Sample.service, "statusDate") == "2026-11-20")
    #expect(desk.lastEntry == ["complete", "enrolment/\(Sample.service)", nil])
    #expect(desk.exported(.enrolments).contains("\"status\":\"completed\""))
    #expect(desk.sees("Selesai, 20-11-2026"))
    desk.type("825")
    desk.press(.function(2))
    #expect(desk.value(.enrolment, Sample.service, "status") == "dropped")
    #expect(desk.value(.enrolment, Sample.service, "statusReason") == "health")
    #expect(desk.lastEntry == ["drop", "enrolment/\(Sample.service)", "health"])
  }

  @Test("The papers of a member are seen by two keys, and a wrong day is taken back")
  func papers() {
    var desk = Desk.withSample()
    desk.find("dewi")
    desk.type("9")
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.dewi, "papersSeen") == "2026-11-22")
    #expect(desk.sees("KTP dilihat     22-11-2026"))
    desk.type("9")
    for _ in 0..<10 { desk.press(.backspace) }
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.dewi, "papersSeen") == nil)
  }

  @Test("The reason of a move stands on the person's page and on that of the household that was left")
  func moveReason() {
    var desk = Desk.withSample()
    desk.moveDewi()
    #expect(desk.sees("Alasan: Menikah"))
    desk.goHome()
    desk.openHousehold()
    #expect(desk.sees("Pernah menjadi anggota"))
    #expect(desk.sees("Keluarga SLAMET"))
    #expect(desk.sees("22-11-2026, Menikah"))
  }

  @Test("A half answered question that makes a household active again is found among the drafts")
  func draft() {
    var desk = Desk.withSample()
    desk.voidBudiHome(right: true)
    desk.type("62")
    desk.type("salah lihat")
    desk.press(.escape, .character("2"))
    var later = desk.startedAnew()
    later.happen(.pinChecked(login: "lurah", .right))
    later.press(.function(10), .character("5"), .enter)
    #expect(later.sees("salah lihat"))
    later.press(.function(2))
    #expect(!later.state.registry.isVoid(Self.home))
    #expect(later.state.registry.members(of: Sample.budiHome).count == 3)
    #expect(later.lastEntry == ["restore", Self.home.description, "notTwice: salah lihat"])
  }

  @Test("The list of the right one finds a household by a member and says by whom, and never the one being voided")
  func choices() {
    var desk = Desk.withSample()
    let context = Context(desk.state, world: nil)
    let found = HouseholdChoices.matching("lestari", besides: Sample.slametHome, context)
    #expect(found.map(\.name) == ["Keluarga BUDI SANTOSO (DEWI LESTARI)"])
    #expect(HouseholdChoices.matching("lestari", besides: Sample.budiHome, context).isEmpty)
    desk.voidBudiHome(right: false)
    let after = Context(desk.state, world: nil)
    #expect(!HouseholdChoices.matching("", besides: "", after).contains { $0.code == Sample.budiHome })
  }

  // MARK: Voided here, changed there

  /// Another PC wrote a note of the household without knowing that it was voided here.
  private func contradicted(account: String = "lurah", language: Language = .indonesian) -> Desk {
    var desk = Desk.withSample(language: language, account: account)
    desk.contradictVoid()
    return desk
  }

  @Test("Voided here and changed on another PC: a clerk sees it, a supervisor makes it active with all that went along")
  func contradictedActive() {
    var clerk = contradicted(account: "petugas1")
    clerk.press(.enter)
    #expect(clerk.sees("penyelia memutuskan. Sampai itu"))
    var desk = contradicted()
    #expect(!desk.state.registry.isVoid(Self.home))
    #expect(desk.sees("Dibatalkan di satu PC, tetapi masih diubah di PC lain"))
    desk.press(.enter)
    desk.type("2")
    desk.press(.function(2))
    #expect(desk.sees("3 anggota, 1 penugasan, 1 penempatan"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.state.registry.members(of: Sample.budiHome).count == 3)
    #expect(desk.value(.household, Sample.budiHome, "note") == "dari PC lain")
  }

  @Test("Or the supervisor lets it be void, and what the other PC wrote is no longer in the way")
  func contradictedVoid() {
    var desk = contradicted()
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.state.registry.isVoid(Self.home))
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.lastEntry == ["void", Self.home.description, "twice"])
  }
}
