// 128 random bits at a time, from the kernel.
import CGlibc
import LoketModel

/// Ids and salts from `getrandom`, drawn in blocks because an import asks for hundreds of thousands.
public struct Randomness: Sendable {
  private var pool: [UInt64] = []
  private let system: any FileSystem

  public init(_ system: any FileSystem = PosixFiles()) { self.system = system }

  public mutating func word() -> UInt64 {
    if pool.isEmpty { pool = system.randomWords(64) }
    return pool.removeLast()
  }

  public mutating func identifier() -> Identifier { Identifier(high: word(), low: word()) }

  /// A fresh id, for one that is needed now and then.
  public static func identifier(_ system: any FileSystem = PosixFiles()) -> Identifier {
    var source = Randomness(system)
    return source.identifier()
  }
}

extension FileSystem {
  public func randomWords(_ count: Int) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: count)
    let ok = words.withUnsafeMutableBytes { loket_random($0.baseAddress, $0.count) }
    // getrandom fails only on kernels older than any that runs this program; the generator of Swift reads the same source.
    if ok != 0 { for index in words.indices { words[index] = UInt64.random(in: .min ... .max) } }
    return words
  }
}
