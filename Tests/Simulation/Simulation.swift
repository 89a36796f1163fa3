// One run of an office under bad luck: a seeded scheduler without threads drives PCs and sticks, keeps its own ledger, and
// holds the shipping code to its promises while things go wrong and after everything has healed.
import DiskInMemory
import LoketJournal
import LoketModel
import LoketRegistry

/// A promise that did not hold.
package struct Violation: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// The PCs do not hold the same after healing, or it never came to an end.
    case notConverged
    /// An acknowledged save is neither there nor answered by one that names it.
    case silentLoss
    /// Something erased stands in a file of a place that synced again.
    case erasedBack
    /// A person was asked to decide between values of which one replaced the other.
    case askedTooEarly
    /// A register shows something else than its lines say, or good files are called damaged.
    case wrong
  }
  package let kind: Kind
  package let text: String
}

package struct SimulationOutcome: Sendable {
  package let seed: UInt64
  package var replicas = 0
  package var saves = 0
  package var edits = 0
  package var events = 0
  package var exchanges = 0
  /// Packs that lie on PCs and sticks at the end.
  package var packs = 0
  /// The list of PCs had no PC left, so that the supervisors at the PCs had to let each other in.
  package var isOrphaned = false
  package var violations: [Violation] = []
  package var log: [String] = []
}

