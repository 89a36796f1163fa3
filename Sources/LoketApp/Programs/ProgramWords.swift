// What belongs to a programme, in words: need points, sessions, what a rule asks for.
import LoketModel
import LoketRegistry
import LoketWidgets

enum ProgramWords {
  /// `employment.laidOff` as "Status kerja: Korban PHK".
  static func point(_ row: String, _ context: Context) -> String {
    let parts = row.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let kind = NeedScore.kind(of: parts[0]) else { return row }
    return "\(FieldWords.label(kind, parts[0], context)): \(FieldWords.value(kind, parts[0], parts[1], context))"
  }

  /// `las.need` of a wave as "Teknik las, Skor kebutuhan".
  static func weight(_ element: String, _ context: Context) -> String {
    let parts = element.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return context.code(.criterion, element) }
    return "\(context.trackName(parts[0])), \(context.code(.criterion, parts[1]))"
  }

  /// `interview written` as "Wawancara, Tes tertulis, lalu undian".
  static func tieBreak(_ text: String, _ context: Context) -> String {
    let criteria = text.split(separator: " ").compactMap { Criterion(rawValue: String($0)) }
      .map { context.code(.criterion, $0.rawValue) }
    return criteria.isEmpty
      ? context.word(.tieBreakDraw)
      : context.text(.tieBreakOrder, ["criteria": criteria.joined(separator: ", ")])
  }

  /// 1 of 3 as "33,3%", as Indonesian offices write it.
  static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    let tenths = (part * 2000 + whole) / (2 * whole)
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10),\(tenths % 10)%"
  }

  /// `2025-09-01.0800` as "01-09-2025 08:00".
  static func session(_ id: String, _ context: Context) -> String {
    let parts = id.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return id }
    return "\(context.day(parts[0])) \(hour(parts[1]))"
  }

  /// `0800` as "08:00"; anything else as it is.
  static func hour(_ text: String) -> String {
    Rules.isHour(text) ? "\(text.prefix(2)):\(text.suffix(2))" : text
  }

  /// A programme's name and what stands on this screen: of a long name the end goes, never the rest.
  static func heading(_ program: String, _ rest: [String], columns: Int) -> String {
    let end = rest.filter { !$0.isEmpty }.map { " · \($0)" }.joined()
    return TextWidth.clip(program, columns: max(columns - TextWidth.of(end), 8)) + end
  }

  /// `17-35`, and in words where one side is open.
  private static func range(_ text: String, _ context: Context) -> String {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2 else { return text }
    if ends[1].isEmpty { return context.text(.ruleFrom, ["number": ends[0]]) }
    return ends[0].isEmpty ? context.text(.ruleUpTo, ["number": ends[1]]) : text
  }

  /// What a rule asks for, in words; empty where it asks for nothing more.
  static func parameter(_ rule: EligibilityRule, _ text: String, _ context: Context) -> String {
    switch rule.parameter {
    case .none: ""
    case .code(let list): CodeList.named(list).name(of: text, context.language)
    case .codes(let list):
      text.split(separator: " ").map { CodeList.named(list).name(of: String($0), context.language) }
        .joined(separator: ", ")
    case .range: range(text, context)
    case .number: text
    case .date: context.text(.ruleSince, ["date": context.day(text)])
    }
  }
}

extension Phrase {
  static let tieBreakDraw = Phrase("app.weights.tieBreakDraw")
  static let tieBreakOrder = Phrase("app.weights.tieBreakOrder")
  static let ruleSince = Phrase("app.program.since")
  static let ruleFrom = Phrase("app.program.from")
  static let ruleUpTo = Phrase("app.program.upTo")
}
