// One class: who is in it and how much they came, its sessions and modules, and everything that was changed.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ClassScreen: RecordScreen {
  let trainingClass: String
  var page = RecordPage()

  init(trainingClass: String) { self.trainingClass = trainingClass }

  var ref: RecordRef { RecordRef(.trainingClass, trainingClass) }

  /// Whoever goes with the participants enters the roll here.
  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleClass) }
  func hint(_ context: Context) -> String { context.word(.hintClass) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.class")) }

  mutating func appear(_ context: inout Context) {
    keepSheet(context)
    guard !page.isOpened, context.session.account != nil else { return }
    page.isOpened = true
    let count = context.registry.enrolments(inClass: trainingClass).count
    context.trace(.searched, .list("enrolment"), count: count, kind: .list)
  }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .enrolment(let id):
      if let person = context.registry.enrolment(id)?.person { context.open(PersonScreen(person: person)) }
    case .session(let session): openRoll(session, &context)
    case .module: carryOut(menu(context).outcome(of: 5), &context)
    default: return
    }
  }

  // MARK: Actions

  func menu(_ context: Context) -> ActionMenu {
    let found = context.registry.trainingClass(trainingClass)
    let closed = Actions.closed(ref, context)
    let over =
      found.map { ["completed", "cancelled"].contains($0.currentState) } ?? true
      ? context.text(.whyClassOver, ["state": context.code(.classState, found?.currentState)]) : nil
    let off = { (permission: Permission) in context.whyNot(permission) ?? closed }
    let participants = context.registry.participants(ofClass: trainingClass)
    let noRoll = participants.contains { $0.attendance.held > 0 } ? nil : context.word(.whyNoRoll)
    let graduates = participants.contains { $0.enrolment.status == "completed" } ? nil : context.word(.whyNoGraduate)
    let noSession = session(context) == nil ? context.word(.whyNoSession) : nil
    let nobody = participants.contains(where: \.isIn) ? nil : context.word(.whyNoParticipant)
    return ActionMenu(
      title: found?.name ?? context.word(.titleClass),
      actions: [
        ActionMenu.Action("participants", context.word(.actionAddParticipants), why: off(.classes) ?? over),
        ActionMenu.Action("roll", context.word(.actionRoll), why: off(.attendance) ?? noSession ?? nobody),
        ActionMenu.Action("sessions", context.word(.actionAddSessions), why: off(.classes) ?? over),
        ActionMenu.Action("removeSession", context.word(.actionRemoveSession), why: off(.classes) ?? whyKept(context)),
        ActionMenu.Action("modules", context.word(.actionModules), why: off(.attendance)),
        ActionMenu.Action("completion", context.word(.actionCompleteClass), why: off(.classes) ?? over ?? noRoll),
        ActionMenu.Action("training", context.word(.actionTraining), why: off(.certificates) ?? graduates),
        ActionMenu.Action("competency", context.word(.actionCompetency), why: off(.certificates) ?? graduates),
        ActionMenu.Action("sheet", context.word(.actionAttendanceSheet), why: context.whyNot(.printPapers) ?? nobody),
        ActionMenu.Action("correct", context.word(.actionCorrectClass), why: off(.classes)),
        ActionMenu.Action("consents", context.word(.actionConsents), why: off(.changePeople) ?? nobody),
      ])
  }

  /// Why the selected session is not taken away.
  private func whyKept(_ context: Context) -> String? {
    guard case .session(let id) = selected(context), let session = find(id, context) else {
      return context.word(.whySelectSession)
    }
    return context.registry.marks(ofClass: trainingClass, session) == nil ? nil : context.word(.whySessionHeld)
  }

  private func find(_ id: String, _ context: Context) -> ClassSession? {
    context.registry.sessions(ofClass: trainingClass).first { $0.id == id }
  }

  /// The selected session, or the first that should have been held and has no roll, or the next one.
  private func session(_ context: Context) -> ClassSession? {
    if case .session(let id) = selected(context) { return find(id, context) }
    let sessions = context.registry.sessions(ofClass: trainingClass)
    return sessions.first { context.registry.marks(ofClass: trainingClass, $0) == nil } ?? sessions.last
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("participants"): context.open(ParticipantsScreen(trainingClass: trainingClass, context))
    case .chosen("roll"): if let session = session(context) { openRoll(session.id, &context) }
    case .chosen("removeSession"):
      if case .session(let id) = selected(context) { remove(id, &context) }
    case .chosen("sheet"): context.openAttendanceSheet(ofClass: trainingClass, session(context))
    case .chosen("consents"):
      let participants = context.registry.participants(ofClass: trainingClass).filter(\.isIn)
      context.open(ConsentSheetScreen(participants.compactMap(\.enrolment.person), context))
    case .chosen("correct"):
      if let setting = SettingKind.of(.trainingClass) {
        context.open(SettingFormScreen(setting, id: trainingClass, context))
      }
    case .chosen(let id):
      if let task = ClassTask(rawValue: id) {
        context.open(ClassTaskScreen(task, trainingClass: trainingClass, context))
      }
    default: return
    }
  }

  private func openRoll(_ id: String, _ context: inout Context) {
    guard let session = find(id, context) else { return }
    context.open(RollScreen(trainingClass: trainingClass, session, context))
  }

  private func remove(_ id: String, _ context: inout Context) {
    let edits = context.registry.plan(
      [FieldChange("sessions/\(id)", nil)], on: ref, basis: context.registry.basis(ref))
    _ = context.save(edits + [context.entry("settings", about: ref)])
    context.say(.info, .sessionRemoved, ["session": ProgramWords.session(id, context)])
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.trainingClass(trainingClass) else { return }
    let taken = context.registry.seatsTaken(inClass: trainingClass)
    let seats = "\(context.word(.classSeats)) \(taken)/\(found.capacity ?? "?")"
    let left = area.columns - TextWidth.of(seats) - 2
    frame.put(
      "\(found.name ?? "") · \(context.trackName(found.track ?? ""))", row: area.top, column: 1, style: .title,
      width: left - 2)
    frame.put(seats, row: area.top, column: left, style: taken > (found.seats ?? taken) ? .check : .value)
    let dates = [context.day(found.starts), context.day(found.ends)].filter { !$0.isEmpty }.joined(separator: " - ")
    let parts = [
      context.code(.classState, found.currentState), dates, found.room ?? "", found.trainer ?? "",
      context.code(.classMode, found.mode),
    ]
    frame.put(
      parts.filter { !$0.isEmpty }.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    RecordBanner.draw(banner(found, context), into: &frame, row: area.top + 2, columns: area.columns)
  }

  /// What everybody must see first: cancelled, too full, not settled.
  private func banner(_ found: TrainingClass, _ context: Context) -> String {
    if context.registry.isVoid(ref) { return Voiding.mark(ref, context) }
    if found.currentState == "cancelled" {
      return [context.code(.classState, "cancelled"), found.stateReason ?? ""].filter { !$0.isEmpty }
        .joined(separator: ": ")
    }
    let surplus = context.registry.participants(ofClass: trainingClass).filter(\.isSurplus)
    guard !surplus.isEmpty else { return Conflicts.banner(ref, context) }
    return context.text(.classSurplus, ["names": surplus.map(\.name).joined(separator: ", ")])
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let found = context.registry.trainingClass(trainingClass) else { return sheet }
    sheet.voiding(of: ref, context)
    sheet.conflicts(of: ref, context)
    sheet.participants(of: found, context)
    sheet.sessions(of: found, context)
    sheet.modules(of: found, context)
    sheet.particulars(of: found, context)
    sheet.history(of: histories(context), context)
    return sheet
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] { [(ref, "")] }
}

