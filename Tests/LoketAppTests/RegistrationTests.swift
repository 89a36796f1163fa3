import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

/// A citizen at the desk, as the clerk types it. Keys beyond the characters of the data are counted.
struct Clerk {
  var desk: Desk
  /// Keys that are no character of the data themselves.
  private(set) var extra = 0

  init(_ desk: Desk = .open()) { self.desk = desk }

  /// Characters that stand on the citizen's papers.
  mutating func data(_ text: String) { desk.type(text) }

  /// Everything else: Enter, codes, letters of a filter, F-keys.
  mutating func key(_ keys: Key...) {
    for key in keys {
      extra += 1
      desk.press(key)
    }
  }

  mutating func code(_ text: String) {
    for character in text { key(.character(character)) }
  }

  /// Every field of the head's form, from Beranda on.
  mutating func typeHead() {
    data("3376024508690003")
    key(.enter)
    data("SITI NUR'AINI")
    key(.enter)
    data("TEGAL")
    key(.enter)
    data("JL MELATI 4")
    key(.enter)
    data("003")
    data("001")
    code("4")
    code("30")
    key(.enter)
    data("3376021203150007")
    code("4")
    data("081234567890")
    key(.enter)
    code("2")
    code("2")
    key(.character(" "))
  }

  mutating func typeMember(_ name: String, nik: String, relation: String, birthPlace: String, education: String) {
    data(name)
    key(.enter)
    data(nik)
    key(.enter)
    code(relation)
    data(birthPlace)
    key(.enter)
    code(education)
  }

  /// Every field of a member who is a relative, from the end of the head's fields on.
  mutating func typeFirstMember() {
    key(.enter)
    typeMember("SLAMET", nik: "3376021203650001", relation: "9", birthPlace: "TEGAL", education: "3")
    code("19")
    key(.enter)
    code("2")
  }
}

@Suite("Registering a household")
struct RegistrationTests {
  @Test("A head with KTP and KK is registered with at most 16 keys beyond the data")
  func headAlone() throws {
    var clerk = Clerk()
    clerk.typeHead()
    clerk.key(.function(2))
    if clerk.desk.state.layers.last is ChecksScreen { clerk.key(.function(2)) }
    let save = try #require(clerk.desk.saves.first)
    #expect(clerk.extra <= 16)
    let household = try #require(save.edits.first { $0.on.kind == .household })
    let head = try #require(save.edits.first { $0.on.kind == .person })
    let values = Dictionary((household.set + head.set).map { ($0.field, $0.value ?? "") }, uniquingKeysWith: { $1 })
    #expect(values["nik"] == "3376024508690003")
    #expect(values["name"] == "SITI NUR'AINI")
    #expect(values["birthPlace"] == "TEGAL")
    #expect(values["birthDate"] == "1969-08-05")
    #expect(values["sex"] == "2")
    #expect(values["maritalStatus"] == "4")
    #expect(values["occupation"] == "30")
    #expect(values["address"] == "JL MELATI 4")
    #expect(values["rt"] == "003")
    #expect(values["rw"] == "001")
    #expect(values["village"] == "3376021005")
    #expect(values["familyCardNumber"] == "3376021203150007")
    #expect(values["education"] == "4")
    #expect(values["phone"] == "+6281234567890")
    #expect(values["phoneOwner"] == "own")
    #expect(values["employment"] == "working")
    #expect(values["device"] == "phone")
    #expect(values["internet"] == "mobile")
    #expect(values["papersSeen"] == "2026-11-22")
    #expect(values["head"] == head.on.id)
    #expect(clerk.desk.sees("Tersimpan"))
  }

  @Test("Head, two members, a track and the printed receipt take at most 45 keys beyond the data")
  func wholeJob() throws {
    var clerk = Clerk()
    clerk.typeHead()
    clerk.typeFirstMember()
    clerk.typeMember("DEWI LESTARI", nik: "3376025507120002", relation: "4", birthPlace: "TEGAL", education: "2")
    clerk.key(.function(2))
    if clerk.desk.state.layers.last is ChecksScreen { clerk.key(.function(2)) }
    #expect(clerk.desk.saves.first?.edits.filter { $0.on.kind == .person }.count == 3)
    clerk.code("1")
    clerk.code("cus")
    clerk.key(.enter)
    clerk.key(.function(2))
    let enrolment = try #require(clerk.desk.saves.last?.edits.first { $0.on.kind == .enrolment })
    #expect(enrolment.set.contains(FieldChange("track", "layanan-pelanggan")))
    clerk.code("2")
    #expect(clerk.desk.sees("TANDA TERIMA PENDAFTARAN"))
    clerk.key(.enter)
    let printout = try #require(clerk.desk.prints.first)
    #expect(printout.sheet.text.contains("Layanan pelanggan"))
    #expect(printout.trace?.act == .printed && printout.trace?.count == 3)
    #expect(clerk.extra <= 45)
    #expect(clerk.extra == 37)
  }

  @Test("The papers of a member are ticked by Tab and a space; Enter and whole codes pass the tick")
  func memberPapers() throws {
    var clerk = Clerk()
    clerk.typeHead()
    clerk.typeFirstMember()
    #expect(clerk.desk.form.focus == "p2.name", "a whole code goes past the tick to the next member")
    clerk.key(.up)
    #expect(clerk.desk.form.focus == "p1.papersSeen")
    clerk.key(.character(" "), .function(2))
    if clerk.desk.state.layers.last is ChecksScreen { clerk.key(.function(2)) }
    let seen = clerk.desk.saves.first?.edits.filter { $0.on.kind == .person }.map { edit in
      edit.set.first { $0.field == "papersSeen" }?.value ?? nil
    }
    #expect(seen == ["2026-11-22", "2026-11-22"])
  }

  @Test("One Esc too many and then the next NIK: the form is still there, its draft too")
  func escapeThenNik() {
    var desk = Desk.open()
    desk.press(.function(6), .tab)
    desk.type("PERCOBAAN")
    desk.press(.escape)
    desk.type("3376021203650001")
    #expect(desk.drafts.values.contains { $0.values.values.contains("PERCOBAAN") })
  }

  @Test("Esc and F8 throw a form and its draft away, nothing else does")
  func thrownAway() {
    var desk = Desk.open()
    desk.press(.function(6), .tab)
    desk.type("PERCOBAAN")
    desk.press(.escape, .character("3"), .escape, .escape, .function(8))
    #expect(desk.drafts.isEmpty)
    #expect(desk.state.layers.count == 1)
  }

  @Test("Esc on Beranda and then a NIK leaves nobody outside of the program")
  func escapeAtHome() {
    var desk = Desk.open()
    desk.press(.escape)
    desk.type("3376020107700001")
    #expect(!desk.effects.contains(.quit))
    desk.press(.down, .down, .enter)
    #expect(desk.effects.contains(.quit))
  }
}
