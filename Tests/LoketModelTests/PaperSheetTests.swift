// The press: what is wrapped, what stays together, where a page ends, and what a printer is sent.
import Testing

@testable import LoketModel

@Suite("Sheets from templates")
struct PaperSheetTests {
  private static let wording = Wording(.indonesian)

  private func sheet(
    _ json: String, _ values: PaperValues = PaperValues(), _ format: PaperFormat = PaperFormat()
  ) throws -> PaperSheet {
    PaperSheet(try PaperTemplate("test", json: json), values, format, Self.wording)
  }

  /// The first page without margin and empty lines.
  private func lines(_ body: String, slots: String = "", _ texts: [String: String] = [:]) throws -> [String] {
    let sheet = try sheet(#"{"file": "x", "slots": [\#(slots)], "body": [\#(body)]}"#, PaperValues(texts: texts))
    return sheet.pages[0].filter { !$0.isEmpty }.map { String($0.dropFirst(PaperFormat.margin)) }
  }

  @Test("A long name is wrapped under itself and loses no letter, even without a blank")
  func longNames() throws {
    for name in [
      "MUHAMMAD ABDURRAHMAN WAHYUDININGRAT KUSUMANEGARA SASTRODIWIRYO PRAWIROATMODJO SOEMODIWIRJO",
      String(repeating: "KUSUMA", count: 40),
    ] {
      let found = try lines(#"{"label": "Nama", "value": "{name}"}"#, slots: #""name""#, ["name": name])
      #expect(found.count > 1)
      #expect(found.allSatisfy { $0.count <= 76 })
      #expect(found.dropFirst().allSatisfy { $0.hasPrefix(String(repeating: " ", count: 21)) })
      let printed = found.joined().filter { $0.isLetter }
      #expect(printed == "Nama" + name.filter { $0.isLetter })
    }
  }

  @Test(
    "What has no place on paper does not reach it: controls, overrides and escapes are gone, letters stay one column")
  func filtered() throws {
    let name = "SITI\u{1b}[2J\u{0c} N\u{202e}UR\u{200b}\u{7f} \u{00e9}\u{010d}\u{1e0d} \u{674e} \u{2013}\u{2019}"
    let found = try lines(#"{"text": "{name}"}"#, slots: #""name""#, ["name": name])
    #expect(found == ["SITI[2J NUR \u{00e9}\u{010d}\u{1e0d} ? -'"])
    #expect(PaperLetters.ascii.printable(name) == "SITI[2J  NUR ecd ? -'")
    #expect(PaperLetters.ascii.printable("Æther Straße e\u{0301}") == "AEther Strasse e")
    #expect(PaperLetters.latin.printable("\t\u{1f600}") == " ?")
  }

  /// Rows of `height` lines each, under a heading, on pages of 30 lines.
  private func table(rows: Int, height: Int, before: Int = 0) throws -> [[String]] {
    let cell = (0..<height).map { "\($0)" + String(repeating: "X", count: 9) }.joined(separator: " ")
    let json = #"""
      {"file": "x", "lists": {"m": ["n", "t"]}, "header": ["="], "following": ["+"],
       "body": [\#(before), {"heading": "KEPALA"},
         {"table": "m", "empty": "-", "columns": [
           {"title": "No", "cell": "{n}"}, {"title": "Isi", "cell": "{t}", "width": 10}]}, {"text": "akhir"}],
       "footer": [{"text": "{page}/{pages}"}]}
      """#
    let values = PaperValues(rows: ["m": (1...rows).map { ["n": "no\($0)", "t": cell] }])
    return try sheet(json, values, PaperFormat(lines: 30)).pages
  }

  @Test("A row never breaks: where it does not fit, the next page begins with the titles and the row")
  func rows() throws {
    for height in 1...6 {
      let pages = try table(rows: 40, height: height)
      var seen = 0
      for (place, page) in pages.enumerated() {
        #expect(page.count == 30)
        #expect(page.last == "  \(place + 1)/\(pages.count)")
        #expect(page[0].hasPrefix(place == 0 ? "  =" : "  +"))
        if page.contains(where: { $0.contains("no") }) {
          let title = try #require(page.firstIndex { $0.contains("Isi") })
          #expect(page[title + 1].contains("---"))
          #expect(page[title + 2].contains("no\(seen + 1)"))
        }
        let starts = page.indices.filter { page[$0].contains("no") }
        for start in starts {
          seen += 1
          for line in 0..<height { #expect(page[start + line].hasSuffix("\(line)XXXXXXXXX")) }
        }
      }
      #expect(seen == 40)
    }
  }

  @Test("A heading never ends a page: it goes over with the first row")
  func headings() throws {
    for height in 1...4 {
      for rows in 1...60 {
        let pages = try table(rows: rows, height: height)
        for page in pages {
          let last = page.dropLast().last { !$0.isEmpty } ?? ""
          #expect(!last.contains("KEPALA") && !last.contains("---") && !last.contains("Isi"), "\(height) \(rows)")
        }
      }
    }
  }

  @Test("What must stay together goes over as a whole, and what no page holds is broken rather than lost")
  func together() throws {
    let block = (1...10).map { #"{"text": "t\#($0)"}"# }.joined(separator: ",")
    let json =
      #"{"file": "x", "body": [{"each": "f", "blocks": [{"text": "{l}"}]}, {"together": [\#(block)]}], "lists": {"f": ["l"]}}"#
    for count in 15...29 {
      let values = PaperValues(rows: ["f": (1...count).map { ["l": "l\($0)"] }])
      let pages = try sheet(json, values, PaperFormat(lines: 30)).pages
      #expect(pages.filter { page in page.contains { $0.contains("t") } }.count == 1)
    }
    let tall = (1...70).map { #"{"text": "z\#($0)"}"# }.joined(separator: ",")
    let pages = try sheet(#"{"file": "x", "body": [{"together": [\#(tall)]}]}"#, PaperValues(), PaperFormat(lines: 30))
      .pages
    #expect(pages.joined().filter { $0.contains("z") }.count == 70)
  }

  @Test("Boxes, lines to write on and code lists stand where the template puts them")
  func drawn() throws {
    #expect(
      try lines(#"{"line": "NIK{to:6}{box:2,1}  {fill:4}{fill}"}"#)
        == ["NIK   |_|_| |_|  " + String(repeating: "_", count: 59)])
    #expect(try lines(#"{"line": "{date} {codes:sex}"}"#) == ["|_|_|-|_|_|-|_|_|_|_| 1 Laki-laki  2 Perempuan"])
    let wrapped = try lines(#"{"line": "SHDK{to:8}{box:2} {codes:relation}"}"#)
    #expect(wrapped.count == 3)
    #expect(wrapped.dropFirst().allSatisfy { $0.hasPrefix("        ") && $0.dropFirst(8).first?.isNumber == true })
    #expect(try lines(#"{"text": "- {codes:relation}"}"#)[1].hasPrefix("  "))
  }

  @Test("A printer for sheets gets form feeds between the pages and none after the last")
  func sheets() throws {
    let text = String(decoding: try printed(PrinterSettings()), as: UTF8.self)
    #expect(text.filter { $0 == "\u{0c}" }.count == 1)
    #expect(text.hasSuffix("2/2\n"))
    #expect(text.contains("1/2\n\u{0c}"))
    #expect(!text.contains("\u{1b}"))
  }

  @Test("A dot matrix gets its pitch, seven bits, and a form feed in the place of the last line's end of every page")
  func dotMatrix() throws {
    let bytes = try printed(PrinterSettings(kind: .dotMatrix, pitch: 12, lines: 30))
    #expect(bytes.starts(with: [0x1b, 0x40, 0x1b, 0x4d]))
    #expect(bytes.allSatisfy { $0 < 0x80 })
    #expect(try printed(PrinterSettings(kind: .dotMatrix, lines: 30)).starts(with: [0x1b, 0x40, 0x1b, 0x50]))
    let text = String(decoding: bytes.dropFirst(4), as: UTF8.self)
    let pages = text.unicodeScalars.split(separator: "\u{0c}")
    #expect(pages.count == 2)
    for page in pages {
      #expect(page.filter { $0 == "\n" }.count == 29)
      #expect(page.last == "\r")
    }
    #expect(text.unicodeScalars.last == "\u{0c}")
  }

  @Test("Without form feeds each page is filled up with lines, so that the next begins at the perforation")
  func noFormFeed() throws {
    for kind in PrinterSettings.Kind.allCases {
      let bytes = try printed(PrinterSettings(kind: kind, lines: 30, usesFormFeed: false))
      #expect(!bytes.contains(0x0c))
      #expect(bytes.filter { $0 == 0x0a }.count == 60)
    }
  }

  /// Two pages as this printer gets them.
  private func printed(_ printer: PrinterSettings) throws -> [UInt8] {
    let rows = (1...40).map { ["l": "caf\u{00e9} \($0)"] }
    let json = #"""
      {"file": "x", "lists": {"f": ["l"]}, "body": [{"each": "f", "blocks": [{"text": "{l}"}]}],
       "footer": [{"text": "{page}/{pages}"}]}
      """#
    return try sheet(
      json, PaperValues(rows: ["f": rows]),
      PaperFormat(
        columns: printer.format.columns, lines: 30, letters: printer.format.letters)
    ).bytes(for: printer)
  }

  @Test("A printer's settings give 80 or 96 columns, 60 or 66 lines unless told otherwise, and refuse what is unsound")
  func settings() {
    #expect(PrinterSettings().format == PaperFormat(columns: 80, lines: 60, letters: .latin))
    #expect(
      PrinterSettings(kind: .dotMatrix, pitch: 12).format == PaperFormat(columns: 96, lines: 66, letters: .ascii))
    #expect(PrinterSettings(lines: 40).format.lines == 40)
    #expect(PrinterSettings(name: "LX-310", lines: 40, program: "/usr/bin/lp").isSound)
    for bad in [
      PrinterSettings(name: "-o"), PrinterSettings(name: "a b"), PrinterSettings(name: "a/b"),
      PrinterSettings(pitch: 11), PrinterSettings(lines: 5), PrinterSettings(program: "lp"),
    ] { #expect(!bad.isSound) }
  }
}
