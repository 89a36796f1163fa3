// The blocking keys of the whole register: each pass puts people with one key together and compares only those.
import LoketModel

/// Finds the pairs among many people. Every row of `LikenessTable` asks for a NIK that is equal or nearly, or for a name and
/// something that it shares; each of those is a key here, so no row is missed but in a block that is too large.
///
/// **Large blocks.** A key that asks for more than `mostInBlock` squared comparisons is divided by exact birth dates, and what
/// is still too large is passed over: those are people of one common name who all have the same guessed date (01-01-1970). Of them the
/// table asks for a shared RT, telephone, No. KK or NIK too, and each of those has a pass of its own with the name, so that
/// only the same name with the same guessed date in one RT, more than `mostInBlock` times, would be missed.
struct LikenessPasses {
  /// Pairs by their places, the lower in the high half.
  private(set) var found: [UInt64: Likeness] = [:]
  /// How many pairs were compared, for measuring.
  private(set) var compared = 0
  private let people: [PersonTraits]
  /// The numbers of all names, person after person: those under which each is whole, then those with a word left out.
  private var names: [UInt64] = []
  /// Of each person where its numbers begin, and where those with a word left out do; behind the last one the end.
  private var starts: [(whole: Int, leftOut: Int)] = []
  /// Keys with the place of the person in the low 24 bits, sorted before they are read.
  private var keys: [UInt64] = []

  /// People of one key who are all compared with each other.
  static let mostInBlock = 64
  private static let placeBits: UInt64 = 0xff_ffff
  /// The key is of a name with a word left out: two of those have nothing in common but what is left.
  private static let isLeftOut: UInt64 = 0x100_0000
  private static let keyShift: UInt64 = 25

  /// Pairs of two people before this place are not asked about.
  private let firstNew: Int

  /// - Parameter people: at most 2^24 of them.
  init(_ people: [PersonTraits], firstNew: Int = 0) {
    self.people = people
    self.firstNew = firstNew
    names.reserveCapacity(people.count * 6)
    starts.reserveCapacity(people.count + 1)
    for traits in people {
      let whole = names.count
      names += traits.name.wholes
      starts.append((whole, names.count))
      names += traits.name.leftOut
    }
    starts.append((names.count, names.count))
  }

  mutating func run() {
    numbers()
    years()
    slips()
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
  private mutating func years() {
    for bracket in [UInt64(0), 1] {
      pass(names: .whole) { traits in
        guard traits.birth != 0 else { return nil }
        let years = (UInt64(traits.birth / 10_000) + bracket) / 2
        return (years * 2 + bracket) &* 0x2545_f491_4f6c_dd1d
      }
    }
  }

  /// One birth date and all words but one: that one may have a letter more, less or another.
  private mutating func slips() {
    let (names, starts) = (names, starts)
    pass(mayAgree: true) { keys, people in
      for (place, traits) in people.enumerated() where traits.birth != 0 {
        let day = UInt64(traits.birth) &* 0xa24b_aed4_963e_e407
        for name in names[starts[place].leftOut..<starts[place + 1].whole] {
          keys.append(LikenessPasses.mixed(name ^ day) | UInt64(place))
        }
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
      pass(names: .wholeOrLeftOut) { traits in
        let value = place(traits)
        return value == 0 ? nil : value &* 0x8cb9_2ba7_2f3d_8dd7
      }
      if number == 0 { continue }
      pass { traits, add in
        let value = place(traits)
        if value != 0, traits.birth != 0 { add(value ^ UInt64(traits.birth) &* 0xd6e8_feb8_6659_fd93) }
      }
    }
  }

  // MARK: Blocks

  /// One key a person at most, and more where `add` is called more than once.
  private mutating func pass(mayAgree: Bool = false, _ key: (PersonTraits, (UInt64) -> Void) -> Void) {
    pass(mayAgree: mayAgree) { keys, people in
      for (place, traits) in people.enumerated() {
        key(traits) { keys.append(LikenessPasses.mixed($0) | UInt64(place)) }
      }
    }
  }

  private enum Names { case whole, wholeOrLeftOut }

  /// A key for each number of a name, mixed with what a person has beside it; nobody without that takes part.
  private mutating func pass(names wanted: Names, _ beside: (PersonTraits) -> UInt64?) {
    let (names, starts) = (names, starts)
    pass(mayAgree: false) { keys, people in
      for (place, traits) in people.enumerated() {
        guard let beside = beside(traits) else { continue }
        for name in names[starts[place].whole..<starts[place].leftOut] {
          keys.append(LikenessPasses.mixed(name ^ beside) | UInt64(place))
        }
        guard wanted == .wholeOrLeftOut else { continue }
        for name in names[starts[place].leftOut..<starts[place + 1].whole] {
          keys.append(LikenessPasses.mixed(name ^ beside) | LikenessPasses.isLeftOut | UInt64(place))
        }
      }
    }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let mixed = (value ^ value >> 32) &* 0x9e37_79b9_7f4a_7c15
    return ((mixed ^ mixed >> 29) >> keyShift) << keyShift
  }

  private mutating func pass(mayAgree: Bool, filling fill: (inout [UInt64], [PersonTraits]) -> Void) {
    var keys = self.keys
    self.keys = []
    keys.removeAll(keepingCapacity: true)
    fill(&keys, people)
    keys.sort()
    var start = 0
    let shift = LikenessPasses.keyShift
    for end in 1..<(keys.count + 1) where end == keys.count || keys[end] >> shift != keys[start] >> shift {
      // Those with a word left out stand last: where the first is one, all are.
      if end - start > 1, keys[start] & LikenessPasses.isLeftOut == 0 { block(keys[start..<end], mayAgree) }
      start = end
    }
    self.keys = keys
  }

  private mutating func block(_ keys: ArraySlice<UInt64>, _ mayAgree: Bool) {
    let whole = keys.prefix { $0 & LikenessPasses.isLeftOut == 0 }
    if whole.count * keys.count <= LikenessPasses.mostInBlock * LikenessPasses.mostInBlock {
      return compareAll(whole.map(LikenessPasses.place), keys.map(LikenessPasses.place), mayAgree)
    }
    var days: [UInt64: (whole: [Int], all: [Int])] = [:]
    for key in keys {
      let place = LikenessPasses.place(key)
      guard let day = LikenessPasses.day(people[place].birth) else { continue }
      if key & LikenessPasses.isLeftOut == 0 { days[day, default: ([], [])].whole.append(place) }
      days[day, default: ([], [])].all.append(place)
    }
    for (whole, all) in days.values
    where whole.count * all.count <= LikenessPasses.mostInBlock * LikenessPasses.mostInBlock {
      compareAll(whole, all, mayAgree)
    }
  }

  private static func place(_ key: UInt64) -> Int { Int(key & placeBits) }

  /// Each of the whole names with each that stands behind it.
  private mutating func compareAll(_ whole: [Int], _ all: [Int], _ mayAgree: Bool) {
    for (offset, left) in whole.enumerated() {
      for right in all[(offset + 1)...] where right != left { compare(left, right, mayAgree) }
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
