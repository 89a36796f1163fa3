// What may happen next, how often, and how it is carried out.
import DiskInMemory
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync
import Synchronization

enum SimulatedEvent: String, CaseIterable {
  case save, failingSave, openForm, saveForm, decide, void, restore, giveUp, erase, answer, look
  case exchange, brokenExchange, harm, handCopy, format, rememberStick, oldStick, foreign
  case close, brokenLeaving, kill, powerCut, cache, clone, backUp, setBack, writeBackup, restoreBackup, clock, partition

  /// So many times in all draws.
  var weight: Int {
    switch self {
    case .save: 300
    case .failingSave, .openForm, .saveForm, .harm, .close: 50
    case .decide: 60
    case .void, .erase, .clock, .partition, .foreign: 25
    case .restore, .giveUp, .answer, .look, .writeBackup, .restoreBackup, .format, .rememberStick, .oldStick, .clone,
      .kill, .cache:
      15
    case .exchange: 260
    case .brokenExchange: 110
    case .handCopy, .backUp, .setBack, .brokenLeaving: 25
    case .powerCut: 60
    }
  }

  static let total = allCases.reduce(0) { $0 + $1.weight }

  static func draw(_ random: inout SampleRandom) -> SimulatedEvent {
    var left = random.below(total)
    for event in allCases {
      left -= event.weight
      if left < 0 { return event }
    }
    return .save
  }
}

extension Simulation {
  func step(_ number: Int) {
    let event = SimulatedEvent.draw(&random)
    let pc = random.pick(pcs)
    let stick = sticks[random.pick(pc.sticks.sorted())]
    if isSigned, random.chance(80) {
      log("\(number) list of PCs, \(pc.label)")
      manageRoster(random.chance(500) ? pcs[0] : pc)
    }
    log("\(number) \(event.rawValue) \(pc.label), stick \(stick.number)")
    carryOut(event, pc, stick)
    if pc.isOpen, others.chance(40), !letGo(pc) { return }
    look(at: pc)
    judgeQuestions(pc)
  }

  private func carryOut(_ event: SimulatedEvent, _ pc: SimulatedPC, _ stick: SimulatedStick) {
    switch event {
    case .save, .failingSave, .openForm, .saveForm, .decide, .void, .restore, .giveUp, .erase, .answer, .look:
      guard begin(pc) else { return }
      work(event, pc)
    case .exchange: _ = exchange(pc, stick)
    case .brokenExchange: brokenExchange(pc, stick)
    case .harm:
      let harm = random.pick(SimulatedStick.Harm.allCases)
      // A blank line is here and its list is not: so it is too when the list's segment was harmed.
      if [.blankBeside, .blankInstead, .flip, .cut, .remove].contains(harm) { hasForged = true }
      let before = stick.held
      let done = stick.harm(harm, &random)
      log("  " + (done ?? "nothing there"))
      ledger.drop(before.subtracting(stick.held), besides: holders)
    case .handCopy:
      let other = random.pick(sticks)
      guard other !== stick else { return }
      let count = stick.takeSome(from: other, &random)
      if stick.hasBlanks { hasForged = true }
      log("  \(count) files of stick \(other.number)")
    case .format:
      let before = stick.held
      stick.format()
      ledger.drop(before, besides: holders)
    case .rememberStick: stick.remember()
    case .oldStick:
      let before = stick.held
      guard stick.comeBack() else { return }
      ledger.drop(before.subtracting(stick.held), besides: holders)
    case .foreign:
      // Nobody would ever enrol it.
      if !isSigned { putForeign(on: stick) }
    default: happen(event, to: pc)
    }
  }

  private func happen(_ event: SimulatedEvent, to pc: SimulatedPC) {
    switch event {
    case .close: pc.close()
    case .brokenLeaving:
      // The disk fails at some call of the leaving, and then the power does.
      guard begin(pc) else { return }
      pc.disk.fail(.from(random.inside(1...150), EIO))
      pc.close()
      cutPower(pc)
    case .kill: pc.kill()
    case .powerCut: cutPower(pc)
    case .cache:
      guard begin(pc) else { return }
      do { try pc.writeCache() } catch { violate(.wrong, "\(pc.label) writes no cache: \(error)") }
    case .clone:
      guard pcs.count < Simulation.mostPCs, pcs.count < outcome.replicas + 3 else { return }
      let copy = addPC(pc.disk.copy())
      (copy.held, copy.sticks, copy.clock) = (pc.held, pc.sticks, pc.clock)
      log("  the copy is \(copy.label)")
    case .backUp: pc.backup = (pc.disk.copy(), pc.held)
    case .setBack:
      guard let backup = pc.backup else { return }
      let before = pc.held
      pc.kill()
      pc.disk = freshChance(backup.disk.copy())
      (pc.held, pc.forms, pc.seen, pc.writtenBackup) = (backup.held, [], [:], nil)
      ledger.drop(before.subtracting(pc.held), besides: holders)
      _ = begin(pc)
    case .writeBackup:
      guard begin(pc) else { return }
      do { try pc.writeBackup() } catch { violate(.wrong, "\(pc.label) writes no backup: \(error)") }
    case .restoreBackup:
      let before = pc.held
      do {
        guard try pc.restoreBackup(acceptsDamage: hasForged) else { return }
      } catch { violate(.wrong, "\(pc.label) restores no backup: \(error)") }
      ledger.drop(before.subtracting(pc.held), besides: holders)
      _ = begin(pc)
    case .clock:
      let seconds: Int64 = random.pick([946_684_800, pc.clock.seconds + 90 * 86_400, pc.clock.seconds, 1_921_579_200])
      pc.clock = Timestamp(seconds: seconds, offsetMinutes: 420)
      pc.clockStep = random.pick([60, 60, -3_600, 0])
    default: partition()
    }
  }

