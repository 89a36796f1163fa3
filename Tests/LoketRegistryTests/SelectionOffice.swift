// A PC with one wave of applicants for the tests of selection: it saves, meets other PCs, and says who sits where.
import LoketModel

@testable import LoketRegistry

/// One line of a journal, as another PC receives it.
struct JournalLine: Hashable {
  let edit: Edit
  let line: LineRef
  let tick: UInt64
  let device: Identifier
}

/// One PC: what it knows, and the lines it has in the order in which they came.
struct SelectionOffice {
  private(set) var registry = Registry()
  private(set) var journal: [JournalLine] = []
  private var known: Set<LineRef> = []
  private let number: UInt64
  private var lines = 0

  static let program = "p2-2025"
  static let wave = id(0x3a, 1)

  init(_ number: UInt64) { self.number = number }

  /// The id that the test's records of one kind have, by their number.
  static func id(_ kind: UInt64, _ number: Int) -> String { Identifier(high: kind, low: UInt64(number)).description }
  static func applicant(_ number: Int) -> String { id(0xa9, number) }
  static func person(_ number: Int) -> String { id(0x7e, number) }
  static func trainingClass(_ number: Int) -> String { id(0xc1, number) }

  mutating func save(_ edits: [Edit]) {
    let tick = registry.highestTick + 1
    for edit in edits {
      lines += 1
      take(
        JournalLine(
          edit: edit, line: LineRef(segment: segment(number), n: lines), tick: tick,
          device: Identifier(high: 0xd, low: number)))
    }
  }

  mutating func save(_ kind: RecordKind, _ id: String, _ values: [(String, String?)]) {
    let record = RecordRef(kind, id)
    save(registry.plan(values.map { FieldChange($0.0, $0.1) }, on: record, basis: registry.basis(record)))
  }

  mutating func take(_ line: JournalLine) {
    guard known.insert(line.line).inserted else { return }
    journal.append(line)
    registry.apply(line.edit, at: line.line, tick: line.tick, stamp: nil, by: "petugas1", device: line.device)
  }

  mutating func receive(_ lines: [JournalLine]) { for line in lines { take(line) } }

  // MARK: What every test has

  mutating func openWave(
    confirmBy: CalendarDate?, cutOff: CalendarDate?, seed: String? = nil, weights: [String: Int] = ["written": 1]
  ) {
    save(
      .program, Self.program,
      [("name", "BLK"), ("selection", "score"), ("tieBreak", "interview need")]
        + weights.sorted { $0.key < $1.key }.map { ("weights/\($0.key)", String($0.value)) })
    save(
      .wave, Self.wave,
      [
        ("program", Self.program), ("name", "Gelombang 1"), ("opens", "2025-08-01"), ("closes", "2025-08-20"),
        ("confirmBy", confirmBy?.iso), ("cutOff", cutOff?.iso), ("seed", seed),
        ("seedDay", seed.map { _ in "2025-08-01" }),
      ])
  }

  mutating func hold(_ number: Int, track: String = "las", seats: Int) {
    save(
      .trainingClass, Self.trainingClass(number),
      [
        ("program", Self.program), ("wave", Self.wave), ("track", track), ("name", "Kelas \(number)"),
        ("capacity", String(seats)), ("starts", "2025-09-01"),
      ])
  }

  mutating func apply(_ number: Int, track: String = "las", written: Int?, day: String = "2025-08-05") {
    save(.person, Self.person(number), [("name", "PENDAFTAR \(number)")])
    save(
      .application, Self.applicant(number),
      [
        ("person", Self.person(number)), ("program", Self.program), ("wave", Self.wave), ("track", track),
        ("day", day), ("status", "submitted"), ("statusDate", day),
      ] + (written.map { [("scores/written", String($0))] } ?? []))
  }

  // MARK: What every test asks

  func pool(_ track: String = "las") -> SeatPool { registry.pool(wave: Self.wave, track: track) }

  func status(_ number: Int) -> String? { registry.application(Self.applicant(number))?.status }

  /// The numbers of the applicants at one kind of place, in rank order.
  func all(_ place: SeatPlan.Place, on day: CalendarDate, track: String = "las") -> [Int] {
    registry.seatPlan(pool(track), on: day).all(place).compactMap { Identifier($0).map { Int($0.low) } }
  }

  mutating func answer(_ number: Int, _ answer: SeatAnswer, on day: CalendarDate, track: String = "las") -> [Int] {
    let found = registry.edits(
      [(Self.applicant(number), answer)], in: pool(track), on: day, workDay: day)
    save(found.edits)
    return found.accepted.compactMap { Identifier($0).map { Int($0.low) } }
  }
}
