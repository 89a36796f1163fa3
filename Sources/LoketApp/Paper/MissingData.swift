// Belum lengkap: which fields of a family are still empty, whose, and which paper would fill them.
import LoketModel
import LoketRegistry

/// A table, not branches: another field is a row.
struct MissingData {
  /// A paper that a family brings.
  enum Paper: CaseIterable {
    case identityCard, familyCard, recording, certificate

    var words: Phrase {
      switch self {
      case .identityCard: Phrase("paper.bring.identityCard")
      case .familyCard: Phrase("paper.bring.familyCard")
      case .recording: Phrase("paper.bring.recording")
      case .certificate: Phrase("paper.bring.certificate")
      }
    }
  }

  private static let ofHousehold: [(field: String, paper: Paper?)] = [
    ("familyCardNumber", .familyCard), ("address", .familyCard), ("rt", .familyCard), ("rw", .familyCard),
    ("village", .familyCard), ("papersSeen", .familyCard), ("device", nil), ("internet", nil),
  ]
  private static let ofPerson: [(field: String, paper: Paper?)] = [
    ("nik", .identityCard), ("birthDate", .familyCard), ("sex", nil), ("education", .certificate), ("occupation", nil),
    ("maritalStatus", nil),
  ]
  /// Asked of the head alone when a household is registered.
  private static let ofHead: [(field: String, paper: Paper?)] = [
    ("phone", nil), ("employment", nil), ("papersSeen", .identityCard),
  ]

  /// One row for the household and for each person who lacks something.
  private(set) var rows: [[String: String]] = []
  /// What to bring, in words, each once.
  private(set) var papers: [String] = []

  init(_ household: Household, _ members: [Person], _ source: PaperSource) {
    var wanted: Set<Paper> = []
    func add(_ name: String, _ record: RecordRef, _ fields: [(field: String, paper: Paper?)]) {
      let values = source.registry.values(record)
      let empty = fields.filter { values[$0.field, default: ""].isEmpty }
      guard !empty.isEmpty else { return }
      wanted.formUnion(empty.compactMap { $0.field == "nik" && values["nikReason"] == "none" ? .recording : $0.paper })
      let labels = empty.map { source.wording[Phrase(rawValue: "form.\($0.field).label")] }
      rows.append(["person": name, "what": labels.joined(separator: ", ")])
    }
    add(source.wording[.paperHousehold], RecordRef(.household, household.id), MissingData.ofHousehold)
    if members.isEmpty || household.head == nil {
      rows.append(["person": source.wording[.paperHousehold], "what": source.wording[.headUnknown]])
      wanted.insert(.familyCard)
    }
    for person in members {
      let isHead = person.id == household.head
      let relation: [(field: String, paper: Paper?)] = isHead ? MissingData.ofHead : [("relation", .familyCard)]
      add(person.name ?? source.wording[.nameUnknown], RecordRef(.person, person.id), MissingData.ofPerson + relation)
    }
    papers = Paper.allCases.filter(wanted.contains).map { source.wording[$0.words] } + [source.wording[.paperThisSheet]]
  }
}

extension Phrase {
  static let paperHousehold = Phrase("paper.household")
  static let paperThisSheet = Phrase("paper.bring.thisSheet")
}
