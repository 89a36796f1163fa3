// The small forms of the personal data desk: what each asks, and the one save that it makes.
import LoketModel
import LoketRegistry
import LoketWidgets

enum DataForm: Hashable, Sendable {
  /// What a citizen asks about the own data.
  case request(person: String)
  case consent(person: String)
  /// A consent is taken back; at the wish of this request.
  case withdraw(person: String, request: String?)
  case freeze(person: String, request: String?)
  case unfreeze(person: String)
  case done(request: String)
  case refused(request: String)
  /// The data of somebody whose keeping is over stay for a while.
  case keep(person: String)
  /// A PC or a stick is lost.
  case breach
  /// The people of a breach were told.
  case told(breach: String)

  var title: Phrase {
    switch self {
    case .request: .dataActionRequest
    case .consent: .dataActionConsent
    case .withdraw: .dataActionWithdraw
    case .freeze: .dataActionFreeze
    case .unfreeze: .dataActionUnfreeze
    case .done: .dataActionDone
    case .refused: .dataActionRefuse
    case .keep: .dataActionKeep
    case .breach: .dataActionBreach
    case .told: .dataActionTold
    }
  }

  var explanation: Phrase {
    switch self {
    case .request: Phrase("app.data.explain.request")
    case .consent: Phrase("app.data.explain.consent")
    case .withdraw: Phrase("app.data.explain.withdraw")
    case .freeze: Phrase("app.data.explain.freeze")
    case .unfreeze: Phrase("app.data.explain.unfreeze")
    case .done: Phrase("app.data.explain.done")
    case .refused: Phrase("app.data.explain.refused")
    case .keep: Phrase("app.data.explain.keep")
    case .breach: Phrase("app.data.explain.breach")
    case .told: Phrase("app.data.explain.told")
    }
  }

  /// Whoever is at the desk takes down what a citizen wants; deciding about it is another's work.
  var permission: Permission {
    switch self {
    case .request, .consent, .withdraw: .changePeople
    default: .personalData
    }
  }

  /// The record that the form is about; its name stands in the title.
  func record(_ context: Context) -> RecordRef? {
    switch self {
    case .request(let id), .consent(let id), .withdraw(let id, _), .freeze(let id, _), .unfreeze(let id),
      .keep(let id):
      RecordRef(.person, id)
    case .done(let id), .refused(let id):
      context.registry.dataRequest(id)?.person.map { RecordRef(.person, $0) }
    case .breach, .told: nil
    }
  }

  func name(_ context: Context) -> String {
    switch self {
    case .told(let id): context.registry.breach(id)?.what ?? ""
    default: record(context).flatMap { context.registry.wholePerson($0.id)?.name } ?? ""
    }
  }

  // MARK: What it asks

  func fields(_ context: Context) -> [FieldSpec] {
    switch self {
    case .request:
      [
        choice("kind", .dataAsked, .dataAskedHint, Choice.list(.requestKind, context.language), context),
        text("note", .dataWish, .dataWishHint, isRequired: false, context),
      ]
    case .consent:
      [
        choice("purpose", .dataPurpose, .dataPurposeHint, Choice.list(.consentPurpose, context.language), context),
        choice("how", .dataHow, .dataHowHint, Choice.list(.consentHow, context.language), context),
        date("date", .dataDate, .dataDateHint, context),
      ]
    case .withdraw(let person, _):
      [
        choice("purpose", .dataPurpose, .dataPurposeHint, DataForm.given(by: person, context), context),
        date("date", .dataDate, .dataDateHint, context),
      ]
    case .freeze, .unfreeze: [text("reason", .dataReason, .dataReasonHint, context)]
    case .done: [text("note", .dataDone, .dataDoneHint, isRequired: false, context)]
    case .refused: [text("note", .dataReason, .dataReasonHint, context)]
    case .keep:
      [date("until", .dataKeepUntil, .dataDateHint, context), text("reason", .dataReason, .dataReasonHint, context)]
    case .breach:
      [
        text("what", .dataLost, .dataLostHint, context),
        choice("device", .dataDevice, .dataDeviceHint, DataForm.devices(context), isRequired: false, context),
        date("until", .dataUntil, .dataUntilHint, context),
        text("note", .dataNote, .dataNoteHint, isRequired: false, context),
      ]
    case .told: [date("date", .dataTold, .dataDateHint, context)]
    }
  }

