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
  /// What was asked last was to look only.
  private var isPlan = false

  init(_ context: Context) {
    let field = FieldSpec(
      "place", label: context.word(.syncPlace), hint: context.word(.syncPlaceHint), input: .text(limit: 200), width: 60)
    form = Form(
      sections: [FormSection(id: "sync", title: context.word(.syncTitle), fields: [field])],
      values: ["place": context.session.sync.places.first?.path ?? ""], texts: RecordForm.texts(context))
    load(context)
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
    case .changedElsewhere, .saved: load(context)
    default: return
    }
  }

  private mutating func load(_ context: Context) {
    devices = context.registry.deviceStandings(office: context.session.office)
  }

  // MARK: Keys

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
    let why = whyOff(context)
    let state = context.session.sync
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
          "login", context.word(.syncLogin),
          why: why ?? (takesLogin(form.value("place").trimmed) ? nil : context.word(.syncNoLogin))),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", "compare"): compare(&context)
    case .chosen("actions", "begin"): save(&context)
    case .chosen("actions", "stop"): context.ask(for: .sync(.stop))
    case .chosen("actions", "refused"): context.open(RefusedScreen(context))
    case .chosen("actions", "roster"): context.open(RosterScreen(context))
    case .chosen("actions", "login"): openLogin(&context)
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
    let place = form.value("place").trimmed
    if place.hasPrefix("/") { return place }
    do throws(PlaceAddress.Problem) { return try PlaceAddress(place).text } catch {
      context.say(.error, error == .password ? .syncNoPassword : .syncPlaceForm)
      return nil
    }
  }

  /// SFTP takes the keys of this PC's user.
  private func takesLogin(_ place: String) -> Bool {
    (try? PlaceAddress(place)).map { $0.way != .shell } ?? false
  }

  private mutating func openLogin(_ context: inout Context) {
    guard let place = place(&context), takesLogin(place) else { return }
    context.open(SyncLoginScreen(place, context))
  }

  /// What is not encrypted needs a supervisor's word, once for each place.
  mutating func save(_ context: inout Context) {
    isPlan = false
    guard let place = place(&context) else { return }
    let known = context.session.sync.place(place)
    if allowed == place || known?.isAllowed == true {
      return ask({ .begin($0, allows: true, seals: known?.isSealed == true) }, &context)
    }
    if let why = context.whyNot(.officeSettings) {
      return context.say(.error, .syncNeedsSupervisor, ["why": why])
    }
    context.open(
      DialogScreen(
        id: "sync.unencrypted",
        dialog: Dialog(
          title: context.word(PlaceAddress.isMeant(by: place) ? .syncServerTitle : .syncUnencryptedTitle),
          text: context.text(
            PlaceAddress.isMeant(by: place) ? .syncServerText : .syncUnencryptedText, ["place": place]),
          options: [
            Dialog.Option("stay", context.word(.syncNotYet)), Dialog.Option("write", context.word(.syncWriteThere)),
          ] + (canSeal(place, context) ? [Dialog.Option("seal", context.word(.syncSealThere))] : [])),
        help: Phrase("help.sync")))
  }

  /// A server guards what lies there itself.
  private func canSeal(_ place: String, _ context: Context) -> Bool {
    context.session.sync.canSeal && !PlaceAddress.isMeant(by: place)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    form.draw(into: &frame, top: area.top + 1, height: 3)
    let cursor = frame.cursor
    var row = area.top + 4
    for (text, style) in SyncWords.lines(devices, at: form.value("place").trimmed, context) {
      for part in TextWidth.wrap(text, columns: area.columns - 4) where row < area.top + area.height {
        frame.put(part, row: row, column: 2, style: style)
        row += 1
      }
    }
    frame.cursor = cursor
  }
}

/// The files that are not believed: what each is, why it waits, and who does what.
struct RefusedScreen: Screen {
  private var pager: TextPager

  init(_ context: Context) {
    let text = context.session.sync.refused.map { refused in
      "\(refused.path)\n\(context.text(.syncRefusedWhere, ["place": refused.place]))\n\(context.word(refused.reason))\n"
    }.joined(separator: "\n")
    pager = TextPager(title: context.word(.syncRefusedTitle), text: text)
  }

