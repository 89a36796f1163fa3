// The blocking keys of the whole register: each pass puts people with one key together and compares only those.
import LoketModel

/// Finds the pairs among many people. Every row of `LikenessTable` asks for a NIK that is equal or nearly, or for a name and
/// something that it shares; each of those is a key here, so no row is missed but in a block that is too large.
///
/// **Large blocks.** A key that more than `mostInBlock` people share is divided by their exact birth dates, and what is still
/// too large is passed over: those are people of one common name who all have the same guessed date (01-01-1970). Of them the
/// table asks for a shared RT, telephone, No. KK or NIK too, and each of those has a pass of its own with the name, so that
/// only the same name with the same guessed date in one RT, more than `mostInBlock` times, would be missed.
struct LikenessPasses {
  /// Pairs by their places, the lower in the high half.
  private(set) var found: [UInt64: Likeness] = [:]
  /// How many pairs were compared, for measuring.
  private(set) var compared = 0
  private let people: [PersonTraits]
  /// Keys with the place of the person in the low 24 bits, sorted before they are read.
  private var keys: [UInt64] = []

  static let mostInBlock = 64
  private static let placeBits: UInt64 = 0xff_ffff

  /// Pairs of two people before this place are not asked about.
  private let firstNew: Int

  /// - Parameter people: at most 2^24 of them.
  init(_ people: [PersonTraits], firstNew: Int = 0) {
    self.people = people
    self.firstNew = firstNew
  }

  mutating func run() {
    numbers()
    names()
    shared()
  }

  // MARK: Passes

  private mutating func numbers() {
    pass { traits, add in if traits.nik != 0 { add(traits.nik) } }
    var power: UInt64 = 1
    for place in 0..<16 {
      let (this, tag) = (power, UInt64(place) << 56)
      // One digit off: the same number without this digit.
      pass(mayAgree: true) { traits, add in
        if traits.nik != 0 { add((traits.nik &- traits.nik / this % 10 &* this) ^ tag) }
      }
      // Two neighbours changed over: the same number with the two in order.
      if place < 15 {
        pass(mayAgree: true) { traits, add in
          guard traits.nik != 0 else { return }
          let (low, high) = (traits.nik / this % 10, traits.nik / (this &* 10) % 10)
          guard low != high else { return }
          let without = traits.nik &- low &* this &- high &* this &* 10
          add((without &+ min(low, high) &* this &+ max(low, high) &* this &* 10) ^ tag ^ 1 << 55)
        }
      }
      power &*= 10
    }
  }

  /// One name, born in one year or in years that follow each other: whatever the slip in the date.
  private mutating func names() {
    for bracket in [UInt64(0), 1] {
      pass { traits, add in
        guard traits.birth != 0 else { return }
        let years = (UInt64(traits.birth / 10_000) + bracket) / 2
        for name in traits.name.wholes { add(name ^ (years * 2 + bracket) &* 0x2545_f491_4f6c_dd1d) }
      }
    }
  }

  /// A date as people change it over: the same for 5 August and 8 May.
  private static func day(_ birth: UInt32) -> UInt64? {
    guard birth != 0 else { return nil }
    let (year, month, day) = (UInt64(birth / 10_000), UInt64(birth / 100 % 100), UInt64(birth % 100))
    return day > 12 ? UInt64(birth) : year * 10_000 + min(day, month) * 100 + max(day, month) + 1 << 40
  }

  /// A name, or one with a word missing, and something that both have: RT, telephone, No. KK, household (no row takes a
  /// missing word for a likeness without one of these or a near NIK). And without the name one birth date with the last three.
  private mutating func shared() {
    let places: [(PersonTraits) -> UInt64] = [
      { UInt64($0.neighbourhood) }, { $0.phone }, { $0.card }, { $0.home },
    ]
    for (number, place) in places.enumerated() {
      pass { traits, add in
        let value = place(traits)
        guard value != 0 else { return }
        for name in traits.name.wholes + traits.name.leftOut { add(name ^ value &* 0x8cb9_2ba7_2f3d_8dd7) }
      }
      if number == 0 { continue }
      pass { traits, add in
        let value = place(traits)
        if value != 0, traits.birth != 0 { add(value ^ UInt64(traits.birth) &* 0xd6e8_feb8_6659_fd93) }
      }
    }
  }

  // MARK: Blocks

  private mutating func pass(mayAgree: Bool = false, _ key: (PersonTraits, (UInt64) -> Void) -> Void) {
    var keys = self.keys
    self.keys = []
    keys.removeAll(keepingCapacity: true)
    for (place, traits) in people.enumerated() {
      key(traits) { value in
        let mixed = (value ^ value >> 32) &* 0x9e37_79b9_7f4a_7c15
        keys.append((mixed ^ mixed >> 29) & ~LikenessPasses.placeBits | UInt64(place))
      }
    }
    keys.sort()
    var start = 0
    for end in 1..<(keys.count + 1) where end == keys.count || keys[end] >> 24 != keys[start] >> 24 {
      if end - start > 1 { block(keys[start..<end], mayAgree) }
      start = end
    }
    self.keys = keys
  }

  private mutating func block(_ keys: ArraySlice<UInt64>, _ mayAgree: Bool) {
    if keys.count <= LikenessPasses.mostInBlock { return compareAll(keys.map(LikenessPasses.place), mayAgree) }
    var days: [UInt64: [Int]] = [:]
    for key in keys {
      let place = LikenessPasses.place(key)
      if let day = LikenessPasses.day(people[place].birth) { days[day, default: []].append(place) }
    }
    for places in days.values where places.count > 1 && places.count <= LikenessPasses.mostInBlock {
      compareAll(places, mayAgree)
    }
  }

  private static func place(_ key: UInt64) -> Int { Int(key & placeBits) }

  private mutating func compareAll(_ places: [Int], _ mayAgree: Bool) {
    for (offset, left) in places.enumerated() {
      for right in places[(offset + 1)...] where right != left { compare(left, right, mayAgree) }
    }
  }

  private mutating func compare(_ left: Int, _ right: Int, _ mayAgree: Bool) {
    guard max(left, right) >= firstNew else { return }
    compared += 1
    if mayAgree, !people[left].name.mayAgree(people[right].name) { return }
    let pair = UInt64(min(left, right)) << 32 | UInt64(max(left, right))
    guard found[pair] == nil else { return }
    let likeness = Likeness(people[left], people[right])
    if likeness.level > .none { found[pair] = likeness }
  }
}