  /// What each place holds.
  var holders: [Set<LineRef>] { pcs.map(\.held) + sticks.map(\.held) }

  func cutPower(_ pc: SimulatedPC) {
    pc.cutPower(seed: random.chance(300) ? 0 : random.next() | 1)
    _ = begin(pc)
  }

  // MARK: Exchanges

  /// A whole exchange without anything in its way; what came of it, or nil where it failed.
  @discardableResult
  func exchange(_ pc: SimulatedPC, _ stick: SimulatedStick) -> ExchangeReceipt? {
    guard begin(pc), stateKey(pc) else { return nil }
    outcome.exchanges += 1
    do {
      guard let receipt = try pc.exchange(with: stick, signing: signing) else { return nil }
      log("  \(summary(receipt))")
      if let problem = receipt.problem {
        violate(.wrong, "\(pc.label) gives nothing to stick \(stick.number): \(problem)")
        return nil
      }
      look(at: pc)
      judge(receipt.notices, of: pc, "exchange")
      finished(pc, stick)
      return receipt
    } catch {
      violate(.wrong, "\(pc.label) with stick \(stick.number): \(error)")
      return nil
    }
  }

  private var signing: (any Signing)? { isSigned ? NamedKeys() : nil }

  func summary(_ receipt: ExchangeReceipt) -> String {
    "received \(receipt.receivedSegments), refused \(receipt.refused.map { "\($0.reason)" }), unfinished \(receipt.unfinished.count), edits \(receipt.edits), sent \(receipt.sent.segments), removed \(receipt.sent.removed)"
  }

  /// What is blank while its list has not come is not lost: nobody shows it, and the end decides.
  func missing(of lines: Set<LineRef>, on pc: SimulatedPC) -> [LineRef] {
    let blank = hasForged ? Set(pc.registry.unlistedBlanks) : []
    let missing = pc.missing(of: lines, ledger).filter { !blank.contains($0) }
    if missing.isEmpty || !isSigned { return missing }
    // What nobody vouches for waits.
    let waiting = pc.quarantined()
    return missing.filter { !waiting.contains($0.segment) }
  }

  /// Both hold everything now, and the stick is pulled out at once.
  private func finished(_ pc: SimulatedPC, _ stick: SimulatedStick) {
    let both = pc.held.union(stick.held)
    pc.held = both
    // What is not believed here was not put there either, erased or not.
    let refused = isSigned ? pc.quarantined() : []
    let unbelieved = isSigned ? Set(pc.missing(of: both, ledger)) : []
    let waiting = unbelieved.union(both.filter { refused.contains($0.segment) }).subtracting(stick.held)
    stick.held = both.filter { !stick.spoiled.contains($0.segment) && !waiting.contains($0) }
    let missing = missing(of: pc.held, on: pc)
    if let first = missing.first {
      violate(.silentLoss, "\(pc.label) after stick \(stick.number) lacks \(missing.count) lines, \(describe(first))")
    }
    stick.disk.cutPower(seed: random.chance(300) ? 0 : random.next() | 1)
  }

  /// An exchange that is stopped, or of which one of the two disks fails in the middle.
  private func brokenExchange(_ pc: SimulatedPC, _ stick: SimulatedStick) {
    guard begin(pc), stateKey(pc) else { return }
    outcome.exchanges += 1
    let at = random.inside(1...random.pick([10, 60, 300]))
    let way = random.below(6)
    let code = random.pick([EIO, ENOSPC, ENODEV])
    let countdown = Countdown(way == 0 ? at % 20 : .max)
    switch way {
    case 1: stick.disk.fail(.from(at, code))
    case 2: stick.disk.fail(.once(at, code))
    case 3: pc.disk.fail(.from(at, EIO))
    case 4: pc.disk.fail(.writesFrom(at, code))
    case 5: stick.disk.pretend(.fat, room: UInt64(random.below(200_000)))
    default: break
    }
    do {
      let receipt = try pc.exchange(with: stick, signing: signing, isStopped: { countdown.isOver() })
      log("  way \(way) at \(at): \(receipt.map(summary) ?? "closed") \(receipt?.problem.map { "\($0)" } ?? "")")
    } catch { log("  way \(way) at \(at): \(error)") }
    pc.disk.fail(.none)
    stick.disk.fail(.none)
    stick.disk.pretend(.fat)
    stick.disk.cutPower(seed: random.next() | 1)
    switch random.below(4) {
    case 0: cutPower(pc)
    case 1: pc.kill()
    case 2: pc.close()
    default: break
    }
  }
}

/// Says stop at the n-th question.
final class Countdown: Sendable {
  private let left: Mutex<Int>
  init(_ count: Int) { left = Mutex(count) }
  func isOver() -> Bool {
    left.withLock { left in
      left -= 1
      return left < 0
    }
  }
}
