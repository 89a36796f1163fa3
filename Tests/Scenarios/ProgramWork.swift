// The steps that every programme has, by the keys that README gives: template, wave, applicants, class, course, certificates.
import LoketWidgets

/// What the programme's page says and what somebody counts in the exports.
public struct ProgramCount: Hashable, Sendable {
  /// The figure behind the bar of the target.
  public var shown = 0
  /// Different people in the rows of an export that count as achieved.
  public var counted = 0
  /// The figure behind the bar of the floor, where the programme has one.
  public var floor: Int?
}

/// Numbers of people who are many and differ by their number alone.
enum Numbered {
  /// With zeros before it.
  static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: count - text.count) + text
  }

  /// Letters for digits, as no number of anybody holds them: a search finds one person.
  static func letters(_ number: Int) -> String {
    String(digits(number, 3).compactMap { $0.wholeNumberValue.map { Array("ABCDEFGHIJ")[$0] } })
  }
}

/// Somebody who is registered at the counter.
struct Citizen {
  let name: String
  /// 16 digits that say the birth date.
  let nik: String
  let card: String
  /// The key of the employment and what it shows.
  let employment: (key: String, shown: String)
}

extension Counter {
  /// From Beranda to the programmes, and one of the five templates taken over for this year. Ends on the programme.
  mutating func takeTemplate(_ place: Int, title: String) throws {
    try press(.function(10), until: "Program")
    try type("0", shown: "Belum ada program")
    try press(.function(6), until: "Kota Tegal")
    for _ in 0..<place { try send(.down) }
    try press(.enter, until: "1  ")
    try type("1", shown: title)
    try wait(for: "Belum ada gelombang")
  }

  /// On the programme: a wave that is open from today on. Ends on the wave.
  mutating func openWave(_ name: String, closes: (key: String, shown: String), confirms: Bool) throws {
    try press(.function(6), until: "Nama gelombang")
    try fill(name)
    // Today is proposed.
    try send(.enter)
    try type(closes.key, shown: closes.shown)
    if confirms {
      try type("05122026", shown: "05-12-2026")
      try type("10122026", shown: "10-12-2026")
    }
    try press(.function(2), until: "Tersimpan: \(name)")
    try press(.enter, until: "Pendaftaran 22-11-2026")
  }

  /// From Beranda to the only programme and its first wave.
  mutating func returnToWave() throws {
    try press(.function(10), until: "Program")
    try type("0", shown: "Capaian")
    try press(.enter, until: "Pendaftaran")
    try press(.enter, until: "Daftar")
  }

  /// On a wave: somebody new is registered on the way and chooses a track; the answers of the rules are on the screen.
  mutating func register(
    _ citizen: Citizen, track: (word: String, shown: String), segment: (key: String, shown: String)? = nil
  ) throws {
    try press(.function(6), until: "Kepala keluarga")
    try type(citizen.nik, shown: "Enter: ")
    try send(.enter)
    try fill(citizen.name)
    try fill("TEGAL")
    try fill("JL MELATI 4")
    try type("003", shown: "RT               003")
    try type("001", shown: "RW            001")
    try type("2", shown: "Kawin")
    try type("1", shown: "Belum/Tidak Bekerja")
    try send(.enter)
    try type(citizen.card, shown: citizen.card.suffix(4).description)
    // The whole number moved on by itself, and a Tab right after it would be swallowed: nothing to wait for. Education,
    // telephone, and whose it is are left as they are.
    try wait(for: "Ijazah terakhir")
    try press(.down, .tab, .tab)
    try type(citizen.employment.key, shown: citizen.employment.shown)
    try press(.function(2), until: "Tersimpan: \(citizen.name)")
    try choose(track)
    if let segment { try fill(segment.key, shown: segment.shown) }
  }

  /// Where a track is asked for.
  mutating func choose(_ track: (word: String, shown: String)) throws {
    try type(track.word, shown: track.shown)
    try send(.enter)
  }

  /// Where the rules refuse: the application is recorded as refused. Ends at the next applicant.
  mutating func recordRefusal(of name: String) throws {
    try press(.function(2), until: "Catat sebagai ditolak")
    try type("2", shown: "Tersimpan: \(name)")
  }

