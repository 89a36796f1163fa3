// Whose data rest stands on no screen and no sheet by another way: visits, pairs, another person's copy, a family's event.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Frozen people on the other screens")
struct FrozenScreensTests {
  private static let siti = RecordRef(.person, Sample.siti)
  private static let freezing = Edit(
    on: siti, set: [FieldChange("frozen", "2026-11-22"), FieldChange("frozenReason", "X")])

  private func frozen(_ person: String = Sample.siti, account: String = "lurah") -> Desk {
    var desk = Desk.withSample(account: account)
    let set = [FieldChange("frozen", "2026-11-20"), FieldChange("frozenReason", "X")]
    desk.bring(Sample.applied([Edit(on: RecordRef(.person, person), set: set)], from: 200, segment: 9))
    return desk
  }

  @Test("The whole NIK of somebody whose data rest says so wherever one searches, and offers no registration")
  func wholeNumber() {
    for keys in [[], [Key.function(10), .character("2")], [.function(10), .character("4")]] {
      var desk = frozen(account: "petugas1")
      let nik = desk.state.registry.value(Self.siti, "nik") ?? ""
      for key in keys { desk.press(key) }
      desk.type(nik)
      #expect(desk.sees("milik orang yang datanya dibekukan"), "\(keys)")
      #expect(!desk.sees("F6 mendaftarkan keluarga baru"), "\(keys)")
    }
  }

  @Test("A visit of somebody who is frozen stands without the name, from the save that froze on")
  func visit() {
    var desk = Desk.withSample()
    desk.saveVisitOfSiti()
    #expect(desk.sees("A-1 SITI NUR'AINI"))
    desk.save([Self.freezing])
    #expect(desk.sees("A-1 ***") && !desk.sees("SITI"))
    desk.press(.enter, .function(7), .character("7"))
    #expect(desk.state.status?.text.contains("dibekukan") == true, "a correction would save what stands for the name")
    desk.press(.escape, .enter)
    #expect(desk.state.layers.last is VisitListScreen, "its history says the name")
    desk.type("siti")
    #expect(!desk.sees("A-1"))
    desk.press(.escape)
    desk.save(
      desk.state.registry.plan(
        [FieldChange("frozen", nil)], on: Self.siti, basis: desk.state.registry.basis(Self.siti)))
    #expect(desk.sees("SITI NUR'AINI"))
  }

  @Test("A pair of which one is frozen waits for nobody, and its page stays closed")
  func pair() {
    var desk = frozen()
    let (first, second) = (Self.siti, RecordRef(.person, Sample.dewi))
    let pair = RecordRef(.pair, "person.\(min(first.id, second.id)).\(max(first.id, second.id))")
    desk.save([
      Edit(
        on: pair,
        set: [
          FieldChange("first", first.description), FieldChange("second", second.description),
          FieldChange("answer", "unknown"),
        ])
    ])
    #expect(desk.state.registry.answeredPairs().isEmpty && desk.state.registry.undecidedPairs == 0)
    #expect(PairScreen(first, second).refusal(desk.context) != nil)
    #expect(ComparedSide.name(first, desk.context) == Person.withheldName)
  }

  @Test("A household whose head is frozen is called by no name, and matched by none")
  func head() {
    let desk = frozen(Sample.budi)
    let home = RecordRef(.household, Sample.budiHome)
    #expect(!ComparedSide.name(home, desk.context).contains("BUDI"))
    #expect(ComparedSide(home, desk.context).cells.values.allSatisfy { !$0.contains("BUDI") })
  }

  @Test("The copy of one person's data does not name another one who is frozen")
  func copy() throws {
    let desk = frozen(Sample.budi)
    let copy = try #require(DataCopy(of: Sample.siti, LookBook(LookQuestion()), desk.context))
    let values = DataCopySheet.values(of: copy, LookBook(LookQuestion()), desk.context)
    let said = values.rows.values.joined().flatMap(\.values).joined(separator: "\n")
    #expect(said.contains("SITI NUR'AINI") && !said.contains("BUDI"))
  }

  @Test("Whoever is frozen stands in the list of no track")
  func track() throws {
    let track = try #require(Tracks.compiled.track("layanan-pelanggan"))
    var desk = Desk.withSample()
    desk.open(TrackScreen(track: track, desk.context))
    #expect(desk.sees("SITI NUR'AINI"))
    var resting = frozen()
    resting.open(TrackScreen(track: track, resting.context))
    #expect(!resting.sees("***") && !resting.sees("003/001"))
  }

  @Test("What a family's event said of somebody frozen leaves with no export")
  func summary() {
    var desk = Desk.withSample()
    desk.save([
      Edit(
        on: RecordRef(.entry, Sample.id(0x71)),
        set: [
          FieldChange("day", "2026-11-22"), FieldChange("action", "change"),
          FieldChange("subject", "household/\(Sample.budiHome)"),
          FieldChange("summary", "BUDI SANTOSO › SITI NUR'AINI"),
        ])
    ])
    #expect(desk.exported(.entries).contains("NUR'AINI"))
    desk.save([Self.freezing])
    #expect(!desk.exported(.entries).contains("NUR'AINI"))
  }

  @Test("A household in which somebody frozen stays behind does not end with the move of the others")
  func staysBehind() {
    var desk = frozen()
    desk.openHousehold()
    desk.type("5")
    desk.type("BREBES")
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.budi, "standing") == "3")
    #expect(desk.value(.person, Sample.siti, "standing") == nil)
    #expect(desk.value(.household, Sample.budiHome, "standing") == nil)
  }
}
