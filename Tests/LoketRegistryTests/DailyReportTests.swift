import LoketModel
import Testing

@testable import LoketRegistry

struct DailyReportTests {
  /// One day's work of two clerks on top of an import of the day before.
  private func office() throws -> (registry: Registry, day: CalendarDate) {
    var registry = Registry()
    try importing(Array(Population.file.utf8), into: &registry)
    let day = importDay.adding(days: 1)
    let child = try #require(registry.people(nik: Population.nik(1, 3)).first)
    let mother = try #require(registry.people(nik: Population.nik(1, 2)).first)
    func record(_ kind: RecordKind, _ id: String, _ values: [(String, String)]) -> Edit {
      NewRecord.edit(RecordRef(kind, id), values.map { FieldChange($0.0, $0.1) })
    }
    func entry(_ id: String, _ action: String, _ subject: RecordRef) -> Edit {
      record(.entry, id, [("day", day.iso), ("action", action), ("subject", subject.description)])
    }
    registry.write([
      Save(
        by: "petugas1",
        edits: [
          record(.household, "h1", [("familyCardNumber", "3376020101208888"), ("head", "p1")]),
          record(.person, "p1", [("name", "KASAN"), ("household", "h1"), ("registeredOn", day.iso)]),
          record(.person, "p2", [("name", "KASIH"), ("household", "h1"), ("registeredOn", day.iso)]),
          record(
            .entry, "e1",
            [("day", day.iso), ("action", "register"), ("subject", RecordRef(.household, "h1").description)]),
        ]),
      Save(
        by: "petugas2",
        edits: [
          record(.enrolment, "n1", [("person", child.id), ("track", "las"), ("status", "assigned"), ("day", day.iso)]),
          entry("e2", "assign", child),
        ]),
      Save(
        by: "petugas2",
        edits: [
          record(
            .enrolment, "n2",
            [
              ("person", mother.id), ("track", "las"), ("status", "withdrawn"), ("statusDate", day.iso),
              ("statusReason", "mistake"), ("day", day.iso),
            ]), entry("e3", "assign", mother), entry("e4", "withdraw", mother),
        ]),
      Save(
        by: "petugas2",
        edits: [
          record(.placement, "t1", [("person", child.id), ("kind", "selfEmployed"), ("day", day.iso)]),
          record(.placement, "t2", [("person", mother.id), ("kind", "employed"), ("day", importDay.iso)]),
          entry("e5", "place", child),
        ]),
    ])
    return (registry, day)
  }

  @Test("The figures of Beranda and the table by kind make up the same entries, and what waits of other days is said")
  func sums() throws {
    let (registry, day) = try office()
    let summary = DaySummary(registry, day: day, office: "3376021005")
    let figures = summary.figures
    let counted = [figures.registered, figures.changed, figures.assigned, figures.placed, figures.others].map(\.done)
    let imports = summary.kinds.first { $0.action == "import" }?.entries ?? 0
    #expect(counted.reduce(imports, +) == summary.entries)
    #expect(figures.others.done == 1, "the withdrawal")
    let wording = Wording(.indonesian)
    #expect(figures.rows(wording).contains { $0.words == "entri lainnya" && $0.count == 1 })
    #expect(summary.elsewhere.waiting > 0, "the import of the day before")
    let lines = summary.lines(wording) { $0 }
    #expect(lines.contains("  Dari hari lain: \(summary.elsewhere.waiting) menunggu diperiksa, 0 dikembalikan"))
    let empty = DaySummary(registry, day: day.adding(days: 5), office: "3376021005")
    #expect(!empty.lines(wording) { $0 }.contains("  Tidak ada."))
    #expect(DaySummary(Registry(), day: day, office: "").lines(wording) { $0 }.contains("  Tidak ada."))
  }

  @Test("Who is frozen is counted among the people as on Beranda, and said; a closed day says which one runs now")
  func frozenAndClosed() throws {
    var (registry, day) = try office()
    let person = RecordRef(.person, "p1")
    registry.write([
      Save(
        by: "lurah",
        edits: [
          Edit(on: person, set: [FieldChange("frozen", day.iso), FieldChange("frozenReason", "X")]),
          registry.planClosing(of: day, office: "3376021005", device: deviceA, letter: "A", by: "lurah"),
        ])
    ])
    let report = DailyReport(registry, day: day, office: "3376021005")
    #expect(report.totals.people == registry.count(.person) && report.totals.frozenPeople == 1)
    #expect(report.people == 2)
    let lines = report.lines(Wording(.indonesian))
    #expect(lines[0] == "Laporan harian, hari kerja \(day.display)")
    #expect(lines[1].contains("hari kerja \(day.adding(days: 1).display)"))
    #expect(lines.contains { $0.contains("dibekukan (1)") })
    #expect(lines.allSatisfy { $0.count <= 78 })
  }

