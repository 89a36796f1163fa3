// The templates of `Resources/paper.json`, and what is refused in one that is wrong.
import Testing

@testable import LoketModel

@Suite("Templates of sheets")
struct PaperTemplateTests {
  private func template(_ json: String) throws -> PaperTemplate { try PaperTemplate("test", json: json) }

  @Test("Every compiled-in template can be read, and its files are called by letters and hyphens alone")
  func compiled() throws {
    #expect(
      PaperTemplate.names == [
        "attendance", "blank", "cv", "dataCopy", "day", "handOver",
        "minutes", "receipt", "referral", "sync", "uncovered", "visit",
      ])
    for name in PaperTemplate.names {
      let template = try PaperTemplate.compiled(name)
      #expect(!template.file.isEmpty)
      // A slip is torn off behind its last line: nothing stands at the foot of its page.
      #expect(!template.body.isEmpty && template.footer.isEmpty == (name == "visit"))
    }
    #expect(throws: PaperProblem.noTemplate("gone")) { try PaperTemplate.compiled("gone") }
  }

  @Test("A template names only texts of the catalogues and lists that there are", arguments: Language.allCases)
  func names(_ language: Language) throws {
    let wording = Wording(language)
    for name in PaperTemplate.names {
      let texts = try PaperTemplate.compiled(name).texts
      #expect(texts.flatMap(\.phrases).filter { !wording.names.contains($0.rawValue) } == [])
      #expect(texts.flatMap(\.codeLists).filter { CodeList.all[$0] == nil } == [])
    }
  }

  @Test("A slot that the template does not declare is refused, wherever it stands")
  func unknownSlots() {
    for body in [
      #"{"text": "{nobody}"}"#, #"{"line": "NIK {nobody}"}"#, #"{"label": "NIK", "value": "{nobody}"}"#,
      #"{"side": [[{"text": "{nobody}"}]]}"#, #"{"together": [{"heading": "{nobody}"}]}"#,
      #"{"when": "nobody", "blocks": []}"#,
    ] {
      #expect(throws: PaperProblem.unknownSlot("nobody"), "\(body)") {
        try template(#"{"file": "x", "slots": [], "lists": {}, "body": [\#(body)]}"#)
      }
    }
    #expect(throws: PaperProblem.unknownSlot("crowd")) {
      try template(#"{"file": "x", "body": [{"each": "crowd", "blocks": [{"text": "{name}"}]}]}"#)
    }
    #expect(throws: PaperProblem.unknownSlot("age")) {
      try template(
        #"{"file": "x", "lists": {"members": ["name"]}, "body": [{"each": "members", "blocks": [{"text": "{name} {age}"}]}]}"#
      )
    }
  }

  @Test("A declared slot that stands nowhere is refused, of a list too")
  func unusedSlots() {
    #expect(throws: PaperProblem.unusedSlot("head")) {
      try template(#"{"file": "x", "slots": ["head"], "body": [{"text": "."}]}"#)
    }
    #expect(throws: PaperProblem.unusedSlot("members.age")) {
      try template(
        #"{"file": "x", "lists": {"members": ["name", "age"]}, "body": [{"each": "members", "blocks": [{"text": "{name}"}]}]}"#
      )
    }
  }

  @Test("A text without one language, with other slots in it, or with a broken slot is refused")
  func texts() {
    #expect(throws: PaperProblem.noText("en")) {
      try template(#"{"file": "x", "body": [{"text": {"id": "Halaman"}}]}"#)
    }
    #expect(throws: PaperProblem.self) {
      try template(#"{"file": "x", "slots": ["a"], "body": [{"text": {"id": "{a}", "en": "all"}}]}"#)
    }
    for text in ["{open", "{two words}", "{box:}", "{to:x}", "{codes:}", "{}"] {
      #expect(throws: PaperProblem.self, "\(text)") {
        try template(#"{"file": "x", "body": [{"text": "\#(text)"}]}"#)
      }
    }
  }

  @Test("A block that is none, a rule of two signs, a table without room and a file's odd name are refused")
  func blocks() {
    for body in [
      #"{"txt": "a"}"#, #""--""#, #"{"side": []}"#,
      #"{"table": "m", "empty": "-", "columns": [{"title": "A", "cell": "{a}"}, {"title": "B", "cell": "", "width": 70}]}"#,
      #"{"table": "m", "empty": "-", "columns": [{"title": "A", "cell": "{a}", "width": 9}]}"#,
    ] {
      #expect(throws: PaperProblem.self, "\(body)") {
        try template(#"{"file": "x", "lists": {"m": ["a"]}, "body": [\#(body)]}"#)
      }
    }
    #expect(throws: PaperProblem.self) { try template(#"{"file": "../x", "body": []}"#) }
    #expect(throws: PaperProblem.unreadable) { try template("{") }
  }
}
