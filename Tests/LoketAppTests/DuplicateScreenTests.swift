import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// Two families whose heads may be one person: the name in old and new spelling, born on one day.
  mutating func registerAlike() {
    register("MA'MOEN JOENAEDI", nik: "3376021203650001", card: "3376021203150007")
    goHome()
    register("MA'MUN JUNAEDI", nik: "3376021203650002", card: "3376021203150008")
    goHome()
  }

  mutating func openDuplicates() {
    goHome()
    press(.function(10), .character("8"))
  }

  /// The heads' pair joined with the second name and the first household, by the keys of a supervisor.
  mutating func joinAlike() {
    registerAlike()
    openDuplicates()
    press(.enter, .character("1"))
  }

  var people: [Person] { state.registry.all(.person).compactMap { state.registry.person($0.id) } }
  var households: [Household] { state.registry.all(.household).compactMap { state.registry.household($0.id) } }

  fileprivate var answers: [Pair] { state.registry.all(.pair).compactMap { state.registry.pair($0.id) } }
}

@Suite("Data ganda, by keys")
struct DuplicateScreenTests {
  @Test("A pair is listed with its sentence, and opens side by side with a look traced for both")
  func listed() {
    var desk = Desk.open()
    desk.registerAlike()
    desk.openDuplicates()
    #expect(desk.sees("MA'MOEN JOENAEDI"))
    #expect(desk.sees("nama sama setelah ejaan lama"))
    desk.press(.enter)
    #expect(desk.sees("MA'MOEN JOENAEDI") && desk.sees("MA'MUN JUNAEDI"))
  }

  @Test("Not the same is one save, leaves the list, stays answered, and F8 takes it back")
  func different() {
    var desk = Desk.open()
    desk.registerAlike()
    desk.openDuplicates()
    let saves = desk.saves.count
    desk.press(.enter, .character("2"))
    #expect(desk.saves.count == saves + 1)
    #expect(desk.answers.map(\.answer) == ["different"])
    #expect(!desk.sees("nama sama setelah ejaan lama"))
    desk.press(.escape)
    desk.openDuplicates()
    #expect(!desk.sees("nama sama setelah ejaan lama"))

    let pair = desk.answers[0]
    let people = [pair.first, pair.second].compactMap { $0.flatMap { RecordRef($0) } }
    desk.open(PairScreen(people[0], people[1]))
    desk.press(.function(8))
    #expect(desk.answers.map(\.answer) == [nil])
    desk.press(.escape)
    desk.openDuplicates()
    #expect(desk.sees("nama sama setelah ejaan lama"))
  }

