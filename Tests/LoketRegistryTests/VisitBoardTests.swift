// Open visits are known at once, whatever came first, and from the cache as from the segments.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("The board of visits")
struct VisitBoardTests {
  private static let device = Identifier(high: 1, low: 1)
  private static let visit = RecordRef(.deskVisit, Identifier(high: 3, low: 3))

  private func apply(_ edits: [Edit], to registry: inout Registry, in order: [Int]) {
    for place in order {
      registry.apply(
        edits[place], at: LineRef(segment: Identifier(high: 2, low: 2), n: place + 1), tick: UInt64(place + 1),
        stamp: Timestamp("2026-11-22T09:0\(place):00+07:00"), by: "petugas1", device: Self.device)
    }
  }

  private static let edits: [Edit] = [
    Edit(
      on: visit,
      set: [
        FieldChange("day", "2026-11-22"), FieldChange("letter", "A"), FieldChange("number", "4"),
        FieldChange("name", "WARSITI"),
      ]),
    Edit(on: visit, set: [FieldChange("state", "serving")]),
    Edit(
      on: visit, set: [FieldChange("state", "done")],
      over: [LineRef(segment: Identifier(high: 2, low: 2), n: 2)]),
  ]

  @Test(
    "A visit is open until it is done, in whatever order the saves arrive",
    arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
  func order(_ order: [Int]) {
    var registry = Registry()
    let day = CalendarDate(iso: "2026-11-23")!
    apply(Self.edits, to: &registry, in: order.filter { $0 != 2 })
    #expect(VisitBoard(registry, day: day).leftOver == 1)
    #expect(VisitBoard(registry, day: CalendarDate(iso: "2026-11-22")!).served(at: Self.device)?.name == "WARSITI")
    apply(Self.edits, to: &registry, in: order.filter { $0 == 2 })
    #expect(VisitBoard(registry, day: day).rows.isEmpty)
    #expect(VisitBoard(registry, day: CalendarDate(iso: "2026-11-22")!).count(.done) == 1)
  }

  @Test("The cache brings what is left over; a void visit is nobody's to call and its number is not given again")
  func cached() throws {
    var registry = Registry()
    apply(Self.edits, to: &registry, in: [0, 1])
    var source = SnapshotInMemory(registry.snapshot()[...])
    let again = try #require(Registry(snapshot: &source))
    #expect(VisitBoard(again, day: CalendarDate(iso: "2026-11-23")!).leftOver == 1)
    let void = registry.planVoid(Self.visit, reason: "mistake")
    registry.apply(
      void, at: LineRef(segment: Identifier(high: 2, low: 2), n: 9), tick: 9, stamp: nil, by: "lurah",
      device: Self.device)
    #expect(VisitBoard(registry, day: CalendarDate(iso: "2026-11-23")!).rows.isEmpty)
    #expect(registry.nextVisitNumber("A", on: CalendarDate(iso: "2026-11-22")!) == 5)
    #expect(registry.nextVisitNumber("B", on: CalendarDate(iso: "2026-11-22")!) == 1)
  }
}
