// Offices whose segments hold what clerks do, what two PCs do apart, and what only a broken or hostile program would: drawn
// from a seed, so that every reader of them can be compared with every other.
import LoketModel
import LoketRegistry

@testable import LoketJournal
@testable import LoketSync

/// SplitMix64: the same numbers on every machine.
struct DrawnNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
  mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}

/// One segment while it is made up.
struct DrawnSegment {
  struct Line {
    var edit: Edit
    var tick: UInt64
    var needs = 1
  }
  let id: Identifier
  let device: Identifier
  let office: String
  var lines: [Line] = []

  /// The file's bytes, closed by its seal, and each line's hash.
  func written() -> (bytes: [UInt8], hashes: [Identifier], root: String) {
    var bytes = LineWriter.header(segment: id, device: device, office: office, previous: nil, app: "1.0")
    var digest = Chain.close(&bytes, from: 0, after: nil)
    var hashes: [Identifier] = []
    func add(_ body: [UInt8], after: LineHash) {
      let start = bytes.count
      bytes += body
      digest = Chain.close(&bytes, from: start, after: after)
    }
    for (place, line) in lines.enumerated() {
      let edit = LineWriter.edit(
        n: place + 1, tick: line.tick, at: nil, by: "petugas1", edit: line.edit, isLast: true, salt: "0011223344556677")
      add(edit + (line.needs > 1 ? Array(",\"min\":\(line.needs)".utf8) : []), after: LineHash(digest))
      hashes.append(Identifier(String(decoding: digest.shortHex, as: UTF8.self)) ?? id)
    }
    let root = digest.description
    add(LineWriter.end(count: lines.count, root: root), after: LineHash(digest))
    return (bytes, hashes, root)
  }
}

/// The files of one office, by their paths below a carrier's `loket1`.
struct RandomOffice {
  let code: String
  private(set) var files: [String: [UInt8]] = [:]
  private var random: DrawnNumbers

  private static func id(_ high: UInt64, _ low: Int) -> Identifier { Identifier(high: high, low: UInt64(low)) }
  private static let people = (1...5).map { RecordRef(.person, id(7, $0)) }
  private static let households = (1...3).map { RecordRef(.household, id(8, $0)) }
  private static let pairs =
    [(0, 1), (0, 2), (1, 2), (3, 4)].compactMap { Pair.record(people[$0.0], people[$0.1]) }
    + [Pair.record(households[0], households[1])].compactMap { $0 }
  private static let works = (1...3).flatMap {
    [RecordRef(.enrolment, id(9, $0)), RecordRef(.placement, id(10, $0))]
  }
  private static let programs = ["p3-2020", "p5-2021"].map { RecordRef(.program, $0) }
  private static let courses =
    (1...2).flatMap { number in
      [RecordKind.trainingClass, .application, .certificate].map { RecordRef($0, id(14, number)) }
    } + programs
  private static let groups = (1...2).map { RecordRef(.group, id(15, $0)) }
  private static let grants = (1...2).map { RecordRef(.grant, id(16, $0)) }
  /// Groups with members, and what people were given.
  private static let businesses =
    groups + groups + grants + (1...3).map { RecordRef(.grantCheck, id(17, $0)) }
    + groups.flatMap { group in people.prefix(3).map { RecordRef.groupMember(group: group.id, person: $0.id) } }
  private static let others = [
    RecordRef(.account, "petugas1"), RecordRef(RecordKind(rawValue: "angket"), id(11, 1)), RecordRef(.entry, id(12, 1)),
  ]
  private static let fields: [RecordKind: [String]] = [
    .person: [
      "nik", "nik", "nikReason", "name", "birthDate", "phone", "phoneOwner", "skills/las", "household", "warna",
      "frozen", "standing", "standingDate",
    ],
    .household: ["address", "rt", "head", "cards/3376021111110001", "note", "skills/", "skills/las"],
    .enrolment: ["person", "track", "status", "statusDate", "class", "missing/device", "day", "program"],
    .placement: ["person", "track", "kind", "endDate", "title", "accepted/x", "startDate", "day"],
    .program: ["target", "floor", "classSize", "achieved", "deadline", "name", "rules/x"],
    .trainingClass: ["program", "capacity", "state", "stateDate", "name"],
    .application: ["person", "program", "wave", "day", "status", "statusDate", "portalState", "portalDay"],
    .certificate: ["person", "enrolment", "kind", "result", "issued", "day"],
    .group: ["field", "level", "endedOn", "formedOn", "name"],
    .groupMember: ["person", "group", "role", "joinedOn", "leftOn", "day"],
    .grant: ["person", "kind", "item", "deadline", "reported", "given", "day"],
    .grantCheck: ["grant", "date", "condition", "next", "day"],
    .account: ["name", "role"], .entry: ["subject", "day", "state", "stateDay"],
    .pair: ["answer", "answer", "note", "first"],
    .loss: (1...9).map { "lines/\($0)" } + ["copies"],
  ]

