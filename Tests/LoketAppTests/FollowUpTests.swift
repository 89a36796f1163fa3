// Calls by keys: the list by its days, what one save changes, what stays due, the job-seeker card and the figures.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Follow-up by keys")
struct FollowUpTests {
  private func row(_ desk: Desk, _ name: String) -> String? {
    desk.screen.split(separator: "\n").map(String.init).first { $0.contains(name) }
  }

  private func edits(_ desk: Desk, _ kind: RecordKind) -> [Edit] {
    desk.saves.last?.edits.filter { $0.on.kind == kind } ?? []
  }

  @Test("The longest overdue stands first; who is settled, dead or asked for another day is not among those due")
  func list() {
    var desk = Desk.atFollowUps()
    let names = ["EKO PRASETYO", "ANI LESTARI", "DINA MARIANA", "BAYU PUTRA"]
    let lines = desk.screen.split(separator: "\n")
    let places = names.compactMap { name in lines.firstIndex { $0.contains(name) } }
    #expect(places.count == names.count)
    #expect(places == places.sorted())
    for name in ["CITRA DEWI", "GUNAWAN", "HANA PERTIWI", "INDAH SARI"] { #expect(!desk.sees(name)) }
    #expect(row(desk, "ANI LESTARI")?.contains("Tidak diangkat") == true)
    desk.press(.right)
    #expect(desk.sees("HANA PERTIWI"))
    desk.press(.right)
    #expect(desk.sees("INDAH SARI"))
    #expect(!desk.sees("BAYU PUTRA"))
    desk.press(.function(4))
    desk.type("4")
    #expect(desk.sees("CITRA DEWI"))
    desk.type("bayu")
    #expect(desk.sees("BAYU PUTRA"))
    #expect(!desk.sees("CITRA DEWI"))
  }

  @Test("Who calls says the own name where the account has none: a login is no name")
  func script() {
    var desk = Desk.atFollowUps()
    desk.call("bayu")
    #expect(desk.sees("saya [nama Anda] dari Mintaragen") && !desk.sees("saya lurah"))
    let registry = desk.state.registry
    let account = RecordRef(.account, "lurah")
    desk.save(registry.plan([FieldChange("name", "SRI WAHYUNI")], on: account, basis: registry.basis(account)))
    #expect(desk.sees("saya SRI WAHYUNI dari Mintaragen"))
  }

  @Test("A call that nobody answered stays due: the person is not yet reported")
  func unreached() {
    var desk = Desk.atFollowUps()
    desk.call("bayu")
    #expect(desk.sees("Apakah BAYU PUTRA"))
    desk.type("2")
    desk.press(.function(2))
    #expect(edits(desk, .followUp).count == 1)
    #expect(edits(desk, .person).isEmpty)
    #expect(edits(desk, .entry).first?.set.contains(FieldChange("action", "followUp")) == true)
    #expect(desk.newest(.followUp)["result"] == nil)
    #expect(desk.sees("belum terhubung"))
    #expect(desk.openRow("BAYU PUTRA").flatMap(desk.state.registry.lastCall)?.outcome == "noAnswer")
  }

  @Test("Still in this work: the call and the state of work in one save, and the row goes to the next step")
  func same() {
    var desk = Desk.atFollowUps()
    desk.call("bayu")
    desk.type("11")
    desk.press(.function(2))
    #expect(edits(desk, .followUp).count == 1)
    #expect(desk.value(.person, FollowUpOffice.person(2), "employment") == "working")
    #expect(desk.value(.placement, FollowUpOffice.placement(2), "endDate") == nil)
    #expect(desk.openRow("BAYU PUTRA")?.step == .quarter)
    #expect(desk.sees("Panggilan ke BAYU PUTRA tersimpan"))
  }

  @Test("Works elsewhere: placement ended, person and call in one save, then the placement form stands ready")
  func otherJob() {
    var desk = Desk.atFollowUps()
    desk.call("lestari")
    desk.type("12")
    #expect(desk.sees("Mengapa berhenti"))
    desk.type("5")
    desk.press(.function(2))
    let kinds = desk.saves.last?.edits.map(\.on.kind)
    #expect(kinds == [.followUp, .placement, .entry])
    #expect(desk.value(.placement, FollowUpOffice.placement(1), "endDate") == "2026-11-22")
    #expect(desk.value(.placement, FollowUpOffice.placement(1), "endReason") == "betterJob")
    #expect(desk.value(.person, FollowUpOffice.person(1), "employment") == "working")
    let form = desk.state.layers.last as? PlacementScreen
    #expect(form?.hand.form.value("p.kind") == "employed")
    #expect(form?.hand.form.value("p.startDate") == "2026-11-22")
  }

  @Test("Whoever was placed in an own business and still has it stays placed")
  func ownBusiness() {
    var desk = Desk.atFollowUps()
    let work = RecordRef(.placement, FollowUpOffice.placement(2))
    let registry = desk.state.registry
    desk.save(registry.plan([FieldChange("kind", "selfEmployed")], on: work, basis: registry.basis(work)))
    desk.call("bayu")
    desk.type("13")
    #expect(!desk.sees("Mengapa berhenti"))
    desk.press(.function(2))
    #expect(desk.value(.placement, FollowUpOffice.placement(2), "endDate") == nil)
    #expect(desk.value(.person, FollowUpOffice.person(2), "employment") == "selfEmployed")
    #expect(desk.state.layers.last is FollowUpScreen)
  }

  @Test("Not working after a course is said of the person; nothing asks for the end of work")
  func course() {
    var desk = Desk.atFollowUps()
    desk.call("dina")
    #expect(!desk.sees("Masih di pekerjaan ini"))
    desk.type("14")
    #expect(!desk.sees("Mengapa berhenti"))
    desk.press(.function(2))
    #expect(desk.value(.person, FollowUpOffice.person(4), "employment") == "notWorking")
    #expect(desk.state.layers.last is FollowUpScreen)
  }

  @Test("Reached without saying what the person does is not saved")
  func incomplete() {
    var desk = Desk.atFollowUps()
    let saves = desk.saves.count
    desk.call("lestari")
    desk.type("1")
    desk.press(.escape, .function(2))
    #expect(desk.saves.count == saves)
    #expect(desk.state.layers.last is FollowUpCallScreen)
  }

  @Test("A card that was reported moves on by six months; its form keeps the dates of AK/1")
  func jobCard() {
    var desk = Desk.atFollowUps(rows: 40)
    desk.call("eko")
    #expect(desk.sees("AK/1"))
    desk.type("1h")
    desk.press(.function(2))
    #expect(desk.value(.person, FollowUpOffice.person(5), "jobCardReported") == "2026-11-22")
    #expect(desk.openRow("EKO PRASETYO")?.step == .jobCardEnd)
    desk.openPerson("eko")
    #expect(desk.sees("3376/0012/2025"))
    desk.act("jobCard")
    for _ in 0..<3 { desk.press(.tab) }
    desk.type("01012025")
    desk.press(.function(2))
    #expect(desk.sees("sebelum AK/1 terbit"))
    desk.type("h")
    desk.press(.function(2))
    #expect(desk.value(.person, FollowUpOffice.person(5), "jobCardReturned") == "2026-11-22")
    #expect(desk.openRow("EKO PRASETYO") == nil)
  }

  @Test("A call that is being noted is a draft, and goes on with all that was answered")
  func draft() {
    var desk = Desk.atFollowUps()
    desk.call("lestari")
    desk.type("145")
    desk.happen(.hangUp)
    var again = desk.startedAnew()
    again.type("246810")
    again.press(.enter)
    again.open(.drafts)
    again.press(.enter)
    let form = (again.state.layers.last as? FollowUpCallScreen)?.hand.form
    #expect(form?.value("f.result") == "notWorking")
    #expect(form?.value("f.reason") == "betterJob")
    again.press(.function(2))
    #expect(again.value(.placement, FollowUpOffice.placement(1), "endReason") == "betterJob")
  }

  @Test("A call that was noted wrongly is corrected on the person's page")
  func corrected() {
    var desk = Desk.atFollowUps()
    desk.openPerson("citra")
    #expect(desk.sees("Terhubung, Belum bekerja"))
    for _ in 0..<20 where !(desk.state.layers.last is SettingFormScreen) {
      desk.press(.down)
      if (desk.state.layers.last as? PersonScreen)?.page.cursor.target == .followUp(Sample.id(8403)) {
        desk.press(.enter)
      }
    }
    desk.press(.tab)
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.value(.followUp, Sample.id(8403), "result") == "same")
  }

