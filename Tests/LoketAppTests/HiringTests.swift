// A hiring by keys and what follows it: a wrong one undone, a first day ahead, other vacancies that still wait.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Hiring by keys")
struct HiringTests {
  @Test("A wrong hire is undone on the person's page: vacancy, person and export say so, and its actions are open")
  func hiringVoided() {
    var desk = Desk.withVacancy(posts: 2, shifts: false, rows: 60)
    desk.refer([1])
    desk.openVacancy()
    desk.select(1)
    desk.press(.character("3"), .function(2))
    #expect(desk.referral(1)?.standing == "hired" && desk.sees("Diterima 1/2"))
    // Where it is put right is said where it is refused.
    desk.select(1)
    desk.press(.character("4"))
    #expect(desk.sees("sudah: Diterima bekerja. Keliru: Enter, batalkan penempatannya"))
    desk.press(.enter)
    for _ in 0..<30 {
      guard let page = desk.state.layers.last as? PersonScreen else { break }
      if page.selected(desk.context) == .placement(Seekers.referral(1)) { break }
      desk.press(.down)
    }
    desk.press(.enter, .character("3"))
    #expect(desk.sees("Rujukannya terbuka lagi"))
    desk.type("4")
    desk.press(.function(2))
    #expect(desk.state.registry.isVoid(RecordRef(.placement, Seekers.referral(1))))
    #expect(desk.sees("Dirujuk, penempatannya dibatalkan"))
    let rows = desk.exported(.referrals)
    #expect(rows.contains("\"status\":\"referred\"") && !rows.contains("hired"))
    #expect(!rows.contains("\"placementId\":\"\(Seekers.referral(1))\""))
    desk.openVacancy()
    #expect(desk.sees("Diterima 0/2") && desk.sees("Dirujuk, penempatannya dibatalkan"))
    desk.select(1)
    desk.press(.character("4"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.referral(1)?.standing == "rejected")
    desk.select(1)
    desk.press(.character("3"))
    #expect(desk.sees("sudah: Tidak diterima. Keliru: 0, rujuk lagi"))
  }

  @Test("The message of a hiring says to how many other vacancies the person is still referred")
  func referredElsewhere() {
    var desk = Desk.withVacancy(posts: 2, shifts: false)
    desk.refer([1, 2])
    let other = Seekers.id(0x5a, 2)
    let offer: [String: String?] = [
      "partner": Seekers.partner, "title": "ADMIN TOKO", "posts": "1", "opened": "2026-11-01",
    ]
    desk.save([Edit(on: RecordRef(.vacancy, other), set: Seekers.changes(offer))])
    let day = desk.state.today
    desk.save(desk.state.registry.referralEdits(Seekers.person(1).id, to: other, shift: nil, on: day, workDay: day))
    for (number, isElsewhere) in [(1, true), (2, false)] {
      let answers = ChangeAnswers(values: ["start": day.iso], bases: [:], accepting: [])
      let said = ReferralQuestion.hire(Seekers.referral(number)).save(answers, desk.context)?.text
      #expect(said?.contains("Masih dirujuk ke 1 lowongan lain.") == isElsewhere)
    }
  }

  @Test("A first day ahead is doubted by the hiring as by the placement form, and the state of work waits for it")
  func hiredAhead() {
    var desk = Desk.withVacancy(posts: 2, shifts: false, rows: 60)
    desk.refer([1])
    desk.openVacancy()
    desk.select(1)
    desk.press(.character("3"))
    desk.type("01122026")
    desk.press(.function(2))
    #expect(desk.sees("Tanggal mulai 01-12-2026 belum tiba") && desk.referral(1)?.standing == "referred")
    desk.press(.function(2))
    let words = desk.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(desk.referral(1)?.standing == "hired" && words.contains("Keadaan kerja belum diubah"))
    let placement = RecordRef(.placement, Seekers.referral(1))
    #expect(desk.state.registry.value(placement, "accepted/placement.startFuture") != nil)
    #expect(desk.state.registry.person(Seekers.person(1).id)?.employment == "notWorking")
    desk.open(PersonScreen(person: Seekers.person(1).id))
    #expect(desk.sees("dari rujukan"))
    // The same once more by the placement's own form.
    let values = desk.state.registry.values(placement)
    let found = Rules.findings(for: .placement(values, of: Seekers.person(1).id, desk.context)).map(\.rule)
    #expect(found.contains("placement.twice"))
    let itself = RuleSubject.placement(values, of: Seekers.person(1).id, correcting: placement.id, desk.context)
    #expect(!Rules.findings(for: itself).map(\.rule).contains("placement.twice"))
  }
}
