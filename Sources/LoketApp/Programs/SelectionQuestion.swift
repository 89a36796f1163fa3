// The answers of a selection that want a word of explanation: what each asks, and the save that it makes.
import LoketModel
import LoketRegistry
import LoketWidgets

enum SelectionQuestion: SavedQuestion {
  /// Of the draw of this wave.
  case seed(wave: String)
  /// An application gives its seat or its place back.
  case decline(String)
  /// An application gets another rank than its score gave.
  case rank(String)
  /// An application that was declined or lapsed by mistake waits again.
  case reinstate(String)

  var record: RecordRef {
    switch self {
    case .seed(let wave): RecordRef(.wave, wave)
    case .decline(let id), .rank(let id), .reinstate(let id): RecordRef(.application, id)
    }
  }

  var permission: Permission {
    switch self {
    case .seed, .rank, .reinstate: .select
    case .decline: .confirmSeats
    }
  }

  var title: Phrase {
    switch self {
    case .seed: .actionSeed
    case .decline: .actionDecline
    case .rank: .actionRank
    case .reinstate: .actionReinstate
    }
  }

  /// The wave's name, or the applicant's.
  func name(_ context: Context) -> String {
    switch self {
    case .seed(let wave): context.registry.wave(wave)?.name ?? ""
    case .decline(let id), .rank(let id), .reinstate(let id): SelectionWords.name(id, context)
    }
  }

  func explanation(_ context: Context) -> String {
    switch self {
    case .seed(let wave):
      return context.word(context.registry.wave(wave)?.seed == nil ? .seedExplained : .seedChanged)
    case .decline(let id):
      guard let pool = pool(context) else { return "" }
      let next = context.registry.edits(
        [(id, .declined(reason: "", code: "other"))], in: pool, on: context.today, workDay: context.workDay
      ).accepted
      guard let first = next.first else { return context.word(.declineNobody) }
      return context.text(.declinePromotes, ["name": SelectionWords.name(first, context)])
    case .rank: return context.word(.rankExplained)
    case .reinstate: return context.word(.reinstateExplained)
    }
  }

  /// The pool of the application that it is about.
  func pool(_ context: Context) -> SeatPool? {
    guard let found = context.registry.application(record.id), let wave = found.wave, let track = found.track else {
      return nil
    }
    return context.registry.pool(wave: wave, track: track)
  }

  // MARK: What it asks

  func fields(_ context: Context) -> [FieldSpec] {
    func spec(_ id: String, _ label: Phrase, _ hint: Phrase, _ input: Input, width: Int, required: Bool = true)
      -> FieldSpec
    {
      FieldSpec(
        "c." + id, label: context.word(label), hint: context.word(hint), input: input, width: width,
        isRequired: required)
    }
    let reason = spec("note", .selectionReason, .selectionReasonHint, .text(limit: 200), width: 46)
    switch self {
    case .seed(let wave):
      let seed = spec("seed", .seedLabel, .seedHint, .text(limit: 40), width: 40)
      return context.registry.wave(wave)?.seed == nil ? [seed] : [seed, reason]
    case .decline:
      let codes = Choice.list(.withdrawReason, context.language)
      return [
        spec("reason", .changeReason, .changeReasonHint, .choice(codes, oneKey: true), width: 30),
        spec("note", .changeNote, .changeNoteHint, .text(limit: 200), width: 46, required: false),
      ]
    case .rank:
      return [
        spec("rank", .rankLabel, .rankHint, .digits(exactly: nil, limit: 5, grouping: []), width: 5), reason,
      ]
    case .reinstate: return [reason]
    }
  }

  /// A seed nobody chose: eight of the random digits of a fresh identifier.
  func proposed(_ context: Context) -> [String: String] {
    guard case .seed(let wave) = self else { return [:] }
    if let seed = context.registry.wave(wave)?.seed { return ["c.seed": seed] }
    return ["c.seed": String(context.newIdentifier().description.suffix(8)).uppercased()]
  }

