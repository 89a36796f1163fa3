// P1, the thematic kelurahan of Kota Tegal: the theme customer service over 200 households, from the skill to the work.
import LoketWidgets

/// What the screens say and what somebody counts in the exports.
public struct ThemeCount: Hashable, Sendable {
  /// Households, those with a skilled member, and those whose head is skilled: on the screen, and counted apart.
  public var coverage: [Int] = []
  public var counted: [Int] = []
  /// People hired and people freed when the last post was filled, counted apart.
  public var hired = 0
  public var freed = 0
  /// Placements due at 6 months, people reached, and those still working: on the screen, and counted apart.
  public var working: [Int] = []
  public var countedWorking: [Int] = []
  /// Seats of the work hub that somebody has, and seats: on the screen.
  public var seats: [Int] = []
  /// Of products, businesses, people and the picture what the catalogue's page says, and how many products are exported.
  public var catalogue: [String] = []
  public var products = 0
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

  /// Of the 200 households 40 bring the skill along, in 20 of them the head; ten heads are trained here. Thirty of 32 who
  /// agree are hired; half a year later three of the four who are reached still work. Of two producers one allows to be named.
  public static let expected = ThemeCount(
    coverage: [200, 50, 30], counted: [200, 50, 30], hired: 30, freed: 2, working: [30, 4, 3],
    countedWorking: [30, 4, 3], seats: [2, 4], catalogue: KotaTegal.shownInCatalogue, products: 2)

