// A sheet on its way out of the program: to the printer, or into a file. And what became of it.
import LoketModel
import LoketRegistry

/// One print. Its line of the trace is on the disk before the first byte leaves; nil where the sheet shows no person.
public struct Printout: Equatable, Sendable {
  public let sheet: PaperSheet
  /// What a file of it is called, before the time.
  public let file: String
  public let trace: TraceLine?
  public let printer: PrinterSettings
  public let isFileOnly: Bool

  public init(
    _ sheet: PaperSheet, file: String, trace: TraceLine?, printer: PrinterSettings, isFileOnly: Bool = false
  ) {
    self.sheet = sheet
    self.file = file
    self.trace = trace
    self.printer = printer
    self.isFileOnly = isFileOnly || printer.isFileOnly
  }
}

/// What became of a print.
public enum PrintOutcome: Equatable, Sendable {
  /// The printing system took it.
  case sent
  /// It stands in this file, as was wished.
  case filed(path: String)
  /// The printer did not take it, for this reason; it stands in this file.
  case kept(path: String, why: Message)
  /// It stands in this file without some of what belongs there, a sentence each.
  case partly(path: String, lacks: [Message])
  /// Nothing left the program.
  case failed(Message)

  /// It stands in a file of this PC.
  var isFiled: Bool {
    switch self {
    case .filed, .kept, .partly: true
    case .sent, .failed: false
    }
  }

  var isGood: Bool {
    switch self {
    case .sent, .filed: true
    case .kept, .partly, .failed: false
    }
  }

  /// What line 22 says of it.
  func text(_ wording: Wording) -> String {
    switch self {
    case .sent: wording[.printSent]
    case .filed(let path): wording.text(.printFiled, ["path": path])
    case .kept(let path, let why): wording.text(.printKept, ["why": wording.text(why), "path": path])
    case .partly(let path, let lacks):
      wording.text(.printPartly, ["count": String(lacks.count), "path": path])
    case .failed(let why): wording.text(.printFailed, ["why": wording.text(why)])
    }
  }
}

extension Context {
  /// Lays a template out for this PC's printer and shows it before it is printed. The one way to paper for every screen.
  /// - Parameters:
  ///   - template: a name in `Resources/paper.json`.
  ///   - values: what fills its slots.
  ///   - shows: the record or `list/<kind>` whose people stand on it, and how many; nil where it shows nobody.
  mutating func openPaper(
    _ template: String, _ values: PaperValues, title: Phrase, shows: (record: RecordRef, count: Int)?
  ) {
    do {
      let template = try PaperTemplate.compiled(template)
      let sheet = PaperSheet(template, values, session.printer.format, wording)
      open(PaperScreen(sheet, file: template.file, title: title, shows: shows))
    } catch {
      say(.error, .paperTemplateBroken, ["name": template])
    }
  }

  /// The receipt of a household.
  mutating func openReceipt(of household: String) {
    guard let receipt = Receipt(of: household, paperSource) else { return say(.info, .recordGone) }
    openPaper(
      Receipt.template, receipt.values, title: .titleReceipt,
      shows: (RecordRef(.household, household), receipt.count))
  }

  mutating func openBlankForm() {
    openPaper(BlankForm.template, BlankForm.values(paperSource), title: .titleBlankForm, shows: nil)
  }
}

extension Phrase {
  static let printSent = Phrase("print.sent")
  static let printFiled = Phrase("print.filed")
  static let printKept = Phrase("print.kept")
  static let printPartly = Phrase("print.partly")
  static let printFailed = Phrase("print.failed")
  static let paperTemplateBroken = Phrase("print.templateBroken")
  static let titleReceipt = Phrase("app.title.receipt")
  static let titleBlankForm = Phrase("app.title.blankForm")
}
