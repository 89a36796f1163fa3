// What the journal does not believe is kept, each piece with its reason.
import FoundationEssentials
import LoketModel

struct Quarantine: Sendable {
  let folder: DataFolder

  /// Why something lies in quarantine; stands beside it as `<name>.reason.json`.
  struct Reason: Codable, Hashable, Sendable {
    /// `torn`, `draft`, `segment`.
    var what: String
    /// Path below the data folder.
    var file: String
    /// Where the bytes stood in it.
    var offset: Int
    var length: Int
    /// Complete lines among them that do not agree with their hashes: worth a look, since they may have been saved.
    var badLines: Int
    /// Of a refused segment: the reason, and the carrier it lay on.
    var why: String?
    var place: String?
    /// Of a refused segment: what a decision about it names, which stays while erasures change the bytes.
    var subject: String?
  }

  /// Keeps `bytes` and their reason, durably, under a name made from the reason and the content: keeping the same bytes
  /// twice (a start that was cut off) makes one piece. Returns the name.
  @discardableResult
  func keep(_ bytes: [UInt8], _ reason: Reason) throws(FileFailure) -> String {
    let files = folder.files
    let digest = SHA256.digest(bytes).description.prefix(8)
    let stem =
      reason.file.split(separator: "/").last.map { $0.split(separator: ".").first.map(String.init) ?? "" } ?? ""
    let name = "\(stem)-\(reason.offset)-\(digest).\(reason.what)"
    try files.makeFolders(folder.quarantine, under: folder.path)
    try files.replace(folder.quarantine + "/" + name, with: bytes, durable: true)
    try files.replace(folder.quarantine + "/" + name + ".reason.json", with: encoded(reason), durable: true)
    return name
  }

  /// Everything that lies here with a reason.
  func all() -> [(name: String, reason: Reason)] {
    let files = folder.files
    guard let names = try? files.list(folder.quarantine) else { return [] }
    return names.compactMap { name in
      guard name.hasSuffix(".reason.json"),
        let bytes = try? files.readWhole(folder.quarantine + "/" + name, limit: 64 * 1024),
        let reason = try? JSONDecoder().decode(Reason.self, from: Data(bytes))
      else { return nil }
      return (String(name.dropLast(".reason.json".utf8.count)), reason)
    }
  }
}
