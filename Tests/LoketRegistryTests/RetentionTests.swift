// Retention proposes and never deletes; a breach lists whoever was recorded by then.
import LoketModel
import Testing

@testable import LoketRegistry

struct RetentionTests {
  private func person(_ number: UInt64) -> RecordRef { RecordRef(.person, Identifier(high: 7, low: number)) }

  private func registry() -> Registry {
    var registry = Registry()
    func save(_ number: UInt64, _ n: Int, _ at: String, _ set: [String: String]) {
      registry.apply(
        Edit(on: person(number), set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }),
        at: line(1, n), tick: UInt64(n), stamp: Timestamp("\(at)T10:00:00+07:00"), by: "a", device: deviceA)
    }
    save(1, 1, "2015-03-01", ["name": "DIAM"])
    save(2, 2, "2015-03-01", ["name": "AKTIF"])
    save(2, 3, "2026-03-01", ["phone": "+62812000000"])
    save(3, 4, "2026-01-01", ["name": "WAFAT", "standing": "2", "standingDate": "2020-05-01"])
    save(4, 5, "2026-01-01", ["name": "BARU WAFAT", "standing": "2", "standingDate": "2025-05-01"])
    save(5, 6, "2014-01-01", ["name": "DISIMPAN", "keepUntil": "2027-01-01"])
    registry.apply(
      Edit(on: RecordRef(.enrolment, Identifier(high: 8, low: 1)), set: [FieldChange("person", person(6).id)]),
      at: line(1, 8), tick: 8, stamp: Timestamp("2025-01-01T10:00:00+07:00"), by: "a", device: deviceA)
    save(6, 7, "2015-01-01", ["name": "IKUT KELAS"])
    return registry
  }

  @Test("Who is quiet for ten years or dead for five is proposed, the longest kept first; work keeps somebody active")
  func proposals() throws {
    let today = try #require(CalendarDate(iso: "2026-11-22"))
    let found = registry().retentionProposals(on: today)
    #expect(found.map(\.person) == [person(1).id, person(3).id])
    #expect(found.map(\.kind.code) == ["quiet", "dead"])
    #expect(found.last?.since.iso == "2020-05-01")
  }

  @Test("What somebody decided to keep is proposed again when that time is over")
  func kept() throws {
    let later = try #require(CalendarDate(iso: "2027-01-02"))
    #expect(registry().retentionProposals(on: later).map(\.person).contains(person(5).id))
  }

  @Test("The table of classes has a name in both languages and years for each")
  func table() {
    #expect(RetentionClass.all.count >= 3)
    for kind in RetentionClass.all {
      #expect(kind.years > 0 && !kind.code.isEmpty)
      #expect(!kind.name(.indonesian).isEmpty && !kind.name(.english).isEmpty)
    }
    #expect(Set(RetentionClass.all.map(\.code)).count == RetentionClass.all.count)
  }

  @Test("The list of a breach names who was recorded by that day, frozen people too, with NIK masked")
  func breach() throws {
    var registry = registry()
    registry.apply(
      Edit(on: person(1), set: [FieldChange("frozen", "2026-01-01"), FieldChange("nik", "3376024508680001")]),
      at: line(1, 9), tick: 9, stamp: nil, by: "a", device: deviceA)
    let (count, csv) = registry.breachTable(until: try #require(CalendarDate(iso: "2025-12-31")))
    let text = String(decoding: csv, as: UTF8.self)
    #expect(count == 4)
    #expect(text.contains("DIAM,337602******0001") && !text.contains("3376024508680001"))
    #expect(!text.contains("WAFAT"))
  }
}
