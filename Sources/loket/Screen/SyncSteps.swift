// What an exchange beside the keys tells the loop, and how the loop tells it to stop.
import LoketApp
import LoketModel
import LoketSync
import Synchronization

enum SyncStep: Sendable {
  case compared(Inventory)
  case received(Inventory, Received)
  case offering(Inventory)
  /// What was put, how many halves lie there still, and why no more of it.
  case sent(Sent, unfinished: Int, (any Error)?)
  /// A folder that was looked at, or why it cannot be used; `probe` is the number of the look.
  case probed(String, probe: Int, Result<Bool, CarrierProblem>)
  case failed(any Error)
}

/// What came of the last look or exchange: it stands until the next one begins.
struct SyncOutcome {
  var place = ""
  var report: SyncState.Report?
  var problem: Message?
  var looked: SyncState.Look?
  /// The stick of the place is not mounted.
  var isUnmounted = false

  mutating func fail(_ error: any Error) {
    problem = SyncFailure.message(error)
    if case .notMounted? = error as? CarrierProblem { isUnmounted = true }
  }
}

/// Raised by a key, seen between two files.
final class StopSign: Sendable {
  private let flag = Atomic<Bool>(false)
  var isRaised: Bool { flag.load(ordering: .relaxed) }
  func raise() { flag.store(true, ordering: .relaxed) }
}
