// Where segments lie on a carrier. A path that came from a carrier is only ever read; what is written is built from here.
import LoketJournal
import LoketModel

/// `loket1/<office>/<device>/<ab>/<segment>.jsonl`; the access trace beside it under `loket1/<office>/access/…`; a segment of
/// which edits were erased is `<segment>.e<count>.jsonl`. Many joined are `loket1/<office>/<device>/<pack>.pack.jsonl`.
public enum CarrierPath {
  /// The one folder of ours on a carrier.
  public static let top = "loket1"
  static let trace = "access"
  static let ending = ".jsonl"
  /// What is still being written, here and on the carriers of others.
  static let part = ".part"
  /// Beside a segment: who vouches for it.
  static let signature = ".sig"

  /// - Parameter copy: above 0 a further name for the same, read by its content.
  public static func path(of name: SegmentName, blanked: Int, copy: Int = 0) -> String {
    path(of: name, blanked: blanked, copy: copy, ending)
  }

  /// Where the signature over a segment lies, beside it.
  static func signature(over name: SegmentName, copy: Int) -> String {
    path(of: name, blanked: 0, copy: copy, signature)
  }

  /// `loket1/<office>/<device>/<pack>.pack.jsonl`, or the same under `access`.
  static func path(of pack: Pack) -> String {
    "\(top)/\(pack.office)/\(pack.isTrace ? "\(trace)/" : "")\(pack.device)/\(pack.name)\(Pack.ending)"
  }

  private static func path(of name: SegmentName, blanked: Int, copy: Int, _ ending: String) -> String {
    let id = name.id.description
    let middle = name.isTrace ? "\(trace)/\(name.device)" : name.device.description
    let erased = blanked > 0 ? ".e\(blanked)" : ""
    return "\(top)/\(name.office)/\(middle)/\(id.prefix(2))/\(id)\(erased)\(copy > 0 ? "-copy\(copy)" : "")\(ending)"
  }

  /// Whose segment, or segments, should lie there by its path; nil of any other file.
  public static func device(of path: String) -> Identifier? { (parse(path)?.name ?? pack(path))?.device }

  /// What a path below a carrier says of the segment that should lie there; nil of any other.
  static func parse(_ path: String, ending: String = ending) -> (name: SegmentName, blanked: Int)? {
    var parts = path.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 5 || parts.count == 6, parts[0] == top else { return nil }
    let isTrace = parts.count == 6
    if isTrace {
      guard parts[2] == trace else { return nil }
      parts.remove(at: 2)
    }
    guard let device = Identifier(parts[2]), parts[4].hasSuffix(ending), parts[4].hasPrefix(parts[3]) else {
      return nil
    }
    let stem = withoutCopy(parts[4].dropLast(ending.utf8.count)).split(
      separator: ".", omittingEmptySubsequences: false)
    guard let id = stem.first.flatMap({ Identifier($0) }),
      let name = SegmentName(office: String(parts[1]), device: device, id: id, isTrace: isTrace)
    else { return nil }
    if stem.count == 1 { return (name, 0) }
    guard stem.count == 2, !isTrace, stem[1].first == "e", let blanked = Int(stem[1].dropFirst()), blanked > 0 else {
      return nil
    }
    return (name, blanked)
  }

  /// What a path says of the pack that should lie there: the pack's name stands for the segment's; nil of any other.
  public static func pack(_ path: String) -> SegmentName? {
    let parts = path.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    let isTrace = parts.count == 5 && parts[2] == trace
    guard parts.count == (isTrace ? 5 : 4), parts[0] == top, let file = parts.last, file.hasSuffix(Pack.ending),
      let device = Identifier(parts[parts.count - 2]), let id = Identifier(file.dropLast(Pack.ending.utf8.count))
    else { return nil }
    return SegmentName(office: String(parts[1]), device: device, id: id, isTrace: isTrace)
  }

  /// Our own further names for one segment say what the first one says.
  private static func withoutCopy(_ stem: Substring) -> Substring {
    guard stem.dropLast().hasSuffix("-copy"), let digit = stem.last, digit.isNumber else { return stem }
    return stem.dropLast(6)
  }

  /// The office of a copy that a person or a program made (`x (1).jsonl`, `x.sync-conflict-….jsonl`): it lies among the
  /// segments of an office, and its content says the rest.
  static func office(ofCopy path: String) -> String? {
    let parts = path.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 2, parts[0] == top, parts[parts.count - 1].hasSuffix(ending) else { return nil }
    let office = String(parts[1])
    return office.utf8.count == 10 && office.utf8.allSatisfy { (0x30...0x39).contains($0) } ? office : nil
  }

  /// The offices of which segments lie among these files.
  public static func offices(in files: [CarrierFile]) -> Set<String> {
    Set(files.compactMap { (parse($0.path)?.name ?? pack($0.path))?.office })
  }

  /// A file that is still being written: ours, a browser's, another program's.
  static func isUnfinished(_ path: String) -> Bool {
    [part, ".tmp", ".crdownload", ".filepart"].contains { path.lowercased().hasSuffix($0) }
  }
}
