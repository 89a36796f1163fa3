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

  /// What was answered about two records; nil where nobody was asked, or an answer was taken back.
  public func answer(_ left: RecordRef, _ right: RecordRef) -> PairState? {
    guard let record = Pair.record(left, right), !isVoid(record) else { return nil }
    let state = state(record, "answer")
    if state.status == .conflict { return .contested }
    return state.shown.flatMap { PairAnswer(rawValue: $0) }.map { .answered($0) }
  }

  /// The pairs in which a record was ever named, taken back ones too, in the order of their ids.
  public func pairs(of record: RecordRef) -> [Pair] {
    Set(holders(indexed.pairFirst, record.description) + holders(indexed.pairSecond, record.description))
      .map { row in Pair(id: id(row)) { shown(row, $0) } }.sorted { $0.id < $1.id }
  }
}
