// Pairs about which somebody answered, and the likeness that they have now.
import LoketModel

/// A pair with what was answered about it; nil: nobody was asked.
public struct JudgedPair: Equatable, Sendable {
  public let pair: LikePair
  public let state: PairState?

  public init(_ pair: LikePair, _ state: PairState?) {
    self.pair = pair
    self.state = state
  }

  /// Not known, or answered differently on two PCs: a supervisor decides.
  public var isUndecided: Bool { state == .contested || state == .answered(.unknown) }
}

extension Registry {
  /// Every pair with a standing answer, the surest likeness first.
  public func answeredPairs() -> [JudgedPair] {
    namedPairs().compactMap { first, second in
      answer(first, second).map { JudgedPair(LikePair(first, second, likeness(first, second)), $0) }
    }.sorted { Registry.isSurer($0.pair, $1.pair) }
  }

  /// How many pairs wait for a supervisor.
  public var undecidedPairs: Int {
    namedPairs().count { first, second in
      let state = answer(first, second)
      return state == .contested || state == .answered(.unknown)
    }
  }

  /// What waits for an answer: the pairs nobody was asked about, and those that a supervisor is to decide.
  public func openPairs() -> [JudgedPair] {
    let open = likeRecords().filter { answer($0.first, $0.second) == nil }.map { JudgedPair($0, nil) }
    return (open + answeredPairs().filter(\.isUndecided)).sorted { Registry.isSurer($0.pair, $1.pair) }
  }

  /// Every pair of people and of households that may be one, the surest first, whatever was answered about them.
  public func likeRecords() -> [LikePair] { (likePeople() + likeHouseholds()).sorted(by: Registry.isSurer) }

  /// Pairs in which somebody is frozen rest with that person.
  private func namedPairs() -> [(RecordRef, RecordRef)] {
    joins.pairs.sorted().compactMap { row in
      guard records[Int(row)].countsAsOne, let first = shown(row, "first").flatMap({ RecordRef($0) }),
        let second = shown(row, "second").flatMap({ RecordRef($0) }), !isFrozen(first), !isFrozen(second)
      else { return nil }
      return (first, second)
    }
  }

  /// How far two records of the register look like one. Who is one already is compared as he was before.
  public func likeness(_ left: RecordRef, _ right: RecordRef) -> PairLikeness {
    if left.kind == .household { return .households(householdLikeness(left, right)) }
    let (first, second) =
      shownRecord(left) == shownRecord(right)
      ? (ownTraits(of: left), ownTraits(of: right)) : (traits(of: left.id), traits(of: right.id))
    let nobody = PersonTraits(name: "")
    return .people(Likeness(first ?? nobody, second ?? nobody))
  }

  private func ownTraits(of person: RecordRef) -> PersonTraits? {
    let values = ownValues(person)
    guard let name = values["name"] else { return nil }
    let household = values["household"].map { self.values(RecordRef(.household, $0)) } ?? [:]
    return PersonTraits(
      name: name, nik: values["nik"], birthDate: values["birthDate"], sex: values["sex"],
      card: household["familyCardNumber"], rt: household["rt"], rw: household["rw"], phone: values["phone"],
      home: values["household"].map { homeNumber(of: $0) } ?? 0)
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
