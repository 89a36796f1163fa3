// What a screen may see while it reads a key or draws, and where it leaves what it wants done.
import LoketModel
import LoketRegistry
import LoketWidgets

/// Line 22: what, why, what to do.
public struct Status: Equatable, Sendable {
  public var level: MessageLevel
  public var text: String
  public init(_ level: MessageLevel, _ text: String) {
    self.level = level
    self.text = text
  }
}

public struct Context: Sendable {
  public let registry: Registry
  let tallies: Tallies
  let likenesses: LikenessBoard
  let rounds: BoardLook<RoundBoard>
  let visits: VisitBoard
  let queue: BoardLook<QueueBoard>
  let followUps: BoardLook<FollowUpBoard>
  let matches: BoardLook<MatchBoard>
  public let session: Session
  public let wording: Wording
  public let drafts: [Draft]
  public let now: Timestamp
  public let today: CalendarDate
  public let size: Size
  public let demoAccounts: [DemoAccount]
  public let regions: Regions
  /// Present while an event is carried out, absent while a frame is drawn.
  let world: World?
  /// What F3 gives: the values of the form that was saved last, by field name.
  let previous: [String: String]
  /// Drafts that no open form holds.
  let openDrafts: [Draft]
  /// Drafts that stand on no disk.
  let unkeptDrafts: Set<Identifier>

  /// What happens to the stack of layers after the event, in order.
  enum Move {
    case open(any Screen)
    case close(Answer?)
    /// Close all layers down to the lowest (Beranda), then open this one, if any.
    case home(then: (any Screen)?)
    case replace(any Screen)
  }

  private(set) var effects: [Effect] = []
  private(set) var moves: [Move] = []
  private(set) var status: Status?
  private(set) var ticket: Int
  /// Milliseconds after which the screen wants `Event.timer` when no key comes.
  private(set) var timer: Int?
  /// A field was left: what was typed so far goes to the draft.
  private(set) var keepsDraft = false
  private(set) var keepsDraftDurably = false
  private(set) var forgottenDrafts: [Identifier] = []
  private(set) var signedIn: String??
  private(set) var remembered: [String: String]?
  private(set) var searchAtHome: String?
  /// Lists show all RT, or those of this PC alone, from now on.
  private(set) var roundShowsAll: Bool?
  /// More keys wait behind this one.
  var isBurst: Bool { world?.isBurst ?? false }
  /// The key is held down, or came again before anybody could have read what it opened.
  var isRepeat: Bool { world?.isRepeat ?? false }
  /// Nothing was said yet in this step.
  var isSilent: Bool { status == nil }

  var account: String { session.account ?? "" }
  /// The day that is saved with what is entered now: today, or the next one once today is closed.
  var workDay: CalendarDate { tallies.workDay ?? today }

  init(_ state: State, world: World?) {
    registry = state.registry
    tallies = state.tallies
    likenesses = state.likenesses
    rounds = state.rounds
    visits = state.visits
    queue = state.queue
    followUps = state.followUps
    matches = state.matches
    session = state.session
    wording = state.wording
    drafts = state.drafts
    now = state.now
    today = state.today
    size = state.size
    demoAccounts = state.demoAccounts
    regions = state.regions
    ticket = state.nextTicket
    unkeptDrafts = state.unkeptDrafts
    previous = state.previous
    let held = Set(state.layers.compactMap(\.draftID))
    openDrafts = state.drafts.filter { !held.contains($0.id) }
    self.world = world
  }

  /// Drafts that this person typed.
  var ownDrafts: [Draft] { openDrafts.filter { $0.by == account || $0.by.isEmpty } }

  /// A draft belongs to whoever typed it: the others see that it is there.
  func mayOpen(_ draft: Draft) -> Bool { draft.by == account || draft.by.isEmpty || may(.openOthersDrafts) }

  // MARK: Words

  public func word(_ phrase: Phrase) -> String { wording[phrase] }
  public func text(_ phrase: Phrase, _ arguments: [String: String]) -> String { wording.text(phrase, arguments) }
  var language: Language { wording.language }

  // MARK: What a screen asks for

  public mutating func say(_ level: MessageLevel, _ text: String) { status = Status(level, text) }
  public mutating func say(_ level: MessageLevel, _ phrase: Phrase, _ arguments: [String: String] = [:]) {
    status = Status(level, wording.text(phrase, arguments))
  }
  public mutating func ask(for effect: Effect) { effects.append(effect) }
  public mutating func open(_ screen: some Screen) { open(any: screen) }
  mutating func open(any screen: any Screen) {
    if admits(screen) { moves.append(.open(screen)) }
  }
  /// A screen that is not for this person stays closed, and says why.
  private mutating func admits(_ screen: any Screen) -> Bool {
    guard let why = screen.refusal(self) else { return true }
    say(.info, why)
    return false
  }
  public mutating func close(_ answer: Answer? = nil) { moves.append(.close(answer)) }
  public mutating func replace(with screen: some Screen) { moves.append(.replace(screen)) }
  mutating func replace(any screen: any Screen) { moves.append(.replace(screen)) }
  public mutating func goHome() { moves.append(.home(then: nil)) }
  mutating func goHome(then screen: any Screen) { moves.append(.home(then: admits(screen) ? screen : nil)) }
  /// Home, with this text typed into its search.
  mutating func goHome(searching text: String) {
    moves.append(.home(then: nil))
    searchAtHome = text
  }
  public mutating func wake(afterMilliseconds milliseconds: Int) { timer = milliseconds }