  @Test(
    "The same person asks of each field in which the two differ, proposes what is known, and joins them in one save")
  func joined() {
    var desk = Desk.open()
    desk.joinAlike()
    #expect(desk.sees("( ) MA'MUN JUNAEDI") && desk.sees("(x) MA'MOEN JOENAEDI"))
    #expect(!desk.sees("Jenis kelamin"))
    let saves = desk.saves.count
    let keys = desk.keys
    // NIK, name, household: the second name stays, everything else as proposed.
    desk.press(.down, .right)
    #expect(desk.sees("(x) MA'MUN JUNAEDI"))
    desk.press(.function(2))
    #expect(desk.keys - keys == 3)
    #expect(desk.saves.count == saves + 1)
    #expect(desk.people.map(\.name) == ["MA'MUN JUNAEDI"])
    #expect(desk.people.first?.nik == "3376021203650001")
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.sees("Digabung"))
    #expect(!desk.sees("nomor urut NIK"))
    // One person leads both households now: that is the next question, and surer than before.
    #expect(desk.sees("kepala keluarganya satu orang"))
  }

  @Test("Joining two households brings their members together; F8 on the comparison takes them apart with all they had")
  func households() throws {
    var desk = Desk.open()
    desk.joinAlike()
    desk.press(.function(2))
    let before = desk.households.map(\.familyCardNumber)
    desk.press(.enter, .character("1"), .function(2))
    #expect(desk.households.count == 1)
    let home = try #require(desk.households.first)
    #expect(desk.state.registry.members(of: home.id).map(\.id) == desk.people.map(\.id))

    desk.open(HouseholdScreen(household: home.id))
    #expect(desk.sees("Gabungan dari 2 data"))
    desk.press(.enter)
    #expect(desk.sees("Digabung 22-11-2026 oleh lurah"))
    #expect(desk.sees("337602 120315 0007") && desk.sees("337602 120315 0008"))
    desk.press(.function(8))
    #expect(desk.households.map(\.familyCardNumber) == before)
    #expect(desk.state.registry.conflicts().isEmpty)
  }

  @Test("F8 on two people who were joined gives each the name, the NIK and the household back")
  func apart() {
    var desk = Desk.open()
    desk.registerAlike()
    let before = desk.people
    desk.openDuplicates()
    desk.press(.enter, .character("1"), .down, .right, .function(2))
    #expect(desk.people.count == 1)
    desk.open(PersonScreen(person: desk.people[0].id))
    #expect(desk.sees("Gabungan dari 2 data"))
    desk.press(.end, .home, .enter)
    #expect(desk.sees("MA'MOEN JOENAEDI") && desk.sees("MA'MUN JUNAEDI"))
    desk.press(.function(8))
    #expect(desk.people == before)
    #expect(desk.sees("ditarik kembali"))
  }

  @Test(
    "Taken back and joined again on the same screen: the second answer is saved like the first, and nothing conflicts")
  func again() {
    var desk = Desk.open()
    desk.joinAlike()
    desk.press(.down, .right, .function(2))
    desk.open(PersonScreen(person: desk.people[0].id))
    desk.press(.enter, .function(8))
    #expect(desk.people.count == 2)
    desk.press(.character("1"), .down, .right, .function(2))
    #expect(desk.people.map(\.name) == ["MA'MUN JUNAEDI"])
    #expect(desk.state.registry.conflicts().isEmpty)
    #expect(desk.answers.map(\.answer) == ["same"])
  }

  @Test("After two heads became one the household that lost its head is odd at once")
  func lostHead() {
    var desk = Desk.open()
    desk.joinAlike()
    desk.press(.function(2), .function(7), .character("4"))
    #expect(desk.sees("1 keluarga janggal") && desk.sees("kepala tercatat di keluarga lain"))
  }

  @Test("A page of the record that became hidden shows the joined one")
  func covered() {
    var desk = Desk.open()
    desk.registerAlike()
    let hidden = desk.people[1].id
    desk.open(PersonScreen(person: hidden))
    desk.open(PairScreen(RecordRef(.person, desk.people[0].id), RecordRef(.person, hidden)))
    desk.press(.character("1"), .function(2))
    let shown = desk.state.layers.compactMap { $0 as? PersonScreen }.map(\.person)
    #expect(shown == [desk.people[0].id])
  }

  @Test("A household whose head died is odd, opens by Enter, and leaves the list when that was a mistake")
  func odd() {
    var desk = Desk.open()
    desk.registerAlike()
    let head = RecordRef(.person, desk.people[0].id)
    let standing = { (desk: Desk, value: String?) in
      desk.state.registry.plan([FieldChange("standing", value)], on: head, basis: desk.state.registry.basis(head))
    }
    desk.openDuplicates()
    desk.press(.function(7), .character("4"))
    #expect(desk.sees("0 keluarga janggal"))
    desk.save(standing(desk, "2"))
    #expect(desk.sees("1 keluarga janggal") && desk.sees("kepala meninggal"))
    desk.press(.enter)
    #expect(desk.state.layers.last is HouseholdScreen)
    desk.press(.escape)
    desk.save(standing(desk, nil))
    #expect(desk.sees("0 keluarga janggal"))
  }

  @Test("A clerk may say that nobody knows, and may not say that two are one")
  func clerk() {
    var desk = Desk.open()
    desk.registerAlike()
    desk.addClerk()
    var session = desk.state.session
    session.account = nil
    desk.happen(.opened(Opened(registry: desk.state.registry, session: session)))
    desk.happen(.pinChecked(login: "petugas1", .right))
    desk.openDuplicates()
    desk.press(.enter, .character("1"))
    #expect(desk.answers.isEmpty)
    desk.press(.character("3"))
    #expect(desk.answers.map(\.answer) == ["unknown"])
  }
}
