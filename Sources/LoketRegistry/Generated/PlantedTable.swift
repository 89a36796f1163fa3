// A table of sample people in which some stand twice, and some look it: how well duplicates are found can be counted.
import LoketModel

/// The same rows, pairs and seed give the same bytes. Whoever stands in a pair has its name in the column `note`.
public struct PlantedTable: Sendable {
  /// CSV with our own columns.
  public let bytes: [UInt8]
  /// Without the header.
  public let rows: Int
  /// The pairs that are one person, by kind (`PlantedKind`).
  public private(set) var planted: [String: Int] = [:]
  /// Two people each who look alike and are two: twins, father and son, namesakes, brothers.
  public private(set) var lookAlikes = 0

  static let columns = [
    "nik", "name", "sex", "birthDate", "birthPlace", "relation", "familyCardNumber", "address", "rt", "rw", "phone",
    "note",
  ]

  /// - Parameters:
  ///   - rows: people in the table, those that stand twice included.
  ///   - pairs: how many stand twice, spread evenly over the kinds; half as many look-alikes are added.
  public init(rows wanted: Int, pairs: Int, seed: UInt64, village: String, day: CalendarDate) {
    var work = PlantedWork(seed: seed, village: village, day: day)
    let lookAlikes = pairs / 2
    // Every so many rows a family has one of its members planted.
    let step = max(1, wanted / 20 * 19 / max(1, pairs + lookAlikes))
    var due = step
    while work.count < wanted {
      let before = work.plants
      let isDue = work.count >= due && before < pairs + lookAlikes
      work.family(planting: isDue ? before : nil, pairs: pairs, room: wanted - work.count)
      if work.plants > before { due += step }
    }
    rows = work.count
    planted = work.planted
    self.lookAlikes = work.lookAlikes
    bytes = work.bytes
  }

  /// What became of the planted pairs among those that the register flags.
  public func tally(_ found: [LikePair], in registry: Registry) -> PlantedTally {
    var tally = PlantedTally()
    var seen: Set<String> = []
    for pair in found {
      let notes = [pair.first, pair.second].map { registry.value($0, "note") ?? "" }
      guard !notes[0].isEmpty, notes[0] == notes[1] else {
        tally.add(falsely: pair, "-")
        continue
      }
      let kind = String(notes[0].prefix { $0 != "#" })
      if planted[kind] == nil {
        tally.add(falsely: pair, kind)
      } else if seen.insert(notes[0]).inserted {
        tally.found[kind, default: 0] += 1
      }
    }
    for (kind, count) in planted { tally.missed[kind] = count - (tally.found[kind] ?? 0) }
    guard tally.missedCount > 0 else { return tally }
    for person in registry.all(.person) {
      guard let note = registry.value(person, "note"), planted[String(note.prefix { $0 != "#" })] != nil else {
        continue
      }
      if !seen.contains(note) { tally.missedPeople.append(person) }
    }
    return tally
  }
}

/// By kind; of those that were falsely flagged the kind of the look-alike, `-` for people whom nobody planted.
public struct PlantedTally: Sendable {
  public internal(set) var found: [String: Int] = [:]
  public internal(set) var missed: [String: Int] = [:]
  public private(set) var falsely: [String: Int] = [:]
  /// The same by the row of the table that flagged them.
  public private(set) var rules: [String: Int] = [:]
  public private(set) var falsePairs: [LikePair] = []
  /// Those of whom the other record was not found.
  public internal(set) var missedPeople: [RecordRef] = []

  public var foundCount: Int { found.values.reduce(0, +) }
  public var missedCount: Int { missed.values.reduce(0, +) }
  public var falseCount: Int { falsely.values.reduce(0, +) }

  mutating func add(falsely pair: LikePair, _ kind: String) {
    falsely[kind, default: 0] += 1
    rules[pair.likeness.rule, default: 0] += 1
    falsePairs.append(pair)
  }
}

/// The table while it is written.
private struct PlantedWork {
  private var random: SampleRandom
  private var village: SampleVillage
  private let day: CalendarDate
  private var used: Set<String> = []
  private(set) var bytes: [UInt8]
  private(set) var count = 0
  private(set) var plants = 0
  private(set) var planted: [String: Int] = [:]
  private(set) var lookAlikes = 0
  private var cards = 0

