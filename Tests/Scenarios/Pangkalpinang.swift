// P4, the TKM of Pangkalpinang: a list of a hundred matched on NIK, ten groups of ten in four fields, five mentors, a buyer, a
// grant whose report is late, and which businesses still run after half a year.
import LoketWidgets

/// What the screens say and what somebody counts in the exports.
public struct AreaCount: Hashable, Sendable {
  /// What the import says of the list.
  public var list: [String] = []
  /// Groups, people in them, fields: on the screen (but the fields), and counted apart.
  public var groups: [Int] = []
  public var countedGroups: [Int] = []
  /// Mentors, groups with one, visits due, groups without one: on the screen, and counted apart.
  public var mentors: [Int] = []
  public var countedMentors: [Int] = []
  /// At six months groups due, running, stopped, not yet reported; turnover in rupiah a month and workers: on the screen, and
  /// counted apart.
  public var halfYear: [Int] = []
  public var countedHalfYear: [Int] = []
  /// Reports of accountability that are late: on the screen, and counted apart.
  public var late: [Int] = []
  /// Groups that sell to somebody, and groups at the advanced level, in the export.
  public var selling = 0
  public var advanced = 0
}

/// From an empty office to the sixth month of the businesses.
public enum Pangkalpinang {
  /// Bacang.
  public static let office = "19.71.01.1006"
  private static let program = "Tenaga Kerja Mandiri berbasis kawasan"
  private static let quota = 100

  private struct Business {
    let name: String
    let field: String
    let mentor: String
  }

  private static let mentors = ["RATNA", "YUSUF", "INDAH", "TEGUH", "MARLINA"]
  private static let businesses: [Business] = [
    ("TERNAK MAJU", "peternakan"), ("TERNAK JAYA", "peternakan"), ("TERNAK SUBUR", "peternakan"),
    ("DAPUR IBU", "kuliner"), ("DAPUR SEHAT", "kuliner"), ("DAPUR LAUT", "kuliner"), ("SUVENIR TIMAH", "souvenir"),
    ("SUVENIR PANTAI", "souvenir"), ("JASA DESAIN", "jasa"), ("JASA RINGKAS", "jasa"),
  ].enumerated().map { Business(name: $0.element.0, field: $0.element.1, mentor: mentors[$0.offset / 2]) }

  /// Seven of the ten groups still run after half a year, one stopped, one was not met, and one was never visited.
  public static let expected = AreaCount(
    list: [
      "109 baris: 100 cocok dengan NIK (100 masuk, 0 sudah anggota); kelompok baru: 10.",
      "Tidak masuk, belum terdaftar: 3",
      "Tidak masuk, meragukan: NIK dan nama tidak seorang, atau isi daftar lain dari di sini: 1",
      "Tidak masuk, dua kali dalam daftar: 2", "Tidak masuk, dari kelurahan lain: 1",
      "Tidak masuk, lewat kuota program: 2",
    ], groups: [10, 100], countedGroups: [10, 100, 4], mentors: [5, 10, 1, 0], countedMentors: [5, 10, 1, 0],
    halfYear: [10, 7, 1, 2, 29_000_000, 70], countedHalfYear: [10, 7, 1, 2, 29_000_000, 70], late: [1, 1], selling: 1,
    advanced: 1)

  private static func name(_ number: Int) -> String { "PESERTA \(Numbered.letters(number))" }
  private static func nik(_ number: Int) -> String { "1971010105850\(Numbered.digits(number, 3))" }

  /// A hundred and two heads of household.
  private static var people: String {
    let rows = (1...quota + 2).map { number in
      [
        name(number), nik(number), "197101010122\(Numbered.digits(number, 4))", "1", "1", "1985-05-01", "001", "002",
        "JL MELATI \(number)", "5", "notWorking",
      ].joined(separator: ";")
    }
    return (["nama;nik;no_kk;kk_level;sex;tanggallahir;rt;rw;alamat;education;employment"] + rows)
      .joined(separator: "\n") + "\n"
  }

