// Each rule of classes and certificates breaks on its example and holds on a sound one.
import Testing

@testable import LoketModel

private let today = CalendarDate(iso: "2026-11-22") ?? .epoch
private let soundClass = [
  "name": "Menjahit A", "track": "sewing", "capacity": "16", "starts": "2026-11-24", "ends": "2026-12-18",
  "attendance": "80",
]
private let soundCertificate = [
  "person": "p", "kind": "competency", "number": "001", "issuer": "LSP Garmen", "result": "K",
  "issued": "2026-11-20", "expires": "2029-11-20",
]

@Suite("Rules of classes and certificates")
struct ClassRulesTests {
  private func rules(_ kind: RecordKind, _ sound: [String: String], _ changes: [String: String?]) -> [String] {
    var values = sound
    for (field, value) in changes { values[field] = value }
    return Rules.findings(for: RuleSubject(kind: kind, values: values, today: today)).map(\.rule)
  }

  @Test("Nothing is said about a sound class and a sound certificate")
  func sound() {
    #expect(rules(.trainingClass, soundClass, [:]) == [])
    #expect(rules(.certificate, soundCertificate, [:]) == [])
    #expect(rules(.certificate, soundCertificate, ["result": "BK", "number": nil, "expires": nil]) == [])
    #expect(rules(.certificate, soundCertificate, ["kind": "training", "result": nil]) == [])
  }

  @Test(
    "A class breaks its rule",
    arguments: [
      ("class.name", ["name": nil]), ("class.track", ["track": nil]), ("class.capacity", ["capacity": nil]),
      ("class.capacity", ["capacity": "0"]), ("class.capacity", ["capacity": "dua"]),
      ("class.startsInvalid", ["starts": "31-11-2026"]), ("class.endsInvalid", ["ends": "2026-13-01"]),
      ("class.endsBeforeStarts", ["ends": "2026-11-23"]), ("class.attendance", ["attendance": "0"]),
      ("class.attendance", ["attendance": "101"]), ("class.posts", ["posts": "0", "partner": "m"]),
      ("class.partner", ["posts": "5"]), ("class.cancelReason", ["state": "cancelled"]),
    ] as [(String, [String: String?])])
  func classes(_ rule: String, _ changes: [String: String?]) {
    #expect(rules(.trainingClass, soundClass, changes) == [rule])
  }

  @Test("A class that begins and ends on one day is sound, and so is one whose cancelling has its reason")
  func edges() {
    #expect(rules(.trainingClass, soundClass, ["ends": "2026-11-24", "attendance": "1", "capacity": "1"]) == [])
    #expect(rules(.trainingClass, soundClass, ["state": "cancelled", "stateReason": "Pelatih sakit"]) == [])
    #expect(rules(.trainingClass, soundClass, ["posts": "5", "partner": "m", "attendance": "100"]) == [])
  }

  @Test(
    "A certificate breaks its rule",
    arguments: [
      ("certificate.person", ["person": nil]), ("certificate.kind", ["kind": "other"]),
      ("certificate.number", ["number": nil]), ("certificate.issued", ["issued": nil]),
      ("certificate.issuedInvalid", ["issued": "30-02-2026"]),
      ("certificate.issuedFuture", ["issued": "2026-11-23"]),
      ("certificate.expiresInvalid", ["expires": "2026-02-30"]),
      ("certificate.expiresBeforeIssued", ["expires": "2026-11-20"]), ("certificate.issuer", ["issuer": nil]),
      ("certificate.result", ["result": nil]),
    ] as [(String, [String: String?])])
  func certificates(_ rule: String, _ changes: [String: String?]) {
    #expect(rules(.certificate, soundCertificate, changes) == [rule])
  }
}
