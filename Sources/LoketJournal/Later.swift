// A value that is worked out on the second core while this one goes on.
import Dispatch

/// Unchecked: the value is written once before the semaphore and read once after it.
public final class Later<Value: Sendable>: @unchecked Sendable {
  private var value: Value
  private let ready = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - none: what the value is before it is known; nobody sees it.
  ///   - isApart: false where it is worked out here and now.
  public init(_ none: Value, isApart: Bool = true, _ work: @escaping @Sendable () -> Value) {
    value = none
    guard isApart else {
      value = work()
      ready.signal()
      return
    }
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      value = work()
      ready.signal()
    }
  }

  /// The value, as soon as it is known. Called once.
  public func wait() -> Value {
    ready.wait()
    return value
  }
}
