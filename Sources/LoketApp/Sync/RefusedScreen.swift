// The files that are not believed, by PC and reason.
import LoketModel
import LoketWidgets

/// The files that are not believed: what each is, why it waits, and who does what.
struct RefusedScreen: Screen {
  private var pager: TextPager

  init(_ context: Context) {
    pager = TextPager(title: context.word(.syncRefusedTitle), text: RefusedScreen.text(context))
  }

  /// One paragraph for each PC and reason: how many files, what is to be done, then their names.
  private static func text(_ context: Context) -> String {
    var groups: [(whose: Identifier?, reason: Phrase, files: [SyncState.Refused])] = []
    for refused in context.session.sync.refused {
      if let place = groups.firstIndex(where: { $0.whose == refused.device && $0.reason == refused.reason }) {
        groups[place].files.append(refused)
      } else {
        groups.append((refused.device, refused.reason, [refused]))
      }
    }
    return groups.map { group in
      let whose = group.whose.map { SyncWords.name(of: $0, context) } ?? context.word(.syncRefusedUnnamed)
      let head = context.text(.syncRefusedFrom, ["device": whose, "count": String(group.files.count)])
      let names = group.files.map { context.text(.syncRefusedFile, ["file": $0.path, "place": $0.place]) }
      return ([head, context.word(group.reason)] + names).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  func title(_ context: Context) -> String { context.word(.syncRefusedTitle) }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .back: .on, .menu: .on] }
  func hint(_ context: Context) -> String { context.word(.syncRefusedHint) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.sync")) }

  mutating func press(_ key: Key, _ context: inout Context) {
    let area = ScreenFrame.body(of: context.size)
    _ = pager.press(key, width: context.size.columns - 2, height: area.count - 1)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    pager.draw(into: &frame, row: area.top + 1, column: 1, width: area.columns - 2, height: area.height - 1)
  }
}

extension Phrase {
  static let syncRefusedFrom = Phrase("app.sync.refusedFrom")
  static let syncRefusedFile = Phrase("app.sync.refusedFile")
  static let syncRefusedUnnamed = Phrase("app.sync.refusedUnnamed")
  static let syncRefusedTitle = Phrase("app.sync.refusedTitle")
  static let syncRefusedHint = Phrase("app.sync.refusedHint")
}
