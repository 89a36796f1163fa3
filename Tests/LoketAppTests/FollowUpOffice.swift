// People who were placed and trained, with calls and a job-seeker card, for the tests of follow-up.
import LoketModel
import LoketRegistry
import LoketWidgets

@testable import LoketApp

enum FollowUpOffice {
  static func person(_ number: Int) -> String { Sample.id(8000 + UInt64(number)) }
  static func placement(_ number: Int) -> String { Sample.id(8100 + UInt64(number)) }
  static func course(_ number: Int) -> String { Sample.id(8200 + UInt64(number)) }
  static let partner = Sample.id(8300)

  private static func someone(_ number: Int, _ name: String, _ set: [String: String] = [:]) -> Edit {
    ClassOffice.edit(
      .person, person(number),
      ["name": name, "sex": "2", "phone": "+628120000\(1000 + number)", "phoneOwner": "own"].merging(set) { $1 })
  }

  private static func work(_ number: Int, from start: String, _ set: [String: String] = [:]) -> Edit {
    let given = ["person": person(number), "kind": "employed", "partner": partner, "title": "CS", "startDate": start]
    return ClassOffice.edit(.placement, placement(number), given.merging(set) { $1 })
  }

  private static func call(_ number: Int, of someone: Int, _ set: [String: String]) -> Edit {
    let given = [
      "person": person(someone), "about": "placement/\(placement(someone))", "day": "2026-11-01", "date": "2026-11-01",
    ]
    return ClassOffice.edit(.followUp, Sample.id(8400 + UInt64(number)), given.merging(set) { $1 })
  }

  /// On 22-11-2026: 1 due after six months and tried, 2 after one month, 3 settled, 4 trained, 5 a card, 6 back from abroad,
  /// 7 dead, 8 next week, 9 said to be called again.
  static let edits: [Edit] = [
    ClassOffice.edit(.partner, partner, ["name": "PT Suara"]),
    someone(1, "ANI LESTARI", ["employment": "working"]), work(1, from: "2026-05-10"),
    call(1, of: 1, ["step": "1", "outcome": "reached", "result": "same", "date": "2026-06-12"]),
    call(2, of: 1, ["step": "6", "outcome": "noAnswer", "date": "2026-11-18"]),
    someone(2, "BAYU PUTRA", ["employment": "notReported"]), work(2, from: "2026-10-22"),
    someone(3, "CITRA DEWI"), work(3, from: "2026-05-20"),
    call(3, of: 3, ["step": "6", "outcome": "reached", "result": "notWorking"]),
    someone(4, "DINA MARIANA"),
    ClassOffice.edit(
      .enrolment, course(4),
      ["person": person(4), "track": "menjahit", "status": "completed", "statusDate": "2026-08-20"]),
    someone(5, "EKO PRASETYO", ["jobCardNumber": "3376/0012/2025", "jobCardIssued": "2025-04-22"]),
    someone(6, "FITRI HANDAYANI"),
    work(
      6, from: "2023-02-01",
      ["kind": "overseas", "place": "MALAYSIA", "endDate": "2026-09-30", "endReason": "returned"]),
    someone(7, "GUNAWAN", ["standing": "2", "standingDate": "2026-11-01"]), work(7, from: "2026-05-10"),
    someone(8, "HANA PERTIWI"), work(8, from: "2026-10-25"),
    someone(9, "INDAH SARI"), work(9, from: "2026-05-15"),
    call(4, of: 9, ["step": "6", "outcome": "message", "next": "2026-12-24", "date": "2026-11-20"]),
  ]
}

extension Desk {
  /// A desk with these people, at the list of whom to call.
  static func atFollowUps(
    language: Language = .indonesian, columns: Int = 80, rows: Int = 24, account: String = "lurah"
  ) -> Desk {
    var desk = Desk.withSample(language: language, columns: columns, rows: rows, account: account)
    desk.bring(Sample.applied(FollowUpOffice.edits, from: 1, segment: 40))
    desk.openFollowUps()
    return desk
  }

  /// The first row of the list about somebody, whatever its filter.
  func openRow(_ name: String) -> FollowUpRow? {
    state.followUps.board.rows.first { state.registry.name(of: $0) == name }
  }

  mutating func openFollowUps() {
    let context = Context(state, world: nil)
    open(FollowUpScreen(context))
  }

  /// Opens the call of the row that the search finds.
  mutating func call(_ name: String) {
    type(name)
    press(.enter)
  }
}
