// Who goes to another household, out of the village, or into it: by keys, as one save each.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Moving of families")
struct FamilyMoveTests {
  // MARK: Moving

  @Test("The last ones who move to another family end the household they leave")
  func merged() {
    var desk = Desk.withSample()
    desk.find("slamet")
    desk.type("5")
    desk.type("budi")
    desk.press(.enter)
    desk.type("39")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.value(.person, Sample.slamet, "household") == Sample.budiHome)
    #expect(desk.value(.household, Sample.slametHome, "standing") == "merged")
    #expect(desk.state.registry.problem(of: Sample.slametHome) == nil)
  }

  @Test("Who goes along to another family is chosen, each with the relation there")
  func moveTogether() {
    var desk = Desk.withSample()
    desk.find("siti")
    desk.type("5")
    desk.type("slamet")
    desk.press(.enter)
    desk.type("13")
    desk.go(to: "g.\(Sample.dewi)")
    desk.press(.character(" "))
    desk.press(.function(2))
    #expect(desk.saves.isEmpty && desk.sees("wajib diisi"), "what she is there is asked")
    desk.type("4")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.hasOneEntry)
    #expect(desk.state.registry.members(of: Sample.slametHome).map(\.id) == [Sample.slamet, Sample.siti, Sample.dewi])
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.budi)
  }

  // MARK: Moving out and in

  @Test("A household moves out whole, and comes back with those who left with it")
  func movedOut() {
    var desk = Desk.withSample()
    let before = desk.work
    desk.openHousehold()
    desk.type("5")
    desk.type("BREBES")
    desk.press(.function(2))
    #expect(desk.hasOneEntry)
    #expect(desk.lastEntry == ["change", FamilyEventTests.home.description, "movedOut"])
    #expect(desk.value(.household, Sample.budiHome, "standing") == "movedOut")
    #expect(desk.value(.household, Sample.budiHome, "standingReason") == "BREBES")
    for person in [Sample.budi, Sample.siti, Sample.dewi] {
      #expect(desk.value(.person, person, "standing") == "3")
      #expect(desk.value(.person, person, "standingDate") == "2026-11-22")
      #expect(desk.value(.person, person, "standingPlace") == "BREBES")
    }
    #expect(desk.work == before)
    #expect(desk.sees("! Pindah keluar, 22-11-2026, BREBES"))
    desk.type("51")
    desk.press(.function(2))
    #expect(desk.value(.household, Sample.budiHome, "standing") == "active")
    #expect(desk.value(.person, Sample.dewi, "standing") == "1")
    #expect(desk.value(.person, Sample.dewi, "standingPlace") == nil)
    #expect(desk.state.registry.conflicts().isEmpty)
  }

  @Test(
    "The head and the daughter move out, the wife stays as head; who had left before stays away when they come back")
  func somebodyMovesOut() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("5")
    desk.go(to: "g.\(Sample.siti)")
    desk.press(.character(" "))
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.hasOneEntry)
    #expect(desk.value(.household, Sample.budiHome, "standing") == nil)
    #expect(desk.value(.household, Sample.budiHome, "head") == Sample.siti)
    #expect(desk.value(.person, Sample.budi, "standing") == "3")
    #expect(desk.value(.person, Sample.siti, "standing") == nil)
    desk.type("5")
    desk.press(.function(2))
    #expect(desk.value(.household, Sample.budiHome, "standing") == "movedOut")
    desk.type("51")
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.siti, "standing") == "1")
    #expect(desk.value(.person, Sample.budi, "standing") == "3")
  }

  @Test("A household that moves in is registered with its card, where it came from and when")
  func movedIn() {
    var desk = Desk.withSample()
    desk.openHouseholds()
    desk.press(.function(7), .character("2"))
    desk.type("KEL. KRATON, TEGAL BARAT")
    desk.press(.enter)
    desk.type("01112026")
    desk.type("3376011203650001")
    desk.press(.enter)
    desk.type("SUKARDI")
    for _ in 0..<30 where desk.form.focus != "h.familyCardNumber" { desk.press(.tab) }
    desk.type("3376011203100001")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.hasOneEntry)
    let home = desk.newest(.household)
    #expect(home["origin"] == "KEL. KRATON, TEGAL BARAT" && home["arrived"] == "2026-11-01")
    #expect(home["cards/3376011203100001"] == "movedIn")
    #expect(desk.lastEntry.first == "register" && desk.lastEntry.last == "movedIn")
    desk.type("4")
    #expect(desk.sees("KEL. KRATON") && desk.sees("01-11-2026"))
  }
}