  /// The hundred in ten groups, and among them three who are not registered, one under another NIK, two twice, one of another
  /// village; at the end two more than the programme takes.
  private static var list: String {
    func row(_ nik: String, _ name: String, _ village: String, _ group: Business, _ role: String = "") -> String {
      [nik, name, village, group.name, role, group.field, "2026-11-22"].joined(separator: ",")
    }
    var rows = (1...quota).map { number in
      let role = number % 10 == 1 ? "Ketua" : number % 10 == 2 ? "Bendahara" : ""
      return row(nik(number), name(number), "Bacang", businesses[(number - 1) / 10], role)
    }
    for number in [5, 15] { rows.insert(row(nik(number), name(number), "Bacang", businesses[2]), at: number + 20) }
    for number in 201...203 {
      rows.insert(row(nik(number), name(number), "Bacang", businesses[0]), at: number - 190)
    }
    rows.insert(row(nik(301), name(7), "Bacang", businesses[0]), at: 40)
    rows.insert(row(nik(302), name(302), "Pintu Air", businesses[0]), at: 50)
    rows += [quota + 1, quota + 2].map { row(nik($0), name($0), "Bacang", businesses[9]) }
    return (["nik,nama,kelurahan,kelompok,jabatan,bidang,dibentuk"] + rows).joined(separator: "\n") + "\n"
  }

  public static func run(_ counter: inout some Counter) throws -> AreaCount {
    var count = AreaCount()
    try counter.takeTemplate(3, title: program)
    try counter.goHome()
    try counter.importTable(people, wave: nil)
    count.list = try counter.importGroups(list, of: program)
    try refuse(&counter)
    count.groups = try shownGroups(&counter)
    count.countedGroups = try countedGroups(counter)
    try sell(&counter)
    for mentor in mentors { try record(mentor, &counter) }
    for business in businesses { try assign(business, &counter) }
    try grant(&counter)
    try accompany(&counter)
    try openGroups(&counter)
    try counter.press(.function(7), until: "Perkembangan usaha")
    try counter.type("1", shown: "5 pendamping")
    count.mentors = try numbers(in: counter.row("5 pendamping"))
    try counter.press(.function(9), until: "10 kelompok")
    try counter.press(.function(7), until: "Perkembangan usaha")
    try counter.type("2", shown: "Setelah 6 bulan")
    count.halfYear = try shownHalfYear(counter)
    try counter.goHome()
    count.countedMentors = try countedMentors(counter)
    count.countedHalfYear = try countedHalfYear(counter)
    count.late = try late(&counter)
    let groups = try counter.rows(of: "groups")
    count.selling = groups.count { !($0["offTakerName"] ?? "").isEmpty }
    count.advanced = groups.count { $0["level"] == "advanced" }
    return count
  }

  // MARK: Places

  private static func openWork(_ counter: inout some Counter) throws {
    try counter.press(.function(10), until: "Keahlian dan kerja")
    try counter.type("3", shown: "Kelompok usaha")
  }

  /// In a list F5 is the list's own search.
  private static func leaveList(_ counter: inout some Counter) throws {
    try counter.press(.function(9), until: "Kelompok usaha")
    try counter.goHome()
  }

  private static func openGroups(_ counter: inout some Counter) throws {
    try openWork(&counter)
    try counter.type("8", shown: "Ketua")
  }

  private static func open(_ group: String, _ counter: inout some Counter) throws {
    try openGroups(&counter)
    try counter.type(group, shown: "Cari \(group)")
    try counter.press(.enter, until: "Anggota (10)")
  }

  private static func numbers(in row: String) -> [Int] {
    row.split { !$0.isNumber && $0 != "." }.compactMap { Int($0.filter { $0 != "." }) }
  }

  // MARK: Groups

  /// The hundred and first, by keys: refused with the reason.
  private static func refuse(_ counter: inout some Counter) throws {
    try open(businesses[9].name, &counter)
    try counter.type("1", shown: "orang berikutnya ditolak")
    try counter.type(name(quota + 1))
    try counter.press(.enter, until: "Orang ke-101 ditolak: kuota 100 orang sudah terisi 100")
    try counter.wait(for: "orang berikutnya ditolak")
    try counter.press(.function(9), until: "Anggota (10)")
    try counter.goHome()
  }

  private static func shownGroups(_ counter: inout some Counter) throws -> [Int] {
    try openWork(&counter)
    let row = try counter.row("8")
    try counter.goHome()
    return numbers(in: row).dropFirst().prefix(2).map { $0 }
  }

