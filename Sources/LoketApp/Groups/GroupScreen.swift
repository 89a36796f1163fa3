// One kelompok: its business, its people with their offices, what waits for a decision, and every change.
import LoketModel
import LoketRegistry
import LoketWidgets

struct GroupScreen: RecordScreen {
  let group: String
  var page = RecordPage()
  private var ticket: Int?
  /// The save on its way raises the group.
  private var isRaising = false

  init(group: String) { self.group = group }

  var ref: RecordRef { RecordRef(.group, group) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleGroup) }
  func hint(_ context: Context) -> String { context.word(.hintGroup) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.group")) }

  mutating func appear(_ context: inout Context) {
    keepSheet(context)
    guard !page.isOpened, context.session.account != nil else { return }
    page.isOpened = true
    context.trace(.opened, ref)
    let count = standing(context).members.count
    if count > 0 { context.trace(.searched, .list("groupMember"), count: count, kind: .list) }
  }

  private func book(_ context: Context) -> GroupBook { GroupBook(context.registry, day: context.today) }
  private func standing(_ context: Context) -> GroupStanding { book(context).standing(group) }

  // MARK: Keys

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .groupMember(let person): openPerson(person, &context)
    case .partner(let id): context.open(PartnerScreen(partner: id))
    case .mentorship(let id): form(.mentorship, id, part: "end", &context)
    case .mentorVisit(let id): form(.mentorVisit, id, &context)
    default: return
    }
  }

  private func openPerson(_ person: String, _ context: inout Context) {
    if let why = context.whyNotRead(RecordRef(.person, person)) { return context.say(.info, why) }
    context.open(PersonScreen(person: person))
  }

  /// The member on whose row the selection stands, as long as that person belongs to the group.
  private func chosen(_ context: Context) -> GroupPerson? {
    guard case .groupMember(let person) = selected(context) else { return nil }
    return standing(context).members.first { $0.id == person }
  }

  // MARK: Actions

  func menu(_ context: Context) -> ActionMenu {
    let why = context.whyNot(.groups) ?? Actions.closed(ref, context)
    let found = context.registry.group(group)
    let ended = found?.isRunning(on: context.today) == false ? context.word(.groupEnded) : nil
    let member = chosen(context)
    let nobody = member == nil ? context.word(.groupChooseMember) : nil
    let role = { (role: GroupRole, phrase: Phrase) in
      ActionMenu.Action(
        role.rawValue, context.word(phrase),
        why: why ?? nobody ?? (member?.role == role ? context.word(.groupHasRole) : nil))
    }
    return ActionMenu(
      title: found?.name ?? "",
      actions: [
        ActionMenu.Action(
          "add", context.word(.actionAddMember), why: why ?? context.whyNot([.groups, .readPeople]) ?? ended),
        role(.chair, .actionMakeChair), role(.treasurer, .actionMakeTreasurer), role(.member, .actionMakeMember),
        ActionMenu.Action("leave", context.word(.actionLeaveGroup), why: why ?? nobody),
        ActionMenu.Action(
          "need", context.word(.actionNeed), why: found?.program == nil ? context.word(.needNoProgram) : nil),
        ActionMenu.Action("change", context.word(.actionChangeGroup), why: why),
        ActionMenu.Action("visit", context.word(.actionNewVisit), why: why ?? ended),
        ActionMenu.Action("mentor", context.word(.actionNewMentor), why: whyNoMentor(context) ?? ended),
        ActionMenu.Action("advance", context.word(.actionAdvance), why: whyNotAdvanced(context) ?? ended),
      ])
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("add"): context.open(GroupMemberScreen(group: group, context))
    case .chosen("visit"): context.openVisit(of: group)
    case .chosen("mentor"): context.openMentor(of: group)
    case .chosen("advance"): advance(&context)
    case .chosen("leave"): if let person = chosen(context) { leave(person, &context) }
    case .chosen("need"):
      if let program = context.registry.group(group)?.program {
        context.open(NeedScreen(program: program, person: chosen(context)?.id, context))
      }
    case .chosen("change"):
      if let setting = SettingKind.of(.group) { context.open(SettingFormScreen(setting, id: group, context)) }
    case .chosen(let id):
      if let role = GroupRole(rawValue: id), let person = chosen(context) { make(person, role, &context) }
    default: return
    }
  }

  private mutating func make(_ person: GroupPerson, _ role: GroupRole, _ context: inout Context) {
    let taken = book(context).refusal(of: person.id, taking: role, of: group, in: context.registry, context.language)
    if let taken { return context.say(.error, context.wording.text(taken)) }
    save(context.registry.changing(person, to: role, workDay: context.workDay), person, &context)
  }

  private mutating func leave(_ person: GroupPerson, _ context: inout Context) {
    save(context.registry.leaving(person, on: context.today, workDay: context.workDay), person, &context)
  }

  /// Raises it to the next level, where every condition is met.
  private mutating func advance(_ context: inout Context) {
    guard ticket == nil else { return }
    let edits = context.registry.advancing(group)
    guard !edits.isEmpty else { return context.say(.info, .nothingToSave) }
    if let why = Actions.contested(ref, ["level"], context) { return context.say(.info, why) }
    isRaising = true
    ticket = context.save(edits + [context.entry("advance", about: ref, summary: context.registry.group(group)?.name)])
  }

  private mutating func save(_ edits: [Edit], _ person: GroupPerson, _ context: inout Context) {
    guard ticket == nil else { return }
    guard let first = edits.first else { return context.say(.info, .nothingToSave) }
    if let why = Actions.contested(first.on, ["role", "joinedOn"], context) { return context.say(.info, why) }
    let name = context.registry.person(person.id)?.name
    ticket = context.save(edits + [context.entry("group", about: first.on, summary: name)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    keepSheet(context)
    if isRaising {
      isRaising = false
      return context.say(.info, .groupRaised, ["name": context.registry.group(group)?.name ?? ""])
    }
    context.say(.info, .groupSaved, ["count": Figures.grouped(standing(context).everybody.count)])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { (self.ticket, isRaising) = (nil, false) }
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.group(group) else { return }
    frame.put(found.name ?? "", row: area.top, column: 1, style: .title, width: area.columns - 2)
    let parts = [
      context.code(.groupKind, found.kind ?? "group"), context.code(.businessField, found.field),
      context.code(.groupLevel, found.level ?? "beginner"),
      found.village.map { Lookups.villageName($0, context.regions) } ?? "",
    ]
    frame.put(
      parts.filter { !$0.isEmpty }.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    RecordBanner.draw(banner(found, context), into: &frame, row: area.top + 2, columns: area.columns)
  }

  private func banner(_ found: Group, _ context: Context) -> String {
    if context.registry.isVoid(ref) { return Voiding.mark(ref, context) }
    guard found.isRunning(on: context.today) else {
      return [
        context.word(.groupEnded), context.day(found.endedOn), context.code(.groupEndReason, found.endReason),
      ].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    return Conflicts.banner(ref, context)
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let found = context.registry.group(group) else { return sheet }
    let book = book(context)
    addBusiness(found, book, to: &sheet, context)
    sheet.conflicts(of: ref, context)
    let needs = needs(of: book.standing(group), found, context)
    addMembers(found, needs, book, to: &sheet, context)
    addMentoring(found, book, to: &sheet, context)
    addNeed(needs, book.standing(group), to: &sheet, context)
    sheet.accepted(of: histories(context).map(\.ref), context)
    sheet.history(of: histories(context), context)
    return sheet
  }

  private func addBusiness(_ found: Group, _ book: GroupBook, to sheet: inout Sheet, _ context: Context) {
    let label = { (field: String) in FieldWords.label(.group, field, context) }
    let known = { (text: String) in text.isEmpty ? context.word(.notKnownYet) : text }
    sheet.pair((label("program"), GroupWords.program(found.program, book, context)))
    let proposal = [context.code(.proposalState, found.proposal), context.day(found.proposalDate)]
    sheet.pair(
      (label("proposal"), known(proposal.filter { !$0.isEmpty }.joined(separator: ", "))),
      (label("formedOn"), known(context.day(found.formedOn))))
    let area = found.area.map { context.registry.area($0)?.name ?? context.word(.recordUnknown) }
    sheet.pair(
      (label("chainRole"), known(context.code(.chainRole, found.chainRole))), (label("area"), known(area ?? "")))
    let buyer = found.offTaker.map { context.registry.partner($0)?.name ?? context.word(.recordUnknown) }
    sheet.row([(label("offTaker"), 15), (known(buyer ?? ""), 0)], target: found.offTaker.map(SheetTarget.partner))
    addMentors(of: found, book, to: &sheet, context)
    if let note = found.note { sheet.pair((label("note"), note)) }
  }

  private func addMembers(
    _ found: Group, _ needs: [String: PersonNeed], _ book: GroupBook, to sheet: inout Sheet, _ context: Context
  ) {
    let standing = book.standing(group)
    let count = Figures.grouped(standing.everybody.count)
    sheet.heading(
      context.text(.groupMembersTitle, ["count": count]),
      empty: standing.everybody.isEmpty ? context.word(.noneYet) : nil)
    for trouble in book.troubles(of: found) {
      sheet.text(GroupWords.trouble(trouble, of: found, book, context), style: .error)
    }
    for person in standing.members {
      sheet.row(cells(person, needs[person.id], found, book, context), target: .groupMember(person.id), style: .value)
    }
    if standing.resting > 0 {
      sheet.text(context.text(.groupResting, ["count": Figures.grouped(standing.resting)]), style: .dim)
    }
    if !found.isSingle, !standing.everybody.isEmpty {
      for (role, phrase) in [(GroupRole.chair, Phrase.groupNoChair), (.treasurer, .groupNoTreasurer)]
      where standing.holders(of: role).isEmpty { sheet.text(context.word(phrase), style: .check) }
    }
    guard !standing.former.isEmpty else { return }
    sheet.heading(context.word(.groupFormerTitle))
    for person in standing.former {
      sheet.row(
        [
          (name(person, context), 0), (nik(person, context), 17), (context.code(.groupRole, person.role.rawValue), 10),
          (context.text(.groupLeft, ["date": context.day(person.leftOn)]), 17),
        ], target: .groupMember(person.id), style: .dim)
    }
  }

  /// The need of each member, where the programme gives points.
  private func needs(of standing: GroupStanding, _ found: Group, _ context: Context) -> [String: PersonNeed] {
    guard let program = found.program, !context.registry.needScore(of: program).points.isEmpty else { return [:] }
    return Dictionary(
      standing.members.map { ($0.id, context.registry.need(of: $0.id, program: program)) }
    ) { first, _ in first }
  }

  /// The members by need, each with what counts and what is not known.
  private func addNeed(
    _ needs: [String: PersonNeed], _ standing: GroupStanding, to sheet: inout Sheet, _ context: Context
  ) {
    guard !needs.isEmpty else { return }
    sheet.heading(context.word(.needSection))
    let sorted = standing.members.compactMap { person in needs[person.id].map { (person, $0) } }
      .enumerated().sorted { ($1.element.1.points, $0.offset) < ($0.element.1.points, $1.offset) }.map(\.element)
    for (person, need) in sorted {
      sheet.row([(name(person, context), 32), (NeedWords.score(need), 7)])
      sheet.text(SelectionWords.rows(of: need, context), style: .dim)
    }
  }

  private func cells(
    _ person: GroupPerson, _ need: PersonNeed?, _ found: Group, _ book: GroupBook, _ context: Context
  ) -> [(text: String, width: Int)] {
    var marks: [String] = []
    if let record = context.registry.person(person.id), !record.isActive {
      marks.append(context.code(.standing, record.standing).lowercased())
    }
    if book.surplus(of: found.program).contains(person.id) { marks.append(context.word(GroupTrouble.pastQuota.short)) }
    marks += book.groups(of: person.id, in: found.program).filter { $0.id != group }.map {
      context.text(.groupAlsoIn, ["group": $0.name ?? ""])
    }
    if let need { marks.append(context.text(.needScore, ["score": NeedWords.score(need)])) }
    return [
      (name(person, context), 0), (nik(person, context), 17), (context.code(.groupRole, person.role.rawValue), 10),
      (context.day(person.joinedOn), 10), (marks.joined(separator: ", "), 14),
    ]
  }

  private func name(_ person: GroupPerson, _ context: Context) -> String {
    let name = context.registry.person(person.id)?.name ?? context.word(.recordUnknown)
    let isOpen = person.memberships.contains { context.registry.isUnsettled(RecordRef(.groupMember, $0.id)) }
    return isOpen ? "! " + name : name
  }

  private func nik(_ person: GroupPerson, _ context: Context) -> String {
    context.registry.person(person.id)?.nik.map { Nik.masked($0) } ?? ""
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] {
    let standing = standing(context)
    return [(ref, "")]
      + (standing.members + standing.former).flatMap { person in
        person.memberships.map {
          (ref: RecordRef(.groupMember, $0.id), about: context.registry.person(person.id)?.name ?? "")
        }
      } + mentorHistories(context)
  }
}

extension Phrase {
  static let titleGroup = Phrase("app.title.group")
  static let hintGroup = Phrase("app.hint.group")
  static let actionAddMember = Phrase("app.action.addMember")
  static let actionMakeChair = Phrase("app.action.makeChair")
  static let actionMakeTreasurer = Phrase("app.action.makeTreasurer")
  static let actionMakeMember = Phrase("app.action.makeMember")
  static let actionLeaveGroup = Phrase("app.action.leaveGroup")
  static let actionChangeGroup = Phrase("app.action.changeGroup")
  static let groupChooseMember = Phrase("app.group.chooseMember")
  static let groupHasRole = Phrase("app.group.hasRole")
  static let groupRaised = Phrase("app.group.raised")
  static let groupSaved = Phrase("app.group.saved")
  static let groupMembersTitle = Phrase("app.group.members")
  static let groupFormerTitle = Phrase("app.group.former")
  static let groupResting = Phrase("app.group.resting")
  static let groupNoChair = Phrase("app.group.noChair")
  static let groupNoTreasurer = Phrase("app.group.noTreasurer")
  static let groupLeft = Phrase("app.group.left")
  static let groupAlsoIn = Phrase("app.group.alsoIn")
}
