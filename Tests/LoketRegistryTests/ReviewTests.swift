import LoketModel
import Testing

@testable import LoketRegistry

/// Saves as desks make them, and what a supervisor decided about them, in random order and with some lost.
private enum RandomReviews {
  static let people = (1...4).map { RecordRef(.person, Identifier(high: 7, low: $0)) }
  static let households = (1...2).map { RecordRef(.household, Identifier(high: 8, low: $0)) }
  static let entries = (1...8).map { RecordRef(.entry, Identifier(high: 0xe, low: $0)) }
  static let approvals = (1...3).map { RecordRef(.approval, Identifier(high: 0xa, low: $0)) }
  static let enrolments = (1...2).map { RecordRef(.enrolment, Identifier(high: 6, low: $0)) }
  static let pair = Pair.record(people[0], people[1])

  static func lines(_ random: inout SeededNumbers) -> [ReferenceLine] {
    var lines: [ReferenceLine] = []
    var counts = [Int](repeating: 0, count: 3)
    var begun: Set<RecordRef> = []
    for tick in 1...UInt64.random(in: 3...14, using: &random) {
      let number = Int.random(in: 0..<3, using: &random)
      var edits: [Edit] = []
      let entry = entries.randomElement(using: &random) ?? entries[0]
      switch Int.random(in: 0..<8, using: &random) {
      case 0..<4:
        for record in (people + households + enrolments).shuffled(using: &random).prefix(
          Int.random(in: 1...3, using: &random))
        {
          edits.append(edit(on: record, &random))
        }
        if Int.random(in: 0..<6, using: &random) > 0 {
          var set = [FieldChange("state", Bool.random(using: &random) ? "corrected" : nil)]
          if begun.insert(entry).inserted {
            let action = Int.random(in: 0..<5, using: &random) == 0 ? "question" : "register"
            let subject = (people + households).randomElement(using: &random) ?? people[0]
            set = [FieldChange("action", action), FieldChange("subject", subject.description)]
          } else if Bool.random(using: &random) {
            set = [FieldChange("part/\(tick)", "3")]
          }
          edits.append(Edit(on: entry, set: set))
        }
      case 4, 5:
        let approval = approvals.randomElement(using: &random) ?? approvals[0]
        let names = entries.shuffled(using: &random).prefix(3).enumerated()
        edits.append(
          Edit(
            on: approval,
            set: names.map {
              FieldChange("entries/\($0.offset)", Int.random(in: 0..<4, using: &random) == 0 ? nil : $0.element.id)
            }))
      case 6:
        let states = ["approved", "approved", "returned", nil]
        edits.append(Edit(on: entry, set: [FieldChange("state", states.randomElement(using: &random) ?? nil)]))
      default:
        if let pair {
          edits.append(Edit(on: pair, set: [FieldChange("answer", Bool.random(using: &random) ? "same" : "unknown")]))
        }
      }
      for var edit in edits {
        for earlier in lines where earlier.edit.on == edit.on && Int.random(in: 0..<4, using: &random) > 0 {
          edit.over.append(earlier.ref)
        }
        counts[number] += 1
        lines.append(ReferenceLine(ref: line(UInt64(number), counts[number]), tick: tick, edit: edit))
      }
    }
    return lines
  }

  private static func edit(on record: RecordRef, _ random: inout SeededNumbers) -> Edit {
    let value = ["1", "2", nil].randomElement(using: &random) ?? nil
    switch record.kind {
    case .person:
      return Edit(on: record, set: [FieldChange(["name", "phone"].randomElement(using: &random) ?? "name", value)])
    case .enrolment:
      return Edit(
        on: record,
        set: [FieldChange("person", people.randomElement(using: &random)?.id), FieldChange("status", value)])
    default: return Edit(on: record, set: [FieldChange("address", value)])
    }
  }

  // MARK: The rule once more, from its sentences alone

  static func verified(_ lines: [ReferenceLine]) -> Set<RecordRef> {
    let merge = ReferenceMerge(lines)
    var found: Set<RecordRef> = []
    for record in entries where state(record, merge) == .approved { found.insert(record) }
    for record in people + households + enrolments where merge.group(record)[0] == record {
      let own = lines.filter { merge.group(record).contains($0.edit.on) }
      let groups = Set(own.flatMap { $0.edit.set.map { ReferenceMerge.rule(record, $0.field).group } })
      let heads = Set(groups.flatMap { merge.heads(record, $0).map(\.ref) })
      let isVerified =
        !heads.isEmpty
        && heads.allSatisfy { head in
          guard let line = merge.lines[head], let entry = answering(line, lines, merge) else { return false }
          return state(entry, merge) == .approved
        }
      if isVerified { found.insert(record) }
    }
    return found
  }

