// Who holds which skill, from all that says so: the person's own record, courses completed here, certificates.
import LoketModel

extension Registry {
  /// The tracks that this office added.
  public func ownTracks() -> [Track] { all(.track).compactMap { ownTrack($0.id).map(Track.init) } }

  /// The tracks of Loket and those of this office.
  public var tracks: Tracks { Tracks.compiled.adding(ownTracks()) }

  /// How a person stands on every track of which something says so on a day: the one judgement of who holds what, for
  /// coverage, matching, papers and the prerequisites of programmes alike.
  public func skillStandings(of person: String, day: CalendarDate) -> [String: SkillStanding] {
    var found: [String: SkillStanding] = [:]
    func add(_ standing: SkillStanding?, on track: String?) {
      guard let standing, let track else { return }
      found[track] = standing.joined(found[track])
    }
    if let row = row(.person, person) {
      for track in skills(of: person).map(\.track) { add(ownSkill(row, track), on: track) }
    }
    for course in enrolments(of: person) where course.status == "completed" { add(.course, on: course.track) }
    for paper in certificates(of: person) { add(SkillStanding(paper, on: day), on: paper.track) }
    return found
  }

  /// How a person stands on a track on a day; nil where nothing says that the person holds the skill.
  public func skill(of person: String, on track: String, day: CalendarDate) -> SkillStanding? {
    skillStandings(of: person, day: day)[track]
  }

  /// The tracks on which something says on a day that the person holds the skill: what a programme asks for first.
  public func heldTracks(of person: String, day: CalendarDate) -> Set<String> {
    Set(skillStandings(of: person, day: day).keys)
  }

  /// Everybody who holds a skill on a track at this level or higher, by person. Void people and those whose data rest are
  /// left out; who died or moved is not.
  public func skilled(on track: String, level: Int, day: CalendarDate) -> [String: SkillStanding] {
    var found: [String: SkillStanding] = [:]
    let held = numbers.key(Int(Registry.personKind), "skills/\(track)")
    for row in handles(.person) where shownRange(row, held.number, held.name) != nil {
      if hasFrozen, records[Int(row)].has(RecordRow.isFrozen) { continue }
      if let own = ownSkill(row, track) { found[id(row)] = own }
    }
    for enrolment in enrolments(in: track) where enrolment.status == "completed" {
      add(.course, of: enrolment.person, to: &found)
    }
    for row in handles(.certificate) where shown(row, "track") == track {
      guard let paper = certificate(id(row)) else { continue }
      add(SkillStanding(paper, on: day), of: paper.person, to: &found)
    }
    return found.filter { $0.value.level >= level }
  }

  private func add(_ standing: SkillStanding?, of person: String?, to found: inout [String: SkillStanding]) {
    guard let standing, let person, !isFrozen(person: person) else { return }
    let shown = shownRecord(RecordRef(.person, person)).id
    found[shown] = standing.joined(found[shown])
  }

  private func ownSkill(_ row: UInt32, _ track: String) -> SkillStanding? {
    guard let level = shown(row, "skills/\(track)") else { return nil }
    return SkillStanding(
      level: level, evidence: shown(row, "skillEvidence/\(track)"), origin: shown(row, "skillOrigin/\(track)"))
  }
}
