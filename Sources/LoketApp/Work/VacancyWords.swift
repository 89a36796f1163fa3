// How vacancies, referrals and the reasons of a rank are called on screens and papers.
import LoketModel
import LoketRegistry
import LoketWidgets

enum VacancyWords {
  /// "Admin CS, PT Suara": the work and who offers it.
  static func name(_ vacancy: Vacancy, _ context: Context) -> String {
    let partner = vacancy.partner.flatMap { context.registry.partner($0)?.name }
    return [vacancy.title, partner].compactMap { $0 }.joined(separator: ", ")
  }

  /// `12/30`: hired and wanted.
  static func posts(_ standing: VacancyStanding) -> String { "\(standing.taken)/\(standing.posts)" }

  static func state(_ vacancy: Vacancy, _ context: Context) -> String {
    context.code(.vacancyState, context.registry.state(of: vacancy, on: context.today).rawValue)
  }

  /// "Pagi 3/15 · Malam 15/15": hired and wanted by shift; empty where the vacancy has none.
  static func shifts(_ standing: VacancyStanding, _ context: Context) -> String {
    standing.shifts.map { "\(context.code(.workShift, $0.shift)) \($0.hired)/\($0.posts)" }.joined(separator: " · ")
  }

  /// The name of somebody who was sent there or placed, as far as whoever looks may read people.
  static func person(_ id: String?, _ context: Context) -> String {
    guard let id else { return context.word(.recordUnknown) }
    if context.whyNotRead(RecordRef(.person, id)) != nil { return context.word(.nameWithheld) }
    return ConflictItems.name(RecordRef(.person, id), context)
  }

  /// What a vacancy asks of somebody, in a few words.
  static func asks(_ vacancy: Vacancy, _ context: Context) -> String {
    var parts: [String] = []
    if let track = vacancy.track {
      let level = vacancy.level.map { " (\(context.code(.skillLevel, $0)))" } ?? ""
      parts.append(context.trackName(track) + level)
    }
    switch (vacancy.minimumAge, vacancy.maximumAge) {
    case (let least?, let most?): parts.append(context.text(.vacancyAgeBetween, ["least": least, "most": most]))
    case (let least?, nil): parts.append(context.text(.vacancyAgeFrom, ["least": least]))
    case (nil, let most?): parts.append(context.text(.vacancyAgeTo, ["most": most]))
    case (nil, nil): break
    }
    if let sex = vacancy.sex { parts.append(context.code(.sex, sex)) }
    if let education = vacancy.education { parts.append(context.code(.education, education)) }
    if let place = vacancy.workPlace { parts.append(context.code(.workPlace, place)) }
    return parts.joined(separator: " · ")
  }

  // MARK: Why somebody stands where

  /// Everything that counted, with its points; then the consent.
  static func reasons(_ match: Match, shifts: [String], _ context: Context) -> String {
    let person = context.registry.ref(match.person)
    var parts: [String] = []
    for criterion in match.judgement.criteria where !quiet.contains(criterion) {
      var words = context.word(criterion.words)
      if criterion == match.judgement.evidence, match.standing?.isTrainedHere == true {
        words += ", " + context.word(.matchTrainedHere)
      }
      if criterion == .shiftFits {
        let own = shifts.filter { context.registry.value(person, "shifts/\($0)") == "yes" }
        words = own.map { context.code(.workShift, $0) }.joined(separator: "/") + ": " + words
      }
      parts.append("\(words) \(criterion.points)")
    }
    return parts.joined(separator: " + ") + " = \(match.points)"
  }

  /// Nothing was asked, or nothing is to be said of it. That no device is asked for is said: everybody is asked for theirs.
  private static let quiet: Set<MatchCriterion> = [
    .noSkillAsked, .noEvidence, .noShiftAsked, .otherState, .member,
  ]

  /// "Terampil, Sertifikat kompetensi".
  static func skill(_ standing: SkillStanding?, _ context: Context) -> String {
    guard let standing else { return "" }
    return [
      context.code(.skillLevel, String(standing.level)), context.code(.skillEvidence, standing.evidence?.rawValue),
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// "Izin data sejak 01-11-2026, Surat bertanda tangan".
  static func consent(of person: String, _ context: Context) -> String {
    guard let consent = context.registry.consents(of: person).first(where: { $0.purpose == Consent.placement }),
      consent.holds
    else { return "" }
    return context.text(
      .matchConsent, ["date": context.day(consent.given), "how": context.code(.consentHow, consent.how)])
  }
}

extension Phrase {
  static let nameWithheld = Phrase("app.name.withheld")
  static let vacancyAgeBetween = Phrase("vacancy.age.between")
  static let vacancyAgeFrom = Phrase("vacancy.age.from")
  static let vacancyAgeTo = Phrase("vacancy.age.to")
  static let matchTrainedHere = Phrase("match.trainedHere")
  static let matchConsent = Phrase("match.consent")
}
