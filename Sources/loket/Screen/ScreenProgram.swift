// The loop of the screen: what happens becomes an event, the event a new state, the state a frame.
import Glibc
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry
import LoketTerminal
import LoketWidgets

/// A class, because it owns the terminal and the open data folder until the end.
final class ScreenProgram {
  let surroundings: Surroundings
  /// The PC's own, that of `--clock`, or one that a person set right.
  var clock: ProgramClock
  let terminal: Terminal
  let log = ScreenLog()
  let identifiers = IdentifierSource()
  private(set) var state: State
  /// Nil until a folder was opened: the five questions come first.
  var data: OpenData?
  /// Gone when the program ends.
  var demo: DemoFolder?
  var isEnding = false
  /// The terminal is gone, or the system told the program to end: nobody waits for anything more.
  private(set) var isCutOff = false
  /// Drafts that the disk did not take.
  var unkeptDrafts: Set<Identifier> = []
  /// Sheets that the printing system has not yet answered for.
  var sheets: [SheetOnItsWay] = []
  /// When a daily backup was last begun, in milliseconds of the clock that never goes back.
  var backupBegun: Int64?
  /// The exchange with other PCs that is under way.
  var syncing: SyncUnderWay?
  var syncOutcome = SyncOutcome()
  /// How many looks at a folder have begun.
  var probes = 0
  private var deadlines = Deadlines()
  private var repeated = RepeatedKey()
  /// What is worked out beside the keys.
  let background = BackgroundWork()

  init(_ surroundings: Surroundings, _ terminal: Terminal) {
    self.surroundings = surroundings
    self.terminal = terminal
    clock = surroundings.clock
    let identifiers = identifiers
    let now = clock.now()
    let world = World(now: now, today: now.date, newIdentifier: { identifiers.next() })
    let session = Session(
      office: "", deviceID: Identifier(high: 0, low: 0), deviceLabel: "", language: surroundings.wording.language,
      isClockSet: clock.isSet)
    state = State(
      session: session, size: terminal.size, glyphs: terminal.glyphs, world: world,
      layers: [SetUpScreen(surroundings.wording)], regions: RegionFile.table(in: surroundings.folder))
  }

  /// Runs until somebody leaves, the terminal is gone or the program is told to end.
  func run() {
    draw()
    while !isEnding {
      deadlines.plan(state, data, sheets)
      let speaking = sheets.map(\.program).filter { !$0.isDone }.map(\.output)
      let events = terminal.waitForInput(timeout: deadlines.milliseconds, others: speaking + background.descriptors)
      for event in events { hear(event) }
      if events.isEmpty { timePassed() }
      if !sheets.isEmpty { for event in printed() { handle(event) } }
      backUpWhereDue()
      if !isEnding { draw() }
    }
  }

  /// Seals, writes the cache and gives the folder back. What could not be finished is said; the next start finishes it.
  func close() -> [Notice] {
    finishPrinting()
    var notices: [Notice] = []
    leave { notices = data?.journal.close(saving: data?.journal.isReadOnly == true ? nil : state.registry) ?? [] }
    data = nil
    demo = nil
    return notices
  }

  /// One step and all that follows from it.
  func handle(_ event: Event, isBurst: Bool = false, isRepeat: Bool = false) {
    var waiting = [event][...]
    while let next = waiting.popFirst() {
      let now = clock.now()
      let identifiers = identifiers
      let world = World(
        now: now, today: now.date, newIdentifier: { identifiers.next() }, isBurst: isBurst, isRepeat: isRepeat)
      for effect in update(&state, next, world) { waiting += carryOut(effect) }
    }
  }

  private func hear(_ event: TerminalEvent) {
    switch event {
    case .keys(let keys):
      deadlines.keyPressed()
      for (place, key) in keys.enumerated() where !isEnding {
        let isRepeat = repeated.take(key, at: ProgramClock.milliseconds())
        handle(.key(key), isBurst: place + 1 < keys.count, isRepeat: isRepeat)
      }
    case .resized(let size): handle(.resized(size))
    case .terminate, .hangUp:
      isCutOff = true
      handle(.hangUp)
    case .readable(let descriptor) where background.descriptors.contains(descriptor):
      for event in background.takeEvents() { handle(event) }
      for event in synced() { handle(event) }
    case .resumed, .readable: break
    }
  }

  private func timePassed() {
    for due in deadlines.takeDue() {
      switch due {
      case .timer: handle(.timer)
      case .idle: handle(.idle)
      case .trace: flushTrace()
      case .look: lookForOthers()
      // The loop asks after each wait.
      case .print: break
      }
    }
  }

  private func flushTrace() {
    do { try data?.journal.flush() } catch { handle(trouble(error)) }
  }

  /// The second screen: what the first one saved since.
  private func lookForOthers() {
    guard let data, data.journal.isReadOnly else { return }
    var registry = state.registry
    do {
      if try data.journal.refresh(into: &registry) { handle(.changedElsewhere(registry)) }
    } catch {
      handle(.trouble(brief(error.message)))
    }
  }

  private func draw() { terminal.draw(render(state)) }
}
