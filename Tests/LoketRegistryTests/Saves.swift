// Short ways for tests to make saves and to ask for what they say.
import LoketModel
import Testing

@testable import LoketRegistry

let deviceA = Identifier(high: 0xa, low: 1)

func segment(_ number: UInt64) -> Identifier { Identifier(high: 0x5e9, low: number) }

func line(_ segmentNumber: UInt64, _ n: Int) -> LineRef { LineRef(segment: segment(segmentNumber), n: n) }

let person1 = RecordRef(.person, Identifier(high: 7, low: 1))

extension Registry {
  /// Applies one edit of person 1.
  mutating func save(
    _ set: [String: String?], at ref: LineRef, tick: UInt64, over: [LineRef] = [], on record: RecordRef = person1
  ) {
    let changes = set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }
    apply(Edit(on: record, set: changes, over: over), at: ref, tick: tick, stamp: nil, by: "petugas1", device: deviceA)
  }
}
