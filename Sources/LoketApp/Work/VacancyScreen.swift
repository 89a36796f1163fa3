// One vacancy: what it asks for, who was sent there and how each stands, and everything that was changed.
import LoketModel
import LoketRegistry
import LoketWidgets

struct VacancyScreen: RecordScreen {
  let vacancy: String
  var page = RecordPage()
  /// Of a reopening that is on its way.
  private var ticket: Int?
  /// How many wait again by it.
  private var waitingAgain = 0

  init(vacancy: String) { self.vacancy = vacancy }

  var ref: RecordRef { RecordRef(.vacancy, vacancy) }

  /// What the partner offers or states; the other fields are what it may ask of people.
  fileprivate static let offered: Set<String> = ["wageRange", "place", "workPlace", "opened", "number"]

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleVacancy) }
  func hint(_ context: Context) -> String { context.word(.hintVacancy) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.vacancy")) }

  mutating func appear(_ context: inout Context) {
    keepSheet(context)
    guard !page.isOpened, context.session.account != nil else { return }
    page.isOpened = true
    let count = context.registry.referrals(to: vacancy).count
    if count > 0 { context.trace(.searched, .list("referral"), count: count, kind: .list) }
  }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    guard case .referral(let id) = target, let person = context.registry.referral(id)?.person else { return }
    context.open(PersonScreen(person: person))
  }

  // MARK: Actions

  /// The referral on whose row the selection stands.
  private func referral(_ context: Context) -> Referral? {
    guard case .referral(let id) = selected(context) else { return nil }
    return context.registry.referral(id)
  }

  func menu(_ context: Context) -> ActionMenu {
    let found = context.registry.vacancy(vacancy)
    let closed = Actions.closed(ref, context)
    let referral = referral(context)
    let state = found.map { context.registry.state(of: $0, on: context.today) } ?? .closed
    let over =
      state == .open
      ? nil : context.text(.whyVacancyState, ["state": context.code(.vacancyState, state.rawValue)])
    let refer = context.whyNot(.refer) ?? closed
    let answer = refer ?? whyNotAnswer(referral, context)
    let paper = context.whyNot(.printPapers) ?? (referral == nil ? context.word(.whyNoReferral) : nil)
    return ActionMenu(
      title: found?.title ?? context.word(.titleVacancy),
      actions: [
        ActionMenu.Action("match", context.word(.actionMatch), why: refer ?? over),
        ActionMenu.Action("interview", context.word(.actionInterview), why: answer),
        ActionMenu.Action("hire", context.word(.actionHire), why: (context.whyNot(.place) ?? answer)),
        ActionMenu.Action("reject", context.word(.actionReject), why: answer),
        ActionMenu.Action("decline", context.word(.actionDeclineReferral), why: answer),
        ActionMenu.Action("letter", context.word(.actionLetter), why: paper),
        ActionMenu.Action("cv", context.word(.actionCV), why: paper),
        ActionMenu.Action("correct", context.word(.actionCorrectVacancy), why: context.whyNot(.vacancies) ?? closed),
        closing(found, state, closed, context),
        ActionMenu.Action(
          "again", context.word(.actionReferAgain), why: refer ?? over ?? whyNotAgain(referral, context)),
      ])
  }

  /// One action opens and closes: which, says the state.
  private func closing(
    _ vacancy: Vacancy?, _ state: VacancyState, _ closed: String?, _ context: Context
  ) -> ActionMenu.Action {
    let why = context.whyNot(.vacancies) ?? closed
    // Full by what two PCs hired together, and nobody closed it yet.
    if state == .filled, vacancy?.state != "filled" {
      return ActionMenu.Action("fill", context.word(.actionFill), why: why)
    }
    guard state == .filled || state == .closed else {
      return ActionMenu.Action("close", context.word(.actionCloseVacancy), why: why)
    }
    let full = context.registry.vacancyStanding(self.vacancy).isFull ? context.word(.whyVacancyFull) : nil
    return ActionMenu.Action("reopen", context.word(.actionReopen), why: why ?? full)
  }

  /// Why no answer can be recorded for the selected referral.
  private func whyNotAnswer(_ referral: Referral?, _ context: Context) -> String? {
    guard let referral else { return context.word(.whyNoReferral) }
    if let why = Actions.contested(RecordRef(.referral, referral.id), ["status"], context) { return why }
    return referral.isOpen ? nil : ReferralQuestion.answered(referral.standing, context)
  }

  private func whyNotAgain(_ referral: Referral?, _ context: Context) -> String? {
    guard let referral else { return context.word(.whyNoReferral) }
    if referral.standing == "hired" { return ReferralQuestion.answered(referral.standing, context) }
    if referral.isOpen {
      return context.text(.whyStatus, ["status": context.code(.referralStatus, referral.standing)])
    }
    if let why = Actions.contested(RecordRef(.referral, referral.id), ["status"], context) { return why }
    guard let person = referral.person else { return context.word(.recordUnknown) }
    return context.registry.agreesToPlacement(person) ? nil : context.word(.whyNoConsent)
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    let referral = referral(context)
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("match"): context.open(MatchScreen(vacancy: vacancy, context))
    case .chosen("interview"): ask(referral.map { .interview($0.id) }, &context)
    case .chosen("hire"): hire(referral, &context)
    case .chosen("reject"): ask(referral.map { .reject($0.id) }, &context)
    case .chosen("decline"): ask(referral.map { .decline($0.id) }, &context)
    case .chosen("letter"): if let referral { context.openReferralLetter(referral.id) }
    case .chosen("cv"): if let person = referral?.person { context.openCV(of: person, for: vacancy) }
    case .chosen("correct"):
      if let setting = SettingKind.of(.vacancy) { context.open(SettingFormScreen(setting, id: vacancy, context)) }
    case .chosen("close"): ask(.close(vacancy), &context)
    case .chosen("fill"):
      change(context.registry.closingEdits(vacancy, "filled", reason: nil, on: context.today), &context)
    case .chosen("reopen"):
      let again = context.registry.waitingAgain(reopening: vacancy).count
      change(context.registry.reopeningEdits(vacancy, on: context.today), waitingAgain: again, &context)
    case .chosen("again"):
      if let person = referral?.person { ask(.refer(vacancy: vacancy, people: [person]), &context) }
    default: return
    }
  }

  private func ask(_ question: ReferralQuestion?, _ context: inout Context) {
    if let question { context.open(ReferralFormScreen.asking(question, context)) }
  }

  /// What cannot be is said before anything is asked.
  private func hire(_ referral: Referral?, _ context: inout Context) {
    guard let referral else { return }
    if let obstacle = context.registry.obstacle(hiring: referral.id, shift: nil) {
      return context.say(.info, ReferralQuestion.words(obstacle, context))
    }
    ask(.hire(referral.id), &context)
  }

  private mutating func change(_ edits: [Edit], waitingAgain again: Int = 0, _ context: inout Context) {
    guard ticket == nil, !edits.isEmpty else { return }
    waitingAgain = again
    ticket = context.save(edits + [context.entry("settings", about: ref)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    keepSheet(context)
    let state = context.registry.vacancy(vacancy).map { VacancyWords.state($0, context) } ?? ""
    let again = waitingAgain == 0 ? "" : " " + context.text(.vacancyWaitingAgain, ["count": String(waitingAgain)])
    context.say(.info, context.text(.vacancyStateSaved, ["state": state]) + again)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if !ConsentQuestion.take(answer, &context) { take(answer, &context) }
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.vacancy(vacancy) else { return }
    let standing = context.registry.vacancyStanding(vacancy)
    let posts = context.text(.vacancyHired, ["posts": VacancyWords.posts(standing)])
    let left = area.columns - TextWidth.of(posts) - 2
    frame.put(VacancyWords.name(found, context), row: area.top, column: 1, style: .title, width: left - 2)
    frame.put(posts, row: area.top, column: left, style: standing.surplus.isEmpty ? .value : .check)
    let until = found.until.map { context.text(.vacancyUntil, ["date": context.day($0)]) } ?? ""
    let parts = [VacancyWords.state(found, context), until, VacancyWords.shifts(standing, context)]
    frame.put(
      parts.filter { !$0.isEmpty }.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    RecordBanner.draw(banner(found, standing, context), into: &frame, row: area.top + 2, columns: area.columns)
  }

  /// What everybody must see first: void, one too many, full with people who still wait.
  private func banner(_ vacancy: Vacancy, _ standing: VacancyStanding, _ context: Context) -> String {
    if context.registry.isVoid(ref) { return Voiding.mark(ref, context) }
    if !standing.surplus.isEmpty {
      let names = standing.surplus.map { VacancyWords.person($0.person, context) }
      return context.text(.vacancySurplus, ["names": names.joined(separator: ", ")])
    }
    if !standing.disputed.isEmpty {
      let names = standing.disputed.map { VacancyWords.person($0.person, context) }
      return context.text(.vacancyDisputed, ["names": names.joined(separator: ", ")])
    }
    if standing.isFull, !standing.open.isEmpty {
      return context.text(.vacancyFullOpen, ["count": String(standing.open.count)])
    }
    if vacancy.state == "filled", standing.free > 0 {
      return context.text(.vacancyFreeAgain, ["count": String(standing.free)])
    }
    if let reason = vacancy.stateReason, !reason.isEmpty { return reason }
    return Conflicts.banner(ref, context)
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let found = context.registry.vacancy(vacancy) else { return sheet }
    sheet.voiding(of: ref, context)
    sheet.conflicts(of: ref, context)
    sheet.referrals(to: found, context)
    sheet.particulars(of: found, context)
    sheet.history(of: histories(context), context)
    return sheet
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] {
    [(ref, "")]
      + context.registry.referrals(to: vacancy).map {
        (ref: RecordRef(.referral, $0.id), about: VacancyWords.person($0.person, context))
      }
  }
}

extension Sheet {
  /// Who waits first, then who was hired, then the others.
  fileprivate mutating func referrals(to vacancy: Vacancy, _ context: Context) {
    let all = context.registry.referrals(to: vacancy.id)
    let standing = context.registry.vacancyStanding(vacancy.id)
    let surplus = Set(standing.surplus.map(\.id))
    let disputed = Set(standing.disputed.map(\.id))
    let doubtful = surplus.union(disputed)
    heading(
      context.text(.vacancyReferrals, ["count": String(all.count)]), empty: all.isEmpty ? context.word(.noneYet) : nil)
    let order = ["interview", "referred", "hired", "rejected", "declined", "freed"]
    for status in order {
      for referral in all where referral.standing == status {
        let record = RecordRef(.referral, referral.id)
        let interview = status == "interview" ? context.day(referral.interview) : ""
        let ended =
          referral.placement.flatMap { context.registry.placement($0)?.endDate }
          .map { context.text(.placementEnded, ["end": context.day($0)]) } ?? ""
        let words = [
          surplus.contains(referral.id) ? context.word(.referralSurplus) : "",
          disputed.contains(referral.id) ? context.word(.referralDisputed) : "",
          context.registry.placementWithoutPost(referral) == nil ? "" : context.word(.referralPlacementLeft),
          context.code(.referralStatus, status) + (interview.isEmpty ? "" : " \(interview)"),
          context.registry.isHiringVoided(referral.id) ? context.word(.referralHiringVoided) : "",
          context.code(.referralReason, referral.statusReason), referral.statusNote ?? "",
          context.code(.workShift, referral.shift), ended,
        ]
        row(
          [
            (PersonRow.marked(VacancyWords.person(referral.person, context), record, context), 28),
            (context.day(referral.freed ?? referral.statusDate), 10),
            (words.filter { !$0.isEmpty }.joined(separator: ", "), 0),
          ], target: .referral(referral.id),
          style: doubtful.contains(referral.id) ? .check : referral.isOpen || status == "hired" ? .value : .dim)
      }
    }
  }

  /// What the vacancy asks for and offers (Perpres 57/2023).
  fileprivate mutating func particulars(of vacancy: Vacancy, _ context: Context) {
    heading(context.word(.vacancyParticulars))
    let pair = { (field: String, value: String?) -> (label: String, value: String) in
      let shown = value.map { FieldWords.value(.vacancy, field, $0, context) }
      let nothing = VacancyScreen.offered.contains(field) ? context.word(.notKnownYet) : context.word(.vacancyNotAsked)
      return (FieldWords.label(.vacancy, field, context), shown ?? nothing)
    }
    self.pair(pair("track", vacancy.track))
    self.pair(pair("level", vacancy.level), pair("education", vacancy.education))
    self.pair(pair("minimumAge", vacancy.minimumAge), pair("maximumAge", vacancy.maximumAge))
    self.pair(pair("sex", vacancy.sex), pair("experience", vacancy.experience))
    self.pair(pair("wageRange", vacancy.wageRange), pair("place", vacancy.place))
    self.pair(pair("workPlace", vacancy.workPlace))
    self.pair(pair("device", vacancy.device))
    self.pair(pair("internet", vacancy.internet))
    let village = vacancy.village.map { FieldWords.value(.vacancy, "village", $0, context) }
    let rtRw = PersonRow.rtRw(vacancy.rt ?? "", vacancy.rw ?? "")
    let place = [village, rtRw.isEmpty ? nil : "RT/RW \(rtRw)"].compactMap { $0 }.joined(separator: " · ")
    if !place.isEmpty { self.pair((FieldWords.label(.vacancy, "village", context), place)) }
    self.pair(pair("opened", vacancy.opened), pair("number", vacancy.number))
    if let note = vacancy.note { self.pair((FieldWords.label(.vacancy, "note", context), note)) }
  }
}

extension Phrase {
  static let titleVacancy = Phrase("app.title.vacancy")
  static let hintVacancy = Phrase("app.hint.vacancy")
  static let actionMatch = Phrase("app.action.match")
  static let actionInterview = Phrase("app.action.interview")
  static let actionHire = Phrase("app.action.hire")
  static let actionReject = Phrase("app.action.reject")
  static let actionDeclineReferral = Phrase("app.action.declineReferral")
  static let actionLetter = Phrase("app.action.letter")
  static let actionCV = Phrase("app.action.cv")
  static let actionCorrectVacancy = Phrase("app.action.correctVacancy")
  static let actionFill = Phrase("app.action.fill")
  static let actionCloseVacancy = Phrase("app.action.closeVacancy")
  static let actionReopen = Phrase("app.action.reopen")
  static let actionReferAgain = Phrase("app.action.referAgain")
  static let whyVacancyState = Phrase("app.why.vacancyState")
  static let whyVacancyFull = Phrase("app.why.vacancyFull")
  static let whyNoReferral = Phrase("app.why.noReferral")
  static let whyNoConsent = Phrase("app.why.noConsent")
  static let vacancyHired = Phrase("vacancy.hired")
  static let vacancySurplus = Phrase("vacancy.surplus")
  static let vacancyDisputed = Phrase("vacancy.disputed")
  static let vacancyFullOpen = Phrase("vacancy.fullOpen")
  static let vacancyFreeAgain = Phrase("vacancy.freeAgain")
  static let vacancyReferrals = Phrase("vacancy.referrals")
  static let vacancyParticulars = Phrase("vacancy.particulars")
  static let vacancyNotAsked = Phrase("vacancy.notAsked")
  static let vacancyWaitingAgain = Phrase("vacancy.waitingAgain")
  static let vacancyStateSaved = Phrase("vacancy.stateSaved")
  static let referralDisputed = Phrase("referral.disputed")
  static let referralPlacementLeft = Phrase("referral.placementLeft")
  static let referralSurplus = Phrase("referral.surplus")
}
