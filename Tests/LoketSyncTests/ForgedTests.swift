// A table of what a hostile stick may hold with every hash right: none of it enters, none of it costs anybody anything.
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketJournal
@testable import LoketSync

@Suite("A forged segment")
struct ForgedTests {
  struct Forgery: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }
  }

  private static let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)

  static let headers: [Forgery] = [
    ("level 0", #""loket":1"#, #""loket":0"#), ("level as text", #""loket":1"#, #""loket":"1""#),
    ("negative level", #""loket":1"#, #""loket":-1"#), ("level with a point", #""loket":1"#, #""loket":1.5"#),
    ("no level", #""loket":1,"#, ""), ("no segment", #""segment":"\#(ForgedSegment.id)","#, ""),
    ("short segment", ForgedSegment.id, "0f"), ("long segment", ForgedSegment.id, ForgedSegment.id + "0"),
    ("segment in capitals", ForgedSegment.id, ForgedSegment.id.uppercased()),
    ("segment as a path", ForgedSegment.id, "../../../../../etc/cron.d/loket00"),
    ("another segment", ForgedSegment.id, "00000000000000f0000000000000000e"),
    ("segment as a number", "\"\(ForgedSegment.id)\"", "15"),
    ("no device", #""device":"\#(ForgedSegment.device)","#, ""),
    ("device as a path", ForgedSegment.device, "../../../../../tmp/loket000000000"),
    ("another device", ForgedSegment.device, "00000000000000d0000000000000000e"),
    ("device as null", "\"\(ForgedSegment.device)\"", "null"), ("no office", #""office":"3376021005","#, ""),
    ("another office", "3376021005", "3376021001"), ("office of eleven digits", "3376021005", "33760210050"),
    ("office of letters", "3376021005", "kelurahan0"), ("office as a path", "3376021005", "../../../x"),
    ("office of full-width digits", "3376021005", "３３７６０２１００５"),
    ("previous as a number", #""previous":null"#, #""previous":7"#),
    ("previous as a list", #""previous":null"#, #""previous":[]"#),
    ("two segments", #""device""#, #""segment":"\#(ForgedSegment.id)","device""#),
    ("two offices", #""app""#, #""office":"3376021001","app""#),
    ("a header of depth 30,000", #""1.0""#, #""1.0","x":\#(deep)"#),
    ("a header of 70 KiB", "1.0", String(repeating: "a", count: 70_000)), ("a header that is a list", "{", "["),
    ("a header without its brace", #"{"loket"#, #""loket"#), ("a BOM", "{", "\u{feff}{"), ("a comment", "{", "/* */{"),
    ("single quotes", #""app""#, "'app'"), ("a trailing comma", #""1.0""#, #""1.0","#),
  ].map { Forgery(name: $0.0, bytes: ForgedSegment.header($0.1, $0.2).bytes) }

  static let edits: [Forgery] = [
    ("n 0", #""n":1"#, #""n":0"#), ("n 2 first", #""n":1"#, #""n":2"#), ("n below 0", #""n":1"#, #""n":-1"#),
    ("n as text", #""n":1"#, #""n":"1""#), ("n with a point", #""n":1"#, #""n":1.0"#),
    ("n with an exponent", #""n":1"#, #""n":1e0"#),
    ("n with a leading 0", #""n":1"#, #""n":01"#), ("n beyond 64 bits", #""n":1"#, #""n":18446744073709551617"#),
    ("no n", #""n":1,"#, ""),
    ("tick below 0", #""tick":7"#, #""tick":-7"#), ("tick of 2^53", #""tick":7"#, #""tick":9007199254740992"#),
    ("tick beyond 64 bits", #""tick":7"#, #""tick":99999999999999999999"#),
    ("tick far above all", #""tick":7"#, #""tick":1125899906842624"#),
    ("tick as text", #""tick":7"#, #""tick":"7""#), ("tick with an exponent", #""tick":7"#, #""tick":7e3"#),
    ("no tick", #""tick":7,"#, ""),
    ("no record", #""on":"person/0000000000000abc0000000000000009","#, ""),
    ("a kind alone", "person/0000000000000abc0000000000000009", "person"),
    ("no id", "person/0000000000000abc0000000000000009", "person/"),
    ("no kind", "person/0000000000000abc0000000000000009", "/0000000000000abc0000000000000009"),
    ("record as a number", #""person/0000000000000abc0000000000000009""#, "9"),
    ("set as a list", #"{"name":"PALSU"}"#, #"["name"]"#),
    ("set as text", #"{"name":"PALSU"}"#, #""PALSU""#), ("a value that is a number", #""PALSU""#, "7"),
    ("a value that is true", #""PALSU""#, "true"),
    ("a value that is a list", #""PALSU""#, "[]"), ("a value that is an object", #""PALSU""#, "{}"),
    ("a field twice", #""PALSU""#, #""PALSU","name":"DUA""#),
    ("a key twice", #""by":"palsu""#, #""by":"palsu","by":"lain""#),
    ("set twice", #""last""#, #""set":{"name":"DUA"},"last""#),
    ("over as text", #""last""#, #""over":"x","last""#), ("over of words", #""last""#, #""over":["x"],"last""#),
    ("over a line 0", #""last""#, #""over":["\#(ForgedSegment.id):0"],"last""#),
    ("over a line below 0", #""last""#, #""over":["\#(ForgedSegment.id):-1"],"last""#),
    ("over a path", #""last""#, #""over":["../../device.json:1"],"last""#),
    ("over numbers", #""last""#, #""over":[1],"last""#),
    ("last as text", #""last":true"#, #""last":"true""#), ("never last", #""last":true,"#, ""),
    ("last is false", #""last":true"#, #""last":false"#),
    ("a value of 70 KiB", "PALSU", String(repeating: "A", count: 70_000)),
    ("a value of depth 30,000", #""PALSU""#, deep),
    ("an unknown key of depth 30,000", #""last""#, #""x":\#(deep),"last""#),
    ("an unknown key of depth 9", #""last""#, #""x":[[[[[[[[[]]]]]]]]],"last""#),
    ("half a surrogate", "PALSU", #"\ud800"#), ("surrogates in the wrong order", "PALSU", #"\udc00\ud800"#),
    ("an unknown escape", "PALSU", #"\q"#),
    ("an escaped NUL", "PALSU", #"\u0000"#), ("a tab as it is", "PALSU", "A\tB"),
    ("an escape character as it is", "PALSU", "\u{1b}[2J"),
    ("a carriage return", #""last""#, "\r\"last\""), ("a trailing comma", #""PALSU"}"#, #""PALSU",}"#),
    ("a comment", #""last""#, #"/**/"last""#),
    ("NaN", #""PALSU""#, "NaN"), ("no closing brace within", "}", ""),
    ("a bracket too many", #""PALSU"}"#, #""PALSU"}}"#),
    ("an empty line", "", ""),
  ].map { name, from, to in
    if name == "an empty line" {
      var forged = ForgedSegment()
      forged.edits.insert("", at: 0)
      return Forgery(name: name, bytes: forged.bytes)
    }
    return Forgery(name: name, bytes: ForgedSegment.edit(from, to).bytes)
  }

  /// Bytes that are no UTF-8, and a NUL, in a value.
  static let texts: [Forgery] = [
    ("an overlong slash", [0xc0, 0xaf]), ("an overlong NUL", [0xc0, 0x80]),
    ("a surrogate in UTF-8", [0xed, 0xa0, 0x80]),
    ("beyond Unicode", [0xf4, 0x90, 0x80, 0x80]), ("a byte that never is", [0xff]), ("a lone continuation", [0x80]),
    ("a cut sequence", [0xe2, 0x82]), ("a NUL", [0x00]), ("a newline within", [0x0a]),
  ].map { Forgery(name: $0.0, bytes: ForgedSegment().bytes(replacing: "PALSU", in: 1, by: $0.1)) }

  static let seals: [Forgery] = [
    ("a seal of another number", #"{"end":9,"root":"\#(String(repeating: "0", count: 64))""#),
    ("a seal with a number as text", #"{"end":"1","root":"""#),
    ("a seal without a root", #"{"end":1"#), ("a seal with a short root", #"{"end":1,"root":"00""#),
    ("an edit for a seal", #"{"n":2,"tick":8"#),
    ("a seal of another root", #"{"end":1,"root":"\#(String(repeating: "a", count: 64))""#),
  ].map { name, text in
    var forged = ForgedSegment()
    forged.seal = text
    return Forgery(name: name, bytes: forged.bytes)
  }

  static let all = headers + edits + texts + seals

  @Test("With the right words and the right hashes it would be believed: the table changes one thing at a time")
  func good() throws {
    let (pc, stick) = (try Replica("PC 1"), MemoryDisk.stick())
    stick.put(ForgedSegment.path, ForgedSegment().bytes)
    try pc.sync(with: stick)
    #expect(pc.value(9, "name") == "PALSU")
    #expect(ForgedTests.all.count + HostileTests.Harm.allCases.count > 100)
  }

  @Test("Nothing of it enters the register, and the good segment beside it does", arguments: all)
  func forged(_ forgery: Forgery) throws {
    let (giver, pc, stick) = (try Replica("PC 1"), try Replica("PC 2"), MemoryDisk.stick())
    try giver.save(1, ["name": "SITI"])
    try giver.sync(with: stick)
    stick.put(ForgedSegment.path, forgery.bytes)
    let receipt = try pc.sync(with: stick)
    #expect(receipt.refused.count + receipt.unfinished.count == 1, "\(receipt.refused) \(receipt.unfinished)")
    #expect(pc.value(1, "name") == "SITI" && pc.registry.count(.person) == 1)
    #expect(pc.registry.highestTick < 100)
    #expect(try pc.journal.check().hasDamage == false)
    let again = try pc.again()
    #expect(again.registry == pc.registry)
  }
}
