// What is asked of a referral: the shift, the interview, the hiring, why not. What each asks, and the one save that it makes.
import LoketModel
import LoketRegistry
import LoketWidgets

enum ReferralQuestion: SavedQuestion {
  /// These people are sent to the vacancy.
  case refer(vacancy: String, people: [String])
  case interview(String)
  case hire(String)
  /// The partner did not take the person.
  case reject(String)
  /// The person did not want it.
  case decline(String)
  /// The vacancy ends without being filled.
  case close(String)
  /// When a person can work.
  case shifts(person: String)

  /// The record that a save changes first.
  var record: RecordRef {
    switch self {
    case .refer(let vacancy, _), .close(let vacancy): RecordRef(.vacancy, vacancy)
    case .interview(let id), .hire(let id), .reject(let id), .decline(let id): RecordRef(.referral, id)
    case .shifts(let person): RecordRef(.person, person)
    }
  }

  var permission: Permission {
    switch self {
    case .refer, .interview, .reject, .decline: .refer
    case .hire: .place
    case .close: .vacancies
    case .shifts: .changePeople
    }
  }

  var title: Phrase {
    switch self {
    case .refer: .actionRefer
    case .interview: .actionInterview
    case .hire: .actionHire
    case .reject: .actionReject
    case .decline: .actionDeclineReferral
    case .close: .actionCloseVacancy
    case .shifts: .actionShifts
    }
  }

  /// The person, or the vacancy.
  func name(_ context: Context) -> String {
    switch self {
    case .refer(_, let people) where people.count == 1: VacancyWords.person(people[0], context)
    case .refer(_, let people): context.text(.referralPeople, ["count": String(people.count)])
    default: ConflictItems.name(record, context)
    }
  }

  private func vacancy(_ context: Context) -> Vacancy? {
    let id: String? =
      switch self {
      case .refer(let vacancy, _), .close(let vacancy): vacancy
      case .interview(let id), .hire(let id), .reject(let id), .decline(let id): context.registry.referral(id)?.vacancy
      case .shifts: nil
      }
    return id.flatMap { context.registry.vacancy($0) }
  }

  func explanation(_ context: Context) -> String {
    guard let vacancy = vacancy(context) else { return context.word(.shiftsExplained) }
    let standing = context.registry.vacancyStanding(vacancy.id)
    switch self {
    case .refer: return context.text(.referExplained, ["vacancy": VacancyWords.name(vacancy, context)])
    case .hire(let id):
      let freed = standing.open.count { $0.id != id }
      let slots = [
        "vacancy": VacancyWords.name(vacancy, context), "posts": VacancyWords.posts(standing), "count": String(freed),
      ]
      let words = context.text(standing.free == 1 ? .hireExplainedLast : .hireExplained, slots)
      // The shift for which the person was sent may have filled since.
      let own = context.registry.referral(id)?.shift
      guard let own, standing.shifts.contains(where: { $0.shift == own && $0.free <= 0 }) else { return words }
      return words + " " + context.text(.hireShiftFull, ["own": context.code(.workShift, own)])
    case .close: return context.text(.closeExplained, ["count": String(standing.open.count)])
    default: return VacancyWords.name(vacancy, context)
    }
  }

  // MARK: What it asks

  func fields(_ context: Context) -> [FieldSpec] {
    func spec(_ id: String, _ label: Phrase, _ hint: Phrase, _ input: Input, width: Int, required: Bool = true)
      -> FieldSpec
    {
      FieldSpec(
        "c." + id, label: context.word(label), hint: context.word(hint), input: input, width: width,
        isRequired: required)
    }
    let note = spec("note", .changeNote, .changeNoteHint, .text(limit: 200), width: 46, required: false)
    switch self {
    case .refer: return [shiftSpec(context)].compactMap { $0 }
    case .interview: return [spec("interview", .interviewDate, .interviewDateHint, .date, width: 10)]
    case .hire:
      return [spec("start", .hireStart, .hireStartHint, .date, width: 10), shiftSpec(context)].compactMap { $0 }
    case .reject, .decline:
      let fitting = refusal.flatMap { Referral.reasons[$0] } ?? []
      let codes = Choice.list(.referralReason, context.language).filter { fitting.contains($0.code) }
      return [spec("reason", .changeReason, .changeReasonHint, .choice(codes, oneKey: true), width: 30), note]
    case .close: return [spec("note", .selectionReason, .vacancyReasonHint, .text(limit: 120), width: 46)]
    case .shifts:
      return CodeList.workShift.codes.map { code in
        FieldSpec(
          "c.shift-\(code.code)", label: code.name(context.language), hint: context.word(.shiftsHint),
          input: .choice(Choice.list(.yesNo, context.language), oneKey: true), width: 10)
      }
    }
  }

  /// The answer that a refusal records, a code of `referralStatus`; nil of every other question.
  var refusal: String? {
    switch self {
    case .reject: "rejected"
    case .decline: "declined"
    default: nil
    }
  }

