// What becomes of one row of a list of groups: whom the NIK means, and which rule is against it.
import LoketModel

/// A group that the list names, and who joins it.
struct ListedGroup {
  let group: Group
  let isNew: Bool
  var joining: [(person: String, role: GroupRole, day: CalendarDate)] = []

  func edits(_ workDay: CalendarDate, _ office: String, in registry: Registry) -> [Edit] {
    var edits: [Edit] = []
    if isNew {
      let values: [(String, String?)] = [
        ("name", group.name), ("program", group.program), ("village", office), ("kind", "group"),
        ("field", group.field), ("level", "beginner"), ("formedOn", group.formedOn),
      ]
      edits.append(NewRecord.edit(RecordRef(.group, group.id), values.map { FieldChange($0.0, $0.1) }))
    }
    return edits
      + joining.flatMap { registry.joining(group.id, person: $0.person, as: $0.role, on: $0.day, workDay: workDay) }
  }
}

struct GroupListJudge {
  let program: String
  let today: CalendarDate
  let office: String
  let regions: Regions
  let registry: Registry
  let language: Language
  private let setting: ApplicationSetting
  /// With whoever the rows before brought in.
  private var book: GroupBook
  /// In the order of the file.
  private(set) var groups: [ListedGroup] = []
  private var places: [String: Int] = [:]
  /// The line on which a NIK stood first.
  private var lines: [String: Int] = [:]
  /// Rows that were taken in although a rule of the programme does not know enough.
  private(set) var open: [Int] = []
  /// People by the key of their name; gathered where a NIK is nobody's.
  private var namesakes: [String: [RecordRef]]?

  init(
    program: String, today: CalendarDate, office: String, regions: Regions, registry: Registry, language: Language
  ) {
    self.program = program
    self.today = today
    self.office = office
    self.regions = regions
    self.registry = registry
    self.language = language
    setting = ApplicationSetting(
      office: office, today: today, tracks: registry.tracks, language: language, regions: regions)
    book = GroupBook(registry, day: today)
  }

  /// - Returns: what became of the row, and why where it stayed out.
  mutating func judge(_ row: GroupListRow, line: Int) -> (GroupListOutcome, Message?) {
    if let first = lines[row.nik] { return (.twice, Message(.groupListTwice, ["line": String(first)])) }
    lines[row.nik] = line
    let people = Set(registry.people(nik: row.nik).filter { !registry.isVoid($0) }.map(registry.shownRecord))
    guard let person = people.first else { return unmatched(row) }
    if people.count > 1 { return (.doubt, Message(.groupListShared)) }
    guard !registry.isFrozen(person), let known = registry.person(person.id) else {
      return (.refused, Message(.groupListFrozen))
    }
    let name = known.name ?? ""
    if NameKey(row.name).likeness(to: NameKey(name)) == .different {
      return (.doubt, Message(.groupListOtherName, ["name": name]))
    }
    let village = registry.household(of: person.id)?.village
    if let village, !row.village.isEmpty, !isVillage(row.village, village) {
      let slots = ["here": regions.region(village)?.name ?? village, "text": row.village]
      return (.otherVillage, Message(.groupListVillageDiffers, slots))
    }
    return join(person.id, row, line: line)
  }

  // MARK: Whom nobody's NIK means

  private mutating func unmatched(_ row: GroupListRow) -> (GroupListOutcome, Message?) {
    if let other = namesake(of: row.name), let person = registry.person(other.id) {
      guard let nik = person.nik else { return (.doubt, Message(.groupListWithoutNik, ["name": person.name ?? ""])) }
      return (.doubt, Message(.groupListOtherNik, ["name": person.name ?? "", "nik": Nik.masked(nik)]))
    }
    if !row.village.isEmpty, !isVillage(row.village, office) {
      return (.otherVillage, Message(.groupListVillageOther, ["text": row.village]))
    }
    return (.unknown, Message(.groupListUnknown))
  }

  /// Somebody of just that name, whose data do not rest.
  private mutating func namesake(of name: String) -> RecordRef? {
    if namesakes == nil {
      var found: [String: [RecordRef]] = [:]
      for ref in registry.all(.person) where !registry.isFrozen(ref) {
        guard let name = registry.value(ref, "name") else { continue }
        found[NameKey.key(name), default: []].append(ref)
      }
      namesakes = found
    }
    return namesakes?[NameKey.key(name)]?.min { $0.id < $1.id }
  }

