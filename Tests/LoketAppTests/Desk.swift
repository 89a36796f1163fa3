// A desk without a disk: presses keys, carries out effects in memory, and shows what a person would see.
import LoketModel
import LoketRegistry
import LoketWidgets
import Synchronization

@testable import LoketApp

/// Counts instead of drawing random bits, so that every run gives the same ids.
final class CountingIdentifiers: Sendable {
  private let next: Mutex<UInt64>

  init(from first: UInt64 = 1) { next = Mutex(first) }

  func take() -> Identifier {
    next.withLock { value in
      defer { value += 1 }
      return Identifier(high: 0, low: value)
    }
  }
}

struct Desk {
  var state: State
  /// Every effect since the start, in order.
  private(set) var effects: [Effect] = []
  private(set) var drafts: [Identifier: Draft] = [:]
  private(set) var saves: [Save] = []
  private(set) var pins: [String: String] = [:]
  /// Sheets that went to the printer or a file.
  private(set) var prints: [Printout] = []
  private(set) var catalogues: [Catalogue] = []
  /// The access trace of this PC.
  private(set) var traces: [TraceEntry] = []
  /// What becomes of the next ones; nil: what was asked for.
  var printOutcome: PrintOutcome?
  var now = Timestamp("2026-11-22T09:00:00+07:00")!
  /// Keys pressed so far.
  private(set) var keys = 0
  /// The next save fails with this.
  var failure: Message?
  /// The next PIN cannot be looked at, because of this.
  var pinFailure: Message?
  /// What comes of the next PINs that are wrong: the seconds to wait.
  var pinDelays: [Int] = []
  /// Whether a PIN that somebody else set must be changed at the first sign-in.
  var asksForNewPIN = false
  private var givenPINs: Set<String> = []
  /// No draft can be written, because of this.
  var draftFailure: Message?
  private var unkept: Set<Identifier> = []
  /// Keys are delivered as one burst.
  var isBurst = false
  /// Each key comes as one that is held down.
  var isRepeat = false
  /// What is found where a folder is looked at before it is asked about.
  var placeProblem: Message?
  var placeIsSealed = false
  private let identifiers = CountingIdentifiers()
  private static let segment = Identifier(high: 9, low: 9)
  static let device = Identifier(high: 7, low: 7)
  private var lines = 0
  /// Every edit since the start, as the journal would hold it.
  var journal: [AppliedEdit] = []

  init(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) {
    let session = Session(office: "", deviceID: Desk.device, deviceLabel: "", language: language)
    state = State(
      session: session, size: Size(columns: columns, rows: rows), glyphs: .unicode, world: Desk.world(now, identifiers))
    state.layers = [SetUpScreen(state.wording)]
  }

  /// A desk, in Mintaragen unless another village is named, with the supervisor `lurah`, signed in.
  static func open(
    language: Language = .indonesian, columns: Int = 80, rows: Int = 24, account: String = "lurah",
    office: String = "3376021005", named name: String = "Mintaragen"
  ) -> Desk {
    var desk = Desk(language: language, columns: columns, rows: rows)
    desk.send(
      .setUp(SetUp(office: office, officeName: name, device: "PC 1", supervisor: account, pin: "246810")))
    desk.type("246810")
    desk.press(.enter)
    return desk
  }

  private static func world(
    _ now: Timestamp, _ identifiers: CountingIdentifiers, isBurst: Bool = false, isRepeat: Bool = false
  )
    -> World
  {
    World(
      now: now, today: now.date, newIdentifier: { identifiers.take() }, isBurst: isBurst, isRepeat: isRepeat)
  }

  // MARK: Hands

