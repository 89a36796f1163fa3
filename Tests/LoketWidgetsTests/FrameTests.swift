// What may enter a frame and what becomes of it there.
import Testing

@testable import LoketWidgets

@Suite("Frame")
struct FrameTests {
  private func frame(_ columns: Int = 10, _ rows: Int = 3, _ glyphs: Glyphs = .unicode) -> Frame {
    Frame(size: Size(columns: columns, rows: rows), glyphs: glyphs)
  }

  @Test("Escape sequences, line ends and characters that turn a line round never reach a cell")
  func filters() {
    var frame = frame(24, 1)
    frame.put("A\u{1B}[2JB\u{202E}C\u{2066}D\nE\tF\u{9B}G\u{0}H\u{AD}I\u{FEFF}", row: 0, column: 0)
    #expect(frame.text(row: 0) == "A?[2JBCD E F?G?HI       ")
    for column in 0..<24 {
      for scalar in frame[0, column].character.unicodeScalars {
        #expect(CellText.drawn(scalar) == scalar)
      }
    }
  }

  @Test("Every scalar there is leaves a cell that holds one harmless character of its width")
  func everyScalar() {
    var frame = frame(4, 1)
    var harmful: [UInt32] = []
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 7) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      frame.put("a" + String(scalar) + "b", row: 0, column: 0, width: 4, fill: true)
      let drawn = frame.text(row: 0)
      let isClean = drawn.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
      }
      if !isClean || TextWidth.of(drawn) != 4 || !drawn.unicodeScalars.contains("a") { harmful.append(value) }
    }
    #expect(harmful.isEmpty, "\(harmful.prefix(10))")
  }

  @Test("A text longer than its width ends in an ellipsis, and fill clears the rest of the width")
  func clipsAndFills() {
    var frame = frame()
    #expect(frame.put("KARTINI", row: 0, column: 2, width: 5) == 5)
    #expect(frame.text(row: 0) == "  KART…   ")
    frame.fill(row: 1, column: 0, width: 10, character: "x")
    #expect(frame.put("AB", row: 1, column: 1, style: .focus, width: 4, fill: true) == 4)
    #expect(frame.text(row: 1) == "xAB  xxxxx")
    #expect((0..<10).map { frame[1, $0].style.letter } == Array("·FFFF·····"))
    #expect(frame.put("KARTINI", row: 2, column: 6) == 4)
    #expect(frame.text(row: 2) == "      KAR…")
  }

  @Test("A wide character that does not fit at the edge gives way whole")
  func wideAtTheEdge() {
    var frame = frame(6, 2)
    frame.put("ab漢字", row: 0, column: 1)
    #expect(frame.text(row: 0) == " ab漢…")
    #expect(frame[0, 4].isContinuation)
    frame.put("漢", row: 1, column: 5)
    #expect(frame.text(row: 1) == "     …")
  }

  @Test("Half of a wide character never stays when the other half is overwritten")
  func halves() {
    var frame = frame(6, 2)
    frame.put("漢字漢", row: 0, column: 0)
    frame.put("x", row: 0, column: 1)
    frame.put("y", row: 0, column: 2)
    #expect(frame.text(row: 0) == " xy 漢")
    frame.put("漢字", row: 1, column: 1)
    frame.put("字", row: 1, column: 2)
    #expect(frame.text(row: 1) == "  字  ")
    #expect((0..<6).map { frame[1, $0].isContinuation } == [false, false, false, true, false, false])
  }

  @Test("Marks stay on their character, at most four, and one that has none is dropped")
  func marks() {
    var frame = frame(6, 1)
    frame.put("\u{301}e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x", row: 0, column: 0)
    #expect(Array(frame[0, 0].character.unicodeScalars).count == 5)
    #expect(frame[0, 1].character == "x")
  }

  @Test("What lies outside of the frame is left out without harm")
  func outside() {
    var frame = frame(4, 2)
    let empty = frame
    #expect(frame.put("x", row: -1, column: 0) == 0)
    #expect(frame.put("x", row: 2, column: 0) == 0)
    #expect(frame.put("x", row: 0, column: 4) == 0)
    frame.fill(row: 5, column: 0, width: 3, character: "x")
    frame.restyle(row: 9, column: 0, width: 3, style: .error)
    frame.restyle(row: 0, column: 9, width: 3, style: .error)
    frame.fill(row: 0, column: 2, width: -4, character: "x")
    #expect(frame == empty)
    frame.put("abcdef", row: 0, column: -2)
    #expect(frame.text(row: 0) == "cdef")
    frame.box(row: -1, column: -1, width: 20, height: 20)
    #expect(frame[7, 7] == Cell())
    #expect(frame.text(row: 7) == "")
  }

  @Test("A box is drawn around what stands inside, in signs of the terminal")
  func box() {
    var frame = frame(5, 3)
    frame.put("abc", row: 1, column: 1)
    frame.box(row: 0, column: 0, width: 5, height: 3)
    #expect(frame.lines == ["┌───┐", "│abc│", "└───┘"])
    var plain = self.frame(5, 3, .ascii)
    plain.box(row: 0, column: 0, width: 5, height: 3)
    #expect(plain.lines == ["+---+", "|   |", "+---+"])
  }

  @Test("Without UTF-8 every sign has a stand-in as wide as itself")
  func standIns() {
    var frame = frame(20, 2, .ascii)
    frame.put("Loket › José · — … 漢", row: 0, column: 0)
    #expect(frame.text(row: 0) == "Loket > Jose - - ~ ~")
    frame.put("漢a█░", row: 1, column: 0)
    #expect(frame.text(row: 1) == "? a#.               ")
    #expect(!frame[1, 1].isContinuation)
  }

  @Test("On the Linux console letters and boxes stay, signs that its fonts lack do not")
  func console() {
    var frame = frame(12, 1, .console)
    frame.put("É › … │ █ ▎·", row: 0, column: 0)
    #expect(frame.text(row: 0) == "É > ~ │ █ ▌·")
  }

  @Test("Restyling leaves the characters and changes the styles")
  func restyles() {
    var frame = frame(5, 1)
    frame.put("abcde", row: 0, column: 0)
    frame.restyle(row: 0, column: -2, width: 4, style: .selected)
    #expect(frame.text(row: 0) == "abcde")
    #expect((0..<5).map { frame[0, $0].style } == [.selected, .selected, .plain, .plain, .plain])
  }

  @Test("A frame of no size is one cell, and two frames differ when one cell does")
  func sizes() {
    #expect(frame(0, -4).size == Size(columns: 1, rows: 1))
    var other = frame()
    #expect(other == frame())
    other.restyle(row: 0, column: 0, width: 1, style: .dim)
    #expect(other != frame())
    #expect(!other.hasSameRow(0, as: frame()))
    #expect(other.hasSameRow(1, as: frame()))
  }

  @Test("A picture shows size, text, styles and cursor, without blanks at the right")
  func picture() {
    var frame = frame(5, 2)
    frame.put("ab", row: 0, column: 1, style: .focus)
    frame.cursor = Position(row: 0, column: 3)
    #expect(frame.pictured == "5x2\n ab\n\n--\n·FF\n\n--\ncursor 0 3\n")
  }
}
