// A draft as the screen knows it and as the data folder keeps it.
import LoketApp
import LoketJournal
import LoketModel

enum DraftFile {
  static func file(of draft: LoketApp.Draft) -> LoketJournal.Draft {
    LoketJournal.Draft(
      id: draft.id, kind: draft.kind, title: draft.title, at: draft.at.text, day: draft.at.date.iso, account: draft.by,
      values: draft.values)
  }

  /// Nil for a file whose id or time is none.
  static func draft(_ file: LoketJournal.Draft) -> LoketApp.Draft? {
    guard let id = Identifier(file.id), let at = Timestamp(file.at) else { return nil }
    return LoketApp.Draft(
      id: id, kind: file.kind, title: file.title, at: at, by: file.account, values: file.values)
  }
}
