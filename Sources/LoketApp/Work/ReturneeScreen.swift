// Kembali dari rantau: who came back from work far away or abroad and has no newer work yet; from here they are assigned.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ReturneeScreen: Screen {
  private var found: [Returnee] = []
  private var list = ListView()
  private var isTraced = false

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleReturnees) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .actions: .on, .find: .on]
  }
  func hint(_ context: Context) -> String { context.word(.hintReturnees) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.returnees")) }

  private mutating func load(_ context: Context) {
    let selected = found.indices.contains(list.selected) ? found[list.selected].person : nil
    found = context.followUps.board.returnees(context.registry)
    list.reload(count: found.count, selected: found.firstIndex { $0.person == selected })
  }

  mutating func appear(_ context: inout Context) {
    context.findFollowUps()
    load(context)
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("person"), count: found.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere:
      context.findFollowUps()
      load(context)
    case .followUpsFound: load(context)
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) { load(context) }

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened = list.press(key) {
      carryOut(menu(context).outcome(of: 1), &context)
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
    if case .chosen("actions", let option) = answer { carryOut(.chosen(option), &context) }
  }

  private var person: String? { found.indices.contains(list.selected) ? found[list.selected].person : nil }

  private func menu(_ context: Context) -> ActionMenu {
    let nobody = person == nil ? context.word(.returneesNone) : nil
    return ActionMenu(
      title: context.word(.titleReturnees),
      actions: [
        ActionMenu.Action("page", context.word(.actionOpenPerson), why: nobody),
        ActionMenu.Action("assign", context.word(.actionAssignPerson), why: context.whyNot(.assign) ?? nobody),
        ActionMenu.Action("place", context.word(.actionPlacePerson), why: context.whyNot(.place) ?? nobody),
        ActionMenu.Action("refer", context.word(.actionReferPerson), why: context.whyNot(.refer) ?? nobody),
      ])
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch (outcome, person) {
    case (.refused(let why), _): context.say(.info, why)
    case (.chosen("page"), let person?): context.open(PersonScreen(person: person))
    case (.chosen("assign"), let person?): context.open(AssignmentScreen(people: [person], context))
    case (.chosen("refer"), let person?): context.open(PersonVacancyScreen(person: person, context))
    case (.chosen("place"), let person?): context.open(PlacementScreen(person: person, context))
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      context.text(.returneesCount, ["count": Figures.grouped(found.count)]), row: area.top, column: 1, style: .label,
      width: area.columns - 2)
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn(context.word(.columnBackSince), width: 10),
        ListColumn(context.word(.columnName), width: 20, grows: 2),
        ListColumn(context.word(.columnPhone), width: 15),
        ListColumn(context.word(.columnCameFrom), width: 24, grows: 2),
      ], empty: context.word(.returneesNone)
    ) { index in
      let returnee = found[index]
      let person = RecordRef(.person, returnee.person)
      let placement = context.registry.placement(returnee.placement)
      let from = [
        context.code(.placementKind, placement?.kind), placement.map { FollowUpWords.work($0, context) } ?? "",
      ]
      return ListRow([
        returnee.since.display, PersonRow.marked(returnee.name, person, context),
        context.registry.value(person, "phone").map(context.phone) ?? "",
        from.filter { !$0.isEmpty }.joined(separator: ", "),
      ])
    }
  }
}

extension Phrase {
  static let titleReturnees = Phrase("app.title.returnees")
  static let hintReturnees = Phrase("app.hint.returnees")
  static let returneesNone = Phrase("app.returnees.none")
  static let returneesCount = Phrase("app.returnees.count")
  static let columnBackSince = Phrase("app.returnees.since")
  static let columnCameFrom = Phrase("app.column.cameFrom")
}
