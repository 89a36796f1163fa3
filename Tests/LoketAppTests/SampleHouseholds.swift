// Three small households for the tests of the record screens, as another PC saved them.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

/// The ids of the sample's records.
enum Sample {
  static func id(_ number: UInt64) -> String { Identifier(high: 0x5a, low: number).description }
  static let budiHome = id(1)
  static let slametHome = id(2)
  static let headlessHome = id(3)
  static let budi = id(11)
  static let siti = id(12)
  static let dewi = id(13)
  static let slamet = id(21)
  static let tono = id(31)
  static let service = id(41)
  static let job = id(51)
  static let oldCard = "3376021203100001"
  static let card = "3376021203150007"

  /// On another PC with the letter B.
  static let device = Identifier(high: 7, low: 8)

  static let edits: [Edit] = [
    edit(.device, device.description, ["label": "PC 2", "letter": "B", "office": "3376021005"]),
    edit(.account, "petugas1", ["name": "Petugas Satu", "role": "clerk", "active": "yes"]),
    edit(
      .household, budiHome,
      [
        "address": "JL MELATI 4", "rt": "003", "rw": "001", "village": "3376021005", "head": budi, "device": "phone",
        "internet": "mobile", "familyCardNumber": card, "cards/\(oldCard)": "first", "cards/\(card)": "new",
        "papersSeen": "2026-11-02",
      ]),
    edit(
      .person, budi,
      [
        "nik": "3376020508680001", "name": "BUDI SANTOSO", "birthPlace": "TEGAL", "birthDate": "1968-08-05",
        "sex": "1", "household": budiHome, "maritalStatus": "2", "education": "4", "occupation": "19",
        "employment": "working", "phone": "+6281234567890", "phoneOwner": "own", "registeredOn": "2026-11-02",
      ]),
    edit(
      .person, siti,
      [
        "nik": "3376024508690003", "name": "SITI NUR'AINI", "birthPlace": "TEGAL", "birthDate": "1969-08-05",
        "sex": "2", "household": budiHome, "relation": "3", "maritalStatus": "2", "education": "5",
        "occupation": "2", "employment": "homemaker", "registeredOn": "2026-11-02", "skills/menjahit": "2",
        "skillEvidence/menjahit": "training", "skillOrigin/menjahit": "elsewhere",
        "accepted/nik.serial": "yes",
      ]),
    edit(
      .person, dewi,
      [
        "nikReason": "none", "name": "DEWI LESTARI", "birthPlace": "TEGAL", "birthDate": "2012-07-15", "sex": "2",
        "household": budiHome, "relation": "4", "maritalStatus": "1", "occupation": "3",
      ]),
    edit(
      .household, slametHome,
      ["address": "GG KENANGA 11", "rt": "002", "rw": "004", "village": "3376021005", "head": slamet]),
    edit(
      .person, slamet,
      [
        "nik": "3376021203650001", "name": "SLAMET", "birthDate": "1965-03-12", "sex": "1", "household": slametHome,
        "occupation": "88",
      ]),
    edit(.household, headlessHome, ["address": "JL KRATON 9", "village": "3376021005"]),
    edit(.person, tono, ["name": "TONO", "sex": "1", "household": headlessHome, "relation": "9"]),
    edit(
      .enrolment, service,
      [
        "person": siti, "track": "layanan-pelanggan", "status": "assigned", "statusDate": "2026-11-03",
        "day": "2026-11-03",
      ]),
    edit(
      .placement, job,
      [
        "person": siti, "kind": "selfEmployed", "employer": "Jahitan Siti", "title": "menjahit", "place": "Tegal",
        "startDate": "2026-11-10", "wageRange": "2", "evidence": "photo", "day": "2026-11-10",
      ]),
  ]

  private static func edit(_ kind: RecordKind, _ id: String, _ set: [String: String]) -> Edit {
    Edit(on: RecordRef(kind, id), set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) })
  }

  static func applied(_ edits: [Edit], from line: Int, segment: UInt64 = 5, by: String = "petugas1") -> [AppliedEdit] {
    edits.enumerated().map { place, edit in
      AppliedEdit(
        line: LineRef(segment: Identifier(high: 5, low: segment), n: line + place), tick: UInt64(line + place),
        at: Timestamp("2026-11-02T10:15:00+07:00")!, by: by, device: device, edit: edit)
    }
  }
}

extension Desk {
  /// A desk at Beranda with the sample; `account` is `lurah` (supervisor) or `petugas1` (clerk).
  static func withSample(
    language: Language = .indonesian, columns: Int = 80, rows: Int = 24, account: String = "lurah"
  ) -> Desk {
    var desk = Desk.open(language: language, columns: columns, rows: rows)
    desk.bring(Sample.applied(Sample.edits, from: 1))
    if account != "lurah" {
      var session = desk.state.session
      session.account = nil
      desk.happen(.opened(Opened(registry: desk.state.registry, session: session)))
      desk.happen(.pinChecked(login: account, .right))
    }
    return desk
  }

  /// Edits of another PC arrive.
  mutating func bring(_ edits: [AppliedEdit]) {
    journal += edits
    var registry = state.registry
    for edit in edits {
      registry.apply(edit.edit, at: edit.line, tick: edit.tick, stamp: edit.at, by: edit.by, device: edit.device)
    }
    happen(.changedElsewhere(registry))
  }

  /// Finds this name on Beranda and opens the first hit.
  mutating func find(_ name: String) {
    type(name)
    press(.enter)
  }

  /// From Beranda to Siti's page, on the row of her assignment; one key further stands her placement.
  mutating func selectAssignment() {
    find("siti")
    press(.down, .down)
  }

  mutating func selectPlacement() {
    selectAssignment()
    press(.down)
  }

  /// What `loket export` writes of this kind, as lines of JSON.
  func exported(_ kind: TableKind) -> String {
    var text = ""
    Export(kind, form: ExportForm(format: .jsonl)).write(state.registry) { (chunk: [UInt8]) in
      text += String(decoding: chunk, as: UTF8.self)
    }
    return text
  }

  /// The rows of an exported table by the names of its columns; no cell of these holds a comma.
  func table(_ kind: TableKind) -> [[String: String]] {
    var bytes: [UInt8] = []
    Export(kind).write(state.registry) { bytes += $0 }
    let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
  }

  /// Two PCs changed the same field of the same record without knowing of each other.
  mutating func bringConflict(_ record: RecordRef, _ field: String, _ left: String, _ right: String) {
    let over = state.registry.basis(record).heads[field] ?? []
    for (place, value) in [left, right].enumerated() {
      let edit = Edit(on: record, set: [FieldChange(field, value)], over: over)
      bring(Sample.applied([edit], from: 100 + place, segment: 6 + UInt64(place), by: "petugas\(place + 1)"))
    }
  }

  func value(_ kind: RecordKind, _ id: String, _ field: String) -> String? {
    state.registry.value(RecordRef(kind, id), field)
  }

  /// The edits of the last save on records of this kind.
  func lastEdits(_ kind: RecordKind) -> [Edit] { saves.last?.edits.filter { $0.on.kind == kind } ?? [] }

  /// What the last save's entry says: action, subject, reason.
  var lastEntry: [String?] {
    let set = lastEdits(.entry).first?.set ?? []
    return ["action", "subject", "reason"].map { name in set.first { $0.field == name }?.value ?? nil }
  }
}

/// A failed expectation shows the screen, not the whole state.
extension Desk: CustomTestStringConvertible {
  var testDescription: String { "\n" + screen + "\n" }
}
