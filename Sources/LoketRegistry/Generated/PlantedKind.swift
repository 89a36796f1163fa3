// How one person comes to stand twice in a register (DOMAIN §7), and how two people come to look like one. A kind is a row.
import LoketModel

struct PlantedKind: Sendable {
  let name: String
  var needsNik = false
  /// Changes the first record, the second, or both.
  let plant: @Sendable (inout [String: String], inout PlantedPerson, inout SampleRandom) -> Void

  init(
    _ name: String, needsNik: Bool = false,
    _ plant: @escaping @Sendable (inout [String: String], inout PlantedPerson, inout SampleRandom) -> Void
  ) {
    self.name = name
    self.needsNik = needsNik
    self.plant = plant
  }

  // MARK: One person

  static let all: [PlantedKind] = [
    PlantedKind("old spelling") { row, person, _ in
      person.row["name"] = oldSpelling(row["name"])
      person.shareNeighbourhood(row)
    },
    PlantedKind("muhammad") { row, person, random in
      let rest = last(row["name"])
      row["name"] = "MUHAMMAD " + rest
      person.row["name"] = random.pick(["MOCH. ", "MOH. ", "MUCHAMAD ", "MOHAMAD ", "MD "]) + rest
    },
    PlantedKind("old J") { row, person, _ in
      let rest = last(row["name"])
      row["name"] = "MUHAMMAD YUSUF " + rest
      person.row["name"] = "MOCH. JUSUF " + rest
      person.shareNeighbourhood(row)
    },
    PlantedKind("old J, NIK serial", needsNik: true) { row, person, random in
      let rest = last(row["name"])
      row["name"] = "SLAMET RIYADI " + rest
      person.row["name"] = "SLAMET RIJADI " + rest
      person.row["nik"] = oneOff(row["nik"], in: 12..<16, &random)
      person.shareNeighbourhood(row)
    },
    PlantedKind("one letter") { row, person, random in
      person.row["name"] = slipped(row["name"], &random)
    },
    PlantedKind("one letter, NIK digit", needsNik: true) { row, person, random in
      person.row["name"] = slipped(row["name"], &random)
      person.row["nik"] = oneOff(row["nik"], in: 0..<12, &random)
    },
    PlantedKind("abdul glued") { row, person, random in
      let rest = last(row["name"])
      row["name"] = "ABDUL RAHMAN " + rest
      person.row["name"] = random.pick(["ABDURRAHMAN ", "ABD. ROHMAN ", "ABDURROCHMAN "]) + rest
    },
    PlantedKind("titles", needsNik: true) { row, person, random in
      person.row["name"] = "H. " + (row["name"] ?? "") + ", S.PD"
      person.row["nik"] = oneOff(row["nik"], in: 12..<16, &random)
    },
    PlantedKind("bin") { row, person, random in
      person.row["name"] = (row["name"] ?? "") + " BIN " + random.pick(["KASMURI", "DASTAM", "SARMIN"])
    },
    PlantedKind("word missing") { row, person, _ in
      person.row["name"] = (row["name"] ?? "").split(separator: " ").dropLast().joined(separator: " ")
      person.shareNeighbourhood(row)
    },
    PlantedKind("day and month") { row, person, random in
      let date = CalendarDate(
        year: random.inside(1950...2005), month: random.inside(1...6), day: random.inside(7...12))
      row["birthDate"] = date?.iso
      person.row["birthDate"] = date.flatMap { CalendarDate(year: $0.year, month: $0.day, day: $0.month) }?.iso
      person.row["phone"] = row["phone"]
    },
    PlantedKind("1 January") { row, person, _ in
      person.row["birthDate"] = (row["birthDate"] ?? "").prefix(4) + "-01-01"
      person.shareNeighbourhood(row)
    },
    PlantedKind("NIK one digit", needsNik: true) { row, person, random in
      person.row["nik"] = oneOff(row["nik"], in: 0..<12, &random)
    },
    PlantedKind("NIK two swapped", needsNik: true) { row, person, random in
      person.row["nik"] = swapped(row["nik"], &random)
      person.row["name"] = oldSpelling(row["name"])
    },
    PlantedKind("NIK serial", needsNik: true) { row, person, random in
      person.row["nik"] = oneOff(row["nik"], in: 12..<16, &random)
      person.row["name"] = oldSpelling(row["name"])
    },
    PlantedKind("telephone") { row, person, _ in
      person.row["birthDate"] = ""
      person.row["phone"] = row["phone"]
    },
    PlantedKind("one card") { row, person, _ in
      person.row["name"] = (row["name"] ?? "").split(separator: " ").dropFirst().joined(separator: " ")
      person.isAtHome = true
    },
    PlantedKind("year beside") { row, person, _ in
      person.row["birthDate"] =
        CalendarDate(iso: row["birthDate"] ?? "").flatMap {
          CalendarDate(year: $0.year - 1, month: $0.month, day: min($0.day, 28))
        }?.iso
      row["birthDate"] =
        CalendarDate(iso: row["birthDate"] ?? "").flatMap {
          CalendarDate(year: $0.year, month: $0.month, day: min($0.day, 28))
        }?.iso
      // The first of January says only the year.
      if person.row["birthDate"]?.hasSuffix("-01-01") == true { person.row["birthDate"] = row["birthDate"] }
      person.shareNeighbourhood(row)
    },
    PlantedKind("words turned") { row, person, _ in
      person.row["name"] = (row["name"] ?? "").split(separator: " ").reversed().joined(separator: " ")
    },
    PlantedKind("space") { row, person, _ in
      let rest = last(row["name"])
      row["name"] = "NUR AINI " + rest
      person.row["name"] = "NUR'AINI " + rest
    },
    PlantedKind("initial") { row, person, _ in
      let rest = (row["name"] ?? "").split(separator: " ").dropFirst().joined(separator: " ")
      row["name"] = "MUHAMMAD " + rest
      person.row["name"] = "M. " + rest
      person.shareNeighbourhood(row)
    },
    PlantedKind("two cards", needsNik: true) { row, person, random in
      person.row["nik"] =
        "332811" + (row["nik"] ?? "").dropFirst(6).prefix(6) + SampleRandom.digits(random.inside(5000...9999), 4)
      person.shareNeighbourhood(row)
    },
    PlantedKind("short and sound") { row, person, _ in
      let rest = last(row["name"])
      row["name"] = "SITI KHOTIJAH " + rest
      person.row["name"] = "ST. CHOTIDJAH " + rest
    },
  ]

