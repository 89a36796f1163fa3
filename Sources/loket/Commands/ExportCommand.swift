// `loket export KIND`: a table leaves the data folder, after its trace is on the disk.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

enum ExportCommand {
  /// Tables in which people stand: whose data rest is left out of them, and that is said.
  private static let ofPeople: Set<TableKind> = [
    .people, .enrolments, .placements, .entries, .applications, .attendance, .certificates, .followUps, .products,
    .referrals, .hubSeats, .experts, .groupMembers, .grants, .grantChecks, .disbursements, .mentorships, .mentorVisits,
  ]

  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let arguments = surroundings.arguments
    if arguments.words.first == CatalogueExport.kind { return try CatalogueExport.run(surroundings) }
    if arguments["--format"] == "html" { throw CommandFailure(.commandExportHTML) }
    guard let kind = arguments.words.first.flatMap({ TableKind(rawValue: $0) }) else {
      throw CommandFailure(.commandWordMissing)
    }
    let format = arguments["--format"].flatMap { ExportFormat(rawValue: $0) } ?? .csv
    if arguments.has("--spreadsheet"), format != .csv { throw CommandFailure(.commandExportSpreadsheet) }
    let form = ExportForm(
      format: format, isMasked: arguments.has("--masked"), isSpreadsheet: arguments.has("--spreadsheet"),
      labels: arguments.has("--labels") ? surroundings.wording.language : nil)
    let data = try surroundings.open(.read)
    let by = try surroundings.account(data)
    let table = Export(kind, form: form)
    let count = table.write(data.registry, to: { _ in })
    // Made before the trace, so that a place that cannot be written leaves no false trace.
    let output = try arguments["--output"].map { path throws(CommandFailure) in try OutputFile(path) }
    try attempt { () throws(JournalError) in
      let list = RecordRef(RecordKind(rawValue: "list"), kind.rawValue)
      try data.trace(.exported, list, count: count, by: by, data.clock(surroundings.clock))
    }
    if let output {
      try table.write(data.registry) { piece throws(CommandFailure) in try output.write(piece) }
      try output.finish()
      surroundings.remark(Message(.commandExported, ["count": String(count), "file": output.path]))
    } else {
      try table.write(data.registry) { piece throws(CommandFailure) in
        guard StandardStreams.write(piece, to: STDOUT_FILENO) else {
          throw CommandFailure(.commandOutputStopped, code: ExitCode.notWritten)
        }
      }
    }
    let frozen = data.registry.frozenPeople().count
    if frozen > 0, ExportCommand.ofPeople.contains(kind) {
      surroundings.remark(Message(.commandExportFrozen, ["count": String(frozen)]))
    }
    data.journal.close(saving: nil)
    return ExitCode.done
  }
}

extension Phrase {
  static let commandExportHTML = Phrase("command.export.html")
  static let commandExportSpreadsheet = Phrase("command.export.spreadsheet")
  static let commandExportFrozen = Phrase("command.export.frozen")
  static let commandExported = Phrase("command.export.done")
  static let commandOutputStopped = Phrase("command.output.stopped")
}
