import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Snapshot")
struct SnapshotTests {
  private func read(_ bytes: [UInt8]) -> Registry? {
    var source = SnapshotInMemory(bytes[...])
    return Registry(snapshot: &source)
  }

  @Test("A registry written and read back says the same, and goes on the same")
  func roundTrip() throws {
    var random = SeededNumbers(seed: 3)
    for _ in 0..<300 {
      let lines = RandomSaves.lines(&random).shuffled(using: &random)
      let half = lines.count / 2
      var straight = RandomSaves.registry(Array(lines[..<half]))
      var back = try #require(read(straight.snapshot()))
      #expect(back == straight)
      #expect(back.meaning() == straight.meaning())
      #expect(back.snapshot() == straight.snapshot())
      for line in lines[half...] {
        RandomSaves.apply(line, to: &straight)
        RandomSaves.apply(line, to: &back)
      }
      #expect(back.meaning() == straight.meaning())
      #expect(back.conflicts() == straight.conflicts())
      #expect(back.conflictCount == straight.conflictCount)
      #expect(back.waitingRecords() == straight.waitingRecords())
      #expect(back.sharedNiks() == straight.sharedNiks())
      #expect(back.search("tiga") == straight.search("tiga"))
      #expect(back.rows(.household) == straight.rows(.household))
      #expect(back.highestTick == straight.highestTick)
      #expect(Set(back.segmentCoverage()) == Set(straight.segmentCoverage()))
    }
  }

  @Test("An empty registry is written and read back, and so is a login without letters")
  func small() throws {
    #expect(try #require(read(Registry().snapshot())) == Registry())
    var registry = Registry()
    let edit = Edit(on: person1, set: [FieldChange("name", "A")])
    registry.apply(edit, at: line(1, 1), tick: 1, stamp: nil, by: "", device: deviceA)
    #expect(try #require(read(registry.snapshot())) == registry)
  }

  @Test("One flipped bit anywhere, or a cut at any byte, is refused")
  func flips() {
    var random = SeededNumbers(seed: 5)
    var bytes = RandomSaves.registry(RandomSaves.lines(&random)).snapshot()
    var accepted = 0
    for place in bytes.indices {
      let bit = UInt8(1) << UInt8(place & 7)
      bytes[place] ^= bit
      if read(bytes) != nil { accepted += 1 }
      bytes[place] ^= bit
    }
    for count in stride(from: 0, to: bytes.count, by: 3) where read(Array(bytes[..<count])) != nil { accepted += 1 }
    #expect(accepted == 0)
  }

  @Test("A snapshot with wrong places under a right checksum is refused or harmless, never a trap")
  func forged() {
    var random = SeededNumbers(seed: 6)
    var refused = 0
    for _ in 0..<40 {
      let bytes = RandomSaves.registry(RandomSaves.lines(&random)).snapshot()
      let sections = sections(bytes)
      for _ in 0..<100 {
        var forged = bytes
        let section = Int.random(in: 0..<sections.count, using: &random)
        guard let place = sections[section].randomElement(using: &random) else { continue }
        forged[place] =
          [0, 1, 0x7f, 0xff, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
        let sum = forged[sections[section]].withUnsafeBytes { Checksum.of($0, section: UInt64(section)) }
        let sumPlace = (sections[section].upperBound + 7) & ~7
        withUnsafeBytes(of: sum) { forged.replaceSubrange(sumPlace..<sumPlace + 8, with: $0) }
        guard let registry = read(forged) else {
          refused += 1
          continue
        }
        _ = registry.meaning()
        _ = registry.conflicts()
        _ = registry.search("tiga")
        _ = registry.rows(.household).map(registry.ref)
        for record in RandomSaves.records { _ = registry.history(of: record) }
      }
    }
    #expect(refused > 500)
  }

  /// Where the arrays of a snapshot lie.
  private func sections(_ bytes: [UInt8]) -> [Range<Int>] {
    var sections: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
      let count = bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
      sections.append(at + 8..<at + 8 + count)
      at += 8 + (count + 7) & ~7 + 8
    }
    return sections
  }
}
