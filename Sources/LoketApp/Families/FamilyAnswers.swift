// Who goes, who stays, who is head afterwards: read from the form of a family event as it stands.
import LoketModel
import LoketRegistry
import LoketWidgets

/// The household before the event, and what the form says of it.
///
/// Fields: `e.` what happened · `g.<person>` goes along · `n.` the new household · `q.<person>` relation to its head ·
/// `o.` the old household · `r.<person>` relation to its new head · `k.` the rest.
struct FamilyAnswers {
  let event: FamilyEvent
  let form: Form
  /// Everybody recorded in the household, voided and frozen people left out.
  let members: [Person]
  let oldHead: String?

  init(_ event: FamilyEvent, _ form: Form, _ context: Context) {
    self.event = event
    self.form = form
    let household = event.household(context)
    members =
      household.map { context.registry.members(of: $0) } ?? event.mover.flatMap { context.registry.person($0) }
      .map { [$0] } ?? []
    hasFrozen = household.map { context.registry.frozenMembers(of: $0) > 0 } ?? false
    oldHead = household.flatMap { context.registry.household($0)?.head }
  }

  /// Somebody whose data rest belongs to the household too: it does not end with the others' leaving.
  let hasFrozen: Bool

  /// Those who still live here.
  var active: [Person] { members.filter(\.isActive) }

  /// Who is recorded in the household afterwards, whether alive or dead, here or out of the village: nobody but who lives
  /// here goes to another household.
  var remaining: [Person] {
    if case .movedOut = event { return members }
    let gone = Set(goers.map(\.id))
    return members.filter { !gone.contains($0.id) }
  }

  /// Who leaves the household with this event, in the order of the card.
  var goers: [Person] {
    if case .head = event { return [] }
    return active.filter { $0.id == event.mover && event.target != nil || !form.value("g.\($0.id)").isEmpty }
  }

  var stayers: [Person] {
    let gone = Set(goers.map(\.id))
    return active.filter { !gone.contains($0.id) }
  }

  /// Whether the household that stays gets another head by this.
  var needsHead: Bool {
    if case .head = event { return true }
    return goers.contains { $0.id == oldHead } && !stayers.isEmpty
  }

  /// Who may be the head of those that stay.
  var candidates: [Person] { stayers.filter { $0.id != oldHead } }

  var newHead: Person? {
    let id = form.value("o.head")
    return needsHead ? candidates.first { $0.id == id } : nil
  }

  /// The head of the household that goers found.
  var founder: Person? {
    guard case .split = event else { return nil }
    let id = form.value("n.head")
    return goers.first { $0.id == id }
  }

  var fate: String { form.value("e.fate") }
  /// Whether the old head is gone by this.
  var headLeaves: Bool { HeadReason.standing(fate) != nil }

  /// The one husband or wife of the old head who is still here.
  var spouse: Person? {
    let spouses = active.filter { $0.id != oldHead && Kinship.isSpouse($0.relation) }
    return spouses.count == 1 ? spouses[0] : nil
  }

  /// Whose relation to the new head is said: of the dead and of those who left as well, since it stands beside their names.
  var related: [Person] {
    guard let newHead else { return [] }
    return remaining.filter { $0.id != newHead.id }
  }

  /// Whether the relation must be answered before saving: of those who live here afterwards.
  func mustRelate(_ person: String) -> Bool { stayers.contains { $0.id == person } }

  /// Whose relation to the head of the other household is asked.
  var relatedThere: [Person] {
    if event.target != nil { return goers }
    guard let founder else { return [] }
    return goers.filter { $0.id != founder.id }
  }

  // MARK: Relations

  /// What each is to a new head, where the old relations tell.
  func proposal(for person: Person, to head: Person) -> String? {
    if person.id == oldHead, fate == "divorced" { return "11" }
    return Kinship.relation(of: kin(person), to: kin(head), among: members.map(kin))
  }

  /// Husband, wife and children of a married child of the household, as far as the relations tell: they go along.
  func ownFamily(of person: String) -> [String] {
    guard let mover = active.first(where: { $0.id == person }), ["4", "5"].contains(mover.relation) else { return [] }
    return active.filter { other in
      proposal(for: other, to: mover).map { ["2", "3", "4"].contains($0) } ?? false
    }.map(\.id)
  }

  /// The active members with who goes first, then those behind that one on the card, then the others.
  var fromMover: [Person] {
    guard let place = active.firstIndex(where: { $0.id == event.mover }) else { return active }
    return Array(active[place...] + active[..<place])
  }

  private func kin(_ person: Person) -> Kin {
    Kin(
      id: person.id, relation: person.id == oldHead ? "1" : person.relation, sex: person.sex,
      maritalStatus: person.maritalStatus)
  }
}
