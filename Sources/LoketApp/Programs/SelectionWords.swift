// How the selection is said: places, scores, what parted two applicants, and why something cannot be done now.
import LoketModel
import LoketRegistry
import LoketWidgets

enum SelectionWords {
  /// 8750 as `87,50`, as Indonesian offices write it.
  static func score(_ hundredths: Int) -> String {
    let cents = hundredths % 100
    return "\(hundredths / 100),\(cents < 10 ? "0" : "")\(cents)"
  }

  /// Where somebody stands, in a word or two.
  static func place(_ row: SelectionBoard.Row, _ context: Context) -> String {
    let status = context.code(.applicationStatus, row.application.status ?? "submitted")
    switch row.place {
    case .seated: return context.word(.placeSeated)
    case .surplus: return context.word(.placeSurplus)
    case .offered: return context.word(.placeOffered)
    case .promoted: return context.word(.placePromoted)
    case .reserve(let number):
      let phrase: Phrase = row.application.status == "ready" ? .placeReady : .placeReserve
      return context.text(phrase, ["number": String(number)])
    case .out, nil: return status
    }
  }

  static func style(_ row: SelectionBoard.Row) -> Style {
    switch row.place {
    case .seated: .value
    case .surplus: .error
    case .promoted: .check
    case .offered: .info
    case .reserve: .plain
    case .out: .dim
    case nil: row.ranked == nil ? .dim : .plain
    }
  }

  /// Every criterion with its score and its weight: `Tes tertulis 80 x 40`.
  static func parts(_ ranked: Ranked, _ context: Context) -> String {
    ranked.parts.map { part in
      let score = part.score.map(String.init) ?? context.word(.selectionNotJudged)
      return "\(context.code(.criterion, part.criterion.rawValue)) \(score) x \(part.weight)"
    }.joined(separator: " · ")
  }

  /// The rows of the need score that hold today, with their points; and that they are not those that were counted when the
  /// selection was declared, where that is so.
  static func need(_ application: Application, counted: Int?, _ context: Context) -> String {
    guard let person = application.person, let program = application.program else { return "" }
    let today = context.registry.need(of: person, program: program)
    return context.text(
      counted == today.points ? .selectionNeed : .selectionNeedToday, ["rows": rows(of: today, context)])
  }

  /// What holds of somebody with its points, and what counts and is not recorded.
  static func rows(of need: PersonNeed, _ context: Context) -> String {
    let rows = need.rows.map { "\(ProgramWords.point($0.name, context)) \($0.points)" }
    let unknown = need.unknown.map { ProgramNumbers.fact($0, context) }
    let missing =
      unknown.isEmpty ? "" : context.text(.selectionNeedUnknown, ["fields": unknown.joined(separator: ", ")])
    return (rows.isEmpty ? context.word(.selectionNoNeed) : rows.joined(separator: ", ")) + missing
  }

  /// What put somebody behind the one before.
  static func reason(_ ranked: Ranked, seed: String?, _ context: Context) -> String {
    switch ranked.reason {
    case .first: context.word(.reasonFirst)
    case .score: context.word(.reasonScore)
    case .tieBreak(let criterion):
      context.text(.reasonTieBreak, ["criterion": context.code(.criterion, criterion.rawValue)])
    case .draw:
      context.text(
        .reasonDraw, ["lot": seed.map { String(SelectionPlan.lot(seed: $0, ranked.id).prefix(12)) } ?? ""])
    case .tied: context.word(.reasonTied)
    }
  }

  /// Why the selection cannot be declared.
  static func text(_ obstacle: SelectionObstacle, _ context: Context) -> String {
    switch obstacle {
    case .nobody: context.word(.selectionNobody)
    case .unjudged(let ids): context.text(.selectionUnjudged, names(ids, context))
    case .tied(let ids): context.text(.selectionTied, names(ids, context))
    case .answered(let ids): context.text(.selectionAnswered, names(ids, context))
    case .notDeclared: context.word(.selectionNotDeclared)
    }
  }

  /// Why an answer cannot be recorded.
  static func text(_ obstacle: SeatObstacle, _ context: Context) -> String {
    switch obstacle {
    case .notRanked: context.word(.seatNotRanked)
    case .status(let status):
      context.text(.seatStatus, ["status": context.code(.applicationStatus, status)])
    case .contradicted: context.word(.seatContradicted)
    case .notLapsed(let day):
      day.flatMap { CalendarDate(iso: $0) }.map { context.text(.seatNotLapsed, ["date": $0.display]) }
        ?? context.word(.seatNoLastDay)
    }
  }

  /// The first names of several, and how many there are.
  static func names(_ ids: [String], _ context: Context) -> [String: String] {
    let shown = ids.prefix(3).map { name($0, context) }.joined(separator: ", ")
    return ["count": String(ids.count), "names": ids.count > 3 ? shown + ", …" : shown]
  }

  static func name(_ application: String, _ context: Context) -> String {
    let person = context.registry.application(application)?.person
    return person.flatMap { context.registry.person($0)?.name } ?? context.word(.nameUnknown)
  }
}

extension Phrase {
  static let placeSeated = Phrase("selection.place.seated")
  static let placeSurplus = Phrase("selection.place.surplus")
  static let placeOffered = Phrase("selection.place.offered")
  static let placePromoted = Phrase("selection.place.promoted")
  static let placeReserve = Phrase("selection.place.reserve")
  static let placeReady = Phrase("selection.place.ready")
  static let reasonFirst = Phrase("selection.reason.first")
  static let reasonScore = Phrase("selection.reason.score")
  static let reasonTieBreak = Phrase("selection.reason.tieBreak")
  static let reasonDraw = Phrase("selection.reason.draw")
  static let reasonTied = Phrase("selection.reason.tied")
  static let selectionNotJudged = Phrase("selection.notJudged")
  static let selectionNobody = Phrase("selection.nobody")
  static let selectionUnjudged = Phrase("selection.unjudged")
  static let selectionTied = Phrase("selection.tied")
  static let selectionAnswered = Phrase("selection.answered")
  static let selectionNotDeclared = Phrase("selection.notDeclared")
  static let seatNotRanked = Phrase("selection.seat.notRanked")
  static let seatStatus = Phrase("selection.seat.status")
  static let seatContradicted = Phrase("selection.seat.contradicted")
  static let seatNotLapsed = Phrase("selection.seat.notLapsed")
  static let seatNoLastDay = Phrase("selection.seat.noLastDay")
}
