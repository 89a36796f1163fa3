// `loket generate`: sample data as clerks would have made it, through saves, where no real people are.
import LoketJournal
import LoketModel
import LoketRegistry

enum GenerateCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let arguments = surroundings.arguments
    let households = arguments.number("--households") ?? 0
    let folder = surroundings.folder
    if let refusal = try SampleRefusal.reason(surroundings) { throw refusal }
    let presence = try attempt { () throws(JournalError) in try Journal.presence(folder) }
    let data: OpenData
    if presence == .ready {
      data = try surroundings.open(.write)
    } else {
      data = try attempt { () throws(JournalError) in try SampleOffice.setUp(folder, clock: surroundings.clock) }
    }
    let progress = ProgressLine(surroundings.wording, .commandGenerateProgress)
    try attempt { () throws(JournalError) in
      try SampleOffice.fill(
        data, households: households, seed: UInt64(arguments.number("--seed") ?? 1),
        clock: data.clock(surroundings.clock)
      ) { progress.show($0, of: households) }
    }
    progress.clear()
    let people = data.registry.count(.person)
    for notice in data.journal.close(saving: data.registry) { surroundings.remark(notice.message) }
    surroundings.say(
      .commandGenerated, ["households": String(households), "people": String(people), "folder": folder])
    if presence != .ready {
      for account in SampleOffice.accounts {
        surroundings.say(.commandGenerateAccount, ["login": account.login, "pin": account.pin])
      }
    }
    return ExitCode.done
  }
}

extension Phrase {
  static let commandGenerateProgress = Phrase("command.generate.progress")
  static let commandGenerated = Phrase("command.generate.done")
  static let commandGenerateAccount = Phrase("command.generate.account")
}