  /// Why the answers cannot be saved; nil: they can.
  func problem(_ answers: ChangeAnswers, _ context: Context) -> (field: String, text: String)? {
    switch self {
    case .seed(let wave):
      if context.registry.isDeclared(wave: wave) { return ("c.seed", context.word(.seedIsUsed)) }
      // What anybody can type again into a command, letter for letter.
      let isPlain = (answers["seed"] ?? "").utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
          || [0x20, 0x2d, 0x2e, 0x2f, 0x5f].contains(byte)
      }
      return isPlain ? nil : ("c.seed", context.word(.seedWrong))
    case .rank: return (answers["rank"].flatMap { Int($0) } ?? 0) > 0 ? nil : ("c.rank", context.word(.rankWrong))
    case .decline(let id):
      return pool(context).flatMap { pool in
        context.registry.obstacle(
          .declined(reason: "", code: "other"), of: id, in: pool, on: context.today)
      }.map { ("c.reason", SelectionWords.text($0, context)) }
    case .reinstate(let id):
      return pool(context).flatMap { pool in
        context.registry.obstacle(.reinstated(reason: ""), of: id, in: pool, on: context.today)
      }.map { ("c.note", SelectionWords.text($0, context)) }
    }
  }

  /// The save, and what is said when it is on the disk; nil where it would change nothing.
  func save(_ answers: ChangeAnswers, _ context: Context) -> (edits: [Edit], text: String)? {
    let note = answers["note"]
    switch self {
    case .seed(let wave):
      let seed = answers["seed"] ?? ""
      let edits = context.registry.seedEdits(wave: wave, seed: seed, on: context.workDay)
      guard !edits.isEmpty else { return nil }
      return (edits + [entry("select", note, context)], context.text(.seedSaved, ["seed": seed]))
    case .decline(let id):
      guard let pool = pool(context) else { return nil }
      let code = answers["reason"] ?? "other"
      let words = [context.code(.withdrawReason, code), note].compactMap { $0 }.joined(separator: ": ")
      let found = context.registry.edits(
        [(id, .declined(reason: words, code: code))], in: pool, on: context.today, workDay: context.workDay)
      let done = context.text(.declined, ["name": name(context)])
      return (
        found.edits + [entry("confirm", words, context)], SelectionActions.said(done, found, besides: nil, context)
      )
    case .rank(let id):
      guard let pool = pool(context), let rank = answers["rank"].flatMap({ Int($0) }) else { return nil }
      let edits = context.registry.rankEdits(
        id, to: rank, reason: note ?? "", in: pool, on: context.today, workDay: context.workDay)
      guard !edits.isEmpty else { return nil }
      return (
        edits + [entry("select", note, context)],
        context.text(.rankSaved, ["name": name(context), "rank": placed(id, edits) ?? String(rank)])
      )
    case .reinstate(let id):
      guard let pool = pool(context) else { return nil }
      let found = context.registry.edits(
        [(id, .reinstated(reason: note ?? ""))], in: pool, on: context.today, workDay: context.workDay)
      return (found.edits + [entry("confirm", note, context)], context.text(.reinstated, ["name": name(context)]))
    }
  }

  private func entry(_ action: String, _ reason: String?, _ context: Context) -> Edit {
    context.entry(action, about: record, reason: reason, summary: name(context))
  }

  // MARK: Drafts

  var archive: String {
    switch self {
    case .seed(let id): "seed/\(id)"
    case .decline(let id): "decline/\(id)"
    case .rank(let id): "rank/\(id)"
    case .reinstate(let id): "reinstate/\(id)"
    }
  }

  init?(archive: String) {
    let parts = archive.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "seed": self = .seed(wave: parts[1])
    case "decline": self = .decline(parts[1])
    case "rank": self = .rank(parts[1])
    case "reinstate": self = .reinstate(parts[1])
    default: return nil
    }
  }

  /// The rank that these edits give; a number past the last means the last.
  private func placed(_ application: String, _ edits: [Edit]) -> String? {
    edits.filter { $0.on == RecordRef(.application, application) }.flatMap(\.set).first { $0.field == "rank" }?.value
  }
}

extension Phrase {
  static let seedExplained = Phrase("selection.seed.explained")
  static let seedChanged = Phrase("selection.seed.changed")
  static let seedLabel = Phrase("selection.seed.label")
  static let seedHint = Phrase("selection.seed.hint")
  static let seedWrong = Phrase("selection.seed.wrong")
  static let seedSaved = Phrase("selection.seed.saved")
  static let declineNobody = Phrase("selection.decline.nobody")
  static let declinePromotes = Phrase("selection.decline.promotes")
  static let declined = Phrase("selection.decline.done")
  static let rankExplained = Phrase("selection.rank.explained")
  static let rankLabel = Phrase("selection.rank.label")
  static let rankHint = Phrase("selection.rank.hint")
  static let rankWrong = Phrase("selection.rank.wrong")
  static let rankSaved = Phrase("selection.rank.saved")
  static let reinstateExplained = Phrase("selection.reinstate.explained")
  static let reinstated = Phrase("selection.reinstate.done")
  static let selectionReason = Phrase("selection.reasonLabel")
  static let selectionReasonHint = Phrase("selection.reasonHint")
}
