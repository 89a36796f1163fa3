// Declaring a selection, what people answer to it, and what a supervisor sets apart from the score.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Selection")
struct SelectionRegistryTests {
  private let day = CalendarDate(iso: "2025-08-22")!
  private let last = CalendarDate(iso: "2025-08-25")!
  private let late = CalendarDate(iso: "2025-08-26")!

  /// Five applicants for two seats, the best first.
  private func office(seats: [Int] = [2], cutOff: String? = "2025-08-31") -> SelectionOffice {
    var office = SelectionOffice(1)
    office.openWave(confirmBy: last, cutOff: cutOff.flatMap { CalendarDate(iso: $0) })
    for (place, seats) in seats.enumerated() { office.hold(place + 1, seats: seats) }
    for number in 1...5 { office.apply(number, written: 100 - number) }
    return office
  }

  private func declared(seats: [Int] = [2], cutOff: String? = "2025-08-31") -> SelectionOffice {
    var office = office(seats: seats, cutOff: cutOff)
    office.save(office.registry.declarationEdits(office.pool(), on: day))
    return office
  }

  @Test("Declared, everybody has a rank, its day, and a seat or a place among the reserves")
  func declares() {
    let office = declared()
    let applications = office.registry.applications(inWave: SelectionOffice.wave)
    #expect(applications.map(\.rank) == ["1", "2", "3", "4", "5"])
    #expect(applications.allSatisfy { $0.rankDay == day.iso && $0.statusDate == day.iso })
    #expect((1...5).map { office.status($0) } == ["selected", "selected", "reserve", "reserve", "reserve"])
    #expect(office.all(.offered, on: day) == [1, 2])
    #expect(office.registry.declarationDay(of: office.pool()) == day.iso)
  }

  @Test("While somebody is not judged, or equal without a seed, nothing is declared, and it says who")
  func obstacles() {
    var office = office()
    office.apply(6, written: nil)
    #expect(office.registry.obstacle(declaring: office.pool()) == .unjudged([SelectionOffice.applicant(6)]))
    #expect(office.registry.declarationEdits(office.pool(), on: day).isEmpty)
    office.save(office.registry.scoreEdits(SelectionOffice.applicant(6), [.written: 98]))
    let equal = [2, 6].map { SelectionOffice.applicant($0) }
    #expect(office.registry.obstacle(declaring: office.pool()) == .tied(equal))
    office.save(office.registry.seedEdits(wave: SelectionOffice.wave, seed: "PEKALONGAN-2025", on: day))
    #expect(office.registry.obstacle(declaring: office.pool()) == nil)
    #expect(office.registry.value(RecordRef(.wave, SelectionOffice.wave), "seedDay") == day.iso)
    let lots = equal.map { SelectionPlan.lot(seed: "PEKALONGAN-2025", $0) }
    let ranks = office.registry.ranking(wave: SelectionOffice.wave, track: "las").map(\.id)
    #expect(ranks.filter(equal.contains) == (lots[0] < lots[1] ? equal : equal.reversed()))
    #expect(office.registry.obstacle(declaring: office.pool("menjahit")) == .nobody)
  }

