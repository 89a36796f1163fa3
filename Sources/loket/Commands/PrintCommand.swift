// `loket print receipt|blank`: a sheet as text, on standard output or in a file, after its trace is on the disk.
import Glibc
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry

enum PrintCommand {
  /// What can be printed, by the templates' names.
  static let kinds = [Receipt.template, BlankForm.template]

  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let words = surroundings.arguments.words
    let data = try surroundings.open(.read)
    defer { data.journal.close(saving: nil) }
    let by = try surroundings.account(data)
    let device = data.journal.device
    let source = PaperSource(
      registry: data.registry, wording: surroundings.wording, office: device.office, deviceLabel: device.label,
      account: by, now: data.clock(surroundings.clock).now())
    let isBlank = words.first == BlankForm.template
    let household = isBlank ? nil : try found(words.dropFirst().first, in: data.registry)
    let receipt = household.flatMap { Receipt(of: $0.id, source) }
    guard let template = try? PaperTemplate.compiled(isBlank ? BlankForm.template : Receipt.template) else {
      throw CommandFailure(.commandPrintUnknown, ["household": words.last ?? ""])
    }
    let values = receipt?.values ?? BlankForm.values(source)
    let sheet = PaperSheet(template, values, data.journal.prints.printer.format, surroundings.wording)
    // Made before the trace, so that a place that cannot be written leaves no false trace.
    let output = try surroundings.arguments["--output"].map { path throws(CommandFailure) in try OutputFile(path) }
    if let household, let receipt {
      try attempt { () throws(JournalError) in
        try data.trace(.printed, household, count: receipt.count, by: by, data.clock(surroundings.clock))
      }
    }
    let bytes = Array(sheet.text.utf8)
    if let output {
      try output.write(bytes)
      try output.finish()
    } else if !StandardStreams.write(bytes, to: STDOUT_FILENO) {
      throw CommandFailure(.commandOutputStopped, code: ExitCode.notWritten)
    }
    return ExitCode.done
  }

  /// A household by its No. KK, present or earlier, or by its id.
  private static func found(_ text: String?, in registry: Registry) throws(CommandFailure) -> RecordRef {
    guard let text else { throw CommandFailure(.commandPrintWhose) }
    let ref = RecordRef(.household, text)
    let all = registry.exists(ref) ? [ref] : registry.households(cardNumber: Nik.digits(text))
    guard let found = all.first(where: { !registry.isVoid($0) }) else {
      throw CommandFailure(.commandPrintUnknown, ["household": text])
    }
    return found
  }
}

extension Phrase {
  static let commandPrint = Phrase("command.print.summary")
  static let commandPrintWhose = Phrase("command.print.whose")
  static let commandPrintUnknown = Phrase("command.print.unknown")
  static let wordHousehold = Phrase("command.word.household")
}
