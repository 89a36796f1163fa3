// What a carrier can do: a stick or a folder, later a network. The exchange knows no other way to reach one.
import LoketJournal
import LoketModel

/// One file below the carrier's own top folder.
public struct CarrierFile: Hashable, Sendable {
  /// As it lies there, from `loket1` on.
  public let path: String
  /// Bytes.
  public let size: Int

  public init(path: String, size: Int) {
    self.path = path
    self.size = size
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
  /// Takes away a form of a segment of which a later one was put and proven.
  func remove(_ path: String) throws(CarrierProblem)
  /// Everything that was put is on the carrier itself: it may be taken away.
  func settle() throws(CarrierProblem)
}