  private static func countedGroups(_ counter: some Counter) throws -> [Int] {
    let groups = try counter.rows(of: "groups")
    let members = try counter.rows(of: "groupMembers").filter { ($0["leftOn"] ?? "").isEmpty }
    return [
      groups.count, Set(members.compactMap { $0["personId"] }).count, Set(groups.compactMap { $0["field"] }).count,
    ]
  }

  /// A buyer, to whom the first group sells from now on.
  private static func sell(_ counter: inout some Counter) throws {
    try openWork(&counter)
    try counter.type("3", shown: "Daftar mitra")
    try counter.press(.function(6), until: "Nama mitra")
    try counter.type("HOTEL BANGKA")
    try counter.press(.function(2), until: "1 lowongan baru")
    try counter.goHome()
    try open(businesses[0].name, &counter)
    try counter.type("7", shown: "Pembeli tetap")
    for _ in 0..<11 { try counter.send(.tab) }
    try counter.type("hotel", shown: "HOTEL BANGKA")
    try counter.press(.enter)
    try counter.press(.function(2), until: "Tersimpan: \(businesses[0].name)")
    try counter.wait(for: "HOTEL BANGKA")
    try counter.goHome()
  }

  // MARK: Mentors

  private static func record(_ mentor: String, _ counter: inout some Counter) throws {
    try openWork(&counter)
    try counter.type("6", shown: "Ahli baru")
    try counter.press(.function(6), until: "Lembaga")
    try counter.type(mentor)
    try counter.press(.function(2), until: "Tersimpan: \(mentor)")
    try leaveList(&counter)
  }

  private static func assign(_ business: Business, _ counter: inout some Counter) throws {
    try open(business.name, &counter)
    try counter.type("9", shown: "Penugasan pendamping")
    try counter.type(business.mentor)
    try counter.press(.enter)
    try counter.press(.function(2), until: "Tersimpan: \(business.name) · \(business.mentor)")
    try counter.goHome()
  }

  // MARK: Half a year

  /// Visits by the list of calls: the first group at two, four and six months, the others at six.
  private static func accompany(_ counter: inout some Counter) throws {
    for (day, next) in [("2027-01-22", "22032027"), ("2027-03-22", "22052027")] {
      try counter.comeBack(on: day)
      try openCalls(&counter)
      try visit(0, turnover: day < "2027-02" ? "3000000" : "3500000", next: next, &counter)
      try leaveList(&counter)
    }
    try counter.comeBack(on: "2027-05-22")
    try openCalls(&counter)
    for place in 0..<7 { try visit(place, turnover: "\(place == 0 ? 5 : 4)000000", next: "22062027", &counter) }
    try stop(7, &counter)
    try miss(8, &counter)
    try leaveList(&counter)
    try open(businesses[0].name, &counter)
    try counter.type("0", shown: "Lanjutan")
    try counter.wait(for: "Tersimpan")
    try counter.goHome()
  }

  private static func openCalls(_ counter: inout some Counter) throws {
    try openWork(&counter)
    try counter.type("4", shown: "Jatuh tempo")
  }

  /// In the list of calls: the form of a visit to a group.
  private static func openVisit(_ place: Int, _ counter: inout some Counter) throws {
    try counter.type(businesses[place].name, shown: "Cari \(businesses[place].name)")
    try counter.press(.enter, until: "Omzet sebulan")
    try counter.wait(for: businesses[place].mentor)
  }

  private static func visit(
    _ place: Int, turnover: String, next: String, _ counter: inout some Counter
  ) throws {
    try openVisit(place, &counter)
    // Who came is known, and the day is today.
    try counter.type("1", shown: "Bertemu____")
    try counter.press(.down)
    try counter.type("1", shown: "Ya____")
    try counter.send(turnover)
    try counter.send(.enter)
    try counter.fill("10")
    try counter.fill("Lancar")
    try counter.send(next)
    try counter.press(.function(2), until: "Tersimpan")
    try counter.wait(for: "Cari _")
  }

