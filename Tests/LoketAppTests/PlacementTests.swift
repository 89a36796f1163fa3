import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// On a person's page: records a placement of the kind with this number, begun today, and accepts its doubts.
  fileprivate mutating func place(_ kind: String) {
    type("2" + kind)
    press(.tab, .tab)
    type("warung")
    press(.tab, .tab)
    type("h")
    press(.function(2))
    if state.layers.last is ChecksScreen { press(.function(2)) }
  }
}

@Suite("Recording a placement")
struct PlacementTests {
  private static let kinds = ["employed", "selfEmployed", "group", "migrated", "overseas", "internship"]

  private func registered() -> Desk {
    var desk = Desk.open()
    desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
    desk.openPerson("slamet")
    return desk
  }

  @Test("Each of the six kinds is recorded by keys and stands in the export", arguments: kinds)
  func kind(_ kind: String) throws {
    var desk = registered()
    desk.type("2")
    let number = try #require(Self.kinds.firstIndex(of: kind)) + 1
    desk.type(String(number))
    desk.press(.tab)
    desk.type("CV MAJU")
    desk.press(.enter)
    desk.type("operator")
    desk.press(.enter)
    desk.type("MALAYSIA")
    desk.press(.enter)
    desk.type("01112026")
    desk.type("3")
    desk.type("3")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let values = desk.newest(.placement)
    #expect(values["kind"] == kind)
    #expect(values["employer"] == "CV MAJU")
    #expect(values["place"] == "MALAYSIA")
    #expect(values["startDate"] == "2026-11-01")
    #expect(values["wageRange"] == "3")
    #expect(values["evidence"] == "payslip")
    var text = ""
    Export(.placements, form: ExportForm(format: .jsonl)).write(desk.state.registry) { (chunk: [UInt8]) in
      text += String(decoding: chunk, as: UTF8.self)
    }
    #expect(text.contains("\"kind\":\"\(kind)\""))
    #expect(desk.sees("Tersimpan: penempatan SLAMET"))
  }

  @Test("A placement makes the state of work true, an internship does not")
  func employmentFollows() {
    var working = registered()
    working.place("2")
    #expect(working.newest(.person)["employment"] == "selfEmployed")
    var intern = registered()
    let before = intern.newest(.person)["employment"]
    intern.place("6")
    #expect(intern.newest(.placement)["kind"] == "internship")
    #expect(intern.newest(.person)["employment"] == before)
  }

  @Test("When the only placement ends, the state of work that it made true is brought up")
  func endAsksForEmployment() {
    var desk = registered()
    desk.place("2")
    desk.press(.down)
    desk.type("822")
    desk.press(.function(2))
    #expect(desk.newest(.placement)["endReason"] == "resigned")
    #expect(desk.sees("Keadaan kerja masih \"Wirausaha\""))
  }

  @Test("Without a kind and a start nothing is saved, and the first missing field has the focus")
  func missing() {
    var desk = registered()
    let saves = desk.saves.count
    desk.type("2")
    desk.press(.tab, .tab)
    desk.type("CV MAJU")
    desk.press(.function(2))
    #expect(desk.saves.count == saves)
    #expect(desk.sees("Belum disimpan"))
  }

  @Test("A failed save says so, keeps the form, and F2 saves it after all")
  func failedSave() {
    var desk = registered()
    desk.type("2")
    desk.type("1")
    desk.press(.tab)
    desk.type("CV MAJU")
    desk.press(.tab, .tab, .tab)
    desk.type("01112026")
    desk.type("3")
    desk.type("3")
    desk.failure = Message(Phrase("app.readOnly"))
    let saves = desk.saves.count
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.saves.count == saves)
    #expect(desk.state.status?.level == .error)
    #expect(desk.state.layers.last is PlacementScreen)
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
  }
}
