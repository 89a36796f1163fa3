// The catalogue on its way into its file: gone when all pictures are in it, else it says of each why it is not.
import LoketModel
import LoketRegistry
import LoketWidgets

struct CatalogueScreen: Screen {
  private var pager = TextPager(title: "", text: "")
  private(set) var isWritten = false

  func refusal(_ context: Context) -> String? { context.whyNot(.printPapers) }
  func title(_ context: Context) -> String { context.word(.titleCatalogue) }
  func hint(_ context: Context) -> String { context.word(.hintHelp) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.crafts")) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    guard !isWritten, case .printed(let outcome) = event else { return }
    isWritten = true
    guard case .partly(_, let lacks) = outcome else { return context.close() }
    pager = TextPager(title: "", text: lacks.map { context.wording.text($0) }.joined(separator: "\n\n"))
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    let room = ScreenFrame.body(of: context.size).count - 1
    if pager.press(key, width: context.size.columns - 4, height: room) == .closed { context.close() }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard isWritten else {
      frame.put(context.word(.printing), row: area.top + 1, column: 2, style: .dim, width: area.columns - 4)
      return
    }
    pager.draw(into: &frame, row: area.top + 1, column: 2, width: area.columns - 4, height: area.height - 1)
  }
}

extension Phrase {
  static let titleCatalogue = Phrase("app.title.catalogue")
}
