// The access trace: what leaves a line, what the line says, and who may see it where.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("The access trace")
struct LooksTests {
  private static let siti = RecordRef(.person, Sample.siti)
  private static let home = RecordRef(.household, Sample.budiHome)
  private static let job = TraceEntry(
    at: "2026-11-22T08:00:00+07:00", by: "system:udin", act: "exported", on: .list("people"), count: 5, kind: nil,
    device: Desk.device)

  /// Lines that the desk left since `before`, as words.
  private func lines(_ desk: Desk, since before: Int = 0) -> [String] {
    desk.traces.dropFirst(before).map { "\($0.by) \($0.act) \($0.on) \($0.count) \($0.kind ?? "-")" }
  }

  @Test("Whatever can be exported has its words in the trace", arguments: Language.allCases)
  func exports(_ language: Language) {
    let names = Wording(language).names
    #expect(TableKind.allCases.map(\.rawValue).filter { !names.contains("look.list.\($0)") } == [])
  }

  @Test(
    "Each search is traced by its kind and never by its words; one that found one person names that person",
    arguments: [
      ("O", "list/person 3 name"), ("SANTOSO", "budi 1 name"), ("MAWAR", "list/person 0 name"),
      ("3376024508690003", "siti 1 nik"),
      ("081234", "budi 1 phone"), ("0899999", "list/person 0 phone"), ("SITI NUR", "siti 1 name"),
      ("33760299", "list/person 0 nik"),
    ])
  func kinds(_ typed: String, _ line: String) {
    var desk = Desk.withSample()
    desk.goHome()
    let before = desk.traces.count
    desk.type(typed)
    if !(desk.state.layers.last is HomeScreen) { return }
    desk.press(.escape)
    let names = ["siti": "person/\(Sample.siti)", "budi": "person/\(Sample.budi)"]
    let parts = line.split(separator: " ").map(String.init)
    let on = names[parts[0]] ?? parts[0]
    let left = lines(desk, since: before)
    // Names of families may add a hit: what counts is the kind, and whom it names.
    #expect(left.count == 1, "\(left)")
    #expect(left.first?.hasPrefix("lurah searched \(on) ") == true, "\(left)")
    #expect(left.first?.hasSuffix(" \(parts[2])") == true, "\(left)")
    #expect(!left.contains { $0.contains(typed) })
  }

  @Test("A search that ends by the menu, another screen, the lock or the end of the program leaves its line too")
  func searches() {
    let ways: [[Key]] = [[.function(10)], [.function(6)], [.control("k")], [.function(1)], [.enter], [.escape]]
    for way in ways {
      var desk = Desk.withSample()
      desk.goHome()
      let before = desk.traces.count
      desk.type("SITI")
      for key in way { desk.press(key) }
      #expect(lines(desk, since: before).first?.contains("searched") == true, "\(way)")
      #expect(lines(desk, since: before).count { $0.contains("searched") } == 1, "\(way)")
    }
    var desk = Desk.withSample()
    desk.goHome()
    desk.type("SITI")
    let before = desk.traces.count
    desk.happen(.hangUp)
    #expect(lines(desk, since: before).count == 1)
  }

