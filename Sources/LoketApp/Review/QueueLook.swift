// The queue as the state keeps it: gathered once beside the keys after somebody signed in, then save by save.
import LoketModel
import LoketRegistry

struct QueueLook: Equatable, Sendable {
  enum Search: Equatable, Sendable { case never, running, done }

  var search = Search.never
  private(set) var board = QueueBoard()
  /// Saves that came while all entries were gathered.
  private var missed: [Edit] = []

  mutating func take(_ board: QueueBoard, in registry: Registry) {
    self.board = board
    self.board.follow(missed, in: registry)
    missed = []
    search = .done
  }

  mutating func follow(_ edits: [Edit], in registry: Registry) {
    switch search {
    case .never: return
    case .running: missed += edits.filter { $0.on.kind == .entry || $0.on.kind == .approval }
    case .done: board.follow(edits, in: registry)
    }
  }
}

extension Context {
  /// Entries that wait for this person's review.
  var entriesToReview: Int { may(.reviewEntries) ? queue.board.counts[.waiting] ?? 0 : 0 }

  /// Entries of this person that came back, the oldest first.
  var returnedToMe: [QueueRow] { account.isEmpty ? [] : queue.board.returned(to: account, in: registry) }
}
