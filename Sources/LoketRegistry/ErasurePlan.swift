// What an erasure takes: the records of a person or a household, everything that they own, and what others say of them.
import LoketModel

/// What will be erased, before anybody decides.
public struct ErasurePlan: Hashable, Sendable {
  /// An edit that says again what a line of a record that stays said beside the erased words.
  public struct Restated: Hashable, Sendable {
    public internal(set) var edit: Edit
    /// Who entered the line.
    public let by: String
  }

  /// Every record that goes, in the order of their names.
  public internal(set) var records: [RecordRef] = []
  /// Every line that is blanked, those of records that stay too.
  public internal(set) var lines: [LineRef] = []
  public internal(set) var restated: [Restated] = []
  /// The records of blanked lines that stay.
  public internal(set) var staying: [LineRef: RecordRef] = [:]
  public internal(set) var words = ErasedWords()
  /// Texts elsewhere that hold a name which somebody else bears too: they stay.
  public internal(set) var leftTexts = 0

  public init() {}

  public func count(_ kind: RecordKind) -> Int { records.count { $0.kind == kind } }

  /// Lets what is said again of one group replace these lines too. A ref counts for every field of its edit, and about the
  /// others nobody said that they replace anything: they go into an edit of their own.
  mutating func replaceMore(_ over: [LineRef], by place: Int, isVoid: Bool, _ fields: [String]) {
    var rest = restated[place]
    var part = rest
    part.edit.over += over.filter { !rest.edit.over.contains($0) }
    part.edit.set = rest.edit.set.filter { !isVoid && fields.contains($0.field) }
    part.edit.void = isVoid ? rest.edit.void : nil
    rest.edit.set.removeAll { part.edit.set.contains($0) }
    if isVoid { rest.edit.void = nil }
    if let same = restated.firstIndex(where: { $0.edit.on == part.edit.on && $0.edit.over == part.edit.over }) {
      if same == place { return }
      restated[same].edit.set += part.edit.set
      restated[same].edit.void = restated[same].edit.void ?? part.edit.void
    } else {
      restated.append(part)
    }
    if rest.edit.set.isEmpty, rest.edit.void == nil { restated.remove(at: place) } else { restated[place] = rest }
  }
}

extension Registry {
  /// What erasing these people and households takes: their records, what they own and what that owns, and the lines of
  /// other records that name them. Changes nothing. One walk over every text of the register: never on a key beside the
  /// one that asks for it.
  /// - Parameter known: lines that were erased for these people before, in a register with other namesakes: what of them
  ///   stands is said again in any case.
  public func erasurePlan(of targets: [RecordRef], known: Set<LineRef> = []) -> ErasurePlan {
    var plan = ErasurePlan()
    let rows = withOwned(Set(targets.compactMap { row($0) }.flatMap { joins.group($0) }))
    plan.words = words(of: rows)
    var blanked = Set(rows.flatMap { chunks(of: $0) })
    cutTexts(beside: rows, near: near(rows), known: known, &blanked, &plan)
    plan.records = rows.map(ref).sorted { $0.description < $1.description }
    plan.lines = blanked.map(lineRef).sorted()
    return plan
  }

  /// What still says words of people who were erased elsewhere, in lines that no list has: their names in records that
  /// stay, written where nobody had heard of the erasure yet.
  /// - Parameter edits: those of the erased lines that are known here in full.
  public func lateTexts(_ words: ErasedWords, of edits: [Edit], records named: Set<RecordRef>) -> ErasurePlan {
    var plan = ErasurePlan()
    plan.words = words
    if words.isEmpty { return plan }
    let rows = withOwned(Set(named.compactMap { ownRow($0.kind, $0.id) }))
    var homes: Set<UInt32> = []
    for edit in edits where edit.on.kind == .person {
      for change in edit.set where change.field == "household" {
        if let row = change.value.flatMap({ row(RecordRef(.household, $0)) }) { homes.formUnion(joins.group(row)) }
      }
    }
    var blanked: Set<UInt32> = []
    cutTexts(beside: rows, near: near(rows).union(around(homes).subtracting(rows)), known: [], &blanked, &plan)
    plan.lines = blanked.map(lineRef).sorted()
    return plan
  }

