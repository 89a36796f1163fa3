// Keluarga: one household with its address, its card numbers, its members, and what can be done with it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct HouseholdScreen: Screen {
  /// Rows above the part that scrolls.
  private static let header = 3

  let household: String
  var cursor = SheetCursor()
  var isOpened = false
  /// What was on the screen when a decision was asked for, and the ticket of its save.
  var basis: Basis?
  var ticket: Int?

  init(household: String) { self.household = household }

  var ref: RecordRef { RecordRef(.household, household) }

  func title(_ context: Context) -> String { context.word(.titleHousehold) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }

  func hint(_ context: Context) -> String { context.word(.hintHousehold) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.household")) }

  mutating func appear(_ context: inout Context) {
    guard !isOpened, context.session.account != nil else { return }
    isOpened = true
    context.trace(.opened, ref)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    let height = ScreenFrame.body(of: context.size).count - HouseholdScreen.header
    let sheet = sheet(columns: context.size.columns, context)
    switch cursor.press(key, sheet, height: height) {
    case .opened(let target): open(target, &context)
    case .moved: return
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
    case .chosen(let id, let option):
      guard let basis, let edits = Conflicts.decision(id, option, on: ref, basis: basis, context) else { return }
      ticket = context.save(edits)
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    context.say(.info, .decided)
  }

  private mutating func open(_ target: SheetTarget, _ context: inout Context) {
    switch target {
    case .person(let id): context.open(PersonScreen(person: id))
    case .conflict(let field):
      guard context.mayDecide, !context.session.isReadOnly else {
        context.say(.info, context.session.isReadOnly ? .readOnlyHere : .supervisorDecides)
        return
      }
      basis = context.registry.basis(ref)
      context.open(Conflicts.dialog(of: ref, field, context))
    case .change(let id):
      guard let change = History.changes(of: [(ref, "")], context).first(where: { $0.id == id }) else { return }
      context.say(.info, change.whole)
    default: return
    }
  }

  /// The member on whose row the selection stands.
  func selectedMember(_ context: Context) -> String? {
    guard case .person(let id) = cursor.selected(in: sheet(columns: context.size.columns, context)) else { return nil }
    return id
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let household = context.registry.household(household) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim, width: area.columns - 4)
      return
    }
    drawHeader(household, into: &frame, area, context)
    cursor.draw(
      sheet(columns: area.columns, context), into: &frame, top: area.top + HouseholdScreen.header,
      height: area.height - HouseholdScreen.header)
  }

  private func drawHeader(_ household: Household, into frame: inout Frame, _ area: Area, _ context: Context) {
    let head = context.registry.head(of: household.id)?.name
    let card = household.familyCardNumber.map { Nik.display($0) } ?? context.word(.cardUnknown)
    let right = "\(context.word(.columnCard)) \(card)"
    let left = area.columns - TextWidth.of(right) - 2
    frame.put(
      head.map { context.text(.householdOf, ["name": $0]) } ?? context.word(.householdHeadless), row: area.top,
      column: 1, style: .title, width: left - 2)
    frame.put(right, row: area.top, column: left, style: .value)
    let village = household.village.map { Regions.compiled.path($0) } ?? ""
    let rtRw = PersonRow.rtRw(household)
    let address = [
      household.address ?? "", rtRw.isEmpty ? "" : "RT/RW \(rtRw)", household.hamlet ?? "",
      village.isEmpty ? household.village ?? "" : village,
    ]
    let place = address.filter { !$0.isEmpty }.joined(separator: ", ")
    frame.put(
      place.isEmpty ? context.word(.addressUnknown) : place, row: area.top + 1, column: 1, width: area.columns - 2)
    RecordBanner.draw(banner(household, context), into: &frame, row: area.top + 2, columns: area.columns)
  }

  /// What everybody must see first: void, moved out.
  private func banner(_ household: Household, _ context: Context) -> String {
    if context.registry.isVoid(ref) {
      let reason = context.registry.voidReason(ref).map { FieldWords.reason(.voidReason, $0, context) } ?? ""
      return context.text(.bannerVoid, ["reason": reason])
    }
    guard !household.isActive else { return "" }
    let parts = [
      context.code(.householdStanding, household.standing), context.day(household.standingDate),
      household.standingReason ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  func sheet(columns: Int, _ context: Context) -> Sheet {
    var sheet = Sheet(columns: columns)
    guard let household = context.registry.household(household) else { return sheet }
    let label = { (field: String) in FieldWords.label(.household, field, context) }
    let unknown = context.word(.notKnownYet)
    sheet.pair(
      (label("device"), household.device.map { context.code(.device, $0) } ?? unknown),
      (label("internet"), household.internet.map { context.code(.internet, $0) } ?? unknown))
    sheet.pair(
      (label("papersSeen"), household.papersSeen.map { context.day($0) } ?? context.word(.papersNotSeen)),
      (label("note"), household.note ?? ""))
    let earlier = context.registry.elements(ref, "cards").filter { $0.element != household.familyCardNumber }
    for (place, card) in earlier.enumerated() {
      let event = context.code(.cardEvent, card.value)
      sheet.pair((place == 0 ? context.word(.cardsEarlier) : "", "\(Nik.display(card.element)) (\(event))"))
    }
    sheet.conflicts(of: ref, context)
    addMembers(to: &sheet, context)
    sheet.accepted(of: ref, context)
    sheet.history(of: [(ref, "")], context)
    return sheet
  }

  private func addMembers(to sheet: inout Sheet, _ context: Context) {
    let members = context.registry.members(of: household)
    sheet.heading(
      context.text(.membersTitle, ["count": String(members.count)]),
      empty: members.isEmpty ? context.word(.membersNone) : nil)
    let relation = min(members.map { TextWidth.of(FieldWords.relation($0, context)) }.max() ?? 0, 17)
    for person in members {
      let marks = person.isActive ? work(of: person, context) : context.code(.standing, person.standing)
      sheet.row(
        [
          (FieldWords.relation(person, context), relation), (person.name ?? context.word(.nameUnknown), 0),
          (person.sex.map { context.word($0 == "2" ? .sexFemaleShort : .sexMaleShort) } ?? "", 1),
          (context.age(person.birthDate).map(String.init) ?? "", 3),
          (context.code(.occupation, person.occupation), 18), (marks, sheet.columns < 100 ? 15 : 30),
        ], target: .person(person.id), style: person.isActive ? .value : .dim)
    }
  }

  /// Open placements and enrolments in few words: the first by name, the others counted.
  private func work(of person: Person, _ context: Context) -> String {
    let placed = context.registry.placements(of: person.id).filter { $0.endDate == nil }
      .map { "› " + context.code(.placementKind, $0.kind) }
    let tracks = context.registry.enrolments(of: person.id).filter(\.isOpen)
      .map { context.trackName($0.track ?? "") }
    let all = placed + tracks
    return all.count > 1 ? "\(all[0]) +\(all.count - 1)" : all.first ?? ""
  }
}

extension Enrolment {
  /// Neither finished nor given up.
  var isOpen: Bool { !["completed", "dropped", "withdrawn"].contains(status ?? "") }
}

/// The line under a record's name: a rule, or what everybody must see first.
enum RecordBanner {
  static func draw(_ text: String, into frame: inout Frame, row: Int, columns: Int) {
    frame.fill(row: row, column: 1, width: columns - 2, character: "─", style: .border)
    if !text.isEmpty { frame.put(" ! \(text) ", row: row, column: 3, style: .error, width: columns - 6) }
  }
}

extension Phrase {
  static let titleHousehold = Phrase("app.title.household")
  static let hintHousehold = Phrase("app.hint.household")
  static let decided = Phrase("app.decide.saved")
  static let supervisorDecides = Phrase("app.decide.supervisor")
  static let recordGone = Phrase("app.record.gone")
  static let cardUnknown = Phrase("app.household.cardUnknown")
  static let addressUnknown = Phrase("app.household.addressUnknown")
  static let bannerVoid = Phrase("app.banner.void")
  static let notKnownYet = Phrase("app.notKnownYet")
  static let papersNotSeen = Phrase("app.papersNotSeen")
  static let cardsEarlier = Phrase("app.household.cardsEarlier")
  static let membersTitle = Phrase("app.household.members")
  static let membersNone = Phrase("app.household.membersNone")
  static let nameUnknown = Phrase("app.nameUnknown")
  static let sexFemaleShort = Phrase("app.sex.femaleShort")
  static let sexMaleShort = Phrase("app.sex.maleShort")
}