  // MARK: Two people

  static let lookAlikes: [PlantedKind] = [
    // Twins: one birthday, one card, serials one after the other, names that only begin alike.
    PlantedKind("twins", needsNik: true) { row, person, random in
      let rest = last(row["name"])
      (row["name"], person.row["name"]) = ("RINA \(rest)", "RINI \(rest)")
      person.row["nik"] = oneOff(row["nik"], in: 15..<16, &random)
      person.isAtHome = true
    },
    PlantedKind("father and son", needsNik: true) { row, person, random in
      person.row["birthDate"] =
        CalendarDate(iso: row["birthDate"] ?? "").flatMap {
          CalendarDate(year: $0.year - 25, month: $0.month % 12 + 1, day: min($0.day, 28))
        }?.iso
      person.row["nik"] =
        "332811" + SampleRandom.digits(random.below(1_000_000), 6) + "0"
        + SampleRandom.digits(random.inside(1...999), 3)
      person.isAtHome = true
    },
    PlantedKind("namesakes", needsNik: true) { row, person, random in
      person.row["nik"] =
        "332811" + (row["nik"] ?? "").dropFirst(6).prefix(6) + SampleRandom.digits(random.inside(5000...9999), 4)
    },
    PlantedKind("brothers", needsNik: true) { row, person, random in
      person.row["name"] = (row["name"] ?? "").split(separator: " ").prefix(2).joined(separator: " ")
      person.row["birthDate"] =
        CalendarDate(iso: row["birthDate"] ?? "").flatMap {
          CalendarDate(year: $0.year - 2, month: $0.month % 12 + 1, day: min($0.day, 28))
        }?.iso
      person.row["nik"] =
        "332811" + SampleRandom.digits(random.below(1_000_000), 6) + "0"
        + SampleRandom.digits(random.inside(1...999), 3)
      person.isAtHome = true
    },
  ]

  // MARK: Names and numbers

  /// Two words or three, none of them an initial or two in one.
  static func name(isWoman: Bool, _ random: inout SampleRandom) -> String {
    let given = (isWoman ? SampleNames.women : SampleNames.men).filter { !$0.hasSuffix(".") && !$0.contains("'") }
    let first = random.pick(given)
    let second = random.pick(given.filter { $0 != first })
    let families = (isWoman ? SampleNames.familyWomen : SampleNames.familyMen).filter { !$0.contains("-") }
    return [first, random.chance(500) ? second : nil, random.pick(families)].compactMap(\.self).joined(separator: " ")
  }

  private static func last(_ name: String?) -> String { (name ?? "").split(separator: " ").last.map(String.init) ?? "" }

  /// The longest word with one letter left out, put in or replaced, but the first.
  private static func slipped(_ name: String?, _ random: inout SampleRandom) -> String {
    var words = (name ?? "").split(separator: " ").map { Array($0) }
    guard let longest = words.indices.max(by: { words[$0].count < words[$1].count }) else { return name ?? "" }
    let place = random.inside(2...max(2, words[longest].count - 2))
    switch random.below(3) {
    case 0 where words[longest].count > 5: words[longest].remove(at: place)
    case 1: words[longest].insert("R", at: place)
    default: words[longest][place] = words[longest][place] == "L" ? "R" : "L"
    }
    return words.map { String($0) }.joined(separator: " ")
  }

  /// As it was written before 1972.
  private static func oldSpelling(_ name: String?) -> String {
    (name ?? "").map { letter in
      switch letter {
      case "U": "OE"
      case "J": "DJ"
      case "C": "TJ"
      default: String(letter)
      }
    }.joined().replacing("TJH", with: "CH")
  }

  private static func oneOff(_ nik: String?, in places: Range<Int>, _ random: inout SampleRandom) -> String? {
    var digits = (nik ?? "").compactMap(\.wholeNumberValue)
    guard digits.count == 16 else { return nil }
    let place = places.lowerBound + random.below(places.count)
    digits[place] = (digits[place] + random.inside(1...9)) % 10
    return digits.map(String.init).joined()
  }

  private static func swapped(_ nik: String?, _ random: inout SampleRandom) -> String? {
    var digits = (nik ?? "").compactMap(\.wholeNumberValue)
    let places = digits.indices.dropLast().filter { digits[$0] != digits[$0 + 1] }
    guard digits.count == 16, !places.isEmpty else { return nil }
    let place = random.pick(places)
    digits.swapAt(place, place + 1)
    return digits.map(String.init).joined()
  }
}

extension PlantedPerson {
  mutating func shareNeighbourhood(_ row: [String: String]) {
    this("rt", row)
    this("rw", row)
  }

  private mutating func this(_ field: String, _ row: [String: String]) { self.row[field] = row[field] }
}
