// The first save of an office, by `loket init` or by the five questions of the screen.
import FoundationEssentials
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry

enum FolderSetUp {
  /// Makes the data folder, keeps the supervisor's PIN and writes the first save. Cut off anywhere, it can be asked again:
  /// a folder without an account is not yet set up, and the PIN is there before the account that needs it.
  static func carryOut(
    _ answers: SetUp, in folder: String, clock: ProgramClock
  ) throws(JournalError) -> OpenData {
    if try Journal.presence(folder) != .ready {
      try Journal.create(folder, office: answers.office, label: answers.device)
    }
    let data = try OpenData.open(folder, .write)
    do throws(JournalError) {
      guard data.registry.count(.account) == 0 else { throw .alreadySetUp(folder) }
      if data.journal.device.label != answers.device {
        try data.journal.rename(label: answers.device, letter: data.journal.device.letter)
      }
      try data.journal.pins.set(answers.supervisor, pin: answers.pin)
      let device = data.journal.device
      try data.save([answers.save(deviceID: device.id, letter: device.letter)], clock)
    } catch {
      data.journal.close(saving: nil)
      throw error
    }
    return data
  }

  /// Whether everything in the folder is what a set-up makes before its last step, so that it may go on there.
  static func isOursHalfMade(_ folder: String) -> Bool {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return false }
    return names.allSatisfy { ours.contains($0) || $0.hasSuffix(".part") }
  }

  private static let ours: Set<String> = [
    "journal", "access", "open", "quarantine", "drafts", "cache", "regions", "lock", "log", "log.1", "reserve",
    "pins.json",
  ]
}
