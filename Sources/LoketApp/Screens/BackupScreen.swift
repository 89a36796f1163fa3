// The daily backup, in Pengaturan: its place, how it stands, and one now.
import LoketModel
import LoketRegistry
import LoketWidgets

struct BackupScreen: LocalFormScreen {
  var form: Form

  init(_ context: Context) {
    let field = FieldSpec(
      "place", label: context.word(.backupPlace), hint: context.word(.backupPlaceHint), input: .text(limit: 200),
      width: 46)
    form = Form(
      sections: [FormSection(id: "backup", title: context.word(.backupTitle), fields: [field])],
      values: ["place": context.session.backup.place], texts: RecordForm.texts(context))
  }

  func title(_ context: Context) -> String { context.word(.backupTitle) }

  func commands(_ context: Context) -> [Command: Availability] {
    let refusal = whyOff(context)
    let isFound = !context.session.backup.found.isEmpty
    return [
      .help: .on, .back: .on, .undo: .on, .save: refusal.map { .off($0) } ?? .on,
      .pick: isFound ? .on : .off(context.word(.backupNothingFound)),
      .actions: refusal.map { .off($0) } ?? .named(context.word(.backupNow)),
    ]
  }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.backup")) }

  /// Why nothing can be changed here; nil where it can.
  private func whyOff(_ context: Context) -> String? {
    if context.session.isDemo { return context.word(.backupNotInDemo) }
    return context.whyNot(.backup)
  }

  mutating func appear(_ context: inout Context) { context.ask(for: .backup(.look)) }

  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: begin(&context)
    case .pick:
      let found = context.session.backup.found.prefix(9)
      context.open(
        ActionsScreen(
          menu: ActionMenu(
            title: context.word(.backupFound), actions: found.map { ActionMenu.Action($0, $0) })))
    default: runForm(command, &context)
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let place) = answer { form.set("place", place) }
  }

  mutating func save(_ context: inout Context) {
    form.settle(world: world(context))
    let place = form.value("place").trimmed
    guard place.isEmpty || place.hasPrefix("/") else { return context.say(.error, .backupPlaceForm) }
    context.say(.info, place.isEmpty ? .backupEnded : .backupPlaceKept)
    context.ask(for: .backup(.place(place)))
  }

  private func begin(_ context: inout Context) {
    let backup = context.session.backup
    if backup.place.isEmpty { return context.say(.info, .backupPlaceFirst) }
    if backup.isRunning { return context.say(.info, .backupRunning) }
    context.ask(for: .backup(.now))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    form.draw(into: &frame, top: area.top + 1, height: 4)
    let cursor = frame.cursor
    var row = area.top + 6
    for line in BackupWords.lines(context) {
      for part in TextWidth.wrap(line, columns: area.columns - 4) where row < area.top + area.height {
        frame.put(part, row: row, column: 2)
        row += 1
      }
    }
    frame.cursor = cursor
  }
}

/// The daily backup in words.
enum BackupWords {
  /// Days after which a missing backup is more than a late one.
  private static let late = 3

  /// For Beranda: one line, and whether it needs somebody.
  static func home(_ context: Context) -> (text: String, isTrouble: Bool) {
    let backup = context.session.backup
    if backup.place.isEmpty { return (context.word(.backupNone), false) }
    if backup.isRunning { return (context.word(.backupRunning), false) }
    if let problem = backup.problem { return (context.wording.text(problem.forScreen), true) }
    guard let last = backup.last else { return (context.word(.backupNotYet), false) }
    let text = context.text(.backupLast, ["when": when(last, context)])
    return (
      backup.isOnDataDisk ? text + context.word(.backupSameDiskShort) : text,
      last.date.days(until: context.today) > late
    )
  }

  /// For Pengaturan: everything that is known.
  static func lines(_ context: Context) -> [String] {
    let backup = context.session.backup
    var lines = [context.word(.backupText), ""]
    if backup.isRunning { lines.append(context.word(.backupRunning)) }
    if let last = backup.last {
      lines.append(context.text(.backupLast, ["when": when(last, context)]))
      lines.append(
        context.text(.backupFile, ["file": backup.file, "size": String(max(1, backup.size >> 20))]))
    } else if !backup.place.isEmpty, backup.problem == nil {
      lines.append(context.word(.backupNotYet))
    }
    if let problem = backup.problem { lines.append("! " + context.wording.text(problem.forScreen)) }
    if backup.isOnDataDisk { lines.append("! " + context.word(.backupSameDisk)) }
    return lines
  }

  /// "hari ini 09.15", "kemarin 16.40", "18-11-2026 16.40".
  private static func when(_ moment: Timestamp, _ context: Context) -> String {
    let time = String(moment.time.map { $0 == ":" ? "." : $0 })
    switch moment.date.days(until: context.today) {
    case 0: return context.text(.backupToday, ["time": time])
    case 1: return context.text(.backupYesterday, ["time": time])
    default: return "\(moment.date.display) \(time)"
    }
  }
}

extension Phrase {
  static let backupTitle = Phrase("app.backup.title")
  static let backupPlace = Phrase("app.backup.place")
  static let backupPlaceHint = Phrase("app.backup.placeHint")
  static let backupPlaceForm = Phrase("app.backup.placeForm")
  static let backupPlaceKept = Phrase("app.backup.placeKept")
  static let backupPlaceFirst = Phrase("app.backup.placeFirst")
  static let backupEnded = Phrase("app.backup.ended")
  static let backupNothingFound = Phrase("app.backup.nothingFound")
  static let backupFound = Phrase("app.backup.found")
  static let backupNow = Phrase("app.backup.now")
  static let backupNotInDemo = Phrase("app.backup.notInDemo")
  static let backupNone = Phrase("app.backup.none")
  static let backupRunning = Phrase("app.backup.running")
  static let backupNotYet = Phrase("app.backup.notYet")
  static let backupLast = Phrase("app.backup.last")
  static let backupFile = Phrase("app.backup.file")
  static let backupSameDisk = Phrase("app.backup.sameDisk")
  static let backupSameDiskShort = Phrase("app.backup.sameDiskShort")
  static let backupText = Phrase("app.backup.text")
  static let backupToday = Phrase("app.backup.today")
  static let backupYesterday = Phrase("app.backup.yesterday")
}
