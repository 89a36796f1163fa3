// Forms of a segment in which somebody blanked what nobody erased: nothing is suppressed by them, nothing that was erased stays
// in them, and what they say counts until a better form comes.
import LoketJournal
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketSync

@Suite("Forms that somebody blanked")
struct BlankedFormTests {
  @Test("A form that somebody blanked hides no whole one that lies beside it")
  func forgedBeside() throws {
    let (given, second) = (try Giver("SITI"), try Replica("PC 2"))
    given.stick.put(given.path.replacing(".jsonl", with: ".e1.jsonl"), try forged(given.whole, 1))
    try second.exchange(with: given.stick)
    #expect(second.value(1, "name") == "SITI")
    #expect(second.registry.unlistedBlanks.isEmpty)
  }

  @Test("A form that somebody blanked, alone on the stick, keeps no whole one from it; nor does a copy of it")
  func forgedAlone() throws {
    let (given, second) = (try Giver("SITI"), try Replica("PC 2"))
    let (first, stick, path) = (given.pc, given.stick, given.path)
    let bytes = try forged(given.whole, 1)
    stick.delete(path)
    stick.put(path.replacing(".jsonl", with: ".e1.jsonl"), bytes)
    stick.put(path.replacing(".jsonl", with: ".e1 (1).jsonl"), bytes)
    for pc in [second, first, second] { try pc.exchange(with: stick) }
    #expect(second.value(1, "name") == "SITI" && second.registry.unlistedBlanks.isEmpty)
  }

  @Test("A line that was cut out before a blank one is missed, though every line that is left is good")
  func cutBeforeBlank() throws {
    let (given, second) = (try Giver("SITI", "ANI", "BUDI"), try Replica("PC 2"))
    var lines = try forged(given.whole, 2).split(separator: 0x0a).map(Array.init)
    lines.remove(at: 1)
    given.stick.delete(given.path)
    given.stick.put(given.path.replacing(".jsonl", with: ".e1.jsonl"), Array(lines.joined(separator: [0x0a])) + [0x0a])
    #expect(try second.exchange(with: given.stick).received.refused.map(\.reason) == [.damaged])
    // What was cut out so hides no good form.
    for pc in [given.pc, second] { try pc.exchange(with: given.stick) }
    #expect((1...3).map { second.value($0, "name") } == ["SITI", "ANI", "BUDI"])
  }

  @Test("A line that is whole here counts, though a longer form that somebody blanked came beside it")
  func suppressedTail() throws {
    let (first, second) = (try Replica("PC 1"), try Replica("PC 2"))
    let (stick, other) = (MemoryDisk.stick(), MemoryDisk.stick())
    try first.save(1, ["name": "SITI"])
    let copy = try Replica("PC 1", disk: first.disk.copy())
    try copy.exchange(with: stick)
    try second.exchange(with: stick)
    try first.save(2, ["name": "ANI"])
    try first.exchange(with: other)
    let path = try #require(other.segments.first)
    let longer = try #require(other.bytes(path))
    other.replaceBytes(path, try forged(longer, 1))
    try second.exchange(with: other)
    #expect(second.value(1, "name") == "SITI" && second.value(2, "name") == "ANI")
    #expect(second.registry.unlistedBlanks.isEmpty)
  }

  @Test("Two forms in which different edits are blank are together a whole one, on one stick or on two")
  func twoForms() throws {
    let (given, second, third) = (try Giver("SITI", "ANI"), try Replica("PC 2"), try Replica("PC 3"))
    let (stick, other, path, whole) = (given.stick, MemoryDisk.stick(), given.path, given.whole)
    stick.delete(path)
    let forms = [try forged(whole, 1), try forged(whole, 2)]
    stick.put(path.replacing(".jsonl", with: ".e1.jsonl"), forms[0])
    other.put(path.replacing(".jsonl", with: ".e1.jsonl"), forms[1])
    try second.exchange(with: stick)
    #expect(second.value(1, "name") == nil && second.value(2, "name") == "ANI")
    try second.exchange(with: other)
    #expect(second.value(1, "name") == "SITI" && second.value(2, "name") == "ANI")
    #expect(second.registry.unlistedBlanks.isEmpty && other.bytes(path) == whole)
    // Both on one stick, for a PC that has neither.
    other.delete(path)
    other.put(path.replacing(".jsonl", with: ".e1 (1).jsonl"), forms[0])
    try third.exchange(with: other)
    #expect(third.value(1, "name") == "SITI" && third.value(2, "name") == "ANI")
    #expect(third.registry.unlistedBlanks.isEmpty)
  }

