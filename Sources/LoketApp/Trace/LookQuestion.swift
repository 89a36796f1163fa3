// Which lines of the access trace are about one person, and what was found: the newest, never more than there is room for.
import LoketModel
import LoketRegistry

public struct LookQuestion: Equatable, Sendable {
  /// Lines that a screen shows at most; a command has all of them.
  public static let screenLimit = 500

  /// Whose lines; nil: everybody's.
  public let records: Set<RecordRef>?
  /// Seconds since 1970 from which a whole list that left the program had them in it.
  private let since: Int64
  public var day: CalendarDate?
  public var by: String?
  /// Nil: no limit.
  public var limit: Int?

  /// All lines.
  public init() {
    records = nil
    since = 0
  }

  /// Of a person: the own record and all that hangs on it, and the households in which the person stands by name. Of a
  /// household: itself and its members. Records that are one with them count too.
  public init(about record: RecordRef, in registry: Registry) {
    var all: Set<RecordRef> = []
    for joined in registry.joined(record) { all.formUnion(LookQuestion.around(joined, registry)) }
    records = all.union([record])
    // Whoever was not here yet was in no list.
    since = registry.history(of: record).first?.at?.seconds ?? 0
  }

  private static func around(_ record: RecordRef, _ registry: Registry) -> Set<RecordRef> {
    var all: Set<RecordRef> = [record]
    switch record.kind {
    case .person:
      let places = registry.history(of: record).filter { $0.field == "household" }.compactMap(\.to)
      all.formUnion(places.map { RecordRef(.household, $0) })
      if let home = registry.person(record.id)?.household { all.insert(RecordRef(.household, home)) }
      all.formUnion(registry.enrolments(of: record.id, includingVoid: true).map { RecordRef(.enrolment, $0.id) })
      all.formUnion(registry.deskVisits(of: record.id).map { RecordRef(.deskVisit, $0.id) })
      all.formUnion(registry.placements(of: record.id, includingVoid: true).map { RecordRef(.placement, $0.id) })
    case .household:
      all.formUnion(registry.members(of: record.id, includingVoid: true).map { RecordRef(.person, $0.id) })
    default: break
    }
    return all
  }

  /// Whether the line belongs into the answer.
  func takes(_ entry: TraceEntry, at moment: Timestamp?) -> Bool {
    if let by, entry.by != by { return false }
    if let day, moment?.date != day { return false }
    guard let records else { return true }
    if entry.on.isList { return entry.act == "exported" && (moment?.seconds ?? 0) >= since }
    return records.contains(entry.on)
  }
}

/// The lines that answer a question, the newest first.
public struct LookBook: Equatable, Sendable {
  private struct Look: Equatable, Sendable {
    let entry: TraceEntry
    let moment: Int64
  }

  private let question: LookQuestion
  private var looks: [Look] = []
  /// How many there are, those included for which there was no room.
  public private(set) var count = 0

  public init(_ question: LookQuestion) { self.question = question }

  /// The newest first.
  public var entries: [TraceEntry] { looks.map(\.entry) }
  public var isCut: Bool { count > looks.count }

  public mutating func take(_ entry: TraceEntry) {
    let moment = Timestamp(entry.at)
    guard question.takes(entry, at: moment) else { return }
    count += 1
    looks.append(Look(entry: entry, moment: moment?.seconds ?? 0))
    if let limit = question.limit, looks.count >= limit * 2 { settle() }
  }

  /// Nothing more comes.
  public mutating func settle() {
    // Of one second the later line is the newer one.
    looks = looks.enumerated().sorted { ($1.element.moment, $1.offset) < ($0.element.moment, $0.offset) }
      .map(\.element)
    if let limit = question.limit { looks = Array(looks.prefix(limit)) }
  }
}
