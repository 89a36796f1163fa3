// When two registries are the same: when they say the same, however the lines arrived.
import LoketModel

extension Registry: Equatable {
  /// Compares what stands: records, heads, values, voidings, waiting fields. Equal arrays answer at once.
  public static func == (left: Registry, right: Registry) -> Bool {
    if left.arena.bytes == right.arena.bytes, left.arena.shapes.fields == right.arena.shapes.fields,
      left.arena.shapes.starts == right.arena.shapes.starts, left.words.texts == right.words.texts,
      left.records.elementsEqual(right.records, by: { $0.high == $1.high && $0.low == $1.low && $0.kind == $1.kind }),
      left.idText == right.idText, left.segments.map(\.id) == right.segments.map(\.id),
      left.lines.elementsEqual(right.lines, by: { $0.packed == $1.packed }),
      left.extents.elementsEqual(right.extents, by: { $0.segment == $1.segment && $0.n == $1.n && $0.line == $1.line })
    {
      return true
    }
    return left.highestTick == right.highestTick && left.newerLines == right.newerLines
      && left.meaning() == right.meaning()
  }

  /// Every record's state as plain values, in the order of the names: for tests and comparisons.
  func meaning() -> [RecordRef: [String: FieldState]] {
    var meaning: [RecordRef: [String: FieldState]] = [:]
    for place in records.indices {
      let row = UInt32(place)
      var fields: [String: FieldState] = [:]
      for group in groups(row) {
        for key in numbers.members(group) { fields[numbers.name(key)] = state(row, key) }
      }
      meaning[ref(row)] = fields
    }
    return meaning
  }
}
