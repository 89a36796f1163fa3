import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Against the reference merge")
struct ReferenceTests {
  /// Every field of every record: what differs, in words; empty where the two agree.
  private func differences(_ registry: Registry, _ reference: ReferenceMerge) -> [String] {
    var differences: [String] = []
    for record in RandomSaves.records {
      for field in (RandomSaves.fields[record.kind] ?? ["a", "b"]) + ["void"] {
        let (ours, theirs) = (registry.state(record, field), reference.state(record, field))
        if ours.shown != theirs.shown || ours.heads.map(\.line) != theirs.heads || ours.status != theirs.status {
          differences.append("\(record) \(field): \(ours.shown ?? "-") \(ours.status), \(theirs)")
        }
      }
      if registry.exists(record), registry.joined(record) != reference.group(record) {
        differences.append("\(record) is one with \(registry.joined(record)), \(reference.group(record))")
      }
      if registry.isVoid(record) != reference.isVoid(record) { differences.append("\(record) void") }
    }
    return differences
  }

  @Test("Two thousand random sets of saves, lost, reordered and cut, show what the reference merge shows")
  func agree() {
    var random = SeededNumbers(seed: 20_261_122)
    var conflicts = 0
    var waiting = 0
    var voids = 0
    var joins = 0
    var contradictions = 0
    for round in 0..<2000 {
      var lines = RandomSaves.lines(&random).shuffled(using: &random)
      if round % 3 == 0 { lines.removeLast(lines.count / 3) }
      let registry = RandomSaves.registry(lines)
      let found = differences(registry, ReferenceMerge(lines))
      #expect(found.isEmpty, "round \(round): \(found)")
      conflicts += registry.conflicts().count
      waiting += registry.waitingFields
      let people = RandomSaves.people
      joins += people.filter { registry.joined($0).count > 1 && registry.joined($0)[0] != $0 }.count
      contradictions +=
        RandomSaves.pairs[..<3].filter { pair in
          registry.value(pair, "answer") == "same" && registry.joined(people[0]).count == 1
        }.count
      voids += RandomSaves.records.filter { registry.isVoid($0) }.count
      if !found.isEmpty { return }
    }
    // The sets really hold what the rules are about.
    #expect(conflicts > 500)
    #expect(waiting > 500)
    #expect(voids > 50)
    #expect(joins > 300)
    #expect(contradictions > 100)
  }

  /// The same found by looking at everybody.
  private static func sharedNiks(_ registry: Registry) -> [SharedNik] {
    let people = registry.all(.person).filter { !registry.isFrozen($0) }
    let numbers = people.compactMap { person in registry.value(person, "nik").map { (nik: $0, person: person) } }
    return Dictionary(grouping: numbers, by: \.nik).compactMap { nik, holders in
      let refs = holders.map(\.person).sorted { $0.id < $1.id }
      let isOpen = refs.contains { left in
        refs.contains { $0.id > left.id && registry.answer(left, $0) != .answered(.different) }
      }
      return isOpen ? SharedNik(nik: nik, people: refs) : nil
    }.sorted { $0.nik < $1.nik }
  }

  @Test("Any order of arrival gives the same registry, line by line twice over too")
  func anyOrder() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<500 {
      let lines = RandomSaves.lines(&random)
      let straight = RandomSaves.registry(lines)
      var shuffled = RandomSaves.registry(lines.shuffled(using: &random))
      #expect(straight == shuffled)
      for line in lines { RandomSaves.apply(line, to: &shuffled) }
      #expect(shuffled.lineCount == lines.count)
      #expect(straight.meaning() == shuffled.meaning())
      #expect(straight.conflicts() == shuffled.conflicts())
      #expect(straight.conflictCount == straight.conflicts().count)
      #expect(shuffled.conflictCount == straight.conflictCount)
      #expect(straight.openConflicts() == shuffled.openConflicts())
      #expect(Set(straight.openConflicts().map(\.conflict)) == Set(straight.conflicts()))
      #expect(straight.missingSegments() == shuffled.missingSegments())
      #expect(straight.waitingRecords() == shuffled.waitingRecords())
      #expect(straight.waitingFields == straight.waitingRecords().reduce(0) { $0 + $1.fields.count })
      #expect(straight.sharedNiks() == shuffled.sharedNiks())
      #expect(straight.sharedNiks() == Self.sharedNiks(straight))
      #expect(straight.sharedNikCount == straight.sharedNiks().count)
      var loaded = Registry()
      loaded.beginLoading()
      for line in lines.shuffled(using: &random) { RandomSaves.apply(line, to: &loaded) }
      loaded.settle()
      for text in ["tiga", "1", "2", "tiga 2", "628"] {
        #expect(straight.search(text) == shuffled.search(text))
        #expect(straight.search(text) == loaded.search(text))
      }
      #expect(straight.rows(.household).map(straight.ref) == loaded.rows(.household).map(loaded.ref))
      #expect(straight.rows(.person).map(straight.ref) == loaded.rows(.person).map(loaded.ref))
      #expect(straight.rows(.person).map(straight.ref) == shuffled.rows(.person).map(shuffled.ref))
      #expect(straight.rows(.household).map(straight.ref) == shuffled.rows(.household).map(shuffled.ref))
      for kind in [RecordKind.person, .household] {
        #expect(straight.count(kind) == shuffled.count(kind))
        #expect(straight.count(kind) == straight.all(kind).count)
        #expect(straight.rows(kind).count == straight.count(kind))
      }
      for person in RandomSaves.people {
        #expect(straight.history(of: person) == shuffled.history(of: person))
        #expect(straight.answer(person, person1) == shuffled.answer(person, person1))
      }
      for household in RandomSaves.households {
        #expect(straight.members(of: household.id) == shuffled.members(of: household.id))
        #expect(straight.formerMembers(of: household.id) == shuffled.formerMembers(of: household.id))
      }
      let coverage = Set(straight.segmentCoverage())
      #expect(coverage == Set(shuffled.segmentCoverage()))
    }
  }

  @Test("A registry that lacks one line is another registry")
  func notEqual() {
    var random = SeededNumbers(seed: 11)
    for _ in 0..<100 {
      let lines = RandomSaves.lines(&random)
      #expect(RandomSaves.registry(lines) != RandomSaves.registry(lines.dropLast()))
    }
  }
}
