// What takes longer than a key may: worked out on another core, and heard as an event when it is done.
import CGlibc
import Dispatch
import Glibc
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync
import Synchronization

/// A class, because its pipe wakes the loop from another thread.
final class BackgroundWork: Sendable {
  private let events = Mutex<[Event]>([])
  private let steps = Mutex<[SyncStep]>([])
  private let progress = Mutex<(latest: ExchangeProgress?, told: Int64)>((nil, 0))
  private let backup = DispatchGroup()
  private let isBackupStopped = Atomic<Bool>(false)
  private let reading: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    _ = loket_pipe2(&ends)
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    if reading >= 0 { close(reading) }
    if writing >= 0 { close(writing) }
  }

  /// What the loop waits for beside the keys.
  var descriptors: [Int32] { reading >= 0 ? [reading] : [] }

  /// Looks through a copy of the register, so that saving goes on meanwhile.
  func findLikenesses(in registry: Registry) {
    DispatchQueue.global(qos: .utility).async { [self] in
      tell(.likenessesFound(registry.likeRecords(), registry.householdDoubts()))
    }
  }

  /// Sorts a copy of the register by RT.
  func findRounds(in registry: Registry) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in tell(.roundsFound(RoundBoard(registry))) }
  }

  /// Looks through a copy of the register for people whose keeping is over.
  func findRetention(in registry: Registry, on day: CalendarDate) {
    DispatchQueue.global(qos: .utility).async { [self] in
      tell(.retentionFound(registry.retentionProposals(on: day)))
    }
  }

  /// Looks through every text of a copy of the register for what names these people.
  func planErasure(of targets: [RecordRef], in registry: Registry) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      tell(.erasurePlanned(targets, registry.erasurePlan(of: targets)))
    }
  }

  /// Reads the access trace; sealed files never change, and an open one only grows.
  func readLooks(_ reader: AccessReader, _ question: LookQuestion) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      var book = LookBook(question)
      do throws(JournalError) {
        _ = try reader.read { book.take($0) }
        book.settle()
        tell(.looksRead(question, book))
      } catch {
        tell(.trouble(error.message))
      }
    }
  }

  /// Gathers the queue from a copy of the register.
  func findQueue(in registry: Registry, day: CalendarDate) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in tell(.queueFound(QueueBoard(registry, day: day))) }
  }

  /// Gathers from a copy of the register whom to call.
  func findFollowUps(in registry: Registry, day: CalendarDate) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      tell(.followUpsFound(FollowUpBoard(registry, day: day)))
    }
  }

  /// Gathers what matching asks of everybody from a copy of the register.
  func findMatches(in registry: Registry, day: CalendarDate) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in tell(.matchesFound(MatchBoard(registry, day: day))) }
  }

  /// Makes the day's backup; the data folder is only read, so that saving goes on meanwhile.
  func backUp(_ daily: DailyBackup, now: Timestamp, _ urgency: DispatchQoS.QoSClass) {
    backup.enter()
    DispatchQueue.global(qos: urgency).async { [self] in
      // What went wrong is remembered beside the data, and stands in the answer.
      _ = try? daily.carryOut(
        now: now, clock: ProgramClock.milliseconds, isStopped: { isBackupStopped.load(ordering: .relaxed) })
      backup.leave()
      tell(.backup(ScreenProgram.state(daily.standing)))
    }
  }

  /// Waits for a backup that is under way; false when it did not end within so many milliseconds, and is ended now.
  func finishBackup(within milliseconds: Int) -> Bool {
    if backup.wait(timeout: .now() + .milliseconds(milliseconds)) == .success { return true }
    isBackupStopped.store(true, ordering: .relaxed)
    // It looks up between two members; what it leaves behind when it does not come to that, the next one removes.
    _ = backup.wait(timeout: .now() + .milliseconds(100))
    return false
  }

  /// One step of an exchange; what ends it is a step too.
  func exchange(_ work: @escaping @Sendable () throws -> SyncStep) {
    DispatchQueue.global(qos: .utility).async { [self] in
      let step: SyncStep
      do { step = try work() } catch { step = .failed(error) }
      steps.withLock { $0.append(step) }
      wake()
    }
  }

  /// How far it is, five times a second at most.
  func tell(_ now: ExchangeProgress) {
    let moment = ProgramClock.milliseconds()
    let isDue = progress.withLock { known in
      known.latest = now
      guard moment - known.told >= 200 else { return false }
      known.told = moment
      return true
    }
    if isDue { wake() }
  }

  func takeSteps() -> [SyncStep] {
    steps.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }

  func takeProgress() -> ExchangeProgress? {
    progress.withLock { known in
      defer { known.latest = nil }
      return known.latest
    }
  }

  private func tell(_ event: Event) {
    events.withLock { $0.append(event) }
    wake()
  }

  private func wake() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  /// What is done by now. Called when the descriptor can be read.
  func takeEvents() -> [Event] {
    var bytes = [UInt8](repeating: 0, count: 16)
    _ = read(reading, &bytes, bytes.count)
    return events.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
