// Segments from elsewhere that were not believed: kept in quarantine with the reason, and judged again at every exchange,
// since what makes one good may come later.
import LoketModel

/// One refused file, as a person is told of it.
public struct RefusedSegment: Hashable, Sendable {
  /// Its name in `quarantine/`.
  public let piece: String
  /// Where it lay on the carrier.
  public let path: String
  /// The carrier.
  public let place: String
  public let reason: SegmentRefusal
  /// Bytes of the file; a very long one was not copied.
  public let size: Int
}

/// Used beside the keys, as the staging folder is.
public struct RefusedSegments: Sendable {
  let folder: DataFolder
  private var files: any FileSystem { folder.files }
  private static let what = "segment"
  /// Longer files are named and not copied, and there are so many pieces at most: a hostile stick does not fill the disk.
  static let longest = 4 << 20
  static let most = 500

  public var all: [RefusedSegment] {
    Quarantine(folder: folder).all().compactMap { name, reason in
      // One that is half removed says nothing any more.
      guard (try? files.information(folder.quarantine + "/" + name)) ?? nil != nil,
        reason.what == RefusedSegments.what, let why = reason.why.flatMap({ SegmentRefusal(rawValue: $0) })
      else {
        return nil
      }
      return RefusedSegment(
        piece: name, path: reason.file, place: reason.place ?? "", reason: why, size: reason.length)
    }
  }

  /// - Parameters:
  ///   - bytes: nil of a file that was not read.
  ///   - isKnown: it was here already and is not given up, however long or many.
  public func keep(
    _ bytes: [UInt8]?, size: Int, path: String, place: String, _ reason: SegmentRefusal, isKnown: Bool = false
  ) throws(FileFailure) {
    let kept = bytes.flatMap { isKnown || $0.count <= RefusedSegments.longest ? $0 : nil } ?? []
    guard isKnown || all.count < RefusedSegments.most else { return }
    try put(kept, size: size, path: path, place: place, reason)
  }

  @discardableResult
  private func put(
    _ bytes: [UInt8], size: Int, path: String, place: String, _ reason: SegmentRefusal
  ) throws(FileFailure) -> String {
    try Quarantine(folder: folder).keep(
      bytes,
      Quarantine.Reason(
        what: RefusedSegments.what, file: path, offset: 0, length: size, badLines: 0, why: reason.rawValue,
        place: place))
  }

  /// What is known of it now.
  /// - Parameter better: a form that says more than the one that waits, which may be one that somebody blanked.
  public func change(
    _ refused: RefusedSegment, to reason: SegmentRefusal, by better: [UInt8]? = nil
  ) throws(FileFailure) {
    let kept: [UInt8]
    if let better { kept = better } else { kept = try bytes(of: refused) }
    let name = try put(kept, size: better?.count ?? refused.size, path: refused.path, place: refused.place, reason)
    // A piece of which something was erased has the name of what it was.
    if name != refused.piece { try remove(refused) }
  }

  /// The bytes of a piece; empty of one that was not copied.
  public func bytes(of refused: RefusedSegment) throws(FileFailure) -> [UInt8] {
    try files.readWhole(folder.quarantine + "/" + refused.piece, limit: IncomingSegment.largest)
  }

  /// What it waited for came, or a good copy did.
  public func remove(_ refused: RefusedSegment) throws(FileFailure) {
    try files.remove(folder.quarantine + "/" + refused.piece)
    try files.remove(folder.quarantine + "/" + refused.piece + ".reason.json")
  }
}

extension Journal {
  public var refused: RefusedSegments { RefusedSegments(folder: folder) }
}

extension Staging {
  public var refused: RefusedSegments { RefusedSegments(folder: folder) }
}
