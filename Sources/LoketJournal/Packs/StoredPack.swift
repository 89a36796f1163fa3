// The packs of this PC as an exchange sees them: its own to give, and what it knows of those that lie elsewhere.
import LoketModel

/// A pack in the data folder.
public struct StoredPack: Hashable, Sendable {
  public let pack: Pack
  let path: String
}

extension Staging {
  /// The packs of an office that are here whole, the trace's among them.
  public func packs(of office: String) throws(FileFailure) -> [StoredPack] {
    var found: [StoredPack] = []
    for root in [folder.journal, folder.access] {
      let above = "\(root)/\(office)"
      guard try folder.files.information(above) != nil else { continue }
      for device in try folder.files.list(above) where Identifier(device) != nil {
        for name in try folder.files.list("\(above)/\(device)") where name.hasSuffix(Pack.ending) {
          let path = "\(above)/\(device)/\(name)"
          guard let size = try folder.files.information(path)?.size,
            let pack = Pack(index: try folder.files.readWhole(path, limit: Pack.longestIndex)), pack.size == size,
            pack.office == office, "\(pack.name)\(Pack.ending)" == name
          else { continue }
          found.append(StoredPack(pack: pack, path: path))
        }
      }
    }
    return found
  }

  public func bytes(of stored: StoredPack) throws(FileFailure) -> [UInt8] {
    try folder.files.readWhole(stored.path, limit: Pack.largest)
  }

  // MARK: Packs elsewhere

  /// What lies in a pack of this name, where one was seen before: a name has one content.
  public func knownPack(_ name: Identifier) -> Pack? {
    guard let bytes = try? folder.files.readWhole(knownPath(name), limit: Pack.longestIndex),
      let pack = Pack(index: bytes), pack.name == name
    else { return nil }
    return pack
  }

  /// Remembers an index, so that nobody fetches it again. May be lost at any time.
  public func keep(_ pack: Pack, index bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 0x0a) else { return }
    _ = try? folder.files.makeFolders(knownPacks, under: folder.path)
    try? folder.files.replace(knownPath(pack.name), with: Array(bytes[...end]), durable: false)
  }

  private var knownPacks: String { folder.cache + "/packs" }
  private func knownPath(_ name: Identifier) -> String { "\(knownPacks)/\(name)" }
}