  @Test("A day counts what was registered, assigned, placed and withdrawn, by track, kind and clerk")
  func counts() throws {
    let (registry, day) = try office()
    let report = DailyReport(registry, day: day)
    #expect(report.figures.registered == DayFigures.Figure(done: 1, undone: 0))
    #expect(report.people == 2)
    #expect(report.figures.assigned == DayFigures.Figure(done: 2, undone: 1))
    #expect(report.figures.placed == DayFigures.Figure(done: 1, undone: 0))
    #expect(report.assignedByTrack == [DailyReport.Count(code: "las", count: 1)])
    #expect(report.placedByKind == [DailyReport.Count(code: "selfEmployed", count: 1)])
    #expect(report.clerks.map(\.login) == ["petugas1", "petugas2"])
    #expect(report.clerks[1].actions.map(\.code) == ["assign", "place", "withdraw"])
    #expect(report.clerks[1].actions.map(\.count) == [2, 1, 1])
    #expect(
      report.totals
        == DailyReport.Totals(
          households: 21, people: 63, enrolments: 1, enrolledPeople: 1, placements: 2, placedPeople: 2))
  }

  @Test("The day of an import counts its people once, and the next day does not")
  func importDayCounts() throws {
    let report = DailyReport(try office().registry, day: importDay)
    #expect(report.figures.imported.done == 20)
    #expect(report.people == 61)
    #expect(report.clerks.first?.actions.map(\.code) == ["import", "question"])
  }

  @Test("A household, an assignment or a placement that was taken back is counted as done and as taken back")
  func undone() throws {
    var (registry, day) = try office()
    let person = RecordRef(.person, "p1")
    registry.write([
      Save(
        by: "petugas1",
        edits: [
          registry.planVoid(RecordRef(.household, "h1"), reason: "twice"),
          registry.planVoid(RecordRef(.placement, "t1"), reason: "mistake"), registry.planVoid(person, reason: "twice"),
        ])
    ])
    let figures = DayFigures(registry, day: day)
    #expect(figures.registered == DayFigures.Figure(done: 1, undone: 1))
    #expect(figures.placed == DayFigures.Figure(done: 1, undone: 1))
    #expect(figures.rows(Wording(.indonesian)).first?.words == "pendaftaran, batal 1")
    #expect(DailyReport(registry, day: day).figures == figures)
  }

  @Test("The report reads in the office's words within 78 columns, and names no citizen")
  func lines() throws {
    let (registry, day) = try office()
    for language in Language.allCases {
      let lines = DailyReport(registry, day: day).lines(Wording(language))
      #expect(lines.allSatisfy { $0.count <= 78 && !$0.contains("{") && !$0.contains("KAS") })
    }
    let lines = DailyReport(registry, day: day).lines(Wording(.indonesian))
    #expect(lines[0] == "Laporan harian, hari kerja 23-11-2026")
    #expect(lines.contains("   masuk    setuju"))
    #expect(lines.contains("       1         0  pendaftaran"))
    #expect(lines.contains("       2         0  penugasan, batal 1"))
    #expect(lines.contains("Orang baru tercatat: 2"))
    #expect(lines.contains("  Wirausaha 1"))
    #expect(lines.contains("  petugas2: Penugasan 2, Penempatan 1, Pembatalan penugasan 1"))
    let quiet = DailyReport(Registry(), day: day).lines(Wording(.indonesian))
    #expect(quiet.contains("Belum ada yang dimasukkan pada hari ini."))
  }

  @Test("The JSON holds the same numbers")
  func json() throws {
    let (registry, day) = try office()
    let text = String(decoding: DailyReport(registry, day: day).json(), as: UTF8.self)
    #expect(text.hasPrefix("{"))
    #expect(text.hasSuffix("}\n"))
    #expect(text.contains("\"undone\" : 1"))
    #expect(text.contains("\"day\" : \"2026-11-23\""))
    #expect(text.contains("\"enrolledPeople\" : 1"))
  }
}
