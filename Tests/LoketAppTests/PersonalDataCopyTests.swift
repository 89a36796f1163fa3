// The copy of one person's data: what stands on it, and which request it answers.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("The copy of a person's data")
struct PersonalDataCopyTests {
  private static let siti = RecordRef(.person, Sample.siti)

  @Test("The copy holds data, work, history and who looked; printed, it answers the request")
  func copy() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.ask("1")
    desk.press(.enter)
    #expect(desk.state.layers.last is PaperScreen && desk.sees("SALINAN DATA PRIBADI"))
    #expect(desk.state.registry.dataRequests(of: Sample.siti).first?.isOpen == true)
    desk.press(.enter)
    let sheet = try #require(desk.prints.last).sheet.text
    for part in [
      "337602 450869 0003", "SITI NUR'AINI", "Jahitan Siti", "JL MELATI 4", "RIWAYAT PERUBAHAN", "SIAPA MEMBUKA",
    ] {
      #expect(sheet.contains(part), "\(part) is not on the copy")
    }
    #expect(try #require(desk.prints.last).trace?.on == Self.siti)
    #expect(desk.state.registry.dataRequests(of: Sample.siti).first?.state == "done")
    desk.press(.character("9"))
    let copies = desk.effects.compactMap { effect -> DataCopy? in
      if case .keepCopy(let copy, let line) = effect, line.act == .exported { copy } else { nil }
    }
    let made = try #require(copies.last)
    #expect(made.person.values["nik"] == "3376024508690003")
    #expect(Set(made.records.map(\.kind)).isSuperset(of: ["enrolment", "placement", "dataRequest"]))
    #expect(!made.looks.isEmpty && made.history.contains { $0.field == "name" && $0.to == "SITI NUR'AINI" })
  }

  @Test("A copy that was looked at and not printed leaves the request open, whatever is printed afterwards")
  func copyLeft() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.ask("1")
    desk.press(.enter, .escape)
    desk.open(PersonScreen(person: Sample.budi))
    desk.happen(.printed(.sent))
    #expect(desk.state.registry.dataRequests(of: Sample.siti).first?.isOpen == true)
  }

  @Test("A copy that is ready when nobody is at the desk any more goes nowhere, and closes nothing")
  func copyLocked() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.ask("1")
    let question = LookQuestion(about: Self.siti, in: desk.state.registry)
    _ = update(
      &desk.state, .key(.character("9")), World(now: desk.now, today: desk.now.date) { Identifier(high: 1, low: 1) })
    desk.press(.control("k"))
    let asked = desk.effects.count
    desk.happen(.looksRead(question, LookBook(question)))
    desk.happen(.printed(.sent))
    #expect(desk.effects.count == asked && desk.state.layers.last is SignInScreen)
    #expect(desk.state.registry.dataRequests(of: Sample.siti).first?.isOpen == true)
  }
}
