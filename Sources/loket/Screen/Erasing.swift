// Effect.erase, keepCopy and keepCatalogue carried out: a person's data are taken out of every file, or handed over in one.
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry

extension ScreenProgram {
  func erase(_ order: EraseOrder) -> [Event] {
    guard let journal = data?.journal else { return [] }
    let now = clock.now()
    var registry = state.registry
    let plan = registry.erasurePlan(of: order.targets)
    do {
      let report = try journal.erase(
        plan, as: order.record, set: order.set, by: order.by, now: now,
        clock: journal.clockTrust(now: now, wasAsked: clock.isSet), registry: &registry)
      unkeptDrafts = []
      return [
        .erased(
          Erased(
            record: order.record, registry: registry, drafts: journal.drafts.all().drafts.compactMap(DraftFile.draft),
            sheets: journal.prints.days(), outcome: ErasureOutcome(report)))
      ]
    } catch {
      log.note("erase: \(surroundings.wording.text(error.message))")
      // Whatever was saved of it is finished now or at the next start; the screen shows what the folder says.
      var found = Registry()
      let isRead = (try? journal.load(into: &found, useCache: false)) != nil
      return (isRead ? [.changedElsewhere(found)] : []) + [.eraseFailed(brief(error.message))]
    }
  }
}

extension ScreenProgram {
  /// The copy for a program.
  func keep(_ copy: DataCopy, _ line: TraceLine) -> [Event] {
    keep(Array((JSONText.of(copy) + "\n").utf8), file: "salinan-data", suffix: "json", line)
  }

  /// Everybody who was recorded by that day; the trace says how many.
  func listBreach(until day: CalendarDate, _ line: TraceLine) -> [Event] {
    let table = state.registry.breachTable(until: day)
    let counted = TraceLine(line.act, on: line.on, count: table.count, by: line.by)
    return keep(table.csv, file: "daftar-warga", suffix: "csv", counted)
  }

  /// The catalogue, with the pictures that can be read; of each other it is said why not.
  func keep(_ catalogue: Catalogue, _ line: TraceLine) -> [Event] {
    guard let folder = data?.folder else { return [] }
    let pictures = CataloguePictures(catalogue, beside: folder)
    return keep(
      catalogue.html(state.wording, photos: pictures.photos), file: "katalog", suffix: "html", line,
      lacks: pictures.lacks)
  }

  /// A file lies beside the sheets that no printer took, once its trace is on the disk.
  /// - Parameter lacks: what is not in it, a sentence each.
  private func keep(
    _ bytes: [UInt8], file: String, suffix: String, _ line: TraceLine, lacks: [Message] = []
  ) -> [Event] {
    guard let journal = data?.journal else { return [] }
    do {
      try trace(line, in: journal)
      let path = try journal.prints.keep(bytes, file: file, now: clock.now(), suffix: suffix)
      return [.printed(lacks.isEmpty ? .filed(path: path) : .partly(path: path, lacks: lacks))]
    } catch {
      return [trouble(error), .printed(.failed(brief(error.message)))]
    }
  }
}

extension ErasureOutcome {
  fileprivate init(_ report: ErasureReport) {
    self.init()
    (lines, segments, drafts) = (report.lines, report.segments, report.drafts)
    (sheets, pieces, rejected) = (report.sheets, report.pieces, report.rejected)
    (found, keptFolders) = (report.found, report.keptFolders)
    backups = report.backups.map(\.name)
    isUnfinished = report.failure != nil
  }
}
