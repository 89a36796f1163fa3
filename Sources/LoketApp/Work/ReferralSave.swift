// From the answer of a referral's question to its one save, and to what is said when it is on the disk.
import LoketModel
import LoketRegistry

extension ReferralQuestion {
  /// Why the answers cannot be saved; nil: they can.
  func problem(_ answers: ChangeAnswers, _ context: Context) -> (field: String, text: String)? {
    let answered = { (id: String) -> String? in
      let record = RecordRef(.referral, id)
      if context.registry.state(record, "status").status == .conflict { return context.word(.supervisorDecides) }
      guard let referral = context.registry.referral(id), !referral.isOpen else { return nil }
      return ReferralQuestion.answered(referral.standing, context)
    }
    switch self {
    case .refer(let vacancy, let people):
      guard let found = context.registry.vacancy(vacancy),
        context.registry.state(of: found, on: context.today) == .open
      else { return ("c.shift", context.word(.referNotOpen)) }
      let without = people.filter {
        !context.registry.agreesToPlacement($0) || context.registry.isFrozen(RecordRef(.person, $0))
      }
      if !without.isEmpty { return ("c.shift", context.word(.whyNoConsent)) }
      let disputed = people.contains { person in
        context.registry.referrals(of: person).contains {
          $0.vacancy == vacancy && context.registry.state(RecordRef(.referral, $0.id), "status").status == .conflict
        }
      }
      return disputed ? ("c.shift", context.word(.supervisorDecides)) : nil
    case .hire(let id):
      return context.registry.obstacle(hiring: id, shift: answers["shift"])
        .map { ("c.start", ReferralQuestion.words($0, context)) }
        ?? ReferralQuestion.implausible(answers["start"], of: id, within: 365, context).map { ("c.start", $0) }
    // What another PC answered while the form stood open is not written over.
    case .interview(let id):
      return (answered(id) ?? ReferralQuestion.implausible(answers["interview"], of: id, within: 180, context))
        .map { ("c.interview", $0) }
    case .reject(let id), .decline(let id): return answered(id).map { ("c.reason", $0) }
    default: return nil
    }
  }

  func remarks(_ answers: ChangeAnswers, _ context: Context) -> [FormInHand.Remark] {
    guard case .hire(let id) = self else { return [] }
    return ReferralQuestion.doubts(hiring: id, from: answers["start"], context).map {
      FormInHand.Remark(field: "c.start", finding: $0)
    }
  }

  /// What the rules of placements doubt about the one that a hiring makes.
  static func doubts(hiring referral: String, from iso: String?, _ context: Context) -> [Finding] {
    guard let start = iso.flatMap({ CalendarDate(iso: $0) }), let person = context.registry.referral(referral)?.person
    else { return [] }
    let values = context.registry.placementValues(hiring: referral, from: start)
    return Rules.findings(for: .placement(values, of: person, context)).filter { $0.level == .check }
  }

  /// Why a day cannot be right: before the vacancy was opened, or further ahead than anybody plans; nil of any other.
  /// - Parameter days: ahead of today at most.
  private static func implausible(
    _ iso: String?, of referral: String, within days: Int, _ context: Context
  ) -> String? {
    guard let day = iso.flatMap({ CalendarDate(iso: $0) }), let found = context.registry.referral(referral) else {
      return nil
    }
    let opened = found.vacancy.flatMap { context.registry.vacancy($0)?.opened } ?? found.day
    if let opened = opened.flatMap({ CalendarDate(iso: $0) }), day < opened {
      return context.text(.dayBeforeOpened, ["opened": opened.display])
    }
    return context.today.days(until: day) > days
      ? context.text(.dayTooFar, ["days": String(days)]) : nil
  }

  /// That a referral was answered, and where a wrong answer is put right.
  /// - Parameter status: a code of `referralStatus`.
  static func answered(_ status: String, _ context: Context) -> String {
    let phrase: Phrase = status == "hired" ? .whyHired : .whyAnswered
    return context.text(phrase, ["status": context.code(.referralStatus, status)])
  }

  static func words(_ obstacle: HireObstacle, _ context: Context) -> String {
    switch obstacle {
    case .status(let status): answered(status, context)
    case .full: context.word(.whyVacancyFull)
    case .shiftFull(let shift): context.text(.whyShiftFull, ["shift": context.code(.workShift, shift)])
    case .closed: context.text(.whyVacancyState, ["state": context.code(.vacancyState, "closed")])
    case .contradicted: context.word(.supervisorDecides)
    case .placedBefore: context.word(.whyPlacedBefore)
    }
  }

