// field.json: which RT this PC shows, and when its round began. Local, never in a save; without it, or where it cannot be read, all are shown.
import FoundationEssentials
import LoketModel

private struct RoundForm: Codable {
  var loket: Int
  /// `003/001`.
  var only: [String]
  /// `2026-11-22`, and a login.
  var began: String?
  var by: String?
}

extension Journal {
  /// Without the file: everything is shown, and every visit counts.
  public var round: FieldRound {
    guard let bytes = try? folder.files.readWhole(folder.round, limit: 64 * 1024),
      let form = try? JSONDecoder().decode(RoundForm.self, from: Data(bytes)), form.loket <= 1
    else { return FieldRound() }
    return FieldRound(
      places: form.only.compactMap { RukunTetangga($0) }, began: form.began.flatMap { CalendarDate(iso: $0) },
      by: form.by ?? "")
  }

  public func keep(round: FieldRound) throws(JournalError) {
    guard mode == .write else { throw .readingOnly(folder.path) }
    let form = RoundForm(
      loket: 1, only: round.places.map(\.description), began: round.began?.iso, by: round.by.isEmpty ? nil : round.by)
    do { try folder.files.replace(folder.round, with: encoded(form), durable: true) } catch {
      throw .unwritable(error)
    }
  }
}
