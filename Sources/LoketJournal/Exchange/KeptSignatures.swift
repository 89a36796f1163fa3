// What vouches for segments: signatures as they came, by the root that they sign, in `signatures/` of the data folder; and
// the folder of this PC's own keys. Neither goes into a backup: what is signed can be signed again.
import LoketModel

/// Used beside the keys, as the staging folder is.
public struct KeptSignatures: Sendable {
  let folder: DataFolder
  private var files: any FileSystem { folder.files }
  /// Bytes; one of ssh-keygen's has about 300.
  public static let longest = 4096

  init(folder: DataFolder) { self.folder = folder }

  /// - Parameter data: the data folder.
  public init(in data: String, files: any FileSystem = PosixFiles()) { self.init(folder: DataFolder(data, files)) }

  /// The signature over a root; nil where none is kept, empty where a power cut left nothing of it.
  public func of(root: String) -> [UInt8]? {
    guard let path = path(root) else { return nil }
    return try? files.readWhole(path, limit: KeptSignatures.longest)
  }

  /// The roots, first 32 digits of each, for which one is kept.
  public func all() throws(FileFailure) -> Set<String> {
    guard try files.information(folder.signatures) != nil else { return [] }
    return Set(
      try files.list(folder.signatures).filter { $0.hasSuffix(KeptSignatures.ending) }.map { String($0.prefix(32)) })
  }

  public func keep(_ signature: [UInt8], root: String) throws(FileFailure) {
    guard let path = path(root), signature.count <= KeptSignatures.longest else { return }
    try files.makeFolders(folder.signatures, under: folder.path)
    try files.replace(path, with: signature, durable: false)
  }

  /// All that were kept are on the disk: the PC that made one may be out of reach for ever.
  public func settle() throws(FileFailure) { try files.synchroniseAll(folder.path) }

  public func remove(root: String) throws(FileFailure) {
    if let path = path(root), try files.information(path) != nil { try files.remove(path) }
  }

  /// Where the private key of a PC's id lies; its folder is made.
  public func keyPath(of device: Identifier) throws(FileFailure) -> String {
    try files.makeFolders(folder.keys, under: folder.path)
    return "\(folder.keys)/\(device)"
  }

  private func path(_ root: String) -> String? {
    SegmentSeal.isRoot(root) ? "\(folder.signatures)/\(root.prefix(32))\(KeptSignatures.ending)" : nil
  }

  private static let ending = ".sig"
}

extension DataFolder {
  var signatures: String { path + "/signatures" }
  var keys: String { path + "/keys" }
}

extension Staging {
  public var signatures: KeptSignatures { KeptSignatures(folder: folder) }
}
