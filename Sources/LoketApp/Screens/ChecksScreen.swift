// Everything worth a second look before saving, listed once; Simpan again accepts it.
import LoketModel
import LoketWidgets

struct ChecksScreen: Screen {
  let texts: [String]

  var isOverlay: Bool { true }
  func title(_ context: Context) -> String { "" }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .save: .named(context.word(.keySaveAnyway)), .back: .named(context.word(.keyLookAgain))]
  }
  func hint(_ context: Context) -> String { context.word(.hintChecks) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.checks")) }

  mutating func press(_ key: Key, _ context: inout Context) {
    if key == .enter { context.say(.info, .hintChecks) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    context.close(command == .save ? .chosen(id: "checks", option: "save") : nil)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let width = area.columns - 6
    let lines = texts.flatMap { text in
      TextWidth.wrap(text, columns: width - 8).enumerated().map { ($0.offset == 0 ? "? " : "  ") + $0.element }
    }
    let height = min(lines.count + 6, area.height)
    let row = area.top + (area.height - height) / 2
    for line in 0..<height { frame.fill(row: row + line, column: 3, width: width) }
    frame.box(row: row, column: 3, width: width, height: height)
    frame.put(" \(context.word(.checksTitle)) ", row: row, column: 5, style: .title, width: width - 4)
    let shown = lines.prefix(height - 6)
    for (place, line) in shown.enumerated() {
      frame.put(line, row: row + 2 + place, column: 6, style: .check, width: width - 6)
    }
    if lines.count > shown.count {
      frame.put(
        context.text(.checksMore, ["count": String(lines.count - shown.count)]), row: row + height - 4, column: 6,
        style: .dim, width: width - 6)
    }
    frame.put(context.word(.checksQuestion), row: row + height - 2, column: 6, width: width - 6)
    frame.cursor = Position(row: row + height - 2, column: 6)
  }
}

extension Phrase {
  static let hintChecks = Phrase("app.hint.checks")
  static let keySaveAnyway = Phrase("app.key.saveAnyway")
  static let keyLookAgain = Phrase("app.key.lookAgain")
  static let checksTitle = Phrase("app.checks.title")
  static let checksMore = Phrase("app.checks.more")
  static let checksQuestion = Phrase("app.checks.question")
}
