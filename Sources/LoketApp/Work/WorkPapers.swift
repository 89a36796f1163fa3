// What leaves the office about somebody who looks for work: the CV and the letter of referral. Neither without a consent that
// holds, neither with a NIK, and a telephone only where it is the person's own.
import LoketModel
import LoketRegistry
import LoketWidgets

/// The question that stands in the place of a paper for which nobody agreed.
enum ConsentQuestion {
  private static let id = "consent needed"

  /// Opens it: one key leads to the form in which the consent is recorded.
  static func ask(_ person: String, _ context: inout Context) {
    let name = context.registry.person(person)?.name ?? context.word(.nameUnknown)
    context.open(
      DialogScreen(
        id: id,
        dialog: Dialog(
          title: context.word(.consentNeeded), text: context.text(.consentNeededText, ["name": name]),
          options: [
            Dialog.Option("", context.word(.consentNotNow)),
            Dialog.Option(person, context.word(.consentRecord)),
          ]), help: Phrase("help.consentNeeded")))
  }

  /// Whether the answer was one of this question.
  static func take(_ answer: Answer, _ context: inout Context) -> Bool {
    guard case .chosen(id, let person) = answer else { return false }
    if !person.isEmpty { context.open(DataFormScreen(.consent(person: person), context)) }
    return true
  }
}

extension Context {
  /// Whether papers about somebody may leave; if not, says why or asks for the consent.
  private mutating func mayPrint(about person: String) -> Bool {
    if let why = whyNot(.printPapers) ?? Actions.closed(RecordRef(.person, person), self) {
      say(.info, why)
      return false
    }
    guard registry.agreesToPlacement(person) else {
      ConsentQuestion.ask(person, &self)
      return false
    }
    return true
  }

  /// The CV of a person, and what is not on it.
  /// - Parameter vacancy: for which it is; nil: for those to which the person was sent and that did not answer yet.
  mutating func openCV(of person: String, for vacancy: String? = nil) {
    guard mayPrint(about: person), let paper = WorkPaper(person: person, self) else { return }
    let vacancies =
      vacancy.map { [$0] } ?? registry.referrals(of: person).filter(\.isOpen).compactMap(\.vacancy)
    openPaper("cv", paper.cv(for: vacancies), title: .actionCV, shows: (RecordRef(.person, person), 1))
    if let remark = paper.withoutPhone { say(.check, remark) }
  }

  /// The letter with which somebody goes to a partner.
  mutating func openReferralLetter(_ referral: String) {
    guard let found = registry.referral(referral), let person = found.person else { return say(.info, .recordGone) }
    guard mayPrint(about: person), let paper = WorkPaper(person: person, self) else { return }
    openPaper("referral", paper.letter(found), title: .actionLetter, shows: (RecordRef(.person, person), 1))
  }
}

/// What stands on both papers of one person.
struct WorkPaper {
  private let context: Context
  private let person: Person
  private let source: PaperSource

  init?(person: String, _ context: Context) {
    guard let found = context.registry.person(person) else { return nil }
    self.person = found
    self.context = context
    source = context.paperSource
  }

