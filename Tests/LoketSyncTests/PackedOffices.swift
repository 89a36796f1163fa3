// Drawn offices whose segments lie joined in packs, as months of work leave them, and packs as broken disks and strange
// programs leave them.
import LoketModel

@testable import LoketJournal
@testable import LoketSync

/// What may have become of a pack.
enum PackHarm: CaseIterable {
  /// A byte of the index is another.
  case index
  case cut, longer
  /// A byte of a segment is another; what is no UTF-8 any more.
  case part, text
  /// It has the name of another, lies among the segments of another PC, or says that it is another office's.
  case renamed, device, office

  /// Whether segments of it still count.
  var isPack: Bool { self == .part || self == .text }
}

/// Segments of one device as a pack, whatever is in them.
struct DrawnPack {
  private let device: Identifier
  private let made: (pack: Pack, bytes: [UInt8])

  init?(_ members: [(id: Identifier, bytes: [UInt8])], device: Identifier, office: String) {
    let members = members.map { id, bytes in
      let judged = try? IncomingSegment.judge(bytes, expected: nil, ceiling: .max).get().mark
      let root = judged?.root ?? String(repeating: "0", count: 64)
      return PackMember(
        Pack.Part(segment: id, place: 0..<bytes.count, root: root, blanked: judged?.blanked ?? 0), bytes)
    }
    guard let made = Pack.join(members, device: device, office: office, isTrace: false) else { return nil }
    (self.device, self.made) = (device, made)
  }

  /// Its path below an office's folder and its bytes.
  func file(_ harm: PackHarm? = nil) -> (path: String, bytes: [UInt8]) {
    var (device, name, bytes) = (device, made.pack.name, made.bytes)
    let place = made.pack.parts[made.pack.parts.count / 2].place
    switch harm {
    case .index: bytes[120] ^= 1
    case .cut: bytes.removeLast(7)
    case .longer: bytes += Array("{}\n".utf8)
    case .part: bytes[(place.lowerBound + place.upperBound) / 2] ^= 1
    case .text: bytes[(place.lowerBound + place.upperBound) / 2] ^= 0x80
    case .renamed: name = Identifier(high: name.high, low: name.low ^ 1)
    case .device: device = Identifier(high: device.high, low: device.low ^ 8)
    case .office:
      let members = made.pack.parts.map { PackMember($0, Array(made.bytes[$0.place])) }
      if let other = Pack.join(members, device: device, office: "9999999999", isTrace: false) {
        (name, bytes) = (other.pack.name, other.bytes)
      }
    case nil: break
    }
    return ("\(device)/\(name)\(Pack.ending)", bytes)
  }
}

extension RandomOffice {
  /// The same files, of which most lie joined. Where `harm` is asked for some packs are broken, some segments lie there twice.
  func packed(seed: UInt64, harm: Bool) -> [String: [UInt8]] {
    var random = DrawnNumbers(state: seed)
    var found: [String: [UInt8]] = [:]
    var members: [Identifier: [(id: Identifier, bytes: [UInt8])]] = [:]
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      guard let name = CarrierPath.parse("\(CarrierPath.top)/\(path)")?.name, !random.one(in: 5),
        !(members[name.device] ?? []).contains(where: { $0.id == name.id })
      else {
        found[path] = bytes
        continue
      }
      members[name.device, default: []].append((name.id, bytes))
      if harm, random.one(in: 8) { found[path] = bytes }
    }
    for (device, members) in members.sorted(by: { $0.key < $1.key }) {
      guard let pack = DrawnPack(members, device: device, office: code) else { continue }
      let (path, bytes) = pack.file(harm && random.one(in: 3) ? PackHarm.allCases.randomElement(using: &random) : nil)
      found["\(code)/\(path)"] = bytes
      // What a power cut leaves between a new pack and the removal of the old one.
      if harm, random.one(in: 6), let other = DrawnPack(Array(members.dropFirst()), device: device, office: code) {
        found["\(code)/\(other.file().path)"] = other.file().bytes
      }
    }
    return found
  }
}
