// What a file says otherwise than the registry: a question for the supervisor, never an overwrite, and never asked twice.
import LoketModel

/// Values that a file offers for fields of one record which hold something else.
public struct ImportQuestion: Hashable, Sendable {
  public let record: RecordRef
  public var offers: [FieldChange]

  public init(record: RecordRef, offers: [FieldChange] = []) {
    self.record = record
    self.offers = offers
  }

  /// The entry of the queue that asks: about the record, with `question/<field>` holding each value offered. Erasing the
  /// record erases it, since an entry belongs to its subject.
  func edit(_ entry: RecordRef, day: CalendarDate) -> Edit {
    NewRecord.edit(
      entry,
      [
        FieldChange("day", day.iso), FieldChange("action", "question"), FieldChange("subject", record.description),
      ] + offers.map { FieldChange("question/\($0.field)", $0.value) })
  }
}

/// Every question that was ever asked. An answered one stays known, so that the same file does not ask again.
struct AskedQuestions: Sendable {
  /// Read out of the registry when the first question comes up: most imports ask nothing.
  private var known: Set<String>?

  /// What of the question is new, or nil; it counts as asked from now on.
  mutating func fresh(_ question: ImportQuestion, _ registry: Registry) -> ImportQuestion? {
    var asked = known ?? Self.all(registry)
    let subject = question.record.description
    var fresh = question
    fresh.offers = question.offers.filter { asked.insert(Self.key(subject, $0.field, $0.value ?? "")).inserted }
    known = asked
    return fresh.offers.isEmpty ? nil : fresh
  }

  private static func all(_ registry: Registry) -> Set<String> {
    var known: Set<String> = []
    for entry in registry.all(.entry) where registry.value(entry, "action") == "question" {
      let subject = registry.value(entry, "subject") ?? ""
      for (field, value) in registry.elements(entry, "question") { known.insert(key(subject, field, value)) }
    }
    return known
  }

  private static func key(_ subject: String, _ field: String, _ value: String) -> String {
    subject + "\u{1}" + field + "\u{1}" + value
  }
}