  func title(_ context: Context) -> String { context.word(.syncRefusedTitle) }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .back: .on, .menu: .on] }
  func hint(_ context: Context) -> String { context.word(.syncRefusedHint) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.sync")) }

  mutating func press(_ key: Key, _ context: inout Context) {
    let area = ScreenFrame.body(of: context.size)
    _ = pager.press(key, width: context.size.columns - 2, height: area.count - 1)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    pager.draw(into: &frame, row: area.top + 1, column: 1, width: area.columns - 2, height: area.height - 1)
  }
}

/// The exchange in words.
enum SyncWords {
  static func lines(_ devices: [DeviceStanding], at place: String, _ context: Context) -> [(String, Style)] {
    let state = context.session.sync
    var lines: [(String, Style)] = []
    if let progress = state.progress {
      lines.append(
        (
          context.text(
            .syncProgress,
            [
              "step": context.word(progress.step), "done": kibibytes(progress.done),
              "total": kibibytes(progress.total),
            ]), .title
        ))
    }
    if let problem = state.problem { lines.append(("! " + context.wording.text(problem.forScreen), .error)) }
    if let report = state.report { lines += self.lines(report, context) }
    if state.progress == nil, state.report == nil {
      lines.append(
        (
          state.unsent == 0
            ? context.word(.syncNothingUnsent) : context.text(.syncUnsent, ["count": String(state.unsent)]), .plain
        ))
    }
    lines += guarded(place, context)
    if let doubt = signatures(context) { lines.append((context.word(doubt), .error)) }
    lines.append(("", .plain))
    lines.append((context.word(.syncHeard), .title))
    for device in devices {
      let name = device.label ?? context.text(.syncUnnamed, ["id": String(device.device.description.prefix(8))])
      let heard = device.latest.map { "\($0.date.display) \($0.time)" } ?? context.word(.syncNeverHeard)
      let own = device.device == context.session.deviceID ? context.word(.syncThisPC) : ""
      lines.append((context.text(.syncDevice, ["device": name + own, "heard": heard]), .plain))
    }
    return lines
  }

  /// Who can read what lies at the place.
  private static func guarded(_ place: String, _ context: Context) -> [(String, Style)] {
    if PlaceAddress.isMeant(by: place) { return [(context.word(.syncServerOpen), .error)] }
    guard context.session.sync.place(place)?.isSealed == true else { return [(context.word(.syncUnencrypted), .error)] }
    let names = context.registry.readers(office: context.session.office).cannot.map(\.name).joined(separator: ", ")
    return [(context.word(.syncSealed), .plain)]
      + (names.isEmpty ? [] : [(context.text(.syncSealedNotFor, ["devices": names]), .error)])
  }

  /// What should be known of signatures: that nobody checks them, or that this PC's are not wanted.
  private static func signatures(_ context: Context) -> Phrase? {
    if !context.session.sync.canSign { return .syncCannotSign }
    switch context.registry.roster.standing(of: context.session.deviceID) {
    case .open: return .syncUnsigned
    case .enrolled: return nil
    case .unknown: return .syncNotEnrolled
    case .closed: return .syncTakenOut
    }
  }

  private static func lines(_ report: SyncState.Report, _ context: Context) -> [(String, Style)] {
    let slots = [
      "place": report.place, "in": String(report.receivedParts), "inSize": kibibytes(report.receivedBytes),
      "edits": String(report.edits), "out": String(report.sentParts), "outSize": kibibytes(report.sentBytes),
    ]
    var lines: [(String, Style)] = []
    if report.isPlan {
      lines.append((context.text(.syncWould, slots), .plain))
    } else {
      lines.append((context.text(.syncCame, slots), .plain))
      lines += report.origins.map { origin in
        (
          context.text(
            .syncOrigin,
            ["device": origin.device, "edits": String(origin.edits), "latest": origin.latest]), .plain
        )
      }
      lines.append((context.text(.syncWent, slots), .plain))
    }
    if report.unfinished > 0 {
      lines.append((context.text(.syncUnfinished, ["count": String(report.unfinished)]), .plain))
    }
    if report.otherOffices > 0 {
      lines.append((context.text(.syncOthers, ["count": String(report.otherOffices)]), .plain))
    }
    if report.refused > 0 {
      lines.append((context.text(.syncRefused, ["count": String(report.refused)]), .error))
    }
    if report.isSafe {
      lines.append((context.text(PlaceAddress.isMeant(by: report.place) ? .syncStored : .syncSafe, slots), .title))
    }
    return lines
  }

