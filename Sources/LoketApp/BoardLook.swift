// What is gathered once beside the keys and then kept up to date save by save: the households by RT, the supervisor's
// queue, the calls that are due, who could be sent to a vacancy.
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

extension FollowUpBoard: FollowingBoard {
  static var followed: Set<RecordKind> {
    FollowUpBoard.visitKinds.union([.person, .placement, .enrolment, .followUp, .pair])
  }
}

extension MatchBoard: FollowingBoard {
  static var followed: Set<RecordKind> {
    [.person, .household, .enrolment, .certificate, .placement, .hubSeat, .workHub, .pair, .loss]
  }
}

struct BoardLook<Board: FollowingBoard>: Equatable, Sendable {
  enum Search: Equatable, Sendable {
    case never, running, done
    /// What is being gathered is of a register that is gone: it is dropped when it comes, and asked for again.
    case outdated
  }

  var search = Search.never
  private(set) var board = Board()
  /// Saves that came while the whole register was looked through.
  private var missed: [Edit] = []

  init() {}

  /// - Returns: whether it is of this register; if not, it is running again and must be asked for.
  mutating func take(_ board: Board, in registry: Registry) -> Bool {
    guard search != .outdated else {
      search = .running
      return false
    }
    self.board = board
    self.board.follow(missed, in: registry)
    missed = []
    search = .done
    return true
  }

  /// Something was saved elsewhere: whoever asks next has it gathered anew, and until then this stays.
  mutating func lookAgain() { if search != .outdated { search = .never } }

  /// The register is another one: the rows of the board are no rows of it.
  mutating func forget() {
    (board, missed) = (Board(), [])
    search = search == .running || search == .outdated ? .outdated : .never
  }

  mutating func follow(_ edits: [Edit], in registry: Registry) {
    switch search {
    case .never, .outdated: return
    case .running: missed += edits.filter { Board.followed.contains($0.on.kind) }
    case .done: board.follow(edits, in: registry)
    }
  }
}
