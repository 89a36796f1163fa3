// Judges a segment that came from elsewhere, as strictly as `check` judges our own, before anything of it is believed.
import LoketModel
import LoketRegistry

/// Why a file from elsewhere does not enter the register. Each is a sentence of the catalogues.
public enum SegmentRefusal: String, Error, Sendable, CaseIterable {
  /// Longer than any segment.
  case tooLarge
  /// No seal, or something behind it: it is still being written or was cut off, and is read when it is whole.
  case unsealed
  /// Lines that do not agree with their hashes, or that cannot be read.
  case damaged
  /// The header is no header of a segment.
  case noHeader
  /// It says itself that it belongs elsewhere.
  case misnamed
  /// A tick far above everything that is known.
  case farTick
  /// Blank lines where nothing is ever erased.
  case blankTrace
  /// The file cannot be read.
  case unreadable
  /// No signature of an enrolled key vouches for it.
  case unsigned
  /// Nobody enrolled the PC that wrote it.
  case unknownDevice
  /// Written by a PC after it was taken out of the list.
  case revoked
  /// Signatures cannot be verified here: the program for it is missing.
  case unverifiable

  /// Nothing that arrives can make such a file good; only another copy of it can come. A person may give it up.
  public var isFinal: Bool {
    switch self {
    case .tooLarge, .damaged, .noHeader, .misnamed, .blankTrace, .unreadable: true
    case .unsealed, .farTick, .unsigned, .unknownDevice, .revoked, .unverifiable: false
    }
  }
}

/// A segment that was judged and found good.
public struct IncomingSegment: Hashable, Sendable {
  public let mark: SegmentMark
  /// The segment's own id; differs from the name's of a fork's tail.
  public let segment: Identifier
  public let edits: Int
  public let highestTick: UInt64
  /// What its last edit states as its time, for people; empty where it states none.
  public let latest: String

  /// Bytes above which a file is not even read.
  public static let largest = 64 << 20

  /// - Parameters:
  ///   - expected: where it lay; nil for a copy under a strange name, which is judged by its content alone.
  ///   - ceiling: the highest tick that is believed.
  public static func judge(
    _ bytes: [UInt8], expected: SegmentName?, ceiling: UInt64
  ) -> Result<IncomingSegment, SegmentRefusal> {
    guard bytes.count <= largest else { return .failure(.tooLarge) }
    return bytes.withUnsafeBytes { raw in
      var judged = JudgedSegment.judge(raw)
      // A file that ends within a line is one that is still on its way.
      guard judged.end == raw.count, !judged.lines.isEmpty else { return .failure(.unsealed) }
      judged.parse(raw)
      var latest = ""
      let scan = SegmentScan.scan(raw, judged, isOpen: false) { line, bytes in
        if let at = line.at { latest = at.string(in: bytes) }
      }
      guard scan.hasHeader, let segment = scan.segment, let device = scan.device, let office = scan.office else {
        return .failure(.noHeader)
      }
      guard scan.badLines.isEmpty else { return .failure(.damaged) }
      guard scan.isSealed, let root = scan.root, scan.edits > 0 else { return .failure(.unsealed) }
      guard scan.highestTick <= ceiling else { return .failure(.farTick) }
      guard scan.blanked == 0 || !scan.isTrace else { return .failure(.blankTrace) }
      let tail = SegmentPlace.forkName(segment, root: root)
      let id = expected?.id == tail ? tail : segment
      guard let name = SegmentName(office: office, device: device, id: id, isTrace: scan.isTrace) else {
        return .failure(.noHeader)
      }
      if let expected, expected != name { return .failure(.misnamed) }
      return .success(
        IncomingSegment(
          mark: SegmentMark(
            name: name, of: segment, root: root, previous: scan.previous ?? "", blanked: scan.blanked,
            bytes: bytes.count),
          segment: segment, edits: scan.edits, highestTick: scan.highestTick, latest: latest))
    }
  }
}
