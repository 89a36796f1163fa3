// What is gathered once beside the keys and then kept up to date save by save: the households by RT, the supervisor's queue.
import LoketModel
import LoketRegistry

/// Something that a walk over the whole register makes, and that each save changes a little.
protocol FollowingBoard: Equatable, Sendable {
  init()
  /// The kinds of record whose edits it looks at.
  static var followed: Set<RecordKind> { get }
  mutating func follow(_ edits: [Edit], in registry: Registry)
}

extension RoundBoard: FollowingBoard {
  static var followed: Set<RecordKind> { [.household, .fieldVisit] }
}

extension QueueBoard: FollowingBoard {
  static var followed: Set<RecordKind> { [.entry, .approval] }
}

struct BoardLook<Board: FollowingBoard>: Equatable, Sendable {
  enum Search: Equatable, Sendable { case never, running, done }

  var search = Search.never
  private(set) var board = Board()
  /// Saves that came while the whole register was looked through.
  private var missed: [Edit] = []

  init() {}

  mutating func take(_ board: Board, in registry: Registry) {
    self.board = board
    self.board.follow(missed, in: registry)
    missed = []
    search = .done
  }

  mutating func follow(_ edits: [Edit], in registry: Registry) {
    switch search {
    case .never: return
    case .running: missed += edits.filter { Board.followed.contains($0.on.kind) }
    case .done: board.follow(edits, in: registry)
    }
  }
}
