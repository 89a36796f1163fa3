// Households: found and opened, given another head, another card number, voided whole.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Households")
struct HouseholdScreenTests {
  static let home = RecordRef(.household, Sample.budiHome)

  // MARK: The list

  @Test("The list stands in the order of the heads' names, and Enter opens the household and traces it")
  func opens() {
    var desk = Desk.withSample()
    desk.openHouseholds()
    let before = desk.effects.count
    desk.press(.enter)
    #expect(Array(desk.effects.dropFirst(before)) == [.trace(TraceLine(.opened, on: Self.home, by: "lurah"))])
    #expect(desk.sees("Keluarga BUDI SANTOSO"))
  }

  @Test("A member's name, typed in part, finds the household; leaving the search traces its kind and not its words")
  func search() {
    var desk = Desk.withSample()
    desk.openHouseholds()
    desk.type("lestari")
    #expect(desk.sees("BUDI SANTOSO (DEWI"))
    let before = desk.effects.count
    desk.press(.escape)
    // One hit alone is a look at whom it found.
    let found = RecordRef(.person, Sample.dewi)
    #expect(
      Array(desk.effects.dropFirst(before)) == [.trace(TraceLine(.searched, on: found, kind: .name, by: "lurah"))])
    #expect(desk.sees("3 keluarga"))
  }

  @Test("An earlier card number finds the household, and NIK and card numbers stand masked in the list")
  func earlierCard() {
    var desk = Desk.withSample()
    desk.openHouseholds()
    #expect(desk.sees("337602******0007"))
    #expect(!desk.sees(Sample.card))
    #expect(desk.state.registry.households(cardNumber: Sample.oldCard) == [Self.home])
  }

  @Test("End goes to the last of many households, and a household of another PC appears while the list is open")
  func scrolls() {
    var desk = Desk.withSample()
    let more = (1...60).flatMap { number -> [Edit] in
      let (home, head) = (Sample.id(UInt64(1000 + number)), Sample.id(UInt64(2000 + number)))
      return [
        Edit(on: RecordRef(.household, home), set: [FieldChange("head", head)]),
        Edit(
          on: RecordRef(.person, head),
          set: [FieldChange("name", "WARGA \(1000 + number)"), FieldChange("household", home)]),
      ]
    }
    desk.openHouseholds()
    desk.bring(Sample.applied(more, from: 1000, segment: 4))
    #expect(desk.sees("63 keluarga"))
    desk.press(.end)
    #expect(!desk.sees("BUDI SANTOSO"))
    desk.press(.up)
    desk.press(.enter)
    #expect(desk.sees("Keluarga WARGA 1060"))
  }

  // MARK: Changes

  @Test("Another head is one save: the household's head, both relations, and an entry with the reason")
  func newHead() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("46")
    desk.press(.function(2))
    #expect(desk.saves.count == 1)
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.household, .person, .person, .entry])
    #expect(desk.lastEdits(.household).first?.set == [FieldChange("head", Sample.siti)])
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.siti)
    #expect(desk.value(.person, Sample.siti, "relation") == nil)
    #expect(desk.value(.person, Sample.budi, "relation") == "2")
    #expect(desk.lastEntry == ["change", Self.home.description, "stays"])
    #expect(desk.sees("Keluarga SITI NUR'AINI"))
    #expect(desk.state.registry.conflicts().isEmpty)
  }

  @Test("A new card number is kept beside the old one; a number of another household is refused")
  func card() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("3")
    desk.type("3376021203150010")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.value(.household, Sample.budiHome, "familyCardNumber") == "3376021203150010")
    #expect(desk.value(.household, Sample.budiHome, "cards/3376021203150010") == "new")
    #expect(desk.state.registry.households(cardNumber: Sample.card) == [Self.home])
    #expect(desk.lastEntry == ["change", Self.home.description, "new"])

    var other = Desk.withSample()
    other.find("slamet")
    other.press(.enter)
    other.type("3")
    other.type(Sample.card)
    other.press(.function(2))
    if other.state.layers.last is ChecksScreen { return }
    #expect(other.saves.isEmpty)
    #expect(other.sees("Belum disimpan"))
  }

  @Test("A household that moved out comes back, and both stand in its history")
  func movedOut() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("5")
    desk.press(.function(2))
    #expect(desk.value(.household, Sample.budiHome, "standing") == "movedOut")
    #expect(desk.value(.household, Sample.budiHome, "standingDate") == "2026-11-22")
    #expect(desk.sees("! Pindah keluar, 22-11-2026"))
    desk.type("5")
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.value(.household, Sample.budiHome, "standing") == "active")
    #expect(desk.value(.household, Sample.budiHome, "standingDate") == nil)
    #expect(desk.sees("Keadaan keluarga: Pindah keluar › Aktif"))
  }

  @Test("A household entered twice is voided with its members and what belongs to them, in one save")
  func voided() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("61")
    #expect(desk.saves.isEmpty)
    desk.press(.function(2))
    let voided = desk.saves.last?.edits.filter { $0.void == .reason("twice") }.map(\.on) ?? []
    #expect(
      Set(voided)
        == [
          Self.home, RecordRef(.person, Sample.budi), RecordRef(.person, Sample.siti), RecordRef(.person, Sample.dewi),
          RecordRef(.enrolment, Sample.service), RecordRef(.placement, Sample.job),
        ])
    #expect(desk.lastEntry == ["void", Self.home.description, "twice"])
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.state.registry.count(.household) == 2)
    desk.press(.escape)
    #expect(desk.sees("2 keluarga"))
    #expect(!desk.sees("BUDI SANTOSO  "))
  }

  @Test("A member whom another PC moved elsewhere is not voided with the household")
  func belongsElsewhere() {
    var desk = Desk.withSample()
    desk.bringConflict(RecordRef(.person, Sample.dewi), "household", Sample.slametHome, Sample.budiHome)
    desk.openHousehold()
    desk.type("61")
    desk.press(.function(2))
    #expect(desk.state.registry.isVoid(Self.home))
    #expect(!desk.state.registry.isVoid(RecordRef(.person, Sample.dewi)))
  }

  @Test("On the second screen every action is off and says why, and nothing is saved", arguments: 1...8)
  func readOnly(_ number: Int) {
    var desk = Desk.withSample()
    var session = desk.state.session
    session.isReadOnly = true
    desk.happen(.opened(Opened(registry: desk.state.registry, session: session)))
    desk.happen(.pinChecked(login: "lurah", .right))
    desk.openHousehold()
    let before = desk.effects.count
    desk.type(String(number))
    #expect(desk.effects.count == before)
    #expect(desk.sees("hanya untuk melihat"))
  }

  @Test("A clerk cannot change what two PCs made differently; a supervisor decides, and the decision names both")
  func conflict() throws {
    var clerk = Desk.withSample(account: "petugas1")
    clerk.bringConflict(Self.home, "familyCardNumber", "3376021203150008", "3376021203150009")
    clerk.openHousehold()
    clerk.press(.enter)
    #expect(clerk.sees("penyelia memutuskan"))
    clerk.type("3")
    #expect(clerk.state.layers.last is HouseholdScreen)

    var desk = Desk.withSample()
    desk.bringConflict(Self.home, "familyCardNumber", "3376021203150008", "3376021203150009")
    desk.openHousehold()
    desk.press(.enter, .enter, .function(2))
    #expect(desk.saves.isEmpty, "nothing is chosen at first")
    desk.type("2")
    #expect(desk.saves.isEmpty, "choosing is not deciding")
    desk.press(.function(2))
    let edit = try #require(desk.lastEdits(.household).first)
    #expect(edit.set == [FieldChange("familyCardNumber", "3376021203150008")])
    #expect(edit.over.count == 2)
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.sees("No. KK 337602 120315 0008"))
  }
}
