// Households that may be one family, and those that contradict themselves.
import LoketModel

/// A household of which something cannot be right.
public struct HouseholdDoubt: Hashable, Sendable {
  public let household: RecordRef
  public let problem: HouseholdProblem

  public init(household: RecordRef, problem: HouseholdProblem) {
    self.household = household
    self.problem = problem
  }
}

extension Registry {
  // MARK: What contradicts itself

  /// What of a household cannot be right; nil where all is well. A family that has left or was dissolved is not asked about.
  public func problem(of household: String) -> HouseholdProblem? {
    row(.household, household).flatMap { records[Int($0)].countsAsOne ? problem($0) : nil }
  }

  /// Every household of which something cannot be right, in the order of lists. One walk over all households.
  public func householdDoubts() -> [HouseholdDoubt] {
    rows(.household).compactMap { row in
      problem(row).map { HouseholdDoubt(household: ref(row), problem: $0) }
    }
  }

  private func problem(_ household: UInt32) -> HouseholdProblem? {
    guard standsHere(household) else { return nil }
    if records[Int(household)].has(RecordRow.isContested) {
      let group = FieldKey(number: numbers.groups[Int(indexed.head)], name: [])
      if status(household, group, heads: heads(household, group)) == .conflict { return .twoHeads }
    }
    guard let range = shownRange(household, indexed.head) else {
      return showing(indexed.household, id(household)).isEmpty ? nil : .noHead
    }
    guard let head = personRow(range), records[Int(head)].has(RecordRow.exists) else { return nil }
    if records[Int(head)].has(RecordRow.isVoid) { return .voidHead }
    if let standing = shownRange(head, indexed.personStanding), text(standing) != "1" { return .goneHead }
    if let home = householdOf(head), home != household { return .headElsewhere }
    return nil
  }

  // MARK: What may be one

  /// What of a household is compared.
  private struct Traits {
    var card: UInt64 = 0
    var head: UInt32 = none
    var name: NameTraits?
    /// Zero where no address is known.
    var address: UInt64 = 0
  }

  private func traits(ofHousehold row: UInt32) -> Traits {
    var traits = Traits()
    (traits.card, _) = homeTraits(row)
    if let head = shownRange(row, indexed.head).flatMap({ personRow($0) }), records[Int(head)].countsAsOne {
      traits.head = head
      // A name that rests matches nothing.
      if records[Int(head)].isListed { traits.name = nameTraits(head) }
    }
    traits.address = addressKey(row)
    return traits
  }

  /// The address without the words for "street" and "number", with RT and RW, as a number.
  private func addressKey(_ row: UInt32) -> UInt64 {
    guard let range = shownRange(row, indexed.address), !range.isEmpty else { return 0 }
    let words = NameKey.fold(text(range)).split(separator: " ").filter { !Registry.wordsForStreet.contains($0) }
    if words.isEmpty { return 0 }
    let place = [indexed.rt, indexed.rw].map { shownRange(row, $0).map { text($0) } ?? "" }
    return Array((words.joined(separator: " ") + "/" + place.joined(separator: "/")).utf8).withUnsafeBytes {
      NameSet.hash($0) | 1
    }
  }

  private static let wordsForStreet: Set<Substring> = ["JL", "JLN", "JALAN", "NO", "NOMOR", "GG", "GANG"]

  private func likeness(_ left: Traits, _ right: Traits) -> HouseholdLikeness {
    var reasons: Set<HouseholdLikeness.Reason> = []
    if left.card != 0, left.card == right.card { reasons.insert(.card) }
    if left.head != none, left.head == right.head { reasons.insert(.head) }
    if let one = left.name, let other = right.name, LikenessTable.isFull(one, other) { reasons.insert(.headName) }
    if left.address != 0, left.address == right.address { reasons.insert(.address) }
    return HouseholdLikeness(reasons)
  }

  /// How far two households of the register look like one.
  public func householdLikeness(_ left: RecordRef, _ right: RecordRef) -> HouseholdLikeness {
    guard let first = ownRow(left.kind, left.id), let second = ownRow(right.kind, right.id), !isOne(first, second)
    else {
      return HouseholdLikeness([])
    }
    return likeness(traits(ofHousehold: first), traits(ofHousehold: second))
  }

  /// All pairs of households that may be one family, the surest first, whatever was answered about them: those that share a
  /// No. KK, a head, or an address and a head's name. Families that left are not compared.
  public func likeHouseholds() -> [LikePair] {
    let rows = handles(.household).filter(standsHere)
    let traits = rows.map(traits(ofHousehold:))
    var keys: [(key: UInt64, place: UInt32)] = []
    for (place, one) in traits.enumerated() {
      if one.card != 0 { keys.append((one.card, UInt32(place))) }
      if one.head != none { keys.append((HashTable.mix(UInt64(one.head), 1), UInt32(place))) }
      guard one.address != 0, let name = one.name else { continue }
      for whole in name.wholes { keys.append((HashTable.mix(one.address, whole), UInt32(place))) }
    }
    keys.sort { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }
    var found: [UInt64: HouseholdLikeness] = [:]
    var start = 0
    for end in 1..<(keys.count + 1) where end == keys.count || keys[end].key != keys[start].key {
      let block = keys[start..<end].map(\.place).prefix(LikenessPasses.mostInBlock)
      for (offset, left) in block.enumerated() {
        for right in block.dropFirst(offset + 1) where right != left {
          let likeness = likeness(traits[Int(left)], traits[Int(right)])
          if likeness.level > .none { found[UInt64(left) << 32 | UInt64(right)] = likeness }
        }
      }
      start = end
    }
    return found.map { pair, likeness in
      LikePair(ref(rows[Int(pair >> 32)]), ref(rows[Int(pair & 0xffff_ffff)]), likeness)
    }.sorted(by: Registry.isSurer)
  }

  /// The households that may be one family with this one, by the indexes.
  public func likeHouseholds(to household: String) -> [LikePair] {
    guard let row = row(.household, household), records[Int(row)].countsAsOne, standsHere(row) else { return [] }
    let own = traits(ofHousehold: row)
    var rows: Set<UInt32> = []
    if own.card != 0 { rows.formUnion(holders(indexed.cardNumber, Registry.sixteen(own.card))) }
    if own.head != none {
      let name = shownRange(own.head, indexed.personName).map { text($0) } ?? ""
      for person in candidates(for: traits(own.head), named: name).union([own.head]) {
        rows.formUnion(householdsLed(by: person))
      }
    }
    return rows.filter { $0 != row && standsHere($0) }.map { other in
      LikePair(ref(row), ref(other), likeness(own, traits(ofHousehold: other)))
    }.filter { $0.likeness.level > .none }.sorted(by: Registry.isSurer)
  }
}
