// Pairs about which somebody answered, and the likeness that they have now.
import LoketModel

extension Registry {
  /// Every pair with a standing answer, the surest likeness first.
  public func answeredPairs() -> [(pair: LikePair, state: PairState)] {
    var all: [(pair: LikePair, state: PairState)] = []
    for row in handles(.pair) {
      guard let first = shown(row, "first").flatMap({ RecordRef($0) }),
        let second = shown(row, "second").flatMap({ RecordRef($0) }), let state = answer(first, second)
      else { continue }
      all.append((LikePair(first, second, likeness(first, second)), state))
    }
    return all.sorted { Registry.isSurer($0.pair, $1.pair) }
  }

  /// How many pairs wait for a supervisor: not known, or answered differently on two PCs.
  public var undecidedPairs: Int {
    handles(.pair).reduce(0) { count, row in
      guard let first = shown(row, "first").flatMap({ RecordRef($0) }),
        let second = shown(row, "second").flatMap({ RecordRef($0) })
      else { return count }
      switch answer(first, second) {
      case .contested, .answered(.unknown): return count + 1
      default: return count
      }
    }
  }

  /// How far two people of the register look like one.
  public func likeness(_ left: RecordRef, _ right: RecordRef) -> Likeness {
    guard let first = traits(of: left.id), let second = traits(of: right.id) else {
      return Likeness(PersonTraits(name: ""), PersonTraits(name: ""))
    }
    return Likeness(first, second)
  }

  /// Who may be this person of the register, whatever was answered about them.
  public func likenesses(of person: String, limit: Int = 20) -> [PersonLikeness] {
    guard let traits = traits(of: person) else { return [] }
    return likenesses(
      of: traits, named: value(RecordRef(.person, person), "name") ?? "", excluding: [person], limit: limit)
  }

  /// Everybody about whom somebody answered beside this record.
  public func answered(about record: RecordRef) -> Set<String> {
    var others: Set<String> = []
    for pair in pairs(of: record) where pair.answer != nil {
      for text in [pair.first, pair.second] {
        if let other = text.flatMap({ RecordRef($0) }), other != record { others.insert(other.id) }
      }
    }
    return others
  }
}
