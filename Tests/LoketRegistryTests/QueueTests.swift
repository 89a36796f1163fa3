import LoketModel
import Testing

@testable import LoketRegistry

/// A desk of one PC: saves with their entries, one after another.
private struct QueueDesk {
  var registry = Registry()
  private var n = 0
  private let day: CalendarDate
  private let segmentNumber: UInt64

  init(day: CalendarDate, segment: UInt64 = 1) {
    self.day = day
    segmentNumber = segment
  }

  mutating func save(_ edits: [Edit], by: String = "petugas1") {
    n += 1
    let tick = registry.highestTick + 1
    for edit in edits {
      registry.apply(
        edit, at: line(segmentNumber, n), tick: tick, stamp: Timestamp("2026-11-22T09:00:00+07:00"), by: by,
        device: deviceA)
      n += 1
    }
    n -= 1
  }

  func entry(_ id: UInt64, _ action: String, _ subject: RecordRef) -> Edit {
    Edit(
      on: RecordRef(.entry, Identifier(high: 0xe, low: id)),
      set: [
        FieldChange("day", day.iso), FieldChange("action", action), FieldChange("subject", subject.description),
      ])
  }

  /// A family of one, registered with its papers seen.
  mutating func register(_ id: UInt64, by: String = "petugas1", papers: Bool = true) {
    let household = RecordRef(.household, Identifier(high: 8, low: id))
    let person = RecordRef(.person, Identifier(high: 7, low: id))
    let seen = papers ? [FieldChange("papersSeen", day.iso)] : []
    save(
      [
        Edit(on: household, set: [FieldChange("address", "JL MELATI \(id)"), FieldChange("head", person.id)] + seen),
        Edit(
          on: person,
          set: [
            FieldChange("name", "WARGA \(id)"), FieldChange("household", household.id),
            FieldChange("registeredOn", day.iso),
          ]),
        entry(id, "register", household),
      ], by: by)
  }

  mutating func assign(_ id: UInt64, entry number: UInt64) {
    let enrolment = RecordRef(.enrolment, Identifier(high: 6, low: id))
    let person = RecordRef(.person, Identifier(high: 7, low: id))
    save([
      Edit(
        on: enrolment,
        set: [
          FieldChange("person", person.id), FieldChange("track", "las"), FieldChange("status", "assigned"),
          FieldChange("day", day.iso),
        ]),
      entry(number, "assign", person),
    ])
  }

  mutating func place(_ id: UInt64, entry number: UInt64) {
    let person = RecordRef(.person, Identifier(high: 7, low: id))
    save([
      Edit(
        on: RecordRef(.placement, Identifier(high: 5, low: id)),
        set: [FieldChange("person", person.id), FieldChange("kind", "employed"), FieldChange("day", day.iso)]),
      entry(number, "place", person),
    ])
  }

  mutating func decide(_ id: UInt64, _ state: String?, by: String = "lurah", over: Bool = true) {
    let record = entryID(id)
    save(
      registry.plan(
        [FieldChange("state", state), FieldChange("stateDay", day.iso)], on: record,
        basis: over ? registry.basis(record) : Basis(record: record, heads: [:])), by: by)
  }

  func entryID(_ id: UInt64) -> RecordRef { RecordRef(.entry, Identifier(high: 0xe, low: id)) }
}

@Suite("The supervisor's queue")
struct QueueTests {
  private let day: CalendarDate