package final class Simulation {
  let seed: UInt64
  var random: SampleRandom
  /// For what came later: a seed that is known for what it found goes its old way.
  var others: SampleRandom
  var pcs: [SimulatedPC] = []
  var sticks: [SimulatedStick] = []
  var ledger = Ledger()
  var outcome: SimulationOutcome
  /// Values that were saved so far, so that each is one of its kind.
  var tokens = 0
  var people: [RecordRef] = []
  var households: [RecordRef] = []
  /// Forged files were about, lists were harmed or left behind: unlisted blanks may stand somewhere until what lacks comes.
  var hasForged = false
  /// Its PCs sign, and a list says whose segments count.
  let isSigned: Bool
  private let keepsLog: Bool
  private var disks: UInt64 = 0
  static let mostPCs = 50

  /// - Parameters:
  ///   - replicas: PCs at the beginning; nil for as many as the seed says.
  ///   - events: what happens before everything heals; nil for as much as the seed says.
  package init(seed: UInt64, replicas: Int? = nil, events: Int? = nil, keepsLog: Bool = false) {
    self.seed = seed
    self.keepsLog = keepsLog
    isSigned = seed % 4 == 3
    // Whoever is taken out of the list may have erased somebody, and that waits then.
    hasForged = isSigned
    random = SampleRandom(seed: seed &* 0x9e37_79b9_7f4a_7c15 ^ 0x5117)
    others = SampleRandom(seed: seed ^ 0x6c65_7467)
    outcome = SimulationOutcome(seed: seed)
    let drawn = random.chance(20) ? random.inside(6...12) : random.inside(2...4)
    let count = min(max(replicas ?? drawn, 1), Simulation.mostPCs)
    for _ in 0..<count { addPC(MemoryDisk()) }
    for number in 0..<random.inside(1...max(2, min(4, count / 4))) { sticks.append(SimulatedStick(number)) }
    partition()
    outcome.replicas = count
    outcome.events = events ?? random.inside(15...60) + count * 2
  }

  package func run() -> SimulationOutcome {
    for number in 0..<outcome.events {
      step(number)
      // What follows from a broken promise says nothing new.
      if !outcome.violations.isEmpty { return outcome }
    }
    heal()
    outcome.replicas = pcs.count
    outcome.packs = (pcs.map(\.disk) + sticks.map(\.disk)).reduce(0) { sum, disk in
      sum + disk.files().count { $0.hasSuffix(Pack.ending) }
    }
    return outcome
  }

  // MARK: For the events

  func log(_ text: @autoclosure () -> String) {
    if keepsLog { outcome.log.append(text()) }
  }

  func violate(_ kind: Violation.Kind, _ text: String) {
    outcome.violations.append(Violation(kind: kind, text: text))
    log("!! \(kind.rawValue): \(text)")
    guard keepsLog, outcome.violations.count == 1 else { return }
    for (name, disk) in pcs.map({ ($0.label, $0.disk) }) + sticks.map({ ("stick \($0.number)", $0.disk) }) {
      for path in disk.files() where path.contains(".jsonl") {
        let text = disk.bytes(path).flatMap { SegmentText($0) }
        log(
          "   \(name) \(path): \(text.map { "\($0.segment) \($0.lines.map(\.ref.n)), blank \($0.blanks.map(\.n))" } ?? "?")"
        )
      }
    }
  }

  @discardableResult
  func addPC(_ disk: MemoryDisk) -> SimulatedPC {
    let pc = SimulatedPC(pcs.count, disk: freshChance(disk))
    pcs.append(pc)
    return pc
  }

  /// Chance never repeats itself, not even for a copied disk.
  func freshChance(_ disk: MemoryDisk) -> MemoryDisk {
    disks += 1
    disk.chance = seed &* 1_000_003 &+ disks &* 0x1_0000_0001
    disk.keepsSteps = false
    disk.readsAhead = false
    return disk
  }

  func token() -> String {
    tokens += 1
    return "Q" + SampleRandom.digits(tokens, 6) + "Z"
  }

  /// Which stick reaches which PC from now on.
  func partition() {
    for pc in pcs {
      pc.sticks = Set(sticks.indices.filter { _ in random.chance(600) })
      if pc.sticks.isEmpty { pc.sticks = [random.below(sticks.count)] }
    }
  }

  /// Learns what stands on a PC now.
  func look(at pc: SimulatedPC) {
    for segment in pc.newSegments() { for line in segment.lines { ledger.see(line) } }
  }

  func begin(_ pc: SimulatedPC, useCache: Bool = true) -> Bool {
    if pc.isOpen { return true }
    do {
      let notices = try pc.open(useCache: useCache)
      judge(notices, of: pc, "start")
      look(at: pc)
      let missing = missing(of: pc.held, on: pc)
      if let first = missing.first {
        violate(.silentLoss, "\(pc.label) starts without \(missing.count) saved lines, \(describe(first))")
      }
      return true
    } catch {
      violate(.wrong, "\(pc.label) does not start: \(error)")
      return false
    }
  }

  func describe(_ line: LineRef) -> String {
    "\(line) \(ledger.lines[line]?.edit.map { "\($0.on) \($0.set.map { "\($0.field)=\($0.value ?? "-")" })" } ?? "")"
  }

  /// Nobody damaged a PC's own files, so nothing may be called damaged.
  func judge(_ notices: [Notice], of pc: SimulatedPC, _ moment: String) {
    for notice in notices where notice.isDamage {
      // A line that was set back or never came leaves a gap, and that is said.
      if notice.kind == .gap || notice.kind == .unlistedBlank && hasForged { continue }
      violate(.wrong, "\(pc.label) at \(moment): \(notice.kind) \(notice.subject) \(notice.detail)")
    }
  }

  /// Whatever a person is asked to decide must be two values of which neither replaced the other.
  func judgeQuestions(_ pc: SimulatedPC) {
    guard pc.isOpen else { return }
    for conflict in pc.registry.conflicts() {
      guard let field = conflict.fields.first, field != "void" else { continue }
      let group = FieldGroups.rule(conflict.record.kind, field).group
      let state = pc.registry.state(conflict.record, field)
      if state.status == .waiting { violate(.askedTooEarly, "\(pc.label) asks about \(conflict.record) that waits") }
      for (place, high) in state.heads.enumerated() {
        for low in state.heads[(place + 1)...]
        where ledger.replaces(
          high.line, low.line, group,
          isGivenUp: { pc.registry.value(RecordRef(.loss, $0.segment), "lines/\($0.n)") != nil })
        {
          violate(
            .askedTooEarly,
            "\(pc.label) asks about \(conflict.record) \(field): \(describe(high.line)) replaced \(describe(low.line))")
        }
      }
    }
  }
}
