// Skills in a table of people: in codes and in words, and what of them is not known.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Skills of a file")
struct HeldSkillTests {
  @Test("What is not known of a skill is said with the words that are, and the rest of it comes in")
  func skills() throws {
    let rows = [
      "nama,no_kk,kk_level,skills",
      "KEAHLIAN SATU,3376020101200001,1,layanan-pelanggan:3:experience:elsewhere las:9",
      "KEAHLIAN DUA,3376020101200002,1,Mancing:9 menjahit:2:work:sana",
      "KEAHLIAN TIGA,3376020101200003,1,Layanan pelanggan (CS): Mahir: Pengalaman kerja",
      "KEAHLIAN EMPAT,3376020101200004,1,Layanan pelanggan (CS)",
      "KEAHLIAN LIMA,3376020101200005,1,:2 las:1:work:here:now",
    ]
    var registry = Registry()
    let done = try importing(Array(rows.joined(separator: "\n").utf8 + [10]), into: &registry)
    #expect(done.rejections == [])
    let held = { (name: String) -> [String: String] in
      guard let person = registry.all(.person).first(where: { registry.value($0, "name") == name }) else { return [:] }
      var found: [String: String] = [:]
      for set in ["skills", "skillEvidence", "skillOrigin"] {
        for (element, value) in registry.elements(person, set) { found["\(set)/\(element)"] = value }
      }
      return found
    }
    #expect(
      held("KEAHLIAN SATU") == [
        "skills/layanan-pelanggan": "3", "skillOrigin/layanan-pelanggan": "elsewhere", "skills/las": "1",
      ])
    #expect(held("KEAHLIAN DUA") == ["skills/menjahit": "2", "skillEvidence/menjahit": "work"])
    #expect(
      held("KEAHLIAN TIGA") == ["skills/layanan-pelanggan": "3", "skillEvidence/layanan-pelanggan": "work"])
    #expect(held("KEAHLIAN EMPAT") == ["skills/layanan-pelanggan": "1"])
    #expect(held("KEAHLIAN LIMA") == [:])
    #expect(
      done.summary.warnings == [
        "skill/evidence": 1, "skill/level": 1, "skill/track": 1, "skill/origin": 1, "skill/form": 2,
      ])
    let lines = done.summary.lines(Wording(.indonesian))
    let proof = "bukti \"experience\" tidak dikenal, jadi tanpa bukti; keahliannya tetap masuk. "
    #expect(lines.contains { $0.contains(proof + "Yang dikenal: competency, training, work, statement.") })
    // Read back from the entry it says the same.
    let entry = try #require(registry.all(.entry).first { registry.value($0, "action") == "import" })
    #expect(registry.value(entry, "warning/skill/evidence")?.contains("text=experience") == true)
  }
}
