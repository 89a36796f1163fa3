// Who died stays with the family that was: never moved unasked, called what they are to the new head, and not counted.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("The dead of a family")
struct FamilyDeadTests {
  private static let aged = Edit(
    on: RecordRef(.person, Sample.dewi), set: [FieldChange("birthDate", "1990-07-15")])

  /// The head has died and the widow leads the family.
  private static func widowed() -> Desk {
    var desk = Desk.withSample()
    desk.bring(Sample.applied([aged], from: 700, segment: 31))
    desk.openHousehold()
    desk.type("41")
    desk.type("20112026")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    return desk
  }

  @Test("The widow founds a household: the dead husband stays, and is the father of the daughter who leads the old one")
  func widowLeaves() throws {
    var desk = Self.widowed()
    desk.type("8")
    desk.type("2")
    #expect(desk.question?.hand.form.spec("g.\(Sample.budi)") == nil, "nobody asks the dead to go along")
    #expect(desk.question?.hand.form.value("o.head") == Sample.dewi)
    #expect(desk.question?.hand.form.value("r.\(Sample.budi)") == "7", "what he is to her is shown")
    desk.go(to: "r.\(Sample.budi)")
    #expect(desk.sees("Meninggal: BUDI"))
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.lastEdits(.entry).count == 1)
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.dewi)
    #expect(desk.value(.person, Sample.budi, "relation") == "7")
    #expect(desk.value(.person, Sample.budi, "household") == Sample.budiHome)
    let made = try #require(desk.state.registry.household(of: Sample.siti))
    #expect(desk.state.registry.members(of: made.id).map(\.id) == [Sample.siti])
  }

  @Test("The daughter founds a household: the dead father stays with the widow as her husband")
  func daughterLeaves() throws {
    var desk = Self.widowed()
    for _ in 0..<2 { desk.press(.down) }
    desk.type("8")
    desk.type("2")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let made = try #require(desk.state.registry.household(of: Sample.dewi))
    #expect(desk.state.registry.members(of: made.id).map(\.id) == [Sample.dewi])
    #expect(desk.value(.person, Sample.budi, "relation") == "2")
    #expect(desk.value(.person, Sample.budi, "household") == Sample.budiHome)
  }

  @Test("A second change of head says anew what the dead are; where nobody knows, the old word does not stand")
  func secondHead() {
    var desk = Self.widowed()
    let stranger = RecordRef(.person, Sample.id(91))
    let gone = Edit(
      on: stranger,
      set: [
        FieldChange("name", "KARTO"), FieldChange("relation", "8"), FieldChange("household", Sample.budiHome),
        FieldChange("standing", "2"),
      ])
    desk.bring(Sample.applied([gone], from: 900, segment: 33))
    let before = desk.saves.count
    desk.type("46")
    #expect(desk.question?.hand.form.value("o.head") == Sample.dewi)
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.saves.count == before + 1)
    #expect(desk.value(.person, Sample.budi, "relation") == "7")
    #expect(desk.value(.person, Sample.siti, "relation") == "7")
    #expect(desk.value(.person, stranger.id, "relation") == "9")
  }

  @Test("The household counts who lives there, and says how many have died or left")
  func counted() {
    var desk = Self.widowed()
    #expect(desk.sees("Anggota (2, tidak termasuk 1 meninggal/pergi)"))
    #expect(desk.sees("Meninggal") && !desk.sees("Mati "))
    desk.goHome()
    desk.openHouseholds()
    desk.type(Sample.card)
    let row = desk.screen.split(separator: "\n").first { $0.contains("SITI NUR'AINI") && $0.contains("3376") }
    #expect(row?.split(separator: " ").contains("2") == true && row?.split(separator: " ").contains("3") == false)
  }

  // MARK: Whose data rest

  private static func resting(_ person: String) -> Desk {
    var desk = Desk.withSample()
    let set = [FieldChange("frozen", "2026-11-20"), FieldChange("frozenReason", "X")]
    desk.bring(Sample.applied([Edit(on: RecordRef(.person, person), set: set), aged], from: 200, segment: 9))
    return desk
  }

  @Test("All who are seen split off where one whose data rest stays: the household goes on and its head is not known")
  func frozenStays() throws {
    var desk = Self.resting(Sample.siti)
    desk.openHousehold()
    desk.type("82")
    desk.go(to: "g.\(Sample.dewi)")
    desk.press(.character(" "), .function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.hasOneEntry)
    let made = try #require(desk.state.registry.household(of: Sample.budi))
    #expect(made.id != Sample.budiHome)
    #expect(desk.value(.household, Sample.budiHome, "standing") == nil, "somebody lives there")
    #expect(desk.value(.household, Sample.budiHome, "head") == nil)
    #expect(desk.state.registry.frozenMembers(of: Sample.budiHome) == 1)
  }

  @Test("A household with a member whose data rest cannot be voided over that one's head")
  func frozenKeeps() {
    var desk = Self.resting(Sample.siti)
    desk.openHousehold()
    desk.press(.function(7))
    #expect(desk.sees("ada anggota yang dibekukan"))
    desk.press(.character("6"))
    #expect(desk.question == nil && !(desk.state.layers.last is ReasonScreen))
  }
}
