// The form of a household: registering a head with members, adding members, changing one person or the household.
import LoketModel
import LoketRegistry
import LoketWidgets

/// What the form was opened for.
enum HouseholdFormTask: Hashable, Sendable {
  case register
  /// A household that comes with its card from elsewhere.
  case arrive
  /// More members for a household that exists.
  case members(household: String)
  case person(String)
  case household(String)
}

struct HouseholdFormScreen: Screen {
  static let draftKind = "household"
  /// Why a NIK is empty, unless somebody says otherwise: nobody has looked yet.
  private static let usualReason = "unchecked"

  let task: HouseholdFormTask
  var hand: FormInHand
  /// The record behind each section (`p0`, `p1` …) and behind the household's fields (`h`).
  var ids: [String: String]
  /// What stood in the registry when the person began, for records that exist; kept in drafts too.
  var bases: [String: Basis]
  var likes = FormLikenesses()
  /// The entry that came back and is mended here.
  var returned: ReturnedWork?

  /// Opened on a field worker's round: the registration is a visit too, and the round goes on after it.
  var isOnRound = false
  /// Opened by a screen that goes on with the head: that screen comes back after the save, not the list of next steps. A draft
  /// that is opened later has no such screen below it.
  var isForCaller = false

  var draftID: Identifier? { hand.draftID }
  var form: Form {
    get { hand.form }
    set { hand.form = newValue }
  }
  var isRegistration: Bool { task == .register || task == .arrive }

  // MARK: Opening

  private init(
    _ task: HouseholdFormTask, sections: [String], values: [String: String] = [:], ids: [String: String],
    bases: [String: Basis] = [:], _ context: Context
  ) {
    self.task = task
    self.ids = ids
    self.bases = bases
    let form = Form(
      sections: sections.compactMap { HouseholdFormLayout.section($0, for: task, context) }, values: values,
      texts: RecordForm.texts(context))
    hand = FormInHand(form, draftID: context.newIdentifier())
  }

  /// An empty form, or one with the NIK that Beranda's search did not find.
  static func register(nik: String = "", _ context: Context) -> HouseholdFormScreen {
    registration(.register, nik: nik, context)
  }

  /// A household that moves in: its origin and the day are asked too.
  static func arrive(_ context: Context) -> HouseholdFormScreen { registration(.arrive, context) }

  private static func registration(
    _ task: HouseholdFormTask, nik: String = "", _ context: Context
  ) -> HouseholdFormScreen {
    var screen = HouseholdFormScreen(
      task, sections: ["p0"],
      ids: ["h": context.newIdentifier().description, "p0": context.newIdentifier().description], context)
    screen.form.set(
      "h.village", context.session.office, asProposal: true,
      name: Lookups.villageName(context.session.office, context.regions))
    screen.form.set("p0.phoneOwner", "own", asProposal: true)
    screen.form.set("p0.nikReason", usualReason, asProposal: true)
    screen.hideReasons()
    if !nik.isEmpty { _ = screen.form.press(.paste(nik), world: screen.world(context)) }
    return screen
  }

  /// For whoever gave this name at the desk.
  static func register(name: String, _ context: Context) -> HouseholdFormScreen {
    var screen = register(context)
    screen.form.set("p0.name", name, asProposal: true)
    return screen
  }

  /// For a screen that goes on with whoever is registered.
  /// - Parameter searched: what was looked for there and not found: a NIK, or a name.
  static func registerForCaller(searched: String, _ context: Context) -> HouseholdFormScreen {
    let digits = Nik.digits(searched)
    let isName = !searched.isEmpty && !searched.contains(where: \.isNumber)
    var screen =
      isName ? register(name: searched, context) : register(nik: digits.utf8.count == 16 ? digits : "", context)
    screen.isForCaller = true
    return screen
  }

  /// At a door of this RT, on a field worker's round.
  static func register(at place: RukunTetangga?, _ context: Context) -> HouseholdFormScreen {
    var screen = register(context)
    screen.isOnRound = true
    if let place, !place.rt.isEmpty { screen.form.set("h.rt", place.rt, asProposal: true) }
    if let place, !place.rw.isEmpty { screen.form.set("h.rw", place.rw, asProposal: true) }
    return screen
  }

  static func members(of household: String, _ context: Context) -> HouseholdFormScreen {
    var screen = HouseholdFormScreen(
      .members(household: household), sections: ["p1"],
      ids: ["h": household, "p1": context.newIdentifier().description], context)
    screen.form.set("p1.nikReason", usualReason, asProposal: true)
    screen.hideReasons()
    return screen
  }