  /// On the wave: whom a rule refuses is recorded as refused.
  mutating func recordRefusals(_ count: Int) throws {
    try type("5", shown: "\(count) ditolak syarat")
    try press(.function(2), until: "\(count) pendaftar dicatat tidak memenuhi syarat, ")
    try type("2", shown: "\(count) pendaftar dicatat tidak memenuhi syarat.")
    try press(.function(9), until: "Pendaftaran 22-11-2026")
  }

  /// On the wave: a class. Ends on the wave.
  mutating func makeClass(
    _ name: String, track: (word: String, shown: String), room: String, seats: Int,
    starts: (key: String, shown: String), isFirst: Bool = true
  ) throws {
    try type("4", shown: isFirst ? "Belum ada kelas" : "1 kelas")
    try press(.function(6), until: "Nama kelas")
    try fill(name)
    try fill(track.word, shown: track.shown)
    try fill(String(seats))
    try type("1", shown: "Luring")
    try fill(room)
    // For whom, trainer, agency and funding: what the programme says of all its classes stands there.
    try press(.tab, .tab, .tab, .tab)
    try type(starts.key, shown: starts.shown)
    try press(.function(2), until: "Tersimpan: \(name)")
    try press(.function(9), until: "Pendaftaran 22-11-2026")
  }

  /// On the wave: the selection of its first track is declared with this many seats and reserves. Ends on the selection.
  mutating func declare(selected: Int, reserves: Int) throws {
    try type("3", shown: "\(selected) terpilih, \(reserves) cadangan")
    try type("2", shown: "Ditetapkan 22-11-2026")
  }

  /// On a selection, from its first row on: each of so many confirms.
  mutating func confirm(seats: Int, ready: Int) throws {
    try send(.home)
    for place in 1...seats {
      try type("4", shown: "\(place) terisi")
      try send(.down)
    }
    for _ in 0..<ready { try type("4", shown: "Cadangan 1, siap") }
  }

  /// On a class: so many sessions from its first day on, every working day from 8 to 12.
  mutating func makeSessions(_ count: Int) throws {
    try type("3", shown: "Mulai tanggal")
    try press(.tab, .tab, .tab, .tab)
    try type(String(count), shown: "\(count) pertemuan:")
    try press(.function(2), until: "Tambah pertemuan tersimpan")
  }

  /// On a class: the roll of the next session, in which nobody or the one in this row, from 0, was absent.
  mutating func callRoll(present: Int, absent row: Int? = nil) throws {
    try type("2", shown: "\(present + (row == nil ? 0 : 1)) hadir")
    if let row {
      for _ in 0..<row { try send(.down) }
      try type("4", shown: "\(present) hadir, 1 tanpa keterangan")
    }
    try press(.function(2), until: row == nil ? "\(present) hadir" : "1 tanpa keterangan")
    try wait(for: "Peserta: ")
  }

  /// On a class: it is over.
  mutating func complete(_ completed: Int, dropped: Int) throws {
    try type("6", shown: dropped == 0 ? "\(completed) selesai" : "\(completed) selesai, \(dropped) gugur")
    try press(.function(2), until: "Selesaikan kelas tersimpan")
  }

  /// On a class that is over: training certificates from this number on.
  mutating func certify(_ count: Int, from number: String) throws {
    try type("7", shown: "\(count) sertifikat")
    try send(.enter)
    try type(number, shown: "\(number) · ")
    try press(.function(2), until: "Sertifikat pelatihan tersimpan")
  }

  /// Different people whose enrolments in a programme are completed, counted in the export.
  func completed(in program: String) throws -> Int {
    let rows = try rows(of: "enrolments").filter { $0["program"] == program && $0["status"] == "completed" }
    return Set(rows.compactMap { $0["personId"] }).count
  }

  /// From anywhere to the programme's page.
  mutating func openProgram() throws {
    try goHome()
    try press(.function(10), until: "Program")
    try type("0", shown: "Capaian")
    try press(.enter, until: "Gelombang")
  }
}
