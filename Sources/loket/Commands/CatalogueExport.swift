// `loket export catalogue`: the crafts of the office as one HTML page with its pictures, or as JSON; after its trace.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

enum CatalogueExport {
  /// What it is called among the kinds of `loket export`.
  static let kind = "catalogue"

  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let arguments = surroundings.arguments
    let format = arguments["--format"] ?? "html"
    // What the others are written as is no form of a page, and it masks what was not allowed by itself.
    guard ["html", "json"].contains(format), !arguments.has("--masked"), !arguments.has("--spreadsheet"),
      !arguments.has("--labels")
    else { throw CommandFailure(.commandExportCatalogue) }
    let data = try surroundings.open(.read)
    defer { data.journal.close(saving: nil) }
    let by = try surroundings.account(data)
    let clock = data.clock(surroundings.clock)
    let office = data.journal.device.office
    let place = RegionFile.table(in: surroundings.folder).region(office)?.name ?? office
    let catalogue = Catalogue(data.registry, office: office, placeName: place, day: clock.now().date)
    let pictures = CataloguePictures(catalogue, beside: data.folder)
    let bytes =
      format == "json"
      ? catalogue.json(photos: Set(pictures.photos.keys))
      : catalogue.html(surroundings.wording, photos: pictures.photos)
    // Made before the trace, so that a place that cannot be written leaves no false trace.
    let output = try arguments["--output"].map { path throws(CommandFailure) in try OutputFile(path) }
    try attempt { () throws(JournalError) in
      try data.trace(
        .exported, RecordRef(RecordKind(rawValue: "list"), kind), count: catalogue.items.count, by: by, clock)
    }
    if let output {
      try output.write(bytes)
      try output.finish()
      surroundings.remark(
        Message(.commandExported, ["count": String(catalogue.items.count), "file": output.path]))
    } else if !StandardStreams.write(bytes, to: STDOUT_FILENO) {
      throw CommandFailure(.commandOutputStopped, code: ExitCode.notWritten)
    }
    for lack in pictures.lacks { surroundings.remark(lack) }
    if catalogue.unnamed > 0 {
      surroundings.remark(Message(.commandCatalogueUnnamed, ["count": String(catalogue.unnamed)]))
    }
    return ExitCode.done
  }
}

extension Phrase {
  static let commandExportCatalogue = Phrase("command.export.catalogue")
  static let commandCatalogueUnnamed = Phrase("command.export.unnamed")
}
