// What the screen asks of the world outside, carried out: each effect answers with events.
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry

extension ScreenProgram {
  func carryOut(_ effect: Effect) -> [Event] {
    switch effect {
    case .save(let ticket, let save): return write(save, ticket)
    case .storeDraft(let draft, let isDurable): return keep(draft, isDurable)
    case .removeDraft(let id):

      return trying { journal throws(JournalError) in
        try journal.drafts.remove(id.description)
        return []
      }
    case .trace(let line): return trace(line)
    case .readLooks(let question):
      return trying { journal throws(JournalError) in
        try journal.flush()
        background.readLooks(journal.accessReader, question)
        return []
      }
    case .checkPIN(let login, let pin):
      return answer(login) { pins, now throws(JournalError) in try pins.check(login, pin: pin, now: now) }
    case .setPIN(let login, let pin):
      return trying { journal throws(JournalError) in
        try journal.pins.set(login, pin: pin, isGiven: true)
        return [.pinSet(login: login)]
      }
    case .changePIN(let login, let old, let new):
      return answer(login) { pins, now throws(JournalError) in
        try pins.change(login, old: old, new: new, now: now)
      }.map { $0 == .pinChecked(login: login, .right) ? .pinSet(login: login) : $0 }
    case .keepIdle(let minutes):
      return trying { journal throws(JournalError) in
        try journal.keep(idleMinutes: minutes)
        return [.idleKept(minutes: minutes)]
      }
    case .setUp(let answers): return setUp(answers)
    case .setDay(let day): return set(day)
    case .print(let printout): return print(printout)
    case .keepPrinter(let printer): return keep(printer)
    case .findRounds:
      background.findRounds(in: state.registry)
      return []
    case .findMatches(let day):
      background.findMatches(in: state.registry, day: day)
      return []
    case .findQueue(let day):
      background.findQueue(in: state.registry, day: day)
      return []
    case .findFollowUps(let day):
      background.findFollowUps(in: state.registry, day: day)
      return []
    case .findLikenesses:
      background.findLikenesses(in: state.registry)
      return []
    case .keepRound(let round):
      return trying { journal throws(JournalError) in
        try journal.keep(round: round.kept)
        return [.roundKept(round)]
      }
    case .backup(let wish): return backup(wish)
    case .sync(let wish): return sync(wish)
    case .planErasure(let targets):
      background.planErasure(of: targets, in: state.registry)
      return []
    case .erase(let order): return erase(order)
    case .keepCatalogue(let catalogue, let line): return keep(catalogue, line)
    case .keepCopy(let copy, let line): return keep(copy, line)
    case .listBreach(let day, let line): return listBreach(until: day, line)
    case .findRetention(let day):
      background.findRetention(in: state.registry, on: day)
      return []
    case .openDemo: return openDemo(households: DemoFolder.households)
    case .quit:
      syncing?.stop.raise()
      isEnding = true
      return []
    }
  }

  /// One durable save: the answer comes only when it is on the disk.
  private func write(_ save: Save, _ ticket: Int) -> [Event] {
    guard let data else { return [] }
    do {
      let now = clock.now()
      let lines = try data.journal.write(
        save, now: now, clock: data.journal.clockTrust(now: now, wasAsked: clock.isSet))
      let applied = lines.map {
        AppliedEdit(line: $0.line, tick: $0.tick, at: $0.stamp, by: $0.by, device: $0.device, edit: $0.edit)
      }
      return [.saved(ticket: ticket, applied)] + events(data.journal.takeNotices())
    } catch {
      log.note("save: \(surroundings.wording.text(error.message))")
      // The save's own sentence comes last: it is the one to be read.
      return (error.isUnwritable ? [.unwritable(brief(error.message))] : [])
        + [.saveFailed(ticket: ticket, brief(error.message))]
    }
  }

  private func keep(_ draft: LoketApp.Draft, _ isDurable: Bool) -> [Event] {
    guard let drafts = data?.journal.drafts else { return [] }
    let file = DraftFile.file(of: draft)
    do {
      let notices = isDurable ? try drafts.keepDurably(file) : try drafts.keep(file)
      return (unkeptDrafts.remove(draft.id) == nil ? [] : [.draftKept(draft.id)]) + events(notices)
    } catch {
      log.note("draft: \(surroundings.wording.text(error.message))")
      unkeptDrafts.insert(draft.id)
      return [.draftNotKept(draft.id, brief(error.message))]
    }
  }

  private func trace(_ line: TraceLine) -> [Event] {
    trying { journal throws(JournalError) in
      try self.trace(line, in: journal)
      return []
    }
  }

  /// A line of what leaves the program is on the disk when this returns.
  func trace(_ line: TraceLine, in journal: Journal) throws(JournalError) {
    let now = clock.now()
    try journal.trace(
      TraceAct(line.act), on: line.on, count: line.count, kind: line.kind, by: line.by, now: now,
      clock: journal.clockTrust(now: now, wasAsked: clock.isSet),
      durable: line.act == .printed || line.act == .exported)
  }

