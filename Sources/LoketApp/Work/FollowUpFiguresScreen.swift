// Capaian: of those placed, how many were reached and still work after 1, 3, 6 and 12 months; by month of their start.
import LoketModel
import LoketRegistry
import LoketWidgets

struct FollowUpFiguresScreen: Screen {
  private var figures: FollowUpFigures
  /// What is looked at: all placements, the courses, then each month.
  private var list = ListView()

  init(_ context: Context) {
    figures = FollowUpFigures(context.followUps.board, day: context.today)
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleFollowUpFigures) }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .back: .on, .menu: .on, .find: .on] }
  func hint(_ context: Context) -> String { context.word(.hintFollowUpFigures) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.followUpFigures")) }

  private mutating func load(_ context: Context) {
    figures = FollowUpFigures(context.followUps.board, day: context.today)
    list.reload(count: rows(context).count)
  }

  mutating func appear(_ context: inout Context) {
    context.findFollowUps()
    load(context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere:
      context.findFollowUps()
      load(context)
    case .followUpsFound: load(context)
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) { load(context) }

  mutating func press(_ key: Key, _ context: inout Context) { _ = list.press(key) }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  private struct Row {
    let cells: [String]
    var style = Style.plain
  }

  /// A line with the cohort's name and size, then its four steps.
  private func rows(_ context: Context) -> [Row] {
    let groups =
      [(context.word(.followUpPlacements), figures.all), (context.word(.followUpCourses), figures.courses)]
      + figures.cohorts.map { (FollowUpFigures.name($0, context.wording), $0) }
    return groups.filter { $0.1.people > 0 }.flatMap { name, cohort -> [Row] in
      let head = ["\(name) (\(Figures.grouped(cohort.people)))"]
      let before = FollowUpFigures.cellsBeforeEntry(cohort, context.wording)
      return [Row(cells: head, style: .label)]
        + FollowUpStep.afterStart.map {
          Row(cells: FollowUpFigures.cells("  " + $0.name(context.language), cohort[$0]))
        } + [before.map { Row(cells: ["  " + $0[0]] + $0.dropFirst(), style: .dim) }].compactMap { $0 }
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(figures.halfYear(context.wording), row: area.top, column: 1, style: .title, width: area.columns - 2)
    let rows = rows(context)
    let titles = FollowUpFigures.titles(context.wording)
    let columns = titles.enumerated().map { place, title in
      // Who studies is neither at work nor out of it: few, and told where there is room.
      place == 0
        ? ListColumn(title, width: 16, grows: 1)
        : ListColumn(title, width: TextWidth.of(title), alignsRight: true, from: place == 5 ? 100 : 0)
    }
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2, columns: columns,
      empty: context.word(context.followUps.search == .done ? .followUpFiguresNone : .followUpsGathering)
    ) { index in
      ListRow(rows[index].cells, style: rows[index].style)
    }
  }
}

extension Phrase {
  static let titleFollowUpFigures = Phrase("app.title.followUpFigures")
  static let hintFollowUpFigures = Phrase("app.hint.followUpFigures")
}
