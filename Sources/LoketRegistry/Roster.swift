// Which PCs of an office count: those that a supervisor enrolled, by the keys with which they sign. A pure reading of saves,
// so that two PCs with the same saves believe the same files.
import LoketModel

public struct Roster: Hashable, Sendable {
  /// One PC, as the saves have it.
  public struct Member: Hashable, Sendable {
    /// The key that the PC states itself; nil of one that never did.
    public var published: String?
    /// To whom `age` seals what it shall read; nil of one that never said.
    public var recipient: String?
    /// The keys that supervisors accepted; where two said different things, all of them.
    public var enrolled: Set<String> = []
    /// Of a PC that was taken out: the ends of the segments that still count; nil of any other.
    public var lastRoots: Set<String>?
    /// The ends of segments that count whether anybody signed them or not: a supervisor had them there when the list was begun.
    public var vouched: Set<String> = []
  }

  /// How far a PC is believed.
  public enum Standing: Hashable, Sendable {
    /// The office has no list yet: everything of its own code counts.
    case open
    /// What is signed with one of these keys counts, and all that it follows.
    case enrolled(keys: Set<String>)
    /// What leads to one of these roots counts, and nothing else.
    case closed(roots: Set<String>)
    /// Nobody enrolled it.
    case unknown
  }

  public internal(set) var members: [Identifier: Member] = [:]
  /// The segments in which it is said who is enrolled.
  public internal(set) var founders: Set<Identifier> = []

  public init() {}

  /// One enrolled PC begins the list.
  public var isAdopted: Bool { members.values.contains { !$0.enrolled.isEmpty } }

  public func standing(of device: Identifier) -> Standing {
    guard isAdopted else { return .open }
    guard let member = members[device] else { return .unknown }
    if let roots = member.lastRoots { return .closed(roots: roots) }
    return member.enrolled.isEmpty ? .unknown : .enrolled(keys: member.enrolled)
  }

  /// The PCs that shall read what is sealed: all that count and said how.
  public var readers: [Identifier: String] {
    members.filter { device, _ in
      switch standing(of: device) {
      case .open, .enrolled: true
      case .closed, .unknown: false
      }
    }.compactMapValues(\.recipient)
  }

  /// The ends of a PC's segments that count without a signature, and with them all that they follow.
  public func vouched(of device: Identifier) -> Set<String> { members[device]?.vouched ?? [] }

  /// Keys with which a PC may have signed: accepted or only stated.
  public func keys(of device: Identifier) -> Set<String> {
    guard let member = members[device] else { return [] }
    return member.enrolled.union(member.published.map { [$0] } ?? [])
  }
}

extension DeviceStanding {
  /// "PC 2", or the beginning of its id.
  public var name: String { label ?? String(device.description.prefix(8)) }
}

extension Registry {
  public var roster: Roster {
    var roster = Roster()
    for record in all(.device) {
      guard let device = Identifier(record.id) else { continue }
      var member = Roster.Member()
      member.published = value(record, "key")
      member.recipient = value(record, "recipient")
      let enrolled = state(record, "enrolled").heads.filter { $0.value != nil }
      member.enrolled = Set(enrolled.compactMap(\.value))
      roster.founders.formUnion(enrolled.map(\.line.segment))
      let closed = state(record, "lastRoots").heads.compactMap(\.value)
      if !closed.isEmpty { member.lastRoots = Set(closed.flatMap { $0.split(separator: " ").map(String.init) }) }
      member.vouched = Set(elements(record, "vouched").map(\.element))
      roster.members[device] = member
    }
    return roster
  }
}

extension Registry {
  /// The PCs of an office that count: those that can read what is sealed now, and those that cannot.
  public func readers(office: String) -> (can: [DeviceStanding], cannot: [DeviceStanding]) {
    let roster = roster
    let counting = deviceStandings(office: office).filter { heard in
      switch roster.standing(of: heard.device) {
      case .open, .enrolled: true
      case .closed, .unknown: false
      }
    }
    return (
      counting.filter { roster.readers[$0.device] != nil }, counting.filter { roster.readers[$0.device] == nil }
    )
  }
}

extension Registry {
  /// PCs that were heard from, and those of the list of which nothing is here: their data wait.
  public func listed(beside heard: [DeviceStanding]) -> [DeviceStanding] {
    let known = Set(heard.map(\.device))
    let others = roster.members.filter { device, member in
      !known.contains(device) && (!member.enrolled.isEmpty || member.lastRoots != nil)
    }
    return heard
      + others.keys.sorted().map {
        DeviceStanding(device: $0, label: value(RecordRef(.device, $0), "label"), latest: nil)
      }
  }
}

extension Device {
  /// What stands for no segment at all, where a PC that gave nothing is taken out of the list.
  public static let noRoots = "none"
}
