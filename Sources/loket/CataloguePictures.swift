// The pictures of a catalogue, read from the files whose paths were noted: what cannot go into the page is named.
import LoketModel
import LoketRegistry

struct CataloguePictures {
  /// By the product's id.
  private(set) var photos: [String: CataloguePhoto] = [:]
  /// Products whose picture is missing, too large, or neither JPEG nor PNG.
  private(set) var missing: [String] = []

  /// - Parameter folder: against which a path that begins with no slash is read.
  init(_ catalogue: Catalogue, beside folder: String) {
    for item in catalogue.items {
      guard let path = item.photo else { continue }
      let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
      if let bytes = try? InputFile.read(whole, limit: CataloguePhoto.limit), let photo = CataloguePhoto(bytes) {
        photos[item.id] = photo
      } else {
        missing.append(item.name)
      }
    }
  }

  /// One sentence about what is missing; nil where nothing is.
  var warning: Message? {
    guard !missing.isEmpty else { return nil }
    // Three of them say where to look; a line of the screen holds no more.
    let names = missing.prefix(3).joined(separator: ", ") + (missing.count > 3 ? ", …" : "")
    return Message(.catalogueMissing, ["count": String(missing.count), "names": names])
  }
}

extension Phrase {
  static let catalogueMissing = Phrase("catalogue.missing")
}
