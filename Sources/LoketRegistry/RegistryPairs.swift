// What was answered about records that look alike.
import LoketModel

extension Pair {
  /// What the first save of a pair says of it.
  public static func changes(_ left: RecordRef, _ right: RecordRef, _ answer: PairAnswer?) -> [FieldChange] {
    let (first, second) = left.id < right.id ? (left, right) : (right, left)
    return [
      FieldChange("first", first.description), FieldChange("second", second.description),
      FieldChange("answer", answer?.rawValue),
    ]
  }
}

/// What stands about two records.
public enum PairState: Hashable, Sendable {
  case answered(PairAnswer)
  /// Two PCs answered differently: a supervisor decides.
  case contested
}

extension Registry {
  public func pair(_ id: String) -> Pair? { view(.pair, id) { Pair(id: $0, values: $1) } }

  /// What was answered about two records; nil where nobody was asked, or an answer was taken back. What was answered about
  /// any record that is one with either counts for both.
  public func answer(_ left: RecordRef, _ right: RecordRef) -> PairState? {
    guard left.kind == right.kind, let first = ownRow(left.kind, left.id), let second = ownRow(right.kind, right.id)
    else { return nil }
    if first != second, isOne(first, second) { return .answered(.same) }
    var states: [PairState] = []
    for one in joins.group(first) {
      for other in joins.group(second) {
        if let state = pairRow(one, other).flatMap({ standing($0) }) { states.append(state) }
      }
    }
    if states.contains(.contested) { return .contested }
    if states.contains(.answered(.same)) {
      // Where both are here and could be joined but are not, another answer stands against it.
      let areHere = [first, second].allSatisfy { records[Int($0)].has(RecordRow.exists) }
      return areHere && Registry.joinableKinds.contains(records[Int(first)].kind) ? .contested : .answered(.same)
    }
    return states.contains(.answered(.different)) ? .answered(.different) : states.first
  }

  /// The pairs in which a record, or one that is one with it, was ever named, taken back ones too, in the order of their ids.
  public func pairs(of record: RecordRef) -> [Pair] {
    guard let row = ownRow(record.kind, record.id) else { return [] }
    let names = joins.group(row).map { ref($0).description }
    return Set(names.flatMap { holders(indexed.pairFirst, $0) + holders(indexed.pairSecond, $0) })
      .map { row in Pair(id: id(row)) { shown(row, $0) } }.sorted { $0.id < $1.id }
  }

  /// The records that are shown as this one, itself included, the lowest id first; one where nothing is joined.
  public func joined(_ record: RecordRef) -> [RecordRef] {
    guard let row = ownRow(record.kind, record.id) else { return [record] }
    return joins.group(row).map(ref)
  }

  /// The record under which this one is shown: itself, unless it is one with others.
  public func shownRecord(_ record: RecordRef) -> RecordRef { row(record).map(ref) ?? record }
}
