// The table of fields, and the values and texts that must agree with it.
import Testing

@testable import LoketModel

@Suite struct FieldTableTests {
  @Test("Each value has one property per field of its kind, filled from the field of its name")
  func values() {
    func check(_ kind: RecordKind, _ value: Any, _ names: [String]) {
      let expected = FieldTable.rules(of: kind).filter { !$0.isSet }.map(\.name)
      #expect(names == expected, "\(kind.rawValue)")
      let mirror = Mirror(reflecting: value)
      let found = mirror.children.dropFirst().map { ($0.label ?? "", $0.value as? String) }
      #expect(found.map { $0.0 == "trainingClass" ? "class" : $0.0 } == expected, "\(kind.rawValue)")
      #expect(found.map(\.1) == expected.map { "<" + $0 + ">" }, "\(kind.rawValue)")
    }
    let echo: (String) -> String? = { "<" + $0 + ">" }
    check(.household, Household(id: "1", values: echo), Household.fieldNames)
    check(.person, Person(id: "1", values: echo), Person.fieldNames)
    check(.enrolment, Enrolment(id: "1", values: echo), Enrolment.fieldNames)
    check(.placement, Placement(id: "1", values: echo), Placement.fieldNames)
    check(.partner, Partner(id: "1", values: echo), Partner.fieldNames)
    check(.track, OwnTrack(id: "1", values: echo), OwnTrack.fieldNames)
    check(.office, Office(id: "1", values: echo), Office.fieldNames)
    check(.device, Device(id: "1", values: echo), Device.fieldNames)
    check(.account, Account(id: "1", values: echo), Account.fieldNames)
    check(.entry, Entry(id: "1", values: echo), Entry.fieldNames)
    check(.fieldVisit, FieldVisit(id: "1", values: echo), FieldVisit.fieldNames)
    check(.program, OfficeProgram(id: "1", values: echo), OfficeProgram.fieldNames)
    check(.wave, Wave(id: "1", values: echo), Wave.fieldNames)
    check(.trainingClass, TrainingClass(id: "1", values: echo), TrainingClass.fieldNames)
    check(.attendance, Attendance(id: "1", values: echo), Attendance.fieldNames)
    check(.application, Application(id: "1", values: echo), Application.fieldNames)
    check(.certificate, Certificate(id: "1", values: echo), Certificate.fieldNames)
    check(.event, ProgramEvent(id: "1", values: echo), ProgramEvent.fieldNames)
    check(.aid, Aid(id: "1", values: echo), Aid.fieldNames)
    check(.theme, Theme(id: "1", values: echo), Theme.fieldNames)
    check(.vacancy, Vacancy(id: "1", values: echo), Vacancy.fieldNames)
    check(.referral, Referral(id: "1", values: echo), Referral.fieldNames)
    check(.workHub, WorkHub(id: "1", values: echo), WorkHub.fieldNames)
    check(.hubSeat, HubSeat(id: "1", values: echo), HubSeat.fieldNames)
    check(.expert, Expert(id: "1", values: echo), Expert.fieldNames)
    check(.followUp, FollowUp(id: "1", values: echo), FollowUp.fieldNames)
    check(.producer, Producer(id: "1", values: echo), Producer.fieldNames)
    check(.product, Product(id: "1", values: echo), Product.fieldNames)
    check(.promotion, Promotion(id: "1", values: echo), Promotion.fieldNames)
    check(.group, Group(id: "1", values: echo), Group.fieldNames)
    check(.area, BusinessArea(id: "1", values: echo), BusinessArea.fieldNames)
    check(.resource, Resource(id: "1", values: echo), Resource.fieldNames)
    check(.groupMember, GroupMember(id: "1", values: echo), GroupMember.fieldNames)
    check(.grant, Grant(id: "1", values: echo), Grant.fieldNames)
    check(.mentorship, Mentorship(id: "1", values: echo), Mentorship.fieldNames)
    check(.mentorVisit, MentorVisit(id: "1", values: echo), MentorVisit.fieldNames)
    check(.grantCheck, GrantCheck(id: "1", values: echo), GrantCheck.fieldNames)
    check(.disbursement, Disbursement(id: "1", values: echo), Disbursement.fieldNames)
  }

