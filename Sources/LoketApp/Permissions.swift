// What the person at the desk may do: the one place where the screens ask the table of permissions.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Context {
  /// Of whoever is signed in.
  var role: Role { Role(stored: registry.account(account)?.role) }

  public func may(_ permission: Permission) -> Bool { whyNot(permission) == nil }

  /// Why not, as one sentence: another program holds the folder, or somebody else's work. Nil: it may be done.
  public func whyNot(_ permission: Permission) -> String? { whyNot([permission]) }

  /// The same of something that needs several permissions.
  func whyNot(_ permissions: [Permission]) -> String? {
    if let whyNobody { return whyNobody }
    if permissions.contains(where: \.row.writes), session.isReadOnly { return word(.readOnlyHere) }
    return Permission.refusal(role, permissions, wording)
  }

  /// What comes first, while nobody is at the desk: nil once somebody has signed in.
  var whyNobody: String? {
    guard session.account == nil else { return nil }
    return word(session.office.isEmpty ? .setUpFirst : .signInFirst)
  }

  /// The same for a key: on, under these words if any, or off with the reason.
  func key(_ permission: Permission, named words: Phrase? = nil) -> Availability {
    if let why = whyNot(permission) { return .off(why) }
    return words.map { .named(word($0)) } ?? .on
  }

  /// Why this record may not be opened: whoever goes with the participants reads them alone.
  func whyNotRead(_ record: RecordRef) -> String? {
    if rests(record) { return word(.whyFrozen) }
    guard let why = whyNot(.readPeople) else { return nil }
    guard may(.readParticipants), record.kind == .person,
      !registry.enrolments(of: record.id, includingVoid: true).isEmpty || !registry.memberships(of: record.id).isEmpty
    else { return why }
    return nil
  }

  /// Whether it is about somebody who is frozen: the person, or a visit in which the name stands.
  func rests(_ record: RecordRef) -> Bool {
    switch record.kind {
    case .person: registry.isFrozen(record)
    case .deskVisit: registry.deskVisit(record.id)?.person.map { registry.isFrozen(RecordRef(.person, $0)) } ?? false
    default: false
    }
  }

  // MARK: Numbers

  /// A NIK or No. KK as this person may see it.
  func number(_ digits: String) -> String { may(.seeNumbers) ? Nik.display(digits) : Nik.masked(digits) }

  func phone(_ stored: String) -> String {
    may(.seePhones) ? PhoneNumber.display(stored) : PhoneNumber.masked(stored)
  }
}

extension Screen {
  public func refusal(_ context: Context) -> String? { nil }
}
