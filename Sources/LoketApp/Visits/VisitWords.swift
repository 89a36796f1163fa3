// Visits in words: since when, how many, and the one line of Beranda.
import LoketModel
import LoketRegistry
import LoketWidgets

enum VisitWords {
  /// The time of the number, with the day where it is not today's.
  static func since(_ row: VisitRow, _ context: Context) -> String {
    guard let at = row.since else { return context.day(row.day) }
    return context.visits.isLeftOver(row) ? "\(at.date.display.prefix(5)) \(at.time)" : at.time
  }

  /// The state; of one that is being served also where.
  static func state(_ row: VisitRow, _ context: Context) -> String {
    let words = row.state.words(context)
    guard row.state == .serving, let device = row.changedOn, device != context.session.deviceID else { return words }
    return "\(words), \(FieldWords.device(device, context))"
  }

  /// `12 hari ini: 3 menunggu · 1 dilayani · 7 selesai · 1 pergi · 2 sisa hari lain`
  static func counts(_ context: Context) -> String {
    let board = context.visits
    let words = VisitState.allCases.map { ($0.rawValue, Figures.grouped(board.count($0))) }
    let text = context.text(.visitCounts, Dictionary(uniqueKeysWithValues: words))
    guard board.leftOver > 0 else { return text }
    return text + " · " + context.text(.visitCountsLeft, ["count": Figures.grouped(board.leftOver)])
  }

  /// Who waits and who is being served here; empty on a day without visits.
  static func home(_ context: Context) -> String {
    let board = context.visits
    if board.rows.isEmpty || !context.may(.readPeople) { return "" }
    var parts = [context.text(.visitsWaiting, ["count": Figures.grouped(board.count(.waiting))])]
    if let served = Visits.served(context) {
      let number = Visits.label(served, context)
      parts.append(context.text(.visitServed, ["number": number, "name": served.name]))
    } else if let next = board.next {
      parts.append(context.text(.visitNext, ["number": Visits.label(next, context), "name": next.name]))
    }
    if board.leftOver > 0 { parts.append(context.text(.visitCountsLeft, ["count": Figures.grouped(board.leftOver)])) }
    return parts.joined(separator: " · ")
  }
}

extension Phrase {
  static let visitCounts = Phrase("app.visit.counts")
  static let visitCountsLeft = Phrase("app.visit.countsLeft")
  static let visitsWaiting = Phrase("app.visit.waiting")
  static let visitServed = Phrase("app.visit.served")
  static let visitNext = Phrase("app.visit.next")
}
