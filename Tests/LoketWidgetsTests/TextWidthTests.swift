// Width, clipping and wrapping of text, and the width table beside the one of the C library.
import CGlibc
import Glibc
import Testing

@testable import LoketWidgets

@Suite("Text width")
struct TextWidthTests {
  @Test("Every scalar that the C library can draw takes as many columns in our table")
  func agreesWithTheLibrary() throws {
    // Of this thread alone: other tests must not see another locale.
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    var differences: [String] = []
    var compared = 0
    for value in UInt32(0x20)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), CellText.drawn(scalar) == scalar else { continue }
      let columns = Int(loket_columns_of(value))
      guard columns >= 0 else { continue }
      compared += 1
      if WidthTable.columns(of: scalar) != columns {
        differences.append("U+\(String(value, radix: 16)): \(WidthTable.columns(of: scalar)), C says \(columns)")
      }
    }
    #expect(compared > 250_000)
    #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(20))")
  }

  @Test("Marks take no column, wide characters two, control and format characters what is drawn of them")
  func widths() {
    #expect(TextWidth.of("SITI") == 4)
    #expect(TextWidth.of("Jos\u{65}\u{301}") == 4)
    #expect(TextWidth.of("漢字") == 4)
    #expect(TextWidth.of("a\tb\nc") == 5)
    #expect(TextWidth.of("a\u{202E}b\u{200D}") == 2)
    #expect(TextWidth.of("\u{1B}[31m") == 5)
    #expect(TextWidth.of("" as String) == 0)
    #expect(TextWidth.of("é" as Character) == 1)
    #expect(TextWidth.of("👨‍👩‍👧" as Character) == 6)
    #expect(TextWidth.of("\r\n" as Character) == 2)
  }

  @Test("A text that fits is not clipped, a longer one ends in an ellipsis within its columns")
  func clips() {
    #expect(TextWidth.clip("KARTINI", columns: 7) == "KARTINI")
    #expect(TextWidth.clip("KARTINI", columns: 6) == "KARTI…")
    #expect(TextWidth.clip("漢字漢字", columns: 6) == "漢字…")
    #expect(TextWidth.clip("漢字漢字", columns: 7) == "漢字漢…")
    #expect(TextWidth.clip("KARTINI", columns: 1) == "…")
    #expect(TextWidth.clip("KARTINI", columns: 0) == "")
    #expect(TextWidth.clip("KARTINI", columns: -3) == "")
  }

  @Test("Wrapping breaks at spaces, cuts only words that are too long, and keeps line ends")
  func wraps() {
    #expect(TextWidth.wrap("kosongkan lalu F4", columns: 10) == ["kosongkan", "lalu F4"])
    #expect(TextWidth.wrap("satu\ndua tiga", columns: 20) == ["satu", "dua tiga"])
    #expect(TextWidth.wrap("ya pemberdayaan ya", columns: 6) == ["ya", "pember", "dayaan", "ya"])
    #expect(TextWidth.wrap("", columns: 5) == [""])
    #expect(TextWidth.wrap("abc", columns: 0) == ["a", "b", "c"])
    #expect(TextWidth.wrap("漢字漢", columns: 4) == ["漢字", "漢"])
  }
}
