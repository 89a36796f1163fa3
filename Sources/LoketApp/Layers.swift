// The stack of layers: how a step of one screen becomes moves of the stack, and how drafts follow from what is typed.
import LoketModel
import LoketRegistry
import LoketWidgets

/// Milliseconds without a key after which what was typed is written to its draft.
private let draftDelay = 1_000

/// Lets the topmost screen (or each one, lowest first) carry out `body`, then moves the stack as it asked.
func step(
  _ state: inout State, _ world: World, everyLayer: Bool = false,
  _ body: (inout any Screen, inout Context) -> Void
) -> [Effect] {
  var effects: [Effect] = []
  let indices = everyLayer ? Array(state.layers.indices) : state.layers.indices.suffix(1).map { $0 }
  for index in indices where index < state.layers.count {
    effects += act(on: index, &state, world, body)
  }
  return effects + noteDrafts(&state, world)
}

/// One screen's step, and all that follows from its moves.
private func act(
  on index: Int, _ state: inout State, _ world: World, _ body: (inout any Screen, inout Context) -> Void
) -> [Effect] {
  var context = Context(state, world: world)
  var screen = state.layers[index]
  body(&screen, &context)
  state.layers[index] = screen
  guard let lock = state.lock, index < lock else { return settle(context, &state, world) }
  // What hears something beneath the lock moves the stack beneath it, and says nothing on the locked screen.
  let above = Array(state.layers[lock...])
  state.layers.removeSubrange(lock...)
  let status = state.status
  let effects = settle(context, &state, world)
  state.status = status
  state.layers += above
  return effects
}

/// Takes from the context what the step left there.
private func settle(_ context: Context, _ state: inout State, _ world: World) -> [Effect] {
  state.nextTicket = context.ticket
  if let status = context.status { state.status = status }
  if let timer = context.timer { state.timer = timer }
  if let account = context.signedIn {
    state.session.account = account
    state.session.lastAccount = account ?? state.session.lastAccount
  }
  if let values = context.remembered { state.previous.merge(values) { $1 } }
  if let showsAll = context.roundShowsAll { state.session.round.showsAll = showsAll }
  for id in context.forgottenDrafts { state.forget(draft: id) }
  var effects = context.effects
  if effects.contains(where: { if case .findQueue = $0 { true } else { false } }) { state.queue.search = .running }
  if effects.contains(where: { if case .findFollowUps = $0 { true } else { false } }) {
    state.followUps.search = .running
  }
  if effects.contains(where: { if case .findMatches = $0 { true } else { false } }) { state.matches.search = .running }
  if effects.contains(.findRounds) { state.rounds.search = .running }
  if effects.contains(.findLikenesses) { state.likenesses.search = .running }
  if context.keepsDraft { effects += storeDrafts(&state, world, isDurable: context.keepsDraftDurably) }
  if context.roundShowsAll != nil {
    for index in state.layers.indices {
      let round = state.session.round
      effects += act(on: index, &state, world) { $0.hear(.roundKept(round), &$1) }
    }
  }
  for move in context.moves { effects += carryOut(move, &state, world) }
  // Not before: what makes room is the draft of whoever typed it.
  if let account = context.signedIn { state.worker = account }
  if let text = context.searchAtHome, state.layers.count == 1 {
    effects += act(on: 0, &state, world) { $0.press(.paste(text), &$1) }
  }
  return effects
}

private func carryOut(_ move: Context.Move, _ state: inout State, _ world: World) -> [Effect] {
  if let why = refusal(of: move, state, world) {
    state.status = Status(.info, why)
    return []
  }
  switch move {
  case .open(let screen):
    var effects = cover(&state, world)
    // Sinkron lies open once: what was opened from it, and holds nothing typed, makes room.
    if screen is SyncScreen, let known = state.layers.lastIndex(where: { $0 is SyncScreen }),
      state.layers[(known + 1)...].allSatisfy({ $0 is RosterScreen || $0 is RefusedScreen })
    {
      state.layers.removeSubrange((known + 1)...)
      effects += appear(&state, world)
      return effects
    }
    state.layers.append(screen)
    return effects + appear(&state, world)
  case .replace(let screen):
    let effects = cover(&state, world)
    if !state.layers.isEmpty { state.layers.removeLast() }
    state.layers.append(screen)
    return effects + appear(&state, world)
  case .close(let answer):
    guard state.layers.count > 1 else { return [] }
    var effects = cover(&state, world)
    state.layers.removeLast()
    let top = state.layers.count - 1
    if let answer { effects += act(on: top, &state, world) { $0.receive(answer, &$1) } }
    // An answer may itself have opened or closed layers; only a screen that is on top again appears.
    if state.layers.count - 1 == top { effects += appear(&state, world) }
    return effects
  case .home(let screen):
    let effects = storeDrafts(&state, world, isDurable: false) + cover(&state, world)
    if state.layers.count > 1 { state.layers.removeLast(state.layers.count - 1) }
    if let screen { state.layers.append(screen) }
    return effects + appear(&state, world)
  }
}

/// Why a move of the stack is not for the moment at which nobody is signed in: nothing opens then but what is there to sign
/// in, and the sign-in does not go away. Every way to a screen leads through here.
private func refusal(of move: Context.Move, _ state: State, _ world: World) -> String? {
  guard let why = Context(state, world: world).whyNobody else { return nil }
  switch move {
  case .open(let screen), .replace(let screen): return screen.opensToNobody ? nil : why
  case .home(let screen): return screen?.opensToNobody == true ? nil : why
  case .close: return state.layers.last is SignInScreen ? why : nil
  }
}

/// The topmost layer finishes what it traces, before something else has its place.
func cover(_ state: inout State, _ world: World) -> [Effect] {
  guard !state.layers.isEmpty else { return [] }
  return act(on: state.layers.count - 1, &state, world) { $0.cover(&$1) }
}

private func appear(_ state: inout State, _ world: World) -> [Effect] {
  act(on: state.layers.count - 1, &state, world) { $0.appear(&$1) }
}

/// Drafts of every layer that differ from what is stored, lowest first.
func storeDrafts(_ state: inout State, _ world: World, isDurable: Bool) -> [Effect] {
  let context = Context(state, world: world)
  var effects: [Effect] = []
  for layer in state.layers {
    guard var draft = layer.draft(context) else { continue }
    draft.by = state.worker ?? draft.by
    if let index = state.drafts.firstIndex(where: { $0.id == draft.id }) {
      // Whoever opens the draft of another goes on with it, and gives it back.
      if !state.drafts[index].by.isEmpty { draft.by = state.drafts[index].by }
      if state.drafts[index].hasSameContent(as: draft), !isDurable, !state.unkeptDrafts.contains(draft.id) { continue }
      state.drafts[index] = draft
    } else {
      state.drafts.append(draft)
    }
    effects.append(.storeDraft(draft, isDurable: isDurable))
  }
  // A parked form that the disk did not take tries again with every other one.
  let held = Set(state.layers.compactMap(\.draftID))
  for draft in state.drafts where state.unkeptDrafts.contains(draft.id) && !held.contains(draft.id) {
    effects.append(.storeDraft(draft, isDurable: true))
  }
  return effects
}

/// Asks for the timer while something typed is not yet in its draft.
private func noteDrafts(_ state: inout State, _ world: World) -> [Effect] {
  let context = Context(state, world: world)
  for layer in state.layers {
    guard let draft = layer.draft(context) else { continue }
    if !state.drafts.contains(where: { $0.id == draft.id && $0.hasSameContent(as: draft) }) {
      state.timer = min(state.timer ?? draftDelay, draftDelay)
      break
    }
  }
  return []
}