  private var texts: [String: String] {
    let birth = [person.birthPlace ?? "", source.day(person.birthDate)].filter { !$0.isEmpty }.joined(separator: ", ")
    let titled = [person.titleBefore, person.name].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    let name = [titled, person.titleAfter ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    let unknown = context.word(.notKnownYet)
    return [
      "name": name.isEmpty ? context.word(.nameUnknown) : name, "birth": birth.isEmpty ? unknown : birth,
      "sex": source.code(.sex, person.sex),
      "education": person.education.map { source.code(.education, $0) } ?? unknown,
      "printed": [Lookups.villageName(source.office, source.regions), source.today.display].joined(separator: ", "),
      "clerk": source.signature(source.account),
    ]
  }

  // MARK: CV

  /// Why no telephone stands on the CV and what helps; nil where one does. Whose it is decides: a neighbour agreed to
  /// nothing, and where nobody noted the owner it may be a neighbour's.
  var withoutPhone: String? {
    guard person.phone != nil else { return context.word(.cvPhoneUnknown) }
    guard let owner = person.phoneOwner else { return context.word(.cvPhoneOwnerUnknown) }
    if owner == "own" { return nil }
    return context.text(.cvPhoneOther, ["owner": source.code(.phoneOwner, owner).lowercased()])
  }

  /// Device and internet at home are facts of the household: on the CV only where the work is done from home, or asks
  /// for them.
  private func showsEquipment(for vacancies: [String]) -> Bool {
    vacancies.compactMap { context.registry.vacancy($0) }.contains { vacancy in
      ["remote", "mixed"].contains(vacancy.workPlace)
        || [vacancy.device, vacancy.internet].contains { $0 != nil && $0 != "none" }
    }
  }

  func cv(for vacancies: [String]) -> PaperValues {
    let shown = showsEquipment(for: vacancies)
    let household = context.registry.household(of: person.id)
    let place = household?.village.map { source.regions.path($0) }
    let rtRw = household.map(PersonRow.rtRw).flatMap { $0.isEmpty ? nil : "RT/RW \($0)" }
    let address = [household?.address, rtRw, place].compactMap { $0 }.filter { !$0.isEmpty }
    let consent = context.registry.consents(of: person.id).first { $0.purpose == Consent.placement }
    let own: [String: String] = [
      "address": address.isEmpty ? context.word(.notKnownYet) : address.joined(separator: ", "),
      "phone": withoutPhone == nil ? person.phone.map { PhoneNumber.display($0) } ?? "" : "",
      "device": shown ? source.code(.device, household?.device) : "",
      "internet": shown ? source.code(.internet, household?.internet) : "",
      "shifts": shifts,
      "consent": [source.day(consent?.given), source.code(.consentHow, consent?.how)].filter { !$0.isEmpty }
        .joined(separator: ", "),
    ]
    return PaperValues(
      texts: source.letterhead.filter { $0.key != "askAt" }.merging(texts) { $1 }.merging(own) { $1 },
      rows: ["skills": skills, "certificates": certificates, "courses": courses, "works": works])
  }

  private var shifts: String {
    context.registry.elements(RecordRef(.person, person.id), "shifts").filter { $0.value == "yes" }
      .map { source.code(.workShift, $0.element) }.joined(separator: ", ")
  }

  /// The best first.
  private var skills: [[String: String]] {
    context.registry.skillStandings(of: person.id, day: source.today).sorted { left, right in
      left.value.level != right.value.level ? left.value.level > right.value.level : left.key < right.key
    }.map { track, standing in
      [
        "skill": source.trackName(track), "level": source.code(.skillLevel, String(standing.level)),
        "evidence": source.code(.skillEvidence, standing.evidence?.rawValue),
      ]
    }
  }

  /// A test that was not passed and a paper that is no longer valid are left out.
  private var certificates: [[String: String]] {
    context.registry.certificates(of: person.id).filter { SkillStanding($0, on: source.today) != nil }.map { one in
      [
        "what": [source.code(.certificateKind, one.kind), one.scheme ?? one.track.map(source.trackName) ?? ""]
          .filter { !$0.isEmpty }.joined(separator: ": "),
        "number": one.number ?? "", "issuer": one.issuer ?? "",
        "dates": one.expires.map { "- " + source.day($0) } ?? source.day(one.issued),
      ]
    }
  }

  private var courses: [[String: String]] {
    context.registry.enrolments(of: person.id).filter { $0.status == "completed" }.map { enrolment in
      let held = enrolment.trainingClass.flatMap { context.registry.trainingClass($0) }
      let course = [enrolment.track.map(source.trackName), held?.agency].compactMap { $0 }.joined(separator: ", ")
      return ["course": course, "day": source.day(enrolment.statusDate ?? enrolment.day)]
    }
  }

  private var works: [[String: String]] {
    context.registry.placements(of: person.id).map { placement in
      let employer = placement.partner.flatMap { context.registry.partner($0)?.name } ?? placement.employer
      let until = placement.endDate.map { source.day($0) } ?? context.word(.cvUntilNow)
      return [
        "title": placement.title ?? source.code(.placementKind, placement.kind),
        "employer": employer ?? placement.place ?? "-",
        "dates": "\(source.day(placement.startDate ?? placement.day)) - \(until)",
      ]
    }
  }

  // MARK: The letter

  func letter(_ referral: Referral) -> PaperValues {
    let vacancy = referral.vacancy.flatMap { context.registry.vacancy($0) }
    let partner = vacancy?.partner.flatMap { context.registry.partner($0) }
    let standing = vacancy?.track.flatMap { track in
      context.registry.skill(of: person.id, on: track, day: source.today).map { (track, $0) }
    }
    let skill = standing.map { track, standing in
      "\(source.trackName(track)) (\(VacancyWords.skill(standing, context)))"
    }
    let own: [String: String] = [
      "partner": partner?.name ?? context.word(.recordUnknown), "partnerContact": partner?.contact ?? "",
      "partnerAddress": partner?.address ?? "", "title": vacancy?.title ?? "", "number": vacancy?.number ?? "",
      "skill": skill ?? "", "shift": source.code(.workShift, referral.shift),
      "interview": referral.standing == "interview" ? source.day(referral.interview) : "",
    ]
    return PaperValues(texts: source.letterhead.merging(texts) { $1 }.merging(own) { $1 }, rows: [:])
  }
}

extension Phrase {
  static let consentNeeded = Phrase("consent.needed")
  static let consentNeededText = Phrase("consent.neededText")
  static let consentNotNow = Phrase("consent.notNow")
  static let consentRecord = Phrase("consent.record")
  static let cvPhoneUnknown = Phrase("paper.cv.phoneUnknown")
  static let cvPhoneOwnerUnknown = Phrase("paper.cv.phoneOwnerUnknown")
  static let cvPhoneOther = Phrase("paper.cv.phoneOther")
  static let cvUntilNow = Phrase("paper.cv.now")
}