  /// Enough of a programme's fields that somebody reaches a stage of it.
  private static func fieldCount(_ kind: RecordKind) -> Int {
    [.enrolment, .application, .certificate, .program, .trainingClass, .placement, .groupMember, .grant].contains(kind)
      ? 7 : 4
  }

  /// A course, and what follows it, as it should go, which later draws disturb: hardly anybody would reach the last stages by chance.
  private static let course: [Edit] = [
    (programs[0], ["target": "12000", "floor": "10400", "classSize": "20", "deadline": "2026-12-31"]),
    (people[0], ["nik": "3376020101010001", "name": "SITI"]),
    (RecordRef(.trainingClass, id(14, 1)), ["program": programs[0].id, "capacity": "20", "state": "completed"]),
    (
      RecordRef(.application, id(14, 1)),
      ["person": people[0].id, "program": programs[0].id, "status": "accepted", "day": "2026-11-20"]
    ),
    (
      works[0],
      [
        "person": people[0].id, "program": programs[0].id, "track": "las", "status": "completed", "day": "2026-11-20",
      ]
    ),
    (
      RecordRef(.certificate, id(14, 1)),
      [
        "person": people[0].id, "enrolment": works[0].id, "kind": "competency", "result": "K", "issued": "2026-11-21",
      ]
    ),
    (works[1], ["person": people[0].id, "track": "las", "startDate": "2026-11-22"]),
    (groups[0], ["field": "culinary"]), (groups[1], ["field": "livestock", "level": "advanced"]),
    (
      RecordRef.groupMember(group: groups[0].id, person: people[0].id),
      ["person": people[0].id, "group": groups[0].id, "role": "chair", "joinedOn": "2026-11-20"]
    ),
    (grants[0], ["person": people[0].id, "kind": "asset", "deadline": "2026-11-20"]),
    (RecordRef(.grantCheck, id(17, 1)), ["grant": grants[0].id, "date": "2026-11-21", "condition": "gone"]),
    (grants[1], ["person": people[1].id, "kind": "capital", "deadline": "2027-06-01"]),
  ].map { record, set in
    Edit(on: record, set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) })
  }

  private mutating func value(_ field: String, of kind: RecordKind) -> String? {
    let person = Self.people.randomElement(using: &random)?.id
    let values: [String?] =
      switch field {
      case "nik": ["3376020101010001", "3376020101010002", "3376020101010003", "33760201", nil]
      case "name": ["SITI", "Siti", "SA'ÁD \"K\" \\", "BUDI", nil]
      case "birthDate", "frozen", "endDate": ["1990-01-02", nil, nil]
      case "person": [Self.people[0].id, Self.people[0].id, Self.people[1].id, person, Self.id(7, 99).description, nil]
      case "head": [person, person, person, Self.id(7, 99).description, nil]
      case "household": [Self.households[0].id, Self.households[1].id, nil]
      case "track": ["las", "las", "barista", nil]
      case "status" where kind == .application: ["accepted", "accepted", "refused", nil]
      case "status": ["assigned", "attending", "completed", "completed", "dropped", "withdrawn", nil]
      case "program": ["p3-2020", "p3-2020", "p3-2020", "p5-2021", "p2-2025", nil]
      case "target": ["12000", "12000", "12000", "12000", "115", nil]
      case "floor": ["10400", "10400", "10400", "+100", nil]
      case "classSize", "capacity":
        ["20", "20", "20", "20", "20", "20", "0", "-4", "dua puluh", "9223372036854775807", nil]
      case "achieved":
        ["completed", "completed", "completed", "accepted", "certified", "competent", "placed", "applied", nil]
      case "state" where kind == .trainingClass: ["running", "completed", "completed", "cancelled", nil]
      case "portalState": ["account", "certified", nil]
      case "enrolment": [Self.works[0].id, Self.works[2].id, Self.works[4].id, Self.id(9, 98).description, nil]
      case "kind" where kind == .certificate: ["competency", "competency", "training", nil]
      case "field": ["culinary", "culinary", "livestock", nil]
      case "level": ["beginner", "advanced", nil]
      case "group": [Self.groups[0].id, Self.groups[0].id, Self.groups[1].id, Self.id(15, 99).description, nil]
      case "kind" where kind == .grant: ["asset", "asset", "capital", nil]
      case "grant": [Self.grants[0].id, Self.grants[0].id, Self.grants[1].id, nil]
      case "condition": ["good", "damaged", "gone", "sold", nil]
      case "endedOn", "leftOn", "reported": ["2026-11-22", nil, nil, nil]
      case "result": ["K", "K", "BK", nil]
      case "deadline" where kind == .grant: ["2026-11-20", "2026-11-31", "2027-06-01", nil]
      case "deadline": ["2026-12-31", "2026-12-31", "2026-12-31", nil]
      case "date", "day", "startDate", "statusDate", "issued", "portalDay":
        // The thirty-first of November is no day.
        [
          "2026-11-20", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-31", "2026-1-2", "kemarin",
          nil,
        ]
      case "subject": [Self.people[0].description, Self.people[1].description, nil]
      case "answer": ["same", "same", "same", "different", nil]
      case _ where field.hasPrefix("lines/"): ["2026-11-22", "2026-11-22", nil]
      default: ["1", "2", "2026-11-22", nil]
      }
    return values.randomElement(using: &random) ?? nil
  }

  init(_ number: Int) {
    self.init(code: String(3_376_020_000 + number), seed: UInt64(number) &* 7919 &+ 1)
  }

  init(code: String, seed: UInt64) {
    self.code = code
    random = DrawnNumbers(state: seed)
    var segments = (0..<4).map { DrawnSegment(id: Self.id(seed, $0), device: Self.id(3, $0 / 2), office: code) }
    let all =
      Self.people + Self.people + Self.households + Self.works + Self.works + Self.pairs + Self.others
      + Self.courses + Self.courses + Self.programs + Self.businesses + [
        RecordRef(.loss, Self.id(seed, 4)), RecordRef(.loss, Self.id(seed, 1)),
      ]
    var written: [(ref: LineRef, edit: Edit)] = []
    var tick: UInt64 = 1
    for edit in random.one(in: 3) ? Self.course : [] {
      segments[0].lines.append(DrawnSegment.Line(edit: edit, tick: tick))
      written.append((LineRef(segment: segments[0].id, n: segments[0].lines.count), edit))
    }
    for _ in 0..<Int.random(in: 4...90, using: &random) {
      let place = Int.random(in: 0..<4, using: &random)
      tick += UInt64.random(in: 0...2, using: &random)
      guard let record = all.randomElement(using: &random) else { continue }
      var edit = Edit(on: record, set: [])
      let fields = (Self.fields[record.kind] ?? ["a", "b"]).shuffled(using: &random)
      for field in Set(fields.prefix(Self.fieldCount(record.kind))).sorted() {
        edit.set.append(FieldChange(field, value(field, of: record.kind)))
      }
      // Whether an answer or a loss that is voided and used at once counts is for the journal's own tests.
      if random.one(in: 8), record.kind != .pair, record.kind != .loss {
        edit.void = random.one(in: 3) ? .cleared : .reason("ganda")
        if random.one(in: 2) { edit.set = [] }
      }
      for earlier in written
      where earlier.edit.on == record || earlier.edit.on.kind == record.kind && record.kind != .pair {
        if !random.one(in: 3) { edit.over.append(earlier.ref) }
      }
      if random.one(in: 9) {
        edit.over.append(
          LineRef(segment: Self.id(seed, Int.random(in: 0..<5, using: &random)), n: 1 + tick.hashless % 9))
      }
      let line = DrawnSegment.Line(
        edit: edit, tick: tick + UInt64.random(in: 0...3, using: &random), needs: random.one(in: 30) ? 2 : 1)
      segments[place].lines.append(line)
      written.append((LineRef(segment: segments[place].id, n: segments[place].lines.count), edit))
    }
    erase(&segments, seed, tick)
    for segment in segments where !segment.lines.isEmpty { put(segment) }
  }

  private func path(_ segment: DrawnSegment, _ name: Identifier, _ suffix: String = "") -> String {
    "\(code)/\(segment.device)/\(name.description.prefix(2))/\(name)\(suffix).jsonl"
  }

  /// Lists some lines as erased, some of them as lines of a record that stays, and blanks some, listed or not.
  private mutating func erase(_ segments: inout [DrawnSegment], _ seed: UInt64, _ tick: UInt64) {
    guard random.one(in: 2) else { return }
    var lists = DrawnSegment(id: Self.id(seed, 6), device: Self.id(3, 0), office: code)
    var set: [FieldChange] = []
    for segment in segments where !segment.lines.isEmpty {
      let hashes = segment.written().hashes
      let n = Int.random(in: 1...segment.lines.count, using: &random)
      guard !random.one(in: 3) else { continue }
      let stays = random.one(in: 2) ? segment.lines[n - 1].edit.on : nil
      let erased = ErasedLine(
        line: LineRef(segment: segment.id, n: n), hash: hashes[n - 1],
        record: stays.flatMap { Identifier($0.id) == nil ? nil : $0 })
      set.append(FieldChange("lines/\(erased.line)", erased.value))
    }
    if set.isEmpty { return }
    lists.lines.append(DrawnSegment.Line(edit: Edit(on: RecordRef(.erasure, Self.id(13, 1)), set: set), tick: tick + 1))
    segments.append(lists)
  }

  private mutating func put(_ segment: DrawnSegment) {
    let (bytes, hashes, root) = segment.written()
    let listed = hashes.enumerated().filter { random.state >> 20 & 15 < UInt64($0.offset + 1) }.map(\.element)
    let blank = BlankLine.blank(bytes, Set(listed))?.bytes
    switch Int.random(in: 0..<24, using: &random) {
    case 0: files[path(segment, segment.id)] = Array(bytes.dropLast(2))
    case 1:
      var bad = bytes
      bad[bytes.count / 2] ^= 1
      files[path(segment, segment.id)] = bad
    case 2:
      files[path(segment, segment.id)] = bytes
      files[path(segment, segment.id, " (1)")] = bytes
    case 3: files[path(segment, Self.id(99, 1))] = bytes
    case 4:
      let other = DrawnSegment(id: segment.id, device: segment.device, office: "9999999999", lines: segment.lines)
      files[path(segment, segment.id)] = other.written().bytes
    case 5, 6, 7:
      if let blank { files[path(segment, segment.id, ".e1")] = blank } else { files[path(segment, segment.id)] = bytes }
      if random.one(in: 2) { files[path(segment, segment.id)] = bytes }
    case 8:
      var far = segment
      far.lines[0].tick = 1 << 50
      files[path(segment, segment.id)] = far.written().bytes
    case 9, 10:
      // A copied disk: both went on from the same lines.
      var fork = segment
      fork.lines.removeLast(Int.random(in: 0..<segment.lines.count, using: &random))
      if random.one(in: 2), var last = fork.lines.last {
        last.edit = Edit(on: Self.people[0], set: [FieldChange("name", "TONO")], over: last.edit.over)
        fork.lines.append(last)
      }
      let other = fork.written()
      files[path(segment, segment.id)] = bytes
      var tail = other.bytes
      if random.one(in: 3) { tail[tail.count / 2] ^= 1 }
      files[path(segment, SegmentPlace.forkName(segment.id, root: other.root))] = tail
    case 11: files[path(segment, SegmentPlace.forkName(segment.id, root: root))] = bytes
    default: files[path(segment, segment.id)] = bytes
    }
  }
}

extension UInt64 {
  fileprivate var hashless: Int { Int(self % 1000) }
}