  @Test("No field stands twice, every kind has fields, and every coded field has its list")
  func table() {
    var seen: Set<String> = []
    for rule in FieldTable.fields {
      #expect(seen.insert(rule.kind.rawValue + "." + rule.name).inserted)
      #expect(rule.isSet == (rule.merge == .element), "\(rule.name)")
      if case .code(let list) = rule.form { #expect(CodeList.all[list] != nil, "\(rule.name): \(list)") }
    }
    for kind in FieldTable.kinds {
      #expect(!FieldTable.rules(of: kind.kind).isEmpty)
      if let owner = kind.ownerField { #expect(FieldTable.rule(kind.kind, owner) != nil) }
    }
    #expect(Set(FieldTable.fields.map(\.kind)) == Set(FieldTable.kinds.map(\.kind)))
  }

  @Test("Fields that move together share one merge kind and one group")
  func groups() {
    #expect(FieldTable.group(.household, of: "rt") == ["address", "rt", "rw", "hamlet", "village"])
    #expect(FieldTable.group(.person, of: "nikReason") == ["nik", "nikReason"])
    #expect(FieldTable.group(.person, of: "standing") == ["standing", "standingDate", "standingPlace"])
    #expect(FieldTable.group(.enrolment, of: "status") == ["class", "status", "statusDate", "statusReason"])
    #expect(FieldTable.group(.placement, of: "kind").count == 12)
    #expect(FieldTable.group(.person, of: "skills/las") == ["skills/las"])
    #expect(FieldTable.group(.person, of: "unheard") == ["unheard"])
    for rule in FieldTable.fields {
      let merges = FieldTable.group(rule.kind, of: rule.name).compactMap { FieldTable.rule(rule.kind, $0)?.merge }
      #expect(Set(merges).count == 1, "\(rule.kind.rawValue).\(rule.name)")
    }
  }

  @Test("Every field has its label in both languages, and no label is without its field")
  func labels() {
    let labels = Set(FieldTable.fields.map(\.label.rawValue))
    for language in Language.allCases {
      let names = Wording(language).names.filter { $0.hasPrefix("record.") }
      #expect(names.symmetricDifference(labels).sorted() == [])
    }
  }

  @Test(
    "A stored value is shown as a person reads it",
    arguments: [
      ("person", "birthDate", "1968-08-05", "05-08-1968"), ("person", "sex", "2", "Perempuan"),
      ("person", "occupation", "77", "77"), ("person", "phone", "+6281234567890", "0812-3456-7890"),
      ("person", "nik", "3376024508680003", "337602 450868 0003"), ("person", "skills/las", "2", "Terampil"),
      ("household", "village", "3376021005", "Mintaragen, Tegal Timur, Kota Tegal"),
      ("household", "village", "9999999999", "99.99.99.9999"), ("enrolment", "track", "las", "Teknik las"),
      ("enrolment", "track", "0123", "0123"), ("person", "name", "SITI", "SITI"), ("person", "birthDate", "x", "x"),
    ])
  func display(_ kind: String, _ field: String, _ value: String, _ shown: String) {
    #expect(FieldTable.rule(RecordKind(rawValue: kind), field)?.display(value, .indonesian) == shown)
  }

  @Test("The table prints a row for every field")
  func markdown() {
    let lines = FieldTable.markdown.split(separator: "\n")
    #expect(lines.count == FieldTable.fields.count + 2)
    for line in lines { #expect(line.split(separator: "|").count == 6, "\(line)") }
    #expect(
      lines.contains("| **household** | `familyCardNumber` | 16 digits; empty while unknown |  | decide | yes |"))
    #expect(lines.contains("|  | `phoneOwner` | code: phoneOwner; whose telephone it is | phone | latest |  |"))
    #expect(lines.contains("| **enrolment** | `person` (owner) | id of a person |  | decide |  |"))
  }
}

@Suite struct WordingTextTests {
  @Test("Slots are filled, unknown slots stay, and other braces are text")
  func slots() {
    let wording = Wording(.indonesian)
    #expect(wording.text(.nikLength, ["count": "15"]) == "NIK harus 16 angka; yang diketik 15 angka.")
    #expect(wording.text(.nikLength, ["other": "15"]).contains("{count}"))
    #expect(wording.text(.nikUsed, ["name": "{count}"]).contains("{count}"))
    #expect(wording[Phrase(rawValue: "not.there")] == "not.there")
  }

  @Test("The resource reader takes JSON of the agreed shape and refuses all else")
  func reader() {
    func read(_ text: String) -> ResourceValue? {
      Array(text.utf8).withUnsafeBufferPointer { ResourceReader.value($0) }
    }
    #expect(read(#"{"a": ["x\"\\\n", 12, true, false, {}]}"#)?["a"]?.list.count == 5)
    #expect(read(#"{"a": ["x\"\\\n", 12]}"#)?["a"]?.list.first?.text == "x\"\\\n")
    for bad in [
      "", "{", "[1,]", "{\"a\" 1}", "\"a", "[1] 2", "tru", "-1", "1.5", "\"\\q\"", "[99999999999999999999]",
      "\"\u{1}\"",
    ] {
      #expect(read(bad) == nil, "\(bad)")
    }
    #expect(read(String(repeating: "[", count: 1000)) == nil)
  }
}
