// One family of a file against what is registered: who is new, what is completed, what has to be asked.
import LoketModel

struct ImportFamily {
  let rows: [ImportRow]
  let registry: Registry
  let day: CalendarDate
  let village: String?
  let newIdentifier: () -> Identifier

  /// The rows' persons: those that are here, or a new id.
  private(set) var people: [(ref: RecordRef, isNew: Bool)] = []
  private var household = RecordRef(.household, "")
  private var isNewHousehold = false

  init(
    rows: [ImportRow], registry: Registry, day: CalendarDate, village: String?,
    newIdentifier: @escaping () -> Identifier
  ) {
    self.rows = rows
    self.registry = registry
    self.day = day
    self.village = village
    self.newIdentifier = newIdentifier
  }

  /// The edits that bring this family in, or complete it; empty when it is all here.
  mutating func edits(_ asked: inout AskedQuestions, _ summary: inout ImportSummary) -> [Edit] {
    findHousehold()
    findPeople()
    let head = electHead()
    var questions: [ImportQuestion] = []
    var edits = householdEdits(head: head, &questions)
    if isNewHousehold { summary.householdsAdded += 1 } else if !edits.isEmpty { summary.completed += 1 }
    for (row, person) in zip(rows, people) {
      if person.isNew {
        summary.peopleAdded += 1
        edits.append(newPerson(row, person.ref, head: head, &questions))
        continue
      }
      let before = questions.count
      let changed = knownPerson(row, person.ref, head: head, &questions)
      edits += changed
      if !changed.isEmpty {
        summary.completed += 1
      } else if questions.count == before {
        summary.unchanged += 1
      }
    }
    for question in questions {
      guard let fresh = asked.fresh(question, registry) else { continue }
      summary.questions += 1
      edits.append(fresh.edit(RecordRef(.entry, newIdentifier()), day: day))
    }
    return edits
  }
}

// MARK: Who is here already

extension ImportFamily {
  /// By our own id, by the card's number now or earlier, else by the first person whose NIK is known; else it is new.
  private mutating func findHousehold() {
    func isHere(_ id: String) -> Bool {
      let ref = RecordRef(.household, id)
      return registry.exists(ref) && !registry.isVoid(ref)
    }
    if let id = rows.lazy.compactMap({ $0[.householdId] }).first(where: isHere) {
      household = RecordRef(.household, id)
      return
    }
    if let number = rows[0][.familyCardNumber] {
      let found = registry.households(cardNumber: number).filter { !registry.isVoid($0) }
      let current = found.first { registry.value($0, "familyCardNumber") == number }
      if let ref = current ?? found.first {
        household = ref
        return
      }
    }
    for nik in rows.lazy.compactMap({ $0[.nik] }) {
      guard let person = holder(of: nik), let id = registry.value(person, "household"), isHere(id) else { continue }
      household = RecordRef(.household, id)
      return
    }
    isNewHousehold = true
    household = RecordRef(.household, newIdentifier())
  }

  private func holder(of nik: String) -> RecordRef? { registry.people(nik: nik).first { !registry.isVoid($0) } }

  /// By NIK; then by our own id; then, within the household, by name key and birth date (DESIGN §6). A person here
  /// answers to one row at most.
  private mutating func findPeople() {
    var found = [RecordRef?](repeating: nil, count: rows.count)
    var taken: Set<String> = []
    for (index, row) in rows.enumerated() {
      var ref = row[.nik].flatMap(holder)
      if ref == nil, let id = row[.id], isSameName(row, RecordRef(.person, id)) { ref = RecordRef(.person, id) }
      if let ref, taken.insert(ref.id).inserted { found[index] = ref }
    }
    if !isNewHousehold, found.contains(where: { $0 == nil }) { findMembers(&found, &taken) }
    people = found.map { $0.map { ($0, false) } ?? (RecordRef(.person, newIdentifier()), true) }
  }

  private func isSameName(_ row: ImportRow, _ ref: RecordRef) -> Bool {
    guard registry.exists(ref), !registry.isVoid(ref), let name = registry.value(ref, "name") else { return false }
    return NameKey.key(name) == row[.name].map(NameKey.key)
  }

