// `loket import FILE --program PROGRAM`: an existing list of groups, matched on NIK with who is registered.
import LoketJournal
import LoketModel
import LoketRegistry

enum GroupListCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let arguments = surroundings.arguments
    if arguments["--wave"] != nil { throw CommandFailure(.commandImportBoth) }
    let file = arguments.words.first ?? ""
    let bytes = try InputFile.read(file)
    let isDryRun = arguments.has("--dry-run")
    let data = try surroundings.open(isDryRun ? .read : .write)
    let clock = data.clock(surroundings.clock)
    let source = IdentifierSource()
    let by = try surroundings.account(data)
    let program = try program(of: surroundings, data)
    let list: GroupList
    do {
      list = try GroupList(
        bytes, program: program, by: by, workDay: data.workDay(clock), today: clock.now().date,
        office: data.journal.device.office, regions: RegionFile.table(in: surroundings.folder), in: data.registry,
        language: surroundings.wording.language, newIdentifier: { source.next() })
    } catch {
      data.journal.close(saving: nil)
      let slots = ["file": file, "reason": surroundings.wording.text(error.message)]
      throw CommandFailure(.commandImportUnreadable, slots)
    }
    if !isDryRun, !list.saves.isEmpty {
      try attempt { () throws(JournalError) in try data.save(list.saves, clock) }
    }
    let rejected =
      isDryRun ? nil : try ImportCommand.keepRejected(list.rejectedCSV(surroundings.wording), beside: file, data)
    for notice in data.journal.close(saving: isDryRun ? nil : data.registry) { surroundings.remark(notice.message) }
    tell(list, file, rejected, surroundings)
    return list.rejections.isEmpty ? ExitCode.done : ExitCode.rejected
  }

  /// The programme that `--program` means by its id or, where one alone has it, its name. Any other word ends the command, and
  /// says which programmes are here.
  private static func program(of surroundings: Surroundings, _ data: OpenData) throws(CommandFailure) -> String {
    let word = surroundings.arguments["--program"] ?? ""
    let programs = data.registry.programs()
    let named = programs.filter { $0.id == word || NameKey.fold($0.name ?? "") == NameKey.fold(word) }
    if named.count == 1 { return named[0].id }
    data.journal.close(saving: nil)
    let known =
      programs.isEmpty
      ? surroundings.wording[.commandImportNoPrograms]
      : programs.map { "\($0.id) \($0.name ?? "")" }.joined(separator: "; ")
    throw CommandFailure(.commandImportProgram, ["program": word, "programs": known])
  }

  private static func tell(_ list: GroupList, _ file: String, _ rejected: String?, _ surroundings: Surroundings) {
    let wording = surroundings.wording
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(Report(list, file: file, rejected: rejected, wording)))
      return
    }
    for line in list.summary.lines(wording) { StandardStreams.say(line) }
    if surroundings.arguments.has("--dry-run") { ImportCommand.tellLooked(list.rejections, file, surroundings) }
    if let rejected { surroundings.say(.commandImportRejected, ["file": rejected]) }
  }

  /// The same for a program.
  private struct Report: Encodable {
    struct Row: Encodable {
      let line: Int
      let reasons: [String]
    }
    let file, encoding: String
    let rows, groupsAdded: Int
    /// By `GroupListOutcome`, each of them.
    let outcomes: [String: Int]
    /// Lines whose people came in with a rule of the programme still to ask about.
    let open: [Int]
    let rejected: [Row]
    let rejectedFile: String?

    init(_ list: GroupList, file: String, rejected path: String?, _ wording: Wording) {
      self.file = file
      encoding = wording[list.encoding.phrase]
      (rows, groupsAdded) = (list.summary.rows, list.summary.groupsAdded)
      outcomes = Dictionary(
        uniqueKeysWithValues: GroupListOutcome.allCases.map { ($0.rawValue, list.summary.of($0)) })
      open = list.summary.open
      rejected = list.rejections.map { Row(line: $0.line, reasons: $0.reasons.map { wording.text($0) }) }
      rejectedFile = path
    }
  }
}

extension Phrase {
  static let commandImportBoth = Phrase("command.import.both")
  static let commandImportProgram = Phrase("command.import.program")
  static let commandImportNoPrograms = Phrase("command.import.noPrograms")
}
