// Keeps what lists and searches need beside the records.
import LoketModel

extension Registry {
  /// Takes a line that was just applied into the indexes.
  mutating func index(_ record: UInt32, _ line: UInt32) {}
}