  @Test("Numbers are masked for whoever may not see them, and only whoever may call opens a call")
  func permissions() {
    let desk = Desk.atFollowUps(account: "petugas1")
    #expect(desk.sees("0812-0000-1001"))
    var session = desk.state.session
    var watching = desk
    watching.save([ClassOffice.edit(.account, "pengamat", ["name": "PENGAMAT", "role": "observer", "active": "yes"])])
    session.account = nil
    watching.happen(.opened(Opened(registry: watching.state.registry, session: session)))
    watching.happen(.pinChecked(login: "pengamat", .right))
    watching.openFollowUps()
    #expect(watching.sees("ANI LESTARI"))
    #expect(!watching.sees("0812-0000-1001"))
    watching.press(.enter)
    #expect(watching.state.layers.last is FollowUpScreen)
  }

  @Test("The figures and who came back are one key away from the list; Beranda says how many calls are due")
  func around() {
    var desk = Desk.atFollowUps()
    desk.press(.function(7))
    desk.type("2")
    #expect(desk.sees("Masih bekerja 6 bulan: 0 dari 4 jatuh tempo (0 %)"))
    desk.press(.escape, .function(7))
    desk.type("3")
    #expect(desk.sees("FITRI HANDAYANI"))
    desk.type("2")
    #expect(desk.state.layers.last is AssignmentScreen)
    desk.goHome()
    #expect(desk.sees("tindak lanjut jatuh tempo"))
  }
}
