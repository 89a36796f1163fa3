// Working days and their closing.
import LoketModel

extension Registry {
  /// Whether somebody closed this working day of the office, on any PC that is known here.
  public func isClosed(_ day: CalendarDate, of office: String) -> Bool {
    let record = RecordRef(.day, "\(office)/\(day.iso)")
    return exists(record) && !elements(record, "closed").isEmpty
  }

  /// The day that is saved with what is entered on `today`: the first one from there that is not closed.
  public func workDay(of office: String, from today: CalendarDate) -> CalendarDate {
    var day = today
    while isClosed(day, of: office) { day = day.adding(days: 1) }
    return day
  }
}
