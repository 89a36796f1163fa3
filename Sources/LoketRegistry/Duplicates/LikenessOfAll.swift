// Every pair of the register that may be one person, without comparing everybody with everybody.
import LoketModel

/// How two records of one kind look alike.
public enum PairLikeness: Hashable, Sendable {
  case people(Likeness)
  case households(HouseholdLikeness)

  public var level: LikenessLevel {
    switch self {
    case .people(let likeness): likeness.level
    case .households(let likeness): likeness.level
    }
  }

  /// The row of the table that says so; empty where none does.
  public var rule: String {
    switch self {
    case .people(let likeness): likeness.rule
    case .households(let likeness): likeness.rule
    }
  }

  /// Why, in one sentence.
  public func sentence(_ wording: Wording) -> String {
    switch self {
    case .people(let likeness): likeness.sentence(wording)
    case .households(let likeness): likeness.sentence(wording)
    }
  }
}

/// Two people, or two households, that may be one, the lower id first.
public struct LikePair: Hashable, Sendable {
  public let first: RecordRef
  public let second: RecordRef
  public let likeness: PairLikeness

  public init(_ left: RecordRef, _ right: RecordRef, _ likeness: PairLikeness) {
    (first, second) = left.id < right.id ? (left, right) : (right, left)
    self.likeness = likeness
  }

  public init(_ left: RecordRef, _ right: RecordRef, _ likeness: Likeness) { self.init(left, right, .people(likeness)) }

  public init(_ left: RecordRef, _ right: RecordRef, _ likeness: HouseholdLikeness) {
    self.init(left, right, .households(likeness))
  }
}

extension Registry {
  /// All pairs of people that look like one person, the surest first, whatever was answered about them.
  ///
  /// The cost grows with the number of people and with the pairs that share a key: each pass sorts one key a person and
  /// looks only at those that have it in common (`LikenessPasses`).
  /// - Parameter mark: only pairs with a record that came after this `recordMark`.
  public func likePeople(since mark: Int = 0) -> [LikePair] {
    let rows = handles(.person)
    var homes: [UInt32: (card: UInt64, neighbourhood: UInt32)] = [:]
    let traits = rows.map { row in
      var traits = ownTraits(row)
      guard let home = householdOf(row) else { return traits }
      let known = homes[home] ?? homeTraits(home)
      homes[home] = known
      traits.home = UInt64(home) + 1
      (traits.card, traits.neighbourhood) = known
      return traits
    }
    homes = [:]
    var passes = LikenessPasses(traits, firstNew: rows.firstIndex { $0 >= mark } ?? rows.count)
    passes.run()
    return passes.found.map { pair, likeness in
      LikePair(ref(rows[Int(pair >> 32)]), ref(rows[Int(pair & 0xffff_ffff)]), likeness)
    }.sorted(by: Registry.isSurer)
  }

  /// How many records there are: what comes later is new.
  public var recordMark: Int { records.count }

  /// The order of lists: the surest first, then by ids.
  public static func isSurer(_ left: LikePair, _ right: LikePair) -> Bool {
    if left.likeness.level != right.likeness.level { return left.likeness.level > right.likeness.level }
    return left.first.id != right.first.id ? left.first.id < right.first.id : left.second.id < right.second.id
  }
}
