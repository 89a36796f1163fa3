// 128 random bits at a time, from the kernel.
import CGlibc
import LoketModel

/// Ids and salts from `getrandom`, drawn in blocks because an import asks for hundreds of thousands.
public struct Randomness: Sendable {
  private var pool: [UInt64] = []

  public init() {}

  public mutating func word() -> UInt64 {
    if pool.isEmpty {
      pool = [UInt64](repeating: 0, count: 64)
      let ok = pool.withUnsafeMutableBytes { loket_random($0.baseAddress, $0.count) }
      // getrandom fails only on kernels older than any that runs this program; the generator of Swift reads the same source.
      if ok != 0 { for index in pool.indices { pool[index] = UInt64.random(in: .min ... .max) } }
    }
    return pool.removeLast()
  }

  public mutating func identifier() -> Identifier { Identifier(high: word(), low: word()) }

  /// A fresh id, for one that is needed now and then.
  public static func identifier() -> Identifier {
    var source = Randomness()
    return source.identifier()
  }
}
