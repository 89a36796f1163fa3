// One person: skills, moves, deaths, and mistakes that are undone without harm.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("One person")
struct PersonScreenTests {
  static let siti = RecordRef(.person, Sample.siti)
  static let service = RecordRef(.enrolment, Sample.service)
  static let job = RecordRef(.placement, Sample.job)

  // MARK: Enrolments and placements

  @Test("Withdrawing an enrolment is one save that names what was on the screen, with its reason and day")
  func withdraw() throws {
    var desk = Desk.withSample()
    let over = desk.state.registry.basis(Self.service).heads["class"] ?? []
    desk.selectAssignment()
    desk.type("832")
    let before = desk.effects.count
    desk.press(.function(2))
    let entry = try #require(desk.lastEdits(.entry).first)
    let edit = Edit(
      on: Self.service,
      set: [
        FieldChange("class", nil), FieldChange("status", "withdrawn"), FieldChange("statusDate", "2026-11-22"),
        FieldChange("statusReason", "ownWish"),
      ], over: over)
    #expect(over.count == 1)
    #expect(
      desk.effects.dropFirst(before).first
        == .save(ticket: desk.state.nextTicket, Save(by: "lurah", edits: [edit, entry])))
    #expect(desk.lastEntry == ["withdraw", Self.service.description, "ownWish"])
    #expect(desk.sees("Dibatalkan, 22-11-2026, Permintaan sendiri"))
    desk.press(.down, .down, .enter)
    #expect(desk.sees("Status: Ditugaskan › Dibatalkan"))
    #expect(desk.state.status?.text.contains("lurah · PC 1 · Layanan pelanggan (CS) · Status: Ditugaskan") == true)
    desk.press(.up, .up)
    desk.type("83")
    #expect(desk.sees("sudah: Dibatalkan"))
    #expect(desk.saves.count == 1)
  }

  @Test("A placement ends with a day and a reason; a day before its start is refused")
  func end() {
    var desk = Desk.withSample()
    desk.selectPlacement()
    desk.type("822")
    desk.press(.backTab)
    desk.type("09112026")
    desk.press(.function(2))
    #expect(desk.saves.isEmpty)
    #expect(desk.sees("tidak boleh sebelum 10-11-2026"))
    desk.type("h")
    desk.press(.function(2))
    #expect(desk.value(.placement, Sample.job, "endDate") == "2026-11-22")
    #expect(desk.value(.placement, Sample.job, "endReason") == "resigned")
    #expect(desk.value(.placement, Sample.job, "kind") == "selfEmployed")
    #expect(desk.lastEntry == ["end", Self.job.description, "resigned"])
  }

  @Test("A placement recorded by mistake is voided and stays on the page; the save names every head of it")
  func voidPlacement() {
    var desk = Desk.withSample()
    desk.selectPlacement()
    desk.type("832")
    desk.press(.function(2))
    #expect(desk.lastEdits(.placement).map(\.void) == [.reason("wrongPerson")])
    #expect(desk.state.registry.placements(of: Sample.siti).isEmpty)
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.lastEntry == ["void", Self.job.description, "wrongPerson"])
    #expect(desk.sees("DIBATALKAN: Salah orang, Jahitan"))
    #expect(desk.sees("Penempatan · Pembatalan: Salah orang"))
  }

  @Test("Without its row selected, withdrawing says what to do")
  func noRow() {
    var desk = Desk.withSample()
    desk.find("siti")
    desk.type("8")
    #expect(desk.sees("pilih barisnya dahulu"))
  }

  // MARK: Skills

  @Test("A skill is recorded with level, evidence and origin, and taken away again by an empty level")
  func skill() {
    var desk = Desk.withSample()
    desk.find("dewi")
    desk.type("3")
    desk.type("las")
    desk.press(.enter)
    desk.type("1")
    desk.type("3")
    desk.type("2")
    desk.press(.function(2))
    let value = { (desk: Desk, set: String) in desk.value(.person, Sample.dewi, "\(set)/las") }
    #expect(value(desk, "skills") == "1")
    #expect(value(desk, "skillEvidence") == "work")
    #expect(value(desk, "skillOrigin") == "elsewhere")
    #expect(desk.lastEntry == ["change", "person/\(Sample.dewi)", nil])
    desk.press(.down, .enter)
    desk.press(.backspace)
    desk.press(.function(2))
    #expect(desk.saves.count == 2)
    #expect(value(desk, "skills") == nil)
    #expect(value(desk, "skillEvidence") == nil)
    #expect(desk.state.registry.skills(of: Sample.dewi).isEmpty)
  }

  // MARK: Standing

  @Test("Who died and was recorded by mistake is set back to alive, and the history tells both")
  func standing() {
    var desk = Desk.withSample()
    desk.find("dewi")
    desk.type("62")
    desk.type("RSUD KARDINAH")
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.dewi, "standing") == "2")
    #expect(desk.value(.person, Sample.dewi, "standingDate") == "2026-11-22")
    #expect(desk.value(.person, Sample.dewi, "standingPlace") == "RSUD KARDINAH")
    #expect(desk.sees("! Meninggal, 22-11-2026, RSUD KARDINAH"))
    desk.type("1")
    #expect(desk.sees("status: Meninggal"), "the dead are assigned to no track")
    desk.type("6")
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.dewi, "standing") == "1")
    #expect(desk.value(.person, Sample.dewi, "standingDate") == nil)
    #expect(desk.value(.person, Sample.dewi, "standingPlace") == nil)
    #expect(desk.sees("Status dasar: Meninggal › Hidup"))
  }

  // MARK: Households

  @Test("A head who moves to another household leaves the old one to the wife, in one save")
  func moveHead() {
    var desk = Desk.withSample()
    desk.find("budi")
    desk.type("5")
    desk.type("slamet")
    desk.press(.enter)
    desk.type("39")
    desk.press(.function(2))
    #expect(desk.saves.count == 1)
    #expect(desk.value(.person, Sample.budi, "household") == Sample.slametHome)
    #expect(desk.value(.person, Sample.budi, "relation") == "9")
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.siti)
    #expect(desk.value(.person, Sample.siti, "relation") == nil)
    #expect(desk.state.registry.members(of: Sample.budiHome).map(\.id) == [Sample.siti, Sample.dewi])
    #expect(desk.lastEntry == ["move", "person/\(Sample.budi)", "joined"])
    #expect(desk.sees("Keluarga SLAMET · GG KENANGA 11"))
  }

  @Test("Who moves to a household without a head may become its head")
  func becomesHead() {
    var desk = Desk.withSample()
    desk.find("dewi")
    desk.type("5")
    desk.type("kraton")
    desk.press(.enter)
    desk.type("41")
    desk.press(.enter)
    desk.press(.function(2))
    #expect(desk.state.layers.last is ChecksScreen, "a head of fourteen is asked about")
    desk.press(.function(2))
    #expect(desk.value(.household, Sample.headlessHome, "head") == Sample.dewi)
    #expect(desk.value(.person, Sample.dewi, "relation") == nil)
    #expect(desk.sees("14 tahun · Kepala Keluarga"))
  }

  @Test("The own household is no place to move to")
  func sameHousehold() {
    var desk = Desk.withSample()
    desk.find("siti")
    desk.type("5")
    desk.press(.enter)
    #expect(desk.sees("sudah di keluarga itu"))
    #expect(desk.state.layers.last is HouseholdListScreen)
  }

  @Test("A split makes a household at the same address with this person as its head")
  func split() throws {
    var desk = Desk.withSample()
    desk.find("dewi")
    desk.type("5")
    desk.press(.function(6))
    desk.type("2")
    desk.press(.function(2), .function(2))
    let made = try #require(desk.lastEdits(.household).first)
    #expect(
      made.set == [
        FieldChange("head", Sample.dewi), FieldChange("address", "JL MELATI 4"), FieldChange("rt", "003"),
        FieldChange("rw", "001"), FieldChange("village", "3376021005"),
      ])
    #expect(desk.value(.person, Sample.dewi, "household") == made.on.id)
    #expect(desk.value(.person, Sample.dewi, "relation") == nil)
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.budi)
    #expect(desk.lastEntry == ["move", "person/\(Sample.dewi)", "split"])
  }

  // MARK: Voiding

  @Test("A head is not voided before another head is chosen; a member goes with what belongs to that person alone")
  func voidPerson() {
    var desk = Desk.withSample()
    desk.find("budi")
    desk.type("7")
    #expect(desk.sees("ganti kepala keluarga dahulu"))
    #expect(desk.state.layers.last is PersonScreen)
    desk.press(.escape)
    desk.press(.escape)
    desk.find("siti")
    desk.type("71")
    desk.press(.function(2))
    #expect(desk.saves.last?.edits.map(\.on).dropLast() == [Self.siti, Self.service, Self.job])
    #expect(desk.state.registry.isVoid(Self.siti))
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.sees("! DIBATALKAN: Dimasukkan dua kali"))
    desk.type("4")
    #expect(desk.sees("data ini sudah dibatalkan"))
  }

  // MARK: Conflicts

  @Test("A clerk sees both values and cannot decide; a supervisor can")
  func conflict() {
    var clerk = Desk.withSample(account: "petugas1")
    clerk.bringConflict(Self.siti, "household", Sample.slametHome, Sample.budiHome)
    clerk.find("siti")
    #expect(clerk.sees("Bentrok: penyelia memutuskan"))
    #expect(clerk.sees("Keluarga SLAMET"))
    clerk.type("5")
    #expect(clerk.sees("Bentrok: penyelia memutuskan. Sampai itu"))
    #expect(clerk.state.layers.last is PersonScreen)

    var desk = Desk.withSample()
    desk.bringConflict(Self.siti, "household", Sample.slametHome, Sample.budiHome)
    desk.find("siti")
    desk.press(.down, .enter)
    desk.type("2")
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.siti, "household") == Sample.slametHome)
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.lastEntry.first == "decide")
  }

  @Test(
    "A clerk's form does not save over a conflict and keeps what was typed; a supervisor's decides it",
    arguments: [
      "petugas1", "lurah",
    ])
  func formOverConflict(_ account: String) {
    var desk = Desk.withSample(account: account)
    desk.bringConflict(Self.siti, "birthDate", "1969-08-06", "1968-08-05")
    desk.find("siti")
    desk.type("4")
    while desk.state.layers.last.flatMap({ ($0 as? HouseholdFormScreen)?.form.focus }) != "p0.birthDate" {
      let before = desk.screen
      desk.press(.down)
      if desk.screen == before { break }
    }
    desk.type("05081969")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let isClerk = account == "petugas1"
    #expect(desk.saves.isEmpty == isClerk)
    #expect(desk.state.registry.conflicts().isEmpty == !isClerk)
    #expect(desk.sees("Belum disimpan. Tanggal lahir") == isClerk)
    if isClerk { #expect(desk.sees("05-08-1969")) }
  }

  // MARK: The question itself

  @Test("A question left half answered is on the disk before it asks, and is found again among the drafts")
  func draft() throws {
    var desk = Desk.withSample()
    desk.selectAssignment()
    desk.type("832")
    desk.type("pindah kerja")
    let before = desk.effects.count
    desk.press(.escape)
    guard case .storeDraft(let draft, isDurable: true)? = desk.effects.dropFirst(before).first else {
      Issue.record("no durable draft before the question")
      return
    }
    #expect(draft.title == "SITI NUR'AINI")
    desk.type("2")
    #expect(desk.state.layers.last is PersonScreen)

    var later = desk.startedAnew()
    later.happen(.pinChecked(login: "lurah", .right))
    later.press(.function(10), .character("5"))
    #expect(later.sees("SITI NUR'AINI"))
    later.press(.enter)
    #expect(later.sees("pindah kerja"))
    later.press(.function(2))
    #expect(later.lastEntry == ["withdraw", Self.service.description, "ownWish: pindah kerja"])
    #expect(later.drafts.isEmpty)
  }

  @Test("Thrown away, a question leaves nothing behind")
  func discarded() {
    var desk = Desk.withSample()
    desk.selectAssignment()
    desk.type("832")
    desk.press(.escape, .function(8))
    #expect(desk.drafts.isEmpty)
    #expect(desk.saves.isEmpty)
    #expect(desk.state.layers.last is PersonScreen)
  }

  @Test("What could not be saved stays in the question, and F2 tries again")
  func failure() {
    var desk = Desk.withSample()
    desk.selectAssignment()
    desk.type("832")
    desk.failure = Message(Phrase("app.form.nothingToSave"))
    desk.press(.function(2))
    #expect(desk.state.layers.last is ReasonScreen)
    #expect(desk.saves.isEmpty)
    #expect(desk.value(.enrolment, Sample.service, "status") == "assigned")
    desk.press(.function(2))
    #expect(desk.value(.enrolment, Sample.service, "status") == "withdrawn")
  }

  @Test("Nothing is saved without its reason, and the focus goes where it is missing")
  func missing() {
    var desk = Desk.withSample()
    desk.find("siti")
    desk.type("7")
    desk.press(.escape)
    #expect(desk.state.layers.last is PersonScreen, "an unanswered question closes at once")
    desk.type("7")
    desk.press(.tab)
    desk.press(.function(2))
    #expect(desk.saves.isEmpty)
    #expect(desk.sees("wajib diisi"))
  }

  @Test("One Enter of habit after an answer takes nothing from the list that opens next")
  func habit() {
    var desk = Desk.withSample()
    desk.find("dewi")
    desk.type("5")
    desk.type("slamet")
    desk.press(.enter)
    desk.type("3")
    desk.press(.enter)
    desk.press(.function(2))
    #expect(desk.saves.isEmpty)
    desk.type("4")
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.dewi, "relation") == "4")
  }

  @Test("A look at a person is traced once, not again when a question closes")
  func traced() {
    var desk = Desk.withSample()
    desk.find("siti")
    desk.type("7")
    desk.press(.escape)
    let looks = desk.effects.filter { $0 == .trace(TraceLine(.opened, on: Self.siti, by: "lurah")) }
    #expect(looks.count == 1)
  }
}
