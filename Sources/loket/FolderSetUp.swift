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

  /// Why no set-up may begin in a folder that is there and has no `device.json`; nil where a set-up was cut off.
  static func refusal(_ folder: String) -> CommandFailure? {
    guard isOursHalfMade(folder) else { return CommandFailure(.commandFolderOther, ["folder": folder]) }
    return holdsSaves(folder) ? CommandFailure(.commandFolderLost, ["folder": folder]) : nil
  }

  /// Whether everything in the folder is what a set-up makes before its last step.
  static func isOursHalfMade(_ folder: String) -> Bool {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return false }
    return names.allSatisfy { ours.contains($0) || $0.hasSuffix(".part") }
  }

  /// Saves come after `device.json`: where they are without it, somebody's data lost their `device.json`.
  private static func holdsSaves(_ folder: String) -> Bool {
    ["journal", "access", "open"].contains { name in
      let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder + "/" + name)) ?? []
      return files.contains { $0.hasSuffix(".jsonl") }
    }
  }

  private static let ours: Set<String> = [
    "journal", "access", "open", "quarantine", "drafts", "cache", "regions", "lock", "log", "log.1", "reserve",
    "pins.json",
  ]
}

extension Phrase {
  static let commandFolderOther = Phrase("command.data.other")
  static let commandFolderLost = Phrase("command.data.lost")
}