  /// A business that stopped is not visited again.
  private static func stop(_ place: Int, _ counter: inout some Counter) throws {
    try openVisit(place, &counter)
    // Who came is known, and the day is today.
    try counter.type("1", shown: "Bertemu____")
    try counter.press(.down)
    try counter.type("2", shown: "Tidak____")
    try counter.press(.function(2), until: "Tersimpan")
    try counter.wait(for: "Cari _")
  }

  private static func miss(_ place: Int, _ counter: inout some Counter) throws {
    try openVisit(place, &counter)
    try counter.type("2", shown: "Tidak bertemu_")
    for _ in 0..<5 { try counter.send(.down) }
    try counter.send("22052027")
    try counter.press(.function(2), until: "harus sesudah")
    for _ in "22052027" { try counter.send(.backspace) }
    try counter.send("23052027")
    try counter.press(.function(2), until: "Tersimpan")
    try counter.wait(for: "Cari _")
  }

  private static func shownHalfYear(_ counter: some Counter) throws -> [Int] {
    Array(numbers(in: try counter.row("6 bulan")).dropFirst())
  }

  /// The same from the exports: groups that were formed half a year ago, and the last visit since that met each.
  private static func countedHalfYear(_ counter: some Counter) throws -> [Int] {
    let due = try counter.rows(of: "groups").filter { ($0["formedOn"] ?? "9") <= "2026-11-22" }.compactMap { $0["id"] }
    let visits = try counter.rows(of: "mentorVisits").filter {
      $0["outcome"] == "met" && ($0["date"] ?? "") >= "2027-05-22"
    }
    let found = due.map { group in
      visits.filter { $0["groupId"] == group }.max { ($0["date"] ?? "") < ($1["date"] ?? "") }
    }
    let running = found.compactMap { $0 }.filter { $0["running"] == "yes" }
    let sum = { (column: String) in running.compactMap { $0[column].flatMap { Int($0) } }.reduce(0, +) }
    return [
      due.count, running.count, found.count { $0?["running"] == "no" }, found.count { $0 == nil }, sum("turnover"),
      sum("workers"),
    ]
  }

  /// The same from the exports: a group is due where the last visit named a day that has come, or nobody ever came.
  private static func countedMentors(_ counter: some Counter) throws -> [Int] {
    let assigned = try counter.rows(of: "mentorships").filter { ($0["until"] ?? "").isEmpty }
    let groups = try counter.rows(of: "groups").compactMap { $0["id"] }
    let visits = try counter.rows(of: "mentorVisits")
    let mentored = Set(assigned.compactMap { $0["groupId"] })
    let due = groups.count { group in
      let last = visits.filter { $0["groupId"] == group }.max { ($0["date"] ?? "") < ($1["date"] ?? "") }
      guard let next = last?["nextVisit"] else { return mentored.contains(group) }
      return !next.isEmpty && next <= "2027-05-22"
    }
    return [Set(assigned.compactMap { $0["mentorId"] }).count, mentored.count, due, groups.count - mentored.count]
  }

  // MARK: The grant

  /// Capital for the fourth group, of which a report is owed by the end of March.
  private static func grant(_ counter: inout some Counter) throws {
    try openWork(&counter)
    try counter.type("0", shown: "Belum ada hibah")
    try counter.press(.function(6), until: "Siapa penerimanya")
    try counter.type(name(31))
    try counter.press(.enter, until: "Batas laporan")
    try counter.type("2", shown: "Modal uang")
    for _ in 0..<3 { try counter.send(.down) }
    try counter.send("5000000")
    try counter.send(.tab)
    try counter.type("dapur ibu", shown: "DAPUR IBU")
    try counter.press(.enter)
    for _ in 0..<3 { try counter.send(.tab) }
    try counter.send("h")
    try counter.send(.down)
    try counter.send("31032027")
    try counter.press(.function(2), until: "paling lambat 31-03-2027")
    try counter.goHome()
  }

  private static func late(_ counter: inout some Counter) throws -> [Int] {
    try openWork(&counter)
    try counter.type("0", shown: "laporan terlambat")
    let row = try counter.row("[Semua]")
    try leaveList(&counter)
    let grants = try counter.rows(of: "grants").filter {
      ($0["reported"] ?? "").isEmpty && !($0["deadline"] ?? "").isEmpty && ($0["deadline"] ?? "") < "2027-05-22"
    }
    return [numbers(in: row)[1], grants.count]
  }
}