  /// Finds the lines of other records that name these, and what is said again of them.
  private func cutTexts(
    beside rows: Set<UInt32>, near nearby: Set<UInt32>, known: Set<LineRef>, _ blanked: inout Set<UInt32>,
    _ plan: inout ErasurePlan
  ) {
    for place in records.indices where !rows.contains(UInt32(place)) && records[place].firstChunk != none {
      let row = UInt32(place)
      // What a person is called stands in that person's own record.
      let isPerson = records[place].kind == Registry.personKind
      let isNear = nearby.contains(row)
      for line in chunks(of: row) where !isListed(line) {
        let isKnown = !known.isEmpty && known.contains(lineRef(line))
        switch cut(line, plan.words, isNear: isNear || isKnown, isPerson: isPerson) {
        case .nothing: continue
        case .shared: plan.leftTexts += 1
        case .found(let changes):
          blanked.insert(line)
          plan.staying[lineRef(line)] = ref(row)
          if let edit = restate(line, row, changes) {
            plan.restated.append(ErasurePlan.Restated(edit: edit, by: name(lines[Int(line)].by)))
          }
        }
      }
    }
    keepReplaced(blanked, &plan)
  }

  /// Whether some erase record lists a line: what stands of it goes in any case.
  func isListed(_ line: UInt32) -> Bool {
    if erasures.listed.isEmpty { return false }
    let (segment, n) = position(line)
    return erasures.listed[Erasures.key(segment, n)] != nil
  }

  // MARK: Records

  /// The households of erased people, who else lives there, and what is owned by one of these: texts there may use one
  /// word of a name.
  private func near(_ rows: Set<UInt32>) -> Set<UInt32> {
    var near: Set<UInt32> = []
    for row in rows where records[Int(row)].kind == Registry.personKind {
      for line in chunks(of: row) {
        forEachEntry(of: line) { _, entry in
          if entry.number == indexed.household, !entry.isNull, let household = householdRow(entry.value) {
            near.formUnion(joins.group(household))
          }
        }
      }
    }
    return around(near).subtracting(rows)
  }

  /// Households, who lives there, and what is owned by one of these.
  private func around(_ households: Set<UInt32>) -> Set<UInt32> {
    var near = households
    for household in households { near.formUnion(showing(indexed.household, id(household), includingVoid: true)) }
    return withOwned(near)
  }

  // MARK: Words

  /// The names and numbers that these rows ever had.
  private func words(of rows: Set<UInt32>) -> ErasedWords {
    var words = ErasedWords()
    for row in rows {
      let kind = records[Int(row)].kind
      if kind == Registry.personKind || kind == Registry.householdKind { words.add(id: id(row)) }
      guard kind == Registry.personKind else { continue }
      var names: Set<String> = []
      var births: Set<String> = []
      for line in chunks(of: row) {
        forEachEntry(of: line) { _, entry in
          guard !entry.isNull else { return }
          switch entry.number {
          case indexed.personName: names.insert(text(entry.value))
          case indexed.nik: words.add(number: text(entry.value))
          case indexed.birthDate: births.insert(text(entry.value))
          default: break
          }
        }
      }
      for name in names { words.add(name: name, births: births, isShared: hasNamesake(name, beside: rows)) }
    }
    return words
  }

  /// Whether somebody else of the register bears this name.
  func hasNamesake(_ name: String, beside rows: Set<UInt32>) -> Bool {
    let wanted = NameKey.fold(name)
    var words = ErasedWords()
    words.add(name: name, births: [], isShared: false)
    return records.indices.contains { place in
      guard records[place].kind == Registry.personKind, !rows.contains(UInt32(place)),
        let range = shownRange(UInt32(place), indexed.personName), words.mayBeIn(arena.bytes[range])
      else { return false }
      guard NameKey.fold(text(range)) == wanted else { return false }
      // Whoever is one with an erased person shows that person's name.
      return !joins.group(UInt32(place)).contains(where: rows.contains) || bears(UInt32(place), wanted)
    }
  }

  /// Whether a row's own lines give it this name.
  private func bears(_ row: UInt32, _ folded: String) -> Bool {
    var isNamed = false
    for line in chunks(of: row) where !isNamed {
      forEachEntry(of: line) { _, entry in
        if entry.number == indexed.personName, !entry.isNull, NameKey.fold(text(entry.value)) == folded {
          isNamed = true
        }
      }
    }
    return isNamed
  }

  /// The words of the people whose lines these edits were, for what stands beside the segments.
  public func erasedWords(of edits: [Edit], records named: Set<RecordRef>) -> ErasedWords {
    var words = ErasedWords()
    var found: [RecordRef: (names: Set<String>, births: Set<String>)] = [:]
    for ref in named where ref.kind == .person || ref.kind == .household { words.add(id: ref.id) }
    let rows = Set(named.compactMap { ownRow($0.kind, $0.id) })
    for edit in edits where edit.on.kind == .person && named.contains(edit.on) {
      for change in edit.set {
        guard let value = change.value else { continue }
        switch change.field {
        case "name": found[edit.on, default: ([], [])].names.insert(value)
        case "birthDate": found[edit.on, default: ([], [])].births.insert(value)
        case "nik": words.add(number: value)
        default: break
        }
      }
    }
    for person in found.values {
      for name in person.names {
        words.add(name: name, births: person.births, isShared: hasNamesake(name, beside: rows))
      }
    }
    return words
  }

