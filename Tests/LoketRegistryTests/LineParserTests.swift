import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Line parser")
struct LineParserTests {
  static let golden = """
    {"n":1,"tick":48211,"at":"2026-11-22T09:11:04+07:00","by":"petugas1","on":"household/03bb03bb03bb03bb03bb03bb03bb03bb",\
    "set":{"address":"JL MELATI 4","rt":"003","rw":null},"over":["51be51be51be51be51be51be51be51be:7"],"last":true,\
    "salt":"0011223344556677","hash":"00112233445566778899aabbccddeeff"}
    """

  private func parse(_ text: String) throws(LineProblem) -> ParsedLine { try parse(Array(text.utf8)) }

  private func parse(_ bytes: [UInt8]) throws(LineProblem) -> ParsedLine {
    var parser = LineParser()
    let result: Result<ParsedLine, LineProblem> = bytes.withUnsafeBytes { buffer in
      do throws(LineProblem) { return .success(try parser.parse(buffer)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func edit(_ set: String, _ rest: String = "") -> String {
    "{\"n\":1,\"tick\":2,\"on\":\"person/a\",\"set\":\(set)\(rest)}"
  }

  @Test("The line of the design is read, every part of it")
  func goldenLine() throws {
    let line = try parse(Self.golden)
    try Array(Self.golden.utf8).withUnsafeBytes { bytes in
      let edit = try #require(line.edit(in: bytes))
      #expect(line.form == .edit && line.n == 1 && line.tick == 48_211 && line.isLast && !line.isNewer)
      #expect(edit.on.description == "household/03bb03bb03bb03bb03bb03bb03bb03bb")
      #expect(edit.set == [FieldChange("address", "JL MELATI 4"), FieldChange("rt", "003"), FieldChange("rw", nil)])
      #expect(edit.over == [LineRef("51be51be51be51be51be51be51be51be:7")])
      #expect(line.by?.string(in: bytes) == "petugas1")
      #expect(line.hash?.string(in: bytes) == "00112233445566778899aabbccddeeff")
    }
  }

  @Test("What the writer writes, the parser reads back the same, whatever the text holds")
  func roundTrip() throws {
    let texts = [
      "", "a\"b\\c", "\u{1}\n\t\r\u{7f}", "Şükrü 日本 😀", "/", "\u{2028}", String(repeating: "x", count: 9000),
    ]
    for text in texts {
      for void in [nil, .reason(text), .cleared] as [VoidMark?] {
        let edit = Edit(
          on: RecordRef(.account, "ü/\"x"), set: [FieldChange("name", text), FieldChange("ü\"\(text.prefix(9))", nil)],
          over: [line(1, 3), line(2, 7)], void: void)
        let bytes =
          LineWriter.edit(
            n: 3, tick: 9, at: "2026-11-22T09:11:04+07:00", clock: .doubt, by: "petugas\"", edit: edit, isLast: false,
            salt: "00") + [0x7d]
        let parsed = try parse(bytes)
        #expect(bytes.withUnsafeBytes { parsed.edit(in: $0) } == edit)
      }
    }
    let header =
      LineWriter.header(
        segment: segment(1), device: deviceA, office: "3376021005", previous: nil, app: "1.0") + [0x7d]
    let read = try parse(header)
    #expect(read.form == .header && read.segment == segment(1) && read.device == deviceA && read.previous == nil)
    let end = try parse(LineWriter.end(count: 2, root: "ab") + [0x7d])
    #expect(end.form == .end && end.n == 2)
  }

  @Test("Escapes are decoded, in names too, and a name stands once however it is spelt")
  func escapes() throws {
    let text = edit(#"{"n\u0061me":"\ud83d\ude00 \u00e9\/\n"}"#)
    let parsed = try parse(text)
    let change = Array(text.utf8).withUnsafeBytes { parsed.edit(in: $0)?.set }
    #expect(change == [FieldChange("name", "😀 é/\n")])
    #expect(throws: LineProblem.fieldTwice("name")) { try parse(edit(#"{"name":"a","n\u0061me":"b"}"#)) }
    #expect(throws: LineProblem.fieldTwice("tick")) { try parse(edit("{}", ",\"tick\":3")) }
    #expect(throws: LineProblem.fieldTwice("x")) { try parse(edit("{}", ",\"x\":1,\"x\":1")) }
    #expect(throws: LineProblem.fieldTwice("y")) { try parse(edit("{}", ",\"x\":{\"y\":1,\"y\":1}")) }
    let many = (0..<200).map { "\"f\($0)\":null" }.joined(separator: ",")
    #expect(try parse(edit("{\(many)}")).fields.count == 200)
    #expect(throws: LineProblem.fieldTwice("f7")) { try parse(edit("{\(many),\"f7\":null}")) }
    #expect(throws: LineProblem.fieldTwice("f150")) { try parse(edit("{\(many),\"f150\":null}")) }
  }

  @Test("A line of 64 KiB is read, one byte more is too long")
  func length() throws {
    let frame = edit(#"{"note":""}"#).utf8.count
    let full = edit("{\"note\":\"\(String(repeating: "x", count: LineLimits.bytes - frame))\"}")
    #expect(try parse(full).fields.count == 1)
    #expect(throws: LineProblem.tooLong(bytes: LineLimits.bytes + 1)) { try parse(full + " ") }
  }

  @Test("Depth 8 is read, depth 9 is not")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      edit("{}", ",\"x\":" + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1))
    }
    #expect(try parse(nested(8)).n == 1)
    #expect {
      try parse(nested(9))
    } throws: {
      if case .tooDeep = $0 as? LineProblem { true } else { false }
    }
  }

  @Test("A tick below 2^53 is read; 2^53, a sign, a fraction, an exponent, a leading zero are refused")
  func tick() throws {
    func line(_ tick: String) -> String { "{\"n\":1,\"tick\":\(tick),\"on\":\"person/a\",\"set\":{}}" }
    #expect(try parse(line("9007199254740991")).tick == 9_007_199_254_740_991)
    for tick in ["9007199254740992", "99999999999999999999999", "1.0", "1e3", "-1", "\"1\"", "null"] {
      #expect(throws: LineProblem.badValue("tick")) { try parse(line(tick)) }
    }
    #expect(throws: LineProblem.self) { try parse(line("01")) }
    #expect(throws: LineProblem.badValue("n")) { try parse("{\"n\":0,\"tick\":1,\"on\":\"person/a\",\"set\":{}}") }
  }

  @Test(
    "Bytes that are no strict JSON are refused",
    arguments: [
      "", "{", "{}", "[]", "null", "{\"n\":1}", "{\"n\":1,\"tick\":1}", "{\"n\":1,\"tick\":1,\"on\":\"person/a\"}",
      #"{"n":1,"tick":2,"on":"person/a","set":{}}x"#, #"{"n":1,"tick":2,"on":"person/a","set":{},}"#,
      #"{"n":1,"tick":2,"on":"person","set":{}}"#, #"{"n":1,"tick":2,"on":"person/","set":{}}"#,
      #"{"n":1,"tick":2,"on":"person/a","set":{"a":1}}"#, #"{"n":1,"tick":2,"on":"person/a","set":{"a":"\x"}}"#,
      #"{"n":1,"tick":2,"on":"person/a","set":{"a":"\ud800"}}"#,
      #"{"n":1,"tick":2,"on":"person/a","set":{"a":"\udc00"}}"#,
      #"{"n":1,"tick":2,"on":"person/a","set":{"a":"\u0000"}}"#,
      "{\"n\":1,\"tick\":2,\"on\":\"person/a\",\"set\":{\"a\":\"\u{0}\"}}",
      #"{"n":1,"tick":2,"on":"person/a","set":{},"over":["x:1"]}"#,
      #"{"n":1,"tick":2,"on":"person/a","set":{},"x":01}"#,
      #"{"n":1,"tick":2,"on":"person/a","set":{},"over":["51be51be51be51be51be51be51be51be:0"]}"#,
      #"{"n":1,"tick":2,"on":"person/a","set":{},"over":["51BE51be51be51be51be51be51be51be:1"]}"#,
      #"{"loket":1,"segment":"9f","device":"a4","office":"1"}"#, #"{"end":2}"#,
    ])
  func refused(_ text: String) {
    #expect(throws: LineProblem.self) { try parse(text) }
  }

  @Test(
    "Bytes that are no strict UTF-8 are refused",
    arguments: [
      [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xc3], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80], [0xf0, 0x8f, 0xbf, 0xbf],
      [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff], [0xe2, 0x82], [0xe2, 0x28, 0xa1],
    ] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) {
    let text = Array(#"{"n":1,"tick":2,"on":"person/a","set":{"a":""#.utf8)
    #expect {
      try parse(text + bytes + Array("\"}}".utf8))
    } throws: {
      if case .notUTF8 = $0 as? LineProblem { true } else { false }
    }
  }

  @Test("A line for a newer program keeps its order, whatever its fields look like")
  func newer() throws {
    let line = try parse(#"{"n":4,"tick":9,"min":2,"on":"person/a","set":{"a":[1,{"b":2}]},"over":7}"#)
    #expect(line.isNewer && line.n == 4 && line.tick == 9)
    #expect(try parse(#"{"n":4,"tick":9,"min":"2.0","do":[]}"#).isNewer)
    #expect(try !parse(edit("{}", ",\"min\":\"1.9\"")).isNewer)
    #expect(throws: LineProblem.badValue("tick")) { try parse(#"{"n":4,"tick":9007199254740992,"min":2}"#) }
  }

  @Test("Sixty thousand mutated lines are read or refused, and what was read can be applied")
  func fuzz() {
    var random = SeededNumbers(seed: 99)
    let golden = Array(Self.golden.utf8)
    let spice = Array(#"{}[]",:\u0123456789truenl"#.utf8) + [0, 0x80, 0xc3, 0xff, 0x20]
    var registry = Registry()
    let place = registry.addSegment(segment(1), device: deviceA, office: "1")
    var (read, refused) = (0, 0)
    for _ in 0..<60_000 {
      var bytes = golden
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[at] = spice.randomElement(using: &random) ?? 0
        case 1: bytes.insert(spice.randomElement(using: &random) ?? 0, at: at)
        case 2: bytes.remove(at: at)
        default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
        }
        if bytes.isEmpty { break }
      }
      guard let line = try? parse(bytes) else {
        refused += 1
        continue
      }
      read += 1
      bytes.withUnsafeBytes { registry.apply(line, in: $0, segment: place) }
    }
    #expect(read > 1000)
    #expect(refused > 1000)
    #expect(registry.lineCount > 0)
  }
}
