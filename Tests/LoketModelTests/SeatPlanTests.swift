// The one rule of seats: nobody waits beside a free seat, nobody moves up out of order or too late.
import Testing

@testable import LoketModel

@Suite struct SeatPlanTests {
  private let day = CalendarDate(iso: "2025-08-20")!
  private let before = CalendarDate(iso: "2025-08-19")!
  private let after = CalendarDate(iso: "2025-08-21")!

  private func claims(_ answers: [SeatClaim.Answer]) -> [SeatClaim] {
    answers.enumerated().map { SeatClaim(id: "a\($0 + 1)", rank: $0 + 1, answer: $1) }
  }

  private func plan(
    _ answers: [SeatClaim.Answer], seats: Int, confirmBy: CalendarDate?, cutOff: CalendarDate?
  ) -> SeatPlan {
    SeatPlan(claims(answers), capacity: seats, on: day, confirmBy: confirmBy, cutOff: cutOff)
  }

  @Test("Before anybody answers the best are offered the seats, and the others wait in their order")
  func offers() {
    let plan = plan([.none, .none, .none, .none], seats: 2, confirmBy: after, cutOff: after)
    #expect(plan.all(.offered) == ["a1", "a2"])
    #expect(plan.place(of: "a3") == .reserve(1))
    #expect(plan.place(of: "a4") == .reserve(2))
    #expect(plan.free == 0)
  }

  @Test("Somebody who withdraws makes room for the first reserve")
  func withdrawal() {
    let heard = plan([.accepted, .out, .ready, .none], seats: 2, confirmBy: after, cutOff: after)
    #expect(heard.all(.promoted) == ["a3"])
    let unheard = plan([.accepted, .out, .none, .ready], seats: 2, confirmBy: after, cutOff: after)
    #expect(unheard.all(.offered) == ["a3"], "the seat is kept for the one ahead until the last day to answer")
    #expect(unheard.place(of: "a4") == .reserve(1))
  }

  @Test("Who did not answer in time gives way to the first in rank who is ready")
  func lapsed() {
    let plan = plan([.accepted, .none, .none, .ready, .ready], seats: 2, confirmBy: before, cutOff: after)
    #expect(plan.all(.promoted) == ["a4"])
    #expect(plan.place(of: "a5") == .reserve(3))
  }

  @Test("After the cut-off nobody moves up, and the last day itself still counts")
  func cutOff() {
    #expect(plan([.out, .ready], seats: 1, confirmBy: before, cutOff: before).all(.promoted) == [])
    #expect(plan([.out, .ready], seats: 1, confirmBy: before, cutOff: before).free == 1)
    #expect(plan([.out, .ready], seats: 1, confirmBy: before, cutOff: day).all(.promoted) == ["a2"])
  }

  @Test("Two PCs that gave away one seat too many: nobody is dropped, the last in rank is told")
  func surplus() {
    let plan = plan([.accepted, .accepted, .accepted], seats: 2, confirmBy: nil, cutOff: nil)
    #expect(plan.all(.seated) == ["a1", "a2"])
    #expect(plan.all(.surplus) == ["a3"])
  }

  @Test("5,000 random pools: no seat is free beside one who is ready, and order and cut-off hold")
  func property() {
    var state: UInt64 = 0x5eed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let answers: [SeatClaim.Answer] = [.none, .ready, .accepted, .out]
    var free = 0
    for _ in 0..<5_000 {
      let list = (0..<next(14)).map { _ in answers[next(4)] }
      let claims = claims(list).shuffled()
      let seats = next(10)
      let (confirmBy, cutOff) = ([nil, before, day, after][next(4)], [nil, before, day, after][next(4)])
      let plan = SeatPlan(claims, capacity: seats, on: day, confirmBy: confirmBy, cutOff: cutOff)
      let rank = Dictionary(uniqueKeysWithValues: claims.map { ($0.id, $0) })
      let movesUp = cutOff.map { day <= $0 } ?? true
      let mayAnswer = confirmBy.map { day <= $0 } ?? true
      let ready = claims.filter { $0.answer == .ready }
      // No seat is free while somebody eligible waits.
      if plan.free > 0, movesUp {
        #expect(!ready.contains { if case .reserve = plan.place(of: $0.id) { true } else { false } })
      }
      if plan.free > 0 { free += 1 }
      // Nobody is promoted after the cut-off, nor past somebody of a better rank who could be.
      let promoted = plan.all(.promoted)
      if !movesUp { #expect(promoted.isEmpty) }
      if let last = promoted.last.flatMap({ rank[$0]?.rank }) {
        for claim in ready where claim.rank < last { #expect(plan.place(of: claim.id) == .promoted) }
        if mayAnswer {
          for claim in claims where claim.answer == .none && claim.rank < last {
            #expect(plan.place(of: claim.id) == .offered)
          }
        }
      }
      // Whoever was accepted is there, and no more seats are given than there are.
      let accepted = claims.count { $0.answer == .accepted }
      #expect(plan.all(.seated).count + plan.all(.surplus).count == accepted)
      #expect(plan.all(.seated).count == min(accepted, seats))
      #expect(plan.all(.seated).count + promoted.count + plan.all(.offered).count <= max(seats, 0))
      // Raising the capacity takes nothing from anybody; lowering it dismisses nobody.
      let more = SeatPlan(claims, capacity: seats + 1, on: day, confirmBy: confirmBy, cutOff: cutOff)
      for id in plan.order where plan.place(of: id) == .seated { #expect(more.place(of: id) == .seated) }
      #expect(more.all(.surplus).count <= plan.all(.surplus).count)
      let less = SeatPlan(claims, capacity: seats - 1, on: day, confirmBy: confirmBy, cutOff: cutOff)
      #expect(less.all(.seated).count + less.all(.surplus).count == accepted)
      if let lost = less.all(.surplus).first {
        #expect((rank[lost]?.rank ?? 0) > (less.all(.seated).compactMap { rank[$0]?.rank }.max() ?? 0))
      }
    }
    #expect(free > 100, "the sample must hold pools with free seats")
  }
}
