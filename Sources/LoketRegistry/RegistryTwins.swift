// Who shares a NIK with whom: kept line by line, since two PCs that imported one file share them by the ten thousand.
import LoketModel

/// People by the NIK that some line gave more than one of them, and which of those numbers are a task now.
struct Twins: Sendable {
  /// By the hash of a NIK in the index: everybody to whom a line gave it.
  private(set) var groups: [UInt32: Set<UInt32>] = [:]
  private var hashes: [UInt32: Set<UInt32>] = [:]
  /// Numbers that two or more people show and about whom nobody answered that they are not one.
  var open: Set<UInt32> = []
  /// Numbers about which a line may have said something since they were looked at.
  private(set) var doubted: Set<UInt32> = []

  mutating func take(_ hash: UInt32, _ rows: [UInt32]) {
    groups[hash, default: []].formUnion(rows)
    for row in rows { hashes[row, default: []].insert(hash) }
    doubted.insert(hash)
  }

  /// Something of these people changed.
  mutating func doubt(_ rows: some Sequence<UInt32>) {
    for row in rows { if let known = hashes[row] { doubted.formUnion(known) } }
  }

  mutating func settleDoubts() -> Set<UInt32> {
    defer { doubted = [] }
    return doubted
  }
}

extension Registry {
  /// Notes that people share a NIK, or did, after a line gave one of them a number.
  mutating func noteTwins(_ hash: UInt32) {
    let rows = narrow.rows(hash).filter { records[Int($0)].kind == Registry.personKind }
    guard rows.count > 1 else { return }
    for row in rows { records[Int(row)].set(RecordRow.sharesNik, true) }
    twins.take(hash, rows)
  }

  /// Looks again at the numbers about which the line in hand may have said something.
  mutating func settleTwins() {
    for hash in twins.settleDoubts() {
      if openTwins(hash).isEmpty { twins.open.remove(hash) } else { twins.open.insert(hash) }
    }
  }

  /// The people of one number who are a task; two numbers of one hash are told apart.
  func openTwins(_ hash: UInt32) -> [SharedNik] {
    var people: [String: Set<UInt32>] = [:]
    for row in Set((twins.groups[hash] ?? []).map(first)) where records[Int(row)].isListed {
      if let nik = shown(row, FieldKey(number: indexed.nik, name: [])) { people[nik, default: []].insert(row) }
    }
    return people.compactMap { nik, rows in
      guard rows.count > 1 else { return nil }
      let refs = rows.map(ref).sorted { $0.id < $1.id }
      return firstOpenPair(refs) == nil ? nil : SharedNik(nik: nik, people: refs)
    }
  }

  /// What a snapshot does not hold: who is flagged is looked at again.
  mutating func deriveTwins() {
    for (place, row) in records.enumerated() where row.has(RecordRow.sharesNik) {
      var hashes: Set<UInt32> = []
      var chunk = row.firstChunk
      while chunk != none {
        forEachEntry(of: arena.line(chunk)) { _, entry in
          guard entry.number == indexed.nik, !entry.isNull else { return }
          let value = arena.bytes[entry.value]
          hashes.insert(value.withUnsafeBytes { PostingIndex.hash(entry.number, $0) })
        }
        chunk = arena.next(chunk)
      }
      for hash in hashes where narrow.rows(hash).count > 1 { twins.take(hash, [UInt32(place)]) }
    }
    settleTwins()
  }
}
