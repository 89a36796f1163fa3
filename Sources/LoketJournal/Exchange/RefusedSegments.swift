// Segments from elsewhere that were not believed: kept in quarantine with the reason, and judged again at every exchange,
// since what makes one good may come later.
import LoketModel
import LoketRegistry

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
  /// What a decision about it names; the same on every PC that met this file.
  public let subject: Identifier

  /// The segment that a file says it is, in its first line or else by its name; failing both, the first half of the print of
  /// its bytes, and of a file that was not read the print of its path.
  /// - Parameter name: the segment that its name speaks of.
  public static func subject(of bytes: [UInt8]?, named name: Identifier?, path: String) -> Identifier {
    let said = bytes.flatMap { bytes in
      bytes.withUnsafeBytes { SegmentScan.scan($0, JudgedSegment.judge($0), isOpen: false).segment }
    }
    return said ?? name ?? SHA256.digest(bytes ?? Array(path.utf8)).identifier
  }
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
        piece: name, path: reason.file, place: reason.place ?? "", reason: why, size: reason.length,
        subject: reason.subject.flatMap { Identifier($0) }
          ?? RefusedSegment.subject(of: try? bytes(name), named: nil, path: reason.file))
    }
  }

  /// - Parameters:
  ///   - bytes: nil of a file that was not read.
  ///   - subject: what a decision about it names.
  ///   - isKnown: it was here already and is not given up, however long or many.
  public func keep(
    _ bytes: [UInt8]?, size: Int, path: String, place: String, _ reason: SegmentRefusal, about subject: Identifier,
    isKnown: Bool = false
  ) throws(FileFailure) {
    let kept = bytes.flatMap { isKnown || $0.count <= RefusedSegments.longest ? $0 : nil } ?? []
    guard isKnown || all.count < RefusedSegments.most else { return }
    try put(kept, size: size, path: path, place: place, reason, subject)
  }

  @discardableResult
  private func put(
    _ bytes: [UInt8], size: Int, path: String, place: String, _ reason: SegmentRefusal, _ subject: Identifier
  ) throws(FileFailure) -> String {
    try Quarantine(folder: folder).keep(
      bytes,
      Quarantine.Reason(
        what: RefusedSegments.what, file: path, offset: 0, length: size, badLines: 0, why: reason.rawValue,
        place: place, subject: subject.description))
  }

  /// What is known of it now.
  /// - Parameter better: a form that says more than the one that waits, which may be one that somebody blanked.
  public func change(
    _ refused: RefusedSegment, to reason: SegmentRefusal, by better: [UInt8]? = nil
  ) throws(FileFailure) {
    let kept: [UInt8]
    if let better { kept = better } else { kept = try bytes(of: refused) }
    let name = try put(
      kept, size: better?.count ?? refused.size, path: refused.path, place: refused.place, reason, refused.subject)
    // A piece of which something was erased has the name of what it was.
    if name != refused.piece { try remove(refused) }
  }

  /// The bytes of a piece; empty of one that was not copied.
  public func bytes(of refused: RefusedSegment) throws(FileFailure) -> [UInt8] { try bytes(refused.piece) }

  private func bytes(_ piece: String) throws(FileFailure) -> [UInt8] {
    try files.readWhole(folder.quarantine + "/" + piece, limit: IncomingSegment.largest)
  }

  /// What it waited for came, or a good copy did.
  public func remove(_ refused: RefusedSegment) throws(FileFailure) {
    try files.remove(folder.quarantine + "/" + refused.piece)
    try files.remove(folder.quarantine + "/" + refused.piece + ".reason.json")
  }
}

extension RefusedSegment {
  /// Whether a person may give it up, and did.
  func isGivenUp(_ givenUp: Set<Identifier>) -> Bool { reason.isFinal && givenUp.contains(subject) }
}

extension Journal {
  /// Lets go of the refused files that a supervisor gave up, here or at another PC. What could not be removed just now goes
  /// the next time.
  public func letGoRefused(_ registry: Registry) {
    let givenUp = registry.givenUpCopies
    if givenUp.isEmpty { return }
    for piece in refused.all where piece.isGivenUp(givenUp) { try? refused.remove(piece) }
  }

  public var refused: RefusedSegments { RefusedSegments(folder: folder) }
}

extension Staging {
  public var refused: RefusedSegments { RefusedSegments(folder: folder) }
}
