// Menutup hari: what the working day brought, what is unfinished, and the closing under a name and a number.
import LoketModel
import LoketRegistry
import LoketWidgets

struct DayCloseScreen: Screen {
  static let template = "day"
  /// Days back that may still be open.
  private static let back = 14

  private var days: [CalendarDate]
  private var day: CalendarDate
  private var summary: DaySummary
  private var cursor = SheetCursor()
  private var ticket: Int?

  init(_ context: Context) {
    // Of the calendar: a day that was closed can still be looked at and printed.
    days = context.registry.openDays(of: context.session.office, upTo: context.today, within: DayCloseScreen.back)
    day = days.last ?? context.today
    summary = DayCloseScreen.summary(of: day, context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.closeDay) }
  func title(_ context: Context) -> String { context.word(.titleDayClose) }
  func hint(_ context: Context) -> String { context.word(days.count > 1 ? .hintDayCloseDays : .hintDayClose) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.dayClose")) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .actions: .on,
      .save: whyNot(context).map(Availability.off) ?? .named(context.word(.actionCloseDay)),
    ]
  }

  private func whyNot(_ context: Context) -> String? {
    if let why = context.whyNot(.closeDay) { return why }
    let isHere = summary.closings.contains { $0.device == context.session.deviceID.description }
    return isHere ? context.word(.dayClosedHere) : nil
  }

  mutating func appear(_ context: inout Context) { count(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere, .queueFound: count(context)
    default: return
    }
  }

  /// The queue says what waits of other days; while it is gathered, that is looked for here.
  private static func summary(of day: CalendarDate, _ context: Context) -> DaySummary {
    let elsewhere = context.queue.search == .done ? context.queue.board.open(besides: day) : nil
    return DaySummary(context.registry, day: day, office: context.session.office, elsewhere: elsewhere)
  }

  private mutating func count(_ context: Context) {
    summary = DayCloseScreen.summary(of: day, context)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch key {
    case .left: turn(by: -1, context)
    case .right: turn(by: 1, context)
    case .character(let character):
      if let number = character.wholeNumberValue { carryOut(menu(context).outcome(of: number), &context) }
    default:
      _ = cursor.press(key, sheet(context), height: ScreenFrame.body(of: context.size).count - 2)
    }
  }

  private mutating func turn(by step: Int, _ context: Context) {
    guard let place = days.firstIndex(of: day), days.indices.contains(place + step) else { return }
    day = days[place + step]
    count(context)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: ask(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back: context.close()
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleDayClose),
      actions: [
        ActionMenu.Action("close", context.word(.actionCloseDay), why: whyNot(context)),
        ActionMenu.Action("print", context.word(.actionPrintDay)),
      ])
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("close"): ask(&context)
    case .chosen("print"):
      context.openPaper(
        DayCloseScreen.template, DayPaper(summary, day, context).values, title: .titleDayClose, shows: nil)
    default: return
    }
  }

  private func ask(_ context: inout Context) {
    if let why = whyNot(context) { return context.say(.info, why) }
    let open = summary.waiting + summary.returned
    let text =
      open == 0 ? context.word(.dayCloseText) : context.text(.dayCloseOpen, ["count": Figures.grouped(open)])
    context.open(
      DialogScreen(
        id: "closeDay",
        dialog: Dialog(
          title: context.text(.dayCloseTitle, ["day": day.display]), text: text,
          options: [
            Dialog.Option("stay", context.word(.dayCloseNot)), Dialog.Option("close", context.word(.actionCloseDay)),
          ]), help: Phrase("help.dayClose")))
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen("closeDay", "close"): close(&context)
    default: return
    }
  }

  private mutating func close(_ context: inout Context) {
    guard ticket == nil, whyNot(context) == nil else { return }
    let device = context.session.deviceID
    let letter = context.registry.device(device.description)?.letter ?? "?"
    ticket = context.save([
      context.registry.planClosing(
        of: day, office: context.session.office, device: device, letter: letter, by: context.account)
    ])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    count(context)
    guard ticket == self.ticket else { return }
    self.ticket = nil
    context.findQueue()
    let number = summary.closings.first { $0.device == context.session.deviceID.description }?.number ?? ""
    context.say(.info, .dayClosed, ["day": day.display, "number": number, "next": context.workDay.display])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  private func sheet(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    sheet.heading(context.text(.dayCloseDone, ["date": day.display]))
    for row in summary.figures.rows(context.wording) {
      sheet.pair(
        (row.words, Figures.grouped(row.count)), (context.word(.dayApprovedLabel), Figures.grouped(row.verified)))
    }
    for line in summary.lines(context.wording, deviceName: { DayPaper.device($0, context) }) { sheet.line(line) }
    return sheet
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    cursor.draw(sheet(context), into: &frame, top: area.top, height: area.height)
  }
}

