// The daily backup of a screen that is at work: made by a process of its own, so that no key ever waits for it.
import LoketApp
import LoketJournal
import LoketModel

extension ScreenProgram {
  func backup(_ wish: BackupWish) -> [Event] {
    guard demo == nil, let data else { return [] }
    let daily = DailyBackup(surroundings.folder)
    do {
      if case .place(let place) = wish {
        try daily.choose(place, explanation: surroundings.wording[.commandBackupMark])
      }
      return [.backup(Self.state(daily.standing))]
    } catch {
      data.journal.log(surroundings.wording.text(error.message))
      return [.backupRefused(error.message)]
    }
  }

  static func state(_ standing: BackupStanding) -> BackupState {
    var state = BackupState()
    state.place = standing.place
    state.last = standing.last
    state.file = standing.file
    state.size = standing.size
    state.problem = standing.problem
    return state
  }
}

extension Phrase {
  static let commandBackupMark = Phrase("command.backup.mark")
}
