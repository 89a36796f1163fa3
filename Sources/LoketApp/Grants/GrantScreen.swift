// Satu hibah: what it is, who answers for it, each look at it, what was paid, and the hand-over letter.
import LoketModel
import LoketRegistry
import LoketWidgets

struct GrantScreen: RecordScreen {
  let grant: String
  var page = RecordPage()

  init(grant: String) { self.grant = grant }

  var ref: RecordRef { RecordRef(.grant, grant) }

  func refusal(_ context: Context) -> String? {
    if let person = context.registry.value(ref, "person"), context.registry.isFrozen(RecordRef(.person, person)) {
      return context.word(.whyFrozen)
    }
    return context.whyNot(.readParticipants)
  }
  func title(_ context: Context) -> String { context.word(.titleGrant) }
  func hint(_ context: Context) -> String { context.word(.hintGrant) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.grants")) }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .person(let id): context.open(PersonScreen(person: id))
    case .grantCheck(let id): form(.grantCheck, id, &context)
    case .disbursement(let id): form(.disbursement, id, &context)
    default: return
    }
  }

  // MARK: Actions

  func menu(_ context: Context) -> ActionMenu {
    let found = context.registry.grant(grant)
    let why = context.whyNot(.grants) ?? Actions.closed(ref, context)
    let isCapital = found?.isCapital ?? false
    return ActionMenu(
      title: found.map { Grants.what($0, context) } ?? "",
      actions: [
        isCapital
          ? ActionMenu.Action("payment", context.word(.actionNewPayment), why: why)
          : ActionMenu.Action("check", context.word(.actionNewCheck), why: why),
        ActionMenu.Action("report", context.word(.actionGrantReport), why: why),
        ActionMenu.Action(
          "letter", context.word(.actionHandOver), why: context.whyNot(.printPapers) ?? unhanded(found, context)),
        ActionMenu.Action("change", context.word(.actionChangeGrant), why: why),
        ActionMenu.Action("page", context.word(.actionOpenPerson)),
        ActionMenu.Action(
          "void", context.word(.actionVoidGrant),
          why: context.whyNot(.voidRecords) ?? Actions.closed(ref, context) ?? Actions.contested(ref, context)),
        Actions.restore(ref, why: context.registry.isVoid(ref) ? nil : context.word(.grantStands), context),
      ])
  }

  /// Why there is no letter yet: it says on which day something was handed over.
  private func unhanded(_ found: Grant?, _ context: Context) -> String? {
    found?.given == nil ? context.word(.grantNotGiven) : nil
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("check"): form(.grantCheck, nil, &context)
    case .chosen("payment"): form(.disbursement, nil, &context)
    case .chosen("report"): form(.grant, grant, part: "report", &context)
    case .chosen("change"): form(.grant, grant, &context)
    case .chosen("void"): context.open(ReasonScreen.asking(.voidGrant(grant), context))
    case .chosen("restore"): context.open(ReasonScreen.asking(.restore(ref), context))
    case .chosen("letter"): context.openHandOver(of: grant)
    case .chosen("page"):
      if let person = context.registry.grant(grant)?.person { context.open(PersonScreen(person: person)) }
    default: return
    }
  }

  private func form(_ kind: RecordKind, _ id: String?, part: String = "", _ context: inout Context) {
    guard let setting = SettingKind.of(kind, part: part) else { return }
    if let why = setting.refusal(context) ?? Actions.closed(ref, context) { return context.say(.info, why) }
    var given: [String: String] = [:]
    var proposed: [String: String] = [:]
    if id == nil {
      given = ["grant": grant, "day": context.workDay.iso]
      proposed["date"] = context.today.iso
    }
    context.open(SettingFormScreen(setting, id: id, given: given, proposed: proposed, context))
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.grant(grant) else { return }
    frame.put(Grants.what(found, context), row: area.top, column: 1, style: .title, width: area.columns - 2)
    let state = Accountability(found, on: context.today)
    frame.put(
      Grants.report(found, context), row: area.top + 1, column: 1, style: state == .overdue ? .check : .plain,
      width: area.columns - 2)
    let banner = context.registry.isVoid(ref) ? Voiding.mark(ref, context) : Conflicts.banner(ref, context)
    let standing = context.registry.grantStandings()[grant] ?? GrantStanding()
    let lost = standing.isLost ? context.code(.grantCondition, standing.last?.condition) : ""
    RecordBanner.draw(banner.isEmpty ? lost : banner, into: &frame, row: area.top + 2, columns: area.columns)
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let found = context.registry.grant(grant) else { return sheet }
    let pair = { (field: String, value: String?) -> (label: String, value: String) in
      (
        FieldWords.label(.grant, field, context),
        value.map { FieldWords.value(.grant, field, $0, context) } ?? context.word(.notKnownYet)
      )
    }
    let rupiah = { (field: String, value: String?) -> (label: String, value: String) in
      let amount = value.flatMap { Int($0) }.map { "Rp \($0.grouped)" }
      return (FieldWords.label(.grant, field, context), amount ?? context.word(.notKnownYet))
    }
    sheet.voiding(of: ref, context)
    let name = found.person.flatMap { context.registry.person($0)?.name } ?? context.word(.recordUnknown)
    sheet.row(
      [(FieldWords.label(.grant, "person", context), 15), (name, 0)], target: found.person.map(SheetTarget.person))
    if !found.isCapital { sheet.pair(pair("serial", found.serial), rupiah("amount", found.amount)) }
    sheet.pair(pair("given", found.given), pair("letter", found.letter))
    sheet.pair(pair("group", found.group), pair("program", found.program))
    sheet.pair(pair("fundingSource", found.fundingSource), pair("note", found.note))
    sheet.pair(pair("giver", found.giver))
    sheet.conflicts(of: ref, context)
    if found.isCapital { addPayments(of: found, to: &sheet, context) } else { addChecks(to: &sheet, context) }
    sheet.accepted(of: histories(context).map(\.ref), context)
    sheet.history(of: histories(context), context)
    return sheet
  }

  private func addChecks(to sheet: inout Sheet, _ context: Context) {
    let checks = context.registry.checks(of: grant)
    sheet.heading(context.word(.grantChecksTitle), empty: checks.isEmpty ? context.word(.grantUnchecked) : nil)
    for check in checks {
      let next = check.next.map { context.text(.grantNextCheck, ["date": context.day($0)]) }
      let rest = [check.place, next, check.note].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
      sheet.row(
        [(context.day(check.date), 10), (context.code(.grantCondition, check.condition), 22), (rest, 0)],
        target: .grantCheck(check.id), style: check.isLost ? .check : .value)
    }
  }

  private func addPayments(of found: Grant, to sheet: inout Sheet, _ context: Context) {
    let payments = context.registry.disbursements(of: grant)
    let paid = payments.reduce(0) { $0 + ($1.amount.flatMap { Int($0) } ?? 0) }
    let promised = found.amount.flatMap { Int($0) } ?? 0
    sheet.heading(context.word(.paymentsTitle), empty: payments.isEmpty ? context.word(.noneYet) : nil)
    sheet.text(
      context.text(
        paid > promised ? .grantOverpaid : .grantPaidOf, ["paid": paid.grouped, "amount": promised.grouped]),
      style: paid > promised ? .check : .value)
    for payment in payments {
      let rest = [payment.proof, payment.note].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
      sheet.row(
        [
          (context.day(payment.date), 10),
          (payment.amount.flatMap { Int($0) }.map { "Rp \($0.grouped)" } ?? "", 18), (rest, 0),
        ], target: .disbursement(payment.id))
    }
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] {
    let checks = context.registry.checks(of: grant).map {
      (ref: RecordRef(.grantCheck, $0.id), about: context.day($0.date))
    }
    let payments = context.registry.disbursements(of: grant).map {
      (ref: RecordRef(.disbursement, $0.id), about: context.day($0.date))
    }
    return [(ref, "")] + checks + payments
  }
}

