// What an exchange beside the keys tells the loop, and how the loop tells it to stop.
import LoketApp
import LoketModel
import LoketSync
import Synchronization

enum SyncStep: Sendable {
  case compared(Inventory)
  case received(Inventory, Received)
  case offering(Inventory)
  case sent(Sent)
  case failed(any Error)
}

/// Raised by a key, seen between two files.
final class StopSign: Sendable {
  private let flag = Atomic<Bool>(false)
  var isRaised: Bool { flag.load(ordering: .relaxed) }
  func raise() { flag.store(true, ordering: .relaxed) }
}