  private func findMembers(_ found: inout [RecordRef?], _ taken: inout Set<String>) {
    let members = registry.members(of: household.id).map { (person: $0, key: NameKey.key($0.name ?? "")) }
    // Equal birth dates first; then those of whom one side does not know it.
    for isExact in [true, false] {
      for (index, row) in rows.enumerated() where found[index] == nil {
        let key = NameKey.key(row[.name] ?? "")
        let match = members.first { member in
          guard member.key == key, !taken.contains(member.person.id) else { return false }
          let dates = (row[.birthDate], member.person.birthDate)
          return isExact ? dates.0 == dates.1 : dates.0 == nil || dates.1 == nil
        }
        guard let match else { continue }
        taken.insert(match.person.id)
        found[index] = RecordRef(.person, match.person.id)
      }
    }
  }

  /// The household's head after this file: who is head here, else the file's first head who belongs to it.
  private func electHead() -> String? {
    if !isNewHousehold, let head = registry.value(household, "head"), !registry.isVoid(RecordRef(.person, head)) {
      return head
    }
    for (row, person) in zip(rows, people) where row.isFirst {
      if person.isNew || registry.value(person.ref, "household").map({ $0 == household.id }) ?? true {
        return person.ref.id
      }
    }
    return nil
  }
}

// MARK: What is new, completed or asked

extension ImportFamily {
  /// The columns that belong to the household, and their fields.
  private static let householdFields: [(PersonColumn, String)] = [
    (.familyCardNumber, "familyCardNumber"), (.address, "address"), (.rt, "rt"), (.rw, "rw"), (.hamlet, "hamlet"),
    (.village, "village"), (.device, "device"), (.internet, "internet"), (.electricity, "electricity"),
    (.householdNote, "note"),
    (.householdPapersSeen, "papersSeen"),
  ]

  /// The columns that are a person's fields under the same name.
  private static let personFields: [PersonColumn] = [
    .nik, .nikReason, .name, .titleBefore, .titleAfter, .nickname, .birthPlace, .birthDate, .sex, .maritalStatus,
    .education, .occupation, .employment, .phone, .phoneOwner, .standing, .standingDate, .standingPlace, .note,
    .papersSeen,
  ]

  /// What the head's row says of the household, else the first row that says it.
  private func householdValue(_ column: PersonColumn) -> String? {
    rows.first { $0.isFirst }?[column] ?? rows.lazy.compactMap { $0[column] }.first
  }

  private func householdEdits(head: String?, _ questions: inout [ImportQuestion]) -> [Edit] {
    var changes: [FieldChange] = []
    var question = ImportQuestion(record: household)
    for (column, field) in Self.householdFields {
      guard let value = householdValue(column) else { continue }
      let shown = isNewHousehold ? nil : registry.value(household, field)
      if let shown {
        if field == "familyCardNumber", shown != value, registry.value(household, "cards/\(value)") != nil { continue }
        if !Self.isSame(shown, value) { question.offers.append(FieldChange(field, value)) }
      } else {
        changes.append(FieldChange(field, value))
        if field == "familyCardNumber" { changes.append(FieldChange("cards/\(value)", "first")) }
      }
    }
    if let head, isNewHousehold || registry.value(household, "head") != head {
      changes.append(FieldChange("head", head))
    }
    if isNewHousehold {
      if householdValue(.village) == nil { changes.append(FieldChange("village", village)) }
      return [NewRecord.edit(household, changes)]
    }
    if !question.offers.isEmpty { questions.append(question) }
    return completing(household, changes)
  }

  private func newPerson(
    _ row: ImportRow, _ ref: RecordRef, head: String?, _ questions: inout [ImportQuestion]
  ) -> Edit {
    var changes = Self.personFields.compactMap { column in
      row[column].map { FieldChange(column.rawValue, $0) }
    }
    if row[.nik] == nil, row[.nikReason] == nil { changes.append(FieldChange("nikReason", "unchecked")) }
    if row[.nik] != nil { changes.removeAll { $0.field == "nikReason" } }
    if row[.standing] == "1" { changes.removeAll { $0.field.hasPrefix("standing") } }
    changes.append(FieldChange("household", household.id))
    changes.append(FieldChange("registeredOn", day.iso))
    if head == ref.id {
      changes.append(FieldChange("relation", "1"))
    } else if row.isFirst {
      questions.append(ImportQuestion(record: ref, offers: [FieldChange("relation", "1")]))
    } else if let relation = row[.relation] {
      changes.append(FieldChange("relation", relation))
    }
    return NewRecord.edit(ref, changes + skills(row) + consents(row, of: ref))
  }