  @Test("A form of which there is no better one is given on, and a better one takes its place everywhere")
  func onlyForm() throws {
    let (given, second, third) = (try Giver("SITI", "ANI"), try Replica("PC 2"), try Replica("PC 3"))
    let (first, stick, other, path, whole) = (given.pc, given.stick, MemoryDisk.stick(), given.path, given.whole)
    stick.delete(path)
    let form = try forged(whole, 1)
    stick.put(path.replacing(".jsonl", with: ".e1.jsonl"), form)
    for pc in [second, second] { try pc.exchange(with: stick) }
    #expect(try second.exchange(with: other).sent.segments == 1)
    #expect(try second.exchange(with: other).sent.segments == 0)
    try third.exchange(with: other)
    #expect(third.value(2, "name") == "ANI" && third.value(1, "name") == nil)
    #expect(!third.registry.unlistedBlanks.isEmpty)
    for pc in [first, third, second] { try pc.exchange(with: other) }
    for pc in [second, third] { #expect(pc.value(1, "name") == "SITI" && pc.registry.unlistedBlanks.isEmpty) }
    #expect(other.bytes(path) == whole)
  }

  @Test("What was erased stays in no form on a stick, though as much of that form is blank and it is as long")
  func erased() throws {
    let (given, second) = (try Giver("SITI AMINAH", "BUDI SANTOS"), try Replica("PC 2"))
    let (first, stick, path) = (given.pc, given.stick, given.path)
    let form = try forged(given.whole, 2)
    try first.erase(1)
    try first.exchange(with: stick)
    let blanked = path.replacing(".jsonl", with: ".e1.jsonl")
    let honest = try #require(stick.bytes(blanked))
    #expect(honest.count == form.count && honest != form)
    stick.replaceBytes(blanked, form)
    for pc in [second, first, second] { try pc.exchange(with: stick) }
    #expect(stick.holding("SITI AMINAH") == [] && second.disk.holding("SITI AMINAH") == [])
    #expect(second.value(2, "name") == "BUDI SANTOS" && second.registry.unlistedBlanks.isEmpty)
    #expect(try first.exchange(with: stick).sent == Sent())
  }

  @Test("The same where another edit of it is blank that nobody lists: what of it says more stays on the stick")
  func erasedInDoubt() throws {
    let (given, second) = (try Giver("SITI AMINAH", "BUDI", "ANI"), try Replica("PC 2"))
    let (other, path, whole) = (MemoryDisk.stick(), given.path, given.whole)
    other.put(path.replacing(".jsonl", with: ".e1.jsonl"), try forged(whole, 2))
    // The second one never sees the whole form, and erases.
    try second.exchange(with: other)
    try second.erase(1)
    try second.exchange(with: other)
    #expect(other.holding("SITI AMINAH") == [] && second.disk.holding("SITI AMINAH") == [])
    #expect(second.value(3, "name") == "ANI" && second.value(2, "name") == nil)
    // One that says more, and that this PC may not believe yet, is not taken away.
    other.put(path, whole)
    let stopped = try second.journal.holdings(second.registry)
    let exchange = Exchange(
      with: try FolderCarrier("/stick", beside: Replica.data, files: other), of: second.journal.device,
      staging: second.journal.staging, signing: nil)
    var sent = Sent()
    try exchange.send(exchange.look(against: stopped), roster: Roster(), counting: &sent)
    #expect(other.bytes(path) == whole)
    try second.exchange(with: other)
    #expect(second.value(2, "name") == "BUDI" && other.holding("SITI AMINAH") == [])
  }

  @Test("A copy that a person made of a whole segment stays where it is")
  func copies() throws {
    let given = try Giver("SITI")
    let copy = given.path.replacing(".jsonl", with: " (1).jsonl")
    given.stick.put(copy, given.whole)
    #expect(try given.pc.exchange(with: given.stick).sent == Sent() && given.stick.bytes(copy) == given.whole)
  }

  @Test(
    "A form that somebody blanked to suppress a save takes nothing away from the stick, and is mended by a whole one")
  func suppressed() throws {
    let (given, second) = (try Giver("SITI", "ANI"), try Replica("PC 2"))
    let other = MemoryDisk.stick()
    other.put(given.path.replacing(".jsonl", with: ".e1.jsonl"), try forged(given.whole, 1))
    try second.exchange(with: other)
    #expect(second.value(1, "name") == nil && second.value(2, "name") == "ANI")
    let outcome = try second.exchange(with: given.stick)
    #expect(outcome.sent.removed == 0 && given.stick.bytes(given.path) == given.whole)
    #expect(second.value(1, "name") == "SITI")
  }

  private func forged(_ bytes: [UInt8], _ n: Int) throws -> [UInt8] {
    let lines = bytes.split(separator: 0x0a).map(Array.init)
    let tail = String(decoding: lines[n].suffix(34).dropLast(2), as: UTF8.self)
    let blank = LineWriter.erased(n: n, tick: UInt64(n), isLast: true, hash: Array(tail.utf8))
    return Array((lines[..<n] + [blank] + lines[(n + 1)...]).joined(separator: [0x0a])) + [0x0a]
  }
}