  @Test("A score outside 0 to 100, or of a criterion that nobody types, is not saved")
  func scores() {
    let office = office()
    let application = SelectionOffice.applicant(1)
    #expect(office.registry.scoreEdits(application, [.written: 101]).isEmpty)
    #expect(office.registry.scoreEdits(application, [.written: -1]).isEmpty)
    #expect(office.registry.scoreEdits(application, [.need: 50, .order: 3]).isEmpty)
    #expect(
      office.registry.scoreEdits(application, [.written: 0, .interview: 100]).flatMap(\.set)
        == [FieldChange("scores/written", "0"), FieldChange("scores/interview", "100")])
    #expect(
      office.registry.scoreEdits(application, [.written: Int?.none]).flatMap(\.set)
        == [FieldChange("scores/written", nil)])
  }

  @Test("The seed stands once a selection stands on it; a selection is declared again only before anybody answered")
  func once() {
    var office = declared()
    #expect(office.registry.seedEdits(wave: SelectionOffice.wave, seed: "LAIN", on: day).isEmpty)
    #expect(office.registry.obstacle(declaring: office.pool()) == nil)
    _ = office.answer(1, .confirmed, on: day)
    #expect(office.registry.obstacle(declaring: office.pool()) == .answered([SelectionOffice.applicant(1)]))
  }

  @Test(
    "A declared selection keeps what it went by, whatever the office changes later; declared again, it goes by that")
  func keeps() {
    var office = office()
    let program = RecordRef(.program, SelectionOffice.program)
    let person = { RecordRef(.person, SelectionOffice.person($0)) }
    office.save(
      .program, program.id, [("weights/need", "1"), ("points/employment.laidOff", "40"), ("tieBreak", "need order")])
    office.save(.person, person(5).id, [("employment", "laidOff")])
    let before = office.registry.ranking(wave: SelectionOffice.wave, track: "las")
    #expect(before.map(\.total) == [6_750, 4_950, 4_900, 4_850, 4_800])
    office.save(office.registry.declarationEdits(office.pool(), on: day))
    #expect(office.registry.standings(of: office.pool()) == before)
    #expect(
      office.registry.elements(RecordRef(.wave, SelectionOffice.wave), "weights").map { "\($0.element)=\($0.value)" }
        == ["las.need=1", "las.written=1"])

    office.save(.person, person(5).id, [("employment", "working")])
    office.save(.person, person(1).id, [("employment", "laidOff")])
    office.save(
      .program, program.id, [("weights/need", "3"), ("points/employment.laidOff", "10"), ("tieBreak", "interview")])
    #expect(office.registry.standings(of: office.pool()) == before)
    #expect(office.registry.selectionPlan(of: office.pool()).tieBreak == [.need, .order])
    #expect(office.registry.need(of: person(5).id, program: program.id).points == 0)

    let now = office.registry.ranking(wave: SelectionOffice.wave, track: "las")
    #expect(now.map(\.id) != before.map(\.id))
    office.save(office.registry.declarationEdits(office.pool(), on: day))
    #expect(office.registry.standings(of: office.pool()) == now)
    #expect(office.registry.conflicts().isEmpty)
  }

  @Test("Whoever confirms an offered seat is accepted and sits in the first class with room; a reserve is ready")
  func confirms() {
    var office = declared(seats: [1, 1])
    #expect(office.answer(1, .confirmed, on: day) == [1])
    #expect(office.answer(4, .confirmed, on: day) == [])
    #expect(office.answer(2, .confirmed, on: last) == [2])
    #expect((1...5).map { office.status($0) } == ["accepted", "accepted", "reserve", "ready", "reserve"])
    for (applicant, place) in [(1, 1), (2, 2)] {
      let enrolment = office.registry.enrolment(SelectionOffice.applicant(applicant))
      #expect(enrolment?.person == SelectionOffice.person(applicant) && enrolment?.status == "assigned")
      #expect(enrolment?.application == SelectionOffice.applicant(applicant))
      #expect(enrolment?.trainingClass == SelectionOffice.trainingClass(place))
      #expect(enrolment?.program == SelectionOffice.program && enrolment?.track == "las")
    }
    #expect(office.registry.conflicts().isEmpty)
  }

  @Test("Who declines leaves the class, and the reserve who is due gets the seat in the same save")
  func declines() {
    var office = declared()
    for number in [1, 2, 3, 4] { _ = office.answer(number, .confirmed, on: day) }
    let found = office.registry.edits(
      [(SelectionOffice.applicant(1), .declined(reason: "Sudah bekerja", code: "job"))], in: office.pool(), on: last,
      workDay: last)
    #expect(found.accepted == [SelectionOffice.applicant(3)])
    office.save(found.edits)
    #expect((1...5).map { office.status($0) } == ["declined", "accepted", "accepted", "ready", "reserve"])
    #expect(office.registry.application(SelectionOffice.applicant(1))?.statusReason == "Sudah bekerja")
    let left = office.registry.enrolment(SelectionOffice.applicant(1))
    #expect(left?.status == "withdrawn" && left?.statusReason == "job")
    #expect(office.registry.enrolment(SelectionOffice.applicant(3))?.trainingClass == SelectionOffice.trainingClass(1))
    #expect(office.registry.seatTasks(on: last).isEmpty)
  }

  @Test("Who was not heard lapses after the last day, and the first who is ready moves up, until the cut-off")
  func lapses() {
    var office = declared()
    _ = office.answer(1, .confirmed, on: day)
    _ = office.answer(4, .confirmed, on: day)
    let application = SelectionOffice.applicant(2)
    #expect(
      office.registry.obstacle(.expired, of: application, in: office.pool(), on: last) == .notLapsed(last.iso))
    #expect(office.registry.seatTasks(on: late).map(\.kind) == [.lapsed, .promotionDue])
    #expect(office.answer(2, .expired, on: late) == [4])
    #expect((1...5).map { office.status($0) } == ["accepted", "expired", "reserve", "accepted", "reserve"])
    // The cut-off itself still counts, the day after does not.
    _ = office.answer(5, .confirmed, on: late)
    var next = office
    #expect(
      office.answer(1, .declined(reason: "", code: "other"), on: CalendarDate(iso: "2025-08-31")!) == [5])
    #expect(next.answer(1, .declined(reason: "", code: "other"), on: CalendarDate(iso: "2025-09-01")!) == [])
    #expect(next.status(5) == "ready")
  }

  @Test("A mistake is put right: who declined waits again at the old rank")
  func reinstated() {
    var office = declared()
    _ = office.answer(1, .declined(reason: "salah orang", code: "mistake"), on: day)
    #expect(
      office.registry.obstacle(.confirmed, of: SelectionOffice.applicant(1), in: office.pool(), on: day)
        == .status("declined"))
    _ = office.answer(1, .reinstated(reason: "salah orang"), on: day)
    #expect(office.status(1) == "reserve")
    #expect(office.all(.offered, on: day) == [1, 2])
    #expect(office.answer(1, .confirmed, on: day) == [1])
  }

  @Test("A capacity that is raised carries the promotions that it makes due")
  func raised() {
    var office = declared()
    for number in [1, 2, 3, 5] { _ = office.answer(number, .confirmed, on: day) }
    let found = office.registry.promotions(
      in: office.pool(), with: SeatChanges(capacities: [SelectionOffice.trainingClass(1): 4]), on: late, workDay: late)
    #expect(found.accepted == [3, 5].map { SelectionOffice.applicant($0) })
    office.hold(1, seats: 4)
    office.save(found.edits)
    #expect(office.registry.seatTasks(on: late).isEmpty)
    // A class that is new counts before it is saved, and one that is cancelled has no seat.
    let more = office.registry.promotions(
      in: office.pool(), with: SeatChanges(capacities: ["baru": 2, SelectionOffice.trainingClass(1): 0]), on: late,
      workDay: late)
    #expect(more.accepted == [])
  }

  @Test("A seat that somebody without an application has is none for the applicants")
  func outsiders() {
    var office = declared()
    office.save(
      .enrolment, SelectionOffice.id(0xee, 1),
      [("person", SelectionOffice.person(9)), ("class", SelectionOffice.trainingClass(1)), ("status", "assigned")])
    #expect(office.all(.offered, on: day) == [1])
  }

  @Test("A rank that is set apart moves those between, swaps the offered seat, and keeps its reason")
  func override() {
    var office = declared()
    let edits = office.registry.rankEdits(
      SelectionOffice.applicant(4), to: 1, reason: "difabel, prioritas", in: office.pool(), on: day, workDay: day)
    office.save(edits)
    #expect(
      (1...5).map { office.registry.application(SelectionOffice.applicant($0))?.rank } == ["2", "3", "4", "1", "5"])
    #expect((1...5).map { office.status($0) } == ["selected", "reserve", "reserve", "selected", "reserve"])
    #expect(office.registry.application(SelectionOffice.applicant(4))?.rankReason == "difabel, prioritas")
    #expect(office.registry.application(SelectionOffice.applicant(1))?.rankReason == nil)
    #expect(office.registry.conflicts().isEmpty)
    // The score says the same as before.
    #expect(office.registry.standings(of: office.pool()).map(\.id) == (1...5).map { SelectionOffice.applicant($0) })
  }

  @Test("An application after the declaration has no rank until somebody gives it one")
  func afterwards() {
    var office = declared()
    office.apply(6, written: 100)
    #expect(
      office.registry.obstacle(.confirmed, of: SelectionOffice.applicant(6), in: office.pool(), on: day) == .notRanked)
    #expect(office.registry.standings(of: office.pool()).count == 5)
    office.save(
      office.registry.rankEdits(
        SelectionOffice.applicant(6), to: 99, reason: "terlambat diinput", in: office.pool(), on: day, workDay: day))
    #expect(office.registry.application(SelectionOffice.applicant(6))?.rank == "6")
    #expect(office.status(6) == "reserve")
  }

  @Test("Two PCs give the last seat to two people: both keep it, and the last in rank is told to the supervisor")
  func surplus() {
    var here = declared(seats: [1])
    var there = SelectionOffice(2)
    there.receive(here.journal)
    // The one ahead declines there only; here the seat is confirmed.
    #expect(here.answer(1, .confirmed, on: day) == [1])
    _ = there.answer(1, .declined(reason: "", code: "other"), on: day)
    #expect(there.answer(2, .confirmed, on: day) == [2])
    let lines = (here.journal, there.journal)
    here.receive(lines.1)
    there.receive(lines.0)
    // What the person wants is a contradiction that a supervisor settles.
    #expect(
      here.registry.obstacle(.confirmed, of: SelectionOffice.applicant(1), in: here.pool(), on: day) == .contradicted)
    let record = RecordRef(.application, SelectionOffice.applicant(1))
    let accepted = here.registry.state(record, "status").heads.first { $0.value == "accepted" }?.line
    here.save([here.registry.planDecision("status", like: accepted, on: record, basis: here.registry.basis(record))])
    #expect(
      here.registry.seatTasks(on: day) == [
        SeatTask(
          kind: .surplus, wave: SelectionOffice.wave, track: "las", application: SelectionOffice.applicant(2))
      ])
    #expect(here.status(2) == "accepted")
  }
}
