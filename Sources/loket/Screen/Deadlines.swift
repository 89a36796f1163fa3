// When the loop must wake without a key. Nothing to wait for: it sleeps until a key.
import LoketApp

/// In milliseconds of the clock that never goes back.
struct Deadlines {
  enum Due: CaseIterable { case timer, idle, trace, look, print }

  /// A look or an unfinished trace line may wait this long for the disk.
  private static let traceDelay: Int64 = 5_000
  /// How soon to look again after a printing system that has said its last word.
  private static let lastWord: Int64 = 20
  /// How often a screen that only reads looks for new saves.
  private static let lookEvery: Int64 = 2_000

  private var at: [Due: Int64] = [:]
  private var lastKey = ProgramClock.milliseconds()

  mutating func keyPressed() { lastKey = ProgramClock.milliseconds() }

  /// Sets what is to come from the state after a step.
  mutating func plan(_ state: State, _ data: OpenData?, _ sheets: [SheetOnItsWay]) {
    let now = ProgramClock.milliseconds()
    set(.timer, state.timer.map { lastKey + Int64($0) })
    set(.idle, state.session.account == nil ? nil : lastKey + Int64(state.session.idleMinutes) * 60_000)
    set(.trace, data?.journal.hasUnflushedTrace == true ? at[.trace] ?? now + Self.traceDelay : nil)
    set(.print, sheets.map { $0.program.isDone ? now + Self.lastWord : $0.deadline }.min())
    set(.look, data?.journal.isReadOnly == true ? at[.look] ?? now + Self.lookEvery : nil)
  }

  /// Until the first of them; nil: until a key.
  var milliseconds: Int? {
    at.values.min().map { max(0, Int($0 - ProgramClock.milliseconds())) }
  }

  /// Those whose time has come; each is planned anew.
  mutating func takeDue() -> [Due] {
    let now = ProgramClock.milliseconds()
    let due = Due.allCases.filter { at[$0].map { $0 <= now } ?? false }
    for name in due { at[name] = nil }
    return due
  }

  private mutating func set(_ due: Due, _ moment: Int64?) { at[due] = moment }
}