  static func change(person id: String, _ context: Context) -> HouseholdFormScreen {
    let ref = RecordRef(.person, id)
    return change(.person(id), section: "p0", ref, ids: ["p0": id], context)
  }

  static func change(household id: String, _ context: Context) -> HouseholdFormScreen {
    let ref = RecordRef(.household, id)
    return change(.household(id), section: "h", ref, ids: ["h": id], context)
  }

  private static func change(
    _ task: HouseholdFormTask, section: String, _ ref: RecordRef, ids: [String: String], _ context: Context
  ) -> HouseholdFormScreen {
    var values: [String: String] = [:]
    for (name, value) in context.registry.values(ref) {
      values["\(section).\(name)"] = RecordForm.shown(name, value)
    }
    var screen = HouseholdFormScreen(
      task, sections: [section], values: values, ids: ids, bases: [section: context.registry.basis(ref)], context)
    if let village = values["h.village"] {
      screen.form.set("h.village", village, name: Lookups.villageName(village, context.regions))
    }
    screen.hideReasons()
    screen.form.markSaved()
    return screen
  }

  // MARK: Screen

  func refusal(_ context: Context) -> String? {
    switch task {
    case .register, .arrive, .members: context.whyNot(.registerPeople)
    case .person, .household: context.whyNot(.changePeople)
    }
  }

