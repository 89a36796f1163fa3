// Where an entry stands in its working day: the number that a receipt shows and a queue calls it by.
import LoketModel

/// Who made an entry, where and when, and as which one of that PC's day.
public struct EntryPlace: Hashable, Sendable {
  public let device: Identifier
  public let by: String
  public let at: Timestamp?
  /// From 1, in the order of the PC's own saves, so that two PCs count apart and a later merge changes neither.
  public let number: Int
}

extension Registry {
  /// Nil for an entry that is not here or has no day. Costs as much as the day has entries.
  public func place(of entry: String) -> EntryPlace? {
    guard let row = row(.entry, entry), let line = lineRows(of: row).first, let day = shown(row, "day") else {
      return nil
    }
    let device = device(of: line)
    let earlier = showing(indexed.entryDay, day).filter { other in
      guard let first = lineRows(of: other).first else { return false }
      return self.device(of: first) == device && isLower(first, line)
    }
    return EntryPlace(
      device: device, by: name(lines[Int(line)].by), at: stamp(lines[Int(line)]), number: earlier.count + 1)
  }
}