  /// The shift of the referral where it differs from the one that is chosen, when somebody is hired.
  func referredShift(besides chosen: String?, _ context: Context) -> String? {
    guard case .hire(let id) = self, let chosen, !chosen.isEmpty, let own = context.registry.referral(id)?.shift,
      own != chosen
    else { return nil }
    return own
  }

  /// What stands below a field while the form is filled in: hiring for another shift than the referral's, and what is
  /// doubtful about the first day.
  func message(_ form: Form, _ id: String, _ context: Context) -> FieldMessage? {
    if case .hire(let referral) = self, id == "c.start" {
      return ReferralQuestion.doubts(hiring: referral, from: form.value(id), context).first
        .map { RecordForm.fieldMessage($0, context.wording) }
    }
    let chosen = form.value("c.shift")
    guard id == "c.shift", let own = referredShift(besides: chosen, context) else { return nil }
    return FieldMessage(.check, context.text(.hireShiftOther, ["own": context.code(.workShift, own)]))
  }

  /// The shifts that still have a post; nil where the vacancy has none.
  private func shiftSpec(_ context: Context) -> FieldSpec? {
    guard let vacancy = vacancy(context) else { return nil }
    let free = context.registry.vacancyStanding(vacancy.id).shifts.filter { $0.free > 0 }
    guard !free.isEmpty else { return nil }
    let choices = Choice.list(.workShift, context.language).compactMap { choice -> Choice? in
      guard let posts = free.first(where: { $0.shift == choice.code }) else { return nil }
      let words = context.text(.shiftFree, ["shift": choice.name, "free": String(posts.free)])
      return Choice(code: choice.code, name: words, words: choice.words, note: choice.note)
    }
    return FieldSpec(
      "c.shift", label: context.word(.referralShift), hint: context.word(.referralShiftHint),
      input: .choice(choices, oneKey: true), width: 30, isRequired: true)
  }

  /// What stands in the form from the start.
  func values(_ context: Context) -> (given: [String: String], proposed: [String: String]) {
    switch self {
    case .hire(let id):
      let free = vacancy(context).map { context.registry.vacancyStanding($0.id).shifts.filter { $0.free > 0 } } ?? []
      let own = context.registry.referral(id)?.shift
      var proposed = ["c.start": context.today.iso]
      proposed["c.shift"] = free.contains { $0.shift == own } ? own : free.count == 1 ? free[0].shift : nil
      return ([:], proposed)
    case .refer:
      let free = vacancy(context).map { context.registry.vacancyStanding($0.id).shifts.filter { $0.free > 0 } } ?? []
      return ([:], free.count == 1 ? ["c.shift": free[0].shift] : [:])
    case .shifts(let person):
      let known = context.registry.elements(RecordRef(.person, person), "shifts")
      return (Dictionary(known.map { ("c.shift-\($0.element)", $0.value) }) { $1 }, [:])
    default: return ([:], [:])
    }
  }

  // MARK: Drafts

  var archive: String {
    switch self {
    case .refer(let vacancy, let people): (["refer", vacancy] + people).joined(separator: " ")
    case .interview(let id): "interview \(id)"
    case .hire(let id): "hire \(id)"
    case .reject(let id): "reject \(id)"
    case .decline(let id): "decline \(id)"
    case .close(let id): "close \(id)"
    case .shifts(let id): "shifts \(id)"
    }
  }

  init?(archive: String) {
    let parts = archive.split(separator: " ").map(String.init)
    guard parts.count >= 2 else { return nil }
    switch parts[0] {
    case "refer" where parts.count > 2: self = .refer(vacancy: parts[1], people: Array(parts[2...]))
    case "interview": self = .interview(parts[1])
    case "hire": self = .hire(parts[1])
    case "reject": self = .reject(parts[1])
    case "decline": self = .decline(parts[1])
    case "close": self = .close(parts[1])
    case "shifts": self = .shifts(person: parts[1])
    default: return nil
    }
  }
}

extension Phrase {
  static let vacancyReasonHint = Phrase("vacancy.reasonHint")
  static let actionRefer = Phrase("app.action.refer")
  static let actionShifts = Phrase("app.action.shifts")
  static let referralPeople = Phrase("referral.people")
  static let shiftsExplained = Phrase("person.shifts.explained")
  static let shiftsHint = Phrase("app.hint.personShift")
  static let referExplained = Phrase("referral.explained")
  static let hireExplained = Phrase("referral.hireExplained")
  static let hireExplainedLast = Phrase("referral.hireExplainedLast")
  static let closeExplained = Phrase("vacancy.closeExplained")
  static let interviewDate = Phrase("referral.interviewDate")
  static let interviewDateHint = Phrase("app.hint.interviewDate")
  static let hireShiftFull = Phrase("referral.hireShiftFull")
  static let hireShiftOther = Phrase("referral.hireShiftOther")
  static let hireStart = Phrase("referral.start")
  static let hireStartHint = Phrase("app.hint.hireStart")
  static let shiftFree = Phrase("referral.shiftFree")
  static let referralShift = Phrase("referral.shift")
  static let referralShiftHint = Phrase("app.hint.referralShift")
}
