// How the printing system is called, and what its refusals mean in words.
import Glibc
import LoketModel
import LoketSync

enum LinePrinter {
  /// Where Debian puts it, and where else it is found.
  static let places = ["/usr/bin/lp", "/bin/lp", "/usr/local/bin/lp"]
  /// Milliseconds after which a printing system that says nothing is given up. The sheet is then in a file.
  static let patience: Int64 = 15_000

  /// The program that takes a print; nil where there is none.
  static func program(_ printer: PrinterSettings) -> String? {
    (printer.program.map { [$0] } ?? places).first { access($0, X_OK) == 0 }
  }

  /// Fixed but for the printer's name, which can be no option. The job's title shows in a queue that everybody sees:
  /// it is the program's name and nobody else's.
  static func arguments(_ printer: PrinterSettings) -> [String] {
    let destination = printer.name.isEmpty || !PrinterSettings.isName(printer.name) ? [] : ["-d", printer.name]
    let layout =
      printer.kind == .dotMatrix
      ? ["raw"]
      : ["cpi=\(printer.pitch)", "lpi=6", "page-left=9", "page-right=9", "page-top=9", "page-bottom=9"]
    return ["-t", "Loket"] + destination + layout.flatMap { ["-o", $0] }
  }

  /// What the printing system needs to find its server and its default, and English sentences that can be read here.
  static func environment(_ variable: (String) -> String?) -> [String: String] {
    var result = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    for name in ["HOME", "USER", "LOGNAME", "CUPS_SERVER", "LPDEST", "PRINTER"] { result[name] = variable(name) }
    return result
  }

  /// Why it did not take a sheet.
  static func refusal(_ outcome: CalledProgram.Outcome, _ printer: PrinterSettings) -> Message {
    let said = outcome.said.lowercased()
    if said.contains("no default destination") { return Message(.printNoDefault) }
    if said.contains("does not exist") || said.contains("unknown destination") {
      return Message(.printUnknown, ["name": printer.name])
    }
    if said.contains("scheduler") || said.contains("unable to connect") || said.contains("connection refused") {
      return Message(.printNoServer)
    }
    let line = TextFilter.clean(outcome.said.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
    let words = line.isEmpty ? String(outcome.code) : String(line.prefix(60))
    return Message(.printRefused, ["said": words])
  }
}

extension Phrase {
  static let printNoProgram = Phrase("print.why.noProgram")
  static let printNoDefault = Phrase("print.why.noDefault")
  static let printUnknown = Phrase("print.why.unknown")
  static let printNoServer = Phrase("print.why.noServer")
  static let printNoAnswer = Phrase("print.why.noAnswer")
  static let printRefused = Phrase("print.why.refused")
}