/// The sheet of a closed day.
struct DayPaper {
  private let summary: DaySummary
  private let day: CalendarDate
  private let context: Context

  init(_ summary: DaySummary, _ day: CalendarDate, _ context: Context) {
    self.summary = summary
    self.day = day
    self.context = context
  }

  static func device(_ id: String, _ context: Context) -> String {
    context.registry.device(id)?.label ?? context.word(.deviceUnknown)
  }

  var values: PaperValues {
    let source = context.paperSource
    let figures = summary.figures.rows(context.wording)
    let open = { (phrase: Phrase, waiting: Int, returned: Int) in
      waiting + returned == 0
        ? nil : context.text(phrase, ["waiting": String(waiting), "returned": String(returned)])
    }
    let unfinished = [
      open(.paperOpen, summary.waiting, summary.returned),
      open(.paperOpenElsewhere, summary.elsewhere.waiting, summary.elsewhere.returned),
    ].compactMap { $0 }
    let numbers = { (entries: Int, approved: Int, returned: Int, waiting: Int) in
      [
        "entries": String(entries), "approved": String(approved), "returned": String(returned),
        "waiting": String(waiting),
      ]
    }
    return PaperValues(
      texts: source.letterhead.merging([
        "day": day.display, "closings": summary.closings.map(\.number).joined(separator: ", "),
        "printed": [Lookups.villageName(source.office, source.regions), source.today.display].joined(separator: ", "),
        "unfinished": unfinished.isEmpty ? context.word(.paperNothingOpen) : unfinished.joined(separator: " "),
        "clerk": source.signature(source.account),
        "late": summary.late > 0 ? context.text(.paperLate, ["count": String(summary.late)]) : "",
        "single": summary.isSingleOfficer
          ? context.text(.paperSingleOfficer, ["count": String(summary.approvedByAuthor)]) : "",
      ]) { $1 },
      rows: [
        "figures": figures.map { ["what": $0.words, "entries": String($0.count), "approved": String($0.verified)] },
        "clerks": summary.clerks.map { clerk in
          numbers(clerk.entries, clerk.approved, clerk.returned, clerk.waiting)
            .merging(["name": source.clerkName(clerk.login)]) { $1 }
        },
        "kinds": summary.kinds.map { kind in
          numbers(kind.entries, kind.approved, kind.returned, kind.waiting)
            .merging(["name": CodeList.entryAction.name(of: kind.action, context.language)]) { $1 }
        },
        "closings": summary.closings.map {
          ["number": $0.number, "name": source.clerkName($0.by), "device": DayPaper.device($0.device, context)]
        },
      ])
  }
}

extension Sheet {
  /// A line that is laid out already.
  mutating func line(_ text: String) { row([(text, 0)]) }
}

extension Phrase {
  static let dayCloseDone = Phrase("dayClose.done")
  static let titleDayClose = Phrase("dayClose.title")
  static let hintDayClose = Phrase("dayClose.hint")
  static let hintDayCloseDays = Phrase("dayClose.hintDays")
  static let dayClosedHere = Phrase("dayClose.closedHere")
  static let actionPrintDay = Phrase("dayClose.print")
  static let dayCloseTitle = Phrase("dayClose.ask")
  static let dayCloseText = Phrase("dayClose.text")
  static let dayCloseOpen = Phrase("dayClose.open")
  static let dayCloseNot = Phrase("dayClose.not")
  static let dayClosed = Phrase("dayClose.closed")
  static let dayApprovedLabel = Phrase("dayClose.approved")
  static let paperNothingOpen = Phrase("dayClose.paper.nothingOpen")
  static let paperOpenElsewhere = Phrase("dayClose.paper.openElsewhere")
  static let paperOpen = Phrase("dayClose.paper.open")
  static let paperLate = Phrase("dayClose.paper.late")
  static let paperSingleOfficer = Phrase("dayClose.paper.singleOfficer")
}
