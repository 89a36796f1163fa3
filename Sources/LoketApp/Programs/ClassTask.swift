// The small forms of a class: its sessions, its modules, its end, its certificates. A table of what each asks.
import LoketModel
import LoketRegistry
import LoketWidgets

enum ClassTask: String, CaseIterable {
  case sessions, modules, completion, training, competency

  var title: Phrase {
    switch self {
    case .sessions: .actionAddSessions
    case .modules: .actionModules
    case .completion: .actionCompleteClass
    case .training: .actionTraining
    case .competency: .actionCompetency
    }
  }

  var permission: Permission {
    switch self {
    case .sessions, .completion: .classes
    case .modules: .attendance
    case .training, .competency: .certificates
    }
  }

  /// Fields of the form by their rows in `FormField`; those that are wanted first.
  private var fields: [(name: String, place: FieldPlace, isRequired: Bool)] {
    switch self {
    case .sessions:
      [
        ("session.first", .below, true), ("session.days", .below, true), ("session.starts", .below, true),
        ("session.ends", .beside, true), ("session.count", .below, true),
      ]
    case .modules: []
    case .completion: [("completion.date", .below, true), ("completion.reason", .below, false)]
    case .training:
      [
        ("certificate.issuer", .below, true), ("certificate.number", .below, true),
        ("certificate.issued", .below, true), ("certificate.expires", .beside, false),
      ]
    case .competency:
      [
        ("certificate.issuer", .below, true), ("certificate.scheme", .below, true),
        ("certificate.issued", .below, true), ("certificate.expires", .beside, false),
      ]
    }
  }

  // MARK: The form

  func sections(_ trainingClass: String, _ context: Context) -> [FormSection] {
    let name = context.registry.trainingClass(trainingClass)?.name ?? ""
    var section = FormSection(
      id: "c", title: "\(context.word(title)): \(name)",
      fields: fields.compactMap { row in
        FormField.named(row.name)?.spec(
          id: "c.\(RecordForm.fieldName(row.name))", place: row.place, isRequired: row.isRequired, context)
      })
    if self == .modules { section.fields = ClassTask.moduleFields(trainingClass, context) }
    guard self == .competency else { return [section] }
    let people = tested(trainingClass, context).flatMap { participant -> [FieldSpec] in
      guard
        var result = FormField.named("certificate.result")?.spec(
          id: "p.result/\(participant.id)", place: .below, context),
        let number = FormField.named("certificate.number")?.spec(
          id: "p.number/\(participant.id)", place: .beside, context)
      else { return [] }
      result.label = participant.name
      return [result, number]
    }
    return [section, FormSection(id: "p", title: context.word(.competencyPeople), fields: people)]
  }

  /// The modules that there are and some empty lines behind them.
  private static func moduleFields(_ trainingClass: String, _ context: Context) -> [FieldSpec] {
    let last = context.registry.modules(ofClass: trainingClass).map(\.id).max() ?? 0
    return (1...max(last + 3, 8)).flatMap { number -> [FieldSpec] in
      guard var title = FormField.named("module.title")?.spec(id: "c.title/\(number)", place: .below, context),
        let taught = FormField.named("module.taught")?.spec(id: "c.taught/\(number)", place: .beside, context)
      else { return [] }
      title.label = "\(title.label) \(number)"
      return [title, taught]
    }
  }

  /// What stands in the form from the start.
  func values(_ trainingClass: String, _ context: Context) -> (given: [String: String], proposed: [String: String]) {
    let found = context.registry.trainingClass(trainingClass)
    var given: [String: String] = [:]
    var proposed: [String: String] = [:]
    switch self {
    case .sessions:
      let last = context.registry.sessions(ofClass: trainingClass).last
      proposed["c.first"] = last?.day.adding(days: 1).iso ?? found?.starts
      proposed["c.days"] = "mondayFriday"
      // Enter stops at both: who types when it starts is asked when it ends.
      given["c.starts"] = last?.starts.stored ?? "0800"
      given["c.ends"] = last?.ends.stored ?? "1200"
    case .modules:
      for module in context.registry.modules(ofClass: trainingClass) {
        given["c.title/\(module.id)"] = module.title
        given["c.taught/\(module.id)"] = module.taught?.iso
      }
    case .completion:
      proposed["c.date"] = found?.ends.flatMap { CalendarDate(iso: $0) }.map { min($0, context.today).iso }
      proposed["c.date"] = proposed["c.date"] ?? context.today.iso
      proposed["c.reason"] = "attendance"
    case .training:
      proposed["c.issuer"] = found?.agency
      proposed["c.issued"] = context.today.iso
    case .competency: proposed["c.issued"] = context.today.iso
    }
    return (given, proposed)
  }

  // MARK: Who it is about

  /// Those whom completing the class completes or drops: who did not reach the attendance first.
  func finishing(_ trainingClass: String, _ context: Context) -> [(participant: Participant, reaches: Bool)] {
    let needed = context.registry.trainingClass(trainingClass)?.neededAttendance ?? TrainingClass.usualAttendance
    let all = context.registry.participants(ofClass: trainingClass)
      .filter { $0.isIn && $0.enrolment.status != "completed" }
      .map { (participant: $0, reaches: $0.attendance.reaches(needed)) }
    return all.filter { !$0.reaches } + all.filter(\.reaches)
  }

  /// Those who completed the class and have no certificate of it yet; of a test, those who have not passed one.
  func graduates(_ trainingClass: String, _ context: Context) -> [Participant] {
    context.registry.participants(ofClass: trainingClass).filter { participant in
      guard participant.enrolment.status == "completed", let person = participant.enrolment.person else { return false }
      return !context.registry.certificates(of: person).contains {
        $0.enrolment == participant.id && $0.kind == rawValue && $0.result != "BK"
      }
    }
  }

  private func tested(_ trainingClass: String, _ context: Context) -> [Participant] {
    graduates(trainingClass, context)
  }
}

extension Phrase {
  static let competencyPeople = Phrase("app.class.competencyPeople")
}
