// A file of applicants: people as any import brings them, an application each, and what is turned back.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Import of applicants")
struct ApplicantImportTests {
  private static let header = "nama;nik;no_kk;rt;rw;tanggallahir;track;day;written;interview;layoffDate;layoffEmployer"
  private static let rows = [
    "SITI AMINAH;3375024508690003;3375021203150007;3;1;1969-08-05;las;2025-08-03;80;70;2025-03-02;PT MAJU",
    "BUDI SANTOSO;3375020508680001;3375021203150008;003;001;1968-08-05;Teknik Las;03/08/2025;75;;;",
    "KARTINI;;3375021203150009;2;1;1985-02-10;menjahit;;;;;",
  ]

  private func registry() -> Registry {
    var office = SelectionOffice(1)
    office.openWave(confirmBy: nil, cutOff: nil)
    office.save(
      .program, SelectionOffice.program, [("tracks/las", "1"), ("tracks/menjahit", "1"), ("segments/public", "0")])
    return office.registry
  }

  @discardableResult
  private func applying(
    _ rows: [String], into registry: inout Registry, day: String = "2025-08-05", series: UInt64 = 0x1d
  ) throws -> Import {
    let wave = try #require(ApplicantWave(SelectionOffice.wave, in: registry))
    let text = ([Self.header] + rows).joined(separator: "\n")
    let ids = IdentifierSource(series)
    var work = try Import(
      Array(text.utf8), by: "petugas1", day: CalendarDate(iso: day)!, village: "3375011004", wave: wave
    ) { ids.next() }
    while let saves = work.nextBatch(in: registry) { registry.write(saves) }
    return work
  }

  private func application(of nik: String, _ registry: Registry) throws -> Application {
    let person = try #require(registry.people(nik: nik).first)
    return try #require(registry.applications(of: person.id).first)
  }

  @Test("Each row is a person and an application, with day, scores and what is known of the layoff")
  func comesIn() throws {
    var registry = registry()
    let done = try applying(Self.rows, into: &registry)
    #expect(done.rejections.isEmpty)
    #expect(done.summary.applications == 3 && done.summary.peopleAdded == 3)
    let siti = try application(of: "3375024508690003", registry)
    #expect(siti.track == "las" && siti.day == "2025-08-03" && siti.status == "submitted")
    #expect(siti.program == SelectionOffice.program && siti.wave == SelectionOffice.wave)
    let record = RecordRef(.application, siti.id)
    #expect(registry.value(record, "scores/written") == "80" && registry.value(record, "scores/interview") == "70")
    let person = RecordRef(.person, siti.person ?? "")
    #expect(
      registry.value(person, "layoffDate") == "2025-03-02" && registry.value(person, "layoffEmployer") == "PT MAJU")
    let budi = try application(of: "3375020508680001", registry)
    #expect(budi.track == "las" && budi.day == "2025-08-03", "a track's name and a spreadsheet's date are understood")
    #expect(registry.applications(inWave: SelectionOffice.wave).first { $0.track == "menjahit" }?.day == "2025-08-05")
    #expect(registry.conflicts().isEmpty)
    let lines = done.summary.lines(Wording(.indonesian))
    #expect(lines.contains { $0.contains("Pendaftaran: 3 baru") })
  }

  @Test("The same file again changes nothing; a later one completes what is missing and overwrites nothing")
  func repeating() throws {
    var registry = registry()
    try applying(Self.rows, into: &registry)
    let lines = registry.lineCount
    let again = try applying(Self.rows, into: &registry, series: 0x2d)
    #expect(again.summary.changesNothing && again.summary.applicationsUnchanged == 3)
    #expect(registry.lineCount == lines)
    let later = [
      Self.rows[0].replacing(";80;70;", with: ";99;70;"), Self.rows[1].replacing(";75;;", with: ";75;66;"),
    ]
    let more = try applying(later, into: &registry, day: "2025-09-30", series: 0x3d)
    #expect(more.rejections.isEmpty, "whoever stands in the wave is not late")
    #expect(more.summary.applicationsCompleted == 1 && more.summary.warnings["applicant.differs"] == 1)
    let siti = RecordRef(.application, try application(of: "3375024508690003", registry).id)
    #expect(registry.value(siti, "scores/written") == "80")
    let budi = RecordRef(.application, try application(of: "3375020508680001", registry).id)
    #expect(registry.value(budi, "scores/interview") == "66")
    #expect(registry.count(.application) == 3)
  }

  @Test("Turned back with a reason: an unknown track, a closed wave, a score that is none, twice, another track")
  func rejected() throws {
    var registry = registry()
    try applying(Self.rows, into: &registry)
    let wrong = [
      "TARNO;3375020101800001;3375021203150010;1;1;1980-01-01;balet;2025-08-03;;;;",
      "WARTI;3375024101800002;3375021203150011;1;1;1980-01-01;las;2025-07-31;;;;",
      "DEWI;3375024101800003;3375021203150012;1;1;1980-01-01;las;2025-08-21;;;;",
      "SLAMET;3375020101800004;3375021203150013;1;1;1980-01-01;las;2025-08-03;101;;;",
      "AHMAD;3375020101800005;3375021203150014;1;1;1980-01-01;;2025-08-03;;;;",
      "JOKO;3375020101800006;3375021203150015;1;1;1980-01-01;las;2025-08-03;;;;",
      "JOKO;3375020101800006;3375021203150015;1;1;1980-01-01;las;2025-08-03;;;;",
      "SITI AMINAH;3375024508690003;3375021203150007;3;1;1969-08-05;menjahit;2025-08-03;;;;",
      "KARTINI;;3375021203150009;2;1;1985-02-10;las;2025-08-03;;;;",
    ]
    let done = try applying(wrong, into: &registry, series: 0x4d)
    #expect(
      done.rejections.map { $0.reasons.map(\.phrase.rawValue) } == [
        ["import.applicant.track"], ["import.applicant.closed"], ["import.applicant.closed"],
        ["import.applicant.score"], ["import.applicant.noTrack"], ["import.nik.twice"], ["import.applicant.other"],
        ["import.applicant.other"],
      ])
    #expect(done.summary.applications == 1)
    let text = String(decoding: done.rejectedCSV(Wording(.indonesian)), as: UTF8.self)
    #expect(text.contains("balet") && text.contains("01-08-2025 sampai 20-08-2025"))
  }

  @Test("Without a wave the same file brings people alone, and a wave that is not here is none")
  func withoutWave() throws {
    var registry = registry()
    #expect(ApplicantWave("tidak-ada", in: registry) == nil)
    let text = ([Self.header] + Self.rows).joined(separator: "\n")
    let done = try importing(Array(text.utf8), into: &registry)
    #expect(done.summary.peopleAdded == 3 && registry.count(.application) == 0)
    #expect(!done.summary.stored.contains("applications"))
  }

  @Test("Applications leave by the export with their rank, scores and rules set aside")
  func exported() throws {
    var registry = registry()
    try applying(Self.rows, into: &registry)
    let text = exporting(.applications, registry, ExportForm(format: .csv, labels: .english))
    #expect(text.split(separator: "\r\n").count == 4 || text.split(separator: "\n").count == 4)
    #expect(text.contains("interview=70 written=80") || text.contains("written=80 interview=70"))
    #expect(text.contains("Applied") && text.contains("SITI AMINAH"))
  }
}
