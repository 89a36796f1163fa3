// One household of sample data: who lives in it, with relations, ages and numbers that fit each other.
import LoketModel

/// A person as a clerk would type it from the family card.
struct SamplePerson: Sendable {
  let ref: RecordRef
  let birthDate: CalendarDate
  let isWoman: Bool
  /// A code of `CodeList.relation`.
  let relation: String
  let fields: [FieldChange]

  func age(_ day: CalendarDate) -> Int { birthDate.age(on: day) }
}

struct SampleFamily: Sendable {
  let household: RecordRef
  let fields: [FieldChange]
  /// The head first.
  let members: [SamplePerson]
}

/// Makes families; no NIK and no card number comes out twice.
struct SampleVillage: Sendable {
  let village: String
  private var serials: [String: Int] = [:]
  /// Kecamatan of first registration: mostly this one, some of the neighbours'.
  private let districts: [String]

  init(village: String) {
    self.village = village
    let home = String(village.prefix(6))
    let regency = String(village.prefix(4))
    districts = Array(repeating: home, count: 8) + [regency + "01", regency + "02", "332810", "332915"]
  }

  /// Sizes of ten households, 33 people.
  static let sizes = [1, 2, 2, 3, 3, 3, 4, 4, 5, 6]

  mutating func family(size: Int, day: CalendarDate, _ random: inout SampleRandom) -> SampleFamily {
    let household = RecordRef(.household, random.identifier())
    let isLedByWoman = random.chance(size == 1 ? 450 : 130)
    let headAge = random.inside(size == 1 ? 22...78 : 26...68)
    let hasSpouse = size > 1 && !isLedByWoman && random.chance(930)
    var shapes = [(relation: "1", isWoman: isLedByWoman, age: headAge)]
    if hasSpouse { shapes.append(("3", true, max(19, headAge - random.inside(-2...7)))) }
    let mother = shapes.filter(\.isWoman).map(\.age).min() ?? headAge
    while shapes.count < size {
      let isWoman = random.chance(500)
      let oldestChild = min(headAge, mother) - 19
      if headAge < 55, shapes.count > 2, random.chance(60) {
        shapes.append((isWoman ? "8" : "7", isWoman, headAge + random.inside(22...28)))
      } else if headAge > 52, shapes.count > 2, random.chance(150) {
        shapes.append(("6", isWoman, random.inside(0...max(0, headAge - 48))))
      } else if oldestChild < 1 || random.chance(40) {
        shapes.append(("9", isWoman, random.inside(17...60)))
      } else {
        shapes.append(("4", isWoman, random.inside(0...min(34, oldestChild))))
      }
    }
    // A clerk enters the family card from the eldest child down.
    let others = shapes.dropFirst().sorted {
      ($0.relation.count, $0.relation, -$0.age) < ($1.relation.count, $1.relation, -$1.age)
    }
    let isMarried = hasSpouse
    let members = ([shapes[0]] + others).map { shape in
      person(shape, household, isMarried: isMarried, size: size, day: day, &random)
    }
    return SampleFamily(household: household, fields: fields(members[0], day, &random), members: members)
  }

  private mutating func fields(
    _ head: SamplePerson, _ day: CalendarDate, _ random: inout SampleRandom
  ) -> [FieldChange] {
    let issued = day.adding(days: -random.inside(30...4000))
    let card = number(districts[0], day: issued.day, issued, &random)
    var fields = [
      FieldChange("familyCardNumber", card), FieldChange("cards/" + card, "first"),
      FieldChange("address", random.pick(SampleNames.streets) + " \(random.inside(1...140))"),
      FieldChange("rt", SampleRandom.digits(random.inside(1...12), 3)),
      FieldChange("rw", SampleRandom.digits(random.inside(1...10), 3)), FieldChange("village", village),
      FieldChange("head", head.ref.id),
    ]
    if random.chance(700) {
      fields.append(FieldChange("device", random.pick(["none", "phone", "phone", "phone", "computer", "both"])))
      fields.append(FieldChange("internet", random.pick(["none", "mobile", "mobile", "home", "free"])))
    }
    var aside = random.aside(0x656c)
    if aside.chance(650) {
      fields.append(FieldChange("electricity", aside.pick(["own", "own", "own", "own", "shared", "none"])))
    }
    if random.chance(800) { fields.append(FieldChange("papersSeen", day.iso)) }
    return fields
  }

