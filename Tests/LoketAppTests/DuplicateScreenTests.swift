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
    press(.function(10), .end, .up, .enter)
  }

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
