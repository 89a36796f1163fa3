import LoketModel
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("F1 anywhere")
struct HelpTests {
  /// A question or list on top, how it was reached, and a word of its help.
  static let places: [(String, @Sendable (inout Desk) -> Void, String)] = [
    (
      "leave",
      {
        $0.press(.function(6))
        $0.type("3376")
        $0.press(.escape)
      }, "ISIAN BELUM DISIMPAN"
    ),
    ("quit", { $0.press(.escape) }, "Ganti petugas kembali"),
    ("menu", { $0.press(.function(10)) }, "Semua bagian Loket"),
    ("number", { $0.type("3376021203080001") }, "NIK ATAU NO. KK"),
    ("pick", { $0.press(.function(6), .tab, .tab, .tab, .tab, .function(4)) }, "Isian ini diambil"),
    (
      "checks",
      { $0.reachChecks() }, "PERIKSA SEBELUM DISIMPAN"
    ),
    (
      "discard",
      { desk in
        desk.press(.function(6))
        desk.type("3376021203650001")
        desk.press(.enter)
        desk.type("SLAMET")
        desk.press(.enter, .function(5), .function(10), .character("5"), .function(7), .character("2"))
      }, "BUANG DRAF"
    ),
    (
      "actions",
      { desk in
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
        desk.press(.function(7))
      }, "TINDAKAN"
    ),
  ]

  @Test("Every question and list explains itself and is there again as it was", arguments: places.indices)
  func comesBack(_ index: Int) {
    let (name, way, word) = Self.places[index]
    var desk = Desk.open()
    way(&desk)
    let before = desk.frame
    desk.press(.function(1))
    #expect(desk.sees(word), "\(name)")
    #expect(desk.sees("Bantuan"), "\(name)")
    desk.press(.escape)
    // Line 22 alone is free to have fallen silent.
    let rows = (0..<before.size.rows).filter { $0 != 21 }
    #expect(rows.map { desk.frame.text(row: $0) } == rows.map { before.text(row: $0) }, "\(name)")
  }
}