  func title(_ context: Context) -> String {
    switch task {
    case .register: context.word(.titleNewHousehold)
    case .arrive: context.word(.titleArrival)
    case .members: context.word(.titleNewMembers)
    case .person, .household: context.word(.titleChange)
    }
  }

  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [
      .help: .on, .save: .on, .undo: .on,
      .find: .on, .back: .on, .menu: .on,
    ]
    commands[.ditto] = form.focusedSpec?.takesDitto == true ? .on : .off(context.word(.dittoNotHere))
    commands[.pick] = canPick ? .on : .off(context.word(.nothingToPick))
    commands[.actions] = comparableSection() == nil ? numberAction(context) : .named(context.word(.keyCompare))
    if isRegistration { commands[.new] = .named(context.word(.keyNewMember)) }
    if case .members = task { commands[.new] = .named(context.word(.keyNewMember)) }
    return commands
  }

  private var canPick: Bool {
    switch form.focusedSpec?.input {
    case .choice, .lookup: true
    default: RecordForm.fieldName(form.focus) == "nik"
    }
  }

  func hint(_ context: Context) -> String { form.focusedSpec?.hint ?? "" }

  func helpTopic(_ context: Context) -> HelpTopic { .field(RecordForm.fieldName(form.focus)) }

  /// It opens with a NIK, comes back from a draft, or was covered while records changed.
  mutating func appear(_ context: inout Context) {
    likes.looked = [:]
    lookForAll(context)
    // Beside a long field there is little room for a reason.
    if let why = returnedMessage(form.focus, in: form) { context.say(.check, why.text) }
    traceLikeness(&context)
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    follow(form.press(key, world: world(context)), &context)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .back: hand.leave(world: world(context), &context)
    case .new: appendMember(&context)
    case .find: hand.park(&context)
    case .actions:
      if let section = comparableSection() { compare(section, &context) } else { moveNumber(&context) }
    case .pick where RecordForm.fieldName(form.focus) == "nik":
      form.hidden.remove(reasonID)
      form.focus(on: reasonID)
      follow(form.run(.pick, world: world(context)), &context)
    default: follow(form.run(command, world: world(context)), &context)
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if takeLikeness(answer, &context) { return }
    if hand.receive(answer, &context) { save(&context) }
  }

  func draft(_ context: Context) -> Draft? {
    var more = ["task": task.archive]
    if isOnRound { more["round"] = "1" }
    for (section, id) in ids { more["id.\(section)"] = id }
    for (section, basis) in bases { more["basis.\(section)"] = basis.text }
    more.merge(likes.archive) { $1 }
    if let returned { more.merge(returned.archive) { $1 } }
    return hand.draft(kind: HouseholdFormScreen.draftKind, title: personName, more: more, context)
  }

  /// The form of a draft; nil when it is another kind's, or its record is gone.
  static func resume(_ draft: Draft, _ context: Context) -> HouseholdFormScreen? {
    guard draft.kind == draftKind, let task = HouseholdFormTask(archive: draft.values["task"] ?? "") else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) {
      HouseholdFormLayout.section($0, for: task, context)
    }
    guard !form.sections.isEmpty else { return nil }
    var ids: [String: String] = [:]
    var bases: [String: Basis] = [:]
    for (key, value) in draft.values {
      if key.hasPrefix("id.") { ids[String(key.dropFirst(3))] = value }
      if key.hasPrefix("basis."), let basis = Basis(value) { bases[String(key.dropFirst(6))] = basis }
    }
    var screen = HouseholdFormScreen(task, sections: [], ids: ids, bases: bases, context)
    screen.hand = FormInHand(form, draftID: draft.id)
    screen.isOnRound = draft.values["round"] != nil
    screen.hideReasons()
    screen.likes = FormLikenesses(archive: draft.values)
    screen.hand.hasAnswers = !screen.likes.answers.isEmpty
    screen.offerTyped(context)
    screen.returned = ReturnedWork(archive: draft.values)
    screen.sayReturned()
    return screen
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let height = form.picker == nil ? drawLikeness(into: &frame, area, context) : area.height
    form.draw(into: &frame, top: area.top, height: height)
  }

  // MARK: Steps

  private var reasonID: String { String(form.focus.prefix { $0 != "." }) + ".nikReason" }

  /// The name that stands for this form in the list of drafts.
  private var personName: String {
    for section in form.sections {
      let name = form.value(section.id + ".name")
      if !name.isEmpty { return name }
    }
    return form.value("p0.nik")
  }

  private mutating func follow(_ events: [FormEvent], _ context: inout Context) {
    for event in events {
      switch event {
      case .changed(let id), .offerTaken(let id): propose(after: id, in: &form, context)
      case .left(let id): noteReason(id)
      case .passedEnd: passEnd(&context)
      default: continue
      }
    }
    likes.joining = nil
    lookForLikenesses(after: events, context)
    traceLikeness(&context)
    sayOffered(&context)
    RecordForm.report(events, form, &context)
  }

  /// Behind the last field of the head or of a member, the next member begins; an empty one begins nothing.
  private mutating func passEnd(_ context: inout Context) {
    switch task {
    case .register, .arrive, .members:
      guard let last = form.sections.last?.id, filledPeople(in: form).contains(last) else { return }
      appendMember(&context)
    case .person, .household: context.say(.info, .formEnd)
    }
  }

  private mutating func appendMember(_ context: inout Context) {
    guard let last = form.sections.last?.id, let number = HouseholdFormLayout.number(last) else { return }
    if last != "p0", !filledPeople(in: form).contains(last) {
      form.focus(on: "\(last).name")
      return
    }
    let id = "p\(number + 1)"
    guard let section = HouseholdFormLayout.section(id, for: task, context) else { return }
    if ids[id] == nil { ids[id] = context.newIdentifier().description }
    form.append(section)
    form.set("\(id).nikReason", HouseholdFormScreen.usualReason, asProposal: true)
    form.hidden.insert("\(id).nikReason")
    form.focus(on: "\(id).name")
    context.keepDraft()
  }

  /// The reason stands in the form only while the NIK is empty and was passed.
  private mutating func noteReason(_ id: String) {
    guard RecordForm.fieldName(id) == "nik" else { return }
    let reason = String(id.prefix { $0 != "." }) + ".nikReason"
    if form.value(id).isEmpty { form.hidden.remove(reason) } else { form.hidden.insert(reason) }
  }

  mutating func hideReasons() {
    for section in form.sections {
      let reason = "\(section.id).nikReason"
      let isChosen = !["", HouseholdFormScreen.usualReason].contains(form.value(reason))
      if form.spec(reason) != nil, !isChosen || !form.value("\(section.id).nik").isEmpty { form.hidden.insert(reason) }
    }
  }
}

extension HouseholdFormTask {
  /// As a draft keeps it.
  var archive: String {
    switch self {
    case .register: "register"
    case .arrive: "arrive"
    case .members(let id): "members/\(id)"
    case .person(let id): "person/\(id)"
    case .household(let id): "household/\(id)"
    }
  }

  init?(archive: String) {
    let parts = archive.split(separator: "/", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("register", 1): self = .register
    case ("arrive", 1): self = .arrive
    case ("members", 2): self = .members(household: parts[1])
    case ("person", 2): self = .person(parts[1])
    case ("household", 2): self = .household(parts[1])
    default: return nil
    }
  }
}

extension Phrase {
  static let titleNewHousehold = Phrase("app.title.newHousehold")
  static let titleArrival = Phrase("app.title.arrival")
  static let titleNewMembers = Phrase("app.title.newMembers")
  static let titleChange = Phrase("app.title.change")
  static let keyNewMember = Phrase("app.key.newMember")
  static let readOnlyHere = Phrase("app.readOnly")
  static let parkedUnkept = Phrase("app.form.parkedUnkept")
  static let parked = Phrase("app.form.parked")
  static let formEnd = Phrase("app.form.end")
}
