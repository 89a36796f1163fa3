// What `loket report coverage` says of one office, and of several together.
import FoundationEssentials
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("The report of coverage")
struct CoverageReportTests {
  private let today = CalendarDate(year: 2026, month: 11, day: 22)!

  /// A village with the theme customer service: so many households, of which so many heads hold the skill.
  private func village(_ code: String, households: Int, skilled: Int) -> Registry {
    var office = SelectionOffice(UInt64(code.suffix(1)) ?? 1)
    office.save(
      .theme, "\(code).layanan-pelanggan",
      [("village", code), ("track", "layanan-pelanggan"), ("starts", "2026-11-01"), ("level", "1")])
    for number in 1...households {
      let (home, person) = (SelectionOffice.id(0x40, number), SelectionOffice.person(number))
      office.save(
        .household, home, [("village", code), ("rt", "001"), ("rw", "001"), ("head", person), ("internet", "none")])
      office.save(
        .person, person,
        [("name", "WARGA"), ("household", home), ("skills/layanan-pelanggan", number <= skilled ? "1" : nil)])
    }
    return office.registry
  }

  private func lines(_ report: CoverageReport, _ language: Language = .indonesian) -> [String] {
    report.lines(.compiled, .compiled, Wording(language))
  }

  @Test("One office: its theme, the sum, what proves it, what is lacking, and a line an RT")
  func one() {
    var report = CoverageReport(day: today)
    report.add(village("3376021005", households: 3, skilled: 1), office: "3376021005")
    #expect(
      lines(report) == [
        "Layanan pelanggan (CS) di Mintaragen sejak 01-11-2026",
        "  1 dari 3 keluarga terampil (33%), kepala keluarga 1 (33%), belum 2",
        "  Terampil lewat kelas di sini: 0 keluarga; hanya pernyataan lisan: 1.",
        "  Tanpa perangkat 0 (belum ditanya 3), internet 3 (0), listrik 0 (3).",
        "  RT/RW 001/001: 1 dari 3 keluarga terampil (33%), kepala keluarga 1 (33%), belum 2",
      ])
    #expect(lines(report, .english)[0] == "Customer service in Mintaragen since 01-11-2026")
  }

  @Test("Several offices: villages with one theme are summed, each household once")
  func several() throws {
    var report = CoverageReport(day: today)
    report.add(village("3376021005", households: 3, skilled: 1), office: "3376021005")
    report.add(village("3376021004", households: 5, skilled: 5), office: "3376021004")
    #expect(
      lines(report).first
        == "Semua kelurahan bertema Layanan pelanggan (CS): "
        + "6 dari 8 keluarga terampil (75%), kepala keluarga 6 (75%), belum 2")
    let told = try JSONDecoder().decode(Told.self, from: Data(report.json()))
    #expect(told.themes.map(\.percent) == [33, 100])
    #expect(told.tracks["layanan-pelanggan"]?.households == 8)
  }

  @Test("No theme: one sentence, not an empty answer")
  func none() {
    #expect(lines(CoverageReport(day: today)) == ["Belum ada tema. F6 menetapkan tema kelurahan."])
  }

  /// What a script reads of the JSON.
  private struct Told: Decodable {
    struct Theme: Decodable { let percent: Int? }
    struct Tally: Decodable { let households: Int }
    let themes: [Theme]
    let tracks: [String: Tally]
  }
}
