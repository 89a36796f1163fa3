// On a group's page: who stands by it, the log of visits, how the business goes, and what it still lacks for the next level.
import LoketModel
import LoketRegistry
import LoketWidgets

extension GroupScreen {
  /// The form of an assignment or a visit that stands on the page.
  func form(_ kind: RecordKind, _ id: String, part: String = "", _ context: inout Context) {
    guard let setting = SettingKind.of(kind, part: part) else { return }
    if let why = setting.refusal(context) ?? Actions.closed(ref, context) { return context.say(.info, why) }
    context.open(SettingFormScreen(setting, id: id, context))
  }

  /// Why nobody can be assigned.
  func whyNoMentor(_ context: Context) -> String? {
    context.whyNot(.mentors) ?? Actions.closed(ref, context)
      ?? (context.registry.experts().contains { $0.active != "no" } ? nil : context.word(.mentorNoExperts))
  }

  /// Why it does not rise to the next level.
  func whyNotAdvanced(_ context: Context) -> String? {
    if let why = context.whyNot(.advanceGroups) ?? Actions.closed(ref, context) { return why }
    guard context.registry.group(group)?.level != "advanced" else { return context.word(.advanceIsAlready) }
    guard let standing = context.registry.standing(of: group, on: context.today) else { return nil }
    let open = AdvanceRule.open(standing)
    return open == 0 ? nil : context.text(.advanceOpen, ["count": Figures.grouped(open)])
  }

  /// Who stands by it and when somebody comes next, among what is known of the business.
  func addMentors(of found: Group, _ book: GroupBook, to sheet: inout Sheet, _ context: Context) {
    guard let one = MentorBook(context.registry, book, day: context.today)[group] else { return }
    guard !one.mentorships.isEmpty || one.next != nil else { return }
    sheet.pair(
      (context.word(.mentorsTitle), MentorWords.names(one, context)),
      (context.word(.groupNextVisit), one.next?.display ?? context.word(.notKnownYet)))
  }

  func addMentoring(_ found: Group, _ book: GroupBook, to sheet: inout Sheet, _ context: Context) {
    guard let one = MentorBook(context.registry, book, day: context.today)[group] else { return }
    let everybody = context.registry.mentorships().filter { $0.group == group }
    sheet.heading(context.word(.mentorsTitle), empty: everybody.isEmpty ? context.word(.mentorsNoneHere) : nil)
    for mentorship in everybody {
      let holds = one.mentorships.contains(mentorship)
      let until = mentorship.until.map { context.text(.mentorUntil, ["date": context.day($0)]) } ?? ""
      sheet.row(
        [
          (MentorWords.name(mentorship.mentor, context), 30),
          (context.text(.mentorSince, ["date": context.day(mentorship.from)]), 18), (until, 0),
        ], target: .mentorship(mentorship.id), style: holds ? .value : .dim)
    }
    addVisits(one, to: &sheet, context)
    if found.level != "advanced" { addConditions(to: &sheet, context) }
  }

  private func addVisits(_ one: MentoredGroup, to sheet: inout Sheet, _ context: Context) {
    sheet.heading(
      context.text(.visitsTitle, ["count": Figures.grouped(one.visits.count)]),
      empty: one.visits.isEmpty ? context.word(.noneYet) : nil)
    if let next = one.next {
      let isDue = one.isDue(on: context.today)
      sheet.text(
        context.text(isDue ? .visitIsDue : .visitIsNext, ["date": next.display]), style: isDue ? .check : .dim)
    }
    if let change = change(one, context) { sheet.text(change) }
    for visit in one.visits.reversed() {
      let workers = visit.workers.map { context.text(.visitWorkers, ["count": $0]) } ?? ""
      sheet.row(
        [
          (context.day(visit.date), 10), (MentorWords.state(visit, context), 14),
          (MentorWords.rupiah(visit.turnover), 15), (workers, 9), (visit.findings ?? visit.note ?? "", 0),
        ], target: .mentorVisit(visit.id),
        style: visit.isMet && visit.running == "no" ? .check : visit.isMet ? .value : .dim)
    }
  }

  /// "Omzet sebulan dari Rp 3.000.000 ke Rp 4.500.000; pekerja dari 10 ke 12": of the first visit that asked and of the last.
  private func change(_ one: MentoredGroup, _ context: Context) -> String? {
    let turnovers = one.turnovers
    guard turnovers.count > 1, let first = turnovers.first, let last = turnovers.last else { return nil }
    let slots = [
      "first": first.grouped, "last": last.grouped, "before": one.workers.first?.grouped ?? "?",
      "now": one.workers.last?.grouped ?? "?",
    ]
    return context.text(.visitChange, slots)
  }

  /// Each condition of the next level with its answer.
  private func addConditions(to sheet: inout Sheet, _ context: Context) {
    guard let standing = context.registry.standing(of: group, on: context.today) else { return }
    let answers = AdvanceRule.answers(standing)
    let met = answers.count { $0.answer.isMet }
    sheet.heading(
      context.text(
        .advanceTitle, ["met": Figures.grouped(met), "count": Figures.grouped(answers.count)]))
    for (_, answer) in answers {
      let mark: Phrase =
        switch answer {
        case .met: .advanceMet
        case .unmet: .advanceUnmet
        case .unknown: .advanceUnknown
        }
      sheet.row(
        [(context.word(mark), 13), (context.wording.text(answer.message), 0)], style: answer.isMet ? .value : .check)
    }
  }

  func mentorHistories(_ context: Context) -> [(ref: RecordRef, about: String)] {
    let registry = context.registry
    return registry.mentorships().filter { $0.group == group }.map {
      (ref: RecordRef(.mentorship, $0.id), about: MentorWords.name($0.mentor, context))
    }
      + registry.mentorVisits().filter { $0.group == group }.map {
        (ref: RecordRef(.mentorVisit, $0.id), about: context.text(.visitOf, ["date": context.day($0.date)]))
      }
  }
}

extension Phrase {
  static let actionNewVisit = Phrase("app.action.newVisit")
  static let actionNewMentor = Phrase("app.action.newMentor")
  static let actionAdvance = Phrase("app.action.advance")
  static let mentorNoExperts = Phrase("app.mentor.noExperts")
  static let mentorsTitle = Phrase("app.group.mentors")
  static let mentorsNoneHere = Phrase("app.group.noMentor")
  static let mentorSince = Phrase("app.mentor.since")
  static let mentorUntil = Phrase("app.mentor.until")
  static let groupNextVisit = Phrase("app.group.nextVisit")
  static let visitsTitle = Phrase("app.group.visits")
  static let visitIsDue = Phrase("app.visit.isDue")
  static let visitIsNext = Phrase("app.visit.isNext")
  static let visitWorkers = Phrase("app.visit.workers")
  static let visitChange = Phrase("app.visit.change")
  static let visitOf = Phrase("app.visit.of")
  static let advanceIsAlready = Phrase("app.advance.already")
  static let advanceOpen = Phrase("app.advance.open")
  static let advanceTitle = Phrase("app.advance.title")
  static let advanceMet = Phrase("app.advance.met")
  static let advanceUnmet = Phrase("app.advance.unmet")
  static let advanceUnknown = Phrase("app.advance.unknown")
}
