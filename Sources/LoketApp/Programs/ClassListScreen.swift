// Kelas: the classes of a programme, of a wave or of the whole office, each with its seats as a bar.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ClassListScreen: Screen {
  let program: String?
  let wave: String?
  private var classes: [TrainingClass] = []
  /// Seats that somebody has, by the class's place in `classes`.
  private var taken: [Int] = []
  private var list = ListView()

  private static let bar = 10

  /// - Parameters:
  ///   - program: the programme whose classes are listed; nil: those of the office.
  ///   - wave: the wave, where only its classes are meant.
  init(program: String? = nil, wave: String? = nil, _ context: Context) {
    self.program = program
    self.wave = wave
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleClasses) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on, .new: context.key(.classes),
      .actions: .named(context.word(.keyCertificates)),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintClasses) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.classes")) }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    classes =
      wave.map(registry.classes(ofWave:)) ?? program.map(registry.classes(ofProgram:)) ?? registry.trainingClasses()
    taken = classes.map { registry.seatsTaken(inClass: $0.id) }
    list.reload(count: classes.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key), classes.indices.contains(index) else { return }
    context.open(ClassScreen(trainingClass: classes[index].id))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: openForm(&context)
    case .actions: context.open(CertificateListScreen(context))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  /// A new class begins with what its programme says of all its classes.
  private func openForm(_ context: inout Context) {
    guard let setting = SettingKind.of(.trainingClass) else { return }
    let program = self.program ?? wave.flatMap { context.registry.wave($0)?.program }
    var given: [String: String] = [:]
    given["program"] = program
    given["wave"] = wave
    var proposed: [String: String] = [:]
    let found = program.flatMap { context.registry.program($0) }
    proposed["capacity"] = found?.classSize
    proposed["agency"] = found?.owner
    proposed["fundingSource"] = found?.fundingSource
    proposed["attendance"] = String(TrainingClass.usualAttendance)
    context.open(SettingFormScreen(setting, id: nil, given: given, proposed: proposed, context))
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .saved(let record) = answer else { return }
    load(context)
    if let index = classes.firstIndex(where: { $0.id == record.id }) { list.select(index) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(heading(context), row: area.top, column: 1, style: .label, width: area.columns - 2)
    list.draw(
      into: &frame, row: area.top + 1, column: 0, width: area.columns, height: area.height - 1,
      columns: [
        ListColumn(context.word(.columnName), width: 19, grows: 2),
        ListColumn(context.word(.columnTrack), width: 14, grows: 1),
        ListColumn(context.word(.classStarts), width: 10),
        ListColumn(context.word(.classSeats), width: ClassListScreen.bar),
        ListColumn("", width: 7, alignsRight: true),
        ListColumn(context.word(.tracksStatus), width: 12),
      ], empty: context.word(.classesEmpty)
    ) { index in
      let trainingClass = classes[index]
      let seats = trainingClass.seats ?? 0
      let drawn = Bars.blocks(value: taken[index], total: seats, width: ClassListScreen.bar)
      return ListRow(
        [
          trainingClass.name ?? "", context.trackName(trainingClass.track ?? ""), context.day(trainingClass.starts),
          drawn + String(repeating: "·", count: ClassListScreen.bar - drawn.count), "\(taken[index])/\(seats)",
          context.code(.classState, trainingClass.currentState),
        ], style: trainingClass.currentState == "cancelled" ? .dim : taken[index] > seats ? .check : .plain)
    }
  }

  /// Whose classes these are, and their seats together.
  private func heading(_ context: Context) -> String {
    let names = [
      program.flatMap { context.registry.program($0)?.name }, wave.flatMap { context.registry.wave($0)?.name },
    ].compactMap { $0 }
    let open = classes.indices.filter { classes[$0].currentState != "cancelled" }
    let total = open.reduce(0) { $0 + (classes[$1].seats ?? 0) }
    let figures = context.text(
      .classesFigures,
      [
        "classes": Figures.grouped(open.count), "taken": Figures.grouped(open.reduce(0) { $0 + taken[$1] }),
        "seats": Figures.grouped(total),
      ])
    return (names + [figures]).joined(separator: " · ")
  }
}

extension Phrase {
  static let titleClasses = Phrase("app.title.classes")
  static let hintClasses = Phrase("app.hint.classes")
  static let keyCertificates = Phrase("app.key.certificates")
  static let columnTrack = Phrase("app.column.track")
  static let classStarts = Phrase("app.class.starts")
  static let classSeats = Phrase("app.class.seats")
  static let classesEmpty = Phrase("app.class.none")
  static let classesFigures = Phrase("app.class.figures")
}
