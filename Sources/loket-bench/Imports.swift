// A large table of people, imported by the program into a new office, with every check for duplicates.
import FoundationEssentials
import Glibc

struct Imports {
  let office: MeasuredOffice
  let rows: Int

  func figures() throws -> [Figure] {
    guard rows > 0 else { return [] }
    let whole = try importing(rows)
    let part = try importing(rows / 4)
    let peer = try peerSeconds()
    let again = try office.run(["import", table(rows), "--data", folder(rows)])
    return [
      .time(
        "import of \(rows) rows", .seconds, whole, rows == 100_000 ? .atMost(5) : .unset,
        peer: peer.map { ("SQLite .import, UNIQUE NIK", $0) }),
      Figure("import, time for 4 × the rows", .times, whole.seconds / part.seconds),
      .time("the same import again (nothing changes)", .seconds, again.span),
    ]
  }

  private func table(_ rows: Int) -> String { "\(office.scratch)/people-\(rows).csv" }
  private func folder(_ rows: Int) -> String { "\(office.scratch)/import-\(rows)" }

  private func importing(_ rows: Int) throws -> Span {
    try write(rows)
    try Imports.makeOffice(folder(rows), office)
    let imported = try office.run(["import", table(rows), "--data", folder(rows)])
    guard imported.code == 0 else { throw BenchProblem("The import ended with \(imported.code): \(imported.said)") }
    return imported.span
  }

  /// An empty office in a folder of its own.
  static func makeOffice(_ folder: String, _ office: MeasuredOffice) throws {
    let words = [
      "init", "--data", folder, "--office", "33.76.02.1005", "--device", "PC 1", "--supervisor", MeasuredOffice.login,
      "--pin", "-",
    ]
    let made = try office.run(words, input: MeasuredOffice.pin + "\n")
    guard made.code == 0 else { throw BenchProblem("No office to import into: \(made.said)") }
  }

  /// Families of four with valid numbers, each number once.
  private func write(_ rows: Int) throws {
    guard access(table(rows), F_OK) != 0 else { return }
    var text = "nik,name,sex,birthDate,birthPlace,relation,familyCardNumber,address,rt,rw,phone\n"
    text.reserveCapacity(rows * 120)
    for row in 0..<rows {
      let (family, place) = (row / 4, row % 4)
      let isWoman = place == 1 || place == 3
      let (day, month, year) = (1 + family % 28, 1 + family / 28 % 12, (place < 2 ? 1960 : 1990) + family / 336 % 18)
      let date = filled((isWoman ? day + 40 : day), 2) + filled(month, 2) + filled(year % 100, 2)
      text += "337602\(date)\(filled(1 + family / 6048 * 4 + place, 4)),"
      text += "\(Imports.first[family % 40 + (isWoman ? 40 : 0)]) \(Imports.last[(family / 40 + place * 7) % 40]),"
      text += "\(isWoman ? 2 : 1),\(year)-\(filled(month, 2))-\(filled(day, 2)),TEGAL,\([1, 3, 4, 4][place]),"
      text += "337602\(filled(family % 28 + 1, 2))0115\(filled(1 + family / 28, 4)),"
      text += "\"JL MELATI \(family % 300)\",\(filled(1 + family % 9, 3)),\(filled(1 + family / 9 % 7, 3)),"
      text += place == 0 ? "0812\(filled(family, 8))\n" : "\n"
    }
    guard let file = fopen(table(rows), "w") else { throw BenchProblem("No table can be written.") }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw BenchProblem("No table can be written.") }
  }

  private func filled(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private func peerSeconds() throws -> Span? {
    let path = office.scratch + "/import.db"
    guard let peer = SQLitePeer(path) else { return nil }
    try peer.ask(
      "CREATE TABLE people(nik TEXT UNIQUE, name, sex, birthDate, birthPlace, relation, card, address, rt, rw, phone);")
    let begun = Stopwatch.now()
    // A command of the program stands on a line of its own.
    try peer.command(".import --csv --skip 1 \(table(rows)) people")
    try peer.ask("CREATE INDEX card ON people(card);")
    return Span(seconds: Stopwatch.now() - begun, processor: nil)
  }

  private static let first = names(
    """
    AGUS BAMBANG BUDI DEDI EKO FAJAR GUNAWAN HADI HENDRA IMAM IRFAN JOKO KURNIA LUKMAN MUHAMMAD NUGROHO PRASETYO RAHMAT
    RIZKI RUDI SLAMET SUGENG SUPARMAN SURYA SUTRISNO TAUFIK TEGUH TRI UJANG UMAR WAHYU WARSITO WAWAN YANTO YUSUF ZAENAL
    ARIS BASUKI DARTO EDI SITI SRI DEWI RATNA NUR ANI ENDANG FITRI INDAH KARTINI LESTARI MAYA NINGSIH PUTRI RINA SARI
    SULASTRI TITIN UMI WATI YULI ZAHRA AISYAH DIAH ERNA HENI IDA JUMINAH KHOTIMAH LILIK MARIA NANI PUJI RINI SUKINEM TUTI
    WIWIK YATI ASIH DARMI
    """)
  private static let last = names(
    """
    SANTOSO WIBOWO SETIAWAN HIDAYAT SUSANTO KUSUMA PRATAMA SAPUTRA WIJAYA NUGRAHA HARTONO SUHARTO RAHAYU MULYONO PURNOMO
    SUSILO UTOMO HANDAYANI WAHYUNI LESTARI ANGGRAINI PERMATA MAULANA RAMADHAN HAKIM FIRDAUS ARIFIN BASRI HASANAH ROHMAN
    SISWANTO WALUYO YULIANTO SETYAWATI ASTUTI KURNIAWAN SUPRAPTO HERMAWAN ISKANDAR JATMIKO
    """)

  private static func names(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
