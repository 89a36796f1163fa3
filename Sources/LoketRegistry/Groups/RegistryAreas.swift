// Areas with their villages, what they have by kind, and their groups along the value chain.
import LoketModel

/// One area as it stands on a day.
public struct AreaStanding: Equatable, Sendable {
  /// Codes of the villages, ten digits each.
  public internal(set) var villages: [String] = []
  /// By name.
  public internal(set) var resources: [Resource] = []
  /// Groups that run, by name.
  public internal(set) var groups: [Group] = []
  /// Each person of its groups once, those whose data rest among them.
  public internal(set) var people: Set<String> = []

  /// - Parameter kind: a code of `CodeList.resourceKind`.
  public func resources(of kind: String) -> [Resource] { resources.filter { $0.kind == kind } }

  /// - Parameter role: a code of `CodeList.chainRole`; nil: those of which nobody said it.
  public func groups(in role: String?) -> [Group] { groups.filter { $0.chainRole == role } }

  /// Places of the value chain in which no group stands, codes of `CodeList.chainRole`.
  public var gaps: [String] { CodeList.chainRole.codes.map(\.code).filter { groups(in: $0).isEmpty } }

  /// Whether a group works outside of the area's villages; false while one of both is not known.
  public func isOutside(_ group: Group) -> Bool {
    group.village.map { !villages.isEmpty && !villages.contains($0) } ?? false
  }
}

/// Every area as it stands on a day.
public struct AreaBook: Equatable, Sendable {
  /// By name.
  public private(set) var areas: [BusinessArea] = []
  private var standings: [String: AreaStanding] = [:]
  /// With the people of the groups.
  public let groups: GroupBook

  public init(_ registry: Registry, day: CalendarDate) {
    groups = GroupBook(registry, day: day)
    areas = registry.areas()
    for area in areas {
      var standing = AreaStanding()
      standing.villages = registry.elements(RecordRef(.area, area.id), "villages").map(\.element)
      standings[area.id] = standing
    }
    for resource in registry.resources() {
      if let area = resource.area { standings[area]?.resources.append(resource) }
    }
    for group in groups.groups where group.isRunning(on: day) {
      guard let area = group.area else { continue }
      standings[area]?.groups.append(group)
      standings[area]?.people.formUnion(groups.standing(group.id).everybody.map(\.id))
    }
  }

  public func standing(_ area: String) -> AreaStanding { standings[area] ?? AreaStanding() }
}

extension Registry {
  public func area(_ id: String) -> BusinessArea? { view(.area, id) { BusinessArea(id: $0, values: $1) } }
  public func resource(_ id: String) -> Resource? { view(.resource, id) { Resource(id: $0, values: $1) } }

  /// Every area, by name.
  public func areas() -> [BusinessArea] {
    views(rareRows(.area)) { BusinessArea(id: $0, values: $1) }.sorted {
      ($0.name ?? "", $0.id) < ($1.name ?? "", $1.id)
    }
  }

  /// What all areas have, by name.
  func resources() -> [Resource] {
    views(rareRows(.resource)) { Resource(id: $0, values: $1) }.sorted {
      ($0.name ?? "", $0.id) < ($1.name ?? "", $1.id)
    }
  }
}
