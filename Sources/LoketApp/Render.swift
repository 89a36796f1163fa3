// The whole state as one frame: the layers from the topmost full screen upwards, and the frame around them.
import LoketModel
import LoketRegistry
import LoketWidgets

public func render(_ state: State) -> Frame {
  let context = Context(state, world: nil)
  let top = state.layers.last
  var screen = ScreenFrame(
    path: [context.word(.appName)] + state.openLayers.map { $0.title(context) }.filter { !$0.isEmpty },
    situation: situation(state),
    message: state.status.map { ScreenFrame.Message($0.level, $0.text) },
    waiting: state.session.account == nil ? "" : Waiting.text(context),
    hint: top?.hint(context) ?? "",
    keys: KeyTable(words: KeyWords.all(state.wording), available: top?.keys(context) ?? [:]),
    tooSmall: context.text(
      .terminalTooSmall,
      ["columns": String(state.size.columns), "rows": String(state.size.rows)]))
  screen.isAlarm = state.session.isDiskFailing
  return screen.frame(size: state.size, glyphs: state.glyphs) { frame in
    let body = ScreenFrame.body(of: state.size)
    let area = Area(top: body.lowerBound, height: body.count, columns: state.size.columns)
    let lowest = state.layers.lastIndex { !$0.isOverlay } ?? 0
    for layer in state.layers.dropFirst(lowest) {
      frame.cursor = nil
      layer.render(into: &frame, area, context)
    }
  }
}

/// Office, PC, account, whether nothing can be saved here, and day; the day in words of doubt when somebody set it.
private func situation(_ state: State) -> [String] {
  let office =
    state.registry.office(state.session.office)?.name ?? Lookups.villageName(state.session.office, state.regions)
  var day = state.today.display
  if state.session.isClockSet { day += " " + state.wording[.clockIsSet] }
  return [
    state.session.isDemo ? state.wording[.demoMark] : "", office, state.session.deviceLabel,
    state.session.account ?? "", state.session.isReadOnly ? state.wording[.readOnlyMark] : "", day,
  ]
  .filter { !$0.isEmpty }
}

/// What each command is called, one row a command.
enum KeyWords {
  private static let rows: [(Command, Phrase)] = [
    (.help, Phrase("key.help")), (.save, Phrase("key.save")), (.ditto, Phrase("key.ditto")),
    (.pick, Phrase("key.pick")), (.find, Phrase("key.find")), (.new, Phrase("key.new")),
    (.actions, Phrase("key.actions")), (.undo, Phrase("key.undo")), (.back, Phrase("key.back")),
    (.menu, Phrase("key.menu")), (.lock, Phrase("key.lock")),
  ]

  static func all(_ wording: Wording) -> [Command: String] {
    Dictionary(uniqueKeysWithValues: rows.map { ($0.0, wording[$0.1]) })
  }
}

extension Phrase {
  static let appName = Phrase("app.name")
  static let terminalTooSmall = Phrase("app.tooSmall")
  static let clockIsSet = Phrase("app.clockIsSet")
  static let readOnlyMark = Phrase("app.readOnlyMark")
  static let demoMark = Phrase("app.demo")
}
