// A decoded key to the finished frame, in this process: the step and the picture, without the terminal.
import Glibc
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry
import LoketWidgets

struct Keys {
  private var state: State
  private let world: World

  init(_ registry: Registry, office: String) {
    let now = Timestamp(seconds: Int64(time(nil)), offsetMinutes: 7 * 60)
    world = World(now: now, today: now.date, newIdentifier: { Randomness.identifier() })
    let session = Session(office: office, deviceID: Identifier(high: 1, low: 1), deviceLabel: "PC 1")
    state = State(session: session, size: Size(columns: 80, rows: 24), glyphs: .unicode, world: world)
    _ = update(&state, .opened(Opened(registry: registry, session: session)), world)
    _ = update(&state, .pinChecked(login: MeasuredOffice.login, .right), world)
  }

  /// One key after another, each with its frame.
  private mutating func press(_ keys: [Key]) -> Durations {
    var durations = Durations()
    for key in keys {
      durations.add(
        Stopwatch.span {
          _ = update(&state, .key(key), world)
          _ = render(state)
        })
    }
    return durations
  }

  private static func typed(_ text: String) -> [Key] { text.map { .character($0) } }

  mutating func figures() -> [Figure] {
    var searching = Durations()
    for word in ["siti aminah", "3376021505", "jl melati 4", "0812", "budi", "nur hidayah", "ma", "an", "rt 3", "zzzz"]
    {
      searching.add(press(Keys.typed(word)))
      searching.add(press(word.map { _ in .backspace }))
    }
    // A household from the search, and back.
    var looking = press(Keys.typed("siti"))
    looking = press([.down, .down, .enter, .down, .down, .pageDown, .escape, .escape])
    // F10 and its second number: all households.
    var list = press([.function(10), .character("2")])
    let opening = list.percentile(1)
    list = press(
      [.end, .home] + (0..<60).map { _ in .pageDown } + (0..<60).map { _ in .down } + (0..<10).map { _ in .pageUp })
    _ = press([.escape])
    // F6: the form of a head of household.
    let formOpening = press([.function(6)])
    var form = Durations()
    for text in ["3376021505800001", "sulastri ningsih", "", "", "", "15051980"] {
      form.add(press(Keys.typed(text) + [.enter]))
    }
    form.add(press((0..<20).map { _ in .tab } + (0..<20).map { _ in .backTab }))
    _ = press([.escape, .function(8)])
    let alike = typingAlike()
    let most: Figure.Goal = .atMost(2)
    return [
      .time("key to frame, search on Beranda, p99", .milliseconds, searching.worstOfHundred, most),
      .time("key to frame, search on Beranda, p50", .milliseconds, searching.median, most),
      .time("key to frame, a household, worst", .milliseconds, looking.percentile(1), most),
      .time("key to frame, F10 and all households opened, worst", .milliseconds, opening, most),
      .time("key to frame, list of all households, p99", .milliseconds, list.worstOfHundred, most),
      .time("key to frame, F6 opens the form", .milliseconds, formOpening.percentile(1), most),
      .time("key to frame, form, p99", .milliseconds, form.worstOfHundred, most),
      .time("key to frame, form, p50", .milliseconds, form.median, most),
      .time("key to frame, form of somebody alike, p99", .milliseconds, alike.worstOfHundred, most),
      .time("key to frame, form of somebody alike, worst", .milliseconds, alike.percentile(1), most),
    ]
  }

  /// People of the register typed once more, with the last digit of the NIK changed: at every key the form looks who is
  /// alike, and finds. Every other one is registered with the year of birth alone.
  private mutating func typingAlike() -> Durations {
    var alike = Durations()
    let people = state.registry.all(.person)
    for place in stride(from: 0, to: people.count, by: max(1, people.count / 40)) {
      guard let person = state.registry.person(people[place].id), let nik = person.nik, let name = person.name,
        let household = state.registry.household(of: person.id), let birth = person.birthDate
      else { continue }
      let last = nik.last == "9" ? "1" : "9"
      let date = place % 2 == 0 ? "" : "0101" + birth.prefix(4)
      _ = press([.function(6)])
      alike.add(press(Keys.typed(nik.dropLast() + last) + [.enter]))
      alike.add(press(Keys.typed(name) + [.tab, .tab]))
      // A whole date moves on by itself, and the first Tab after that is swallowed.
      alike.add(press(Keys.typed(date) + (date.isEmpty ? [.tab, .tab, .tab] : [.tab, .tab])))
      for text in [household.rt ?? "", household.rw ?? ""] where !text.isEmpty { alike.add(press(Keys.typed(text))) }
      _ = press([.escape, .function(8), .escape])
    }
    return alike
  }
}
