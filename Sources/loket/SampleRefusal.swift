// Made-up people never come beside real ones: what is looked at before sample data are made, without changing anything.
import FoundationEssentials
import LoketJournal
import LoketModel
import LoketRegistry

enum SampleRefusal {
  /// Why no sample data belong into this folder; nil where nobody is in it. Opens it to look on only.
  static func reason(_ surroundings: Surroundings) throws(CommandFailure) -> CommandFailure? {
    let folder = surroundings.folder
    let presence = try attempt { () throws(JournalError) in try Journal.presence(folder) }
    switch presence {
    case .absent: return nil
    case .other: return FolderSetUp.refusal(folder)
    case .ready: break
    }
    let data = try attempt { () throws(JournalError) in try OpenData.open(folder, .read) }
    defer { data.journal.close(saving: nil) }
    let people = count(.person, data.registry)
    // A household without people is work, too; and what cannot be read may be anybody.
    if people > 0 || count(.household, data.registry) > 0 {
      return CommandFailure(.commandGenerateReal, ["folder": folder, "count": String(people)])
    }
    if data.registry.newerLines > 0 || data.notices.contains(where: \.isDamage) {
      return CommandFailure(.commandGenerateUnsure, ["folder": folder])
    }
    return nil
  }

  /// Voided ones are real, too.
  private static func count(_ kind: RecordKind, _ registry: Registry) -> Int {
    registry.count(kind) + registry.voided(kind).count
  }
}

extension Phrase {
  static let commandGenerateReal = Phrase("command.generate.real")
  static let commandGenerateUnsure = Phrase("command.generate.unsure")
}
