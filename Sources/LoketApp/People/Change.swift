// The small changes of a record that want a reason, a day or one choice: what each is about and what it is called.
import LoketModel
import LoketRegistry
import LoketWidgets

enum Change: Hashable, Sendable {
  case withdraw(enrolment: String)
  case complete(enrolment: String)
  case drop(enrolment: String)
  case end(placement: String)
  case voidPlacement(String)
  case voidGrant(String)
  case standing(person: String)
  case voidPerson(String)
  /// A skill that is added, or the one of this track.
  case skill(person: String, track: String?)
  case voidHousehold(String)
  case householdStanding(String)
  case card(household: String)
  /// Which household is the right one, of a voided one that was entered twice.
  case rightHousehold(of: String)
  /// What was voided, withdrawn or ended stands again.
  case restore(RecordRef)
  /// The day on which the papers of a person were seen.
  case papers(person: String)
  /// What a field worker found at the door; a code of `fieldOutcome`.
  case fieldVisit(household: String, outcome: String)

  /// The record that the change is on, and the one that its entry names.
  var record: RecordRef {
    switch self {
    case .withdraw(let id), .complete(let id), .drop(let id): RecordRef(.enrolment, id)
    case .end(let id), .voidPlacement(let id): RecordRef(.placement, id)
    case .voidGrant(let id): RecordRef(.grant, id)
    case .standing(let id), .voidPerson(let id), .skill(let id, _), .papers(let id):
      RecordRef(.person, id)
    case .voidHousehold(let id), .householdStanding(let id), .card(let id), .rightHousehold(let id),
      .fieldVisit(let id, _):
      RecordRef(.household, id)
    case .restore(let record): record
    }
  }

  /// What somebody must be allowed to make it.
  var permission: Permission {
    switch self {
    case .withdraw, .complete, .drop: .recordOutcome
    case .end: .place
    case .voidPlacement, .voidGrant, .voidPerson, .voidHousehold, .rightHousehold: .voidRecords
    case .restore(let record):
      switch record.kind {
      case .enrolment: .recordOutcome
      case .placement: .place
      default: .voidRecords
      }
    case .standing, .skill, .householdStanding, .card, .papers: .changePeople
    case .fieldVisit: .fieldRounds
    }
  }

  var title: Phrase {
    switch self {
    case .withdraw: .actionWithdraw
    case .complete: .actionComplete
    case .drop: .actionDrop
    case .end: .actionEnd
    case .voidPlacement: .actionVoidPlacement
    case .voidGrant: .actionVoidGrant
    case .standing: .actionStanding
    case .voidPerson: .actionVoidPerson
    case .skill: .actionSkill
    case .voidHousehold: .actionVoidHousehold
    case .householdStanding: .actionHouseholdStanding
    case .card: .actionCard
    case .rightHousehold: .actionRightHousehold
    case .restore: .actionRestore
    case .papers: .actionPapers
    case .fieldVisit: .titleFieldVisit
    }
  }

  /// Whose name stands for this change in messages, drafts and the queue.
  func name(_ context: Context) -> String {
    let person: String? =
      switch record.kind {
      case .enrolment: context.registry.enrolment(record.id)?.person
      case .placement: context.registry.placement(record.id)?.person
      case .grant: context.registry.grant(record.id)?.person
      case .household: context.registry.household(record.id)?.head
      default: record.id
      }
    return person.flatMap { context.registry.person($0)?.name } ?? context.word(.headUnknown)
  }

  /// Every record that exists and that the change may write; what stands in them is noted when the question opens.
  func records(_ context: Context) -> [RecordRef] {
    var all = [record]
    switch self {
    case .householdStanding(let household):
      all += context.registry.members(of: household).map { RecordRef(.person, $0.id) }
    case .restore(let record): all += Voiding.together(with: record, context)
    default: break
    }
    return all
  }

  /// Whether the change is one of a record that is void.
  func isOfVoid(_ context: Context) -> Bool {
    switch self {
    case .restore, .rightHousehold: context.registry.isVoid(record)
    default: false
    }
  }

  // MARK: Drafts

  var archive: String {
    let parts: [String] =
      switch self {
      case .withdraw(let id): ["withdraw", id]
      case .complete(let id): ["complete", id]
      case .drop(let id): ["drop", id]
      case .end(let id): ["end", id]
      case .voidPlacement(let id): ["voidPlacement", id]
      case .voidGrant(let id): ["voidGrant", id]
      case .standing(let id): ["standing", id]
      case .voidPerson(let id): ["voidPerson", id]
      case .skill(let id, let track): ["skill", id] + (track.map { [$0] } ?? [])
      case .voidHousehold(let id): ["voidHousehold", id]
      case .householdStanding(let id): ["householdStanding", id]
      case .card(let id): ["card", id]
      case .rightHousehold(let id): ["rightHousehold", id]
      case .restore(let record): ["restore", record.kind.rawValue, record.id]
      case .papers(let id): ["papers", id]
      case .fieldVisit(let id, let outcome): ["fieldVisit", id, outcome]
      }
    return parts.joined(separator: "/")
  }

  init?(archive: String) {
    let parts = archive.split(separator: "/").map(String.init)
    guard parts.count >= 2 else { return nil }
    let (id, second) = (parts[1], parts.count > 2 ? parts[2] : nil)
    switch parts[0] {
    case "withdraw": self = .withdraw(enrolment: id)
    case "complete": self = .complete(enrolment: id)
    case "drop": self = .drop(enrolment: id)
    case "end": self = .end(placement: id)
    case "voidPlacement": self = .voidPlacement(id)
    case "voidGrant": self = .voidGrant(id)
    case "standing": self = .standing(person: id)
    case "voidPerson": self = .voidPerson(id)
    case "skill": self = .skill(person: id, track: second)
    case "voidHousehold": self = .voidHousehold(id)
    case "householdStanding": self = .householdStanding(id)
    case "card": self = .card(household: id)
    case "rightHousehold": self = .rightHousehold(of: id)
    case "restore":
      guard let second else { return nil }
      self = .restore(RecordRef(RecordKind(rawValue: id), second))
    case "papers": self = .papers(person: id)
    case "fieldVisit":
      guard let second else { return nil }
      self = .fieldVisit(household: id, outcome: second)
    default: return nil
    }
  }
}
