// What one office counts, by the names that the queries of `Resources/hub` give the same figures.
import LoketModel

/// One count, or a family of counts of which each adds a code: `enrolments/las/assigned`.
public enum OfficeFigure: String, Sendable, CaseIterable {
  case households
  /// Everybody on record, as Beranda counts: also who died, moved away or is frozen.
  case people
  /// Of them, whose data rest: counted, and compared with nobody.
  case frozen
  case withNik
  /// "Belum dicek".
  case withoutNik
  /// NIK, each once.
  case distinctNik
  /// NIK that more than one office has; of all offices together only.
  case inSeveralOffices
  /// People without NIK whose name and birth date somebody without NIK in another office has too, each pair of them once; of
  /// all offices together only.
  case withoutNikAlike
  /// One for each NIK, for each without, and for each who is frozen.
  case persons
  /// Enrolments that were neither withdrawn nor dropped, and the people who have one.
  case enrolments
  case enrolledPeople
  /// Placements that have not ended, and the people who have one.
  case placements
  case placedPeople
  /// Business groups that have not ended, and the people who belong to one.
  case groups
  case groupMembers
  /// What people were given to work with, and how many of the reports of accountability are still owed: late is whoever owes
  /// one of a day that is over (`grantReports/<last day>`).
  case grants
  case grantReports
  /// Fields that wait for a person's decision, and fields that wait for lines that are not here.
  case conflicts
  case waiting
  /// Files of segments of which nothing was counted; of all offices together only.
  case uncounted

}

/// Counts of one office or of all.
public struct OfficeFigures: Hashable, Sendable {
  /// By name: those of ``OfficeFigure``, `enrolments/<track>/<status>`, `placements/<track>`, `groups/<field>/<level>`,
  /// `groupMembers/<field>/<level>`, `grants/<kind>/<condition at the last look>`, `grantReports/<last day>` and
  /// `programs/<programme>/<figure>`, of which ``OfficesProgram`` makes those of all offices.
  public private(set) var counts: [String: Int] = [:]

  public init() {}

  public subscript(figure: OfficeFigure) -> Int {
    get { counts[figure.rawValue, default: 0] }
    set { counts[figure.rawValue] = newValue }
  }

  mutating func set(_ counts: [String: Int]) { self.counts.merge(counts) { $1 } }

  mutating func count(_ parts: String...) { counts[parts.joined(separator: "/"), default: 0] += 1 }

  static func += (left: inout OfficeFigures, right: OfficeFigures) {
    left.counts.merge(right.counts) { $0 + $1 }
  }

  /// What a family of counts says of each code, the first part behind its name: `enrolments` of each track.
  public func codes(of family: OfficeFigure) -> [String: Int] {
    var found: [String: Int] = [:]
    for (name, count) in counts where name.hasPrefix(family.rawValue + "/") {
      found[String(name.split(separator: "/", omittingEmptySubsequences: false)[1]), default: 0] += count
    }
    return found
  }

  /// One status of the enrolments of a track.
  public func enrolments(in track: String, _ status: String) -> Int {
    counts["\(OfficeFigure.enrolments.rawValue)/\(track)/\(status)", default: 0]
  }
}

extension OfficeFigures {
  /// Counts a register. Who is voided counts nowhere, who is one with another once, and what hangs on a voided person neither.
  /// - Parameters:
  ///   - niks: keys of the people with a NIK.
  ///   - alike: keys of those without.
  init(_ registry: Registry, niks: inout Set<UInt64>, alike: inout Set<UInt64>) {
    for figure in [OfficeFigure.withNik, .withoutNik, .enrolments, .placements, .groups, .grants, .grantReports] {
      self[figure] = 0
    }
    self[.households] = registry.count(.household)
    self[.people] = registry.count(.person)
    self[.frozen] = registry.frozenPeople().count
    self[.conflicts] = registry.conflictCount
    self[.waiting] = registry.waitingFields
    for handle in registry.handles(.person) {
      if let nik = registry.shown(handle, "nik").flatMap(PeopleKeys.nik) {
        self[.withNik] += 1
        niks.insert(nik)
      } else {
        self[.withoutNik] += 1
        if let key = PeopleKeys.alike(registry.shown(handle, "name"), registry.shown(handle, "birthDate")) {
          alike.insert(key)
        }
      }
    }
    self[.distinctNik] = niks.count
    self[.persons] = niks.count + self[.withoutNik] + self[.frozen]
    countEnrolments(registry)
    countPlacements(registry)
    countGroups(registry)
    countGrants(registry)
  }

  private mutating func countEnrolments(_ registry: Registry) {
    var people: Set<String> = []
    for handle in registry.handles(.enrolment) {
      guard let person = standingPerson(handle, registry) else { continue }
      let status = registry.shown(handle, "status") ?? ""
      count(OfficeFigure.enrolments.rawValue, registry.shown(handle, "track") ?? "", status)
      if status == "withdrawn" || status == "dropped" { continue }
      self[.enrolments] += 1
      people.insert(person)
    }
    self[.enrolledPeople] = people.count
  }

  private mutating func countPlacements(_ registry: Registry) {
    var people: Set<String> = []
    for handle in registry.handles(.placement) where registry.shown(handle, "endDate") == nil {
      guard let person = standingPerson(handle, registry) else { continue }
      count(OfficeFigure.placements.rawValue, registry.shown(handle, "track") ?? "")
      self[.placements] += 1
      people.insert(person)
    }
    self[.placedPeople] = people.count
  }

  private mutating func countGroups(_ registry: Registry) {
    let groups = registry.businessGroups().filter { $0.endedOn == nil }
    let codes = Dictionary(groups.map { ($0.id, [$0.field ?? "", $0.level ?? "beginner"]) }) { first, _ in first }
    self[.groups] = groups.count
    for group in codes.values { count(OfficeFigure.groups.rawValue, group[0], group[1]) }
    var people: Set<String> = []
    for handle in registry.handles(.groupMember) where registry.shown(handle, "leftOn") == nil {
      guard let person = standingPerson(handle, registry),
        let group = registry.shown(handle, "group").flatMap({ codes[$0] })
      else { continue }
      count(OfficeFigure.groupMembers.rawValue, group[0], group[1])
      people.insert(person)
    }
    self[.groupMembers] = people.count
  }

  private mutating func countGrants(_ registry: Registry) {
    let standings = registry.grantStandings()
    for handle in registry.handles(.grant) where standingPerson(handle, registry) != nil {
      self[.grants] += 1
      let last = standings[registry.ref(handle).id]?.last
      count(OfficeFigure.grants.rawValue, registry.shown(handle, "kind") ?? "", last?.condition ?? "")
      guard registry.shown(handle, "reported") == nil,
        let deadline = registry.shown(handle, "deadline").flatMap({ CalendarDate(iso: $0) })
      else { continue }
      self[.grantReports] += 1
      count(OfficeFigure.grantReports.rawValue, deadline.iso)
    }
  }

  private func standingPerson(_ handle: UInt32, _ registry: Registry) -> String? {
    registry.shown(handle, "person").flatMap { registry.isVoid(RecordRef(.person, $0)) ? nil : $0 }
  }
}
