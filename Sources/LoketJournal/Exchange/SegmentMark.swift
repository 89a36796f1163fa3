// What two places compare of a sealed segment, so that each learns what the other lacks.
import LoketModel

/// Where a sealed segment belongs. Built from what a file says of itself, never from a name that came from elsewhere.
public struct SegmentName: Hashable, Sendable {
  /// Ten digits of the village code.
  public let office: String
  public let device: Identifier
  /// The file's id: the segment's, or of a fork's tail the one made from segment and root.
  public let id: Identifier
  public let isTrace: Bool

  public init?(office: String, device: Identifier, id: Identifier, isTrace: Bool) {
    guard ThisDevice.isOffice(office) else { return nil }
    self.office = office
    self.device = device
    self.id = id
    self.isTrace = isTrace
  }
}

/// One sealed segment as an inventory has it: two with the same mark hold the same.
public struct SegmentMark: Hashable, Sendable {
  public let name: SegmentName
  /// The segment's own id; differs from the name's of a fork's tail.
  public let segment: Identifier
  /// Digest of the last edit, 64 hex digits.
  public let root: String
  /// Edits of which only the place is left.
  public let blanked: Int
  /// Bytes of the file.
  public let bytes: Int
  /// The root of the segment that it follows, which its own root vouches for; empty of a first one and of the trace.
  public let previous: String
  /// The hashes of those that no erase record lists: a form in which they stand in full is as welcome as a new segment, and
  /// this one is better than none.
  public let unlisted: Set<Identifier>
  public var isDoubted: Bool { !unlisted.isEmpty }

  public init(
    name: SegmentName, of segment: Identifier? = nil, root: String, previous: String, blanked: Int, bytes: Int,
    unlisted: Set<Identifier> = []
  ) {
    self.segment = segment ?? name.id
    self.name = name
    self.root = root
    self.previous = previous
    self.unlisted = unlisted
    self.blanked = blanked
    self.bytes = bytes
  }
}

extension SegmentMark {
  /// Where what belongs to this content alone lies, if its segment has two.
  public var tailName: SegmentName {
    SegmentName(
      office: name.office, device: name.device, id: SegmentPlace.forkName(segment, root: root), isTrace: name.isTrace)
      ?? name
  }
}

/// The last line of a sealed file, read without the rest.
public enum SegmentSeal {
  /// More than a seal is long.
  public static let length = 256

  /// The root that the end of a file states; nil where no seal stands there.
  /// - Parameter tail: the last bytes of the file.
  public static func root(in tail: [UInt8]) -> String? {
    guard tail.last == 0x0a else { return nil }
    let body = tail.dropLast()
    let start = (body.lastIndex(of: 0x0a) ?? body.startIndex - 1) + 1
    let mark = Array("\"root\":\"".utf8)
    guard start < body.endIndex, body[start...].starts(with: Array("{\"end\":".utf8)),
      let place = body[start...].firstRange(of: mark)?.upperBound, place + 64 <= body.endIndex
    else { return nil }
    let root = String(decoding: body[place..<place + 64], as: UTF8.self)
    return isRoot(root) ? root : nil
  }

  /// SHA-256 of a text, 64 hex digits.
  public static func digest(of text: String) -> String { SHA256.digest(Array(text.utf8)).description }

  static func isRoot(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