  static func state(_ entry: RecordRef, _ merge: ReferenceMerge) -> EntryState {
    guard merge.lines.values.contains(where: { $0.edit.on == entry }) else { return .submitted }
    let own = merge.state(entry, "state")
    if merge.heads(entry, "state").count > 1, own.status == .conflict { return .contested }
    // What waits for lines that are not here is shown by the highest.
    if let shown = own.shown { return EntryState(rawValue: shown) ?? .submitted }
    let isNamed = approvals.contains { approval in
      (0..<3).contains { place in
        merge.heads(approval, "entries/\(place)").contains {
          merge.values($0, "entries/\(place)")["entries/\(place)"].flatMap { $0 } == entry.id
        }
      }
    }
    return isNamed ? .approved : .submitted
  }

  private static func answering(_ line: ReferenceLine, _ lines: [ReferenceLine], _ merge: ReferenceMerge) -> RecordRef?
  {
    let save = lines.filter { $0.ref.segment == line.ref.segment && $0.tick == line.tick }.sorted {
      $0.ref.n < $1.ref.n
    }
    // A lost line between two parts them.
    var run = [line]
    for other in save where other.ref.n > line.ref.n {
      if other.ref.n == run[run.count - 1].ref.n + 1 { run.append(other) }
    }
    for other in save.reversed() where other.ref.n < line.ref.n {
      if other.ref.n == run[0].ref.n - 1 { run.insert(other, at: 0) }
    }
    let found = run.map(\.edit.on).filter { $0.kind == .entry }
    return found.first { merge.state($0, "action").shown != "question" } ?? found.first
  }
}

@Suite("What was approved")
struct ReviewTests {
  private func verified(_ registry: Registry) -> Set<RecordRef> {
    let all = RandomReviews.people + RandomReviews.households + RandomReviews.enrolments + RandomReviews.entries
    return Set(all.filter { registry.shownRecord($0) == $0 && registry.isVerified($0) })
  }

  @Test(
    "Line by line, in any order, in one load, after a snapshot and by the rule written apart the same records are verified"
  )
  func agree() throws {
    var random = SeededNumbers(seed: 4)
    var sum = 0
    for round in 0..<500 {
      var lines = RandomReviews.lines(&random)
      if round % 4 == 0 { lines.removeLast(lines.count / 3) }
      if round % 5 == 0 { lines.remove(at: Int.random(in: 0..<lines.count, using: &random)) }
      let expected = RandomReviews.verified(lines)
      sum += expected.filter { $0.kind != .entry }.count
      let straight = RandomSaves.registry(lines)
      #expect(verified(straight) == expected, "round \(round)")
      let shuffled = RandomSaves.registry(lines.shuffled(using: &random))
      #expect(verified(shuffled) == expected, "round \(round), shuffled")
      var loaded = Registry()
      loaded.beginLoading()
      for line in lines.shuffled(using: &random) { RandomSaves.apply(line, to: &loaded) }
      loaded.settle()
      #expect(verified(loaded) == expected, "round \(round), loaded")
      // Half from a snapshot, the rest after it.
      let half = lines.count / 2
      var source = SnapshotInMemory(RandomSaves.registry(Array(lines.prefix(half))).snapshot()[...])
      var late = try #require(Registry(snapshot: &source))
      late.beginLoading()
      for line in lines.dropFirst(half) { RandomSaves.apply(line, to: &late) }
      late.settle()
      #expect(verified(late) == expected, "round \(round), late")
      for registry in [straight, shuffled, loaded, late] {
        for kind in [RecordKind.person, .household, .enrolment, .entry] {
          let counted = registry.all(kind).filter { registry.isVerified($0) }.count
          #expect(registry.verified(kind) == counted, "round \(round), \(kind.rawValue)")
        }
      }
      if verified(straight) != expected || verified(shuffled) != expected || verified(loaded) != expected { return }
    }
    #expect(sum > 100)
  }
}
