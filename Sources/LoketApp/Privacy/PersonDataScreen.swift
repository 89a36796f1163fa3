// Data pribadi of one person: frozen or not, what was agreed to, what was asked and how long is left, and what can be done.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PersonDataScreen: Screen {
  let person: String
  private var cursor = SheetCursor()
  private var isOpened = false
  /// The request that is being carried out by something that happens outside this page.
  private var pending: String?
  private var ticket: Int?
  /// The copy that is being gathered, and whether it becomes a file for a program.
  private var question: LookQuestion?
  private var isForProgram = false
  /// The copy is on its way to the printer: what comes of that answers the request.
  private var isPrinting = false
  /// Lines of the person's record when the correction began.
  private var lines: Int?

  init(person: String) { self.person = person }

  private var ref: RecordRef { RecordRef(.person, person) }

  func refusal(_ context: Context) -> String? {
    context.registry.isFrozen(ref) ? context.whyNot(.personalData) : context.whyNotRead(ref)
  }
  func title(_ context: Context) -> String { context.word(.titleData) }
  func hint(_ context: Context) -> String { context.word(.hintPersonData) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.personData")) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }

  mutating func appear(_ context: inout Context) {
    if !isOpened, context.session.account != nil {
      isOpened = true
      context.trace(.opened, ref)
    }
    // A copy that was looked at and not printed answers nothing.
    if lines == nil, question == nil, !isPrinting { pending = nil }
    guard let request = pending, let before = lines else { return }
    (pending, lines) = (nil, nil)
    guard context.registry.lines(of: ref).count > before else { return }
    ticket = context.save(DataForm.close(request, state: "done", note: context.word(.dataCorrected), context))
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    let height = ScreenFrame.body(of: context.size).count - RecordPage.header
    switch cursor.press(key, sheet(context), height: height) {
    case .opened(.request(let id)): answer(id, &context)
    case .opened, .moved: return
    case .notMine:
      if case .character(let character) = key, let number = character.wholeNumberValue {
        carryOut(menu(context).outcome(of: number), &context)
      }
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen(PaperScreen.printed, _): isPrinting = true
    default: return
    }
  }

  private func selected(_ context: Context) -> DataRequest? {
    guard case .request(let id) = cursor.selected(in: sheet(context)) else { return nil }
    return context.registry.dataRequest(id).flatMap { $0.isOpen ? $0 : nil }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let isFrozen = context.registry.isFrozen(ref)
    let closed = Actions.isVoid(ref, context) ? context.word(.whyVoid) : nil
    let decide = context.whyNot(.personalData)
    let enter = context.whyNot(.changePeople) ?? closed
    let hasConsent = !DataForm.given(by: person, context).isEmpty
    let noRequest = selected(context) == nil ? context.word(.dataNoRequest) : nil
    return ActionMenu(
      title: context.registry.wholePerson(person)?.name ?? context.word(.titleData),
      actions: [
        ActionMenu.Action("request", context.word(.dataActionRequest), why: enter),
        ActionMenu.Action(
          "consent", context.word(.dataActionConsent), why: enter ?? (isFrozen ? context.word(.whyFrozen) : nil)),
        ActionMenu.Action(
          "withdraw", context.word(.dataActionWithdraw),
          why: enter ?? (hasConsent ? nil : context.word(.dataNoConsent))),
        isFrozen
          ? ActionMenu.Action("unfreeze", context.word(.dataActionUnfreeze), why: decide)
          : ActionMenu.Action("freeze", context.word(.dataActionFreeze), why: decide ?? closed),
        ActionMenu.Action("copy", context.word(.dataActionCopy), why: decide),
        ActionMenu.Action("erase", context.word(.dataActionErase), why: decide),
        ActionMenu.Action("done", context.word(.dataActionDone), why: decide ?? noRequest),
        ActionMenu.Action("refuse", context.word(.dataActionRefuse), why: decide ?? noRequest),
        ActionMenu.Action("copyFile", context.word(.dataActionCopyFile), why: decide),
        ActionMenu.Action("keep", context.word(.dataActionKeep), why: decide),
      ])
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    let request = selected(context)
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("request"): ask(.request(person: person), &context)
    case .chosen("consent"): ask(.consent(person: person), &context)
    case .chosen("withdraw"): ask(.withdraw(person: person, request: of("withdraw", request)), &context)
    case .chosen("freeze"): ask(.freeze(person: person, request: of("freeze", request)), &context)
    case .chosen("unfreeze"): ask(.unfreeze(person: person), &context)
    case .chosen("copy"): copy(of("copy", request), &context)
    case .chosen("copyFile"): copy(of("copy", request), isForProgram: true, &context)
    case .chosen("keep"): ask(.keep(person: person), &context)
    case .chosen("erase"): erase(of("erase", request), &context)
    case .chosen("done"): if let request { ask(.done(request: request.id), &context) }
    case .chosen("refuse"): if let request { ask(.refused(request: request.id), &context) }
    default: return
    }
  }

  /// The selected request, where it asks for this.
  private func of(_ kind: String, _ request: DataRequest?) -> String? { request?.kind == kind ? request?.id : nil }

  private func ask(_ task: DataForm, _ context: inout Context) { context.open(DataFormScreen(task, context)) }

  /// Enter on a request does what was asked, and the request is answered with it.
  private mutating func answer(_ id: String, _ context: inout Context) {
    guard let request = context.registry.dataRequest(id) else { return }
    guard request.isOpen else { return context.say(.info, .dataAnswered) }
    if let why = context.whyNot(.personalData) { return context.say(.info, why) }
    switch request.kind {
    case "copy": copy(id, &context)
    case "freeze":
      context.registry.isFrozen(ref)
        ? ask(.done(request: id), &context) : ask(.freeze(person: person, request: id), &context)
    case "erase": erase(id, &context)
    case "withdraw":
      DataForm.given(by: person, context).isEmpty
        ? ask(.done(request: id), &context) : ask(.withdraw(person: person, request: id), &context)
    case "correct":
      if context.registry.isFrozen(ref) { return context.say(.info, .whyFrozen) }
      (pending, lines) = (id, context.registry.lines(of: ref).count)
      context.open(any: Records.screen(for: ref, context))
      context.say(.info, .dataCorrectHere)
    default: ask(.done(request: id), &context)
    }
  }

  private mutating func erase(_ request: String?, _ context: inout Context) {
    context.open(EraseScreen(person: person, request: request, context))
  }

  /// The trace is read first: who looked belongs to the copy.
  private mutating func copy(_ request: String?, isForProgram: Bool = false, _ context: inout Context) {
    let question = LookQuestion(about: ref, in: context.registry)
    (pending, lines, self.question, self.isForProgram) = (request, nil, question, isForProgram)
    isPrinting = false
    context.ask(for: .readLooks(question))
    context.say(.info, .dataCopyReads)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .looksRead(let asked, let book) where asked == question:
      question = nil
      // Whoever asked has left the desk: nothing leaves it without a name.
      guard context.session.account != nil, let copy = DataCopy(of: person, book, context) else { return }
      if isForProgram {
        isPrinting = true
        context.ask(for: .keepCopy(copy, TraceLine(.exported, on: ref, by: context.account)))
      } else {
        context.openPaper(
          DataCopySheet.template, DataCopySheet.values(of: copy, book, context), title: .titleCopy, shows: (ref, 1))
      }
    case .printed(let outcome):
      guard isPrinting, let request = pending else { return }
      (pending, isPrinting) = (nil, false)
      guard outcome.isGood, context.session.account != nil else { return }
      ticket = context.save(DataForm.close(request, state: "done", note: context.word(.dataCopied), context))
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    context.say(.info, .dataSaved, ["what": context.word(.dataActionDone)])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let person = context.registry.wholePerson(person) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim, width: area.columns - 4)
      return
    }
    let nik = person.nik.map { context.number($0) } ?? ""
    frame.put(
      person.name ?? context.word(.nameUnknown), row: area.top, column: 1, style: .title, width: area.columns - 26)
    frame.put(nik, row: area.top, column: area.columns - 23, style: .value, width: 22)
    let birth = [person.birthPlace ?? "", context.day(person.birthDate)].filter { !$0.isEmpty }.joined(separator: ", ")
    frame.put(birth, row: area.top + 1, column: 1, width: area.columns - 2)
    let banner = person.frozen.map { context.text(.dataFrozenSince, ["date": context.day($0)]) } ?? ""
    RecordBanner.draw(banner, into: &frame, row: area.top + 2, columns: area.columns)
    cursor.draw(
      sheet(context), into: &frame, top: area.top + RecordPage.header, height: area.height - RecordPage.header)
  }

  private func sheet(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let person = context.registry.wholePerson(person) else { return sheet }
    if let reason = person.frozenReason {
      sheet.pair((FieldWords.label(.person, "frozenReason", context), reason))
    }
    if let until = person.keepUntil {
      sheet.pair(
        (
          FieldWords.label(.person, "keepUntil", context),
          [context.day(until), person.keepReason ?? ""].joined(separator: ", ")
        ))
    }
    addRequests(to: &sheet, context)
    sheet.consents(of: self.person, showsNone: true, context)
    return sheet
  }

  private func addRequests(to sheet: inout Sheet, _ context: Context) {
    let requests = context.registry.dataRequests(of: person)
    sheet.heading(context.word(.dataRequests), empty: requests.isEmpty ? context.word(.noneYet) : nil)
    for request in requests {
      let words = DataWords.state(of: request, context)
      sheet.row(
        [
          (request.received.flatMap { Timestamp($0) }.map { "\($0.date.display) \($0.time)" } ?? "", 16),
          (context.code(.requestKind, request.kind), 0), (words.text, 28),
        ], target: .request(request.id), style: words.style)
      for note in [request.note, request.stateNote].compactMap({ $0 }) {
        sheet.row([("", 16), (note, 0)], style: .dim)
      }
    }
  }
}

