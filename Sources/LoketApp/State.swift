// The whole program as one value.
import LoketModel
import LoketRegistry
import LoketWidgets

public struct State: Sendable {
  /// Replaced by `take(_:)` alone.
  public private(set) var registry = Registry()
  /// Of the registry as it is; brought up to date by `update`.
  var tallies = Tallies()
  /// People who look like one, once somebody asked.
  var likenesses = LikenessBoard()
  /// Visits at the desk on the working day, and what is left over of earlier ones.
  var visits = VisitBoard()
  /// Households by RT, once somebody asked.
  var rounds = BoardLook<RoundBoard>()
  /// The supervisor's queue, once somebody signed in.
  var queue = BoardLook<QueueBoard>()
  /// The calls that are due, once somebody signed in.
  var followUps = BoardLook<FollowUpBoard>()
  /// What matching asks of everybody, once somebody asked.
  var matches = BoardLook<MatchBoard>()
  public internal(set) var session: Session
  public internal(set) var wording: Wording
  /// Lowest first; the topmost hears the keys.
  public internal(set) var layers: [any Screen]
  public internal(set) var status: Status?
  public internal(set) var size: Size
  public internal(set) var glyphs: Glyphs
  public internal(set) var drafts: [Draft] = []
  /// Those of them that the disk did not take: they end with the program.
  var unkeptDrafts: Set<Identifier> = []
  public internal(set) var demoAccounts: [DemoAccount] = []
  /// Whose forms lie open: the person at the desk, or the one who locked the screen. Drafts are this person's.
  var worker: String?
  /// Names of places: those that are compiled in, or the table that was imported.
  public internal(set) var regions: Regions
  /// What F3 gives: the values of the form that was saved last, by field name.
  public internal(set) var previous: [String: String] = [:]
  public internal(set) var now: Timestamp
  public internal(set) var today: CalendarDate
  public internal(set) var nextTicket = 0
  /// Milliseconds until the loop shall send `.timer`; nil: it sleeps until a key.
  public internal(set) var timer: Int?
  public internal(set) var isEnding = false

  /// A program that has not opened any data yet.
  public init(
    session: Session, size: Size, glyphs: Glyphs, world: World, layers: [any Screen] = [],
    regions: Regions = .compiled
  ) {
    self.regions = regions
    self.session = session
    self.wording = Wording(session.language)
    self.layers = layers
    self.size = size
    self.glyphs = glyphs
    self.now = world.now
    self.today = world.today
  }
}

extension State {
  /// Where the sign-in lies over everything else, while nobody is signed in.
  var lock: Int? { session.account == nil ? layers.lastIndex { $0 is SignInScreen } : nil }

  /// The layers of which a frame may tell: beneath a lock, none.
  var openLayers: [any Screen] { session.account == nil ? layers.filter(\.opensToNobody) : layers }

  /// The saves of this program.
  mutating func apply(_ edits: [AppliedEdit]) {
    for edit in edits {
      registry.apply(edit.edit, at: edit.line, tick: edit.tick, stamp: edit.at, by: edit.by, device: edit.device)
    }
  }

  /// The one way by which another register takes the place of this one: what was found in the register that goes is
  /// thrown away or found anew in the same step.
  mutating func take(_ registry: Registry) {
    let isGrown = registry.isGrown(from: self.registry)
    self.registry = registry
    tallies = Tallies(registry, office: session.office, day: today)
    findVisits()
    if isGrown {
      // What was found stays on the screen until it is looked for again.
      if likenesses.search == .done { likenesses.search = .never }
      rounds.lookAgain()
      queue.lookAgain()
      followUps.lookAgain()
      matches.lookAgain()
    } else {
      // Rows of the register as it was before are no rows of this one.
      likenesses = LikenessBoard()
      rounds.forget()
      queue.forget()
      followUps.forget()
      matches.forget()
      previous = [:]
    }
  }

  mutating func findVisits() { visits = VisitBoard(registry, day: tallies.workDay ?? today) }

  /// The draft is saved as a record or thrown away.
  mutating func forget(draft id: Identifier) {
    drafts.removeAll { $0.id == id }
    unkeptDrafts.remove(id)
  }
}

extension State: Equatable {
  public static func == (left: State, right: State) -> Bool {
    left.session == right.session && left.status == right.status && left.size == right.size
      && left.glyphs == right.glyphs && left.drafts == right.drafts && left.unkeptDrafts == right.unkeptDrafts
      && left.demoAccounts == right.demoAccounts && left.worker == right.worker
      && left.now == right.now && left.today == right.today && left.nextTicket == right.nextTicket
      && left.timer == right.timer && left.previous == right.previous && left.isEnding == right.isEnding
      && left.wording == right.wording
      && left.layers.count == right.layers.count
      && zip(left.layers, right.layers).allSatisfy { $0.isEqual(to: $1) } && left.registry == right.registry
  }
}
