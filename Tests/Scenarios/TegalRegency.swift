// P5, 10,000 people in ICT in Kabupaten Tegal: three levels, segments, an outside portal, people counted once.
import LoketWidgets

/// From an empty office to the second level.
public enum TegalRegency {
  /// A village of the district Margasari.
  public static let office = "33.28.01.2001"
  public static let seats = 7
  private static let literacy = (word: "literasi", shown: "Literasi digital")
  private static let talent = (word: "talenta", shown: "Talenta digital")

  private static var applicants: String {
    let segments = ["public", "workforce", "civilServant"]
    let rows = (1...7).map { number in
      [
        "WARGA 0\(number)", "332801050885000\(number)", "332801120315000\(number)", "001", "002", "DUKUH \(number)",
        "1985-08-05", "literasi-digital", segments[number % 3], "2026-11-22",
      ].joined(separator: ";")
    }
    return (["nama;nik;no_kk;rt;rw;alamat;tanggallahir;track;segment;day"] + rows).joined(separator: "\n") + "\n"
  }

  public static func run(_ counter: inout some Counter) throws -> ProgramCount {
    try counter.takeTemplate(4, title: "10.000 talenta TIK Kabupaten Tegal")
    try counter.wait(for: "0/10.000; kurang 10.000 (500 kelas)")
    try counter.openWave("Gelombang 1", closes: ("30112026", "30-11-2026"), confirms: true)
    try register(&counter)
    try counter.importApplicants(applicants, wave: "Gelombang 1")
    try counter.returnToWave()
    // Nobody of the file is refused; whether they have a device nobody has asked.
    try counter.type("5", shown: "0 ditolak syarat, 7 masih harus ditanya")
    try counter.press(.function(9), until: "Pendaftaran 22-11-2026")
    try counter.makeClass(
      "Literasi A", track: literacy, room: "Balai Desa", seats: seats, starts: ("01122026", "01-12-2026"))
    try counter.type("2", shown: "Belum ditetapkan")
    try counter.declare(selected: seats, reserves: 1)
    try counter.confirm(seats: seats, ready: 1)
    try counter.press(.home, .down)
    try counter.type("5", shown: "WARGA 07 naik dari cadangan dalam simpanan yang sama")
    try counter.type("4", shown: "Pindah")
    try counter.press(.function(2), until: "Naik dari cadangan: WARGA 07 (1).")
    try counter.press(.function(9), until: "Pendaftaran 22-11-2026")
    try course(&counter, "Literasi A", "LD-001", seats)
    try portal(&counter)
    try secondLevel(&counter)
    try counter.openProgram()
    let shown = try counter.done(of: "Target")
    try counter.type("2", shown: "orang tiap minggu")
    try counter.goHome()
    let certified = try counter.rows(of: "certificates").filter { $0["certificateKind"] == "training" }
    return ProgramCount(shown: shown, counted: Set(certified.compactMap { $0["personId"] }).count)
  }

  /// One at the counter, whose device is asked for on the way; another wants to begin at the second level.
  private static func register(_ counter: inout some Counter) throws {
    let segment = (key: "2", shown: "Masyarakat umum")
    try counter.press(.function(6), until: "Siapa yang mendaftar?")
    try counter.register(
      Citizen(
        name: "SITI AMINAH", nik: "3328014508900003", card: "3328011203150011", employment: ("1", "Belum bekerja")),
      track: literacy, segment: segment)
    try counter.wait(for: "belum diketahui")
    try counter.type("2", shown: "Data keluarga untuk syarat")
    try counter.type("4", shown: "Ponsel dan komputer")
    try counter.type("2", shown: "Paket data")
    try counter.press(.function(2), until: "F2 mendaftarkan")
    try counter.press(.function(2), until: "Tersimpan: SITI AMINAH, Literasi digital")
    try counter.register(
      Citizen(
        name: "DEWI LESTARI", nik: "3328014508910004", card: "3328011203150012", employment: ("1", "Belum bekerja")),
      track: talent, segment: segment)
    try counter.wait(for: "Belum lulus Literasi digital.")
    try counter.recordRefusal(of: "DEWI LESTARI")
    try counter.goHome()
  }

  private static func course(
    _ counter: inout some Counter, _ name: String, _ number: String, _ participants: Int
  ) throws {
    try counter.type("4", shown: name)
    try counter.press(.enter, until: "Peserta: \(participants)")
    try counter.makeSessions(1)
    try counter.callRoll(present: participants)
    try counter.complete(participants, dropped: 0)
    try counter.certify(participants, from: number)
    try counter.press(.function(9), until: "1 kelas")
    try counter.press(.function(9), until: "Pendaftaran 22-11-2026")
  }

  /// The office made the account on the outside portal for somebody who cannot.
  private static func portal(_ counter: inout some Counter) throws {
    try counter.type("3", shown: "Cari")
    try counter.type("siti", shown: "SITI AMINAH")
    try counter.press(.enter, until: "SITI AMINAH")
    try counter.type("5", shown: "Portal")
    try counter.type("1", shown: "Akun dibuat")
    try counter.press(.function(2), until: "Tersimpan")
    try counter.goHome()
  }

  /// In a second wave whoever completed the first level may follow the next.
  private static func secondLevel(_ counter: inout some Counter) throws {
    try counter.openProgram()
    try counter.openWave("Gelombang 2", closes: ("30112026", "30-11-2026"), confirms: true)
    try counter.press(.function(6), until: "Siapa yang mendaftar?")
    try counter.type("siti", shown: "SITI AMINAH")
    try counter.send(.enter)
    try counter.choose(talent)
    try counter.fill("2", shown: "Masyarakat umum")
    try counter.wait(for: "F2 mendaftarkan")
    try counter.press(.function(2), until: "Tersimpan: SITI AMINAH, Talenta digital")
    try counter.press(.function(9), until: "Pendaftaran 22-11-2026")
    try counter.makeClass("Talenta A", track: talent, room: "Balai Desa", seats: 1, starts: ("08122026", "08-12-2026"))
    try counter.type("2", shown: "Belum ditetapkan")
    try counter.declare(selected: 1, reserves: 0)
    try counter.confirm(seats: 1, ready: 0)
    try counter.press(.function(9), until: "Pendaftaran 22-11-2026")
    try course(&counter, "Talenta A", "TD-001", 1)
  }
}