/// Words that several pages of the desk share.
enum DataWords {
  /// "sisa 41 jam", "lewat 5 jam", or what became of it.
  static func state(of request: DataRequest, _ context: Context) -> (text: String, style: Style) {
    guard request.isOpen, let clock = request.clock else {
      let state = context.code(.requestState, request.state ?? "open")
      return ([state, context.day(request.stateDay)].filter { !$0.isEmpty }.joined(separator: ", "), .dim)
    }
    return clockWords(clock, context)
  }

  static func clockWords(_ clock: AnswerClock, _ context: Context) -> (text: String, style: Style) {
    let hours = clock.hoursLeft(at: context.now)
    return (context.wording.text(clock.words(at: context.now)), hours < 0 ? .error : hours <= 24 ? .check : .value)
  }
}

extension Sheet {
  /// What a person agreed to, for each purpose, with its date and how it was given.
  mutating func consents(of person: String, showsNone: Bool = false, _ context: Context) {
    let consents = context.registry.consents(of: person)
    guard showsNone || !consents.isEmpty else { return }
    heading(context.word(.dataConsents), empty: consents.isEmpty ? context.word(.noneYet) : nil)
    for consent in consents {
      let words =
        consent.holds
        ? context.text(
          .dataConsentGiven, ["date": context.day(consent.given), "how": context.code(.consentHow, consent.how)])
        : context.text(.dataConsentWithdrawn, ["date": context.day(consent.withdrawn)])
      row(
        [(context.code(.consentPurpose, consent.purpose), 38), (words, 0)], style: consent.holds ? .value : .dim)
    }
  }
}

extension Phrase {
  static let titleData = Phrase("app.title.data")
  static let hintPersonData = Phrase("app.hint.personData")
  static let dataActionCopy = Phrase("app.data.action.copy")
  static let dataActionCopyFile = Phrase("app.data.action.copyFile")
  static let dataCopied = Phrase("app.data.copied")
  static let dataActionErase = Phrase("app.data.action.erase")
  static let dataNoRequest = Phrase("app.data.noRequest")
  static let dataNoConsent = Phrase("app.data.noConsent")
  static let dataAnswered = Phrase("app.data.answered")
  static let dataCorrected = Phrase("app.data.corrected")
  static let dataCorrectHere = Phrase("app.data.correctHere")
  static let dataCopyReads = Phrase("app.data.copyReads")
  static let dataFrozenSince = Phrase("app.data.frozenSince")
  static let dataRequests = Phrase("app.data.requests")
  static let dataConsents = Phrase("app.data.consents")
  static let dataConsentGiven = Phrase("app.data.consentGiven")
  static let dataConsentWithdrawn = Phrase("app.data.consentWithdrawn")
  static let whyFrozen = Phrase("app.why.frozen")
}
