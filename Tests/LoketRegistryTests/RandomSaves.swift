// Seeded random saves: what offices do, and what only a broken or hostile program would.
import LoketModel

@testable import LoketRegistry

/// SplitMix64: the same numbers on every machine.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

enum RandomSaves {
  static let people = [person1] + [2, 3].map { RecordRef(.person, Identifier(high: 7, low: $0)) }
  static let households = [1, 2].map { RecordRef(.household, Identifier(high: 8, low: $0)) }
  /// Every two people, the two households, and two that only name themselves a pair.
  static let pairs =
    [(0, 1), (0, 2), (1, 2)].compactMap { Pair.record(people[$0.0], people[$0.1]) }
    + [Pair.record(households[0], households[1])].compactMap { $0 }
    + [RecordRef(.pair, "person.\(people[1].id).\(people[0].id)"), RecordRef(.pair, "account.petugas1.petugas2")]
  static let records =
    people + households + [
      RecordRef(.account, "petugas1"), RecordRef(RecordKind(rawValue: "visit"), Identifier(high: 9, low: 1)),
    ]
    + pairs + losses
  /// A segment that nobody has, and one of which some lines may be missing.
  static let losses = [4, 1].map { RecordRef(.loss, segment($0)) }
  static let fields: [RecordKind: [String]] = [
    .person: [
      "name", "nik", "nikReason", "phone", "phoneOwner", "skills/las", "skills/jahit", "standing", "standingDate",
      "household", "colour",
    ],
    .household: ["address", "rt", "rw", "familyCardNumber", "cards/3376021111110001", "head", "skills/las", "skills/"],
    .account: ["name", "role", "active"],
    .pair: ["answer", "note", "first"],
    .loss: (1...9).map { "lines/\($0)" } + ["copies"],
  ]

  /// Few, so that heads often agree; among them some that lie packed.
  static let values = [
    "1", "2", "TIGA", nil, "2026-11-22", "+628123456789", person1.id, people[1].id, households[0].id, households[1].id,
    people[2].description, "supervisor", nil,
  ]
  static let answers = ["same", "same", "same", "different", "unknown", nil]

  /// Up to 32 lines in up to 4 segments. Refs name heads that the writer may have seen, lines of other records of the kind
  /// (which count where the two are one), later lines, and lines that nobody has.
  static func lines(_ random: inout SeededNumbers) -> [ReferenceLine] {
    var lines: [ReferenceLine] = []
    var counts = [Int](repeating: 0, count: 4)
    var tick: UInt64 = 1
    for _ in 0..<Int.random(in: 2...32, using: &random) {
      let number = Int.random(in: 0..<4, using: &random)
      counts[number] += 1
      tick += UInt64.random(in: 0...2, using: &random)
      let record = records[Int.random(in: 0..<records.count, using: &random)]
      var edit = Edit(on: record, set: [])
      for field in (fields[record.kind] ?? ["a", "b"]).shuffled(using: &random)
        .prefix(Int.random(in: 1...3, using: &random))
      {
        let values = field == "answer" ? answers : values
        edit.set.append(FieldChange(field, values.randomElement(using: &random) ?? nil))
      }
      if Int.random(in: 0..<8, using: &random) == 0 {
        edit.void = Int.random(in: 0..<3, using: &random) == 0 ? .cleared : .reason("ganda")
        if Bool.random(using: &random) { edit.set = [] }
      }
      let mine = lines.filter { $0.edit.on == record || $0.edit.on.kind == record.kind && record.kind != .pair }
      for earlier in mine where Int.random(in: 0..<3, using: &random) > 0 { edit.over.append(earlier.ref) }
      if Int.random(in: 0..<6, using: &random) == 0 {
        edit.over.append(line(UInt64.random(in: 0..<5, using: &random), Int.random(in: 1...9, using: &random)))
      }
      let jitter = tick + UInt64.random(in: 0...3, using: &random)
      lines.append(ReferenceLine(ref: line(UInt64(number), counts[number]), tick: jitter, edit: edit))
    }
    return lines
  }

  static func registry(_ lines: [ReferenceLine]) -> Registry {
    var registry = Registry()
    for line in lines { apply(line, to: &registry) }
    return registry
  }

  static func apply(_ line: ReferenceLine, to registry: inout Registry) {
    registry.apply(line.edit, at: line.ref, tick: line.tick, stamp: nil, by: "petugas1", device: deviceA)
  }
}
