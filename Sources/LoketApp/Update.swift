// One event, one step: the state changes, and what must happen outside comes back as effects.
import LoketModel
import LoketRegistry
import LoketWidgets

public func update(_ state: inout State, _ event: Event, _ world: World) -> [Effect] {
  state.now = world.now
  state.today = world.today
  state.timer = nil
  if state.tallies.day != state.today {
    state.tallies = Tallies(state.registry, office: state.session.office, day: state.today)
  }
  if state.visits.day != state.tallies.workDay { state.findVisits() }
  switch event {
  case .key(let key): return press(key, &state, world)
  case .resized(let size):
    state.size = size
    return []
  case .opened(let opened): return open(opened, &state, world)
  case .openFailed(let message):
    state.status = Status(.error, state.wording.text(message.forScreen))
    return hearAll(event, &state, world)
  case .saved(let ticket, let edits):
    state.session.isDiskFailing = false
    let made = edits.map(\.edit)
    let touched = TouchedRecords(made, state.registry)
    let before = DayFigures(state.registry, day: state.tallies.workDay ?? state.today, about: touched)
    state.apply(edits)
    state.session.sync.unsent += 1
    state.tallies.follow(touched, before: before, state.registry, office: state.session.office, today: state.today)
    followVisits(made, &state)
    state.queue.follow(made, in: state.registry)
    state.followUps.follow(made, in: state.registry)
    state.matches.follow(made, in: state.registry)
    state.likenesses.follow(made, in: state.registry)
    state.rounds.follow(made, in: state.registry)
    return step(&state, world, everyLayer: true) { $0.saved(ticket: ticket, &$1) }
  case .saveFailed(let ticket, let message):
    let effects = step(&state, world, everyLayer: true) { $0.saveFailed(ticket: ticket, &$1) }
    let reason = state.wording.text(message.forScreen)
    state.status = Status(.error, state.wording.text(.notSaved, ["reason": reason]))
    return effects
  case .changedElsewhere(let registry):
    state.take(registry)
    return hearAll(event, &state, world)
  case .erased(let erased):
    state.take(erased.registry)
    state.drafts = erased.drafts
    state.session.sheets = erased.sheets
    closeBeneathErasure(&state)
    return hearAll(.changedElsewhere(erased.registry), &state, world) + hearAll(event, &state, world)
  case .retentionFound, .erasurePlanned: return hearAll(event, &state, world)
  case .eraseFailed(let message):
    state.status = Status(.error, state.wording.text(message.forScreen))
    return hearAll(event, &state, world)
  case .trouble(let message):
    state.status = Status(.error, state.wording.text(message.forScreen))
    return []
  case .unwritable(let message):
    sayUnwritable(message, &state)
    return []
  case .draftNotKept(let id, let message):
    sayUnwritable(message, &state)
    state.unkeptDrafts.insert(id)
    return hearAll(event, &state, world)
  case .draftKept(let id):
    state.session.isDiskFailing = false
    state.unkeptDrafts.remove(id)
    return hearAll(event, &state, world)
  case .diskNearlyFull(let message):
    state.session.isDiskNearlyFull = true
    state.status = Status(.check, state.wording.text(message))
    return []
  case .idle: return lock(&state, world, isIdle: true)
  case .hangUp:
    state.isEnding = true
    return storeDrafts(&state, world, isDurable: true) + cover(&state, world) + [.quit]
  case .timer: return storeDrafts(&state, world, isDurable: false)
  case .clockSet:
    state.session.isClockSet = true
    return hearAll(event, &state, world)
  case .printed(let outcome):
    if outcome.isFiled { state.session.sheets.append(state.today) }
    state.status = Status(outcome.isGood ? .info : .error, outcome.text(state.wording))
    return hearAll(event, &state, world)
  case .printerKept(let printer):
    state.session.printer = printer
    return hearAll(event, &state, world)
  case .roundsFound(let board):
    guard state.rounds.take(board, in: state.registry) else { return [.findRounds] }
    return hearAll(event, &state, world)
  case .queueFound(let board):
    guard state.queue.take(board, in: state.registry) else {
      return [.findQueue(state.tallies.workDay ?? state.today)]
    }
    return hearAll(event, &state, world)
  case .followUpsFound(let board):
    guard state.followUps.take(board, in: state.registry) else { return [.findFollowUps(state.today)] }
    return hearAll(event, &state, world)
  case .matchesFound(let board):
    guard state.matches.take(board, in: state.registry) else { return [.findMatches(state.today)] }
    return hearAll(event, &state, world)
  case .likenessesFound(let pairs, let doubts):
    state.likenesses.take(pairs, doubts, in: state.registry)
    return hearAll(event, &state, world)
  case .roundKept(let round):
    state.session.round = round
    return hearAll(event, &state, world)
  case .backup(let standing):
    state.session.backup = standing
    return hearAll(event, &state, world)
  case .sync(let standing):
    state.session.sync = standing
    return hearAll(event, &state, world)
  case .backupRefused(let message):
    state.status = Status(.error, state.wording.text(message.forScreen))
    return []
  case .idleKept(let minutes):
    state.session.idleMinutes = minutes
    return hearAll(event, &state, world)
  case .pinChecked, .pinSet, .looksRead: return hearAll(event, &state, world)
  }
}

