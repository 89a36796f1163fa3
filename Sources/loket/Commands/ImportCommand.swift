// `loket import FILE`: households and people from a table, durable in steps of whole households.
import FoundationEssentials
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

enum ImportCommand {
  /// Households of one step: one sync each.
  static let step = 500
  /// Rejected rows that are told on the screen; the others stand in the file.
  static let mostTold = 20

  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    if surroundings.arguments["--program"] != nil { return try GroupListCommand.run(surroundings) }
    let file = surroundings.arguments.words.first ?? ""
    let bytes = try InputFile.read(file)
    let isDryRun = surroundings.arguments.has("--dry-run")
    let data = try surroundings.open(isDryRun ? .read : .write)
    let clock = data.clock(surroundings.clock)
    let source = IdentifierSource()
    let by = try surroundings.account(data)
    let wave = try wave(of: surroundings, data)
    var work: Import
    do {
      work = try Import(
        bytes, by: by, day: data.workDay(clock), today: clock.now().date, village: data.journal.device.office,
        regions: RegionFile.table(in: surroundings.folder), tracks: data.registry.tracks, wave: wave,
        newIdentifier: { source.next() })
    } catch {
      data.journal.close(saving: nil)
      let slots = ["file": file, "reason": surroundings.wording.text(error.message)]
      throw CommandFailure(.commandImportUnreadable, slots)
    }
    let progress = ProgressLine(surroundings.wording, .commandImportProgress)
    progress.show(0, of: work.familyCount)
    let mark = data.registry.recordMark
    data.registry.beginLoading()
    while let saves = work.nextBatch(households: step, in: data.registry) {
      if !isDryRun { try attempt { () throws(JournalError) in try data.save(saves, clock) } }
      progress.show(work.familyCount - work.familiesLeft, of: work.familyCount)
    }
    data.registry.settle()
    progress.clear()
    let likenesses = Later(0) { [registry = data.registry] in
      isDryRun ? 0 : registry.likePeople(since: mark).count { $0.likeness.level >= .probably }
    }
    let rejected = isDryRun ? nil : try keepRejected(work.rejectedCSV(surroundings.wording), beside: file, data)
    for notice in data.journal.close(saving: isDryRun ? nil : data.registry) { surroundings.remark(notice.message) }
    tell(work, file, rejected, likenesses.wait(), surroundings)
    return work.rejections.isEmpty ? ExitCode.done : ExitCode.rejected
  }

  /// The wave that `--wave` means by its id or, where one alone has it, its name; nil without `--wave`. Any other word ends the
  /// command, and says which waves are here.
  private static func wave(
    of surroundings: Surroundings, _ data: OpenData
  ) throws(CommandFailure) -> ApplicantWave? {
    guard let word = surroundings.arguments["--wave"] else { return nil }
    let waves = data.registry.programs().flatMap { program in
      data.registry.waves(of: program.id).map { (wave: $0, program: program.name ?? "") }
    }
    let named = waves.filter { NameKey.fold($0.wave.name ?? "") == NameKey.fold(word) }
    let id = named.count == 1 ? named[0].wave.id : word
    if let wave = ApplicantWave(id, in: data.registry, language: surroundings.wording.language) { return wave }
    data.journal.close(saving: nil)
    let known =
      waves.isEmpty
      ? surroundings.wording[.commandImportNoWaves]
      : waves.map { "\($0.wave.id) \($0.program), \($0.wave.name ?? "")" }.joined(separator: "; ")
    throw CommandFailure(.commandImportWave, ["wave": word, "waves": known])
  }

  /// Nil where no row was rejected.
  static func keepRejected(_ rows: [UInt8], beside file: String, _ data: OpenData) throws(CommandFailure) -> String? {
    guard !rows.isEmpty else { return nil }
    let path = rejectedPath(file)
    let output = try OutputFile(path)
    try output.write(rows)
    try output.finish()
    // An erasure must find it again.
    if let whole = wholePath(path) {
      try attempt { () throws(JournalError) in try data.journal.rejected.remember(whole) }
    }
    return path
  }

  private static func wholePath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  private static func tell(
    _ work: Import, _ file: String, _ rejected: String?, _ likenesses: Int, _ surroundings: Surroundings
  ) {
    let wording = surroundings.wording
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(Report(work, file: file, rejected: rejected, likenesses: likenesses, wording)))
      return
    }
    for line in work.summary.lines(wording) { StandardStreams.say(line) }
    if surroundings.arguments.has("--dry-run") { tellLooked(work.rejections, file, surroundings) }
    if likenesses > 0 { surroundings.say(.commandDuplicatesNew, ["count": String(likenesses)]) }
    if let rejected { surroundings.say(.commandImportRejected, ["file": rejected]) }
  }

  /// After a look that saved nothing: each row that would be turned back, because no file holds them yet.
  static func tellLooked(_ rejections: [ImportRejection], _ file: String, _ surroundings: Surroundings) {
    for rejection in rejections.prefix(mostTold) {
      let reason = rejection.reasons.map { surroundings.wording.text($0) }.joined(separator: " ")
      surroundings.say(.commandImportRow, ["line": String(rejection.line), "reason": reason])
    }
    let more = rejections.count - mostTold
    if more > 0 { surroundings.say(.commandImportMore, ["count": String(more)]) }
    surroundings.say(.commandImportDryRun)
    if !rejections.isEmpty { surroundings.say(.commandImportWouldReject, ["file": rejectedPath(file)]) }
  }

  private static func rejectedPath(_ file: String) -> String { file + ".rejected.csv" }

  /// The same for a program.
  private struct Report: Encodable {
    struct Row: Encodable {
      let line: Int
      let reasons: [String]
    }
    let file: String
    let encoding: String
    let rows, households, householdsAdded, peopleAdded, completed, unchanged, questions, duplicates: Int
    /// Only of a file of applicants.
    let applications, applicationsCompleted: Int?
    let warnings: [String: Int]
    let rejected: [Row]
    let rejectedFile: String?

    init(_ work: Import, file: String, rejected path: String?, likenesses: Int, _ wording: Wording) {
      self.file = file
      duplicates = likenesses
      encoding = wording[work.encoding.phrase]
      let summary = work.summary
      (rows, households) = (summary.rows, summary.households)
      (householdsAdded, peopleAdded) = (summary.householdsAdded, summary.peopleAdded)
      (completed, unchanged, questions) = (summary.completed, summary.unchanged, summary.questions)
      applications = summary.isOfWave ? summary.applications : nil
      applicationsCompleted = summary.isOfWave ? summary.applicationsCompleted : nil
      warnings = summary.warnings
      rejected = work.rejections.map { Row(line: $0.line, reasons: $0.reasons.map { wording.text($0) }) }
      rejectedFile = path
    }
  }
}

extension Phrase {
  static let commandImportWave = Phrase("command.import.wave")
  static let commandImportNoWaves = Phrase("command.import.noWaves")
  static let commandImportUnreadable = Phrase("command.import.unreadable")
  static let commandImportProgress = Phrase("command.import.progress")
  static let commandImportDryRun = Phrase("command.import.dryRun")
  static let commandImportRow = Phrase("command.import.row")
  static let commandImportMore = Phrase("command.import.more")
  static let commandImportWouldReject = Phrase("command.import.wouldReject")
  static let commandImportRejected = Phrase("command.import.rejected")
}
