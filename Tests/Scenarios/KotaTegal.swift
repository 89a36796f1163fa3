// P1, the thematic kelurahan of Kota Tegal: the theme customer service over 200 households, from the skill to the work.
import LoketWidgets

/// What the screens say and what somebody counts in the exports.
public struct ThemeCount: Hashable, Sendable {
  /// Households, those with a skilled member, and those whose head is skilled: on the screen, and counted apart.
  public var coverage: [Int] = []
  public var counted: [Int] = []
}

/// From an empty office to the sixth month of work.
public enum KotaTegal {
  /// Mintaragen.
  public static let office = "33.76.02.1005"
  private static let service = (word: "layanan", shown: "Layanan pelanggan (CS)")
  /// Ten RT of twenty households each.
  private static let households = 200
  /// Of every ten households the second member of one, and the head of one, bring the skill along.
  private static let trained = 10

  /// Of the 200 households 40 bring the skill along, in 20 of them the head; ten heads are trained here.
  public static let expected = ThemeCount(coverage: [200, 50, 30], counted: [200, 50, 30])

  /// 200 heads with their spouses.
  private static var people: String {
    let header =
      "nama;nik;no_kk;kk_level;sex;tanggallahir;rt;rw;alamat;education;employment;device;internet;phone;skills"
    let rows = (1...households).flatMap { number -> [String] in
      let (rt, rw) = ((number - 1) / 20 % 5 + 1, (number - 1) / 100 + 1)
      let home = ["00\(rt)", "00\(rw)", "JL MELATI \(number)"]
      let card = "3376020101\(digits(number, 6))"
      let skill = "layanan-pelanggan:1:work:elsewhere"
      return [
        (["KEPALA \(digits(number, 3))", "337602050885\(digits(number, 4))", card, "1", "1", "1985-08-05"] + home
          + ["5", "notWorking", "phone", "mobile", "08123\(digits(number, 7))", number % 10 == 1 ? skill : ""]),
        (["PASANGAN \(digits(number, 3))", "337602450888\(digits(number, 4))", card, "3", "2", "1988-08-05"] + home
          + ["5", "homemaker", "phone", "mobile", "", number % 10 == 2 ? skill : ""]),
      ].map { $0.joined(separator: ";") }
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// Ten heads of the first RT who bring no skill along want to learn it.
  private static var applicants: String {
    let header = "nama;nik;no_kk;track;day"
    let rows = (1...households).filter { !(1...2).contains($0 % 10) }.prefix(trained).map { number in
      [
        "KEPALA \(digits(number, 3))", "337602050885\(digits(number, 4))", "3376020101\(digits(number, 6))",
        "layanan-pelanggan", "2026-11-22",
      ].joined(separator: ";")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: count - text.count) + text
  }

  public static func run(_ counter: inout some Counter) throws -> ThemeCount {
    var count = ThemeCount()
    try counter.takeTemplate(0, title: "Kelurahan tematik: layanan pelanggan")
    try counter.wait(for: "Usulan")
    try counter.goHome()
    try adoptTheme(&counter)
    try counter.importTable(people, wave: nil)
    try train(&counter)
    try openCoverage(&counter)
    count.coverage = try shownCoverage(counter)
    try counter.goHome()
    count.counted = try countedCoverage(counter)
    return count
  }

  /// The programme proposes the track, the office its village.
  private static func adoptTheme(_ counter: inout some Counter) throws {
    try counter.press(.function(10), until: "Keahlian dan kerja")
    try counter.type("3", shown: "0 tema berjalan")
    try counter.type("2", shown: "Belum ada tema")
    try counter.press(.function(6), until: service.shown)
    try counter.press(.function(2), until: "Tersimpan: \(service.shown) Mintaragen")
    try counter.goHome()
  }

  private static func openCoverage(_ counter: inout some Counter) throws {
    try counter.press(.function(10), until: "Keahlian dan kerja")
    try counter.type("3", shown: "1 tema berjalan")
    try counter.type("2", shown: "Mintaragen")
    try counter.press(.enter, until: "Ada yang terampil")
  }

  /// `50 dari 200 (25%)` behind each bar.
  private static func shownCoverage(_ counter: some Counter) throws -> [Int] {
    let figures = try ["Ada yang terampil", "Kepala keluarga"].map { bar -> [Int] in
      let row = try counter.row(bar)
      let words = row.split { !$0.isNumber && $0 != "(" }.compactMap { Int($0) }
      guard words.count >= 2 else { throw NotShown("\(bar) n dari m", on: row) }
      return Array(words.prefix(2))
    }
    return [figures[0][1], figures[0][0], figures[1][0]]
  }

  /// The same from the exports: who holds the skill by the own record, a completed course or a certificate.
  private static func countedCoverage(_ counter: some Counter) throws -> [Int] {
    let people = try counter.rows(of: "people").filter { ($0["standing"] ?? "").isEmpty || $0["standing"] == "1" }
    var holders = Set(
      people.filter { person in
        (person["skills"] ?? "").split(separator: " ").contains { $0.hasPrefix("layanan-pelanggan:") }
      }.compactMap { $0["id"] })
    for row in try counter.rows(of: "enrolments")
    where row["track"] == "layanan-pelanggan" && row["status"] == "completed" {
      holders.insert(row["personId"] ?? "")
    }
    let homes = Set(people.filter { holders.contains($0["id"] ?? "") }.compactMap { $0["householdId"] })
    let households = try counter.rows(of: "households")
    return [
      households.count, households.count { homes.contains($0["id"] ?? "") },
      households.count { holders.contains($0["headId"] ?? "") },
    ]
  }

  /// Ten heads apply, are taken in the order of application, and complete a course of one session.
  private static func train(_ counter: inout some Counter) throws {
    try counter.openProgram()
    try counter.openWave("Gelombang 1", closes: ("30112026", "30-11-2026"), confirms: true)
    try counter.goHome()
    try counter.importTable(applicants, wave: "Gelombang 1")
    try counter.returnToWave()
    try counter.makeClass(
      "CS A", track: service, room: "Aula Mintaragen", seats: trained, starts: ("01122026", "01-12-2026"))
    try counter.type("2", shown: "Belum ditetapkan")
    try counter.declare(selected: trained, reserves: 0)
    try counter.confirm(seats: trained, ready: 0)
    try counter.press(.function(9), until: "Pendaftaran 22-11-2026")
    try counter.type("4", shown: "\(trained) dari \(trained) kursi terisi")
    try counter.press(.enter, until: "Peserta: \(trained)")
    try counter.makeSessions(1)
    try counter.callRoll(present: trained)
    try counter.complete(trained, dropped: 0)
    try counter.certify(trained, from: "001/CS/2026")
    try counter.goHome()
  }
}
