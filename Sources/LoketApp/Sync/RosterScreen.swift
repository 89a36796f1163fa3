// Daftar PC: whose data count in this office. Begin the list, enrol a PC, take one out.
import LoketModel
import LoketRegistry
import LoketWidgets

struct RosterScreen: Screen {
  private var devices: [Identifier] = []
  /// PCs that are not enrolled when the list begins.
  private var left: Set<Identifier> = []
  private var list = ListView()
  private var ticket: Int?
  private var done = Message(.rosterEnrolled)

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.synchronise) }
  func title(_ context: Context) -> String { context.word(.rosterTitle) }
  func hint(_ context: Context) -> String { context.word(.rosterHint) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.roster")) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .actions: .on]
  }

  private mutating func load(_ context: Context) {
    let selected = self.selected
    let named = Set(RosterScreen.listed(context).map(\.device))
    devices = named.union(context.session.sync.applicants.map(\.device)).sorted { left, right in
      let labels = [left, right].map { SyncWords.name(of: $0, context) }
      return labels[0] != labels[1] ? labels[0] < labels[1] : left < right
    }
    list.reload(count: devices.count)
    if let selected, let place = devices.firstIndex(of: selected) { list.select(place) }
  }

  private var selected: Identifier? { devices.indices.contains(list.selected) ? devices[list.selected] : nil }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere, .saved, .sync: load(context)
    default: return
    }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened = list.press(key) {
      context.open(ActionsScreen(menu: menu(context)))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back: context.close()
    default: return
    }
  }

  private enum Act: String, CaseIterable { case enrol, takeOut, begin }

  private func edits(_ act: Act, _ context: Context) -> Result<[Edit], Registry.RosterRefusal> {
    let (registry, ends) = (context.registry, context.session.sync.ends)
    guard let device = selected else { return .failure(.nobodySigns) }
    switch act {
    case .enrol:
      return registry.enrolling(
        device, stating: RosterScreen.applicant(device, context)?.key, own: context.session.deviceID)
    case .takeOut: return registry.takingOut(device, ends: ends[device] ?? [], own: context.session.deviceID)
    case .begin: return registry.beginningRoster(ends, without: left)
    }
  }

  /// Enrolling and taking out name the PC on which the bar stands; before the list begins nobody is taken out, but left out.
  private func words(for act: Act, _ context: Context) -> String {
    let slots = ["device": selected.map { SyncWords.name(of: $0, context) } ?? ""]
    guard act == .takeOut, !context.registry.roster.isAdopted else {
      return context.text(Phrase("app.roster.act.\(act.rawValue)"), slots)
    }
    return context.text(selected.map(left.contains) == true ? .rosterTakeIn : .rosterLeaveOut, slots)
  }

  /// Why an act is off; nil where it is not.
  private func whyNot(_ act: Act, _ context: Context) -> String? {
    if let why = context.whyNot(.devices) { return why }
    guard case .failure(let refusal) = edits(act, context) else { return nil }
    return refusal == .notBegun && act == .takeOut ? nil : context.word(Phrase("app.roster.why.\(refusal.rawValue)"))
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.rosterTitle),
      actions: Act.allCases.map { act in
        ActionMenu.Action(act.rawValue, words(for: act, context), why: whyNot(act, context))
      })
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen(let act):
      guard let device = selected, let known = Act(rawValue: act) else { return }
      if known == .takeOut, !context.registry.roster.isAdopted {
        if left.remove(device) == nil { left.insert(device) }
        return
      }
      let (name, key) = (SyncWords.name(of: device, context), RosterScreen.key(of: device, context))
      context.open(
        DialogScreen(
          id: "roster \(act)",
          dialog: Dialog(
            title: words(for: known, context),
            text: context.text(Phrase("app.roster.text.\(act)"), ["device": name, "key": key])
              + leftOut(known, context),
            options: [
              Dialog.Option("stay", context.word(.syncNotYet)),
              Dialog.Option("do", context.word(Phrase("app.roster.do.\(act)"))),
            ]),
          help: Phrase("help.roster")))
    default: return
    }
  }

  private func leftOut(_ act: Act, _ context: Context) -> String {
    let names = devices.filter(left.contains).map { SyncWords.name(of: $0, context) }
    guard act == .begin, !names.isEmpty else { return "" }
    return " " + context.text(.rosterLeftOut, ["devices": names.joined(separator: ", ")])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen(let id, "do") where ticket == nil:
      guard let act = Act(rawValue: String(id.dropFirst("roster ".count))), context.whyNot(.devices) == nil,
        case .success(let edits) = edits(act, context)
      else { return }
      done = Message(Phrase("app.roster.done.\(act.rawValue)"))
      ticket = context.save(edits)
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    load(context)
    context.say(.info, done.phrase)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let isBegun = context.registry.roster.isAdopted
    let (heard, standings) = (RosterScreen.listed(context), context.registry.roster)
    let latest = Dictionary(heard.map { ($0.device, $0.latest) }, uniquingKeysWith: { first, _ in first })
    list.draw(
      into: &frame, row: area.top + 1, column: 0, width: area.columns, height: area.height - 4,
      columns: [
        ListColumn(context.word(.rosterColumnDevice), width: 22, grows: 1),
        ListColumn(context.word(.rosterColumnStanding), width: 18),
        ListColumn(context.word(.rosterColumnKey), width: 14),
        ListColumn(context.word(.rosterColumnHeard), width: 17),
      ], empty: ""
    ) { index in
      let device = devices[index]
      let own = device == context.session.deviceID ? context.word(.syncThisPC) : ""
      let never = own.isEmpty ? context.word(.syncNeverHeard) : ""
      let last = (latest[device] ?? nil).map { "\($0.date.display) \($0.time)" } ?? never
      let standing =
        !isBegun && left.contains(device)
        ? Phrase.rosterLeft : RosterScreen.words(for: standings.standing(of: device))
      return ListRow([
        SyncWords.name(of: device, context) + own, context.word(standing), RosterScreen.key(of: device, context),
        last,
      ])
    }
    let foot = context.word(RosterScreen.foot(standings.standing(of: context.session.deviceID)))
    for (line, text) in TextWidth.wrap(foot, columns: area.columns - 4).prefix(3).enumerated() {
      frame.put(text, row: area.top + area.height - 3 + line, column: 2, style: .dim)
    }
  }

  private static func applicant(_ device: Identifier, _ context: Context) -> SyncState.Applicant? {
    context.session.sync.applicants.first { $0.device == device }
  }

  private static func listed(_ context: Context) -> [DeviceStanding] {
    context.registry.listed(beside: context.registry.deviceStandings(office: context.session.office))
  }

  /// The last letters of the key that counts, or that is stated: enough to compare two screens.
  static func key(of device: Identifier, _ context: Context) -> String {
    let member = context.registry.roster.members[device]
    guard let key = member?.published ?? member?.enrolled.min() ?? applicant(device, context)?.key else {
      return context.word(.rosterNoKey)
    }
    return String(key.suffix(12))
  }

  /// What the list means at this PC.
  private static func foot(_ own: Roster.Standing) -> Phrase {
    switch own {
    case .open: .rosterIsNotBegun
    case .enrolled: .rosterIsBegun
    case .closed, .unknown: .rosterIsOutside
    }
  }

  static func words(for standing: Roster.Standing) -> Phrase {
    switch standing {
    case .open: .rosterOpen
    case .enrolled: .rosterEnrolledPC
    case .closed: .rosterClosed
    case .unknown: .rosterUnknown
    }
  }
}

