// Visits at the desk: which are open, what was saved for each, and which number comes next.
import LoketModel

extension Registry {
  /// Notes whether a visit still has to be dealt with, so that none of an earlier day is ever looked for in vain.
  mutating func judgeVisit(_ row: UInt32) {
    let record = records[Int(row)]
    let isOpen = record.countsAsOne && visitState(row).isOpen
    records[Int(row)].set(RecordRow.isOpenVisit, isOpen)
    if isOpen { openVisits.insert(row) } else { openVisits.remove(row) }
  }

  /// A visit without a state waits; one with a state that this program does not know is nobody's to call.
  func visitState(_ row: UInt32) -> VisitState {
    guard let state = shownRange(row, indexed.deskVisitState).map({ text($0) }) else { return .waiting }
    return VisitState(rawValue: state) ?? .done
  }

  /// The visits of a working day, voided ones too where a number must not be given twice.
  func visitRows(_ day: String, includingVoid: Bool = false) -> [UInt32] {
    showing(indexed.deskVisitDay, day, includingVoid: includingVoid)
  }

  /// The number that comes next on that day for PCs of that letter: one more than any that is known here. It is asked at
  /// the moment of the save, so that one PC gives no number twice, whatever stood on a screen meanwhile.
  ///
  /// All that bear the letter count, not this PC's alone: one that was restored from a backup, or whose neighbour's data
  /// have arrived, goes on behind them.
  public func nextVisitNumber(_ letter: String, on day: CalendarDate) -> Int {
    let numbers = visitRows(day.iso, includingVoid: true).compactMap { row -> Int? in
      guard shown(row, "letter") == letter else { return nil }
      return shown(row, "number").flatMap { Int($0) }
    }
    return (numbers.max() ?? 0) + 1
  }

  /// What was saved while the visit was served, the oldest first.
  public func entries(ofVisit id: String) -> [Entry] {
    views(inOrder(showing(indexed.entryVisit, id))) { Entry(id: $0, values: $1) }
  }

  /// The visits of a person, the first first.
  public func deskVisits(of person: String) -> [DeskVisit] {
    views(inOrder(showing(indexed.deskVisitPerson, person))) { DeskVisit(id: $0, values: $1) }
  }
}
