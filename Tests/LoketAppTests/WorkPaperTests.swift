// What stands on the CV and the letter of referral, and what is said of what does not; which reasons each answer offers.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Papers and answers of a referral")
struct WorkPaperTests {
  /// Changes what is recorded, as a form does.
  private func change(_ desk: inout Desk, _ record: RecordRef, _ values: [String: String?]) {
    let changes = values.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }
    let registry = desk.state.registry
    desk.save(registry.plan(changes, on: record, basis: registry.basis(record)))
  }

  private func cv(_ desk: Desk, of number: Int, for vacancies: [String]) throws -> String {
    let paper = try #require(WorkPaper(person: Seekers.person(number).id, Context(desk.state, world: nil)))
    return try sheet("cv", paper.cv(for: vacancies), desk)
  }

  private func sheet(_ template: String, _ values: PaperValues, _ desk: Desk) throws -> String {
    PaperSheet(try PaperTemplate.compiled(template), values, PaperFormat(lines: 60), desk.state.wording).text
  }

  @Test(
    "A CV without a telephone says why, and what helps",
    arguments: [
      (["phoneOwner": nil], "belum dicatat milik siapa"), (["phoneOwner": "neighbour"], "nomornya milik tetangga"),
      (["phone": nil, "phoneOwner": nil], "CV tanpa telepon: belum dicatat. Tanyakan"),
    ] as [([String: String?], String)])
  func withoutPhone(_ lacking: [String: String?], _ sentence: String) throws {
    var desk = Desk.withVacancy()
    change(&desk, Seekers.person(1), lacking)
    desk.open(PersonScreen(person: Seekers.person(1).id))
    desk.act("cv")
    #expect(desk.state.layers.last is PaperScreen)
    #expect(desk.sees(sentence))
    #expect(try !cv(desk, of: 1, for: []).contains("0811"))
  }

  @Test("A CV with the own telephone has nothing to say")
  func withPhone() {
    var desk = Desk.withVacancy()
    desk.open(PersonScreen(person: Seekers.person(1).id))
    desk.act("cv")
    #expect(!desk.sees("CV tanpa telepon"))
  }

  @Test("Device and internet stand on the CV where the work is done from home or asks for them, and nowhere else")
  func equipment() throws {
    var desk = Desk.withVacancy()
    let vacancy = RecordRef(.vacancy, Seekers.vacancy)
    #expect(try cv(desk, of: 1, for: [Seekers.vacancy]).contains("Perangkat          : Ponsel dan komputer"))
    #expect(try cv(desk, of: 1, for: [Seekers.vacancy]).contains("Internet           : "))
    #expect(try !cv(desk, of: 1, for: []).contains("Perangkat"))
    change(&desk, vacancy, ["device": "none", "internet": nil, "workPlace": "onSite"])
    #expect(try !cv(desk, of: 1, for: [Seekers.vacancy]).contains("Perangkat"))
    change(&desk, vacancy, ["workPlace": "remote"])
    #expect(try cv(desk, of: 1, for: [Seekers.vacancy]).contains("Perangkat"))
  }

  @Test("Under a signature stands the account's name; where it has none, dots to write it on, never the login")
  func signature() throws {
    var desk = Desk.withVacancy()
    desk.refer([1])
    let referral = try #require(desk.referral(1))
    let papers = { (desk: Desk) throws -> [String] in
      let paper = try #require(WorkPaper(person: Seekers.person(1).id, Context(desk.state, world: nil)))
      return [
        try sheet("cv", paper.cv(for: []), desk), try sheet("referral", paper.letter(referral), desk),
      ]
    }
    for text in try papers(desk) { #expect(text.contains("( ........................ )") && !text.contains("lurah )")) }
    change(&desk, RecordRef(.account, "lurah"), ["name": "SRI WAHYUNI"])
    change(&desk, RecordRef(.office, "3376021005"), ["address": "JL SANGIR 2", "phone": "+62283351234"])
    for text in try papers(desk) {
      #expect(text.contains("( SRI WAHYUNI )"))
      #expect(text.contains("JL SANGIR 2, telepon"), "the head has the office's address and telephone")
    }
  }

  @Test("Each answer offers the reasons that fit it, and every reason fits some answer")
  func reasons() {
    let all = Set(CodeList.referralReason.codes.map(\.code))
    #expect(Set(Referral.reasons.values.joined()) == all)
    #expect(Set(Referral.reasons.keys) == ["rejected", "declined"])
    var desk = Desk.withVacancy()
    desk.refer([1])
    desk.openVacancy()
    desk.press(.character("5"))
    #expect(desk.sees("Upah tidak cocok") && !desk.sees("Pengalaman kurang") && !desk.sees("Keahlian belum cukup"))
    desk.press(.escape, .escape)
    desk.openVacancy()
    desk.press(.character("4"))
    #expect(desk.sees("Pengalaman kurang") && !desk.sees("Upah tidak cocok"))
  }

  @Test("Several things that nobody asked yet are one sentence of the assignment")
  func assignment() {
    var desk = Desk.withVacancy()
    change(&desk, Seekers.household(1), ["device": nil, "internet": nil])
    desk.open(PersonScreen(person: Seekers.person(1).id))
    desk.type("1")
    desk.type("cus")
    desk.press(.enter)
    let words = desk.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Belum diketahui: perangkat, sambungan internet. Tanyakan bila sempat."))
  }

  /// What the screen says, wherever its lines end.
  private func reasons(_ desk: Desk) -> String {
    desk.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("The page of candidates says that a vacancy which asks for no device gives no points for one")
  func noEquipment() {
    var desk = Desk.withVacancy()
    desk.openVacancy()
    desk.press(.character("1"))
    #expect(!reasons(desk).contains("perangkat/internet tidak diminta"))
    change(&desk, RecordRef(.vacancy, Seekers.vacancy), ["device": "none", "internet": nil])
    desk.openVacancy()
    desk.press(.character("1"))
    #expect(reasons(desk).contains("perangkat/internet tidak diminta 0"))
  }
}
