// Berita acara: how a track of a wave was selected, so that anybody can do it again, and who stands where.
import LoketModel
import LoketRegistry

struct SelectionMinutes {
  static let template = "minutes"
  private let wave: String
  private let track: String
  private let board: SelectionBoard
  private let context: Context

  init(wave: String, track: String, _ context: Context) {
    self.wave = wave
    self.track = track
    self.context = context
    board = SelectionBoard(wave: wave, track: track, context)
  }

  static func open(_ screen: SelectionScreen, _ context: inout Context) {
    let minutes = SelectionMinutes(wave: screen.wave, track: screen.track, context)
    context.openPaper(
      template, minutes.values, title: .titleMinutes,
      shows: (RecordRef(RecordKind(rawValue: "list"), "application"), minutes.board.rows.count))
  }

  private var ranked: [SelectionBoard.Row] { board.rows.filter { $0.ranked != nil } }

  var values: PaperValues {
    let source = context.paperSource
    let wave = context.registry.wave(self.wave)
    let program = wave?.program.flatMap { context.registry.program($0) }
    let seed = board.selection.seed
    let texts: [String: String] = [
      "program": program?.name ?? "", "wave": wave?.name ?? "", "track": context.trackName(track),
      "window": [wave?.opens, wave?.closes].map { source.day($0) }.joined(separator: " - "),
      "seats": String(board.capacity), "applicants": String(board.rows.count),
      "declared": board.declared.map { source.day($0) } ?? context.word(.minutesNotDeclared),
      "confirmBy": source.day(wave?.confirmBy), "cutOff": source.day(wave?.cutOff),
      "method": source.code(.selectionMethod, board.selection.method),
      "weights": weights, "tieBreak": tieBreak, "seed": seed ?? "",
      "seedDay": seed == nil ? "" : source.day(wave?.seedDay), "command": command,
      "printed": [Lookups.villageName(source.office, source.regions), source.today.display].joined(separator: ", "),
      "clerk": source.signature(source.account), "parts": partNames,
    ]
    return PaperValues(
      texts: source.letterhead.merging(texts) { $1 },
      rows: [
        "people": ranked.map(person), "drawn": drawn, "setApart": setApart, "aside": aside, "refused": refused,
        "classes": board.pool.classes.map(trainingClass),
      ])
  }

  // MARK: How it was done

  private var weights: String {
    Criterion.allCases.compactMap { criterion in
      board.selection.weights[criterion].map { "\(context.code(.criterion, criterion.rawValue)) \($0)" }
    }.joined(separator: ", ")
  }

  private var tieBreak: String {
    let criteria = board.selection.tieBreak.map { context.code(.criterion, $0.rawValue) }
    return (criteria + [context.word(.minutesDraw)]).joined(separator: ", ")
  }

  /// What anybody types to draw again.
  private var command: String {
    guard let seed = board.selection.seed else { return "" }
    return "printf '%s' '\(seed):\(context.word(.minutesNumber))' | sha256sum"
  }

  private var partNames: String {
    let parts = ranked.first?.ranked?.parts ?? []
    return parts.map { context.code(.criterion, $0.criterion.rawValue) }.joined(separator: " / ")
  }

  // MARK: Who stands where

  private func person(_ row: SelectionBoard.Row) -> [String: String] {
    let parts = row.ranked?.parts.map { $0.score.map(String.init) ?? "-" } ?? []
    return [
      "rank": rank(row), "name": SelectionWords.name(row.id, context),
      "score": row.ranked.map { $0.isJudged ? SelectionWords.score($0.total) : "-" } ?? "",
      "parts": parts.joined(separator: "/"),
      "place": SelectionWords.place(row, context),
    ]
  }

  private func rank(_ row: SelectionBoard.Row) -> String {
    (row.application.rank ?? row.ranked.map { String($0.rank) } ?? "") + (row.application.rankReason == nil ? "" : "*")
  }

  private func trainingClass(_ found: TrainingClass) -> [String: String] {
    ["name": found.name ?? "", "seats": found.capacity ?? "0", "starts": context.paperSource.day(found.starts)]
  }

  /// Whoever the draw parted from somebody, with the number that it went by.
  private var drawn: [[String: String]] {
    guard let seed = board.selection.seed else { return [] }
    let scored = ranked.sorted { ($0.ranked?.rank ?? 0) < ($1.ranked?.rank ?? 0) }
    return scored.indices.filter { place in
      scored[place].ranked?.reason == .draw || (place + 1 < scored.count && scored[place + 1].ranked?.reason == .draw)
    }.map { place in
      let row = scored[place]
      return [
        "name": SelectionWords.name(row.id, context), "number": row.id,
        "lot": String(SelectionPlan.lot(seed: seed, row.id).prefix(16)),
      ]
    }
  }

  private var setApart: [[String: String]] {
    board.rows.compactMap { row in
      guard let reason = row.application.rankReason else { return nil }
      return [
        "name": SelectionWords.name(row.id, context), "rank": row.application.rank ?? "",
        "score": row.ranked.map { String($0.rank) } ?? "-", "reason": reason,
      ]
    }
  }

  private var aside: [[String: String]] {
    board.rows.flatMap { row in
      context.registry.elements(RecordRef(.application, row.id), "override").map { rule, reason in
        [
          "name": SelectionWords.name(row.id, context), "rule": context.code(.eligibilityRule, rule),
          "reason": reason,
        ]
      }
    }
  }

  /// Whom a rule refused, whatever rank the application once had.
  private var refused: [[String: String]] {
    board.rows.filter { $0.application.status == "refused" }.map { row in
      [
        "name": SelectionWords.name(row.id, context),
        "reason": row.application.statusReason ?? context.code(.applicationStatus, "refused"),
      ]
    }
  }
}

extension Phrase {
  static let titleMinutes = Phrase("app.title.minutes")
  static let minutesNotDeclared = Phrase("selection.minutes.notDeclared")
  static let minutesDraw = Phrase("selection.minutes.draw")
  static let minutesNumber = Phrase("selection.minutes.number")
}