  init() throws { day = try #require(CalendarDate(iso: "2026-11-22")) }

  private func figures(_ registry: Registry) -> [String: Int] {
    let report = DailyReport(registry, day: day, office: "3376021005")
    let day = report.figures
    return [
      "registered": day.registered.verified, "assigned": day.assigned.verified, "placed": day.placed.verified,
      "changed": day.changed.verified, "imported": day.imported.verified,
      "households": report.totals.verifiedHouseholds, "people": report.totals.verifiedPeople,
      "enrolments": report.totals.verifiedEnrolments, "placements": report.totals.verifiedPlacements,
      "approved": report.summary?.approved ?? -1, "waiting": report.summary?.waiting ?? -1,
    ]
  }

  /// The figures that differ, each with what it was and what it is.
  private func moved(_ before: Registry, _ after: Registry) -> [String: [Int]] {
    let (old, new) = (figures(before), figures(after))
    return old.keys.reduce(into: [:]) { moved, name in
      if old[name] != new[name] { moved[name] = [old[name] ?? -1, new[name] ?? -1] }
    }
  }

  @Test("Approving one entry moves exactly the figures of what it entered, and taking it back moves them back")
  func oneApproval() {
    var desk = QueueDesk(day: day)
    desk.register(1)
    desk.register(2)
    desk.assign(1, entry: 11)
    desk.place(1, entry: 12)
    let before = desk.registry
    desk.decide(1, "approved")
    #expect(
      moved(before, desk.registry) == [
        "registered": [0, 1], "households": [0, 1], "people": [0, 1], "approved": [0, 1], "waiting": [4, 3],
      ])
    let registered = desk.registry
    desk.decide(11, "approved")
    #expect(
      moved(registered, desk.registry) == [
        "assigned": [0, 1], "enrolments": [0, 1], "approved": [1, 2], "waiting": [3, 2],
      ])
    let assigned = desk.registry
    desk.decide(12, "approved")
    #expect(
      moved(assigned, desk.registry) == [
        "placed": [0, 1], "placements": [0, 1], "approved": [2, 3], "waiting": [2, 1],
      ])
    desk.decide(12, nil)
    #expect(moved(assigned, desk.registry) == [:])
  }

  @Test("A later change of an approved person makes the person unverified until that change is approved too")
  func laterChange() {
    var desk = QueueDesk(day: day)
    desk.register(1)
    desk.decide(1, "approved")
    let person = RecordRef(.person, Identifier(high: 7, low: 1))
    #expect(desk.registry.isVerified(person))
    let edits = desk.registry.plan(
      [FieldChange("name", "WARGA SATU")], on: person, basis: desk.registry.basis(person))
    desk.save(edits + [desk.entry(2, "change", person)])
    #expect(!desk.registry.isVerified(person))
    #expect(desk.registry.verified(.person) == 0)
    #expect(desk.registry.isVerified(RecordRef(.household, Identifier(high: 8, low: 1))))
    desk.decide(2, "approved")
    #expect(desk.registry.isVerified(person))
  }

  @Test("Two supervisors who decide differently on two PCs leave the entry open, and nothing of it counts as approved")
  func contested() {
    var desk = QueueDesk(day: day)
    desk.register(1)
    desk.decide(1, "approved", over: false)
    #expect(desk.registry.entryState(desk.entryID(1).id) == .approved)
    desk.decide(1, "returned", over: false)
    #expect(desk.registry.entryState(desk.entryID(1).id) == .contested)
    #expect(desk.registry.verified(.household) == 0)
    desk.decide(1, "approved")
    #expect(desk.registry.entryState(desk.entryID(1).id) == .approved)
    #expect(desk.registry.verified(.household) == 1)
  }

  @Test("The board has the oldest first, filters, searches, and follows each save like one that is gathered anew")
  func board() {
    var desk = QueueDesk(day: day)
    for id in 1...6 { desk.register(UInt64(id), by: id % 2 == 0 ? "petugas2" : "petugas1") }
    desk.assign(3, entry: 13)
    var board = QueueBoard(desk.registry, day: day)
    #expect(board.rows.map(\.action) == Array(repeating: "register", count: 6) + ["assign"])
    #expect(board.counts == [.waiting: 7, .all: 7])
    var filter = QueueFilter()
    filter.clerk = "petugas2"
    #expect(board.rows(filter, matching: "", in: desk.registry).count == 3)
    filter = QueueFilter()
    filter.track = "las"
    #expect(board.rows(filter, matching: "", in: desk.registry).map(\.action) == ["assign"])
    #expect(board.rows(QueueFilter(), matching: "warga 3", in: desk.registry).count == 2)
    #expect(board.rows(QueueFilter(), matching: "melati 5", in: desk.registry).count == 1)
    #expect(board.rows(QueueFilter(), matching: "tidak ada", in: desk.registry).isEmpty)

    let approval = Approval.edit(
      RecordRef(.approval, Identifier(high: 0xa, low: 1)), day: day, entries: [1, 2].map { desk.entryID($0) })
    desk.save([approval], by: "lurah")
    board.follow([approval], in: desk.registry)
    #expect(board == QueueBoard(desk.registry, day: day))
    #expect(board.counts == [.waiting: 5, .decided: 2, .all: 7])
    desk.decide(3, "returned")
    let decision = Edit(on: desk.entryID(3), set: [])
    board.follow([decision], in: desk.registry)
    #expect(board == QueueBoard(desk.registry, day: day))
    #expect(board.returned(to: "petugas1", in: desk.registry).count == 1)
    #expect(board.rows(QueueFilter(scope: .returned), matching: "", in: desk.registry).count == 1)
    // What was decided on another day is no longer there.
    #expect(QueueBoard(desk.registry, day: day.adding(days: 1)).counts == [.waiting: 4, .returned: 1, .all: 5])
  }

  @Test("Papers not seen, an accepted check and a return keep an entry out of every batch")
  func doubts() {
    var desk = QueueDesk(day: day)
    desk.register(1)
    desk.register(2, papers: false)
    desk.register(3)
    let person = RecordRef(.person, Identifier(high: 7, low: 3))
    desk.save([
      Edit(on: person, set: [FieldChange("accepted/nik.sex", "x"), FieldChange("phone", "+62812")]),
      desk.entry(4, "change", person),
    ])
    desk.decide(3, "returned")
    desk.save(
      [
        Edit(on: desk.entryID(3), set: [FieldChange("returned/\(FieldPath(person, "name"))", "wrong")])
      ], by: "lurah")
    #expect(desk.registry.doubts(of: desk.entryID(1).id).isEmpty)
    #expect(desk.registry.doubts(of: desk.entryID(2).id) == .papersUnseen)
    #expect(desk.registry.doubts(of: desk.entryID(4).id) == .acceptedCheck)
    #expect(desk.registry.doubts(of: desk.entryID(3).id) == .corrected)
  }

  @Test("A correction belongs to its entry: what was returned counts as changed, and the changes since are told apart")
  func correction() {
    var desk = QueueDesk(day: day)
    desk.register(1)
    let entry = desk.entryID(1)
    let person = RecordRef(.person, Identifier(high: 7, low: 1))
    let path = FieldPath(person, "name")
    desk.save(
      desk.registry.plan(
        [FieldChange("state", "returned"), FieldChange("returned/\(path)", "wrong")], on: entry,
        basis: desk.registry.basis(entry)), by: "lurah")
    #expect(
      desk.registry.returnedFields(of: entry.id) == [
        ReturnedField(path: path, reason: "wrong", note: nil, isChanged: false)
      ])
    let edits = desk.registry.plan(
      [FieldChange("name", "WARGA BENAR")], on: person, basis: desk.registry.basis(person))
    let state = desk.registry.plan([FieldChange("state", "corrected")], on: entry, basis: desk.registry.basis(entry))
    desk.save(edits + state)
    #expect(desk.registry.returnedFields(of: entry.id).map(\.isChanged) == [true])
    #expect(
      desk.registry.corrections(of: entry.id).map { [$0.item.field, $0.item.to ?? ""] } == [
        ["name", "WARGA BENAR"]
      ])
    #expect(desk.registry.steps(of: entry.id).map(\.state) == [.submitted, .returned, .corrected])
    desk.decide(1, "approved")
    #expect(desk.registry.isVerified(person))
  }

  // MARK: Closing

  @Test("A closed day counts what it covers; what another PC entered and brings later is late; two closings unite")
  func closing() {
    let office = "3376021005"
    var desk = QueueDesk(day: day)
    desk.register(1)
    desk.register(2)
    #expect(desk.registry.workDay(of: office, from: day) == day)
    let first = desk.registry.planClosing(of: day, office: office, device: deviceA, letter: "A", by: "lurah")
    desk.save([first], by: "lurah")
    #expect(desk.registry.workDay(of: office, from: day) == day.adding(days: 1))
    #expect(desk.registry.closings(of: day, office: office).map(\.number) == ["A-1"])
    #expect(desk.registry.lateEntries(of: day, office: office).isEmpty)

    // Another PC entered on that day too and closed it without knowing.
    var other = QueueDesk(day: day, segment: 2)
    other.register(3)
    let second = other.registry.planClosing(
      of: day, office: office, device: Identifier(high: 0xb, low: 1), letter: "B", by: "pimpinan")
    let family: [Edit] = [
      Edit(on: RecordRef(.household, Identifier(high: 8, low: 3)), set: [FieldChange("address", "JL")]),
      desk.entry(3, "register", RecordRef(.household, Identifier(high: 8, low: 3))),
    ]
    for (place, edit) in family.enumerated() {
      desk.registry.apply(
        edit, at: line(2, place + 2), tick: 1, stamp: nil, by: "petugas2", device: Identifier(high: 0xb, low: 1))
    }
    #expect(desk.registry.lateEntries(of: day, office: office) == [desk.entryID(3).id])
    desk.registry.apply(
      second, at: line(2, 4), tick: 2, stamp: nil, by: "pimpinan", device: Identifier(high: 0xb, low: 1))
    #expect(desk.registry.closings(of: day, office: office).map(\.number) == ["A-1", "B-1"])
    #expect(desk.registry.lateEntries(of: day, office: office).isEmpty)
    #expect(DaySummary(desk.registry, day: day, office: office).closings.count == 2)
  }
}
