// The history speaks in words: no field's name, no code, no PC's number and no command's account as the files have them.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("The history in words")
struct HistoryWordsTests {
  /// A field of the rule as a record has it: of a set, each element that the program writes.
  private func names(_ rule: FieldRule) -> [String] {
    switch rule.name {
    case "cards/*": ["cards/\(Sample.card)"]
    case "missing/*": Need.allCases.map { "missing/\($0.rawValue)" }
    case "accepted/*": Rules.table.map { "accepted/\($0.id)" }
    case "question/*": ["question/nik"]
    case "consent/*", "consentHow/*", "withdrawn/*":
      CodeList.consentPurpose.codes.map { "\(rule.name.dropLast(2))/\($0.code)" }
    case "rules/*", "regulations/*", "override/*":
      EligibilityRules.table.map { "\(rule.name.dropLast(2))/\($0.id)" }
    case "weights/*" where rule.kind == .wave: Criterion.allCases.map { "weights/las.\($0.rawValue)" }
    case "weights/*", "scores/*": Criterion.allCases.map { "\(rule.name.dropLast(2))/\($0.rawValue)" }
    case "segments/*": CodeList.segment.codes.map { "segments/\($0.code)" }
    case "points/*": ["points/employment.laidOff", "points/relation.1"]
    case "modules/*", "taught/*": ["\(rule.name.dropLast(2))/01"]
    case "sessions/*": ["sessions/2026-11-22.0900"]
    case "villages/*": ["villages/3376021005"]
    case "shifts/*": CodeList.workShift.codes.map { "shifts/\($0.code)" }
    case "channels/*": CodeList.salesChannel.codes.map { "channels/\($0.code)" }
    case "papers/*": CodeList.productPaper.codes.map { "papers/\($0.code)" }
    default: rule.isSet ? ["\(rule.name.dropLast(2))/layanan-pelanggan"] : [rule.name]
    }
  }

  private func values(_ rule: FieldRule) -> [String] {
    switch rule.form {
    case .code(let list): CodeList.named(list).codes.map(\.code)
    case .date: ["2026-11-22"]
    case .digits: [Sample.card]
    case .village: ["3376021005"]
    case .phone: ["+6281234567890"]
    case .record(.person): [Sample.siti]
    case .record(.household): [Sample.budiHome]
    case .record(.partner), .record(.office): ["x"]
    case .track: ["las"]
    default: ["ABC"]
    }
  }

  @Test(
    "Each field of the table and each of its codes is said in words, in both languages",
    arguments: Language.allCases, FieldTable.kinds.map(\.kind))
  func everyField(_ language: Language, _ kind: RecordKind) {
    let desk = Desk.withSample(language: language)
    let context = Context(desk.state, world: nil)
    let unknown = [context.word(.fieldUnknown), context.word(.ruleUnknown)]
    for rule in FieldTable.rules(of: kind) {
      for name in names(rule) {
        let label = FieldWords.label(kind, name, context)
        #expect(label.first?.isUppercase == true, "\(kind.rawValue) \(name): \(label)")
        let isRaw = label == name || label.contains("/*") || name.contains(where: \.isUppercase) && label.contains(name)
        #expect(!isRaw && !unknown.contains(label), "\(kind.rawValue) \(name): \(label)")
        if let slash = name.firstIndex(of: "/"), !["missing/*", "modules/*", "taught/*"].contains(rule.name) {
          let element = String(name[slash...].dropFirst())
          // A code that is a word of English may stand in a name: "General public".
          let isWord = element.allSatisfy(\.isLowercase)
          #expect(!label.hasSuffix(": \(element)") && (isWord || !label.contains(element)), "\(name): \(label)")
        }
        for value in values(rule) {
          let words = FieldWords.value(kind, name, value, context)
          #expect(!words.isEmpty && !unknown.contains(words))
          if case .code = rule.form { #expect(words != value || value.isEmpty, "\(name): \(words)") }
          if case .date = rule.form { #expect(words == "22-11-2026") }
        }
      }
    }
  }

  @Test("What a track asked for and a person lacked is said by its name, each of the four")
  func needs() {
    let context = Context(Desk.withSample().state, world: nil)
    let labels = Need.allCases.map { FieldWords.label(.enrolment, "missing/\($0.rawValue)", context) }
    #expect(Set(labels).count == 4)
    #expect(labels.contains("Syarat jalur, perangkat"))
    #expect(FieldWords.value(.enrolment, "missing/device", "unknown", context) == "Belum diketahui")
  }

  @Test("What the assignment writes of a need that nobody asked for is a code of its list")
  func assignmentWritesCodes() {
    var desk = Desk.withSample()
    desk.find("tono")
    desk.type("1")
    desk.type("cus")
    desk.press(.enter, .function(2))
    let written = desk.lastEdits(.enrolment).flatMap(\.set).filter { $0.field.hasPrefix("missing/") }
    #expect(!written.isEmpty)
    for change in written { #expect(CodeList.named("needAnswer").code(change.value ?? "") != nil) }
  }

  @Test("A field that a newer program wrote is said to be one, and its name is not shown")
  func stranger() {
    var desk = Desk.withSample()
    let edit = Edit(on: RecordRef(.person, Sample.tono), set: [FieldChange("shoeSize", "42")])
    desk.bring(Sample.applied([edit], from: 300, segment: 8))
    desk.find("tono")
    #expect(desk.sees("Data dari versi Loket lain: 42"))
    #expect(!desk.sees("shoeSize"))
  }

  @Test("A command and the user who ran it stand whole in the history, and so does a PC that nobody knows")
  func command() {
    var desk = Desk.withSample()
    desk.bringByCommand()
    desk.find("tono")
    #expect(desk.sees("02-11-2026 10:15 · perintah, pengguna root · PC tidak dikenal"))
    #expect(!desk.sees("system:"))
  }

  @Test("The reason that was chosen and the note that was typed stand with the save")
  func reasons() {
    var desk = Desk.withSample()
    desk.openHousehold()
    desk.type("46")
    desk.press(.tab, .tab)
    desk.type("sudah sepuh")
    desk.press(.function(2))
    #expect(desk.sees("Alasan: "))
    #expect(desk.sees(", sudah sepuh"))
    #expect(!desk.sees("stays"))
  }
}
