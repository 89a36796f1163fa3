// Data pribadi: who asked what and how long is left; who is frozen, what was erased, whose keeping is over, what was lost.
import LoketModel
import LoketRegistry
import LoketWidgets

struct DataDeskScreen: Screen {
  /// What the list shows; the digits of F7 choose.
  enum View: String, CaseIterable {
    case open, all, frozen, erased, breaches, retention

    var words: Phrase {
      switch self {
      case .open: Phrase("app.data.view.open")
      case .all: Phrase("app.data.view.all")
      case .frozen: Phrase("app.data.view.frozen")
      case .erased: Phrase("app.data.view.erased")
      case .breaches: Phrase("app.data.view.breaches")
      case .retention: Phrase("app.data.view.retention")
      }
    }
  }

  private enum Row: Equatable, Sendable {
    case request(DataRequest)
    case person(String)
    /// What of it stands in the row: its list of lines may be long.
    case erasure(RecordRef, cells: [String])
    case breach(Breach)
    case proposal(RetentionProposal)
  }

  private var view = View.open
  private var list = ListView()
  private var rows: [Row] = []
  private var traced: Set<RecordRef> = []
  private var frozen = 0
  /// Whose keeping is over, once that was worked out; nil while nobody asked.
  private var proposals: [RetentionProposal]?

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.personalData) }
  func title(_ context: Context) -> String { context.word(.titleData) }
  func hint(_ context: Context) -> String { context.word(.hintDataDesk) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.dataDesk")) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on,
      .new: context.key(.personalData, named: .keyBreach),
    ]
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    trace(&context)
  }

  /// Who asked for what, whose data rest and whose keeping is over stand by name: one line for each of these lists.
  private mutating func trace(_ context: inout Context) {
    let list: RecordRef? =
      switch view {
      case .open, .all: .list("dataRequest")
      case .frozen, .retention: .list("person")
      case .erased, .breaches: nil
      }
    guard let list, !rows.isEmpty, traced.insert(list).inserted else { return }
    context.trace(.searched, list, count: rows.count, kind: .list)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    proposals = nil
    if view == .retention { context.ask(for: .findRetention(on: context.today)) }
    load(context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere: load(context)
    case .retentionFound(let found):
      proposals = found
      load(context)
      trace(&context)
    default: return
    }
  }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    let people = registry.frozenPeople()
    frozen = people.count
    rows =
      switch view {
      case .open: registry.dataRequests().filter(\.isOpen).map(Row.request)
      case .all: registry.dataRequests().map(Row.request)
      case .frozen: people.map { .person($0.id) }
      case .erased: registry.erasureRecords().reversed().map { .erasure($0, cells: DataDeskScreen.cells($0, context)) }
      case .breaches: registry.breaches().map(Row.breach)
      case .retention: (proposals ?? []).filter { registry.exists(RecordRef(.person, $0.person)) }.map(Row.proposal)
      }
    list.reload(count: rows.count)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    list.fit(rows: ScreenFrame.body(of: context.size).count - 3)
    switch list.press(key) {
    case .opened(let index): open(index, &context)
    case .notMine:
      if case .character(let character) = key, let number = character.wholeNumberValue {
        carryOut(menu(context).outcome(of: number), &context)
      }
    default: return
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .new: context.open(DataFormScreen(.breach, context))
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer { carryOut(.chosen(option), &context) }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let told = told(context) == nil ? context.word(.dataNoBreach) : nil
    let noBreach = breach == nil ? context.word(.dataNoLoss) : nil
    return ActionMenu(
      title: context.word(.titleData),
      actions: View.allCases.map { ActionMenu.Action($0.rawValue, context.word($0.words)) } + [
        ActionMenu.Action("breach", context.word(.dataActionBreach), why: context.whyNot(.personalData)),
        ActionMenu.Action("told", context.word(.dataActionTold), why: context.whyNot(.personalData) ?? told),
        ActionMenu.Action("list", context.word(.dataActionList), why: context.whyNot(.exportPeople) ?? noBreach),
      ])
  }

  private var breach: Breach? {
    guard rows.indices.contains(list.selected), case .breach(let breach) = rows[list.selected] else { return nil }
    return breach
  }

  /// The selected breach of which the people were not yet told.
  private func told(_ context: Context) -> Breach? {
    breach.flatMap { $0.told == nil ? $0 : nil }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("breach"): context.open(DataFormScreen(.breach, context))
    case .chosen("list"):
      guard let breach, let day = (breach.until ?? breach.day).flatMap({ CalendarDate(iso: $0) }) else { return }
      let list = RecordRef(RecordKind(rawValue: "list"), "people")
      context.ask(for: .listBreach(until: day, TraceLine(.exported, on: list, by: context.account)))
    case .chosen("told"):
      if let breach = told(context) { context.open(DataFormScreen(.told(breach: breach.id), context)) }
    case .chosen(let option):
      guard let chosen = View(rawValue: option) else { return }
      view = chosen
      if view == .retention, proposals == nil { context.ask(for: .findRetention(on: context.today)) }
      load(context)
      list.select(0)
      trace(&context)
    default: return
    }
  }

  private func open(_ index: Int, _ context: inout Context) {
    guard rows.indices.contains(index) else { return }
    switch rows[index] {
    case .request(let request): if let person = request.person { context.open(PersonDataScreen(person: person)) }
    case .person(let id): context.open(PersonDataScreen(person: id))
    case .proposal(let proposal): context.open(PersonDataScreen(person: proposal.person))
    case .erasure(let record, _): context.say(.info, DataDeskScreen.devices(record, context))
    case .breach(let breach):
      context.say(.info, [breach.what ?? "", breach.note ?? ""].filter { !$0.isEmpty }.joined(separator: " · "))
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(context.word(view.words), row: area.top, column: 1, style: .title, width: area.columns - 24)
    let counts = context.text(.dataCounts, ["count": Figures.grouped(rows.count), "frozen": Figures.grouped(frozen)])
    frame.put(counts, row: area.top, column: area.columns - TextWidth.of(counts) - 1, style: .dim)
    list.draw(
      into: &frame, row: area.top + 1, column: 0, width: area.columns, height: area.height - 1,
      columns: columns(context),
      empty: context.word(view == .retention && proposals == nil ? .dataSearching : .dataNothing)
    ) { listed(rows[$0], context) }
  }

  private func columns(_ context: Context) -> [ListColumn] {
    switch view {
    case .open, .all:
      [
        ListColumn(context.word(.columnName), width: 22, grows: 1), ListColumn(context.word(.dataAsked), width: 20),
        ListColumn(context.word(.columnReceived), width: 16), ListColumn(context.word(.columnClock), width: 15),
      ]
    case .frozen:
      [
        ListColumn(context.word(.columnName), width: 22, grows: 1), ListColumn(context.word(.columnNIK), width: 19),
        ListColumn(context.word(.columnOn), width: 10), ListColumn(context.word(.dataReason), width: 20, grows: 1),
      ]
    case .retention:
      [
        ListColumn(context.word(.columnName), width: 22, grows: 1), ListColumn(context.word(.columnNIK), width: 19),
        ListColumn(context.word(.columnOn), width: 10), ListColumn(context.word(.dataReason), width: 20, grows: 1),
      ]
    case .erased:
      [
        ListColumn(context.word(.columnOn), width: 10), ListColumn(context.word(.dataReason), width: 26, grows: 1),
        ListColumn(context.word(.columnTaken), width: 12),
        ListColumn(context.word(.columnOutstanding), width: 22, grows: 1),
      ]
    case .breaches:
      [
        ListColumn(context.word(.columnReceived), width: 16), ListColumn(context.word(.dataLost), width: 24, grows: 1),
        ListColumn(context.word(.dataDevice), width: 9), ListColumn(context.word(.columnClock), width: 23),
      ]
    }
  }

  private func listed(_ row: Row, _ context: Context) -> ListRow {
    let moment = { (text: String?) in
      text.flatMap { Timestamp($0) }.map { "\($0.date.display) \($0.time)" } ?? ""
    }
    switch row {
    case .request(let request):
      let words = DataWords.state(of: request, context)
      let name = request.person.flatMap { context.registry.wholePerson($0)?.name } ?? context.word(.recordGone)
      return ListRow(
        [name, context.code(.requestKind, request.kind), moment(request.received), words.text],
        style: words.style == .value ? .plain : words.style)
    case .person(let id):
      guard let person = context.registry.wholePerson(id) else { return ListRow([]) }
      return ListRow([
        person.name ?? "", person.nik.map { Nik.masked($0) } ?? "", context.day(person.frozen),
        person.frozenReason ?? "",
      ])
    case .proposal(let proposal):
      let person = context.registry.wholePerson(proposal.person)
      return ListRow([
        person?.name ?? "", person?.nik.map { Nik.masked($0) } ?? "", proposal.since.display,
        proposal.kind.name(context.language),
      ])
    case .erasure(_, let cells): return ListRow(cells)
    case .breach(let breach):
      let words =
        breach.told.map { (text: context.text(.dataToldOn, ["date": context.day($0)]), style: Style.dim) }
        ?? breach.clock.map { DataWords.clockWords($0, context) } ?? (text: "", style: .plain)
      let device = breach.device.map { context.registry.value(RecordRef(.device, $0), "label") ?? $0 } ?? ""
      return ListRow([moment(breach.found), breach.what ?? "", device, words.text], style: words.style)
    }
  }

  private static func cells(_ erasure: RecordRef, _ context: Context) -> [String] {
    let registry = context.registry
    let taken = context.text(.dataTaken, ["count": String(registry.erasedRecords(by: erasure).count)])
    return [
      context.day(registry.value(erasure, "day")), registry.value(erasure, "reason") ?? "", taken,
      devices(erasure, context),
    ]
  }

  /// Which PCs may still hold copies of what was erased.
  private static func devices(_ record: RecordRef, _ context: Context) -> String {
    let devices = context.registry.outstandingDevices(of: record)
    return devices.isEmpty ? context.word(.dataNoDevices) : devices.map(\.label).joined(separator: ", ")
  }
}

