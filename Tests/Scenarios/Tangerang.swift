// P3, BLK in 104 villages of Tangerang: people laid off, floor and target apart, the village hall, a job fair and capital aid.
import LoketWidgets

/// From an empty office to the certificate.
public enum Tangerang {
  /// Sukarasa.
  public static let office = "36.71.01.1001"
  public static let seats = 20
  private static let barista = (word: "barista", shown: "Barista")

  /// 21 people laid off; the last one before the programme's first day.
  private static var applicants: String {
    let rows = (1...21).map { number in
      let two = number < 10 ? "0\(number)" : String(number)
      return [
        "PESERTA \(two)", "36710105088500\(two)", "36710112031500\(two)", "00\(number % 5 + 1)", "001",
        "JL MERPATI \(number)", "1985-08-05", "laidOff", "barista", "2026-11-22",
        number == 21 ? "2019-11-01" : "2020-04-15", "PT MAJU", "letter",
      ].joined(separator: ";")
    }
    let header = "nama;nik;no_kk;rt;rw;alamat;tanggallahir;employment;track;day;layoffDate;layoffEmployer;layoffProof"
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  public static func run(_ counter: inout some Counter) throws -> ProgramCount {
    try counter.takeTemplate(2, title: "BLK di 104 kelurahan: korban PHK")
    try counter.wait(for: "kurang 12.000 (600 kelas)")
    try counter.wait(for: "kurang 10.400 (520 kelas)")
    try counter.type("2", shown: "kurang 1.600 orang dari target: 80 kelas lagi")
    try counter.press(.function(9), until: "Belum ada gelombang")
    try counter.openWave("Gelombang 1", closes: ("30112026", "30-11-2026"), confirms: true)
    try register(&counter)
    try counter.importApplicants(applicants, wave: "Gelombang 1")
    try counter.returnToWave()
    try counter.recordRefusals(1)
    try counter.makeClass(
      "Barista A", track: barista, room: "Aula Sukarasa", seats: seats, starts: ("01122026", "01-12-2026"))
    try counter.type("2", shown: "Belum ditetapkan")
    try counter.declare(selected: seats, reserves: 1)
    try counter.confirm(seats: seats, ready: 1)
    // Whoever came first at the counter has found work: the last of the file moves up.
    try counter.send(.home)
    try counter.type("5", shown: "PESERTA 20 naik dari cadangan dalam simpanan yang sama")
    try counter.type("3", shown: "Sudah bekerja")
    try counter.press(.function(2), until: "TARNO mengundurkan diri. Naik dari cadangan: PESERTA 20 (1).")
    try counter.press(.function(9), until: "Pendaftaran 22-11-2026")
    try course(&counter)
    try event(&counter)
    try counter.openProgram()
    let (shown, floor) = (try counter.done(of: "Target"), try counter.done(of: "Batas bawah"))
    try counter.goHome()
    return ProgramCount(shown: shown, counted: try counter.completed(in: "p3-2026"), floor: floor)
  }

  /// One who was not laid off is recorded as refused; of another the letter is seen and its date recorded on the way.
  private static func register(_ counter: inout some Counter) throws {
    try counter.press(.function(6), until: "Siapa yang mendaftar?")
    try counter.register(
      Citizen(
        name: "SITI AMINAH", nik: "3671014508900003", card: "3671011203150007", employment: ("1", "Belum bekerja")),
      track: barista)
    try counter.wait(for: "Bukan korban PHK: status kerja Belum bekerja.")
    try counter.recordRefusal(of: "SITI AMINAH")
    try counter.register(
      Citizen(name: "TARNO", nik: "3671010508910004", card: "3671011203150008", employment: ("2", "Korban PHK")),
      track: barista)
    try counter.wait(for: "Tanggal PHK atau perusahaannya belum dicatat: tanyakan.")
    try counter.type("1", shown: "Data warga untuk syarat")
    try counter.press(.tab, .tab)
    try counter.type("15042026", shown: "15-04-2026")
    try counter.fill("PT TEKSTIL JAYA")
    try counter.type("1", shown: "Surat PHK")
    try counter.press(.function(2), until: "F2 mendaftarkan")
    try counter.press(.function(2), until: "Tersimpan: TARNO, Barista")
    try counter.goHome()
  }

  /// The hall is promised once; nobody is absent.
  private static func course(_ counter: inout some Counter) throws {
    try counter.makeClass(
      "Las A", track: ("las", "Teknik las"), room: "Aula Sukarasa", seats: seats, starts: ("01122026", "01-12-2026"),
      isFirst: false)
    try counter.type("4", shown: "20 dari 40 kursi terisi")
    try counter.press(.enter, until: "Peserta: 20")
    try counter.makeSessions(2)
    try counter.callRoll(present: 20)
    try counter.callRoll(present: 20)
    try counter.complete(20, dropped: 0)
    try counter.certify(20, from: "001/BLK/2026")
    try counter.press(.function(9), until: "2 kelas")
    try counter.press(.end, until: "2 kelas")
    try counter.press(.enter, until: "Las A · Teknik las")
    try counter.type("3", shown: "Mulai tanggal")
    try counter.press(.tab, .tab, .tab, .tab)
    try counter.type("2", shown: "2 pertemuan:")
    try counter.press(.function(2), until: "Aula Sukarasa sudah dipakai Barista A")
    try counter.press(.function(9), until: "F8 Buang")
    try counter.press(.function(8), until: "Las A · Teknik las")
  }

  /// The job fair, who came, and what the city gave.
  private static func event(_ counter: inout some Counter) throws {
    try counter.openProgram()
    try counter.type("4", shown: "Belum ada kegiatan")
    try counter.press(.function(6), until: "Nama kegiatan")
    try counter.fill("VIRTUAL JOB FAIR")
    try counter.type("1", shown: "Bursa kerja")
    try counter.press(.function(2), until: "Tersimpan: VIRTUAL JOB FAIR")
    try counter.press(.enter, until: "Tamu")
    try counter.type("peserta 05", shown: "PESERTA 05")
    try counter.press(.enter, until: "1 orang hadir")
    try counter.type("1", shown: "Bantuan")
    try counter.fill("MODAL USAHA")
    try counter.type("1", shown: "Modal")
    try counter.type("2500000", shown: "2500000")
    try counter.press(.function(2), until: "MODAL USAHA")
  }
}
