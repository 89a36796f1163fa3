// Sinkron: the place, what would go and come, how far it is, what came, and from whom nothing has been heard.
import LoketModel
import LoketRegistry
import LoketWidgets

struct SyncScreen: LocalFormScreen {
  var form: Form
  private var devices: [DeviceStanding] = []
  /// Something lies above it: nothing opens by itself then.
  private var isCovered = false
  /// The place for which a supervisor said yes a moment ago: not asked twice before it is reached.
  private var allowed: String?
  /// The folder that is looked at before anything is asked about it.
  private var probed: String?
  /// Lines of the text above the first that is shown.
  private var top = 0
  /// What was asked last was to look only.
  private var isPlan = false

  init(_ context: Context) {
    let field = FieldSpec(
      "place", label: context.word(.syncPlace), hint: context.word(.syncPlaceHint), input: .text(limit: 200), width: 60)
    form = Form(
      sections: [FormSection(id: "sync", title: context.word(.syncTitle), fields: [field])],
      values: ["place": SyncScreen.firstPlace(context)], texts: RecordForm.texts(context))
    load(context)
  }

  /// The one of the last look or exchange, else the one that was reached last.
  private static func firstPlace(_ context: Context) -> String {
    let sync = context.session.sync
    return sync.lastPlace.isEmpty ? sync.places.first?.path ?? "" : sync.lastPlace
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.synchronise) }
  func title(_ context: Context) -> String { context.word(.syncTitle) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.sync")) }
  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  func commands(_ context: Context) -> [Command: Availability] {
    let why = whyOff(context)
    return [
      .help: .on, .back: .on, .menu: .on, .undo: .on, .actions: .on,
      .save: why.map { .off($0) } ?? .named(context.word(.keySync)),
      .pick: choices(context).isEmpty ? .off(context.word(.syncNothingFound)) : .on,
    ]
  }

  private func whyOff(_ context: Context) -> String? {
    if context.session.isDemo { return context.word(.syncNotInDemo) }
    if context.session.sync.isRunning { return context.word(.syncRunning) }
    return context.whyNot(.synchronise)
  }

  /// Places that were used, then those that are there now.
  private func choices(_ context: Context) -> [String] {
    let used = context.session.sync.places.map(\.path)
    return used + context.session.sync.found.filter { !used.contains($0) }
  }

  mutating func appear(_ context: inout Context) {
    isCovered = false
    context.ask(for: .sync(.look))
  }

  mutating func cover(_ context: inout Context) { isCovered = true }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .sync:
      if form.value("place").isEmpty, let place = choices(context).first { form.set("place", place) }
      if context.session.sync.asksLogin, !isCovered { openLogin(&context) }
      if let probed, !isCovered { answered(probed, &context) }
    case .changedElsewhere, .saved: load(context)
    default: return
    }
  }

  private mutating func load(_ context: Context) {
    devices = context.registry.deviceStandings(office: context.session.office)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    let area = ScreenFrame.body(of: context.size).count - SyncScreen.head
    switch key {
    case .pageDown: top = min(top + area - 1, max(0, text(context).count - area))
    case .pageUp: top = max(0, top - area + 1)
    default:
      let events = form.press(key, world: world(context))
      RecordForm.report(events, form, &context)
      if events.contains(.passedEnd) { context.say(.info, .syncFieldEnd) }
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .pick:
      context.open(
        ActionsScreen(
          menu: ActionMenu(
            title: context.word(.syncPlace),
            actions: choices(context).prefix(9).map { ActionMenu.Action("place:" + $0, $0) })))
    default: runForm(command, &context)
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let state = context.session.sync
    let why = state.isRunning ? context.word(.syncBusy) : whyOff(context)
    let place = SyncScreen.written(form.value("place"))
    let isSealed = state.place(place)?.isSealed == true
    return ActionMenu(
      title: context.word(.syncTitle),
      actions: [
        ActionMenu.Action("compare", context.word(.syncCompare), why: why),
        ActionMenu.Action("begin", context.word(.keySync), why: why),
        ActionMenu.Action("stop", context.word(.syncStop), why: state.isRunning ? nil : context.word(.syncNotRunning)),
        ActionMenu.Action(
          "refused", context.text(.syncRefusedCount, ["count": String(state.refused.count)]),
          why: state.refused.isEmpty ? context.word(.syncNothingRefused) : nil),
        ActionMenu.Action("roster", context.word(.rosterTitle)),
        ActionMenu.Action(
          "login", context.word(.syncLogin), why: why ?? (takesLogin(place) ? nil : context.word(.syncNoLogin))),
        ActionMenu.Action(
          isSealed ? "unseal" : "reseal", context.word(isSealed ? .syncWriteOpen : .syncSealThere),
          why: why ?? whyNotResealed(place, isSealed, context)),
        ActionMenu.Action(
          "print", context.word(.syncPrint),
          why: context.whyNot(.printPapers) ?? (receipt(context) == nil ? context.word(.syncNothingToPrint) : nil)),
        ActionMenu.Action("plain", context.word(.syncPlain), why: why ?? whyNotPlain(place, context)),
      ])
  }

  /// What came of the last exchange with the place in the field.
  private func receipt(_ context: Context) -> SyncState.Report? {
    context.session.sync.report.flatMap {
      !$0.isPlan && $0.at != nil && $0.place == SyncScreen.written(form.value("place")) ? $0 : nil
    }
  }

  /// A place keeps how it is written until a supervisor says otherwise.
  private func whyNotResealed(_ place: String, _ isSealed: Bool, _ context: Context) -> String? {
    if PlaceAddress.isMeant(by: place) { return context.word(.syncSealFolders) }
    if let why = context.whyNot(.officeSettings) { return why }
    guard context.session.sync.place(place)?.isAllowed == true else { return context.word(.syncSealAsked) }
    return isSealed || context.session.sync.canSeal ? nil : context.word(.syncNoAge)
  }

  /// Only of a place that was refused a moment ago because its stick is not mounted.
  private func whyNotPlain(_ place: String, _ context: Context) -> String? {
    let sync = context.session.sync
    guard sync.isUnmounted, sync.lastPlace == place else { return context.word(.syncIsMounted) }
    return context.whyNot(.officeSettings)
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", "compare"): compare(&context)
    case .chosen("actions", "begin"): save(&context)
    case .chosen("actions", "stop"): context.ask(for: .sync(.stop))
    case .chosen("actions", "refused"): context.open(RefusedScreen(context))
    case .chosen("actions", "roster"): context.open(RosterScreen(context))
    case .chosen("actions", "login"): openLogin(&context)
    case .chosen("actions", "print"):
      guard let receipt = receipt(context) else { return }
      context.openPaper(
        SyncReceipt.template, SyncReceipt.values(receipt, devices, context), title: .titleSyncReceipt, shows: nil)
    case .chosen("actions", "reseal"): seal(true, &context)
    case .chosen("actions", "unseal"): askToUnseal(&context)
    case .chosen("sync.unseal", "write"): seal(false, &context)
    case .chosen("actions", "plain"): askWhetherPlain(&context)
    case .chosen("sync.plain", "plain"):
      ask({ .plain($0) }, &context)
      context.say(.info, .syncPlainNow)
    case .chosen(SyncLoginScreen.kept, _): if isPlan { compare(&context) } else { save(&context) }
    case .chosen("actions", let place) where place.hasPrefix("place:"):
      form.set("place", String(place.dropFirst("place:".count)))
    case .chosen("sync.unencrypted", "write"):
      allowed = place(&context)
      ask({ .begin($0, allows: true) }, &context)
    case .chosen("sync.unencrypted", "seal"): ask({ .begin($0, allows: true, seals: true) }, &context)
    default: return
    }
  }

  private mutating func seal(_ isSealed: Bool, _ context: inout Context) {
    guard let place = place(&context) else { return }
    context.ask(for: .sync(.seal(place, isSealed)))
    context.say(.info, isSealed ? .syncSealsNow : .syncOpenNow)
  }

  private mutating func askToUnseal(_ context: inout Context) {
    confirm(
      "unseal", .syncUnencryptedTitle, .syncUnencryptedText, Dialog.Option("write", context.word(.syncWriteOpen)),
      &context)
  }

  private mutating func askWhetherPlain(_ context: inout Context) {
    confirm("plain", .syncPlainTitle, .syncPlainText, Dialog.Option("plain", context.word(.syncPlain)), &context)
  }

  /// The answer that changes nothing stands first.
  private mutating func confirm(
    _ id: String, _ title: Phrase, _ text: Phrase, _ option: Dialog.Option, _ context: inout Context
  ) {
    guard let place = place(&context) else { return }
    context.open(
      DialogScreen(
        id: "sync.\(id)",
        dialog: Dialog(
          title: context.word(title), text: context.text(text, ["place": place]),
          options: [Dialog.Option("stay", context.word(.syncNotYet)), option]),
        help: Phrase("help.sync")))
  }

  private mutating func compare(_ context: inout Context) {
    isPlan = true
    ask({ .compare($0) }, &context)
  }

  private mutating func ask(_ wish: (String) -> SyncWish, _ context: inout Context) {
    guard let place = place(&context) else { return }
    context.ask(for: .sync(wish(place)))
  }

  /// A whole path, or an address in its one form; nil, and said why, of anything else.
  private mutating func place(_ context: inout Context) -> String? {
    form.settle(world: world(context))
    let place = SyncScreen.written(form.value("place"))
    guard !place.hasPrefix("/") else { return place }
    do throws(PlaceAddress.Problem) { return try PlaceAddress(place).text } catch {
      // It was for nobody's eyes.
      if error == .password { form.set("place", "") }
      context.say(.error, error == .password ? .syncNoPassword : .syncPlaceForm)
      return nil
    }
  }

  /// As the exchange knows the place; what is none stays as it was typed.
  static func written(_ typed: String) -> String {
    let place = typed.trimmed
    guard place.hasPrefix("/") else { return (try? PlaceAddress(place))?.text ?? place }
    var path = Substring(place)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  /// SFTP takes the keys of this PC's user.
  private func takesLogin(_ place: String) -> Bool {
    (try? PlaceAddress(place)).map { $0.way != .shell } ?? false
  }

  private mutating func openLogin(_ context: inout Context) {
    guard let place = place(&context), takesLogin(place) else { return }
    context.open(SyncLoginScreen(place, context))
  }

  /// What is not encrypted needs a supervisor's word, once for each place; a folder is looked at before anything is asked.
  mutating func save(_ context: inout Context) {
    (isPlan, probed) = (false, nil)
    guard let place = place(&context) else { return }
    let known = context.session.sync.place(place)
    if allowed == place || known?.isAllowed == true {
      return ask({ .begin($0, allows: true, seals: known?.isSealed == true) }, &context)
    }
    if let why = context.whyNot(.officeSettings) {
      return context.say(.error, .syncNeedsSupervisor, ["why": why])
    }
    if PlaceAddress.isMeant(by: place) { return askForServer(place, &context) }
    probed = place
    context.ask(for: .sync(.probe(place)))
  }

  private mutating func answered(_ place: String, _ context: inout Context) {
    let sync = context.session.sync
    if sync.lastPlace == place, sync.problem != nil { probed = nil }
    guard let looked = sync.looked, looked.place == place, SyncScreen.written(form.value("place")) == place else {
      return
    }
    probed = nil
    askForFolder(place, isSealed: looked.isSealed, &context)
  }

  private func askForServer(_ place: String, _ context: inout Context) {
    question(.syncServerTitle, .syncServerText, place, ["write"], &context)
  }

  /// Where sealed files lie already, sealing is what is proposed.
  private func askForFolder(_ place: String, isSealed: Bool, _ context: inout Context) {
    let canSeal = context.session.sync.canSeal
    switch (isSealed, canSeal) {
    case (true, true): question(.syncSealedTitle, .syncSealedText, place, ["seal", "stay", "write"], &context)
    case (true, false): question(.syncSealedTitle, .syncSealedNoAge, place, ["write"], &context)
    case (false, true): question(.syncUnencryptedTitle, .syncUnencryptedText, place, ["write", "seal"], &context)
    case (false, false): question(.syncUnencryptedTitle, .syncUnencryptedText, place, ["write"], &context)
    }
  }

  /// The answer that writes nothing stands first unless it is named.
  private func question(
    _ title: Phrase, _ text: Phrase, _ place: String, _ answers: [String], _ context: inout Context
  ) {
    let words = ["stay": Phrase.syncNotYet, "write": .syncWriteThere, "seal": .syncSealThere]
    context.open(
      DialogScreen(
        id: "sync.unencrypted",
        dialog: Dialog(
          title: context.word(title), text: context.text(text, ["place": place]),
          options: ((answers.contains("stay") ? [] : ["stay"]) + answers).map {
            Dialog.Option($0, words[$0].map { context.word($0) } ?? "")
          }),
        help: Phrase("help.sync")))
  }

  // MARK: Drawing

  /// Rows above the text.
  private static let head = 4

  private func text(_ context: Context) -> [(text: String, style: Style)] {
    SyncWords.lines(devices, at: SyncScreen.written(form.value("place")), context).flatMap { text, style in
      TextWidth.wrap(text, columns: context.size.columns - 4).map { ($0, style) }
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    form.draw(into: &frame, top: area.top + 1, height: 3)
    let (lines, height) = (text(context), area.height - SyncScreen.head)
    let first = min(top, max(lines.count - height, 0))
    let row = area.top + SyncScreen.head
    for (place, line) in lines.dropFirst(first).prefix(height).enumerated() {
      frame.put(line.text, row: row + place, column: 2, style: line.style)
    }
    if first > 0 { frame.put("^", row: row, column: area.columns - 1, style: .dim) }
    if first + height < lines.count { frame.put("v", row: row + height - 1, column: area.columns - 1, style: .dim) }
  }
}
