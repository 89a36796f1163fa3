// Consents as the table of people writes them, and what of a file's a record takes over.
import LoketModel

/// One consent: `placement:2026-11-01:signed`, with `:2026-11-20` behind it where it was taken back on that day; several with
/// a space between them. Without a date and a way there is none: a cell that says only "yes" says nothing.
struct WrittenConsent: Hashable {
  let purpose: String
  let given: String
  let how: String
  let withdrawn: String?

  var text: String { ([purpose, given, how] + [withdrawn].compactMap { $0 }).joined(separator: ":") }

  /// Nil where any of them is not of this form, names a purpose or a way that is none, or a day that does not come in order
  /// or is still to come.
  static func read(_ text: String, by day: CalendarDate) -> [WrittenConsent]? {
    var consents: [WrittenConsent] = []
    for word in text.split(separator: " ") {
      let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard (3...4).contains(parts.count), CodeList.consentPurpose.code(parts[0]) != nil,
        CodeList.consentHow.code(parts[2]) != nil, let given = CalendarDate(iso: parts[1]), given <= day,
        !consents.contains(where: { $0.purpose == parts[0] })
      else { return nil }
      if parts.count == 4 {
        guard let withdrawn = CalendarDate(iso: parts[3]), given <= withdrawn, withdrawn <= day else { return nil }
      }
      consents.append(
        WrittenConsent(
          purpose: parts[0], given: parts[1], how: parts[2], withdrawn: parts.count == 4 ? parts[3] : nil))
    }
    return consents
  }

  /// Those of a person that can be written so: given on a known day, in a known way.
  static func all(of person: String, _ registry: Registry) -> [WrittenConsent] {
    registry.consents(of: person).compactMap { consent in
      guard let given = consent.given, let how = consent.how else { return nil }
      return WrittenConsent(purpose: consent.purpose, given: given, how: how, withdrawn: consent.withdrawn)
    }
  }

  /// What it says of a person of whom nothing is known for this purpose. A file neither changes a consent that is recorded
  /// nor gives one back that was taken back: whoever agreed anew says so at the desk.
  func changes(_ person: RecordRef, _ registry: Registry) -> [FieldChange] {
    guard
      ["consent", "withdrawn"].allSatisfy({ name in
        let state = registry.state(person, "\(name)/\(purpose)")
        return state.heads.allSatisfy { $0.value == nil }
      })
    else { return [] }
    let set = [("consent/\(purpose)", given), ("consentHow/\(purpose)", how), ("withdrawn/\(purpose)", withdrawn)]
    return set.compactMap { field, value in value.map { FieldChange(field, $0) } }
  }
}