  private mutating func person(
    _ shape: (relation: String, isWoman: Bool, age: Int), _ household: RecordRef, isMarried: Bool, size: Int,
    day: CalendarDate, _ random: inout SampleRandom
  ) -> SamplePerson {
    // Never so near that a birthday makes somebody a year younger than the rules of the relation want.
    let born = day.adding(days: -(shape.age * 365 + shape.age / 4 + random.inside(1...330)))
    let age = born.age(on: day)
    var fields: [FieldChange] = []
    func set(_ field: String, _ value: String?) { if let value { fields.append(FieldChange(field, value)) } }
    if random.chance(age < 1 ? 300 : 25) {
      set("nikReason", age < 1 ? "none" : random.pick(["unchecked", "none", "refused"]))
    } else {
      set("nik", nik(born, shape.isWoman, &random))
    }
    set("name", name(shape.isWoman, age, &random))
    if age > 45, random.chance(60) { set("titleBefore", shape.isWoman ? "Hj." : "H.") }
    set("birthPlace", random.pick(SampleNames.towns))
    set("birthDate", born.iso)
    set("sex", shape.isWoman ? "2" : "1")
    set("household", household.id)
    set("relation", shape.relation)
    set("maritalStatus", marital(shape.relation, age, isMarried, size, &random))
    set("education", education(age, &random))
    let work = work(age, shape.isWoman, &random)
    set("occupation", work.occupation)
    if random.chance(850) { set("employment", work.employment) }
    if age >= 15, random.chance(shape.relation == "1" ? 850 : 450) {
      set("phone", phone(&random))
      set("phoneOwner", random.chance(820) ? "own" : random.pick(["spouse", "child", "family", "neighbour"]))
    }
    if random.chance(750) { set("papersSeen", day.iso) }
    set("registeredOn", day.iso)
    var aside = random.aside(0x6a6f)
    if age >= 18, ["notWorking", "laidOff"].contains(work.employment), aside.chance(120) {
      let issued = day.adding(days: -aside.inside(10...700))
      set("jobCardNumber", districts[0] + SampleRandom.digits(aside.below(1_000_000), 6))
      set("jobCardIssued", issued.iso)
      if issued.days(until: day) > 180, aside.chance(500) {
        set("jobCardReported", issued.adding(days: aside.inside(150...180)).iso)
      }
    }
    if age >= 17, random.chance(45) {
      let track = random.pick(["menjahit", "las", "tata-boga", "bengkel-motor", "barista", "digital-marketing"])
      set("skills/" + track, random.pick(["1", "2", "2", "3"]))
      set("skillOrigin/" + track, "elsewhere")
    }
    return SamplePerson(
      ref: RecordRef(.person, random.identifier()), birthDate: born, isWoman: shape.isWoman, relation: shape.relation,
      fields: fields)
  }

  /// By the rule of the number, but for a few in a hundred that were registered under another date (DOMAIN §2).
  private mutating func nik(_ born: CalendarDate, _ isWoman: Bool, _ random: inout SampleRandom) -> String {
    let written = random.chance(40) ? born.adding(days: random.pick([-1, 1, 30, -365, 365, 5])) : born
    return number(random.pick(districts), day: written.day + (isWoman ? 40 : 0), written, &random)
  }

  /// Region, DDMMYY and the next free serial of that day.
  private mutating func number(_ district: String, day: Int, _ date: CalendarDate, _ random: inout SampleRandom)
    -> String
  {
    let start =
      district + SampleRandom.digits(day, 2) + SampleRandom.digits(date.month, 2)
      + SampleRandom.digits(date.year % 100, 2)
    let serial = serials[start, default: 0] + 1 + random.below(3)
    serials[start] = serial
    return start + SampleRandom.digits(serial, 4)
  }

  private func name(_ isWoman: Bool, _ age: Int, _ random: inout SampleRandom) -> String {
    let given = random.pick(isWoman ? SampleNames.women : SampleNames.men)
    let isInitial = given.hasSuffix(".")
    // One name alone is common among the older.
    if !isInitial, random.chance(age > 50 ? 260 : 60) { return given }
    let family = random.pick(isWoman ? SampleNames.familyWomen : SampleNames.familyMen)
    if random.chance(280) {
      let second = random.pick(isWoman ? SampleNames.women : SampleNames.men)
      if second != given, !second.hasSuffix(".") { return given + " " + second + " " + family }
    }
    return given + " " + family
  }

  private func marital(
    _ relation: String, _ age: Int, _ isMarried: Bool, _ size: Int, _ random: inout SampleRandom
  ) -> String {
    switch relation {
    case "3": "2"
    case "1": isMarried ? "2" : age < 30 && size == 1 ? "1" : random.pick(["3", "4", "4"])
    case "7", "8": random.pick(["2", "4", "4"])
    default: age > 28 && random.chance(250) ? random.pick(["2", "3"]) : "1"
    }
  }

  private func education(_ age: Int, _ random: inout SampleRandom) -> String {
    switch age {
    case ..<6: "1"
    case ..<13: "2"
    case ..<16: random.pick(["3", "3", "4"])
    case ..<19: random.pick(["4", "4", "3"])
    case ..<24: random.pick(["5", "5", "5", "4"])
    case ..<50: random.pick(["5", "5", "5", "4", "4", "3", "7", "8", "8"])
    default: random.pick(["3", "3", "2", "4", "5", "1", "8"])
    }
  }

  private func work(
    _ age: Int, _ isWoman: Bool, _ random: inout SampleRandom
  ) -> (occupation: String, employment: String) {
    switch age {
    case ..<6: return ("1", "notWorking")
    case ..<18: return ("3", "school")
    case 60...: return random.chance(300) ? ("4", "retired") : ("1", "notWorking")
    default: break
    }
    if age < 24, random.chance(350) { return ("3", "school") }
    if isWoman, random.chance(420) { return ("2", "homemaker") }
    switch random.below(10) {
    case 0, 1: return ("1", "notWorking")
    case 2: return ("15", "laidOff")
    case 3: return ("19", "underemployed")
    case 4: return ("88", "selfEmployed")
    case 5: return ("84", "selfEmployed")
    case 6: return (random.pick(["11", "9", "20", "12"]), "working")
    case 7: return (random.pick(["13", "14", "30", "29", "35", "81"]), "working")
    default: return ("15", "working")
    }
  }

  private func phone(_ random: inout SampleRandom) -> String {
    "+62" + random.pick(["812", "813", "821", "822", "852", "853", "857", "858", "877", "878", "895", "896"])
      + SampleRandom.digits(random.below(100_000_000), 8)
  }
}
