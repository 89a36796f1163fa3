// What of a stored person is compared with another, read from the packed values without making strings.
import LoketModel

extension Registry {
  /// What is compared of a person of the register; nil where there is no such record.
  public func traits(of person: String) -> PersonTraits? { row(.person, person).map { traits($0) } }

  /// The number that the members of a household share in `PersonTraits.home`.
  public func homeNumber(of household: String) -> UInt64 { row(.household, household).map { UInt64($0) + 1 } ?? 0 }

  func traits(_ row: UInt32) -> PersonTraits {
    var traits = ownTraits(row)
    guard let household = householdOf(row) else { return traits }
    traits.home = UInt64(household) + 1
    (traits.card, traits.neighbourhood) = homeTraits(household)
    return traits
  }

  /// Without what the household tells.
  func ownTraits(_ row: UInt32) -> PersonTraits {
    var traits = PersonTraits(name: nameTraits(row))
    if let range = shownRange(row, indexed.nik) { traits.nik = number(range, digits: 16) }
    if let range = shownRange(row, indexed.birthDate) { traits.birth = PersonTraits.day(text(range)) }
    if let range = shownRange(row, indexed.sex), range.count == 1 {
      let digit = arena.bytes[range.lowerBound] &- 0x30
      traits.sex = digit <= 2 ? digit : 0
    }
    if let range = shownRange(row, indexed.personPhone) { traits.phone = number(range) }
    return traits
  }

  /// No. KK, and RT with RW.
  func homeTraits(_ household: UInt32) -> (card: UInt64, neighbourhood: UInt32) {
    let card = shownRange(household, indexed.cardNumber).map { number($0, digits: 16) } ?? 0
    return (card, neighbourhood(household))
  }

  /// RT with RW; zero where they are not known.
  func neighbourhood(_ household: UInt32) -> UInt32 {
    guard let rt = shownRange(household, indexed.rt), let rw = shownRange(household, indexed.rw) else { return 0 }
    return PersonTraits.neighbourhood(text(rt), text(rw))
  }

  func nameTraits(_ row: UInt32) -> NameTraits {
    guard let range = shownRange(row, indexed.personName) else { return NameTraits("") }
    return arena.bytes.withUnsafeBufferPointer { NameTraits(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The digits that lie here as a number; zero where there are not so many of them.
  private func number(_ range: Range<Int>, digits wanted: Int? = nil) -> UInt64 {
    let first = arena.bytes[range.lowerBound]
    guard first == StoredMark.digits || first == StoredMark.plusDigits else {
      let text = text(range)
      return wanted == nil ? PersonTraits.digits(text) : PersonTraits.sixteen(text)
    }
    var number: UInt64 = 0
    var count = 0
    for byte in arena.bytes[(range.lowerBound + 1)..<range.upperBound] {
      for digit in [byte >> 4, byte & 0xf] where digit < 10 {
        number = number &* 10 &+ UInt64(digit)
        count += 1
      }
    }
    return wanted == nil || count == wanted ? number : 0
  }
}