extension Phrase {
  static let rosterTitle = Phrase("app.roster.title")
  static let rosterHint = Phrase("app.roster.hint")
  static let rosterEnrolled = Phrase("app.roster.done.enrol")
  static let rosterColumnDevice = Phrase("app.roster.columnDevice")
  static let rosterColumnStanding = Phrase("app.roster.columnStanding")
  static let rosterColumnKey = Phrase("app.roster.columnKey")
  static let rosterColumnHeard = Phrase("app.roster.columnHeard")
  static let rosterIsBegun = Phrase("app.roster.isBegun")
  static let rosterIsOutside = Phrase("app.roster.isOutside")
  static let rosterIsNotBegun = Phrase("app.roster.isNotBegun")
  static let rosterNoKey = Phrase("app.roster.noKey")
  static let rosterLeaveOut = Phrase("app.roster.leaveOut")
  static let rosterTakeIn = Phrase("app.roster.takeIn")
  static let rosterLeft = Phrase("app.roster.left")
  static let rosterLeftOut = Phrase("app.roster.leftOut")
  static let rosterOpen = Phrase("app.roster.open")
  static let rosterEnrolledPC = Phrase("app.roster.enrolled")
  static let rosterClosed = Phrase("app.roster.closed")
  static let rosterUnknown = Phrase("app.roster.unknown")
}
