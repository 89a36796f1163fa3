// The pictures of a catalogue, read from the files whose paths were noted: of each that cannot go into the page it is said why.
import LoketModel
import LoketRegistry

struct CataloguePictures {
  /// By the product's id.
  private(set) var photos: [String: CataloguePhoto] = [:]
  /// Of each picture that is not in it: the product, the path where it was looked for, why, and what helps.
  private(set) var lacks: [Message] = []

  /// - Parameter folder: against which a path that begins with no slash is read.
  init(_ catalogue: Catalogue, beside folder: String) {
    for item in catalogue.items {
      guard let path = item.photo else { continue }
      let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
      do throws(CommandFailure) {
        let bytes = try InputFile.read(whole, limit: CataloguePhoto.limit)
        if let photo = CataloguePhoto(bytes) { photos[item.id] = photo } else { lack(.photoKind, item, whole) }
      } catch {
        lack(CataloguePictures.reasons[error.message.phrase] ?? .photoUnreadable, item, whole)
      }
    }
  }

  private mutating func lack(_ phrase: Phrase, _ item: Catalogue.Item, _ path: String) {
    lacks.append(Message(phrase, ["name": item.name, "path": path]))
  }

  private static let reasons: [Phrase: Phrase] = [
    .commandFileMissing: .photoMissing, .commandFileTooLarge: .photoLarge,
  ]
}

extension Phrase {
  static let photoMissing = Phrase("catalogue.photo.missing")
  static let photoKind = Phrase("catalogue.photo.kind")
  static let photoLarge = Phrase("catalogue.photo.large")
  static let photoUnreadable = Phrase("catalogue.photo.unreadable")
}
