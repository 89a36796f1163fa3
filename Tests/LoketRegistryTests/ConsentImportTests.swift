// Consents in a table of people: each with its day and its way, none that overwrites, and what an export writes comes back.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Consents in a table of people")
struct ConsentImportTests {
  private func table(_ consents: String, name: String = "SITI") -> [UInt8] {
    Array("nama;no_kk;nik;kk_level;consents\n\(name);3376020101000001;3376024508690003;1;\(consents)\n".utf8)
  }

  private func person(_ registry: Registry) throws -> String {
    try #require(registry.people(nik: "3376024508690003").first?.id)
  }

  @Test("A consent comes in with its purpose, day and way, and goes out as it came in")
  func comes() throws {
    var registry = Registry()
    let text = "placement:2026-11-01:signed photo:2026-10-02:spoken:2026-11-03"
    let done = try importing(table(text), into: &registry)
    #expect(done.summary.warned == 0)
    let id = try person(registry)
    #expect(registry.agreesToPlacement(id))
    #expect(
      registry.consents(of: id) == [
        Consent(purpose: "placement", given: "2026-11-01", how: "signed", withdrawn: nil),
        Consent(purpose: "photo", given: "2026-10-02", how: "spoken", withdrawn: "2026-11-03"),
      ])
    let out = exporting(.people, registry, ExportForm(format: .csv))
    #expect(out.contains(text))
    // And comes in again, elsewhere as here.
    var other = Registry()
    try importing(Array(out.utf8), into: &other)
    #expect(try other.consents(of: person(other)) == registry.consents(of: id))
    let before = registry.lineCount
    let again = try importing(table(text), into: &registry, series: 0x1e)
    #expect(again.summary.peopleAdded == 0 && registry.consents(of: id).count == 2)
    #expect(registry.lineCount - before <= 1, "the import's own entry at most")
  }

  @Test(
    "Without a day, a way or a purpose of the list it is no consent: the row comes in, the cell is warned of",
    arguments: [
      "ya", "placement", "placement:2026-11-01", "placement:2026-11-01:yes", "all:2026-11-01:signed",
      "placement:2027-01-01:signed", "placement:2026-11-05:signed:2026-11-01",
      "placement:2026-11-01:signed placement:2026-11-02:signed",
    ])
  func unclear(_ text: String) throws {
    var registry = Registry()
    let done = try importing(table(text), into: &registry)
    #expect(done.summary.peopleAdded == 1 && done.summary.warnings["unclear/consents"] == 1)
    #expect(try registry.consents(of: person(registry)) == [])
  }

  @Test("A file neither changes a consent that is recorded nor gives one back that was taken back")
  func known() throws {
    var registry = Registry()
    try importing(table("placement:2026-11-01:signed"), into: &registry)
    let id = try person(registry)
    let record = RecordRef(.person, id)
    func set(_ changes: [FieldChange]) {
      registry.write([
        Save(by: "petugas1", edits: registry.plan(changes, on: record, basis: registry.basis(record)))
      ])
    }
    set([FieldChange("withdrawn/placement", "2026-11-10")])
    try importing(table("placement:2026-11-12:form contact:2026-11-12:form"), into: &registry, series: 0x1e)
    #expect(!registry.agreesToPlacement(id))
    #expect(registry.consents(of: id).first?.given == "2026-11-01")
    // What was never asked is completed.
    #expect(registry.consents(of: id).contains { $0.purpose == "contact" && $0.holds })
    // Whose data rest are left alone.
    set([FieldChange("frozen", "2026-11-13")])
    try importing(table("training:2026-11-12:form"), into: &registry, series: 0x1f)
    #expect(registry.value(record, "consent/training") == nil)
  }
}
