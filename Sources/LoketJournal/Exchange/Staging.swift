// Where received segments wait, judged and whole, until the journal takes them over: `incoming/` in the data folder. Emptied
// at each beginning; nothing there is the only copy.
import Glibc
import LoketModel

/// Used beside the keys: it only adds files, under names that nobody else uses.
public struct Staging: Sendable {
  let folder: DataFolder
  private let shelf: PackShelf

  init(folder: DataFolder) {
    self.folder = folder
    shelf = PackShelf(folder)
  }

  private var files: any FileSystem { folder.files }

  /// Takes away what an earlier exchange left.
  public func empty() throws(FileFailure) {
    guard try files.information(folder.incoming) != nil else { return }
    for name in try files.list(folder.incoming) { try files.remove(folder.incoming + "/" + name) }
  }

  /// Puts a judged segment down. Not yet synced: `Journal.take` does that once for all.
  public func put(_ bytes: [UInt8], _ segment: IncomingSegment) throws(FileFailure) {
    try files.makeFolders(folder.incoming, under: folder.path)
    try files.replace(path(segment), with: bytes, durable: false)
  }

  /// Gives a staged segment what is blank in it, as far as it stands in full in another form of it.
  /// - Parameter erased: the hashes of edits that stay blank.
  /// - Returns: the segment as it lies there now; nil where nothing came of it.
  public func fill(
    _ segment: IncomingSegment, from other: [UInt8], except erased: Set<Identifier>
  ) throws(FileFailure) -> IncomingSegment? {
    guard segment.mark.blanked > 0,
      let filled = BlankLine.fill(try bytes(ofStaged: segment), from: other, where: { !erased.contains($0) }),
      case .success(let better) = IncomingSegment.judge(filled, expected: segment.mark.name, ceiling: .max)
    else { return nil }
    try put(filled, better)
    return better
  }

  /// Whether a form of a segment that lies elsewhere says something that is blank in ours and not erased.
  public func lacks(_ mark: SegmentMark, what stands: [UInt8]) throws(FileFailure) -> Bool {
    guard mark.isDoubted else { return false }
    return BlankLine.fill(try bytes(of: mark), from: stands, where: mark.unlisted.contains) != nil
  }

  func path(_ segment: IncomingSegment) -> String {
    let name = segment.mark.name
    return "\(folder.incoming)/\(name.isTrace ? "a" : "j")-\(name.id)-\(segment.mark.root.prefix(16)).jsonl"
  }

  /// What was put down.
  public func bytes(ofStaged segment: IncomingSegment) throws(FileFailure) -> [UInt8] {
    try files.readWhole(path(segment), limit: IncomingSegment.largest)
  }

  /// A sealed segment that is here, to be given away.
  public func bytes(of mark: SegmentMark) throws(FileFailure) -> [UInt8] {
    if let place = try shelf.place(of: mark.name) {
      do throws(FileFailure) { return try place.read(files) } catch {
        guard error.code == ENOENT else { throw error }
      }
    }
    // It was joined with others, or its pack was written anew, since the shelf was looked through.
    let path = folder.path(of: mark.name)
    guard let place = try PackShelf(folder).place(of: mark.name) else { throw FileFailure(.open, path, ENOENT) }
    return try place.read(files)
  }
}

extension DataFolder {
  var incoming: String { path + "/incoming" }

  func path(of name: SegmentName) -> String {
    sealedSegment(name.id, device: name.device, office: name.office, isTrace: name.isTrace)
  }
}
