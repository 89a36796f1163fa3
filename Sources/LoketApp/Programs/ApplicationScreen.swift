// One application: what the rules say today, what was set aside and why, and what became of it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ApplicationScreen: Screen {
  let application: String
  private var answers: [RuleAnswer] = []
  private var list = ListView()
  private var ticket: Int?
  private var isTraced = false

  init(application: String, _ context: Context) {
    self.application = application
    load(context)
  }

  private var record: RecordRef { RecordRef(.application, application) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleApplication) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }
  func hint(_ context: Context) -> String { context.word(.hintApplication) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.application")) }

  private mutating func load(_ context: Context) {
    guard let found = context.registry.application(application), let person = found.person else { return }
    answers = context.registry.answers(
      person: person, program: found.program ?? "", track: found.track ?? "", segment: found.segment,
      application: application, context.applicationSetting)
    list.reload(count: answers.count)
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced, let person = context.registry.application(application)?.person else { return }
    isTraced = true
    context.trace(.opened, RecordRef(.person, person))
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened = list.press(key) {
      setAside(&context)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .saved: load(context)
    default: return
    }
  }

  func menu(_ context: Context) -> ActionMenu {
    let found = context.registry.application(application)
    let apply = context.whyNot(.apply)
    let isDone = ["accepted", "ready", "selected", "reserve"].contains(found?.status ?? "")
    let judged = answers.contains(where: \.isRefusal)
    let submit: String? =
      isDone
      ? context.word(.applicationDecided) : judged ? context.word(.applicationStillRefused) : nil
    let isOff = found?.status == "refused" || found?.status == "declined"
    return ActionMenu(
      title: ConflictItems.name(record, context),
      actions: ApplicantFacts.actions(context) + [
        ActionMenu.Action("aside", context.word(.actionSetAside), why: context.whyNot(.setRulesAside)),
        ActionMenu.Action(
          "submit", context.word(.actionSubmitAgain),
          why: apply ?? submit ?? (isOff ? nil : context.word(.applicationSubmitted))),
        ActionMenu.Action("portal", context.word(.actionPortal), why: apply),
        ActionMenu.Action("page", context.word(.actionOpenPerson)),
      ])
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    let person = context.registry.application(application)?.person
    switch outcome {
    case .chosen("aside"): setAside(&context)
    case .chosen("submit"): submit(&context)
    case .chosen("portal"):
      if let setting = SettingKind.of(.application) {
        context.open(SettingFormScreen(setting, id: application, context))
      }
    case .chosen("page"): if let person { context.open(PersonScreen(person: person)) }
    case .chosen(let fact): if let person { ApplicantFacts.open(fact, person: person, &context) }
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  /// The rule on which the selection stands.
  private func setAside(_ context: inout Context) {
    guard answers.indices.contains(list.selected) else { return }
    let answer = answers[list.selected]
    guard answer.isRefusal || answer.isOpen || answer.override != nil else {
      return context.say(.info, .ruleAllows)
    }
    context.open(RuleAsideScreen(application: application, rule: answer.id, context))
  }

  private mutating func submit(_ context: inout Context) {
    guard ticket == nil else { return }
    let changes = [
      FieldChange("status", "submitted"), FieldChange("statusDate", context.today.iso),
      FieldChange("statusReason", nil),
    ]
    ticket = context.save(
      context.registry.plan(changes, on: record, basis: context.registry.basis(record)) + [
        context.entry("apply", about: record)
      ])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    load(context)
    context.say(.info, .applicationSaved)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.application(application) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    let status = context.code(.applicationStatus, found.status ?? "submitted")
    frame.put(
      ConflictItems.name(record, context), row: area.top, column: 1, style: .title,
      width: area.columns - TextWidth.of(status) - 4)
    frame.put(
      status, row: area.top, column: area.columns - TextWidth.of(status) - 2,
      style: found.status == "refused" ? .error : .value)
    let parts = [
      found.wave.flatMap { context.registry.wave($0)?.name } ?? "", context.trackName(found.track ?? ""),
      context.code(.segment, found.segment), context.day(found.day),
      context.code(.portalState, found.portalState),
    ]
    frame.put(
      parts.filter { !$0.isEmpty }.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    if let reason = found.statusReason {
      frame.put(reason, row: area.top + 2, column: 1, style: .check, width: area.columns - 2)
    }
    ApplicationWords.draw(
      answers, list, into: &frame, Area(top: area.top + 4, height: area.height - 4, columns: area.columns), context)
  }
}

/// Why a supervisor sets one rule aside for one application; an empty reason lets the rule stand again.
struct RuleAsideScreen: FormScreen {
  static let draftKind = "ruleAside"

  let application: String
  let rule: String
  private let basis: Basis
  var hand: FormInHand

  init(application: String, rule: String, _ context: Context) {
    let record = RecordRef(.application, application)
    let reason = context.registry.value(record, "override/\(rule)") ?? ""
    let form = Form(
      sections: [RuleAsideScreen.section(rule, context)], values: ["o.reason": reason],
      texts: RecordForm.texts(context))
    self.init(
      application: application, rule: rule, basis: context.registry.basis(record),
      hand: FormInHand(form, draftID: context.newIdentifier()))
  }

  private init(application: String, rule: String, basis: Basis, hand: FormInHand) {
    self.application = application
    self.rule = rule
    self.basis = basis
    self.hand = hand
  }

  static func resume(_ draft: Draft, _ context: Context) -> RuleAsideScreen? {
    guard let application = draft.values["application"], let rule = draft.values["rule"],
      let basis = draft.values["basis"].flatMap({ Basis($0) })
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in section(rule, context) }
    return RuleAsideScreen(
      application: application, rule: rule, basis: basis, hand: FormInHand(form, draftID: draft.id))
  }

  private static func section(_ rule: String, _ context: Context) -> FormSection {
    FormSection(
      id: "o", title: context.code(.eligibilityRule, rule),
      fields: [
        FieldSpec(
          "o.reason", label: context.word(.asideReason), hint: context.word(.asideReasonHint),
          input: .text(limit: 120), width: 50)
      ])
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.setRulesAside) }
  func title(_ context: Context) -> String { context.word(.titleAside) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.application")) }
  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  func draft(_ context: Context) -> Draft? {
    hand.draft(
      kind: RuleAsideScreen.draftKind, title: ConflictItems.name(RecordRef(.application, application), context),
      more: ["application": application, "rule": rule, "basis": basis.text], context)
  }

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    guard hand.form.isChanged else { return context.say(.info, .nothingToSave) }
    guard hand.maySave([], &context) else { return }
    let record = RecordRef(.application, application)
    let reason = TextFilter.clean(hand.form.value("o.reason")).trimmed
    let change = FieldChange("override/\(rule)", reason.isEmpty ? nil : reason)
    hand.save(
      context.registry.plan([change], on: record, basis: basis)
        + [context.entry("apply", about: record, reason: reason.isEmpty ? nil : reason, summary: rule)], &context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(RecordRef(.application, application)))
    context.say(.info, .asideSaved, ["rule": context.code(.eligibilityRule, rule)])
  }
}

extension Phrase {
  static let titleApplication = Phrase("app.title.application")
  static let titleAside = Phrase("app.title.aside")
  static let hintApplication = Phrase("app.hint.application")
  static let applicationDecided = Phrase("app.application.decided")
  static let applicationStillRefused = Phrase("app.application.stillRefused")
  static let applicationSubmitted = Phrase("app.application.submitted")
  static let applicationSaved = Phrase("app.application.saved")
  static let actionSetAside = Phrase("app.action.setAside")
  static let actionPortal = Phrase("app.action.portal")
  static let actionOpenPerson = Phrase("app.action.openPerson")
  static let ruleAllows = Phrase("app.rules.allows")
  static let asideReason = Phrase("app.aside.reason")
  static let asideReasonHint = Phrase("app.aside.reasonHint")
  static let asideSaved = Phrase("app.aside.saved")
}
