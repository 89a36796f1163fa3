// `loket regions`: takes the national table in, and finds places in it.
import LoketJournal
import LoketModel
import LoketRegistry

enum RegionsCommand {
  /// Rejected rows that are told one by one.
  private static let mostTold = 20
  /// Places of one search.
  private static let mostFound = 50

  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let words = surroundings.arguments.words
    guard words.count == 2 else { throw CommandFailure(.commandWordMissing) }
    return words[0] == "find" ? try find(words[1], surroundings) : try take(words[1], surroundings)
  }

  private static func take(_ file: String, _ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let bytes = try InputFile.read(file)
    let folder = surroundings.folder
    let presence = try attempt { () throws(JournalError) in try Journal.presence(folder) }
    if presence == .other, !FolderSetUp.isOursHalfMade(folder) {
      throw CommandFailure(.commandFolderOther, ["folder": folder])
    }
    let work: RegionImport
    do { work = try RegionImport(bytes) } catch {
      throw CommandFailure(
        .commandImportUnreadable, ["file": file, "reason": surroundings.wording.text(error.message)])
    }
    let table = Regions.compiled.joined(with: work.rows)
    // A table of one kabupaten does not take the country's place: it is laid over it.
    let before = RegionFile.table(in: folder)
    let whole = table.isComplete("11") ? table : before.joined(with: work.rows)
    try attempt { () throws(JournalError) in try RegionFile.write(whole, in: folder) }
    tell(work, whole, surroundings)
    return work.rejections.isEmpty ? ExitCode.done : ExitCode.rejected
  }

  private static func tell(_ work: RegionImport, _ table: Regions, _ surroundings: Surroundings) {
    if surroundings.isJSON {
      let report = Report(
        taken: work.rows.count, repeated: work.repeated, orphans: work.orphans.count,
        rejected: work.rejections.map {
          Report.Row(line: $0.line, reason: surroundings.wording.text($0.reason))
        }, provinces: table.count(.province), regencies: table.count(.regency), districts: table.count(.district),
        villages: table.count(.village))
      StandardStreams.say(JSONText.of(report))
      return
    }
    for rejection in work.rejections.prefix(mostTold) {
      surroundings.say(
        .commandImportRow,
        ["line": String(rejection.line), "reason": surroundings.wording.text(rejection.reason)])
    }
    let more = work.rejections.count - mostTold
    if more > 0 { surroundings.say(.commandImportMore, ["count": String(more)]) }
    if !work.orphans.isEmpty {
      surroundings.say(
        .commandRegionsOrphans, ["count": String(work.orphans.count), "code": work.orphans.first ?? ""])
    }
    surroundings.say(
      .commandRegionsTaken,
      ["rows": String(work.rows.count), "rejected": String(work.rejections.count), "repeated": String(work.repeated)])
    surroundings.say(
      .commandRegionsWhole,
      [
        "provinces": String(table.count(.province)), "regencies": String(table.count(.regency)),
        "districts": String(table.count(.district)), "villages": String(table.count(.village)),
      ])
  }

  private static func find(_ text: String, _ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let table = RegionFile.table(in: surroundings.folder)
    let found = table.villages(matching: text, limit: mostFound)
    if surroundings.isJSON {
      StandardStreams.say(
        JSONText.of(found.map { Place(code: $0.code, name: $0.name, aliases: $0.aliases, path: table.path($0.code)) }))
      return ExitCode.done
    }
    for region in found {
      let others = region.aliases.isEmpty ? "" : " (\(region.aliases.joined(separator: ", ")))"
      StandardStreams.say("\(region.code)  \(table.path(region.code))\(others)")
    }
    if found.isEmpty { surroundings.remark(Message(.commandRegionsNotFound, ["text": text])) }
    return ExitCode.done
  }

  private struct Place: Encodable {
    let code, name: String
    let aliases: [String]
    let path: String
  }

  private struct Report: Encodable {
    struct Row: Encodable {
      let line: Int
      let reason: String
    }
    let taken, repeated, orphans: Int
    let rejected: [Row]
    let provinces, regencies, districts, villages: Int
  }
}

extension Phrase {
  static let commandRegionsOrphans = Phrase("command.regions.orphans")
  static let commandRegionsTaken = Phrase("command.regions.taken")
  static let commandRegionsWhole = Phrase("command.regions.whole")
  static let commandRegionsNotFound = Phrase("command.regions.notFound")
}
