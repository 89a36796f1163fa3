// The servers of the tests as the carriers that are tried on them.
import LoketModel
import ProcessSupport
import Synchronization

@testable import LoketSync

extension ApacheUnderTest {
  static let login = PlaceLogin(user: user, password: password)

  func carrier(
    _ login: PlaceLogin? = ApacheUnderTest.login, path: String = "",
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws -> WebDAVCarrier {
    try WebDAVCarrier(
      Carriers.address("dav://127.0.0.1:\(port)\(path)"), login: login, isStopped: isStopped)
  }
}

/// How often it was asked.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)
  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
