// Which fields a chunk holds, said once for all chunks that hold the same: a clerk's form always sets the same fields.

/// Lists of fields, each with a number. They only grow.
struct ChunkShapes: Sendable {
  /// 14 bits of field number, and two of what is true of the value.
  static let numberBits: UInt16 = 0x3fff
  /// The edit cleared the field: no bytes.
  static let isNull: UInt16 = 0x4000
  /// A name stands before the value: the element of a set, or the whole name of an unknown field.
  static let isNamed: UInt16 = 0x8000

  /// The fields of all shapes, one shape after another.
  private(set) var fields: [UInt16] = []
  /// Where each shape begins in `fields`; at the end where the last one ends.
  private(set) var starts: [UInt32] = [0]
  private var table = HashTable()

  init() {}

  /// The shapes of a snapshot; nil where they are none.
  init?(fields: [UInt16], starts: [UInt32]) {
    guard starts.first == 0, starts.last == UInt32(exactly: fields.count),
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.fields = fields
    self.starts = starts
    for shape in 0..<UInt32(count) {
      let range = range(shape)
      let hash = ChunkShapes.hash(fields[range])
      guard table.find(hash, { self.fields[self.range($0)] == fields[range] }) == nil else { return nil }
      insert(shape, hash)
    }
  }

  var count: Int { starts.count - 1 }

  func range(_ shape: UInt32) -> Range<Int> { Int(starts[Int(shape)])..<Int(starts[Int(shape) + 1]) }

  /// The number of the shape with these fields, made where it is new.
  mutating func place(_ wanted: [UInt16]) -> UInt32 {
    let hash = ChunkShapes.hash(wanted[...])
    if let shape = table.find(hash, { fields[range($0)] == wanted[...] }) { return shape }
    let shape = UInt32(count)
    fields += wanted
    starts.append(UInt32(fields.count))
    insert(shape, hash)
    return shape
  }

  private mutating func insert(_ shape: UInt32, _ hash: UInt64) {
    let (fields, starts) = (fields, starts)
    table.insert(shape, hash: hash) { other in
      ChunkShapes.hash(fields[Int(starts[Int(other)])..<Int(starts[Int(other) + 1])])
    }
  }

  private static func hash(_ fields: ArraySlice<UInt16>) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for field in fields { sum = (sum ^ UInt64(field)) &* 0x0000_0100_0000_01b3 }
    return HashTable.mix(sum, UInt64(fields.count))
  }
}
