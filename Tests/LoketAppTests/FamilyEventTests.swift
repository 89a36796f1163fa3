// Family card events by keys: one question, one save, one entry, and both households right afterwards.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Family card events")
struct FamilyEventTests {
  static let home = RecordRef(.household, Sample.budiHome)
  static let newCard = "3376022211260009"

  // MARK: Another head

  @Test(
    "A head died: one question records the death, the widow as head, everybody's relation and the new card; the old number finds them"
  )
  func died() {
    var desk = Desk.withSample()
    let before = desk.work
    desk.openHousehold()
    desk.type("41")
    #expect(desk.sees("SITI NUR'AINI"), "the wife is proposed")
    desk.type("20112026")
    desk.type("RSUD KARDINAH")
    desk.press(.enter)
    desk.type(Self.newCard)
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.hasOneEntry)
    #expect(desk.lastEntry == ["change", Self.home.description, "died"])
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.siti)
    #expect(desk.value(.household, Sample.budiHome, "familyCardNumber") == Self.newCard)
    #expect(desk.value(.household, Sample.budiHome, "cards/\(Self.newCard)") == "headChanged")
    #expect(desk.value(.person, Sample.budi, "standing") == "2")
    #expect(desk.value(.person, Sample.budi, "standingDate") == "2026-11-20")
    #expect(desk.value(.person, Sample.budi, "standingPlace") == "RSUD KARDINAH")
    #expect(desk.value(.person, Sample.budi, "relation") == "2", "what he was to her stays readable")
    #expect(desk.value(.person, Sample.siti, "relation") == nil)
    #expect(desk.value(.person, Sample.siti, "maritalStatus") == "4")
    #expect(desk.value(.person, Sample.dewi, "relation") == "4")
    #expect(desk.work == before)
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.state.registry.problem(of: Sample.budiHome) == nil)
    #expect(desk.sees("Keluarga SITI NUR'AINI"))
    desk.press(.enter)
    #expect(desk.sees("Alasan: Kepala lama meninggal"), "why stands in the history of every member")
    for number in [Sample.card, Sample.oldCard] {
      desk.goHome()
      desk.type(number)
      #expect(desk.state.layers.count == 1 && desk.sees("SITI NUR'AINI"), "\(number) finds the household")
      desk.press(.escape)
    }
  }

  @Test("Another new head than was proposed: the relations follow, and one that a person corrected stays")
  func corrected() {
    var desk = Desk.withSample()
    desk.bring(Sample.applied([Self.aged], from: 700, segment: 31))
    desk.openHousehold()
    desk.type("46")
    desk.go(to: "o.head")
    desk.type("2")
    #expect(desk.question?.hand.form.value("r.\(Sample.budi)") == "7")
    #expect(desk.question?.hand.form.value("r.\(Sample.siti)") == "7")
    desk.go(to: "r.\(Sample.siti)")
    desk.type("9")
    desk.go(to: "o.head")
    desk.type("2")
    #expect(desk.question?.hand.form.value("r.\(Sample.siti)") == "9")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.dewi)
    #expect(desk.value(.person, Sample.budi, "relation") == "7")
    #expect(desk.value(.person, Sample.siti, "relation") == "9")
    #expect(desk.value(.person, Sample.budi, "standing") == nil, "the old head stays as a member")
  }

  @Test("Divorced: both are divorced, the one who left is recorded as gone with the place")
  func divorced() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("43")
    desk.type("01112026")
    desk.type("BREBES")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.value(.person, Sample.budi, "standing") == "3")
    #expect(desk.value(.person, Sample.budi, "standingPlace") == "BREBES")
    #expect(desk.value(.person, Sample.budi, "maritalStatus") == "3")
    #expect(desk.value(.person, Sample.siti, "maritalStatus") == "3")
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.siti)
    #expect(desk.lastEntry.last == "divorced")
  }

  @Test(
    "A head whose death is recorded on the person's page is asked about in the same question; who lives alone is not")
  func fromPerson() {
    var desk = Desk.withSample()
    desk.find("budi")
    desk.type("6")
    #expect(desk.question?.event == .head(household: Sample.budiHome, person: nil))
    desk.goHome()
    desk.press(.escape)
    desk.find("slamet")
    desk.type("6")
    #expect(desk.state.layers.last is ReasonScreen)
  }

  @Test("The day of a death must not lie ahead or before the birth, and must be said")
  func days() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("41")
    desk.press(.function(2))
    #expect(desk.saves.isEmpty && desk.sees("wajib diisi"))
    desk.type("01011960")
    desk.press(.function(2))
    #expect(desk.saves.isEmpty && desk.sees("tidak boleh sebelum 05-08-1968"))
  }

  @Test("F8 takes the answer back with all that followed from it; a draft keeps the question as it was left")
  func undoAndDraft() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("41")
    desk.type("20112026")
    desk.press(.escape)
    desk.type("2")
    var later = desk.startedAnew()
    later.happen(.pinChecked(login: "lurah", .right))
    later.press(.function(10), .character("5"), .enter)
    #expect(later.question?.hand.form.value("e.date") == "2026-11-20")
    #expect(later.question?.hand.form.value("r.\(Sample.dewi)") == "4")
    later.press(.function(2))
    if later.state.layers.last is ChecksScreen { later.press(.function(2)) }
    #expect(later.value(.household, Sample.budiHome, "head") == Sample.siti)
    #expect(later.drafts.isEmpty)
  }

  @Test("A clerk cannot change the head over what two PCs made differently of a member")
  func contested() {
    var desk = Desk.withSample(account: "petugas1")
    desk.bringConflict(RecordRef(.person, Sample.dewi), "relation", "4", "9")
    desk.openHousehold()
    desk.type("4")
    #expect(desk.sees("penyelia memutuskan") && desk.question == nil)
  }

  @Test("What another PC said since the question opened becomes a conflict and is not overwritten")
  func bases() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("46")
    desk.go(to: "o.card")
    desk.type(Self.newCard)
    let over = desk.state.registry.basis(Self.home).heads["familyCardNumber"] ?? []
    let other = Edit(on: Self.home, set: [FieldChange("familyCardNumber", "3376022211260010")], over: over)
    desk.bring(Sample.applied([other], from: 800, segment: 32))
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.siti)
    #expect(desk.state.registry.state(Self.home, "familyCardNumber").status == .conflict)
  }

  // MARK: Splitting

  @Test("Mother and daughter split off: a household of their own with its card, and the old one as it was")
  func split() throws {
    var desk = Desk.withSample()
    let before = desk.work
    desk.openHousehold()
    desk.press(.down)
    desk.type("8")
    desk.type("2")
    desk.go(to: "g.\(Sample.dewi)")
    desk.press(.character(" "))
    #expect(desk.question?.hand.form.value("q.\(Sample.dewi)") == "4")
    desk.go(to: "n.card")
    desk.type(Self.newCard)
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.hasOneEntry)
    let made = try #require(desk.lastEdits(.household).first?.on)
    #expect(desk.state.registry.members(of: made.id).map(\.id) == [Sample.siti, Sample.dewi])
    #expect(desk.state.registry.members(of: Sample.budiHome).map(\.id) == [Sample.budi])
    #expect(desk.value(.household, made.id, "head") == Sample.siti)
    #expect(desk.value(.household, made.id, "address") == "JL MELATI 4")
    #expect(desk.value(.household, made.id, "cards/\(Self.newCard)") == "split")
    #expect(desk.value(.person, Sample.siti, "relation") == nil)
    #expect(desk.value(.person, Sample.dewi, "relation") == "4")
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.budi)
    #expect(desk.value(.household, Sample.budiHome, "familyCardNumber") == Sample.card)
    #expect(desk.work == before)
    #expect(desk.state.registry.problem(of: made.id) == nil && desk.state.registry.problem(of: Sample.budiHome) == nil)
  }

  @Test("A married son splits off: his wife and child are proposed to go along, each with the relation to him")
  func splitFamily() throws {
    var desk = Desk.withSample()
    let (agus, ratna, putri) = (Sample.id(91), Sample.id(92), Sample.id(93))
    let people = [(agus, "AGUS", "1", "4", "2"), (ratna, "RATNA", "2", "5", "2"), (putri, "PUTRI", "2", "6", "1")]
    let edits = people.map { id, name, sex, relation, status in
      Edit(
        on: RecordRef(.person, id),
        set: [
          FieldChange("name", name), FieldChange("sex", sex), FieldChange("relation", relation),
          FieldChange("maritalStatus", status), FieldChange("household", Sample.budiHome),
          FieldChange("birthDate", relation == "6" ? "2018-01-01" : "1990-01-01"),
        ])
    }
    desk.bring(Sample.applied(edits + [Self.schoolgirl], from: 700, segment: 31))
    desk.find("agus")
    desk.type("5")
    desk.press(.function(6))
    desk.type("2")
    #expect(desk.question?.hand.form.value("q.\(ratna)") == "3")
    #expect(desk.question?.hand.form.value("q.\(putri)") == "4")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let made = try #require(desk.state.registry.household(of: agus))
    #expect(desk.state.registry.members(of: made.id).map(\.id) == [agus, ratna, putri])
    #expect(desk.state.registry.members(of: Sample.budiHome).map(\.id) == [Sample.budi, Sample.siti, Sample.dewi])
  }

  @Test("The head splits off: the old household gets another head in the same save")
  func splitHead() throws {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("82")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.hasOneEntry)
    let made = try #require(desk.state.registry.household(of: Sample.budi))
    #expect(made.id != Sample.budiHome && made.head == Sample.budi)
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.siti)
    #expect(desk.value(.person, Sample.siti, "relation") == nil)
    #expect(desk.value(.person, Sample.dewi, "relation") == "4")
  }

  @Test("Not everybody can split off, and somebody must")
  func splitAll() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("82")
    for person in [Sample.siti, Sample.dewi] {
      desk.go(to: "g.\(person)")
      desk.press(.character(" "))
    }
    desk.press(.function(2))
    #expect(desk.saves.isEmpty && desk.sees("ini bukan pecah KK"))
  }

  @Test("Another address is written for the new household; the old one keeps its own")
  func otherAddress() throws {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.press(.down)
    desk.type("81")
    desk.go(to: "n.same")
    desk.press(.character(" "), .tab)
    desk.type("JL BARU 9")
    desk.press(.enter)
    desk.type("007002")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let made = try #require(desk.state.registry.household(of: Sample.siti))
    #expect(made.address == "JL BARU 9" && made.rt == "007" && made.rw == "002" && made.village == "3376021005")
    #expect(desk.value(.household, Sample.budiHome, "address") == "JL MELATI 4")
  }

  /// Dewi is another relative, so that one child of the head is left.
  private static let schoolgirl = Edit(on: RecordRef(.person, Sample.dewi), set: [FieldChange("relation", "9")])

  /// Dewi is old enough to be a head.
  private static let aged = Edit(
    on: RecordRef(.person, Sample.dewi), set: [FieldChange("birthDate", "1990-07-15")])
}

extension Desk {
  /// Enrolments and placements of everybody, as they stand.
  var work: [String] {
    let registry = state.registry
    return (registry.all(.enrolment) + registry.all(.placement)).map { ref in
      ref.description + registry.values(ref).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined()
    }.sorted()
  }

  var hasOneEntry: Bool { saves.count == 1 && lastEdits(.entry).count == 1 }

  var question: FamilyEventScreen? { state.layers.last as? FamilyEventScreen }
  var focus: String { question?.hand.form.focus ?? "" }

  /// To this field of the question, up first and then down.
  mutating func go(to field: String) {
    for _ in 0..<30 where focus != field && question?.hand.form.specs.first?.id != focus { press(.backTab) }
    for _ in 0..<30 where focus != field { press(.tab) }
  }
}
