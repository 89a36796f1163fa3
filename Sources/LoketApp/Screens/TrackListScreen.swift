// Jalur: every track with what it asks for and how many people are in it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct TrackListScreen: Screen {
  private var filter = SearchBox()
  private var tracks: [Track] = []
  /// People in each track of `tracks` whose assignment was not withdrawn.
  private var counts: [Int] = []
  /// Of them, those that a supervisor approved.
  private var verified: [Int] = []
  private var list = ListView()

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleTracks) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on,
      .new: context.key(.assign, named: .keyAssign),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintTracks) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.tracks")) }

  private mutating func load(_ context: Context) {
    let all = Lookups.allTracks(context)
    tracks = filter.text.isEmpty ? all.all : all.matching(filter.text, context.language)
    let open = tracks.map { context.registry.enrolments(in: $0.code).filter(Enrolments.isOpen) }
    counts = open.map(\.count)
    verified = open.map { $0.count { context.registry.isVerified(RecordRef(.enrolment, $0.id)) } }
    list.reload(count: tracks.count, selected: filter.text.isEmpty ? list.selected : 0)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch filter.press(key) {
    case .changed: load(context)
    case .submitted: open(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  private func open(_ context: inout Context) {
    guard tracks.indices.contains(list.selected) else { return context.say(.info, .tracksEmpty) }
    context.open(TrackScreen(track: tracks[list.selected], context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      guard tracks.indices.contains(list.selected) else { return }
      context.open(AssignmentScreen(people: [], track: tracks[list.selected], context))
    case .find: context.goHome()
    case .back:
      if filter.text.isEmpty { return context.close() }
      filter.clear()
      load(context)
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    filter.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.tracksFilter))
    let cursor = frame.cursor
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn(context.word(.columnName), width: 24, grows: 1), ListColumn(context.word(.tracksField), width: 16),
        ListColumn(context.word(.tracksAsks), width: 20, grows: 2),
        ListColumn(context.word(.tracksPeople), width: 6, alignsRight: true),
        ListColumn(context.word(.tracksVerified), width: 6, alignsRight: true),
      ], empty: context.word(.tracksEmpty)
    ) { index in
      let track = tracks[index]
      return ListRow(
        [
          track.name(context.language), CodeList.trackField.name(of: track.field, context.language),
          TrackListScreen.asks(track, context), Figures.grouped(counts[index]),
          Figures.grouped(verified[index]),
        ], style: track.isActive ? .plain : .dim)
    }
    frame.cursor = cursor
  }

  /// What a track asks for, in a few words.
  static func asks(_ track: Track, _ context: Context) -> String {
    var parts: [String] = []
    if track.asks.device != "none" { parts.append(CodeList.neededDevice.name(of: track.asks.device, context.language)) }
    if track.asks.internet != "none" {
      parts.append(CodeList.neededInternet.name(of: track.asks.internet, context.language))
    }
    if track.asks.minimumAge > 0 { parts.append(context.text(.tracksAge, ["age": String(track.asks.minimumAge)])) }
    if let after = track.asks.after {
      parts.append(context.text(.tracksAfter, ["track": Lookups.name("track", after, context)]))
    }
    return parts.isEmpty ? context.word(.tracksNothing) : parts.joined(separator: ", ")
  }
}

/// One track: the people who were assigned to it.
struct TrackScreen: Screen {
  let track: Track
  private var enrolments: [Enrolment] = []
  private var isTraced = false
  private var list = ListView()

  init(track: Track, _ context: Context) {
    self.track = track
    load(context)
  }

  func title(_ context: Context) -> String { track.name(context.language) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on,
      .new: context.key(.assign, named: .keyAssign),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintTrack) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.track")) }

  private mutating func load(_ context: Context) {
    // Whose data rest stands in no list.
    enrolments = context.registry.enrolments(in: track.code).filter { enrolment in
      enrolment.person.map { !context.registry.isFrozen(RecordRef(.person, $0)) } ?? true
    }
    list.reload(count: enrolments.count)
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("enrolment"), count: enrolments.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key), enrolments.indices.contains(index),
      let person = enrolments[index].person
    else { return }
    context.open(PersonScreen(person: person))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: context.open(AssignmentScreen(people: [], track: track, context))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      "\(context.word(.tracksAsks)): \(TrackListScreen.asks(track, context))", row: area.top, column: 1, style: .label,
      width: area.columns - 2)
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn(context.word(.columnName), width: 28, grows: 2), ListColumn(context.word(.columnRTRW), width: 8),
        ListColumn(context.word(.tracksStatus), width: 14), ListColumn(context.word(.tracksDate), width: 10),
        ListColumn(context.word(.columnPhone), width: 15),
      ], empty: context.word(.tracksNobody)
    ) { index in
      let enrolment = enrolments[index]
      let person = enrolment.person.flatMap { context.registry.person($0) }
      let household = enrolment.person.flatMap { context.registry.household(of: $0) }
      return ListRow(
        [
          person?.name ?? "", household.map(PersonRow.rtRw) ?? "",
          CodeList.enrolmentStatus.name(of: enrolment.status ?? "", context.language),
          enrolment.statusDate.flatMap { CalendarDate(iso: $0)?.display } ?? "",
          person?.phone.map(context.phone) ?? "",
        ], style: Enrolments.isOpen(enrolment) ? .plain : .dim)
    }
  }
}

enum Enrolments {
  /// Neither withdrawn nor dropped.
  static func isOpen(_ enrolment: Enrolment) -> Bool {
    enrolment.status != "withdrawn" && enrolment.status != "dropped"
  }
}

extension Phrase {
  static let titleTracks = Phrase("app.title.tracks")
  static let tracksField = Phrase("app.tracks.field")
  static let tracksAsks = Phrase("app.tracks.asks")
  static let tracksVerified = Phrase("app.tracks.verified")
  static let tracksPeople = Phrase("app.tracks.people")
  static let tracksStatus = Phrase("app.tracks.status")
  static let tracksDate = Phrase("app.tracks.date")
  static let tracksFilter = Phrase("app.tracks.filter")
  static let tracksEmpty = Phrase("app.tracks.empty")
  static let tracksNobody = Phrase("app.tracks.nobody")
  static let tracksAge = Phrase("app.tracks.age")
  static let tracksAfter = Phrase("app.tracks.after")
  static let tracksNothing = Phrase("app.tracks.nothing")
  static let hintTracks = Phrase("app.hint.tracks")
  static let hintTrack = Phrase("app.hint.track")
}