/// What lay open beneath an erasure is of the register as it was, and a form of it could hold a name that is gone: it closes,
/// and what was typed into it is among the drafts that are left. Beranda stays, and where the erasure is asked, and a lock.
private func closeBeneathErasure(_ state: inout State) {
  let first = state.layers.firstIndex { $0 is EraseScreen || $0 is SignInScreen } ?? state.layers.count
  if first > 1 { state.layers.removeSubrange(1..<first) }
}

/// The visits that a save touched, or all of them where it began another working day.
private func followVisits(_ edits: [Edit], _ state: inout State) {
  if state.visits.day != state.tallies.workDay {
    state.findVisits()
  } else {
    state.visits.follow(edits, in: state.registry)
  }
}

/// The whole sentence once; after that it stands in a few words among what waits.
private func sayUnwritable(_ message: Message, _ state: inout State) {
  if !state.session.isDiskFailing { state.status = Status(.error, state.wording.text(message.forScreen)) }
  state.session.isDiskFailing = true
}

private func hearAll(_ event: Event, _ state: inout State, _ world: World) -> [Effect] {
  step(&state, world, everyLayer: true) { $0.hear(event, &$1) }
}

/// A data folder was opened: Beranda lies lowest, and whoever works here signs in above it.
private func open(_ opened: Opened, _ state: inout State, _ world: World) -> [Effect] {
  state.session = opened.session
  state.take(opened.registry)
  state.wording = Wording(opened.session.language)
  state.drafts = opened.drafts
  state.worker = opened.session.account
  state.demoAccounts = opened.demoAccounts
  state.layers = [HomeScreen(), SignInScreen()]
  if opened.isClockDoubted { state.layers.append(TodayScreen(Context(state, world: world))) }
  let effects = step(&state, world) { $0.appear(&$1) }
  if !opened.notices.isEmpty {
    state.status = Status(.check, opened.notices.map { state.wording.text($0.forScreen) }.joined(separator: " "))
  }
  return effects
}

/// Idle minutes have passed, or somebody left the desk: everything stays where it is under the sign-in screen, and what was
/// typed is on the disk too, since nobody knows when that person comes back.
private func lock(_ state: inout State, _ world: World, isIdle: Bool) -> [Effect] {
  guard let login = state.session.account else { return [] }
  let effects = storeDrafts(&state, world, isDurable: true) + cover(&state, world)
  state.session.account = nil
  // The last message may name somebody.
  state.status = nil
  state.layers.append(SignInScreen(locked: login, isIdle: isIdle))
  return effects + step(&state, world) { $0.appear(&$1) }
}

private func press(_ key: Key, _ state: inout State, _ world: World) -> [Effect] {
  guard state.size.columns >= ScreenFrame.minimum.columns, state.size.rows >= ScreenFrame.minimum.rows else {
    return []
  }
  state.status = nil
  if let command = KeyTable.command(for: key) {
    return run(command, &state, world)
  }
  switch key {
  case .unknown: return []
  case .control:
    state.status = Status(.info, state.wording[.keyNotUsed])
    return []
  default: return step(&state, world) { $0.press(key, &$1) }
  }
}

private func run(_ command: Command, _ state: inout State, _ world: World) -> [Effect] {
  guard let top = state.layers.last else { return [] }
  let context = Context(state, world: world)
  if command == .lock, state.session.account != nil { return lock(&state, world, isIdle: false) }
  switch top.keys(context)[command] ?? .off(nil) {
  case .off(let why):
    state.status = Status(.info, why ?? state.wording[.keyOffHere])
    return []
  case .on, .named:
    // What somebody may do can have changed since the screen opened.
    if command == .save, let why = top.refusal(context) {
      state.status = Status(.info, why)
      return []
    }
    switch command {
    case .help:
      return step(&state, world) { screen, context in
        var keys = screen.keys(context)
        if context.session.account != nil { keys[.lock] = .on }
        context.open(HelpScreen(about: screen.helpTopic(context), keys: keys))
      }
    case .menu:
      return step(&state, world) { _, context in context.open(MenuScreen()) }
    default:
      return step(&state, world) { screen, context in screen.run(command, &context) }
    }
  }
}

extension Phrase {
  static let notSaved = Phrase("app.form.notSaved")
  static let keyNotUsed = Phrase("app.key.notUsed")
  static let keyOffHere = Phrase("app.key.offHere")
}