  private func choice(
    _ id: String, _ label: Phrase, _ hint: Phrase, _ choices: [Choice], isRequired: Bool = true, _ context: Context
  ) -> FieldSpec {
    FieldSpec(
      "d." + id, label: context.word(label), hint: context.word(hint), input: .choice(choices, oneKey: true),
      width: 40, isRequired: isRequired)
  }

  private func text(
    _ id: String, _ label: Phrase, _ hint: Phrase, isRequired: Bool = true, _ context: Context
  ) -> FieldSpec {
    FieldSpec(
      "d." + id, label: context.word(label), hint: context.word(hint), input: .text(limit: 200), width: 50,
      isRequired: isRequired)
  }

  private func date(_ id: String, _ label: Phrase, _ hint: Phrase, _ context: Context) -> FieldSpec {
    FieldSpec(
      "d." + id, label: context.word(label), hint: context.word(hint), input: .date, width: 10, isRequired: true)
  }

  var proposesToday: Bool {
    switch self {
    case .consent, .withdraw, .told, .breach: true
    default: false
    }
  }

  /// Under which field today is proposed.
  var dayField: String { self == .breach ? "d.until" : "d.date" }

  /// The purposes for which a consent holds, numbered as on the list.
  static func given(by person: String, _ context: Context) -> [Choice] {
    let holding = Set(context.registry.consents(of: person).filter(\.holds).map(\.purpose))
    return Choice.list(.consentPurpose, context.language).filter { holding.contains($0.code) }
  }

  private static func devices(_ context: Context) -> [Choice] {
    context.registry.all(.device).enumerated().map { place, ref in
      let number = String(place + 1)
      let label = context.registry.value(ref, "label") ?? String(ref.id.prefix(8))
      return Choice(code: ref.id, name: label, words: [number], note: number)
    }
  }

  // MARK: What it saves

  func edits(_ answer: (String) -> String?, basis: Basis?, _ context: Context) -> [Edit] {
    switch self {
    case .request(let person):
      let set = [
        FieldChange("person", person), FieldChange("kind", answer("kind")),
        FieldChange("received", context.now.text), FieldChange("day", context.today.iso),
        FieldChange("note", answer("note")),
      ]
      return [Edit(on: RecordRef(.dataRequest, context.newIdentifier()), set: set.filter { $0.value != nil })]
    case .consent(let person):
      guard let purpose = answer("purpose") else { return [] }
      let changes = [
        FieldChange("consent/\(purpose)", answer("date")), FieldChange("consentHow/\(purpose)", answer("how")),
        FieldChange("withdrawn/\(purpose)", nil),
      ]
      return change(person, changes, basis, context) + entry(person, context)
    case .withdraw(let person, let request):
      guard let purpose = answer("purpose") else { return [] }
      return change(person, [FieldChange("withdrawn/\(purpose)", answer("date"))], basis, context)
        + closing(request, CodeList.consentPurpose.name(of: purpose, context.language), context)
        + entry(person, context)
    case .freeze(let person, let request):
      let changes = [
        FieldChange("frozen", context.today.iso), FieldChange("frozenReason", answer("reason")),
        FieldChange("frozenRequest", request),
      ]
      return change(person, changes, basis, context) + closing(request, answer("reason"), context)
    case .unfreeze(let person):
      let changes = [
        FieldChange("frozen", nil), FieldChange("frozenReason", answer("reason")), FieldChange("frozenRequest", nil),
      ]
      return change(person, changes, basis, context)
    case .done(let request): return closing(request, answer("note"), context)
    case .refused(let request): return closing(request, answer("note"), state: "refused", context)
    case .keep(let person):
      let changes = [FieldChange("keepUntil", answer("until")), FieldChange("keepReason", answer("reason"))]
      return change(person, changes, basis, context)
    case .breach:
      let set = [
        FieldChange("day", context.today.iso), FieldChange("found", context.now.text),
        FieldChange("what", answer("what")), FieldChange("device", answer("device")),
        FieldChange("until", answer("until")), FieldChange("note", answer("note")),
      ]
      return [Edit(on: RecordRef(.breach, context.newIdentifier()), set: set.filter { $0.value != nil })]
    case .told(let breach):
      let ref = RecordRef(.breach, breach)
      return context.registry.plan(
        [FieldChange("told", answer("date"))], on: ref, basis: context.registry.basis(ref))
    }
  }

