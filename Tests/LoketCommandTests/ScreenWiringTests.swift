// The pieces between the screen and the world: drafts in and out of their files, the frame of a long start.
import LoketApp
import LoketModel
import LoketWidgets
import Testing

@testable import loket

struct ScreenWiringTests {
  @Test("A draft comes back from its file as it went in")
  func drafts() throws {
    let at = try #require(Timestamp("2026-11-22T09:11:04+07:00"))
    let draft = Draft(
      id: Identifier(high: 7, low: 9), kind: "household", title: "SITI AMINAH", at: at, by: "petugas1",
      values: ["name": "SITI AMINAH", "nik": "337602"])
    #expect(DraftFile.draft(DraftFile.file(of: draft)) == draft)
  }

  @Test("A long start shows how far it is, on any size of terminal")
  func progress() {
    let frame = StartProgress.frame(
      "Membaca data: 3 dari 6 bagian", share: 50, size: Size(columns: 80, rows: 24), glyphs: .ascii)
    #expect(frame.text(row: 0).contains("Loket"))
    #expect(frame.text(row: 11).contains("Membaca data: 3 dari 6 bagian"))
    let bar = "  " + String(repeating: "#", count: 20) + String(repeating: ".", count: 20)
    #expect(frame.text(row: 12).hasPrefix(bar))
    for size in [Size(columns: 3, rows: 2), Size(columns: 1, rows: 6), Size(columns: 20, rows: 5)] {
      #expect(StartProgress.frame("Membaca data", share: 500, size: size, glyphs: .ascii).size == size)
    }
  }
}