extension Phrase {
  static let titleClass = Phrase("app.title.class")
  static let hintClass = Phrase("app.hint.class")
  static let actionAddParticipants = Phrase("app.action.addParticipants")
  static let actionRoll = Phrase("app.action.roll")
  static let actionAddSessions = Phrase("app.action.addSessions")
  static let actionRemoveSession = Phrase("app.action.removeSession")
  static let actionModules = Phrase("app.action.modules")
  static let actionCompleteClass = Phrase("app.action.completeClass")
  static let actionTraining = Phrase("app.action.training")
  static let actionCompetency = Phrase("app.action.competency")
  static let actionAttendanceSheet = Phrase("app.action.attendanceSheet")
  static let actionCorrectClass = Phrase("app.action.correctClass")
  static let whyClassOver = Phrase("app.why.classOver")
  static let whyNoRoll = Phrase("app.why.noRoll")
  static let whyNoGraduate = Phrase("app.why.noGraduate")
  static let whyNoSession = Phrase("app.why.noSession")
  static let whyNoParticipant = Phrase("app.why.noParticipant")
  static let whySelectSession = Phrase("app.why.selectSession")
  static let whySessionHeld = Phrase("app.why.sessionHeld")
  static let sessionRemoved = Phrase("app.class.sessionRemoved")
  static let classSurplus = Phrase("app.class.surplus")
}
