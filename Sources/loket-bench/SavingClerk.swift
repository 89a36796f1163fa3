// Saves as a form makes them: a new person with the entry of the working day.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

struct SavingClerk {
  private var randomness = Randomness()
  private let households: [String]
  private let names: [String]
  private var made = 0
  let now = Timestamp(seconds: Int64(time(nil)), offsetMinutes: 7 * 60)

  init(_ registry: Registry) {
    households = registry.rows(.household).prefix(500).map { registry.ref($0).id }
    names = registry.rows(.person).prefix(500).map { registry.value(registry.ref($0), "name") ?? "SITI" }
  }

  mutating func next() -> Save {
    defer { made += 1 }
    let person = RecordRef(.person, randomness.identifier().description)
    let entry = RecordRef(.entry, randomness.identifier().description)
    return Save(
      by: MeasuredOffice.login,
      edits: [
        Edit(
          on: person,
          set: [
            FieldChange("household", households.isEmpty ? nil : households[made % households.count]),
            FieldChange("relation", "4"), FieldChange("nik", digits(16)),
            FieldChange("name", names[made % names.count]),
            FieldChange("sex", "1"), FieldChange("birthDate", "1990-05-15"), FieldChange("phone", "+628" + digits(10)),
          ]),
        Edit(
          on: entry,
          set: [
            FieldChange("day", now.date.iso), FieldChange("action", "register"),
            FieldChange("subject", person.description),
          ]),
      ])
  }

  private mutating func digits(_ count: Int) -> String {
    String((0..<count).map { _ in Character(String(randomness.word() % 9 + 1)) })
  }
}
