// After a registration: who was saved, and the next step under its number. A burst of digits is the next citizen's NIK.
import LoketModel
import LoketRegistry
import LoketWidgets

struct RegisteredScreen: Screen {
  let household: String
  /// The head first.
  let people: [String]

  func title(_ context: Context) -> String { context.word(.titleSaved) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .new: .named(context.word(.keyRegister)), .actions: .on, .back: .on, .menu: .on]
  }

  func hint(_ context: Context) -> String { context.word(.hintRegistered) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.registered")) }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleSaved),
      actions: [
        ActionMenu.Action("assign", context.word(.actionAssign), why: context.whyNot(.assign)),
        ActionMenu.Action("receipt", context.word(.actionReceipt), why: context.whyNot(.printPapers)),
        ActionMenu.Action("next", context.word(.actionNext), why: context.whyNot(.registerPeople)),
        ActionMenu.Action("household", context.word(.actionShowHousehold)),
        ActionMenu.Action("members", context.word(.actionMembers), why: context.whyNot(.registerPeople)),
      ] + others(context))
  }

  /// Somebody else of those who were saved than the first.
  private func others(_ context: Context) -> [ActionMenu.Action] {
    guard people.count > 1 else { return [] }
    return [ActionMenu.Action("assignOther", context.word(.actionAssignOther), why: context.whyNot(.assign))]
  }

  private func choice(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.actionAssignOther),
      actions: people.map { person in
        ActionMenu.Action("person." + person, context.registry.person(person)?.name ?? context.word(.nameUnknown))
      })
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch key {
    case .character(let character):
      if character.isNumber, context.isBurst { return goOn(with: String(character), &context) }
      if let number = character.wholeNumberValue { carryOut(menu(context).outcome(of: number), &context) }
    case .paste(let text): goOn(with: Nik.digits(text), &context)
    case .enter: context.goHome()
    default: return
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .find, .back: context.goHome()
    case .new: beginNext(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option) where option.hasPrefix("person."):
      context.open(AssignmentScreen(people: [String(option.dropFirst("person.".count))], context))
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .saved: return
    default: return
    }
  }

  /// The next citizen's number goes to the search on Beranda.
  private func goOn(with digits: String, _ context: inout Context) {
    finishVisit(&context)
    context.goHome(searching: digits)
  }

  private func beginNext(_ context: inout Context) {
    finishVisit(&context)
    context.goHome(then: HouseholdFormScreen.register(context))
  }

  /// Whoever was called has been served once the next household begins: nothing more hangs on that number.
  private func finishVisit(_ context: inout Context) {
    guard let visit = served(context) else { return }
    let edits = Visits.edits(visit.id, .done, context)
    guard !edits.isEmpty else { return }
    _ = context.save(edits)
    context.say(
      .info, .visitSaved,
      ["number": Visits.label(visit, context), "name": visit.name, "state": VisitState.done.words(context)])
  }

  /// The visit in which this household was registered, while it goes on.
  private func served(_ context: Context) -> VisitRow? {
    guard context.may(.visits), let visit = Visits.served(context) else { return nil }
    let subject = RecordRef(.household, household).description
    return context.registry.entries(ofVisit: visit.id).contains { $0.subject == subject } ? visit : nil
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("assign"): context.open(AssignmentScreen(people: Array(people.prefix(1)), context))
    case .chosen("assignOther"): context.open(ActionsScreen(menu: choice(context)))
    case .chosen("receipt"): context.openReceipt(of: household)
    case .chosen("next"): beginNext(&context)
    case .chosen("household"): context.goHome(then: HouseholdScreen(household: household))
    case .chosen("members"): context.open(HouseholdFormScreen.members(of: household, context))
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let names = people.map { context.registry.person($0)?.name ?? "" }
    frame.put(
      context.text(.registeredNames, ["count": String(people.count)]), row: area.top + 1, column: 2, style: .title)
    let missing = missing(context)
    let room = max(area.height - 12, 1)
    for (place, name) in names.prefix(room).enumerated() {
      frame.put("- \(name)", row: area.top + 2 + place, column: 4, width: area.columns - 6)
    }
    var row = area.top + 3 + min(names.count, room)
    if !missing.isEmpty {
      frame.put(missing, row: row - 1, column: 4, style: .check, width: area.columns - 6)
      row += 1
    }
    for (place, action) in menu(context).actions.enumerated() {
      frame.put(String(place + 1), row: row + place, column: 4, style: action.why == nil ? .key : .keyOff)
      let text = action.why.map { "\(action.label) — \($0)" } ?? action.label
      frame.put(text, row: row + place, column: 6, style: action.why == nil ? .plain : .keyOff, width: area.columns - 8)
    }
    if let visit = served(context) {
      frame.put(
        context.text(.registeredServing, ["number": Visits.label(visit, context), "name": visit.name]),
        row: row + menu(context).actions.count + 1, column: 2, style: .check, width: area.columns - 4)
    }
    frame.cursor = Position(row: row, column: 4)
  }

  /// What of card and address nobody has said yet; empty where all is known.
  private func missing(_ context: Context) -> String {
    let ref = RecordRef(.household, household)
    let empty = ["familyCardNumber", "address", "rt", "rw"].filter { (context.registry.value(ref, $0) ?? "").isEmpty }
    guard !empty.isEmpty else { return "" }
    let labels = empty.compactMap { FormField.named($0).map { context.word($0.label) } }
    return context.text(.registeredMissing, ["what": labels.joined(separator: ", ")])
  }
}

extension Phrase {
  static let titleSaved = Phrase("app.title.saved")
  static let hintRegistered = Phrase("app.hint.registered")
  static let registeredServing = Phrase("app.registered.serving")
  static let registeredNames = Phrase("app.registered.names")
  static let registeredMissing = Phrase("app.registered.missing")
  static let actionAssignOther = Phrase("app.action.assignOther")
  static let actionAssign = Phrase("app.action.assign")
  static let actionReceipt = Phrase("app.action.receipt")
  static let actionNext = Phrase("app.action.next")
  static let actionShowHousehold = Phrase("app.action.household")
  static let actionMembers = Phrase("app.action.members")
}
