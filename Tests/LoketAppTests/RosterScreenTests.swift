// The list of PCs by keys: begun once, a PC enrolled after its key was compared, one taken out.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  static let second = Identifier(high: 2, low: 2)
  static let third = Identifier(high: 3, low: 3)
  static let secondEnd = String(repeating: "b", count: 64)

  /// Two PCs state their keys; a third waits in quarantine.
  mutating func meetPCs() {
    let mine = RecordRef(.device, Desk.device)
    save([Edit(on: mine, set: [FieldChange("key", "ssh-ed25519 AAAAC3PCSATUsatu0000")])])
    let edit = Edit(
      on: RecordRef(.device, Desk.second),
      set: [
        FieldChange("label", "PC 2"), FieldChange("letter", "B"), FieldChange("office", "3376021005"),
        FieldChange("key", "ssh-ed25519 AAAAC3PCDUAdua00000"),
      ])
    bring(Sample.applied([edit], from: 200, segment: 9, by: "lurah"))
    sync {
      $0.ends = [Desk.second: [Desk.secondEnd]]
      $0.applicants = [
        SyncState.Applicant(device: Desk.third, label: "PC LAPANGAN", key: "ssh-ed25519 AAAAC3PCTIGAtiga0000")
      ]
    }
  }

  mutating func openRoster() {
    openSync()
    press(.function(7), .character("5"))
  }

  /// Chooses an act and says yes.
  mutating func decide(_ digit: Character) {
    press(.character(digit), .character("2"))
  }
}

extension ScreenFramesTests {
  static let rosterScenes: [Scene] = [
    Scene("roster") { desk in
      desk.meetPCs()
      desk.openRoster()
    },
    Scene("roster-begin") { desk in
      desk.meetPCs()
      desk.openRoster()
      desk.press(.home, .down, .character("2"))
      desk.press(.character("3"))
    },
    Scene("roster-enrol") { desk in
      desk.meetPCs()
      desk.openRoster()
      desk.decide("3")
      desk.press(.end, .character("1"))
    },
    Scene("roster-revoked") { desk in
      desk.meetPCs()
      desk.openRoster()
      desk.decide("3")
      desk.press(.home, .down)
      desk.decide("2")
    },
  ]
}

@Suite("The list of PCs on the screen")
struct RosterScreenTests {
  @Test("Beginning the list enrols those that state a key; one that waits is enrolled with the key it states")
  func enrolled() {
    var desk = Desk.open()
    desk.meetPCs()
    desk.openRoster()
    #expect(desk.sees("PC LAPANGAN") && desk.sees("belum diperiksa"))
    desk.decide("3")
    #expect(
      desk.state.registry.roster.standing(of: Desk.second) == .enrolled(keys: ["ssh-ed25519 AAAAC3PCDUAdua00000"]))
    #expect(desk.state.registry.roster.standing(of: Desk.third) == .unknown)
    desk.press(.end, .character("1"))
    #expect(desk.sees("IGAtiga0000"))
    desk.press(.character("2"))
    #expect(
      desk.state.registry.roster.standing(of: Desk.third) == .enrolled(keys: ["ssh-ed25519 AAAAC3PCTIGAtiga0000"]))
  }

  @Test("A PC that is taken out counts up to where it is known here; found again it is enrolled anew")
  func takenOut() {
    var desk = Desk.open()
    desk.meetPCs()
    desk.openRoster()
    desk.decide("3")
    desk.press(.home, .down)
    desk.decide("2")
    #expect(desk.state.registry.roster.standing(of: Desk.second) == .closed(roots: [Desk.secondEnd]))
    desk.decide("1")
    #expect(
      desk.state.registry.roster.standing(of: Desk.second) == .enrolled(keys: ["ssh-ed25519 AAAAC3PCDUAdua00000"]))
  }

  @Test("The PC in use is not taken out, and Enter on the question changes nothing")
  func own() {
    var desk = Desk.open()
    desk.meetPCs()
    desk.openRoster()
    desk.press(.character("3"), .enter)
    #expect(!desk.state.registry.roster.isAdopted)
    desk.decide("3")
    desk.press(.home, .character("2"))
    #expect(desk.sees("tidak dapat dicabut dari sini"))
    #expect(desk.state.registry.roster.members[Desk.device]?.lastRoots == nil)
  }

  @Test("A PC does not enrol itself; the menu names the PC on which the bar stands")
  func ownEnrolment() {
    var desk = Desk.open()
    desk.meetPCs()
    desk.openRoster()
    desk.decide("3")
    let (mine, registry) = (RecordRef(.device, Desk.device), desk.state.registry)
    desk.save(registry.plan([FieldChange("enrolled", nil)], on: mine, basis: registry.basis(mine)))
    #expect(desk.state.registry.roster.standing(of: Desk.device) == .unknown)
    desk.press(.home, .character("1"))
    #expect(desk.sees("tidak mendaftarkan dirinya"))
    #expect(desk.state.registry.roster.standing(of: Desk.device) == .unknown)
    desk.press(.down, .function(7))
    #expect(desk.sees("Cabut PC 2"))
  }

  @Test("A PC can be left out before the list begins: what is here of it counts, and no more")
  func leftOut() {
    var desk = Desk.open()
    desk.meetPCs()
    desk.openRoster()
    desk.press(.home, .character("2"))
    #expect(desk.sees("tidak dapat dicabut dari sini"), "the PC in use is not left out")
    desk.press(.down, .character("2"))
    #expect(desk.sees("tidak diikutkan"))
    desk.press(.character("2"))
    #expect(!desk.sees("tidak diikutkan"))
    desk.press(.function(7), .character("2"), .character("3"))
    #expect(desk.sees("Tidak diikutkan: PC 2"))
    desk.press(.character("2"))
    #expect(desk.state.registry.roster.standing(of: Desk.second) == .closed(roots: [Desk.secondEnd]))
    #expect(
      desk.state.registry.roster.standing(of: Desk.device) == .enrolled(keys: ["ssh-ed25519 AAAAC3PCSATUsatu0000"]))
  }

  @Test("A PC whose data wait stays in the list once it is enrolled")
  func stays() {
    var desk = Desk.open()
    desk.meetPCs()
    desk.openRoster()
    desk.decide("3")
    desk.press(.end)
    desk.decide("1")
    desk.sync { $0.applicants = [] }
    #expect(desk.sees(String(Desk.third.description.prefix(8))) && desk.sees("IGAtiga0000"))
  }

  @Test("A clerk sees the list and changes nothing")
  func clerk() {
    var desk = Desk.withTwoClerks()
    desk.meetPCs()
    desk.become("ani")
    desk.openRoster()
    #expect(desk.sees("PC LAPANGAN"))
    desk.press(.character("3"))
    #expect(!(desk.state.layers.last is DialogScreen) && !desk.state.registry.roster.isAdopted)
  }
}
