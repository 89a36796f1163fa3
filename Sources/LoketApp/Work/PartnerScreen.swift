// Mitra: one company or agency with its vacancies, the people whom it took, and every change.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PartnerScreen: RecordScreen {
  let partner: String
  var page = RecordPage()

  init(partner: String) { self.partner = partner }

  var ref: RecordRef { RecordRef(.partner, partner) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titlePartner) }
  func hint(_ context: Context) -> String { context.word(.hintPartner) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.partner")) }

  mutating func appear(_ context: inout Context) {
    keepSheet(context)
    guard !page.isOpened, context.session.account != nil else { return }
    page.isOpened = true
    let count = placements(context).count
    if count > 0 { context.trace(.searched, .list("placement"), count: count, kind: .list) }
  }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .vacancy(let id): context.open(VacancyScreen(vacancy: id))
    case .placement(let id):
      if let person = context.registry.placement(id)?.person { context.open(PersonScreen(person: person)) }
    default: return
    }
  }

  // MARK: Actions

  func menu(_ context: Context) -> ActionMenu {
    let closed = Actions.closed(ref, context)
    let found = context.registry.partner(partner)
    let gone = found?.active == "no" ? context.word(.whyPartnerInactive) : nil
    return ActionMenu(
      title: found?.name ?? context.word(.titlePartner),
      actions: [
        ActionMenu.Action(
          "vacancy", context.word(.actionNewVacancy), why: context.whyNot(.vacancies) ?? closed ?? gone),
        ActionMenu.Action(
          "correct", context.word(.actionCorrectPartner), why: context.whyNot(.partnerSettings) ?? closed),
      ])
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("vacancy"):
      guard let setting = SettingKind.of(.vacancy) else { return }
      context.open(
        SettingFormScreen(
          setting, id: nil,
          proposed: ["partner": partner, "opened": context.today.iso, "village": context.session.office],
          begins: "title", context))
    case .chosen("correct"):
      if let setting = SettingKind.of(.partner) { context.open(SettingFormScreen(setting, id: partner, context)) }
    default: return
    }
  }

  /// A vacancy that was just made is what somebody goes on with.
  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .saved(let record) = answer, record.kind == .vacancy {
      return context.open(VacancyScreen(vacancy: record.id))
    }
    take(answer, &context)
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.partner(partner) else { return }
    let phone = found.phone.map(context.phone) ?? ""
    let left = area.columns - TextWidth.of(phone) - 2
    frame.put(found.name ?? "", row: area.top, column: 1, style: .title, width: left - 2)
    frame.put(phone, row: area.top, column: left, style: .value)
    let parts = [found.sector, found.contact, found.address].compactMap { $0 }.filter { !$0.isEmpty }
    frame.put(parts.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    let inactive = found.active == "no" ? context.word(.whyPartnerInactive) : nil
    RecordBanner.draw(
      inactive ?? Conflicts.banner(ref, context), into: &frame, row: area.top + 2, columns: area.columns)
  }

  private func placements(_ context: Context) -> [Placement] {
    context.registry.placements(at: partner).filter { placement in
      placement.person.map { !context.registry.isFrozen(RecordRef(.person, $0)) } ?? false
    }
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let found = context.registry.partner(partner) else { return sheet }
    sheet.voiding(of: ref, context)
    sheet.conflicts(of: ref, context)
    let vacancies = context.registry.vacancies(of: partner)
    sheet.heading(context.word(.titleVacancies), empty: vacancies.isEmpty ? context.word(.noneYet) : nil)
    for vacancy in vacancies { sheet.vacancy(vacancy, context) }
    let placements = placements(context)
    sheet.heading(
      context.text(.partnerPlacements, ["count": String(placements.count)]),
      empty: placements.isEmpty ? context.word(.noneYet) : nil)
    for placement in placements.reversed() {
      let end = placement.endDate.map { context.text(.placementEnded, ["end": context.day($0)]) }
      sheet.row(
        [
          (context.day(placement.startDate ?? placement.day), 10),
          (VacancyWords.person(placement.person, context), 28),
          ([placement.title, end].compactMap { $0 }.joined(separator: ", "), 0),
        ], target: .placement(placement.id), style: placement.endDate == nil ? .value : .dim)
    }
    if let note = found.note { sheet.pair((FieldWords.label(.partner, "note", context), note)) }
    sheet.history(of: histories(context), context)
    return sheet
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] { [(ref, "")] }
}

extension Sheet {
  /// One vacancy in a list: the work, how many posts have somebody, until when, and how it stands.
  mutating func vacancy(_ vacancy: Vacancy, _ context: Context) {
    let standing = context.registry.vacancyStanding(vacancy.id)
    let until = vacancy.until.map { context.text(.vacancyUntil, ["date": context.day($0)]) } ?? ""
    row(
      [
        (vacancy.title ?? "", 0), (VacancyWords.posts(standing), 9), (VacancyWords.state(vacancy, context), 13),
        (until, 18),
      ], target: .vacancy(vacancy.id),
      style: context.registry.state(of: vacancy, on: context.today) == .open ? .value : .dim)
  }
}

extension Phrase {
  static let titlePartner = Phrase("app.title.partner")
  static let hintPartner = Phrase("app.hint.partner")
  static let actionNewVacancy = Phrase("app.action.newVacancy")
  static let actionCorrectPartner = Phrase("app.action.correctPartner")
  static let whyPartnerInactive = Phrase("app.why.partnerInactive")
  static let partnerPlacements = Phrase("app.partner.placements")
  static let vacancyUntil = Phrase("vacancy.until")
}