  /// 200 heads with their spouses.
  private static var people: String {
    let header =
      "nama;nik;no_kk;kk_level;sex;tanggallahir;rt;rw;alamat;education;employment;device;internet;phone;skills"
    let rows = (1...households).flatMap { number -> [String] in
      let (rt, rw) = ((number - 1) / 20 % 5 + 1, (number - 1) / 100 + 1)
      let home = ["00\(rt)", "00\(rw)", "JL MELATI \(number)"]
      let card = "3376020101\(Numbered.digits(number, 6))"
      let skill = "layanan-pelanggan:1:work:elsewhere"
      return [
        ([head(number), "337602050885\(Numbered.digits(number, 4))", card, "1", "1", "1985-08-05"] + home
          + ["5", "notWorking", "phone", "mobile", "08123\(Numbered.digits(number, 7))", number % 10 == 1 ? skill : ""]),
        ([spouse(number), "337602450888\(Numbered.digits(number, 4))", card, "3", "2", "1988-08-05"] + home
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
        head(number), "337602050885\(Numbered.digits(number, 4))", "3376020101\(Numbered.digits(number, 6))",
        "layanan-pelanggan", "2026-11-22",
      ].joined(separator: ";")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  private static func head(_ number: Int) -> String { "KEPALA \(Numbered.letters(number))" }
  static func spouse(_ number: Int) -> String { "PASANGAN \(Numbered.letters(number))" }

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
    for name in agreeing { try agree(name, &counter) }
    try offer(&counter)
    try refer(&counter)
    try hire(&counter)
    let referrals = try counter.rows(of: "referrals")
    count.hired = referrals.count { $0["status"] == "hired" }
    count.freed = referrals.count { $0["status"] == "freed" }
    count.seats = try seat([head(1), head(11)], &counter)
    count.catalogue = try makeCatalogue(&counter)
    count.products = try counter.rows(of: "products").count
    try followUp(&counter)
    count.working = try shownWorking(counter)
    count.countedWorking = try countedWorking(counter)
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

  // MARK: Consent, vacancy, referral

  /// All thirty heads who hold the skill, and two spouses.
  private static var agreeing: [String] {
    let brought = (1...households).filter { $0 % 10 == 1 }
    let here = (1...households).filter { !(1...2).contains($0 % 10) }.prefix(trained)
    return (brought + here).map(head) + [2, 12].map(spouse)
  }

  /// From Beranda: a consent for companies on somebody's page, where the CV asks for it.
  private static func agree(_ name: String, _ counter: inout some Counter) throws {
    try counter.type(name, shown: "Cari \(name)")
    try counter.press(.enter, until: "Riwayat perubahan")
    try counter.press(.function(7), until: "Data pribadi")
    try counter.press(.end)
    try counter.press(.enter, until: "Rujuk ke lowongan")
    try counter.type("2", shown: "Belum ada izin data")
    try counter.type("2", shown: "Keperluan")
    try counter.type("1", shown: "Dikirim ke perusahaan")
    try counter.type("1", shown: "Surat bertanda tangan")
    try counter.press(.function(2), until: "Riwayat perubahan")
    // What was searched stands there still.
    try counter.press(.function(5), until: "Cari \(name)")
    try counter.press(.function(9), until: "Dikerjakan hari ini")
  }

  private static func openPartners(_ counter: inout some Counter) throws {
    try counter.press(.function(10), until: "Keahlian dan kerja")
    try counter.type("3", shown: "tempat kosong")
    try counter.type("3", shown: "Daftar mitra")
  }

  /// A partner that needs thirty people for work from afar, half of them in each of two shifts. Ends on the vacancy.
  private static func offer(_ counter: inout some Counter) throws {
    try openPartners(&counter)
    try counter.press(.function(6), until: "Nama mitra")
    try counter.type("PT SUARA NUSANTARA")
    try counter.press(.function(2), until: "1 lowongan baru")
    // The partner is known: the work comes first.
    try counter.type("1", shown: "Jumlah dicari")
    try counter.fill("LAYANAN PELANGGAN")
    try counter.fill(service.word, shown: service.shown)
    try counter.fill("30")
    try counter.fill("15")
    try counter.fill("15")
    for _ in 0..<10 { try counter.send(.tab) }
    try counter.type("2", shown: "Jarak jauh dari rumah")
    try counter.press(.function(2), until: "Pagi 0/15 · Siang 0/15")
  }

  /// On the vacancy: 16 are sent to each shift.
  private static func refer(_ counter: inout some Counter) throws {
    try counter.type("1", shown: "32 cocok")
    for shift in [("1", "Pagi"), ("2", "Siang")] {
      for place in 1...16 { try counter.type(" ", shown: "\(place) ditandai") }
      try counter.press(.function(2), until: "Pilih sif")
      try counter.type(shift.0, shown: "\(shift.1), 15 tempat kosong")
      try counter.press(.function(2), until: "16 orang dirujuk ke LAYANAN PELANGGAN")
    }
    try counter.press(.function(9), until: "Rujukan (32)")
  }

  /// On the vacancy: one after the other of those who wait is hired; the thirtieth fills the last post.
  private static func hire(_ counter: inout some Counter) throws {
    for place in 1...30 {
      try counter.press(.end, .home)
      try counter.type("3", shown: place == 30 ? "Ini tempat terakhir" : "Penempatan disimpan")
      try counter.press(
        .function(2), until: place == 30 ? "2 rujukan lain dilepas" : "Diterima \(place)/30")
    }
    try counter.wait(for: "Terisi penuh")
    try counter.goHome()
  }

  // MARK: Half a year

  private static func followUp(_ counter: inout some Counter) throws {
    try counter.comeBack(on: "2026-12-22")
    try openCalls(&counter)
    for name in [head(1), head(11)] { try call(name, working: true, &counter) }
    try miss(head(21), &counter)
    try counter.press(.function(9), until: "Keahlian dan kerja")
    try counter.goHome()
    try counter.comeBack(on: "2027-02-22")
    try openCalls(&counter)
    try call(head(31), working: true, &counter)
    try counter.press(.function(9), until: "Keahlian dan kerja")
    try counter.goHome()
    try counter.comeBack(on: "2027-05-22")
    try openCalls(&counter)
    for name in [head(1), head(3), head(191)] { try call(name, working: true, &counter) }
    try call(head(11), working: false, &counter)
    try miss(head(21), &counter)
    try counter.press(.function(7), until: "Capaian")
    try counter.type("2", shown: "Semua penempatan (30)")
  }

  private static func openCalls(_ counter: inout some Counter) throws {
    try counter.press(.function(10), until: "Keahlian dan kerja")
    try counter.type("3", shown: "jatuh tempo")
    try counter.type("4", shown: "Jatuh tempo")
  }

  private static func open(_ name: String, _ counter: inout some Counter) throws {
    try counter.type(name, shown: "Cari \(name)")
    try counter.press(.enter, until: "Hasil panggilan")
  }

  private static func call(_ name: String, working: Bool, _ counter: inout some Counter) throws {
    try open(name, &counter)
    try counter.type("1", shown: "Keadaan sekarang")
    if working {
      try counter.type("1", shown: "Masih di pekerjaan ini")
    } else {
      try counter.type("4", shown: "Mengapa berhenti")
      try counter.type("1", shown: "Kontrak habis")
    }
    try counter.press(.function(2), until: "Panggilan ke \(name) tersimpan")
    try counter.wait(for: "Cari _")
  }

  private static func miss(_ name: String, _ counter: inout some Counter) throws {
    try open(name, &counter)
    try counter.type("2", shown: "Tidak diangkat")
    try counter.press(.function(2), until: "\(name) belum terhubung")
    try counter.wait(for: "Cari _")
  }

  /// `6 bulan  30  4  3 ...` below "Semua penempatan".
  private static func shownWorking(_ counter: some Counter) throws -> [Int] {
    let row = try counter.row("6 bulan")
    return row.split(separator: " ").compactMap { Int($0) }.dropFirst().prefix(3).map { $0 }
  }

  /// The same from the exports: placements that began half a year ago, and what was heard of each.
  private static func countedWorking(_ counter: some Counter) throws -> [Int] {
    let due = Set(
      try counter.rows(of: "placements").filter { ($0["startDate"] ?? "9") <= "2026-11-22" }.compactMap { $0["id"] })
    let calls = try counter.rows(of: "followUps").filter { $0["step"] == "6" && $0["outcome"] == "reached" }
    let heard = calls.filter { due.contains(($0["about"] ?? "").split(separator: "/").last.map(String.init) ?? "") }
    return [due.count, heard.count, heard.count { ["same", "otherJob", "business"].contains($0["result"] ?? "") }]
  }
}
