// field.json: which RT this PC shows. Local, never in a save; without it, or where it cannot be read, all are shown.
import FoundationEssentials
import LoketModel

private struct RoundForm: Codable {
  var loket: Int
  /// `003/001`.
  var only: [String]
}

extension Journal {
  /// Empty: this PC shows everything.
  public var round: [RukunTetangga] {
    guard let bytes = try? folder.files.readWhole(folder.round, limit: 64 * 1024),
      let form = try? JSONDecoder().decode(RoundForm.self, from: Data(bytes)), form.loket <= 1
    else { return [] }
    return form.only.compactMap { RukunTetangga($0) }
  }

  public func keep(round: [RukunTetangga]) throws(JournalError) {
    guard mode == .write else { throw .readingOnly(folder.path) }
    let form = RoundForm(loket: 1, only: round.map(\.description))
    do { try folder.files.replace(folder.round, with: encoded(form), durable: true) } catch {
      throw .unwritable(error)
    }
  }
}
