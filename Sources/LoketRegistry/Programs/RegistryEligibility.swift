// What the rules of a programme look at, gathered from the register, and what they answer.
import LoketModel

/// Where and when somebody applies: what the register cannot know by itself.
public struct ApplicationSetting: Sendable {
  /// Ten digits: the village of this office.
  public var office: String?
  public var today: CalendarDate
  /// Those of Loket and the office's own.
  public var tracks: Tracks
  public var language: Language
  public var regions: Regions

  public init(
    office: String?, today: CalendarDate, tracks: Tracks = .compiled, language: Language = .indonesian,
    regions: Regions = .compiled
  ) {
    self.office = office
    self.today = today
    self.tracks = tracks
    self.language = language
    self.regions = regions
  }
}

/// One rule of a programme with its answer for somebody.
public struct RuleAnswer: Hashable, Sendable, Identifiable {
  /// A code of `CodeList.eligibilityRule`.
  public let id: String
  public let parameter: String
  /// The regulation that the programme names for it; nil where it names none.
  public let regulation: String?
  public let answer: Eligibility
  /// Why a supervisor set the rule aside for this application; nil where nobody did.
  public let override: String?

  public var isRefusal: Bool { if case .refused = answer { override == nil } else { false } }
  public var isOpen: Bool { if case .unknown = answer { override == nil } else { false } }
}

extension Registry {
  /// The rules of a programme in the table's order, with what each asks for.
  public func rules(of program: String) -> [(rule: EligibilityRule, parameter: String)] {
    let set = Dictionary(elements(RecordRef(.program, program), "rules").map { ($0.element, $0.value) }) { $1 }
    return EligibilityRules.table.compactMap { rule in set[rule.id].map { (rule, $0) } }
  }

  /// What each rule of the programme says of a person who wants to follow a track.
  /// - Parameter application: the id of the application, whose overrides count; nil before there is one.
  public func answers(
    person: String, program: String, track: String, segment: String?, application: String?,
    _ setting: ApplicationSetting
  ) -> [RuleAnswer] {
    answers(
      person: person, program: program, track: track, segment: segment, application: application,
      placed: placed(in: program), setting)
  }

  /// The same, for whoever asks for many applicants of one programme.
  /// - Parameters:
  ///   - placed: what `placed(in:)` says.
  ///   - besides: who else has a place in the programme.
  func answers(
    person: String, program: String, track: String, segment: String?, application: String?,
    placed: [String: Set<String>], _ setting: ApplicationSetting, besides: Set<String> = []
  ) -> [RuleAnswer] {
    let candidate = candidate(
      person: person, program: program, track: track, segment: segment, placed: placed, setting, besides: besides)
    let record = RecordRef(.program, program)
    return rules(of: program).map { rule, parameter in
      RuleAnswer(
        id: rule.id, parameter: parameter, regulation: value(record, "regulations/\(rule.id)"),
        answer: rule.answer(parameter, candidate),
        override: application.flatMap { value(RecordRef(.application, $0), "override/\(rule.id)") })
    }
  }

  func candidate(
    person: String, program: String, track: String, segment: String?, placed: [String: Set<String>],
    _ setting: ApplicationSetting, besides: Set<String> = []
  ) -> Candidate {
    let home = household(of: person)
    let wanted =
      setting.tracks.track(track) ?? Track(code: track, names: [:], field: "other", words: "", asks: TrackNeeds())
    let values = judgedValues(of: person)
    return Candidate(
      value: { values[$0] }, village: home?.village, office: setting.office, today: setting.today, segment: segment,
      track: wanted, tracks: setting.tracks, held: heldTracks(of: person, day: setting.today),
      fundedBy: otherFunding(of: person, than: program, year: setting.today.year),
      housemates: home.map { housemates(in: $0.id, of: person, program: program, besides) } ?? 0,
      neighbours: home?.village.flatMap { placed[$0] }.map { $0.count - ($0.contains(person) ? 1 : 0) } ?? 0,
      segments: Set(elements(RecordRef(.program, program), "segments").map(\.element)), language: setting.language,
      regions: setting.regions)
  }

  /// What rules and need points look at: the household's values, and over them the person's. Who is head has relation 1.
  func judgedValues(of person: String) -> [String: String] {
    guard let known = self.person(person) else { return [:] }
    var values: [String: String] = [:]
    if let home = known.household {
      for (name, value) in self.values(RecordRef(.household, home)) { values[name] = value }
      if head(of: home)?.id == person { values["relation"] = "1" }
    }
    for (name, value) in self.values(RecordRef(.person, person)) where name != "relation" || values[name] == nil {
      values[name] = value
    }
    return values
  }

  /// The name of another programme whose course somebody began or completed in this year.
  private func otherFunding(of person: String, than program: String, year: Int) -> String? {
    for enrolment in enrolments(of: person) {
      guard let other = enrolment.program, other != program, let status = enrolment.status,
        ["assigned", "attending", "completed"].contains(status),
        enrolment.day?.hasPrefix(String(year)) ?? false
      else { continue }
      return self.program(other)?.name ?? other
    }
    return nil
  }

  /// How many others of the household have a place in the programme or are offered one.
  private func housemates(
    in household: String, of person: String, program: String, _ besides: Set<String>
  ) -> Int {
    members(of: household).count { $0.id != person && (besides.contains($0.id) || hasPlace($0.id, program)) }
  }

  /// By village: who has a place in the programme or is offered one; looked for only where a quota asks.
  /// - Parameter besides: who has one otherwise.
  func placed(in program: String, besides: [String] = []) -> [String: Set<String>] {
    guard value(RecordRef(.program, program), "rules/villageQuota") != nil else { return [:] }
    var people: Set<String> = []
    for kind in [RecordKind.application, .enrolment] {
      for row in handles(kind) where shown(row, "program") == program {
        if let person = shown(row, "person") { people.insert(person) }
      }
    }
    var placed: [String: Set<String>] = [:]
    for person in people.filter({ hasPlace($0, program) }) + besides {
      if let village = household(of: person)?.village { placed[village, default: []].insert(person) }
    }
    return placed
  }

  private func hasPlace(_ person: String, _ program: String) -> Bool {
    applications(of: person).contains {
      $0.program == program && ["selected", "ready", "accepted"].contains($0.status ?? "")
    }
      || enrolments(of: person).contains {
        $0.program == program && !["withdrawn", "dropped"].contains($0.status ?? "")
      }
  }
}