  /// Whatever comes of it is an answer: a sign-in screen that hears nothing would wait for ever.
  private func answer(
    _ login: String, _ look: (Pins, Int64) throws(JournalError) -> PinVerdict
  ) -> [Event] {
    guard let journal = data?.journal else { return [] }
    let answer: PINAnswer
    do {
      answer =
        switch try look(journal.pins, ProgramClock.seconds()) {
        case .right: .right
        case .rightToChange: .rightToChange
        case .wrong(let wait): .wrong(waitSeconds: wait)
        case .tooSoon(let wait): .wait(seconds: wait)
        case .unknown: .notSetHere
        }
    } catch { answer = .unavailable(brief(error.message)) }
    return [.pinChecked(login: login, answer)]
  }

  /// What was noticed on the way, each as the screen hears of it.
  private func events(_ notices: [Notice]) -> [Event] {
    notices.map { $0.kind == .nearlyFull ? .diskNearlyFull($0.message) : .trouble(brief($0.message)) }
  }

  /// Line 22 has room for what to do, not for a long path.
  func brief(_ message: Message) -> Message {
    let words = BriefPath.words.mapValues { surroundings.wording[$0] }
    return BriefPath.shorten(message, below: surroundings.folder, words: words)
  }

  private func setUp(_ answers: SetUp) -> [Event] {
    do {
      return [opened(try FolderSetUp.carryOut(answers, in: surroundings.folder, clock: clock))]
    } catch {
      return [.openFailed(error.message)]
    }
  }

  /// The date that a person gave holds for this boot; the time of day stays the PC's.
  private func set(_ day: CalendarDate) -> [Event] {
    let shift = Int64(clock.now().date.days(until: day)) * 86_400
    clock = .shifted(by: shift)
    return [.clockSet]
      + trying { journal throws(JournalError) in
        try journal.keep(clockShift: shift, began: ProgramClock.began())
        return []
      }
  }

  /// The folder's state becomes the screen's; the one copy of the registry moves there.
  func opened(_ data: OpenData) -> Event {
    self.data = data
    log.open(data.journal.logPath)
    let device = data.journal.device
    clock = data.clock(clock)
    let isDoubted = demo == nil && data.journal.clockTrust(now: clock.now(), wasAsked: clock.isSet) == .doubt
    let found = data.journal.drafts.all()
    var session = Session(
      office: device.office, deviceID: device.id, deviceLabel: device.label,
      lastAccount: data.journal.pins.lastLogin, language: surroundings.wording.language,
      isReadOnly: data.journal.isReadOnly, isDemo: demo != nil, isClockSet: clock.isSet,
      isDiskNearlyFull: data.notices.contains { $0.kind == .nearlyFull }, idleMinutes: data.journal.idleMinutes,
      printer: data.journal.prints.printer)
    session.round = RoundChoice(data.journal.round)
    // A clock that is asked for first would take away what is new.
    if !data.journal.isReadOnly, !isDoubted { data.journal.prints.removeOld(today: clock.now().date) }
    (session.sheets, session.sheetDays) = (data.journal.prints.days(), Prints.days)
    let backup = demo == nil ? DailyBackup(surroundings.folder).standing : BackupStanding()
    session.backup = ScreenProgram.state(backup)
    if demo == nil { session.sync = ScreenProgram.syncState(data.journal, data.registry) }
    return .opened(
      Opened(
        registry: data.takeRegistry(), session: session, drafts: found.drafts.compactMap(DraftFile.draft),
        notices: (data.journal.isReadOnly ? [Message(.commandReadOnly)] : [])
          + (data.notices + found.notices).map { brief($0.message) }
          + (backup.wasSkipped ? [backup.problem].compactMap(\.self) : []), demoAccounts: demo?.accounts ?? [],
        isClockDoubted: isDoubted
      ))
  }

  /// Something beside a save: what cannot be done is said on the message line.
  private func trying(_ work: (Journal) throws(JournalError) -> [Event]) -> [Event] {
    guard let journal = data?.journal else { return [] }
    do { return try work(journal) } catch { return [trouble(error)] }
  }

  /// What could not be done beside a save: what the disk refused stands until it takes something again.
  func trouble(_ error: JournalError) -> Event {
    error.isUnwritable ? .unwritable(brief(error.message)) : .trouble(brief(error.message))
  }
}

extension Phrase {
  static let commandReadOnly = Phrase("command.screen.readOnly")
}

extension TraceAct {
  init(_ act: TraceLine.Act) {
    switch act {
    case .opened: self = .opened
    case .searched: self = .searched
    case .printed: self = .printed
    case .exported: self = .exported
    }
  }
}
