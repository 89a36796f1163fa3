// The frame around every screen, as pictures at the sizes that offices have.
import FrameFiles
import Testing

@testable import LoketWidgets

@Suite("Screen frame")
struct ScreenFrameTests {
  private let files = FrameFiles(group: "ScreenFrame")
  static let sizes = [(80, 24), (100, 30), (79, 24), (40, 10)]

  private func screen(message: ScreenFrame.Message? = nil, path: [String] = ["Loket", "Keluarga", "Baru"])
    -> ScreenFrame
  {
    ScreenFrame(
      path: path, situation: ["Mintaragen", "PC 1", "petugas1", "22-11-2026"], message: message,
      waiting: "2 dikembalikan · 3 belum dikirim",
      hint: "16 angka pada KTP atau KK. Belum punya: kosongkan, lalu F4 pilih alasan.",
      keys: KeyTable(
        words: KeyTableTests.words,
        available: [
          .help: .on, .save: .on, .ditto: .on, .pick: .on, .find: .on, .undo: .on, .back: .on, .menu: .on,
        ]),
      tooSmall: "Layar terlalu kecil. Besarkan jendela sampai 80 kolom dan 24 baris; isian tetap tersimpan di sini.")
  }

  private func drawn(_ screen: ScreenFrame, _ columns: Int, _ rows: Int, _ glyphs: Glyphs = .unicode) -> Frame {
    let size = Size(columns: columns, rows: rows)
    return screen.frame(size: size, glyphs: glyphs) { frame in
      for row in ScreenFrame.body(of: size) { frame.put("baris \(row)", row: row, column: 1) }
      frame.cursor = Position(row: 1, column: 1)
    }
  }

  @Test("The frame looks like its picture at each size", arguments: sizes)
  func pictures(columns: Int, rows: Int) {
    let frame = drawn(screen(), columns, rows)
    #expect(files.difference(frame.pictured, "chrome \(columns)x\(rows)") == nil)
  }

  @Test("Every picture of the frame is still shown by a test")
  func strays() {
    let names = Self.sizes.map { "chrome \($0.0)x\($0.1)" } + ["chrome message", "chrome ascii"]
    #expect(files.strays(besides: names) == [])
  }

  @Test("A message stands on line 22 with the mark of its level, what waits beside it only where there is room")
  func message() {
    let short = drawn(screen(message: .init(.info, "Tersimpan.")), 80, 24)
    #expect(short.text(row: 21).hasPrefix(" i Tersimpan."))
    #expect(short.text(row: 21).hasSuffix("2 dikembalikan · 3 belum dikirim "))
    let text = "NIK menyatakan perempuan lahir 05-08-1968; di formulir 05-08-1969"
    let long = drawn(screen(message: .init(.error, text)), 80, 24)
    #expect(files.difference(long.pictured, "chrome message") == nil)
    #expect(!long.text(row: 21).contains("dikembalikan"))
    #expect(long[21, 1].style == .error)
  }

  @Test("A message longer than its line goes on in the hint's, so that what to do is read")
  func longMessage() {
    let text =
      "Berkas draf tidak dapat ditulis karena disk penuh. Isian masih ada di layar. Kosongkan ruang pada disk, "
      + "lalu tekan F2 lagi."
    let frame = drawn(screen(message: .init(.error, text)), 80, 24)
    let shown = frame.text(row: 21) + frame.text(row: 22)
    #expect(shown.split(separator: " ").dropFirst().joined(separator: " ") == text)
    #expect(frame.text(row: 23).hasPrefix(" F1 Bantuan"))
  }

  @Test("The frame in seven bits looks like its picture")
  func sevenBits() {
    let frame = drawn(screen(message: .init(.check, "Umur 107 — benar?")), 80, 24, .ascii)
    #expect(frame.lines.allSatisfy { $0.allSatisfy(\.isASCII) })
    #expect(files.difference(frame.pictured, "chrome ascii") == nil)
  }

  @Test("Office, then middle of the path, then PC and account give way; the date and the last title never")
  func title() {
    let path = ["Loket", "Keluarga", "SITI NURHALIZAH BINTI ABDUL RAHMAN", "Pindah ke keluarga lain"]
    func line(_ path: [String], _ columns: Int = 80) -> String {
      let title = TitleLine(path: path, situation: ["Mintaragen", "PC 1", "petugas1", "22-11-2026"], columns: columns)
      return title.left + "|" + title.right
    }
    #expect(line(["Loket", "Keluarga"]) == "Loket › Keluarga|Mintaragen · PC 1 · petugas1 · 22-11-2026")
    #expect(
      line(["Loket", "Keluarga", "Baru"], 64) == "Loket › Keluarga › Baru|Mintara… · PC 1 · petugas1 · 22-11-2026")
    #expect(line(["Loket", "Keluarga", "Baru"], 55) == "Loket › Keluarga › Baru|PC 1 · petugas1 · 22-11-2026")
    #expect(line(path) == "Loket › … › Pindah ke keluarga lain|PC 1 · petugas1 · 22-11-2026")
    #expect(line(path, 50) == "Loket › … › Pindah ke keluarga lain|22-11-2026")
    #expect(line([String(repeating: "x", count: 200)], 30) == String(repeating: "x", count: 17) + "…|22-11-2026")
  }

  @Test("Too small shows one sentence, draws nothing of the screen, and any size draws without harm")
  func anySize() {
    for columns in [1, 2, 5, 39, 79, 80, 81, 200] {
      for rows in [1, 2, 3, 10, 23, 24, 60] {
        let frame = drawn(screen(), columns, rows)
        #expect(frame.size == Size(columns: columns, rows: rows))
        let isWhole = frame.lines.contains { $0.contains("baris 1") }
        #expect(isWhole == (columns >= 80 && rows >= 24))
        if !isWhole { #expect(frame.cursor == nil) }
      }
    }
    #expect(ScreenFrame.body(of: Size(columns: 80, rows: 24)) == 1..<21)
    #expect(ScreenFrame.body(of: Size(columns: 1, rows: 1)).isEmpty)
  }
}
