// A folder on which only PCs of the office can read: the same files under `loket1/to-<readers>/`, each sealed, its length in its name.
// To the exchange it looks like any other carrier.
import Glibc
import LoketJournal
import LoketModel
import Synchronization

/// A class, because what a listing found is needed until the exchange ends.
public final class SealedCarrier: Carrier {
  public let title: String
  private let inner: any Carrier
  private let sealing: any Sealing
  private let own: Identifier
  private let recipients: [String]
  /// The folder of those who can read.
  private let readers: String
  /// Where each file lies, and how many bytes it has when it is open, by the name that the exchange knows.
  private let places = Mutex<[String: Place]>([:])
  /// What is here already: of older readers' folders that is of no use.
  private let held: Set<String>
  /// What lies in a pack of this name, where that is known.
  private let knownPack: @Sendable (Identifier) -> Pack?

  private struct Place {
    let path: String
    let isSealed: Bool
  }

  /// - Parameters:
  ///   - recipients: every PC that shall read, this one among them.
  ///   - held: what this PC has. Where it lies only in the folder of fewer readers, it is put again for all of them.
  public init(
    _ inner: any Carrier, sealing: any Sealing, as own: Identifier, to recipients: Set<String>, held: [SegmentMark],
    knownPack: @escaping @Sendable (Identifier) -> Pack? = { _ in nil }
  ) {
    self.knownPack = knownPack
    (title, self.inner, self.sealing, self.own) = (inner.title, inner, sealing, own)
    self.recipients = recipients.sorted()
    readers = "\(SealedCarrier.mark)\(SegmentSeal.digest(of: self.recipients.joined(separator: "\n")).prefix(16))"
    self.held = Set(held.filter { !$0.isDoubted }.map { CarrierPath.path(of: $0.name, blanked: $0.blanked) })
  }

  static let mark = "to-"
  private static let ending = ".age"
  /// A sealed file is longer than what is in it.
  private static let overhead = 1 << 16

  // MARK: Reading

  public func list() throws(CarrierProblem) -> [CarrierFile] {
    var found: [String: (file: CarrierFile, place: Place, rank: Int)] = [:]
    for file in try inner.list() {
      let known = plain(file)
      // This office's readers first, then what lies open, then what was for others.
      let rank = known == nil ? 1 : known?.readers == readers ? 2 : 0
      let shown = known?.file ?? file
      if rank == 0, isHeld(shown.path) { continue }
      if let other = found[shown.path], other.rank >= rank { continue }
      found[shown.path] = (shown, Place(path: file.path, isSealed: known != nil), rank)
    }
    places.withLock { $0 = found.mapValues(\.place) }
    return found.values.map(\.file)
  }

  private func isHeld(_ path: String) -> Bool {
    guard let pack = CarrierPath.pack(path).flatMap({ knownPack($0.id) }) else { return held.contains(path) }
    return zip(pack.segments, pack.parts).allSatisfy { held.contains(CarrierPath.path(of: $0, blanked: $1.blanked)) }
  }

  /// `loket1/to-<readers>/<rest>.<length>.age` as `loket1/<rest>`; nil of a file that is not sealed.
  private func plain(_ file: CarrierFile) -> (file: CarrierFile, readers: String)? {
    let parts = file.path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].lowercased().hasPrefix(SealedCarrier.mark),
      parts[2].hasSuffix(SealedCarrier.ending)
    else { return nil }
    let rest = parts[2].dropLast(SealedCarrier.ending.utf8.count)
    guard let dot = rest.lastIndex(of: "."), let length = Int(rest[rest.index(after: dot)...]), length >= 0 else {
      return nil
    }
    return (CarrierFile(path: "\(CarrierPath.top)/\(rest[..<dot])", size: length), String(parts[1]))
  }

  public func read(_ path: String, limit: Int) throws(CarrierProblem) -> [UInt8] {
    let place = places.withLock { $0[path] }
    guard let place else { throw .failed(path, code: ENOENT) }
    guard place.isSealed else { return try inner.read(place.path, limit: limit) }
    let sealed = try inner.read(place.path, limit: limit + limit / 64 + SealedCarrier.overhead)
    guard let bytes = try sealing.open(sealed, as: own, limit: limit) else { throw .failed(path, code: EBADMSG) }
    return bytes
  }

  /// Of what is sealed the end cannot be had alone.
  public func tail(_ file: CarrierFile, length: Int) throws(CarrierProblem) -> [UInt8]? {
    guard let place = places.withLock({ $0[file.path] }), !place.isSealed else { return nil }
    return try inner.tail(CarrierFile(path: place.path, size: file.size), length: length)
  }

  public func room() throws(CarrierProblem) -> UInt64? { try inner.room() }

  // MARK: Writing

  /// What was sealed counts only when this PC could open it again.
  public func put(_ path: String, _ bytes: [UInt8]) throws(CarrierProblem) {
    let target =
      "\(CarrierPath.top)/\(readers)/\(path.dropFirst(CarrierPath.top.utf8.count + 1)).\(bytes.count)"
      + SealedCarrier.ending
    let sealed = try sealing.seal(bytes, to: recipients)
    guard try sealing.open(sealed, as: own, limit: bytes.count) == bytes else { throw .differs(title) }
    do {
      try inner.put(target, sealed)
    } catch {
      // The same was sealed before, into other bytes.
      guard case .occupied = error else { throw error }
      let there = try inner.read(target, limit: sealed.count + SealedCarrier.overhead)
      guard try sealing.open(there, as: own, limit: bytes.count) == bytes else { throw error }
    }
  }

  public func remove(_ path: String) throws(CarrierProblem) {
    try inner.remove(places.withLock { $0[path] }?.path ?? path)
  }

  public func settle() throws(CarrierProblem) { try inner.settle() }
}
