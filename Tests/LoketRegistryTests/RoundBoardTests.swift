// Households by RT, kept up to date save by save: always the same as if all of them were looked at again.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite struct RoundBoardTests {
  private let today = CalendarDate(iso: "2026-11-22")!

  private func save(_ registry: inout Registry, _ board: inout RoundBoard, _ edits: [Edit]) {
    registry.write([Save(by: "petugas1", edits: edits)])
    board.follow(edits, in: registry)
  }

  private func household(_ id: Int, rt: String?, standing: String? = nil) -> Edit {
    Edit(
      on: RecordRef(.household, Identifier(high: 1, low: UInt64(id))),
      set: [FieldChange("rt", rt), FieldChange("rw", rt == nil ? nil : "001"), FieldChange("standing", standing)])
  }

  private func visit(_ id: Int, at household: Int, _ outcome: String, _ day: String) -> Edit {
    Edit(
      on: RecordRef(.fieldVisit, Identifier(high: 2, low: UInt64(id))),
      set: [
        FieldChange("household", Identifier(high: 1, low: UInt64(household)).description), FieldChange("day", day),
        FieldChange("outcome", outcome),
      ])
  }

  private func sameAsAnew(_ board: RoundBoard, _ registry: Registry) -> Bool {
    let anew = RoundBoard(registry)
    return board.households.mapValues { $0.sorted() } == anew.households.mapValues { $0.sorted() }
      && board.tallies(FieldRound(), today: today) == anew.tallies(FieldRound(), today: today)
  }

  @Test("New, moved, voided and departed households and each visit are followed; a round leaves earlier visits out")
  func follows() {
    var registry = Registry()
    var board = RoundBoard()
    let (first, second) = (RukunTetangga(rt: "003", rw: "001"), RukunTetangga(rt: "004", rw: "001"))
    for id in 1...3 { save(&registry, &board, [household(id, rt: "003")]) }
    save(&registry, &board, [household(4, rt: nil)])
    #expect(board.households[first]?.count == 3)
    #expect(board.households[RukunTetangga(rt: nil, rw: nil)]?.count == 1)
    #expect(sameAsAnew(board, registry))
    save(&registry, &board, [visit(1, at: 1, "visited", "2026-11-20"), visit(2, at: 2, "absent", "2026-11-22")])
    save(&registry, &board, [visit(3, at: 2, "visited", "2026-11-21")])
    #expect(board.tallies(FieldRound(), today: today)[first]?.count("absent") == 1)
    #expect(board.tallies(FieldRound(), today: today)[first]?.open == 1)
    let round = FieldRound(began: CalendarDate(iso: "2026-11-22"))
    #expect(board.tallies(round, today: today)[first]?.open == 2)
    #expect(board.tallies(round, today: today)[first]?.count("absent") == 1)
    #expect(sameAsAnew(board, registry))
    save(
      &registry, &board,
      registry.plan(
        [FieldChange("rt", "004")], on: household(1, rt: "").on, basis: registry.basis(household(1, rt: "").on)))
    #expect(board.households[second]?.count == 1)
    #expect(board.tallies(FieldRound(), today: today)[second]?.count("visited") == 1)
    #expect(sameAsAnew(board, registry))
    let third = household(3, rt: "003").on
    save(&registry, &board, [registry.planVoid(third, reason: "duplicate")])
    #expect(board.households[first]?.count == 1)
    #expect(sameAsAnew(board, registry))
    let gone = household(2, rt: "").on
    save(&registry, &board, registry.plan([FieldChange("standing", "movedOut")], on: gone, basis: registry.basis(gone)))
    #expect(board.households[first] == nil)
    #expect(sameAsAnew(board, registry))
  }
}
