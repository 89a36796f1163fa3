// The paper that goes with a stick: what was received and given, from whom and up to when, as Sinkron shows it. It names PCs
// and nobody else.
import LoketModel
import LoketRegistry

enum SyncReceipt {
  static let template = "sync"

  /// - Parameter report: an exchange that ended; a look moved nothing and has no receipt.
  static func values(
    _ report: SyncState.Report, _ devices: [DeviceStanding], _ context: Context
  ) -> PaperValues {
    let source = context.paperSource
    let texts = [
      "carrier": report.place, "moment": report.at.map { "\($0.date.display) \($0.time)" } ?? "",
      "printed": [Lookups.villageName(source.office, source.regions), source.today.display].joined(separator: ", "),
      "clerk": source.signature(source.account), "device": source.deviceLabel,
    ]
    return PaperValues(
      texts: source.letterhead.merging(texts) { $1 },
      rows: [
        "lines": rows(SyncWords.lines(report, context).dropFirst().map(\.0)),
        "origins": rows(SyncWords.origins(report, context)),
        "heard": rows(SyncWords.heard(devices, context)),
      ])
  }

  private static func rows(_ lines: [String]) -> [[String: String]] { lines.map { ["text": $0] } }
}

extension Phrase {
  static let titleSyncReceipt = Phrase("app.title.syncReceipt")
  static let syncPrint = Phrase("sync.print")
  static let syncNothingToPrint = Phrase("sync.nothingToPrint")
}