  private static func kibibytes(_ bytes: Int) -> String { String((bytes + 1023) >> 10) }
}

extension Phrase {
  static let keySync = Phrase("key.sync")
  static let syncTitle = Phrase("app.sync.title")
  static let syncPlace = Phrase("app.sync.place")
  static let syncPlaceHint = Phrase("app.sync.placeHint")
  static let syncPlaceForm = Phrase("app.sync.placeForm")
  static let syncNothingFound = Phrase("app.sync.nothingFound")
  static let syncNotInDemo = Phrase("app.sync.notInDemo")
  static let syncRunning = Phrase("app.sync.running")
  static let syncNotRunning = Phrase("app.sync.notRunning")
  static let syncCompare = Phrase("app.sync.compare")
  static let syncStop = Phrase("app.sync.stop")
  static let syncRefusedCount = Phrase("app.sync.refusedCount")
  static let syncNothingRefused = Phrase("app.sync.nothingRefused")
  static let syncNeedsSupervisor = Phrase("app.sync.needsSupervisor")
  static let syncUnencryptedTitle = Phrase("app.sync.unencryptedTitle")
  static let syncUnencryptedText = Phrase("app.sync.unencryptedText")
  static let syncNotYet = Phrase("app.sync.notYet")
  static let syncWriteThere = Phrase("app.sync.writeThere")
  static let syncRefusedTitle = Phrase("app.sync.refusedTitle")
  static let syncRefusedWhere = Phrase("app.sync.refusedWhere")
  static let syncRefusedHint = Phrase("app.sync.refusedHint")
  static let syncProgress = Phrase("app.sync.progress")
  static let syncNothingUnsent = Phrase("app.sync.nothingUnsent")
  static let syncUnsent = Phrase("app.sync.unsent")
  static let syncUnencrypted = Phrase("app.sync.unencrypted")
  static let syncSealThere = Phrase("app.sync.sealThere")
  static let syncSealed = Phrase("app.sync.sealed")
  static let syncSealedNotFor = Phrase("app.sync.sealedNotFor")
  static let syncCannotSign = Phrase("app.sync.cannotSign")
  static let syncUnsigned = Phrase("app.sync.unsigned")
  static let syncNotEnrolled = Phrase("app.sync.notEnrolled")
  static let syncTakenOut = Phrase("app.sync.takenOut")
  static let syncHeard = Phrase("app.sync.heard")
  static let syncUnnamed = Phrase("app.sync.unnamed")
  static let syncNeverHeard = Phrase("app.sync.neverHeard")
  static let syncThisPC = Phrase("app.sync.thisPC")
  static let syncDevice = Phrase("app.sync.device")
  static let syncWould = Phrase("app.sync.would")
  static let syncCame = Phrase("app.sync.came")
  static let syncOrigin = Phrase("app.sync.origin")
  static let syncWent = Phrase("app.sync.went")
  static let syncUnfinished = Phrase("app.sync.unfinished")
  static let syncOthers = Phrase("app.sync.others")
  static let syncRefused = Phrase("app.sync.refused")
  static let syncStored = Phrase("app.sync.stored")
  static let syncServerTitle = Phrase("app.sync.serverTitle")
  static let syncServerText = Phrase("app.sync.serverText")
  static let syncServerOpen = Phrase("app.sync.serverOpen")
  static let syncNoPassword = Phrase("app.sync.noPassword")
  static let syncLogin = Phrase("app.sync.login")
  static let syncNoLogin = Phrase("app.sync.noLogin")
  static let syncSafe = Phrase("app.sync.safe")
}
