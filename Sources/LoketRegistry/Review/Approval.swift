// Entries that a supervisor approves together: one record, however many they are.
import LoketModel

public enum Approval {
  /// Entries of one approval at most: its line stays far below 64 KiB.
  public static let most = 800

  /// - Parameters:
  ///   - record: a fresh record of kind `approval`.
  ///   - day: the working day of the decision.
  ///   - choice: what was filtered for when the entries were counted, in words.
  ///   - entries: at most ``most``.
  public static func edit(
    _ record: RecordRef, day: CalendarDate, choice: String? = nil, entries: [RecordRef]
  ) -> Edit {
    let named = entries.prefix(most).enumerated().map { FieldChange("entries/\($0.offset)", $0.element.id) }
    let said = choice.map { [FieldChange("choice", $0)] } ?? []
    return NewRecord.edit(record, [FieldChange("day", day.iso)] + said + named)
  }
}