extension Sheet {
  /// What a person was given, the last first; nothing where there is nothing.
  mutating func grants(of person: String, _ context: Context) {
    let grants = context.registry.grants(of: person, includingVoid: true)
    guard !grants.isEmpty else { return }
    let standings = context.registry.grantStandings()
    heading(context.word(.titleGrants))
    for grant in grants {
      let record = RecordRef(.grant, grant.id)
      if context.registry.isVoid(record) {
        row(
          [
            (context.day(grant.given), 10), (Grants.what(grant, context), 0), (Voiding.mark(record, context), 35),
          ], target: .grant(grant.id), style: .dim)
        continue
      }
      let standing = standings[grant.id] ?? GrantStanding()
      let state = Accountability(grant, on: context.today)
      row(
        [
          (context.day(grant.given), 10), (Grants.what(grant, context), 0),
          (Grants.condition(grant, standing, context), 20), (Grants.report(grant, context, isShort: true), 14),
        ], target: .grant(grant.id), style: state == .overdue || standing.isLost ? .check : .value)
    }
  }
}

extension Phrase {
  static let titleGrant = Phrase("app.title.grant")
  static let hintGrant = Phrase("app.hint.grant")
  static let actionNewCheck = Phrase("app.action.newCheck")
  static let actionNewPayment = Phrase("app.action.newPayment")
  static let actionGrantReport = Phrase("app.action.grantReport")
  static let actionHandOver = Phrase("app.action.handOver")
  static let actionChangeGrant = Phrase("app.action.changeGrant")
  static let actionVoidGrant = Phrase("app.action.voidGrant")
  static let grantStands = Phrase("app.grant.stands")
  static let grantNotGiven = Phrase("app.grant.notGiven")
  static let grantChecksTitle = Phrase("app.grant.checks")
  static let grantNextCheck = Phrase("app.grant.nextCheck")
  static let paymentsTitle = Phrase("app.grant.payments")
  static let grantPaidOf = Phrase("app.grant.paidOf")
  static let grantOverpaid = Phrase("app.grant.overpaid")
}
