// The funnel against a second count from the exported tables, by other code: everybody once at each stage.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("The funnel of the office")
struct FunnelTests {
  /// Saves records one after another, each with an entry of its own; some of them approved.
  private struct Book {
    var registry = Registry()
    var approved: Set<String> = []
    private var lines = 0
    private var entries = 0

    mutating func save(_ kind: RecordKind, _ id: String, _ set: [String: String], isApproved: Bool = false) {
      let tick = registry.highestTick + 1
      let record = RecordRef(kind, id)
      let entry = RecordRef(.entry, Identifier(high: 0xe, low: UInt64(entries)))
      apply(record, set, tick)
      apply(entry, ["day": "2026-11-01", "action": "change", "subject": record.description], tick)
      entries += 1
      guard isApproved else { return }
      approved.insert(entry.id)
      apply(entry, ["state": "approved", "stateDay": "2026-11-02"], tick + 1, by: "lurah")
    }

    mutating func void(_ record: RecordRef) {
      let heads = Set(registry.basis(record).heads.values.flatMap { $0 })
      registry.write([Save(by: "lurah", edits: [Edit(on: record, set: [], over: Array(heads), void: .reason("SALAH"))])]
      )
    }

    private mutating func apply(_ on: RecordRef, _ set: [String: String], _ tick: UInt64, by: String = "petugas1") {
      lines += 1
      let edit = Edit(on: on, set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) })
      registry.apply(edit, at: line(1, lines), tick: tick, stamp: nil, by: by, device: deviceA)
    }
  }

  private static let tracks = ["las", "menjahit", "barista"]
  private static let statuses = ["submitted", "refused", "selected", "accepted", "declined", "reserve", "ready"]

  /// Sixty people, each as far as the number says: applied or assigned, in one programme or two, withdrawn, trained,
  /// certified before or after, at work through the track or another one, called once or twice, void, or with data that rest.
  private static let office: Book = {
    var book = Book()
    for program in ["p2-2026", "p5-2026"] { book.save(.program, program, ["name": program, "year": "2026"]) }
    for number in 1...60 {
      let person = "person\(number)"
      let (track, program) = (tracks[number % 3], number % 2 == 0 ? "p2-2026" : "p5-2026")
      let (isApproved, enrolment) = (number % 4 != 0, "\(person).course")
      book.save(.person, person, ["name": "WARGA \(number)", "registeredOn": "2026-10-\(10 + number % 20)"])
      if number % 5 != 0 {
        book.save(
          .application, "\(person).wish",
          [
            "person": person, "program": program, "track": track, "day": "2026-01-05",
            "status": statuses[number % 7], "portalState": number % 13 == 0 ? "certified" : "account",
          ], isApproved: isApproved)
      }
      guard number % 3 != 1 || number > 40 else { continue }
      book.save(
        .enrolment, enrolment,
        [
          "person": person, "program": program, "track": track, "day": "2026-02-01",
          "status": number % 11 == 0 ? "withdrawn" : "attending",
        ], isApproved: isApproved)
      if number % 2 == 1 || number > 30 {
        // What was completed is an entry of its own: where it was not approved the record is not.
        book.save(
          .enrolment, "\(enrolment)2",
          [
            "person": person, "program": "p2-2026", "track": "las", "day": "2026-03-01", "status": "completed",
            "statusDate": "2026-04-01",
          ], isApproved: number % 3 == 0)
      }
      if number % 4 != 1 {
        book.save(
          .certificate, "\(person).paper",
          [
            "person": person, "enrolment": number % 7 == 0 ? enrolment : "\(enrolment)2", "track": track,
            "kind": number % 6 == 0 ? "competency" : "training", "result": number % 12 == 0 ? "BK" : "K",
            "issued": "2026-04-20",
          ], isApproved: isApproved)
      }
      if number % 2 == 0 {
        let start = number % 8 == 0 ? "2025-12-01" : "2026-05-01"
        book.save(
          .placement, "\(person).work",
          [
            "person": person, "kind": "employed", "track": number % 10 == 0 ? "sablon" : track, "startDate": start,
            "day": start,
          ], isApproved: number % 6 != 0)
        for (place, date) in ["2026-11-01", "2026-11-15"].prefix(number % 3 + 1).enumerated() {
          book.save(
            .followUp, "\(person).call\(place)",
            [
              "person": person, "about": "placement/\(person).work", "step": number % 14 == 0 ? "3" : "6",
              "outcome": number % 9 == 0 ? "noAnswer" : "reached", "date": date,
              "result": place == 1 && number % 4 == 0 ? "notWorking" : "same",
            ], isApproved: isApproved)
        }
      }
    }
    book.save(.person, "person42", ["frozen": "2026-11-05", "frozenReason": "MINTA"])
    book.void(RecordRef(.person, "person44"))
    book.save(.enrolment, "person47.course", ["note": "NANTI"])
    return book
  }()

  // MARK: The second count

  private static func table(_ kind: TableKind) -> [[String: String]] {
    let rows = exporting(kind, office.registry).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
  }

  /// Of each stage the records that count, from the tables alone: the person, and what names the record.
  private static func counted(_ keeps: ([String: String]) -> Bool) -> [[(person: String, record: String)]] {
    let living = Set(table(.people).compactMap { $0["id"] })
    let named = { (row: [String: String], record: String) in (row["personId"]!, "\(record)/\(row["id"]!)") }
    let applications = table(.applications).filter { keeps($0) && living.contains($0["personId"]!) }
    let courses = table(.enrolments).filter {
      keeps($0) && living.contains($0["personId"]!) && $0["status"] != "withdrawn"
    }
    let papers = table(.certificates).filter { paper in
      (paper["certificateKind"] == "training" || paper["result"] == "K")
        && courses.contains { $0["id"] == paper["enrolmentId"] }
    }
    let work = table(.placements).filter { job in
      courses.contains {
        $0["personId"] == job["personId"] && $0["track"] == job["track"] && $0["day"]! <= job["startDate"]!
      }
    }
    let calls = work.compactMap { job in
      table(.followUps).filter {
        $0["about"] == "placement/\(job["id"]!)" && $0["step"] == "6" && $0["outcome"] == "reached"
      }.max { $0["date"]! < $1["date"]! }
    }
    return [
      applications.map { named($0, "application") } + courses.map { named($0, "enrolment") },
      applications.filter { ["selected", "ready", "accepted"].contains($0["status"]) }.map { named($0, "application") }
        + courses.map { named($0, "enrolment") },
      courses.filter { $0["status"] == "completed" }.map { named($0, "enrolment") },
      papers.map { named($0, "certificate") }
        + applications.filter { $0["id"].map { portal.contains($0) } ?? false }.map { named($0, "application") },
      work.map { named($0, "placement") },
      calls.filter { ["same", "otherJob", "business"].contains($0["result"]) }.map { named($0, "followUp") },
    ]
  }

  /// Applications that the portal calls certified: no table has that column.
  private static let portal = Set((1...60).filter { $0 % 13 == 0 }.map { "person\($0).wish" })

  /// Records of which every entry was approved, by the table of entries.
  private static let verified: Set<String> = {
    let entries = Dictionary(grouping: table(.entries)) { $0["subject"]! }
    return Set(entries.filter { $0.value.allSatisfy { office.approved.contains($0["id"]!) } }.keys)
  }()

  @Test(
    "Each stage counted a second time from the exported tables, people and those of them who are verified",
    arguments: [
      FunnelFilter.everybody, .program("p2-2026"), .program("p5-2026"), .track("las"), .track("menjahit"),
      .track("nobody"),
    ])
  func secondCount(_ filter: FunnelFilter) {
    let found = Funnel(Self.office.registry).figures(filter)
    let again = Self.counted { row in
      switch filter {
      case .everybody: true
      case .program(let id): row["program"] == id
      case .track(let code): row["track"] == code
      }
    }
    for (figure, rows) in zip(found, again) {
      let people = Set(rows.map(\.person))
      let verified = Set(rows.filter { Self.verified.contains($0.record) }.map(\.person))
      #expect(figure.people - figure.resting == people.count, "\(figure.stage)")
      // Whose data rest is in no table: the one is told apart by what was saved of him.
      #expect(figure.resting <= 1 && figure.verified - verified.count <= figure.resting, "\(figure.stage)")
      #expect(figure.verified >= verified.count && figure.verified + figure.unverified == figure.people)
    }
    #expect(found.map(\.people).max() == found[0].people, "everybody at a later stage applied or was assigned")
    if filter == .everybody {
      #expect(found.allSatisfy { $0.verified > 0 && $0.unverified > 0 }, "the sample has both at every stage")
      #expect(found.map(\.resting) == [1, 1, 1, 1, 1, 0], "the frozen one said to be without work")
    }
  }

  @Test("People behind a stage are as many as the figure says, each once, and whose data rest are not named")
  func people() {
    let registry = Self.office.registry
    let funnel = Funnel(registry)
    for (stage, figure) in zip(FunnelStage.allCases, funnel.figures(.everybody)) {
      let people = funnel.people(at: stage, .everybody, in: registry)
      #expect(people.count == figure.people - figure.resting && Set(people.map(\.person)).count == people.count)
      #expect(!people.contains { $0.person == "person42" || $0.person == "person44" })
    }
  }

  @Test("A day asked about leaves out what happened later, and shares are of the first stage and of the one before")
  func past() {
    let funnel = Funnel(Self.office.registry)
    let early = funnel.figures(.everybody, by: CalendarDate(iso: "2026-01-31")!)
    #expect(early.map(\.people) == [47, 20, 0, 4, 0, 0], "the portal's four are certified, the day of the wish")
    #expect(early[1].ofFirst == 43 && early[1].ofBefore == 43 && early[2].ofBefore == 0 && early[3].ofBefore == nil)
    #expect(funnel.figures(.everybody, by: CalendarDate(iso: "2026-10-31")!)[5].people == 0)
  }

  @Test("Two ids of one person are one person")
  func twins() {
    let siti = [1, 2].map { RecordRef(.person, Identifier(high: 7, low: $0)) }
    var book = Book()
    for (record, status) in zip(siti, ["submitted", "accepted"]) {
      book.save(.person, record.id, ["name": "SITI"])
      book.save(.application, "\(record.id).wish", ["person": record.id, "status": status])
    }
    #expect(Funnel(book.registry).figures(.everybody).map(\.people) == [2, 1, 0, 0, 0, 0])
    var registry = book.registry
    registry.write([Save(by: "lurah", edits: registry.planJoin(siti[0], siti[1], kept: [:], bases: []))])
    #expect(Funnel(registry).figures(.everybody).map(\.people) == [1, 1, 0, 0, 0, 0])
  }

  @Test("Thirty days of registrations, days without work among them, and their sum")
  func registrations() {
    let found = Registrations(Self.office.registry, last: CalendarDate(iso: "2026-10-29")!)
    #expect(found.days.count == 30 && found.days.first?.day == "2026-09-30" && found.days.last?.day == "2026-10-29")
    let people = Self.table(.people).filter { $0["registeredOn"] != nil }
    #expect(found.people == 59 && found.highest == 3 && found.verified == 0, "\(people.count)")
    #expect(Registrations(Registry(), last: CalendarDate(iso: "2026-10-29")!).people == 0)
    #expect(
      found.sentence(Wording(.indonesian)) == "30 hari terakhir: 59 warga didaftarkan, 0 setuju; terbanyak 3 sehari")
  }

  @Test("The report holds the office, each programme and each track, as text and as JSON")
  func report() {
    let registry = Self.office.registry
    let report = FunnelReport(registry, day: CalendarDate(iso: "2026-11-22")!)
    let lines = report.lines(registry.tracks, Wording(.indonesian))
    #expect(lines.contains { $0.hasPrefix("  Mendaftar") } && lines.contains("p2-2026") && lines.contains("Barista"))
    #expect(lines.allSatisfy { $0.count <= 79 }, "\(lines.filter { $0.count > 79 })")
    let json = String(decoding: report.json(), as: UTF8.self)
    #expect(json.contains(#""stage" : "working""#) && json.contains(#""id" : "p5-2026""#))
    let none = FunnelReport(Registry(), day: CalendarDate(iso: "2026-11-22")!).lines(.compiled, Wording(.english))
    #expect(none.filter { $0.hasSuffix("–") || $0.hasSuffix("0 %") }.count == 5, "\(none)")
  }
}