  private func change(_ person: String, _ changes: [FieldChange], _ basis: Basis?, _ context: Context) -> [Edit] {
    let ref = RecordRef(.person, person)
    return context.registry.plan(changes, on: ref, basis: basis ?? context.registry.basis(ref))
  }

  private func entry(_ person: String, _ context: Context) -> [Edit] {
    [context.entry("change", about: RecordRef(.person, person), summary: context.word(title))]
  }

  private func closing(_ request: String?, _ note: String?, state: String = "done", _ context: Context) -> [Edit] {
    guard let request else { return [] }
    return DataForm.close(request, state: state, note: note, context)
  }

  /// The edit that answers a request.
  static func close(_ request: String, state: String, note: String?, _ context: Context) -> [Edit] {
    let ref = RecordRef(.dataRequest, request)
    return context.registry.plan(
      [
        FieldChange("state", state), FieldChange("stateDay", context.today.iso), FieldChange("stateNote", note),
      ], on: ref, basis: context.registry.basis(ref))
  }

  // MARK: Drafts

  var archive: String {
    let parts: [String] =
      switch self {
      case .request(let id): ["request", id]
      case .consent(let id): ["consent", id]
      case .withdraw(let id, let request): ["withdraw", id] + (request.map { [$0] } ?? [])
      case .freeze(let id, let request): ["freeze", id] + (request.map { [$0] } ?? [])
      case .unfreeze(let id): ["unfreeze", id]
      case .done(let id): ["done", id]
      case .refused(let id): ["refused", id]
      case .keep(let id): ["keep", id]
      case .breach: ["breach"]
      case .told(let id): ["told", id]
      }
    return parts.joined(separator: "/")
  }

  init?(archive: String) {
    let parts = archive.split(separator: "/").map(String.init)
    let (id, second) = (parts.dropFirst().first ?? "", parts.count > 2 ? parts[2] : nil)
    switch parts.first {
    case "request": self = .request(person: id)
    case "consent": self = .consent(person: id)
    case "withdraw": self = .withdraw(person: id, request: second)
    case "freeze": self = .freeze(person: id, request: second)
    case "unfreeze": self = .unfreeze(person: id)
    case "done": self = .done(request: id)
    case "refused": self = .refused(request: id)
    case "keep": self = .keep(person: id)
    case "breach": self = .breach
    case "told": self = .told(breach: id)
    default: return nil
    }
  }
}

extension Phrase {
  static let dataActionRequest = Phrase("app.data.action.request")
  static let dataActionConsent = Phrase("app.data.action.consent")
  static let dataActionWithdraw = Phrase("app.data.action.withdraw")
  static let dataActionFreeze = Phrase("app.data.action.freeze")
  static let dataActionUnfreeze = Phrase("app.data.action.unfreeze")
  static let dataActionDone = Phrase("app.data.action.done")
  static let dataActionRefuse = Phrase("app.data.action.refuse")
  static let dataActionKeep = Phrase("app.data.action.keep")
  static let dataKeepUntil = Phrase("app.data.keepUntil")
  static let dataActionBreach = Phrase("app.data.action.breach")
  static let dataActionTold = Phrase("app.data.action.told")
  static let dataAsked = Phrase("app.data.asked")
  static let dataAskedHint = Phrase("app.data.asked.hint")
  static let dataWish = Phrase("app.data.wish")
  static let dataWishHint = Phrase("app.data.wish.hint")
  static let dataPurpose = Phrase("app.data.purpose")
  static let dataPurposeHint = Phrase("app.data.purpose.hint")
  static let dataHow = Phrase("app.data.how")
  static let dataHowHint = Phrase("app.data.how.hint")
  static let dataDate = Phrase("app.data.date")
  static let dataDateHint = Phrase("app.data.date.hint")
  static let dataReason = Phrase("app.data.reason")
  static let dataReasonHint = Phrase("app.data.reason.hint")
  static let dataDone = Phrase("app.data.done")
  static let dataDoneHint = Phrase("app.data.done.hint")
  static let dataLost = Phrase("app.data.lost")
  static let dataLostHint = Phrase("app.data.lost.hint")
  static let dataDevice = Phrase("app.data.device")
  static let dataDeviceHint = Phrase("app.data.device.hint")
  static let dataUntil = Phrase("app.data.until")
  static let dataUntilHint = Phrase("app.data.until.hint")
  static let dataTold = Phrase("app.data.told")
  static let dataNote = Phrase("app.data.note")
  static let dataNoteHint = Phrase("app.data.note.hint")
}
