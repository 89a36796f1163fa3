import Testing

@testable import LoketRegistry

struct CSVTests {
  private func rows(_ text: String) -> [[String]] { rows(Array(text.utf8)) }

  private func rows(_ bytes: [UInt8]) -> [[String]] {
    var reader = CSVReader(bytes)
    var row = CSVRow()
    var all: [[String]] = []
    while reader.next(&row) { all.append(row.cells.map { reader.text($0) }) }
    return all
  }

  private func problems(_ text: String) -> [(line: Int, problem: CSVProblem?)] {
    var reader = CSVReader(Array(text.utf8))
    var row = CSVRow()
    var all: [(Int, CSVProblem?)] = []
    while reader.next(&row) { all.append((row.line, row.problem)) }
    return all
  }

  @Test("The separator is the one that stands most often in the first line outside quotes")
  func separators() {
    #expect(rows("nama,alamat,rt\nA,B,1\n") == [["nama", "alamat", "rt"], ["A", "B", "1"]])
    #expect(rows("nama;\"a,b,c,d\";rt\nA;B,C;1") == [["nama", "a,b,c,d", "rt"], ["A", "B,C", "1"]])
    #expect(rows("nama\talamat\nA\tB, C; D\n") == [["nama", "alamat"], ["A", "B, C; D"]])
    #expect(rows("sep=;\r\nnama;rt\r\nA;1\r\n") == [["nama", "rt"], ["A", "1"]])
    #expect(rows("sep=|\nnama|rt") == [["nama", "rt"]])
  }

  @Test("Rows end at LF, CR LF and CR, and empty lines are no rows", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) {
    #expect(rows(["a,b", "", "1,2", "3,"].joined(separator: end)) == [["a", "b"], ["1", "2"], ["3", ""]])
    #expect(rows(["a,b", "\"x\(end)y\",2", "3,4", ""].joined(separator: end)).dropFirst().first == ["x\(end)y", "2"])
  }

  @Test("A quoted cell holds separators, quotes and line ends; a quote inside a bare cell is a letter")
  func quotes() {
    #expect(
      rows("a,b\n\"x, \"\"y\"\"\",NI\"MAH\n\"\",\"\"\"\"\n") == [["a", "b"], ["x, \"y\"", "NI\"MAH"], ["", "\""]])
  }

  @Test("An unclosed quote spoils its own row and no other")
  func unclosedQuote() {
    let text = "a,b\n1,\"open\n2,x\n3,y\n" + String(repeating: "4,z\n", count: 30)
    let found = problems(text)
    #expect(found.count == 34)
    #expect(found.filter { $0.problem != nil }.map(\.line) == [2])
    #expect(rows(text)[1] == ["1", "\"open"])
    #expect(rows(text)[2] == ["2", "x"])
    #expect(problems("a,b\n\"x\"y,2\n3,4").map(\.problem) == [nil, .quote, nil])
    #expect(problems("a,b\n1,\"open").map(\.problem) == [nil, .quote])
  }

  @Test("A row over 64 KiB and a row with a NUL are reported by their line, and the rows around them are read")
  func badRows() {
    let long = String(repeating: "x", count: CSVReader.longestRow + 1)
    let found = problems("a,b\n1,\(long)\n2,y\n3,\0\n4,\"z\nz\"\n5,w\n")
    #expect(found.map(\.problem) == [nil, .tooLong, nil, .nul, nil, nil])
    #expect(found.map(\.line) == [1, 2, 3, 4, 5, 7])
  }

  @Test("The last row says when the file ends without a line end")
  func unterminated() {
    func last(_ text: String) -> Bool {
      var reader = CSVReader(Array(text.utf8))
      var row = CSVRow()
      var found = false
      while reader.next(&row) { found = row.isUnterminated }
      return found
    }
    #expect(last("a,b\n1,2"))
    #expect(last("a,b\n1,\"2\""))
    #expect(!last("a,b\n1,2\n"))
    #expect(!last("a,b\r1,2\r"))
  }

  @Test("Many unclosed quotes cost no more than looking a few lines ahead each")
  func linearCost() {
    let text = "a,b\n" + String(repeating: "1,\"x\n", count: 5_000)
    // Every second quote closes the one before it in the middle of a line: each row is bad, none is lost.
    let found = problems(text)
    #expect(found.count == 5_001)
    #expect(found.dropFirst().allSatisfy { $0.problem == .quote })
  }

  @Test("A cell that a spreadsheet would run gets an apostrophe, which comes off again")
  func formulaGuard() {
    for text in ["=1+1", "+62812", "-", "@x", "\tx", "\rx", "'=x", "''+x"] {
      #expect(CellGuard.guarded(text) == "'" + text)
      #expect(CellGuard.plain(CellGuard.guarded(text)) == text)
    }
    for text in ["NI'MAH", "'AISYAH", "", "3376", "a=b"] {
      #expect(CellGuard.guarded(text) == text)
      #expect(CellGuard.plain(text) == text)
    }
  }

  @Test("The spreadsheet form keeps digits as text and opens with a mark and semicolons")
  func spreadsheetForm() {
    var writer = CSVWriter(isSpreadsheet: true)
    writer.write(["nik", "rt", "phone", "name", "note"])
    writer.write(["3376024505680003", "001", "+628123", "NI'MAH", "=x"])
    let expected =
      "\u{feff}nik;rt;phone;name;note\r\n"
      + "\"=\"\"3376024505680003\"\"\";\"=\"\"001\"\"\";\"=\"\"+628123\"\"\";NI'MAH;'=x\r\n"
    #expect(writer.take() == Array(expected.utf8))
    #expect(CellGuard.plain("=\"001\"") == "001")
    #expect(CellGuard.plain("=\"a\"") == "=\"a\"")
  }

  @Test("What was written is read back the same, in both forms, whatever it holds")
  func roundTrip() throws {
    let letters = [
      "a", "Z", "0", "7", "'", "\"", "=", "+", "-", "@", "\t", "\r", "\n", ",", ";", " ", "é", "\u{1f600}",
    ]
    var state: UInt64 = 2_026
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for round in 0..<300 {
      let width = 1 + random(5)
      let table =
        [(0..<width).map { "k\($0)" }]
        + (0..<6).map { _ in
          (0..<width).map { _ in (0..<random(8)).map { _ in letters[random(letters.count)] }.joined() }
        }
      var writer = CSVWriter(isSpreadsheet: round % 2 == 1)
      for row in table { writer.write(row) }
      let text = try TextDecoding.decode(writer.take()).get()
      var reader = CSVReader(text.bytes, separator: writer.separator)
      var row = CSVRow()
      var read: [[String]] = []
      while reader.next(&row) {
        #expect(row.problem == nil)
        read.append(row.cells.map { CellGuard.plain(reader.text($0)) })
      }
      #expect(read == table)
    }
  }
}
