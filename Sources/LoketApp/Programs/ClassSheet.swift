// What stands on the page of a class, from top to bottom.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Sheet {
  /// Who is in the class, behind them who was: how much each came, and where each stands.
  mutating func participants(of trainingClass: TrainingClass, _ context: Context) {
    let all = context.registry.participants(ofClass: trainingClass.id)
    heading(
      context.text(.classParticipants, ["count": String(all.count(where: \.isIn))]),
      empty: all.isEmpty ? context.word(.noneYet) : nil)
    for participant in all.filter(\.isIn) + all.filter({ !$0.isIn }) {
      let certificates = participant.enrolment.person.map { person in
        context.registry.certificates(of: person).filter { $0.enrolment == participant.id }
      }
      let words = [
        participant.isSurplus ? context.word(.participantSurplus) : "",
        context.code(.enrolmentStatus, participant.enrolment.status),
        context.code(.withdrawReason, participant.enrolment.statusReason),
        ClassWords.certificates(certificates ?? [], context),
      ]
      let isLow =
        participant.attendance.held > 0 && !participant.attendance.reaches(trainingClass.neededAttendance)
      row(
        [
          (participant.name, 28), (ClassWords.attendance(participant.attendance), 12),
          (words.filter { !$0.isEmpty }.joined(separator: ", "), 0),
        ], target: .enrolment(participant.id),
        style: !participant.isIn ? .dim : participant.isSurplus || isLow ? .check : .value)
    }
  }

  mutating func sessions(of trainingClass: TrainingClass, _ context: Context) {
    let sessions = context.registry.sessions(ofClass: trainingClass.id)
    let rolls = sessions.map { context.registry.marks(ofClass: trainingClass.id, $0) }
    heading(
      context.text(
        .classSessions, ["held": String(rolls.count { $0 != nil }), "count": String(sessions.count)]),
      empty: sessions.isEmpty ? context.word(.noneYet) : nil)
    for (session, marks) in zip(sessions, rolls) {
      row(
        [(session.day.display, 10), (session.hours, 11), (ClassWords.marks(marks, context), 0)],
        target: .session(session.id), style: marks == nil && session.day < context.today ? .check : .value)
    }
  }

  mutating func modules(of trainingClass: TrainingClass, _ context: Context) {
    let modules = context.registry.modules(ofClass: trainingClass.id)
    heading(
      context.text(
        .classModules,
        ["taught": String(modules.count { $0.taught != nil }), "count": String(modules.count)]),
      empty: modules.isEmpty ? context.word(.noneYet) : nil)
    for module in modules {
      let taught = module.taught.map { context.text(.moduleTaught, ["date": $0.display]) }
      row(
        [(String(module.id), 3), (module.title, 0), (taught ?? context.word(.moduleOpen), 24)],
        target: .module(module.id))
    }
  }

  /// What else is known of the class.
  mutating func particulars(of trainingClass: TrainingClass, _ context: Context) {
    heading(context.word(.classParticulars))
    let pair = { (field: String, value: String?) -> (label: String, value: String) in
      let shown = value.map { FieldWords.value(.trainingClass, field, $0, context) }
      return (FieldWords.label(.trainingClass, field, context), shown ?? context.word(.notKnownYet))
    }
    if trainingClass.program != nil || trainingClass.wave != nil {
      self.pair(pair("program", trainingClass.program), pair("wave", trainingClass.wave))
    }
    self.pair(pair("agency", trainingClass.agency), pair("fundingSource", trainingClass.fundingSource))
    self.pair(
      pair("village", trainingClass.village),
      (
        context.word(.classNeeded), "\(trainingClass.neededAttendance)%"
      ))
    if trainingClass.partner != nil || trainingClass.posts != nil {
      self.pair(pair("partner", trainingClass.partner), pair("posts", trainingClass.posts))
    }
    if let note = trainingClass.note { self.pair((FieldWords.label(.trainingClass, "note", context), note)) }
  }
}

enum ClassWords {
  /// `17/20  85%`; nothing while no session was held.
  static func attendance(_ share: AttendanceShare) -> String {
    share.percent.map { "\(share.present)/\(share.held) \($0)%" } ?? ""
  }

  /// How many of each mark: `18 hadir, 2 izin`.
  static func marks(_ marks: [String: String]?, _ context: Context) -> String {
    guard let marks else { return context.word(.rollOpen) }
    return CodeList.attendanceMark.codes.compactMap { code in
      let count = marks.values.count { $0 == code.code }
      return count == 0 ? nil : "\(count) \(code.name(context.language).lowercased())"
    }.joined(separator: ", ")
  }

  /// The numbers of the certificates that a course led to, of a competency test with its result.
  static func certificates(_ certificates: [Certificate], _ context: Context) -> String {
    certificates.map { [$0.number, $0.result].compactMap { $0 }.joined(separator: " ") }.joined(separator: "; ")
  }
}

extension Phrase {
  static let classParticipants = Phrase("app.class.participants")
  static let participantSurplus = Phrase("app.class.participantSurplus")
  static let classSessions = Phrase("app.class.sessions")
  static let classModules = Phrase("app.class.modules")
  static let moduleTaught = Phrase("app.class.moduleTaught")
  static let moduleOpen = Phrase("app.class.moduleOpen")
  static let classParticulars = Phrase("app.class.particulars")
  static let classNeeded = Phrase("app.class.needed")
  static let rollOpen = Phrase("app.class.rollOpen")
}
