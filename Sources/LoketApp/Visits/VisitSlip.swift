// The slip with a citizen's number, as narrow as a strip of paper.
import LoketModel
import LoketRegistry

enum VisitSlip {
  static let template = "visit"

  /// - Parameters:
  ///   - label: the number as it is called, with the PC's name where two PCs gave the same.
  ///   - device: the name of the PC that gave it.
  static func values(_ visit: VisitRow, label: String, device: String, _ source: PaperSource) -> PaperValues {
    var texts = source.letterhead
    texts["label"] = label
    texts["purpose"] = source.code(.visitPurpose, visit.purpose)
    texts["name"] = visit.name
    texts["given"] = [source.day(visit.day), visit.since?.time ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    texts["device"] = device
    return PaperValues(texts: texts)
  }
}

extension Context {
  mutating func openSlip(of visit: VisitRow) {
    let values = VisitSlip.values(
      visit, label: Visits.label(visit, self), device: FieldWords.device(visit.device, self), paperSource)
    openPaper(VisitSlip.template, values, title: .titleSlip, shows: (RecordRef(.deskVisit, visit.id), 1))
  }
}

extension Phrase {
  static let titleSlip = Phrase("app.title.slip")
}
