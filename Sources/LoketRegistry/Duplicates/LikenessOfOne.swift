// Who is like one person, as a clerk types: the candidates come from the indexes, never from a walk over all people.
import LoketModel

/// A person of the register who may be the one at the desk.
public struct PersonLikeness: Hashable, Sendable {
  public let person: String
  public let likeness: Likeness

  public init(person: String, likeness: Likeness) {
    self.person = person
    self.likeness = likeness
  }
}

extension Registry {
  /// Candidates of one key that are looked at, at most. Only a guessed date (01-01) or one very common name has more; who is
  /// strongly like such a person shares the NIK, the telephone, the No. KK or the written name with the date and is found by
  /// that.
  static let mostCandidates = 128
  /// People of one year that are looked at when only the year is sure: all of a kelurahan's.
  static let mostOfYear = 600

  /// Who may be this person, the surest first.
  /// - Parameters:
  ///   - traits: what stands in a form, as far as it is known.
  ///   - excluded: ids of people who are not asked about: the record itself, and those that somebody answered for.
  public func likenesses(
    of traits: PersonTraits, named name: String, excluding excluded: Set<String> = [], limit: Int = 5
  ) -> [PersonLikeness] {
    var found: [PersonLikeness] = []
    for row in candidates(for: traits, named: name) {
      // Name, NIK and date first: most candidates end here.
      guard traits.name.mayAgree(nameTraits(row)) || traits.nik != 0 || traits.phone != 0 || traits.card != 0 else {
        continue
      }
      let likeness = Likeness(traits, self.traits(row))
      guard likeness.level > .none else { continue }
      let id = id(row)
      if !excluded.contains(id) { found.append(PersonLikeness(person: id, likeness: likeness)) }
    }
    found.sort { left, right in
      left.likeness.level != right.likeness.level
        ? left.likeness.level > right.likeness.level : left.person < right.person
    }
    return Array(found.prefix(limit))
  }

  func candidates(for traits: PersonTraits, named name: String) -> Set<UInt32> {
    var rows: Set<UInt32> = []
    addNeighbours(of: traits.nik, &rows)
    for day in Registry.likeDays(traits.birth) {
      addPeople(indexed.birthDate, day, from: wide, &rows) { traits.name.mayAgree(nameTraits($0)) }
    }
    if traits.birth % 10_000 == 101, traits.neighbourhood != 0 { addBorn(in: traits, &rows) }
    if traits.phone != 0 { addPeople(indexed.personPhone, "+\(traits.phone)", from: narrow, &rows) { _ in true } }
    var homes: [UInt32] = traits.home == 0 ? [] : [UInt32(truncatingIfNeeded: traits.home - 1)]
    if traits.card != 0 { homes += holders(indexed.cardNumber, Registry.sixteen(traits.card)) }
    for home in Set(homes) where Int(home) < records.count { rows.formUnion(showing(indexed.household, id(home))) }
    if !isLoading { rows.formUnion(sameWritten(name)) }
    return rows
  }

  /// A guessed date stands for any day of its year; that says something of people in one RT alone. The days are looked up
  /// one by one: of a city's year the last ones are left to the list of all.
  private func addBorn(in traits: PersonTraits, _ rows: inout Set<UInt32>) {
    guard var day = CalendarDate(year: Int(traits.birth / 10_000), month: 1, day: 2) else { return }
    let year = day.year
    var looked = 0
    while day.year == year, looked <= Registry.mostOfYear {
      addPeople(indexed.birthDate, day.iso, from: wide, &rows) { row in
        looked += 1
        // Where somebody lives is read sooner than a name is taken apart.
        guard let home = householdOf(row), neighbourhood(home) == traits.neighbourhood else { return false }
        return traits.name.mayAgree(nameTraits(row))
      }
      day = day.adding(days: 1)
    }
  }

  /// The date, its day and month changed over, the years beside it, and the first of January.
  static func likeDays(_ birth: UInt32) -> [String] {
    guard birth != 0 else { return [] }
    let (year, month, day) = (Int(birth / 10_000), Int(birth / 100 % 100), Int(birth % 100))
    var days: [String] = []
    for (y, m, d) in [
      (year, month, day), (year, day, month), (year - 1, month, day), (year + 1, month, day), (year, 1, 1),
    ] {
      if let date = CalendarDate(year: y, month: m, day: d), !days.contains(date.iso) { days.append(date.iso) }
    }
    return days
  }

  /// Every NIK that one slip of the hand makes of this one: sixteen digits in nine other ways, fifteen neighbours changed over.
  private func addNeighbours(of nik: UInt64, _ rows: inout Set<UInt32>) {
    guard nik != 0 else { return }
    var digits = [UInt8](repeating: 0, count: 16)
    var rest = nik
    for place in (0..<16).reversed() {
      digits[place] = UInt8(rest % 10)
      rest /= 10
    }
    addNumber(digits, &rows)
    for place in 0..<16 {
      let right = digits[place]
      for digit in UInt8(0)..<10 where digit != right {
        digits[place] = digit
        addNumber(digits, &rows)
      }
      digits[place] = right
      if place > 0, digits[place - 1] != right {
        digits.swapAt(place - 1, place)
        addNumber(digits, &rows)
        digits.swapAt(place - 1, place)
      }
    }
  }

  private func addNumber(_ digits: [UInt8], _ rows: inout Set<UInt32>) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 9) { packed in
      packed[0] = StoredMark.digits
      for place in 0..<8 { packed[place + 1] = digits[place * 2] << 4 | digits[place * 2 + 1] }
      for row in narrow.rows(PostingIndex.hash(indexed.nik, UnsafeRawBufferPointer(packed))).map(first) {
        if records[Int(row)].kind == Registry.personKind, records[Int(row)].isListed { rows.insert(row) }
      }
    }
  }

  private func addPeople(
    _ number: UInt16, _ value: String, from index: PostingIndex, _ rows: inout Set<UInt32>, where fits: (UInt32) -> Bool
  ) {
    guard let key = packed(value, of: number) else { return }
    var looked = 0
    for row in index.rows(key.withUnsafeBytes({ PostingIndex.hash(number, $0) })).lazy.map(first) {
      guard records[Int(row)].kind == Registry.personKind, records[Int(row)].isListed else { continue }
      looked += 1
      if looked > Registry.mostCandidates { return }
      if fits(row) { rows.insert(row) }
    }
  }

  static func sixteen(_ number: UInt64) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 16 - text.count)) + text
  }
}