/// What of the desk stands on Beranda and in line 22, for those who may act.
enum DataWaiting {
  /// "2 permintaan data, sisa 5 jam"; nil where nothing is open.
  static func text(_ context: Context) -> (text: String, isUrgent: Bool)? {
    let clocks = context.tallies.requestClocks
    guard !clocks.isEmpty, context.role.mayHandleData else { return nil }
    guard let first = clocks.min() else { return nil }
    let words = context.wording.text(first.words(at: context.now))
    return (
      context.text(.waitingRequests, ["count": String(clocks.count), "clock": words]),
      first.hoursLeft(at: context.now) <= 24
    )
  }
}

extension Role {
  var mayHandleData: Bool { Permission.personalData.allows(self) }
}

extension Phrase {
  static let keyBreach = Phrase("app.key.breach")
  static let hintDataDesk = Phrase("app.hint.dataDesk")
  static let dataActionList = Phrase("app.data.action.list")
  static let dataNoLoss = Phrase("app.data.noLoss")
  static let dataSearching = Phrase("app.data.searching")
  static let dataNoBreach = Phrase("app.data.noBreach")
  static let dataCounts = Phrase("app.data.counts")
  static let dataNothing = Phrase("app.data.nothing")
  static let dataTaken = Phrase("app.data.taken")
  static let dataToldOn = Phrase("app.data.toldOn")
  static let dataNoDevices = Phrase("app.data.noDevices")
  static let columnReceived = Phrase("app.column.received")
  static let columnClock = Phrase("app.column.clock")
  static let columnOn = Phrase("app.column.on")
  static let columnTaken = Phrase("app.column.taken")
  static let columnOutstanding = Phrase("app.column.outstanding")
  static let waitingRequests = Phrase("app.waiting.requests")
}
