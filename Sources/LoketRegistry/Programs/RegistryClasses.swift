// Classes as the register has them: sessions and modules, who is in, how much they attended, who is one too many.
import LoketModel

/// Somebody in a class: still there, or gone from it.
public struct Participant: Hashable, Sendable, Identifiable {
  public let enrolment: Enrolment
  /// The name that a list shows; empty where it is not known.
  public let name: String
  /// As the selection declared it; nil for somebody who was added without one.
  public let rank: Int?
  public let attendance: AttendanceShare
  /// The seat that two PCs gave away together and that there is not. A supervisor decides; nobody is removed.
  public let isSurplus: Bool
  /// The enrolment's.
  public var id: String { enrolment.id }
  /// Whether a seat is taken.
  public var isIn: Bool { Participant.isIn(enrolment) }

  static func isIn(_ enrolment: Enrolment) -> Bool {
    ["assigned", "attending", "completed"].contains(enrolment.status ?? "assigned")
  }
}

extension Registry {
  /// The sessions of a class, the first first. What is no day and hour is left out.
  public func sessions(ofClass id: String) -> [ClassSession] {
    elements(RecordRef(.trainingClass, id), "sessions")
      .compactMap { ClassSession(element: $0.element, until: $0.value) }.sorted()
  }

  /// The modules of a class by their numbers.
  public func modules(ofClass id: String) -> [ClassModule] {
    let record = RecordRef(.trainingClass, id)
    return elements(record, "modules").compactMap { element, title in
      Int(element).map { number in
        let taught = value(record, "taught/\(element)").flatMap { CalendarDate(iso: $0) }
        return ClassModule(id: number, title: title, taught: taught)
      }
    }.sorted { $0.id < $1.id }
  }

  /// The record of who came to a session: one name on every PC.
  public static func roll(ofClass id: String, _ session: ClassSession) -> RecordRef {
    RecordRef(.attendance, "\(id).\(session.id)")
  }

  /// The marks of a session by enrolment, codes of `CodeList.attendanceMark`; nil while nobody has entered any.
  public func marks(ofClass id: String, _ session: ClassSession) -> [String: String]? {
    let record = Registry.roll(ofClass: id, session)
    guard exists(record), !isVoid(record) else { return nil }
    let marks = elements(record, "marks")
    return marks.isEmpty ? nil : Dictionary(marks.map { ($0.element, $0.value) }) { $1 }
  }

  /// Everybody who was ever in a class, by name; frozen people are left out.
  public func participants(ofClass id: String) -> [Participant] {
    let enrolments = enrolments(inClass: id)
    let rolls = sessions(ofClass: id).compactMap { marks(ofClass: id, $0) }
    let surplus = surplus(enrolments, seats: trainingClass(id)?.seats)
    return enrolments.map { enrolment in
      Participant(
        enrolment: enrolment, name: enrolment.person.flatMap { person($0)?.name } ?? "", rank: rank(of: enrolment),
        attendance: AttendanceShare(
          held: rolls.count, present: rolls.count { $0[enrolment.id] == "present" }),
        isSurplus: surplus.contains(enrolment.id))
    }.sorted { (NameKey.fold($0.name), $0.id) < (NameKey.fold($1.name), $1.id) }
  }

  /// Seats of a class that somebody has.
  public func seatsTaken(inClass id: String) -> Int { enrolments(inClass: id).count(where: Participant.isIn) }

  private func rank(of enrolment: Enrolment) -> Int? {
    enrolment.application.flatMap { application($0)?.rank }.flatMap { Int($0) }
  }

  /// Those who are too many: the last in rank; behind everybody with a rank whoever has none, the last entered first.
  private func surplus(_ enrolments: [Enrolment], seats: Int?) -> Set<String> {
    guard let seats else { return [] }
    let seated = enrolments.filter(Participant.isIn)
    guard seated.count > seats else { return [] }
    let order = seated.enumerated().map { (rank: rank(of: $0.element) ?? Int.max, $0.offset, $0.element.id) }
      .sorted { ($0.rank, $0.1) < ($1.rank, $1.1) }
    return Set(order.suffix(seated.count - seats).map(\.2))
  }

  /// The accepted applicants of a class's wave and track who sit in no class yet, in the order of their ranks.
  public func applicants(forClass id: String) -> [Application] {
    guard let found = trainingClass(id), let wave = found.wave else { return [] }
    return applications(inWave: wave).filter { application in
      guard application.status == "accepted", application.track == found.track else { return false }
      let enrolment = enrolment(application.id)
      return enrolment?.trainingClass == nil
        && (enrolment.map { $0.status != "withdrawn" && $0.status != "dropped" } ?? true)
    }.enumerated().sorted { left, right in
      let ranks = [left, right].map { $0.element.rank.flatMap { Int($0) } ?? Int.max }
      return (ranks[0], left.offset) < (ranks[1], right.offset)
    }.map(\.element)
  }

  /// The record under which a person without an application joins a class: two PCs that add one person write one record.
  public static func enrolment(of person: String, inClass id: String) -> RecordRef {
    RecordRef(.enrolment, String(SHA256.digest(Array("enrolment \(id) \(person)".utf8)).description.prefix(32)))
  }

  /// Every certificate that is not void, the latest first; those of frozen people are left out.
  public func certificates() -> [Certificate] {
    all(.certificate).compactMap { certificate($0.id) }.filter { !isFrozen(person: $0.person) }
      .sorted { ($0.issued ?? "", $0.number ?? "", $0.id) > ($1.issued ?? "", $1.number ?? "", $1.id) }
  }
}