  @Test("Who comes next finds no search of the one before")
  func emptySearch() {
    var desk = Desk.open()
    desk.addClerk()
    desk.goHome()
    desk.type("SITI")
    desk.press(.control("k"))
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.sees("SITI"))
    desk.press(.control("k"), .down)
    desk.type("13579")
    desk.press(.enter)
    #expect(!desk.sees("SITI"))
  }

  @Test(
    "Every place that shows people leaves a line: the lists, a page, a comparison, a form from a round, a parked form")
  func places() {
    var desk = Desk.withSample()
    desk.goHome()
    var before = desk.traces.count
    func left() -> [String] {
      defer { before = desk.traces.count }
      return lines(desk, since: before)
    }
    desk.press(.function(10), .character("2"))
    #expect(left().contains { $0.contains("searched list/household") && $0.hasSuffix("list") })
    desk.goHome()
    desk.press(.function(10), .character("9"), .enter)
    #expect(left().contains { $0.contains("searched list/household") && $0.hasSuffix("list") })
    desk.press(.character("5"))
    #expect(left().contains { $0.contains("opened household/") })
    desk.press(.tab, .tab)
    desk.type("JL MELATI 5")
    desk.press(.escape, .character("2"))
    desk.goHome()
    #expect(desk.state.drafts.count == 1, "\(desk.screen)")
    _ = left()
    desk.press(.function(10), .character("5"), .enter)
    #expect(left().contains { $0.contains("opened household/") && $0.hasSuffix("draft") })
    desk.goHome()
    desk.press(.function(10), .character("3"), .character("1"), .enter, .escape)
    #expect(left().contains { $0.contains("searched list/enrolment") })
    desk.goHome()
    desk.open(PairScreen(Self.siti, RecordRef(.person, Sample.dewi)))
    desk.happen(.timer)
  }

  /// A look, a print and an export, then the page's last line.
  private func looked() -> Desk {
    var desk = Desk.withSample()
    desk.goHome()
    for text in ["3376024508690003", "SITI NUR", "3376021203150007"] {
      desk.type(text)
      desk.press(.enter)
      if desk.state.layers.last is HouseholdScreen { desk.press(.character("9"), .enter) }
      desk.goHome()
      desk.press(.escape)
    }
    desk.type("3376024508690003")
    desk.press(.enter)
    return desk
  }

  @Test(
    "On the page of a person the trace shows the looks, the search by its kind and the print of the family, newest first"
  )
  func page() {
    var desk = looked()
    desk.now = Timestamp("2026-11-22T09:30:00+07:00")!
    desk.press(.end, .enter)
    #expect(desk.state.layers.last is LooksScreen)
    #expect(desk.sees("SITI NUR'AINI"))
    let rows = desk.screen.split(separator: "\n").filter { $0.contains("22-11-2026") && $0.contains("lurah") }
      .dropFirst()
    #expect(rows.first?.contains("membuka · jejak akses") == true, "\(desk.screen)")
    #expect(desk.sees("mencari · NIK"))
    #expect(desk.sees("mencari · nama"))
    #expect(desk.sees("mencetak keluarga"))
    #expect(desk.sees("membuka keluarga"))
    #expect(!desk.sees("3376024508690003"))
  }

  @Test("Who may not see the trace is told who may, on the row and in the menu")
  func refused() {
    var desk = Desk.withSample()
    desk.save([Edit(on: RecordRef(.account, "lurah"), set: [FieldChange("role", "clerk")])])
    desk.openPerson("3376024508690003")
    desk.press(.end, .enter)
    #expect(desk.sees("Hanya untuk Penyelia, Lurah."))
    desk.press(.character("0"))
    #expect(desk.sees("Hanya untuk Penyelia, Lurah."))
    #expect(!desk.effects.contains { if case .readLooks = $0 { true } else { false } })
  }

  // MARK: The question

  private func entry(_ second: Int, _ act: String = "opened", on record: RecordRef, by: String = "lurah") -> TraceEntry
  {
    let at = Timestamp(seconds: 1_795_000_000 + Int64(second), offsetMinutes: 420).text
    return TraceEntry(at: at, by: by, act: act, on: record, count: 1, kind: nil, device: Desk.device)
  }

  @Test(
    "A person's trace has the own lines, those of the households, and exports since the person is here; nobody else's")
  func question() {
    let registry = Desk.withSample().state.registry
    let since = registry.history(of: Self.siti).first?.at
    var book = LookBook(LookQuestion(about: Self.siti, in: registry))
    let early = TraceEntry(
      at: "2020-01-01T00:00:00+07:00", by: "x", act: "exported", on: .list("people"), count: 9, kind: nil,
      device: Desk.device)
    #expect(since != nil)
    for line in [
      entry(1, on: Self.siti), entry(2, "printed", on: Self.home), entry(3, on: RecordRef(.person, Sample.budi)),
      entry(4, "searched", on: .list("person")), entry(5, "exported", on: .list("people")), early,
    ] { book.take(line) }
    book.settle()
    #expect(book.entries.map(\.act) == ["exported", "printed", "opened"])
    #expect(book.count == 3)
  }

  @Test("Of many lines the newest stay, in whatever order they come, and the rest is counted and not kept")
  func bounded() {
    let registry = Desk.withSample().state.registry
    var question = LookQuestion(about: Self.siti, in: registry)
    question.limit = 10
    var book = LookBook(question)
    for second in (0..<5_000).map({ ($0 * 7919) % 5_000 }) { book.take(entry(second, on: Self.siti)) }
    book.settle()
    #expect(book.count == 5_000 && book.isCut)
    #expect(book.entries.map(\.at) == (4_990..<5_000).reversed().map { entry($0, on: Self.siti).at })
  }

  @Test("By day and by account")
  func filters() {
    var question = LookQuestion()
    question.by = "lurah"
    question.day = CalendarDate(iso: "2026-11-22")
    var book = LookBook(question)
    book.take(Self.job)
    book.take(entry(0, on: Self.siti))
    let today = TraceEntry(
      at: "2026-11-22T23:59:59+07:00", by: "lurah", act: "opened", on: Self.siti, count: 1, kind: nil,
      device: Desk.device)
    book.take(today)
    book.settle()
    #expect(book.entries == [today])
  }
}
