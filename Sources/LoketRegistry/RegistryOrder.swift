// Keeps people and households in the order of names, for lists of a hundred thousand rows.
import LoketModel

extension Registry {
  /// The records of a kind in the order in which a list shows them: people by name, households by their head's name, the
  /// others by theirs. Handles stay good as long as the registry lives.
  public func rows(_ kind: RecordKind) -> [UInt32] {
    switch kind {
    case .person where !isLoading: return personOrder
    case .household where !isLoading: return householdOrder
    default: return sorted(handles(kind))
    }
  }

  /// The text by which a list orders a record: its own name, a household's the name of its head.
  private func orderSlot(_ row: UInt32) -> UInt32 {
    guard records[Int(row)].kind == Registry.householdKind else { return records[Int(row)].slot }
    guard let head = shownRange(row, indexed.head).flatMap({ personRow($0) }) else { return none }
    return records[Int(head)].slot
  }

  static let householdKind = UInt16(FieldTable.kinds.firstIndex { $0.kind == .household } ?? 0)
  static let pairKind = UInt16(FieldTable.kinds.firstIndex { $0.kind == .pair } ?? 10)
  static let personKind = UInt16(FieldTable.kinds.firstIndex { $0.kind == .person } ?? 1)

  /// The row of the person whose id stands here in the arena.
  func personRow(_ id: Range<Int>) -> UInt32? {
    row(at: id, kind: Registry.personKind)
  }

  func householdRow(_ id: Range<Int>) -> UInt32? {
    row(at: id, kind: Registry.householdKind)
  }

  /// Whether the left row stands before the right: by text, who has none last, then by id.
  func standsBefore(_ left: UInt32, _ right: UInt32) -> Bool {
    let (a, b) = (orderSlot(left), orderSlot(right))
    if a != b {
      if a == none || b == none { return b == none }
      let order = texts.compare(a, b)
      if order != 0 { return order < 0 }
    }
    return isIdLower(left, right)
  }

  func isIdLower(_ left: UInt32, _ right: UInt32) -> Bool {
    let (a, b) = (records[Int(left)], records[Int(right)])
    if !a.has(RecordRow.isNamed), !b.has(RecordRow.isNamed) {
      return a.high != b.high ? a.high < b.high : a.low < b.low
    }
    return id(left) < id(right)
  }

  private func sorted(_ rows: [UInt32]) -> [UInt32] {
    let keyed = rows.map { row in
      let slot = orderSlot(row)
      return (prefix: slot == none ? UInt64.max : texts.prefix(slot), row: row)
    }
    return keyed.sorted { left, right in
      left.prefix != right.prefix ? left.prefix < right.prefix : standsBefore(left.row, right.row)
    }.map(\.row)
  }

  mutating func takeOut(_ row: UInt32, of order: WritableKeyPath<Registry, [UInt32]>) {
    if let place = self[keyPath: order].firstIndex(of: row) { self[keyPath: order].remove(at: place) }
  }

  mutating func putIn(_ row: UInt32, _ order: WritableKeyPath<Registry, [UInt32]>) {
    var low = 0
    var high = self[keyPath: order].count
    while low < high {
      let middle = (low + high) / 2
      if standsBefore(self[keyPath: order][middle], row) { low = middle + 1 } else { high = middle }
    }
    self[keyPath: order].insert(row, at: low)
  }

  /// The households of which this person is shown as head and which stand in the list.
  func householdsLed(by person: UInt32) -> [UInt32] { showing(indexed.head, id(person)) }

  /// The households that show this person as their head, in the order of their ids.
  public func householdsLed(by person: String) -> [RecordRef] {
    showing(indexed.head, person).map(ref).sorted { $0.id < $1.id }
  }

  /// Says that many lines follow: texts and lists rest until `settle`. Values, indexes and conflicts do not.
  public mutating func beginLoading() {
    if !isLoading { loadedFrom = lines.count }
    isLoading = true
  }

  /// Makes room for the lines of so many bytes of segments, so that nothing is moved to a larger place on the way. Room that
  /// is not used takes no memory.
  public mutating func expect(bytes: Int) {
    let bytes = max(0, min(bytes, 4 << 30))
    lines.reserveCapacity(bytes / 320)
    records.reserveCapacity(bytes / 440)
    arena.bytes.reserveCapacity(bytes / 6)
  }

  /// Brings texts and lists up to date after a load: in one pass, however many records it touched.
  public mutating func settle() {
    guard isLoading else { return }
    isLoading = false
    reviewLoaded()
    guard !stale.isEmpty else { return }
    let touched = stale
    stale = []
    texts.bytes.reserveCapacity(texts.bytes.count + touched.count * 48)
    var people: [UInt32] = []
    var households: [UInt32] = []
    for row in touched {
      let kind = records[Int(row)].kind
      if kind == Registry.personKind { people.append(row) }
      if kind == Registry.householdKind { households.append(row) }
    }
    // A household moves when its head's name does.
    if householdOrder.isEmpty {
      households = handles(.household)
    } else {
      for person in people {
        for household in householdsLed(by: person) where !records[Int(household)].has(RecordRow.isStale) {
          records[Int(household)].set(RecordRow.isStale, true)
          households.append(household)
        }
      }
    }
    let oldPeople = personOrder.filter { !records[Int($0)].has(RecordRow.isStale) }
    let oldHouseholds = householdOrder.filter { !records[Int($0)].has(RecordRow.isStale) }
    for row in touched { _ = rewrite(row) }
    personOrder = merge(oldPeople, sorted(people.filter { records[Int($0)].isListed }))
    householdOrder = merge(oldHouseholds, sorted(households.filter { records[Int($0)].countsAsOne }))
    for row in touched + households { records[Int(row)].set(RecordRow.isStale, false) }
    tidyTexts()
  }

  /// Both lists in one order. The right one is the shorter where a day's saves come after the cache, so its rows are
  /// looked up and all between them moves as it lies.
  private func merge(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    var merged: [UInt32] = []
    merged.reserveCapacity(left.count + right.count)
    var from = 0
    for row in right {
      var low = from
      var high = left.count
      while low < high {
        let middle = (low + high) / 2
        if standsBefore(left[middle], row) { low = middle + 1 } else { high = middle }
      }
      merged += left[from..<low]
      merged.append(row)
      from = low
    }
    return merged + left[from...]
  }
}
