// What a carrier can do: a stick or a folder, later a network. The exchange knows no other way to reach one.
import LoketJournal
import LoketModel

/// One file below the carrier's own top folder.
public struct CarrierFile: Hashable, Sendable {
  /// As it lies there, from `loket1` on.
  public let path: String
  /// Bytes.
  public let size: Int
  /// Of a segment that lies in a pack.
  var part: CarrierPart?

  public init(path: String, size: Int) {
    self.path = path
    self.size = size
  }

  /// What it says of the segment that it should be; nil of any other file.
  var parsed: (name: SegmentName, blanked: Int)? { part.map { ($0.name, $0.blanked) } ?? CarrierPath.parse(path) }

  /// The file that a person finds there: of a segment in a pack, the pack.
  public var place: String { part?.pack ?? path }

  init(path: String, size: Int, part: CarrierPart) {
    self.init(path: path, size: size)
    self.part = part
  }
}

/// What the index of a pack says of a segment in it.
struct CarrierPart: Hashable, Sendable {
  /// The pack's path.
  let pack: String
  let name: SegmentName
  let blanked: Int
  let root: String
}

/// A file that is to be put.
public struct CarrierLoad: Hashable, Sendable {
  public let path: String
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A place that several PCs can reach, one after another or at once. Nothing there is ever replaced, and what stands there
/// under its whole name is whole.
public protocol Carrier: Sendable {
  /// How people know it: a path or an address, never a password.
  var title: String { get }
  /// Every file below `loket1/`, of whatever name; empty where nothing was ever put.
  func list() throws(CarrierProblem) -> [CarrierFile]
  /// The bytes of a file; a longer one than `limit` is `tooLarge`, and is not held in memory.
  func read(_ path: String, limit: Int) throws(CarrierProblem) -> [UInt8]
  /// The last bytes of a file, where they can be had without the others; nil where not.
  func tail(_ file: CarrierFile, length: Int) throws(CarrierProblem) -> [UInt8]?
  /// Bytes that may still be put; nil where nobody can say.
  func room() throws(CarrierProblem) -> UInt64?
  /// Puts a file: whole, read back and compared, or not at all. One of this name that holds the same is enough.
  func put(_ path: String, _ bytes: [UInt8]) throws(CarrierProblem)
  /// Files that are best moved in one go: 1 where nothing is gained by more.
  var together: Int { get }
  /// As `read`, for several: one answer for each, in their order.
  func read(_ paths: [String], limit: Int) throws(CarrierProblem) -> [Result<[UInt8], CarrierProblem>]
  /// As `tail`, for several.
  func tails(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?]
  /// The first bytes of files, where they can be had without the others; nil where not.
  func heads(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?]
  /// As `put`, for several: one answer for each, in their order.
  func put(_ files: [CarrierLoad]) throws(CarrierProblem) -> [Result<Void, CarrierProblem>]
  /// Takes away a form of a segment of which a later one was put and proven.
  func remove(_ path: String) throws(CarrierProblem)
  /// Everything that was put is on the carrier itself: it may be taken away.
  func settle() throws(CarrierProblem)
}

/// What is near takes one file after another.
extension Carrier {
  public var together: Int { 1 }

  public func read(_ paths: [String], limit: Int) throws(CarrierProblem) -> [Result<[UInt8], CarrierProblem>] {
    paths.map { path in Result { () throws(CarrierProblem) in try read(path, limit: limit) } }
  }

  public func tails(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?] {
    var tails: [[UInt8]?] = []
    for file in files { tails.append(try tail(file, length: length)) }
    return tails
  }

  public func heads(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?] { files.map { _ in nil } }

  public func put(_ files: [CarrierLoad]) throws(CarrierProblem) -> [Result<Void, CarrierProblem>] {
    files.map { file in Result { () throws(CarrierProblem) in try put(file.path, file.bytes) } }
  }

  /// Cuts a list into goes: `together` files at most, and not much more than so many bytes at once.
  func goes<Item>(_ items: [Item], size: (Item) -> Int) -> [ArraySlice<Item>] {
    var goes: [ArraySlice<Item>] = []
    var (first, bytes) = (0, 0)
    for (place, item) in items.enumerated() {
      let isFull = place - first >= together || bytes + size(item) > CarrierGo.bytes
      if isFull, place > first {
        goes.append(items[first..<place])
        (first, bytes) = (place, 0)
      }
      bytes += size(item)
    }
    if first < items.count { goes.append(items[first...]) }
    return goes
  }
}

enum CarrierGo {
  /// Bytes that are held in memory at once.
  static let bytes = 8 << 20
}
