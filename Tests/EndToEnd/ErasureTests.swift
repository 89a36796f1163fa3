// Erasing by keys in a real folder: afterwards no file holds the name or the NIK, and the check is clean.
import FoundationEssentials
import ProcessSupport
import Testing

@Suite(.serialized)
struct ErasureTests {
  private static let nik = "3376024508680001"

  /// What `grep -r` would say of the data folder, in UTF-8 and in JSON escapes.
  private func holders(_ office: Office) throws -> [String] {
    let words = ["SITI AMINAH", "Siti Aminah", Self.nik]
    let escaped = words.map { word in word.utf16.map { "\\u00" + String($0, radix: 16) }.joined() }
    return try FileManager.default.subpathsOfDirectory(atPath: office.data).filter { name in
      guard let bytes = FileManager.default.contents(atPath: "\(office.data)/\(name)") else { return false }
      let text = String(decoding: bytes, as: UTF8.self)
      return (words + escaped).contains { text.contains($0) }
    }
  }

  @Test("An erased person is gone from journal, open, cache, drafts, quarantine and access; the check is clean")
  func erase() throws {
    let office = try Office()
    let table = """
      nik,nama,no_kk,hubungan,tanggal_lahir,sex,alamat,rt,rw
      \(Self.nik),SITI AMINAH,3376021203150007,3,1968-08-05,2,JL MELATI 4,003,001
      3376021202600002,BUDI SANTOSO,3376021203150007,1,1960-02-12,1,JL MELATI 4,003,001
      33760,SITI AMINAH,3376021203150009,1,1968-08-05,2,JL MAWAR 2,004,001

      """
    let file = try office.file("warga.csv", table)
    #expect(try office.loket(["import", file]).code == 1)
    #expect(FileManager.default.fileExists(atPath: file + ".rejected.csv"))
    let terminal = try office.terminal()
    try office.signIn(terminal)
    #expect(try !holders(office).isEmpty)
    try terminal.type("siti amin")
    try terminal.wait(for: "SITI AMINAH")
    try terminal.press("Enter")
    try terminal.wait(for: "Riwayat perubahan")
    try terminal.press("F7", "End", "Up", "Enter")
    try terminal.wait(for: "Izin data")
    try terminal.type("6")
    try terminal.wait(for: "tidak dapat dibatalkan")
    try terminal.type("1")
    try terminal.wait(for: "Ikut terhapus")
    try terminal.type("DIMINTA SITI AMINAH")
    try terminal.press("F2")
    try terminal.wait(for: "Jangan hapus")
    try terminal.press("F8")
    try terminal.wait(for: "Selesai di PC ini")
    #expect(try holders(office) == [])
    #expect(!FileManager.default.fileExists(atPath: file + ".rejected.csv"))
    // While the screen is open, and after it was left.
    #expect(try office.loket(["check"]).code == 0)
    try terminal.press("Enter")
    try terminal.wait(for: "hari ini")
    try terminal.type("siti")
    try terminal.wait(for: "Tidak ditemukan")
    try terminal.press("F9")
    try terminal.wait(for: "hari ini")
    try terminal.press("F9")
    try terminal.wait(for: "Keluar?")
    try terminal.press("Down", "Down", "Enter")
    _ = try terminal.waitForEnd()
    #expect(try office.loket(["check"]).code == 0)
    #expect(try holders(office) == [])
    let people = try office.loket(
      ["export", "people", "--as", Office.supervisor, "--pin", "-"], input: "\(Office.pin)\n")
    #expect(people.output.contains("BUDI SANTOSO") && !people.output.contains("SITI"))
  }
}
