// People of one written name, found in the order of names.
import LoketModel

extension Registry {
  /// People whose name is written so, titles and all, at most `mostCandidates`.
  func sameWritten(_ name: String) -> [UInt32] {
    let folded = NameKey.fold(name)
    guard !folded.isEmpty else { return [] }
    let wanted = [TextPiece.name.rawValue] + folded.utf8
    var low = 0
    var high = personOrder.count
    while low < high {
      let middle = (low + high) / 2
      if texts.isBelow(records[Int(personOrder[middle])].slot, wanted) { low = middle + 1 } else { high = middle }
    }
    var rows: [UInt32] = []
    while low < personOrder.count, rows.count < Registry.mostCandidates {
      let slot = records[Int(personOrder[low])].slot
      guard texts.starts(slot, with: wanted) else { break }
      let range = texts.range(slot)
      let end = range.lowerBound + wanted.count
      // Behind the name begins another piece, or nothing.
      if end == range.upperBound || texts.bytes[end] < 0x20 { rows.append(personOrder[low]) }
      low += 1
    }
    return rows
  }
}
