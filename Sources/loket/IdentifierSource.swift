// Fresh identifiers for those who may not draw them themselves.
import LoketJournal
import LoketModel
import Synchronization

/// A class, because all who hold it draw from one pool.
final class IdentifierSource: Sendable {
  private let pool = Mutex(Randomness())
  func next() -> Identifier { pool.withLock { $0.identifier() } }
}
