// Keluarga: one household with its address, its card numbers, its members, and what can be done with it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct HouseholdScreen: RecordScreen {
  let household: String
  var page = RecordPage()

  init(household: String) { self.household = household }

  var ref: RecordRef { RecordRef(.household, household) }

  func title(_ context: Context) -> String { context.word(.titleHousehold) }
  func hint(_ context: Context) -> String { context.word(.hintHousehold) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.household")) }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .person(let id): context.open(PersonScreen(person: id))
    case .household(let id): context.open(HouseholdScreen(household: id))
    default: return
    }
  }

  /// The member on whose row the selection stands.
  func selectedMember(_ context: Context) -> String? {
    guard case .person(let id) = selected(context) else { return nil }
    return id
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let household = context.registry.household(household) else { return }
    let head = Voiding.headName(of: household.id, context)
    let card = household.familyCardNumber.map(context.number) ?? context.word(.cardUnknown)
    let right = "\(context.word(.columnCard)) \(card)"
    let left = area.columns - TextWidth.of(right) - 2
    frame.put(
      head.map { context.text(.householdOf, ["name": $0]) } ?? context.word(.householdHeadless), row: area.top,
      column: 1, style: .title, width: left - 2)
    frame.put(right, row: area.top, column: left, style: .value)
    let village = household.village.map { context.regions.path($0) } ?? ""
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
    if context.registry.isVoid(ref) { return Voiding.mark(ref, context) }
    guard !household.isActive else { return Conflicts.banner(ref, context) }
    let parts = [
      context.code(.householdStanding, household.standing), context.day(household.standingDate),
      household.standingReason ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] { [(ref, "")] }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let household = context.registry.household(household) else { return sheet }
    sheet.voiding(of: ref, context)
    sheet.joined(of: ref, context)
    let label = { (field: String) in FieldWords.label(.household, field, context) }
    let unknown = context.word(.notKnownYet)
    sheet.pair(
      (label("device"), household.device.map { context.code(.device, $0) } ?? unknown),
      (label("internet"), household.internet.map { context.code(.internet, $0) } ?? unknown))
    sheet.pair(
      (label("electricity"), household.electricity.map { context.code(.electricity, $0) } ?? unknown),
      (label("papersSeen"), household.papersSeen.map { context.day($0) } ?? context.word(.papersNotSeen)))
    if let note = household.note { sheet.pair((label("note"), note)) }
    if household.origin != nil || household.arrived != nil {
      sheet.pair((label("origin"), household.origin ?? unknown), (label("arrived"), context.day(household.arrived)))
    }
    if let visit = context.registry.lastFieldVisit(at: household.id) {
      sheet.pair((context.word(.titleFieldVisit), FieldVisits.text(visit, context)))
    }
    let earlier = context.registry.elements(ref, "cards").filter { $0.element != household.familyCardNumber }
    for (place, card) in earlier.enumerated() {
      let event = context.code(.cardEvent, card.value)
      sheet.pair((place == 0 ? context.word(.cardsEarlier) : "", "\(context.number(card.element)) (\(event))"))
    }
    sheet.conflicts(of: ref, context)
    addMembers(to: &sheet, context)
    addMissing(to: &sheet, context)
    addFormerMembers(to: &sheet, context)
    sheet.accepted(of: [ref], context)
    sheet.history(of: histories(context), context)
    sheet.looks(context)
    return sheet
  }

  private func addMembers(to sheet: inout Sheet, _ context: Context) {
    let members = context.registry.members(of: household, includingVoid: true)
    let listed = members.filter { !context.registry.isVoid(RecordRef(.person, $0.id)) }
    let count = listed.count(where: \.isActive)
    sheet.heading(
      context.text(
        count == listed.count ? .membersTitle : .membersTitleGone,
        ["count": String(count), "gone": String(listed.count - count)]),
      empty: members.isEmpty ? context.word(.membersNone) : nil)
    let frozen = context.registry.frozenMembers(of: household)
    if frozen > 0 { sheet.text(context.text(.membersFrozen, ["count": String(frozen)]), style: .check) }
    let relation = min(members.map { TextWidth.of(FieldWords.relation($0, context)) }.max() ?? 0, 17)
    for person in members {
      let isVoid = context.registry.isVoid(RecordRef(.person, person.id))
      let standing = isVoid ? context.word(.voidMember) : context.code(.standing, person.standing)
      let isHere = person.isActive && !isVoid
      let marks = isHere ? work(of: person, context) : standing
      sheet.row(
        [
          (FieldWords.relation(person, context), relation),
          (PersonRow.marked(person.name ?? context.word(.nameUnknown), RecordRef(.person, person.id), context), 0),
          (person.sex.map { context.word($0 == "2" ? .sexFemaleShort : .sexMaleShort) } ?? "", 1),
          (context.age(person.birthDate).map(String.init) ?? "", 3),
          (context.code(.occupation, person.occupation), 18), (marks, sheet.columns < 100 ? 15 : 30),
        ], target: .person(person.id), style: isHere ? .value : .dim)
    }
  }

  /// Whom nobody asked yet what they are to the head: two households that were joined leave such people.
  private func addMissing(to sheet: inout Sheet, _ context: Context) {
    let head = context.registry.household(household)?.head
    let unknown = context.registry.members(of: household).filter { $0.id != head && $0.isActive && $0.relation == nil }
    guard head != nil, !unknown.isEmpty else { return }
    let names = unknown.map { $0.name ?? context.word(.nameUnknown) }.joined(separator: ", ")
    sheet.text(context.text(.membersUnrelated, ["names": names]), style: .check)
  }

  /// Who left for another household, when, why, and where to.
  private func addFormerMembers(to sheet: inout Sheet, _ context: Context) {
    let former = context.registry.formerMembers(of: household)
    if former.isEmpty { return }
    sheet.heading(context.word(.formerTitle))
    for person in former {
      let now = person.household.map { Voiding.householdName($0, context) } ?? context.word(.householdNone)
      let left = History.departure(of: person.id, from: household, context) ?? ""
      sheet.row(
        [(person.name ?? context.word(.nameUnknown), 24), (now, 0), (left, 26)], target: .person(person.id),
        style: .dim)
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

extension Phrase {
  static let membersFrozen = Phrase("app.household.frozen")
  static let titleHousehold = Phrase("app.title.household")
  static let hintHousehold = Phrase("app.hint.household")
  static let cardUnknown = Phrase("app.household.cardUnknown")
  static let addressUnknown = Phrase("app.household.addressUnknown")
  static let notKnownYet = Phrase("app.notKnownYet")
  static let papersNotSeen = Phrase("app.papersNotSeen")
  static let cardsEarlier = Phrase("app.household.cardsEarlier")
  static let membersUnrelated = Phrase("app.household.unrelated")
  static let membersTitle = Phrase("app.household.members")
  static let membersTitleGone = Phrase("app.household.membersGone")
  static let formerTitle = Phrase("app.household.former")
  static let voidMember = Phrase("app.void.member")
  static let membersNone = Phrase("app.household.membersNone")
  static let nameUnknown = Phrase("app.nameUnknown")
  static let sexFemaleShort = Phrase("app.sex.femaleShort")
  static let sexMaleShort = Phrase("app.sex.maleShort")
}
