// Keeps the texts in the order in which a search shows them: the longest part once, what comes later behind it.
import LoketModel

extension Registry {
  /// Takes new texts into the signatures, and arranges all anew once those behind the arranged ones are many, or what is
  /// history takes much room. The work grows with the sixteenth part of the records, so that no save waits for it often.
  mutating func tidyTexts() {
    let later = texts.slots.count - texts.arranged
    let isMuchHistory = texts.unused > 1 << 20 && texts.unused > texts.bytes.count / 2
    if later > 2048 + texts.arranged / 16 || isMuchHistory { arrangeTexts() } else { texts.sign() }
  }

  /// Lays people's texts in the order of the list of names, households' behind them by their bytes, the others at the end.
  mutating func arrangeTexts() {
    var fresh = SearchText()
    fresh.bytes.reserveCapacity(texts.bytes.count - texts.unused)
    fresh.slots.reserveCapacity(texts.slots.count)
    for row in personOrder { move(row, to: &fresh) }
    fresh.arrangedPeople = fresh.slots.count
    for slot in arrangedHouseholds() { move(texts.slots[Int(slot)].row, to: &fresh) }
    fresh.arranged = fresh.slots.count
    for slot in texts.slots.indices where texts.slots[slot].row != none { move(texts.slots[slot].row, to: &fresh) }
    texts = fresh
    texts.sign()
  }

  private mutating func move(_ row: UInt32, to fresh: inout SearchText) {
    let slot = records[Int(row)].slot
    guard slot != none, texts.slots[Int(slot)].row == row else { return }
    let household = texts.slots[Int(slot)].household
    records[Int(row)].slot = fresh.add(texts.bytes[texts.range(slot)], row: row, household: household)
    texts.slots[Int(slot)].row = none
  }

  /// The slots of households, by text and then by id. Those that stand in order stay so; the others are merged in.
  private func arrangedHouseholds() -> [UInt32] {
    func stands(_ left: UInt32, _ right: UInt32) -> Bool {
      let order = texts.compare(left, right)
      return order != 0 ? order < 0 : isIdLower(texts.slots[Int(left)].row, texts.slots[Int(right)].row)
    }
    func isHousehold(_ slot: Int) -> Bool {
      let row = texts.slots[slot].row
      return row != none && records[Int(row)].kind == Registry.householdKind
    }
    let old = (texts.arrangedPeople..<texts.arranged).filter(isHousehold).map(UInt32.init)
    let new = (texts.arranged..<texts.slots.count).filter(isHousehold).map(UInt32.init).sorted(by: stands)
    var merged: [UInt32] = []
    merged.reserveCapacity(old.count + new.count)
    var from = 0
    for slot in new {
      while from < old.count, stands(old[from], slot) {
        merged.append(old[from])
        from += 1
      }
      merged.append(slot)
    }
    return merged + old[from...]
  }
}