  /// Whether a cell means this village: its code, its name or one that it had before.
  private func isVillage(_ text: String, _ code: String) -> Bool {
    let digits = text.filter(\.isNumber)
    if digits.count == 10 { return digits == code }
    guard let region = regions.region(code) else { return false }
    var words = NameKey.fold(text).split(separator: " ")
    if let kind = words.first, ["KELURAHAN", "KEL", "DESA", "DS"].contains(kind) { words.removeFirst() }
    return ([region.name] + region.aliases).contains { NameKey.fold($0).split(separator: " ") == words }
  }

  // MARK: Joining

  private mutating func join(_ person: String, _ row: GroupListRow, line: Int) -> (GroupListOutcome, Message?) {
    let place: Int
    switch self.place(of: row) {
    case .success(let found): place = found
    case .failure(let refusal): return (refusal.outcome, refusal.message)
    }
    let group = groups[place].group
    if let holds = book.standing(group.id).everybody.first(where: { $0.id == person }) {
      return same(holds, as: row)
    }
    if let left = row.leftOn {
      // Whoever left here too is as the list says.
      let isSame = book.standing(group.id).former.contains { $0.id == person && $0.leftOn == left.iso }
      return isSame ? (.unchanged, nil) : (.refused, Message(.groupListLeft, ["date": left.display]))
    }
    if let why = book.refusal(of: person, joining: group, on: today, in: registry, language) {
      return (why.phrase == .groupRefuseQuota ? .pastQuota : .refused, why)
    }
    let answers = registry.answers(person: person, joining: group, book, setting)
    if let why = RuleAnswer.refusal(answers, language) { return (.ineligible, why) }
    let role = row.role ?? .member
    if let why = book.refusal(of: person, taking: role, of: group.id, in: registry, language) {
      return (.refused, why)
    }
    let day = row.joinedOn ?? today
    groups[place].joining.append((person, role, day))
    let values = ["person": person, "group": group.id, "role": role.rawValue, "joinedOn": day.iso]
    let record = RecordRef.groupMember(group: group.id, person: person)
    book.add(GroupMember(id: record.id) { values[$0] }, to: group)
    if answers.contains(where: \.isOpen) { open.append(line) }
    return (.taken, nil)
  }

  /// Who belongs to it already: what the list says otherwise is said, and nothing is overwritten.
  private func same(_ person: GroupPerson, as row: GroupListRow) -> (GroupListOutcome, Message?) {
    let roles = [person.role, row.role ?? person.role].map { CodeList.groupRole.name(of: $0.rawValue, language) }
    let days = [person.joinedOn, row.joinedOn?.iso ?? person.joinedOn].map { day in
      day.flatMap { CalendarDate(iso: $0)?.display } ?? "-"
    }
    if let left = row.leftOn { return (.doubt, Message(.groupListLeft, ["date": left.display])) }
    guard let differing = [roles, days].first(where: { $0[0] != $0[1] }) else { return (.unchanged, nil) }
    return (.doubt, Message(.groupListDiffers, ["here": differing[0], "text": differing[1]]))
  }

  private struct Refusal: Error {
    let outcome: GroupListOutcome
    let message: Message
  }

  /// The group that the row names: one of the programme, one of an earlier row, or a new one.
  private mutating func place(of row: GroupListRow) -> Result<Int, Refusal> {
    let key = NameKey.fold(row.group)
    let place: Int
    if let known = places[key] {
      place = known
    } else {
      let id = Self.id(of: key, in: program)
      let named = book.groups.filter {
        $0.program == program && ($0.id == id || NameKey.fold($0.name ?? "") == key)
      }
      if named.count > 1 {
        return .failure(Refusal(outcome: .doubt, message: Message(.groupListNamesake, ["group": row.group])))
      }
      guard named.first != nil || row.field != nil else {
        return .failure(Refusal(outcome: .unread, message: Message(.groupListFieldMissing, ["group": row.group])))
      }
      let values = ["name": row.group, "program": program, "kind": "group", "field": row.field ?? ""]
        .merging(row.formedOn.map { ["formedOn": $0.iso] } ?? [:]) { $1 }
      let group = named.first ?? Group(id: id) { values[$0] }
      place = groups.count
      groups.append(ListedGroup(group: group, isNew: named.isEmpty))
      places[key] = place
    }
    let group = groups[place].group
    if let field = row.field, let here = group.field, field != here {
      let names = [here, field].map { CodeList.businessField.name(of: $0, language) }
      return .failure(
        Refusal(
          outcome: .doubt,
          message: Message(.groupListFieldDiffers, ["group": group.name ?? "", "here": names[0], "text": names[1]])))
    }
    return .success(place)
  }

  /// Two PCs that import one list make one group of each name.
  private static func id(of key: String, in program: String) -> String {
    SHA256.digest(Array("group\n\(program)\n\(key)".utf8)).identifier.description
  }
}
