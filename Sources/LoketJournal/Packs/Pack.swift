// Many small segments in one file, byte for byte, behind a line that says where each lies: five years of an office are then a
// few hundred files and not ten thousand.
import LoketModel

/// `<pack>.pack.jsonl`: an index line, then the files of segments one after another. What the index says is where to look and
/// no more: each segment is judged as if it were a file of its own.
public struct Pack: Hashable, Sendable {
  /// One segment in a pack.
  public struct Part: Hashable, Sendable {
    public let segment: Identifier
    /// Its bytes in the file.
    public let place: Range<Int>
    /// Digest of its last edit, 64 hex digits.
    public let root: String
    /// Edits of which only the place is left.
    public let blanked: Int
  }

  /// Segments that make a full pack.
  public static let full = 64
  /// Bytes above which a segment stays a file of its own: joining such saves nothing.
  public static let largestPart = 256 << 10
  /// More than an index line is long.
  public static let longestIndex = 16 << 10
  public static let ending = ".pack.jsonl"
  /// Bytes above which no file is a pack.
  public static let largest = full * largestPart + longestIndex

  /// Ten digits of the village code.
  public let office: String
  public let device: Identifier
  public let isTrace: Bool
  public let parts: [Part]
  /// The hash of its index, so that a name has one content for ever.
  public let name: Identifier
  /// Bytes of the whole file.
  public var size: Int { parts.last?.place.upperBound ?? 0 }

  /// The names of the segments in it.
  public var segments: [SegmentName] {
    parts.compactMap { SegmentName(office: office, device: device, id: $0.segment, isTrace: isTrace) }
  }

  /// Joins whole files of one device.
  /// - Returns: the pack and the bytes of its file.
  static func join(
    _ members: [PackMember], device: Identifier, office: String, isTrace: Bool
  ) -> (pack: Pack, bytes: [UInt8])? {
    var text = "{\"pack\":1,\"device\":\"\(device)\",\"office\":\"\(office)\","
    text += (isTrace ? "\"trace\":true," : "") + "\"segments\":["
    text += members.map { "[\"\($0.segment)\",\($0.bytes.count),\($0.blanked),\"\($0.root)\"]" }.joined(separator: ",")
    var bytes = Array((text + "]").utf8)
    _ = Chain.close(&bytes, from: 0, after: nil)
    guard let pack = Pack(index: bytes) else { return nil }
    bytes.reserveCapacity(pack.size)
    for member in members { bytes += member.bytes }
    return (pack, bytes)
  }

  /// This pack without some of its segments; nil where none is left.
  /// - Parameter bytes: those of its file, as many as `size` says; the index in them may be damaged.
  public func rest(of bytes: [UInt8], without gone: Set<Identifier>) -> (pack: Pack, bytes: [UInt8])? {
    let kept = parts.filter { !gone.contains($0.segment) && $0.place.upperBound <= bytes.count }
    return Pack.join(
      kept.map { PackMember($0, Array(bytes[$0.place])) }, device: device, office: office, isTrace: isTrace)
  }

  /// Reads an index line.
  /// - Parameter bytes: from the start of the file; what follows the line does not matter.
  /// - Returns: nil where no whole index stands there whose hash agrees.
  public init?(index bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 0x0a), end < Pack.longestIndex else { return nil }
    let line = bytes[..<end]
    let stated = line.withUnsafeBytes { raw in
      Chain.statedHash(raw).flatMap { stated -> LineHash? in
        let body = UnsafeRawBufferPointer(rebasing: raw[..<(raw.count - Chain.tailLength)])
        return LineHash(Chain.digest(after: nil, body)) == stated ? stated : nil
      }
    }
    guard let name = stated?.identifier else { return nil }
    self.name = name
    var reader = IndexReader(line)
    guard reader.skip("{\"pack\":1,\"device\":\""), let device = reader.identifier(), reader.skip("\",\"office\":\""),
      let office = reader.text(10), ThisDevice.isOffice(office), reader.skip("\",")
    else { return nil }
    (self.device, self.office) = (device, office)
    isTrace = reader.skip("\"trace\":true,")
    guard reader.skip("\"segments\":[") else { return nil }
    var parts: [Part] = []
    var start = end + 1
    repeat {
      guard reader.skip("[\""), let segment = reader.identifier(), reader.skip("\","), let length = reader.number(),
        reader.skip(","), let blanked = reader.number(), reader.skip(",\""), let root = reader.text(64),
        SegmentSeal.isRoot(root), reader.skip("\"]"), length > 0
      else { return nil }
      parts.append(Part(segment: segment, place: start..<(start + length), root: root, blanked: blanked))
      start += length
    } while reader.skip(",")
    guard reader.skip("],\"hash\":\""), Set(parts.map(\.segment)).count == parts.count else { return nil }
    self.parts = parts
  }

  /// Whether a file of whatever name is a pack.
  public static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("{\"pack\":".utf8)) }

  /// The parts of a file whose index is damaged, by their own headers: a header is never inside a line.
  public static func scan(_ bytes: [UInt8]) -> [Part] {
    let mark = Array("{\"loket\":".utf8)
    var starts: [Int] = []
    var line = 0
    while line < bytes.count {
      if bytes[line...].starts(with: mark) { starts.append(line) }
      guard let end = bytes[line...].firstIndex(of: 0x0a) else { break }
      line = end + 1
    }
    return starts.indices.compactMap { index in
      let place = starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)
      guard case .success(let found) = IncomingSegment.judge(Array(bytes[place]), expected: nil, ceiling: .max) else {
        return nil
      }
      return Part(segment: found.segment, place: place, root: found.mark.root, blanked: found.mark.blanked)
    }
  }
}

/// A segment that is to be joined with others.
struct PackMember {
  let segment: Identifier
  let root: String
  let blanked: Int
  let bytes: [UInt8]

  /// Nil of what is not whole.
  init?(_ bytes: [UInt8], of name: SegmentName) {
    guard case .success(let found) = IncomingSegment.judge(bytes, expected: name, ceiling: .max) else { return nil }
    (segment, root, blanked, self.bytes) = (name.id, found.mark.root, found.mark.blanked, bytes)
  }

  /// What lies in a pack already, as its index has it.
  init(_ part: Pack.Part, _ bytes: [UInt8]) {
    (segment, root, blanked, self.bytes) = (part.segment, part.root, part.blanked, bytes)
  }
}

/// Reads the fixed shape of an index line.
private struct IndexReader {
  private let bytes: ArraySlice<UInt8>
  private var at: Int

  init(_ bytes: ArraySlice<UInt8>) { (self.bytes, at) = (bytes, bytes.startIndex) }

  mutating func skip(_ literal: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    guard bytes[at...].starts(with: wanted) else { return false }
    at += wanted.count
    return true
  }

  mutating func identifier() -> Identifier? {
    guard at + 32 <= bytes.endIndex else { return nil }
    defer { at += 32 }
    return bytes[at..<at + 32].withUnsafeBytes { Identifier(hex: $0) }
  }

  mutating func text(_ count: Int) -> String? {
    guard at + count <= bytes.endIndex else { return nil }
    defer { at += count }
    return String(decoding: bytes[at..<at + count], as: UTF8.self)
  }

  /// Up to nine digits.
  mutating func number() -> Int? {
    var (value, digits) = (0, 0)
    while at < bytes.endIndex, digits < 9, (0x30...0x39).contains(bytes[at]) {
      value = value * 10 + Int(bytes[at] - 0x30)
      (at, digits) = (at + 1, digits + 1)
    }
    return digits > 0 ? value : nil
  }
}