  /// Writes the drafts of all layers; `durably` before a question that could lose one.
  public mutating func keepDraft(durably: Bool = false) {
    keepsDraft = true
    keepsDraftDurably = keepsDraftDurably || durably
  }
  /// A form was put aside; where the disk does not take drafts it says so instead.
  mutating func sayParked() {
    if unkeptDrafts.isEmpty { say(.info, .parked) } else { say(.error, .parkedUnkept) }
  }
  /// The draft is saved as a record or thrown away by the user.
  public mutating func forgetDraft(_ id: Identifier) {
    forgottenDrafts.append(id)
    effects.append(.removeDraft(id: id))
  }
  /// Keeps these values for F3 in the next form.
  mutating func remember(_ values: [String: String]) { remembered = values }
  /// Asks once for the households by RT; `.roundsFound` brings them.
  mutating func findRounds() {
    if rounds.search == .never, !effects.contains(.findRounds) { effects.append(.findRounds) }
  }

  /// Asks once for the pairs of the whole register; `.likenessesFound` brings them.
  mutating func findLikenesses() {
    if likenesses.search == .never, !effects.contains(.findLikenesses) { effects.append(.findLikenesses) }
  }
  /// Asks once for the queue of the working day; `.queueFound` brings it.
  mutating func findQueue() {
    let effect = Effect.findQueue(workDay)
    guard queue.search != .running, queue.search != .outdated, !effects.contains(effect),
      queue.search == .never || queue.board.day != workDay
    else { return }
    effects.append(effect)
  }
  /// Asks once for the calls of today; `.followUpsFound` brings them.
  mutating func findFollowUps() {
    let effect = Effect.findFollowUps(today)
    guard may(.readParticipants), followUps.search != .running, followUps.search != .outdated,
      !effects.contains(effect), followUps.search == .never || followUps.board.day != today
    else { return }
    effects.append(effect)
  }
  /// Asks once for what matching asks of everybody today; `.matchesFound` brings it.
  mutating func findMatches() {
    let effect = Effect.findMatches(today)
    guard matches.search != .running, matches.search != .outdated, !effects.contains(effect),
      matches.search == .never || matches.board.day != today
    else { return }
    effects.append(effect)
  }
  mutating func toggleRound() { roundShowsAll = !session.round.showsAll }
  public mutating func signIn(_ login: String) { signedIn = .some(login) }
  public mutating func signOut() { signedIn = .some(nil) }

  /// Asks for one durable save and gives its ticket back: `.saved` or `.saveFailed` will carry it.
  public mutating func save(_ edits: [Edit]) -> Int {
    ticket += 1
    effects.append(.save(ticket: ticket, Save(by: account, edits: edits + Visits.known(edits, self))))
    return ticket
  }

  /// A fresh identifier. Only while an event is carried out; a frame never makes one.
  public func newIdentifier() -> Identifier { world?.newIdentifier() ?? Identifier(high: 0, low: 0) }

  /// The entry of the supervisor's queue that says what this save was.
  func entry(_ action: String, about subject: RecordRef, reason: String? = nil, summary: String? = nil) -> Edit {
    var set = [
      FieldChange("day", workDay.iso), FieldChange("action", action), FieldChange("subject", subject.description),
    ]
    if let summary { set.append(FieldChange("summary", summary)) }
    if let reason { set.append(FieldChange("reason", reason)) }
    if let visit = Visits.served(self), action != "settings" { set.append(FieldChange("visit", visit.id)) }
    return Edit(on: RecordRef(.entry, newIdentifier()), set: set)
  }

  mutating func trace(_ act: TraceLine.Act, _ record: RecordRef, count: Int = 1, kind: LookKind? = nil) {
    guard session.account != nil else { return }
    effects.append(.trace(TraceLine(act, on: record, count: count, kind: kind, by: account)))
  }

  /// A finished search: its kind and what it found, never its words. One that found one record alone was a look at it.
  mutating func traceSearch(_ text: String, _ hits: [SearchHit], in list: String) {
    let only = hits.count == 1 ? hits.first?.record : nil
    trace(.searched, only ?? .list(list), count: hits.count, kind: LookKind(search: text, field: hits.first?.why))
  }
}
