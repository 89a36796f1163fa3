import LoketModel
import Testing

@testable import LoketRegistry

@Suite("How values lie in memory")
struct StoredValueTests {
  /// Values that fit a packed form, that nearly do, and that have nothing to do with it.
  private static let values = [
    "", "1", "TI", "SITI AMINAH", "1900-01-01", "1899-12-31", "2079-06-06", "2079-06-07", "2026-02-29", "2024-02-29",
    "2026-1-1", "2026-11-22 ", "3376020101800001", "337602010180000", "12345", "123456", "+6281234567890", "+62812345",
    "+", "+12", "0000000", String(repeating: "9", count: 64), String(repeating: "9", count: 65), "3376021005",
    "notReported", "kode yang lebih panjang dari dua puluh empat", Identifier(high: 1, low: 2).description,
    Identifier(high: .max, low: .max).description.uppercased(), "person/" + Identifier(high: 3, low: 4).description,
    "household/" + Identifier(high: 3, low: 4).description, "visit/" + Identifier(high: 3, low: 4).description,
    "person/petugas1", "/" + Identifier(high: 3, low: 4).description, "\u{1}\u{2}", "ÄÖ\u{10FFFF}",
    String(repeating: "x", count: 254), String(repeating: "y", count: 255), String(repeating: "z", count: 40_000),
  ]

  @Test("Every value of every field comes back as it was written, and so from a snapshot")
  func whole() throws {
    for rule in FieldTable.fields {
      var registry = Registry()
      var wanted: [RecordRef: String] = [:]
      let field = rule.isSet ? rule.name.dropLast() + "las" : rule.name
      for (number, value) in Self.values.enumerated() {
        let record = RecordRef(rule.kind, Identifier(high: 77, low: UInt64(number)))
        registry.apply(
          Edit(on: record, set: [FieldChange(field, value)]), at: line(1, number + 1), tick: UInt64(number + 1),
          stamp: nil, by: "petugas1", device: deviceA)
        wanted[record] = value
      }
      for (record, value) in wanted { #expect(registry.value(record, field) == value, "\(rule.kind) \(field)") }
      var source = SnapshotInMemory(registry.snapshot()[...])
      let back = try #require(Registry(snapshot: &source))
      for (record, value) in wanted { #expect(back.value(record, field) == value, "\(rule.kind) \(field), read back") }
    }
  }

  @Test("Two heads with one value agree, and with two values do not, whatever the form")
  func agreement() {
    for rule in FieldTable.fields where rule.merge == .decide {
      for (left, right) in zip(Self.values, Self.values.dropFirst()) {
        for other in [left, right] {
          var registry = Registry()
          let record = RecordRef(rule.kind, Identifier(high: 77, low: 1))
          for (segment, value) in [(UInt64(1), left), (2, other)] {
            registry.apply(
              Edit(on: record, set: [FieldChange(rule.name, value)]), at: line(segment, 1), tick: 1, stamp: nil,
              by: "petugas1", device: deviceA)
          }
          #expect(
            registry.state(record, rule.name).status == (left == other ? .settled : .conflict),
            "\(rule.kind) \(rule.name): \(left.prefix(40)) and \(other.prefix(40))")
        }
      }
    }
  }

  @Test("A value that names a record which is not here makes nobody: no list, no count and no search shows one")
  func namedOnly() {
    var registry = Registry()
    let edit = Edit(
      on: person1,
      set: [FieldChange("name", "SITI"), FieldChange("household", Identifier(high: 5, low: 5).description)])
    registry.apply(edit, at: line(1, 1), tick: 1, stamp: nil, by: "petugas1", device: deviceA)
    let home = RecordRef(.household, Identifier(high: 5, low: 5))
    #expect(!registry.exists(home))
    #expect(registry.household(home.id) == nil)
    #expect(registry.count(.household) == 0)
    #expect(registry.all(.household, includingVoid: true).isEmpty)
    #expect(registry.rows(.household).isEmpty)
    #expect(registry.members(of: home.id).map(\.id) == [person1.id])
    registry.apply(
      Edit(on: home, set: [FieldChange("address", "JL MELATI 4")]), at: line(1, 2), tick: 2, stamp: nil,
      by: "petugas1", device: deviceA)
    #expect(registry.household(home.id)?.address == "JL MELATI 4")
    #expect(registry.count(.household) == 1)
  }

  @Test("When more words are in use than are kept once, each still comes back as it was written")
  func manyWords() {
    var registry = Registry()
    for number in 0..<600 {
      let record = RecordRef(.person, Identifier(high: 77, low: UInt64(number)))
      for (n, field) in ["occupation", "employment"].enumerated() {
        registry.apply(
          Edit(on: record, set: [FieldChange(field, "kode\(number)")]), at: line(1, number * 2 + n + 1),
          tick: UInt64(number * 2 + n + 1), stamp: nil, by: "petugas1", device: deviceA)
      }
    }
    for number in 0..<600 {
      let record = RecordRef(.person, Identifier(high: 77, low: UInt64(number)))
      #expect(registry.value(record, "occupation") == "kode\(number)")
      #expect(registry.value(record, "employment") == "kode\(number)")
    }
  }
}
