// P2 as it is: 647 applicants for 160 seats in ten classes of seven tracks, on two PCs that got the saves in other orders.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("647 applicants for 160 seats")
struct SelectionScaleTests {
  private static let tracks = [
    "bengkel-mobil", "bengkel-motor", "digital-marketing", "las", "menjahit", "tata-boga", "tata-rias",
  ]
  private let day = CalendarDate(iso: "2025-08-22")!

  private func office() -> SelectionOffice {
    var office = SelectionOffice(1)
    office.openWave(
      confirmBy: CalendarDate(iso: "2025-08-25"), cutOff: CalendarDate(iso: "2025-08-31"), seed: "PEKALONGAN-2025")
    for number in 1...10 { office.hold(number, track: Self.tracks[(number - 1) % 7], seats: 16) }
    // Scores that often agree, so that the draw has work.
    for number in 1...647 {
      office.apply(number, track: Self.tracks[number % 7], written: 50 + number * 31 % 13)
    }
    return office
  }

  @Test("The same seed gives the same order on another PC, and a withdrawal moves up the reserve who is due")
  func largeWave() {
    var here = office()
    var there = SelectionOffice(2)
    var random = SeededNumbers(seed: 2025)
    there.receive(here.journal.shuffled(using: &random))
    var draws = 0
    for track in Self.tracks {
      let ranking = here.registry.ranking(wave: SelectionOffice.wave, track: track)
      #expect(ranking == there.registry.ranking(wave: SelectionOffice.wave, track: track))
      draws += ranking.count { $0.reason == .draw }
      // Both declare it: it is the same, so nothing contradicts.
      here.save(here.registry.declarationEdits(here.pool(track), on: day))
      there.save(there.registry.declarationEdits(there.pool(track), on: day))
    }
    #expect(draws > 300)
    let lines = here.journal
    here.receive(there.journal)
    there.receive(lines.shuffled(using: &random))
    #expect(here.registry == there.registry)
    #expect(here.registry.conflicts().isEmpty)
    let statuses = Dictionary(grouping: here.registry.applications(inWave: SelectionOffice.wave)) { $0.status ?? "" }
    #expect(statuses["selected"]?.count == 160 && statuses["reserve"]?.count == 487)

    let plan = here.registry.seatPlan(here.pool(), on: day)
    let seats = here.pool().capacity
    #expect(seats == 16 && plan.all(.offered).count == 16)
    // The selected, the second and the third reserve say yes; the first reserve is silent.
    let yes = plan.order.prefix(16) + plan.order[17...18]
    here.save(here.registry.edits(yes.map { ($0, .confirmed) }, in: here.pool(), on: day, workDay: day).edits)
    let leaver = plan.order[4]
    let declined = SeatAnswer.declined(reason: "Sudah bekerja", code: "job")
    let kept = here.registry.edits([(leaver, declined)], in: here.pool(), on: day, workDay: day)
    #expect(kept.accepted == [], "the seat is kept for the first reserve until the last day to answer")
    let after = CalendarDate(iso: "2025-08-26")!
    let moved = here.registry.edits([(leaver, declined)], in: here.pool(), on: after, workDay: after)
    #expect(moved.accepted == [plan.order[17]], "then the first who is ready gets it")
    here.save(moved.edits)
    #expect(here.registry.enrolment(plan.order[17])?.trainingClass == SelectionOffice.trainingClass(4))
    #expect(here.registry.seatTasks(in: here.pool(), on: after).isEmpty)
  }
}
