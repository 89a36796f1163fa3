// P2, BLK Kota Pekalongan: scores, a ranked selection with reserves, a course of 16, training and competency certificates.
import LoketWidgets

/// From an empty office to the certificate.
public enum Pekalongan {
  /// Sapuro Kebulen.
  public static let office = "33.75.01.1004"
  public static let seats = 16
  private static let welding = (word: "las", shown: "Teknik las")

  /// 17 from the file: one at work and one too old for the rules.
  private static var applicants: String {
    let names = [
      "BUDI SANTOSO", "DEWI LESTARI", "EKO PRASETYO", "HENDRA GUNAWAN", "JOKO SUSILO", "KARTINI", "LILIS SURYANI",
      "MURNIATI", "NUR AINI", "RATNA SARI", "SLAMET RIYADI", "SRI WAHYUNI", "SUPRIYADI", "TARNO", "YULI ASTUTI",
      "BAMBANG IRAWAN", "AGUS SALIM", "WARSITI", "AHMAD FAUZI",
    ]
    let rows = names.enumerated().map { place, name in
      let isOld = name == "AGUS SALIM"
      let year = isOld ? 1960 : 1985 + place % 10
      let nik = "3375010508\(String(year).suffix(2))00\(place + 10)"
      let employment = name == "WARSITI" ? "working" : "notWorking"
      return [
        name, nik, "33750112031500\(place + 10)", "003", "001", "JL MELATI \(place + 5)", "\(year)-08-05", employment,
        "las", "2026-11-22", String(90 - place), String(80 - place),
      ].joined(separator: ";")
    }
    return (["nama;nik;no_kk;rt;rw;alamat;tanggallahir;employment;track;day;written;interview"] + rows)
      .joined(separator: "\n") + "\n"
  }

  public static func run(_ counter: inout some Counter) throws -> ProgramCount {
    try counter.takeTemplate(1, title: "Pelatihan BLK Kota Pekalongan")
    try counter.wait(for: "0/160; kurang 160 (10 kelas)")
    try counter.openWave("Gelombang 1", closes: ("30112026", "30-11-2026"), confirms: true)
    try register(&counter)
    try counter.importApplicants(applicants, wave: "Gelombang 1")
    try counter.returnToWave()
    // The two of the file whom a rule refuses; the one from the counter is recorded already.
    try counter.recordRefusals(2)
    try counter.makeClass(
      "Las A", track: welding, room: "Aula Kebulen", seats: seats, starts: ("01122026", "01-12-2026"))
    try select(&counter)
    try course(&counter)
    try counter.openProgram()
    let shown = try counter.done(of: "Target")
    try counter.goHome()
    return ProgramCount(shown: shown, counted: try counter.completed(in: "p2-2026"))
  }

  /// Two at the counter: one out of work, one who works and is recorded as refused.
  private static func register(_ counter: inout some Counter) throws {
    try counter.press(.function(6), until: "Siapa yang mendaftar?")
    try counter.register(
      Citizen(
        name: "SITI AMINAH", nik: "3375014508900003", card: "3375011203150007", employment: ("1", "Belum bekerja")),
      track: welding)
    try counter.wait(for: "Batas per keluarga")
    try counter.press(.function(2), until: "Tersimpan: SITI AMINAH, Teknik las")
    try counter.register(
      Citizen(name: "SUGENG", nik: "3375010508910004", card: "3375011203150008", employment: ("3", "Bekerja")),
      track: welding)
    try counter.wait(for: "Status kerja Bekerja bukan sasaran")
    try counter.recordRefusal(of: "SUGENG")
    try counter.goHome()
  }

  /// Scores of whom the file did not bring, seed, declaration, answers, and a withdrawal that promotes.
  private static func select(_ counter: inout some Counter) throws {
    try counter.type("2", shown: "Belum ditetapkan")
    try counter.type("3", shown: "1 belum dinilai: SITI AMINAH")
    try counter.type("1", shown: "1 belum lengkap")
    try counter.type("95", shown: "95")
    try counter.send(.tab)
    try counter.type("90", shown: "90")
    try counter.press(.function(2), until: "Nilai disimpan")
    try counter.type("2", shown: "Benih")
    try counter.type("PEKALONGAN-2026")
    try counter.press(.function(2), until: "Benih")
    try counter.wait(for: "Belum ditetapkan")
    try counter.declare(selected: seats, reserves: 2)
    try counter.confirm(seats: seats, ready: 1)
    try counter.press(.home, .down)
    try counter.type("5", shown: "BAMBANG IRAWAN naik dari cadangan dalam simpanan yang sama")
    try counter.type("3", shown: "Sudah bekerja")
    try counter.press(.function(2), until: "Naik dari cadangan: BAMBANG IRAWAN (1).")
    try counter.type("0", shown: "BERITA ACARA")
    try counter.press(.function(9), until: "Ditetapkan 22-11-2026")
    try counter.press(.function(9), until: "Pendaftaran 22-11-2026")
  }

  /// Four days, one participant twice absent, who is dropped; certificates of both kinds.
  private static func course(_ counter: inout some Counter) throws {
    try counter.type("4", shown: "16 dari 16 kursi terisi")
    try counter.press(.enter, until: "Peserta: 16")
    try counter.makeSessions(4)
    try counter.callRoll(present: 15, absent: 1)
    try counter.callRoll(present: 15, absent: 1)
    try counter.callRoll(present: 16)
    try counter.callRoll(present: 16)
    try counter.complete(15, dropped: 1)
    try counter.certify(15, from: "001/BLK/2026")
  }
}