  mutating func press(_ keys: Key...) {
    for key in keys {
      self.keys += 1
      happen(.key(key))
    }
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  mutating func happen(_ event: Event) {
    let asked = update(&state, event, Desk.world(now, identifiers, isBurst: isBurst, isRepeat: isRepeat))
    effects += asked
    for effect in asked { send(effect) }
  }

  /// Carries one effect out as the runtime would.
  mutating func send(_ effect: Effect) {
    switch effect {
    case .save(let ticket, let save):
      if let failure {
        self.failure = nil
        happen(.saveFailed(ticket: ticket, failure))
        return
      }
      saves.append(save)
      happen(.saved(ticket: ticket, apply(save)))
    case .storeDraft(let draft, _): store(draft)
    case .removeDraft(let id): drafts[id] = nil
    case .checkPIN(let login, let pin):
      if let pinFailure {
        self.pinFailure = nil
        happen(.pinChecked(login: login, .unavailable(pinFailure)))
        return
      }
      happen(.pinChecked(login: login, answer(login, pin)))
    case .setPIN(let login, let pin):
      pins[login] = pin
      givenPINs.insert(login)
      happen(.pinSet(login: login))
    case .changePIN(let login, let old, let new):
      guard pins[login] == old else { return happen(.pinChecked(login: login, answer(login, old))) }
      pins[login] = new
      givenPINs.remove(login)
      happen(.pinSet(login: login))
    case .keepIdle(let minutes): happen(.idleKept(minutes: minutes))
    case .setUp(let answers): setUp(answers)
    case .setDay(let day):
      now = Timestamp("\(day.iso)T09:00:00+07:00") ?? now
      happen(.clockSet)
    case .print(let printout):
      prints.append(printout)
      if let line = printout.trace { note(line) }
      happen(.printed(printOutcome ?? (printout.isFileOnly ? .filed(path: "print/\(printout.file).txt") : .sent)))
    case .keepPrinter(let printer): happen(.printerKept(printer))
    case .findQueue(let day): happen(.queueFound(QueueBoard(state.registry, day: day)))
    case .findFollowUps(let day): happen(.followUpsFound(FollowUpBoard(state.registry, day: day)))
    case .findMatches(let day): happen(.matchesFound(MatchBoard(state.registry, day: day)))
    case .findRounds: happen(.roundsFound(RoundBoard(state.registry)))
    case .findLikenesses: happen(.likenessesFound(state.registry.likeRecords(), state.registry.householdDoubts()))
    case .keepRound(let round): happen(.roundKept(round))
    case .trace(let line): note(line)
    case .readLooks(let question):
      var book = LookBook(question)
      for entry in traces { book.take(entry) }
      book.settle()
      happen(.looksRead(question, book))
    case .planErasure(let targets): happen(.erasurePlanned(targets, state.registry.erasurePlan(of: targets)))
    case .erase(let order): erase(order)
    case .findRetention(let day): happen(.retentionFound(state.registry.retentionProposals(on: day)))
    case .listBreach: happen(.printed(.filed(path: "print/daftar-warga.csv")))
    case .keepCatalogue(let catalogue, let line):
      note(line)
      catalogues.append(catalogue)
      happen(.printed(.filed(path: "print/katalog.html")))
    case .keepCopy: happen(.printed(.filed(path: "print/salinan-data.json")))
    case .sync(.probe(let place)): probe(place)
    case .openDemo, .quit, .backup, .sync: return
    }
  }

  private mutating func probe(_ place: String) {
    var standing = state.session.sync
    (standing.lastPlace, standing.report, standing.problem, standing.looked) = (place, nil, placeProblem, nil)
    if placeProblem == nil { standing.looked = SyncState.Look(place: place, isSealed: placeIsSealed) }
    happen(.sync(standing))
  }

  private mutating func note(_ line: TraceLine) {
    traces.append(
      TraceEntry(
        at: now.text, by: line.by, act: line.act.rawValue, on: line.on, count: line.count, kind: line.kind?.rawValue,
        device: Desk.device))
  }

  private mutating func answer(_ login: String, _ pin: String) -> PINAnswer {
    guard let kept = pins[login] else { return .notSetHere }
    guard kept == pin else { return .wrong(waitSeconds: pinDelays.isEmpty ? 0 : pinDelays.removeFirst()) }
    return asksForNewPIN && givenPINs.contains(login) ? .rightToChange : .right
  }

  private mutating func store(_ draft: Draft) {
    if let draftFailure {
      unkept.insert(draft.id)
      return happen(.draftNotKept(draft.id, draftFailure))
    }
    drafts[draft.id] = draft
    if unkept.remove(draft.id) != nil { happen(.draftKept(draft.id)) }
  }

  private mutating func setUp(_ answers: SetUp) {
    pins[answers.supervisor] = answers.pin
    var registry = Registry()
    for edit in apply(answers.save(deviceID: Desk.device, letter: "A")) {
      registry.apply(edit.edit, at: edit.line, tick: edit.tick, stamp: edit.at, by: edit.by, device: edit.device)
    }
    let session = Session(
      office: answers.office, deviceID: Desk.device, deviceLabel: answers.device, language: state.session.language)
    happen(.opened(Opened(registry: registry, session: session)))
  }

  private mutating func apply(_ save: Save) -> [AppliedEdit] {
    let tick = state.registry.highestTick + 1
    return save.edits.map { edit in
      lines += 1
      let applied = AppliedEdit(
        line: LineRef(segment: Desk.segment, n: lines), tick: tick, at: now, by: save.by, device: Desk.device,
        edit: edit)
      journal.append(applied)
      return applied
    }
  }

  /// As the journal would: the lines of the plan say nothing any more, and what others say is said again.
  private mutating func erase(_ order: EraseOrder) {
    let plan = state.registry.erasurePlan(of: order.targets)
    let records = plan.records.map { FieldChange("records/" + $0.description, "yes") }
    let saves =
      plan.restated.map { Save(by: $0.by, edits: [$0.edit]) }
      + [
        Save(
          by: order.by,
          edits: [
            Edit(on: order.record, set: order.set + [FieldChange("device", Desk.device.description)] + records)
          ])
      ]
    for save in saves { _ = apply(save) }
    let gone = Set(plan.lines)
    var registry = Registry()
    for edit in journal where !gone.contains(edit.line) {
      registry.apply(edit.edit, at: edit.line, tick: edit.tick, stamp: edit.at, by: edit.by, device: edit.device)
    }
    var outcome = ErasureOutcome()
    (outcome.lines, outcome.segments) = (plan.lines.count, 1)
    happen(
      .erased(Erased(record: order.record, registry: registry, drafts: [], sheets: [], outcome: outcome)))
  }

  /// Another screen saves these edits.
  mutating func save(_ edits: [Edit]) { send(.save(ticket: -1, Save(by: "lurah", edits: edits))) }

  /// Lays a screen on top, as another screen would open it.
  mutating func open(_ screen: some Screen) { open(any: screen) }
  mutating func open(any screen: any Screen) { state.layers.append(screen) }

  /// The program starts anew on what was saved and drafted.
  func startedAnew() -> Desk {
    var desk = self
    let drafts = self.drafts.values.sorted { $0.id < $1.id }
    var session = state.session
    session.account = nil
    desk.happen(.opened(Opened(registry: state.registry, session: session, drafts: drafts)))
    return desk
  }

  // MARK: Eyes

  var frame: Frame { render(state) }
  var screen: String {
    let frame = frame
    return (0..<frame.size.rows).map { frame.text(row: $0).trimmedEnd }.joined(separator: "\n")
  }
  func sees(_ text: String) -> Bool { screen.contains(text) }
}

extension String {
  var trimmedEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