  init(seed: UInt64, village: String, day: CalendarDate) {
    random = SampleRandom(seed: seed)
    self.village = SampleVillage(village: village)
    self.day = day
    bytes = Array((PlantedTable.columns.joined(separator: ",") + "\n").utf8)
  }

  /// One household; of its head a pair or a look-alike where one is due and the head has what it needs.
  mutating func family(planting number: Int?, pairs: Int, room: Int) {
    let family = village.family(size: min(random.pick(SampleVillage.sizes), room), day: day, &random)
    var household: [String: String] = [:]
    for field in family.fields { household[field.field] = field.value }
    var rows = family.members.map { member in
      var row = household
      for field in member.fields { row[field.field] = field.value }
      return row
    }
    // A number that somebody planted has by a slip is nobody else's in this file.
    for index in rows.indices {
      if let nik = rows[index]["nik"], !used.insert(nik).inserted { rows[index]["nik"] = nil }
    }
    var more: PlantedPerson?
    if let number, room > family.members.count {
      more = number < pairs ? plant(number, &rows[0]) : lookAlike(number - pairs, &rows[0])
    }
    // Someone of the same card stands in the same household.
    if let more, more.isAtHome { rows.append(more.row) }
    for row in rows { write(row) }
    if let more, !more.isAtHome { write(more.row) }
  }

  private mutating func plant(_ number: Int, _ row: inout [String: String]) -> PlantedPerson? {
    let kind = PlantedKind.all[number % PlantedKind.all.count]
    guard var person = begin(&row, needsNik: kind.needsNik) else { return nil }
    kind.plant(&row, &person, &random)
    guard finish(&person, kind.name, number, &row) else { return nil }
    planted[kind.name, default: 0] += 1
    return person
  }

  private mutating func lookAlike(_ number: Int, _ row: inout [String: String]) -> PlantedPerson? {
    let kind = PlantedKind.lookAlikes[number % PlantedKind.lookAlikes.count]
    guard var person = begin(&row, needsNik: true) else { return nil }
    kind.plant(&row, &person, &random)
    guard finish(&person, kind.name, number, &row) else { return nil }
    lookAlikes += 1
    return person
  }

  /// The second record of the row's person: another address and card, nothing known but name, sex and birth date.
  private mutating func begin(_ row: inout [String: String], needsNik: Bool) -> PlantedPerson? {
    if needsNik, row["nik"] == nil { return nil }
    row["name"] = PlantedKind.name(isWoman: row["sex"] == "2", &random)
    row["phone"] = "+6281" + SampleRandom.digits(random.below(1_000_000_000), 9)
    cards += 1
    return PlantedPerson(row: [
      "name": row["name"] ?? "", "sex": row["sex"] ?? "", "birthDate": row["birthDate"] ?? "", "relation": "1",
      "familyCardNumber": "337602011220" + SampleRandom.digits(cards, 4), "rt": "099", "rw": "099",
      "address": "JL BARU \(cards)",
    ])
  }

  private mutating func finish(
    _ person: inout PlantedPerson, _ kind: String, _ number: Int, _ row: inout [String: String]
  ) -> Bool {
    if person.isAtHome {
      for field in ["familyCardNumber", "rt", "rw", "address"] { person.row[field] = row[field] }
      person.row["relation"] = "9"
    }
    // A file that has one NIK twice is turned back by the import itself.
    if let nik = person.row["nik"], !used.insert(nik).inserted { return false }
    row["note"] = "\(kind)#\(number)"
    person.row["note"] = row["note"]
    plants += 1
    return true
  }

  private mutating func write(_ row: [String: String]) {
    let cells = PlantedTable.columns.map { column in
      let cell = row[column] ?? ""
      return cell.contains(",") ? "\"\(cell)\"" : cell
    }
    bytes += Array((cells.joined(separator: ",") + "\n").utf8)
    count += 1
  }
}

/// The second record, before it is written.
struct PlantedPerson {
  var row: [String: String]
  /// It stands on the same family card.
  var isAtHome = false
}