  private func knownPerson(
    _ row: ImportRow, _ ref: RecordRef, head: String?, _ questions: inout [ImportQuestion]
  ) -> [Edit] {
    // Whoever asked for it is left alone by files too.
    if registry.isFrozen(ref) { return [] }
    var changes: [FieldChange] = []
    var question = ImportQuestion(record: ref)
    for column in Self.personFields {
      guard let value = row[column] else { continue }
      let field = column.rawValue
      let shown = registry.value(ref, field) ?? (field == "standing" ? "1" : nil)
      if let shown {
        if !Self.isSame(shown, value) { question.offers.append(FieldChange(field, value)) }
      } else if field != "nikReason" || (row[.nik] == nil && registry.value(ref, "nik") == nil) {
        changes.append(FieldChange(field, value))
      }
    }
    // Somebody whose NIK is now known needs no reason for its absence any more; a reason alone asks nothing.
    if changes.contains(where: { $0.field == "nik" }) { changes.append(FieldChange("nikReason", nil)) }
    question.offers.removeAll { $0.field == "nikReason" }
    if let shown = registry.value(ref, "household") {
      if shown != household.id { question.offers.append(FieldChange("household", household.id)) }
    } else {
      changes.append(FieldChange("household", household.id))
    }
    compareRelation(row, ref, head: head, &changes, &question)
    changes += skills(row).filter { registry.value(ref, $0.field) == nil } + consents(row, of: ref)
    if !question.offers.isEmpty { questions.append(question) }
    return completing(ref, changes)
  }

  /// The household's head is the truth about relation 1 (DESIGN §4).
  private func compareRelation(
    _ row: ImportRow, _ ref: RecordRef, head: String?, _ changes: inout [FieldChange], _ question: inout ImportQuestion
  ) {
    guard let relation = row[.relation] else { return }
    let stored = registry.value(ref, "relation")
    let home = registry.value(ref, "household") ?? household.id
    if home != household.id {
      // Somebody of another household keeps the relation that holds there.
      let isHead = registry.value(RecordRef(.household, home), "head") == ref.id
      let there: String? = isHead ? "1" : stored
      if relation != there { question.offers.append(FieldChange("relation", relation)) }
    } else if head == ref.id {
      if relation != "1" { question.offers.append(FieldChange("relation", relation)) }
      if relation == "1", stored == nil { changes.append(FieldChange("relation", "1")) }
    } else if relation == "1" {
      question.offers.append(FieldChange("relation", "1"))
    } else if stored == nil || stored == "1" {
      changes.append(FieldChange("relation", relation))
    } else if stored != relation {
      question.offers.append(FieldChange("relation", relation))
    }
  }

  private func skills(_ row: ImportRow) -> [FieldChange] {
    row.skills.flatMap { skill in
      [
        FieldChange("skills/\(skill.track)", skill.level), FieldChange("skillEvidence/\(skill.track)", skill.evidence),
        FieldChange("skillOrigin/\(skill.track)", skill.origin),
      ].filter { $0.value != nil }
    }
  }

  private func consents(_ row: ImportRow, of person: RecordRef) -> [FieldChange] {
    let written = row[.consents].flatMap { WrittenConsent.read($0, by: day) } ?? []
    return written.flatMap { $0.changes(person, registry) }
  }

  /// A field in conflict shows nothing that a file could complete: a person decides it first.
  private func completing(_ ref: RecordRef, _ changes: [FieldChange]) -> [Edit] {
    let free = changes.filter { registry.state(ref, $0.field).status != .conflict }
    return free.isEmpty ? [] : registry.plan(free, on: ref, basis: registry.basis(ref))
  }

  /// Whether two texts say the same, whatever their capitals, spaces and marks.
  static func isSame(_ shown: String, _ value: String) -> Bool {
    shown == value || NameKey.fold(shown) == NameKey.fold(value)
  }
}