  /// The save with its entries, and what is said of it.
  func save(_ answers: ChangeAnswers, _ context: Context) -> (edits: [Edit], text: String)? {
    let registry = context.registry
    let name = name(context)
    switch self {
    case .refer(let vacancy, let people):
      return ReferralQuestion.refer(people, to: vacancy, shift: answers["shift"], context)
    case .interview(let id):
      guard let date = answers["interview"].flatMap({ CalendarDate(iso: $0) }) else { return ([], "") }
      return (
        registry.interviewEdits(of: id, held: date, on: context.today) + entry("refer", id, context),
        context.text(.interviewSaved, ["name": name, "date": date.display])
      )
    case .hire(let id): return hire(id, answers, context)
    case .reject(let id), .decline(let id):
      guard let status = refusal else { return nil }
      let edits = registry.refusalEdits(
        of: id, status, reason: answers["reason"] ?? "other", note: answers["note"], on: context.today)
      return (
        edits + entry("refer", id, context),
        context.text(.referralSaved, ["name": name, "status": context.code(.referralStatus, status)])
      )
    case .close(let vacancy):
      let freed = registry.vacancyStanding(vacancy).open.count
      return (
        registry.closingEdits(vacancy, "closed", reason: answers["note"], on: context.today)
          + [context.entry("settings", about: record)],
        context.text(.vacancyClosed, ["count": String(freed)])
      )
    case .shifts(let person):
      let changes = CodeList.workShift.codes.map { FieldChange("shifts/\($0.code)", answers["shift-\($0.code)"]) }
      let edits = registry.plan(changes, on: record, basis: registry.basis(record))
      guard !edits.isEmpty else { return ([], "") }
      return (
        edits + [context.entry("change", about: RecordRef(.person, person), summary: name)],
        context.text(.changeSaved, ["name": name, "change": context.word(title)])
      )
    }
  }

  /// Asks for the shift where the vacancy has posts by shift, else saves at once; nil where it asked or cannot be.
  static func send(
    _ people: [String], to vacancy: String, _ context: inout Context
  ) -> (ticket: Int, text: String)? {
    let question = ReferralQuestion.refer(vacancy: vacancy, people: people)
    if !question.fields(context).isEmpty {
      context.open(ReferralFormScreen.asking(question, context))
      return nil
    }
    let nothing = ChangeAnswers(values: [:], bases: [:], accepting: [])
    if let problem = question.problem(nothing, context) {
      context.say(.error, problem.text)
      return nil
    }
    return question.save(nothing, context).map { (context.save($0.edits), $0.text) }
  }

  /// Everybody in one save, with one entry each.
  static func refer(
    _ people: [String], to vacancy: String, shift: String?, _ context: Context
  ) -> (edits: [Edit], text: String) {
    let about = context.registry.vacancy(vacancy).map { VacancyWords.name($0, context) } ?? ""
    let edits = people.flatMap { person in
      context.registry.referralEdits(person, to: vacancy, shift: shift, on: context.today, workDay: context.workDay)
        + [context.entry("refer", about: RecordRef(.person, person), summary: about)]
    }
    return (edits, context.text(.referralsSaved, ["count": String(people.count), "vacancy": about]))
  }

  private func hire(_ id: String, _ answers: ChangeAnswers, _ context: Context) -> (edits: [Edit], text: String) {
    guard let start = answers["start"].flatMap({ CalendarDate(iso: $0) }) else { return ([], "") }
    let hire = context.registry.hireEdits(
      id, shift: answers["shift"], from: start, on: context.today, workDay: context.workDay,
      accepting: answers.accepting)
    let own = referredShift(besides: answers["shift"], context)
    let slots = [
      "name": name(context), "shift": context.code(.workShift, answers["shift"]),
      "own": context.code(.workShift, own),
    ]
    var words = context.text(own == nil ? .hireSaved : .hireSavedShift, slots)
    // What is still to do first: a message has two lines, and that the post was the last stood in the question.
    let elsewhere = ReferralQuestion.openElsewhere(besides: id, context)
    if elsewhere > 0 { words += " " + context.text(.hireElsewhere, ["count": String(elsewhere)]) }
    if start > context.today { words += " " + context.word(.workStateLater) }
    if hire.isFilled {
      words += " " + context.word(.hireFilled)
      if !hire.freed.isEmpty { words += " " + context.text(.hireFreed, ["count": String(hire.freed.count)]) }
    }
    return (hire.edits + entry("place", id, context), words)
  }

  /// To how many other vacancies the person of a referral is sent and still waits.
  private static func openElsewhere(besides id: String, _ context: Context) -> Int {
    guard let person = context.registry.referral(id)?.person else { return 0 }
    return context.registry.referrals(of: person).count { $0.id != id && $0.isOpen }
  }

  /// The entry of the queue about the person.
  private func entry(_ action: String, _ referral: String, _ context: Context) -> [Edit] {
    guard let found = context.registry.referral(referral), let person = found.person else { return [] }
    let about = found.vacancy.flatMap { context.registry.vacancy($0) }.map { VacancyWords.name($0, context) }
    return [context.entry(action, about: RecordRef(.person, person), summary: about)]
  }
}

extension Phrase {
  static let referNotOpen = Phrase("referral.notOpen")
  static let dayBeforeOpened = Phrase("referral.dayBeforeOpened")
  static let dayTooFar = Phrase("referral.dayTooFar")
  static let whyHired = Phrase("app.why.hired")
  static let whyAnswered = Phrase("app.why.answered")
  static let whyShiftFull = Phrase("app.why.shiftFull")
  static let whyPlacedBefore = Phrase("app.why.placedBefore")
  static let interviewSaved = Phrase("referral.interviewSaved")
  static let referralSaved = Phrase("referral.saved")
  static let referralsSaved = Phrase("referral.allSaved")
  static let vacancyClosed = Phrase("vacancy.closedSaved")
  static let hireSaved = Phrase("referral.hireSaved")
  static let hireSavedShift = Phrase("referral.hireSavedShift")
  static let hireFilled = Phrase("referral.hireFilled")
  static let hireElsewhere = Phrase("referral.hireElsewhere")
  static let hireFreed = Phrase("referral.hireFreed")
}
