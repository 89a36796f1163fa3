// Groups, who belongs to them, how full their programmes are, and what two PCs broke together: gathered in one walk.
import LoketModel

/// One person of a group.
public struct GroupPerson: Hashable, Sendable, Identifiable {
  /// The person's record; of several that were joined the one that is shown.
  public let id: String
  /// The own record in the group; several where the records of one person were joined.
  public internal(set) var memberships: [GroupMember]
  /// Whose data rest is counted and not named.
  public let isFrozen: Bool

  public var role: GroupRole { memberships.map(\.standing).min() ?? .member }
  public var joinedOn: String? { memberships.compactMap(\.joinedOn).min() }
  public var leftOn: String? { memberships.compactMap(\.leftOn).max() }

  /// Who came first; of one day by the record's id, so that every PC says the same.
  var order: (String, String) { (joinedOn ?? "", memberships.map(\.id).min() ?? "") }
}

/// Something about a group that a person must decide. Nothing of it is ever taken back by the program.
public enum GroupTrouble: String, CaseIterable, Sendable {
  case chairs, treasurers, several, pastQuota, elsewhere
}

public struct GroupStanding: Equatable, Sendable {
  /// Who belongs to it, frozen people among them: the chair, the treasurer, the others by their day of joining and name.
  public internal(set) var everybody: [GroupPerson] = []
  /// Who left, frozen people left out, the last first.
  public internal(set) var former: [GroupPerson] = []

  /// Those whose data do not rest.
  public var members: [GroupPerson] { everybody.filter { !$0.isFrozen } }
  public var resting: Int { everybody.count { $0.isFrozen } }
  public func holders(of role: GroupRole) -> [GroupPerson] { everybody.filter { $0.role == role } }
}

/// Every group as it stands on a day.
public struct GroupBook: Equatable, Sendable {
  /// By programme and name.
  public private(set) var groups: [Group] = []
  public private(set) var standings: [String: GroupStanding] = [:]
  /// By programme: its people in groups that run, each once, in the order of joining.
  public private(set) var people: [String: [String]] = [:]
  /// By programme: how many it takes; absent where it has no limit.
  public private(set) var quotas: [String: Int] = [:]
  /// By person: the groups to which somebody belongs.
  private var places: [String: [Group]] = [:]

  public init() {}

  public init(_ registry: Registry, day: CalendarDate) {
    groups = registry.businessGroups()
    for program in registry.programs() {
      if let quota = program.quota.flatMap(Int.init(counted:)) { quotas[program.id] = quota }
    }
    let known = Dictionary(groups.map { ($0.id, $0) }) { first, _ in first }
    var holding: [String: [String: GroupPerson]] = [:]
    var former: [String: [String: GroupPerson]] = [:]
    for member in registry.groupMembers() {
      guard let group = member.group.flatMap({ known[$0] }), let named = member.person else { continue }
      let person = registry.shownRecord(RecordRef(.person, named))
      guard !registry.isVoid(person) else { continue }
      let one = GroupPerson(id: person.id, memberships: [member], isFrozen: registry.isFrozen(person))
      if member.holds(on: day) {
        holding[group.id, default: [:]][person.id, default: one].join(member)
      } else {
        former[group.id, default: [:]][person.id, default: one].join(member)
      }
    }
    var joined: [String: [String: (String, String)]] = [:]
    for group in groups {
      let here = (holding[group.id] ?? [:]).values
        .map { ($0, registry.person($0.id)?.name ?? "") }
        .sorted { ($0.0.role, $0.0.joinedOn ?? "", $0.1, $0.0.id) < ($1.0.role, $1.0.joinedOn ?? "", $1.1, $1.0.id) }
        .map(\.0)
      let gone = (former[group.id] ?? [:]).values.filter { person in
        !person.isFrozen && holding[group.id]?[person.id] == nil
      }.sorted { ($0.leftOn ?? "", $0.order.1) > ($1.leftOn ?? "", $1.order.1) }
      standings[group.id] = GroupStanding(everybody: here, former: gone)
      guard group.isRunning(on: day), let program = group.program else { continue }
      for person in here {
        places[person.id, default: []].append(group)
        let earlier = joined[program]?[person.id]
        if let earlier, earlier < person.order { continue }
        joined[program, default: [:]][person.id] = person.order
      }
    }
    people = joined.mapValues { program in program.sorted { $0.value < $1.value }.map(\.key) }
  }

  public func standing(_ group: String) -> GroupStanding { standings[group] ?? GroupStanding() }

  /// The groups to which somebody belongs, those of this programme.
  public func groups(of person: String, in program: String?) -> [Group] {
    (places[person] ?? []).filter { $0.program == program }
  }

  /// Whom two PCs took in together past the programme's quota: the last ones by day and id. Nobody is dropped.
  public func surplus(of program: String?) -> Set<String> {
    guard let program, let quota = quotas[program] else { return [] }
    return Set((people[program] ?? []).dropFirst(quota))
  }

  /// What must be decided about a group.
  public func troubles(of group: Group) -> [GroupTrouble] {
    let standing = standing(group.id)
    let surplus = surplus(of: group.program)
    return GroupTrouble.allCases.filter { trouble in
      switch trouble {
      case .chairs: standing.holders(of: .chair).count > 1
      case .treasurers: standing.holders(of: .treasurer).count > 1
      case .several: group.isSingle && standing.everybody.count > 1
      case .pastQuota: standing.everybody.contains { surplus.contains($0.id) }
      case .elsewhere: standing.everybody.contains { groups(of: $0.id, in: group.program).count > 1 }
      }
    }
  }
}

extension GroupBook {
  /// Somebody joins who is not saved yet: the next one is judged as if it were.
  mutating func add(_ member: GroupMember, to group: Group) {
    guard let person = member.person, let program = group.program else { return }
    let one = GroupPerson(id: person, memberships: [member], isFrozen: false)
    standings[group.id, default: GroupStanding()].everybody.append(one)
    places[person, default: []].append(group)
    if people[program]?.contains(person) != true { people[program, default: []].append(person) }
  }
}

extension Group {
  /// Where it stands among others: by programme, by name as people count, of one name by what is left.
  fileprivate var place: [String] { [program ?? "", NameOrder.key(name ?? ""), name ?? "", id] }
}

extension GroupPerson {
  /// Takes another record of the same person in.
  fileprivate mutating func join(_ member: GroupMember) {
    if !memberships.contains(where: { $0.id == member.id }) { memberships.append(member) }
  }
}

extension Registry {
  public func group(_ id: String) -> Group? { view(.group, id) { Group(id: $0, values: $1) } }
  public func groupMember(_ id: String) -> GroupMember? { view(.groupMember, id) { GroupMember(id: $0, values: $1) } }

  /// Every group, by programme and name as people count.
  public func businessGroups() -> [Group] {
    views(rareRows(.group)) { Group(id: $0, values: $1) }.map { ($0, $0.place) }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  /// Whoever belongs or belonged to a group, frozen people among them, by id.
  func groupMembers() -> [GroupMember] {
    views(rareRows(.groupMember)) { GroupMember(id: $0, values: $1) }.sorted { $0.id < $1.id }
  }

  /// The groups to which a person belongs or belonged, the last joined first.
  public func memberships(of person: String) -> [GroupMember] {
    let shown = shownRecord(RecordRef(.person, person))
    return groupMembers().filter { member in
      member.person.map { shownRecord(RecordRef(.person, $0)) } == shown
    }.sorted { ($0.joinedOn ?? "", $0.id) > ($1.joinedOn ?? "", $1.id) }
  }
}
