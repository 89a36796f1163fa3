// Two thousand entries of one day in the supervisor's queue: each key to its finished frame, a decision with its save's way
// back into the state.
import Glibc
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry
import LoketWidgets

struct QueueKeys {
  private static let entries = 2_000

  private var state: State
  private let world: World
  private var lines = 0
  private let segment = Identifier(high: 0x10, low: 0x10)
  private let device = Identifier(high: 1, low: 1)
  /// Gathering the queue, beside the keys.
  private var gathering = Durations()

  init(_ registry: Registry, office: String) {
    var registry = registry
    var clerk = SavingClerk(registry)
    let now = clerk.now
    for _ in 0..<QueueKeys.entries {
      let tick = registry.highestTick + 1
      for edit in clerk.next().edits {
        lines += 1
        registry.apply(
          edit, at: LineRef(segment: segment, n: lines), tick: tick, stamp: now, by: "petugas1", device: device)
      }
    }
    world = World(now: now, today: now.date, newIdentifier: { Randomness.identifier() })
    let session = Session(office: office, deviceID: device, deviceLabel: "PC 1")
    state = State(session: session, size: Size(columns: 80, rows: 24), glyphs: .unicode, world: world)
    _ = update(&state, .opened(Opened(registry: registry, session: session)), world)
    registry = Registry()
    hear(update(&state, .pinChecked(login: MeasuredOffice.login, .right), world))
  }

  /// Effects answered as the program does it, the disk left out.
  private mutating func hear(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .findQueue(let day):
        var board = QueueBoard()
        gathering.add(Stopwatch.span { board = QueueBoard(state.registry, day: day) })
        hear(update(&state, .queueFound(board), world))
      case .findLikenesses: hear(update(&state, .likenessesFound([], []), world))
      case .save(let ticket, let save):
        let tick = state.registry.highestTick + 1
        let applied = save.edits.map { edit in
          lines += 1
          return AppliedEdit(
            line: LineRef(segment: segment, n: lines), tick: tick, at: world.now, by: save.by, device: device,
            edit: edit)
        }
        hear(update(&state, .saved(ticket: ticket, applied), world))
      default: continue
      }
    }
  }

  private mutating func press(_ keys: [Key]) -> Durations {
    var durations = Durations()
    for key in keys {
      durations.add(
        Stopwatch.span {
          hear(update(&state, .key(key), world))
          _ = render(state)
        })
    }
    return durations
  }

  mutating func figures() -> [Figure] {
    let opening = press([.function(10), .character("7")])
    var filtering = press([.right, .right, .right, .left, .left, .left])
    for choice in ["5", "6", "7", "8"] {
      filtering.add(press([.function(4), .character(Character(choice)), .escape]))
    }
    var searching = Durations()
    for word in ["siti", "33760", "jl melati", "nur", "an", "zzz"] {
      searching.add(press(word.map { .character($0) } + word.map { _ in .backspace }))
    }
    var moving = press((0..<60).map { _ in .pageDown } + (0..<60).map { _ in .down } + [.home])
    // What is plain is approved in the list, what must be looked at on its page; then taken back.
    var deciding = Durations()
    for _ in 0..<40 { deciding.add(press([.enter, .function(2)])) }
    _ = press([.escape, .escape])
    let undoing = press([.function(8)])
    moving.add(press([.end, .home]))
    let most: Figure.Goal = .atMost(2)
    return [
      .time("queue of 2000 entries, gathered beside the keys", .milliseconds, gathering.median),
      .time("key to frame, queue opened, worst", .milliseconds, opening.percentile(1), most),
      .time("key to frame, queue, moving, p99", .milliseconds, moving.worstOfHundred, most),
      .time("key to frame, queue, filters, worst", .milliseconds, filtering.percentile(1), most),
      .time("key to frame, queue, search inside, worst", .milliseconds, searching.percentile(1), most),
      .time("key to frame, entry opened and approved, p99", .milliseconds, deciding.worstOfHundred, most),
      .time("key to frame, decision taken back", .milliseconds, undoing.percentile(1), most),
    ]
  }
}