  // MARK: Texts of records that stay

  private enum Cut {
    case nothing
    /// A name that somebody else bears too stands there.
    case shared
    /// What the entries at these places say without the words.
    case found([Int: String])
  }

  private func cut(_ line: UInt32, _ words: ErasedWords, isNear: Bool, isPerson: Bool) -> Cut {
    var found: [Int: String] = [:]
    var isShared = false
    forEachEntry(of: line) { _, entry in
      guard !entry.isNull, entry.number != FieldNumbers.void, numbers.forms[Int(entry.number)] == .text,
        !(isPerson && entry.number == indexed.personName), entry.value.count > 2
      else { return }
      guard words.mayBeIn(arena.bytes[entry.value]) else { return }
      let value = text(entry.value)
      if let rest = words.cut(value, isNear: isNear) {
        found[entry.mark.byte << 3 | entry.mark.bit.trailingZeroBitCount] = rest
      } else if words.cut(value, isNear: true) != nil {
        isShared = true
      }
    }
    return found.isEmpty ? isShared ? .shared : .nothing : .found(found)
  }

  /// What erased lines of a record replaced would stand again: the edit that says the highest head again replaces it too. Also
  /// what another line replaces that stays, since another PC may be erasing that one now; and what is not here yet.
  private func keepReplaced(_ blanked: Set<UInt32>, _ plan: inout ErasurePlan) {
    let rows = Set(plan.staying.values.compactMap { row($0) }.map(first))
    for row in rows.sorted() {
      for group in groups(row) {
        var setters: Set<UInt32> = []
        forEachEntry(row) { line, entry in if isIn(entry, group) { setters.insert(line) } }
        var risen: Set<LineRef> = []
        for line in setters where blanked.contains(line) || isListed(line) {
          for ref in refs(of: line) {
            if let named = self.line(ref.segment, ref.n) {
              guard isLower(named, line), setters.contains(named), !blanked.contains(named) else { continue }
            }
            risen.insert(LineRef(segment: segments[Int(ref.segment)].id, n: Int(ref.n)))
          }
        }
        guard !risen.isEmpty, let head = heads(row, group).first else { continue }
        let over = risen.sorted()
        let fields = numbers.members(group).map(numbers.name)
        let said = plan.restated.firstIndex { restated in
          restated.edit.over.first == lineRef(head)
            && (restated.edit.set.contains { fields.contains($0.field) } || group.number == FieldNumbers.void)
        }
        if let said {
          plan.replaceMore(over, by: said, isVoid: group.number == FieldNumbers.void, fields)
        } else {
          plan.restated.append(ErasurePlan.Restated(edit: again(head, row, group, over), by: name(lines[Int(head)].by)))
        }
      }
    }
  }

  /// A head of one group, said again.
  private func again(_ head: UInt32, _ row: UInt32, _ group: FieldKey, _ over: [LineRef]) -> Edit {
    var edit = Edit(on: ref(row), set: [], over: [lineRef(head)] + over)
    for key in numbers.members(group) {
      let value = value(head, key).map { text($0) }
      if group.number == FieldNumbers.void {
        edit.void = value.map { .reason($0) } ?? .cleared
      } else {
        edit.set.append(FieldChange(numbers.name(key), value))
      }
    }
    return edit
  }

  /// What of a line still stands, with the changed texts; nil where nothing does.
  private func restate(_ line: UInt32, _ row: UInt32, _ changes: [Int: String]) -> Edit? {
    var set: [FieldChange] = []
    var void: VoidMark?
    forEachEntry(of: line) { _, entry in
      guard entry.isLive else { return }
      if entry.number == FieldNumbers.void {
        void = entry.isNull ? .cleared : .reason(text(entry.value))
        return
      }
      let key = FieldKey(number: entry.number, name: Array(arena.bytes[entry.name]))
      let changed = changes[entry.mark.byte << 3 | entry.mark.bit.trailingZeroBitCount]
      set.append(FieldChange(numbers.name(key), changed ?? (entry.isNull ? nil : text(entry.value))))
    }
    guard !set.isEmpty || void != nil else { return nil }
    // A voided record stays void: the new line knows of the voiding.
    let voiding = heads(row, FieldKey(number: FieldNumbers.void, name: [])).filter { $0 != line }
    var over = [lineRef(line)] + voiding.map(lineRef)
    if void != nil { over += refs(of: line).map { LineRef(segment: segments[Int($0.segment)].id, n: Int($0.n)) } }
    return Edit(on: ref(row), set: set, over: over, void: void)
  }
}
