// What happens to a family and its card (DOMAIN §3): each event is one question, one save and one entry.
import LoketModel
import LoketRegistry
import LoketWidgets

enum FamilyEvent: Hashable, Sendable {
  /// Another head, because the old one died, left, or stays as a member.
  case head(household: String, person: String?)
  /// Some members found a household of their own.
  case split(person: String)
  /// Some members go to another household of the register.
  case move(person: String, to: String)
  /// The whole household, or some of it, leaves the village.
  case movedOut(household: String)

  /// The household that it happens to; nil where the person belongs to none.
  func household(_ context: Context) -> String? {
    switch self {
    case .head(let id, _), .movedOut(let id): id
    case .split(let person), .move(let person, _): context.registry.person(person)?.household
    }
  }

  /// The record that its entry names.
  var record: RecordRef {
    switch self {
    case .head(let id, _), .movedOut(let id): RecordRef(.household, id)
    case .split(let person), .move(let person, _): RecordRef(.person, person)
    }
  }

  /// The household to which people go and that exists already.
  var target: String? {
    if case .move(_, let id) = self { id } else { nil }
  }

  /// Who goes whatever else is answered.
  var mover: String? {
    switch self {
    case .split(let person), .move(let person, _): person
    case .head, .movedOut: nil
    }
  }

  var title: Phrase {
    switch self {
    case .head: .actionHead
    case .split: .actionSplit
    case .move: .actionMove
    case .movedOut: .actionMovedOut
    }
  }

  /// Whose name stands for it in messages and drafts.
  func name(_ context: Context) -> String {
    let person: String? =
      switch self {
      case .head(let id, _), .movedOut(let id): context.registry.household(id)?.head
      case .split(let person), .move(let person, _): person
      }
    return person.flatMap { context.registry.person($0)?.name } ?? context.word(.headUnknown)
  }

  /// Every record that exists and that it may write; what stands in them is noted when the question opens.
  func records(_ context: Context) -> [RecordRef] {
    var all = [record]
    if let household = household(context) {
      all.append(RecordRef(.household, household))
      all += context.registry.members(of: household).map { RecordRef(.person, $0.id) }
    }
    if let target { all.append(RecordRef(.household, target)) }
    return all
  }

  /// Why it cannot be asked: two PCs made differently what it would write, and a supervisor decides that first.
  func contested(_ context: Context) -> String? {
    for record in Set(records(context)) {
      let fields =
        record.kind == .household
        ? ["head", "standing", "familyCardNumber"] : ["household", "relation", "standing", "maritalStatus"]
      if let why = Actions.contested(record, fields, context) { return why }
    }
    return nil
  }

  // MARK: Drafts

  var archive: String {
    switch self {
    case .head(let id, let person): "head/\(id)" + (person.map { "/\($0)" } ?? "")
    case .split(let person): "split/\(person)"
    case .move(let person, let target): "move/\(person)/\(target)"
    case .movedOut(let id): "movedOut/\(id)"
    }
  }

  init?(archive: String) {
    let parts = archive.split(separator: "/").map(String.init)
    switch (parts.first, parts.count) {
    case ("head", 2): self = .head(household: parts[1], person: nil)
    case ("head", 3): self = .head(household: parts[1], person: parts[2])
    case ("split", 2): self = .split(person: parts[1])
    case ("move", 3): self = .move(person: parts[1], to: parts[2])
    case ("movedOut", 2): self = .movedOut(household: parts[1])
    default: return nil
    }
  }
}

/// Why a household has another head, and what that makes of the old one; codes of `headReason`.
enum HeadReason {
  /// The official standing that follows; nil where the old head stays in the household.
  static func standing(_ reason: String) -> String? {
    switch reason {
    case "died": "2"
    case "moved", "divorced": "3"
    case "missing": "4"
    case "gone": "6"
    default: nil
    }
  }
}
