// What changed of a record, save by save: when, by whom, on which PC, why, and field by field from what to what.
import LoketModel
import LoketRegistry
import LoketWidgets

/// The lines of one save share a segment and a tick.
struct SaveName: Hashable, Sendable {
  let segment: Identifier
  let tick: UInt64

  init(_ head: Head) {
    segment = head.line.segment
    tick = head.tick
  }

  init(_ item: HistoryItem) {
    segment = item.line.segment
    tick = item.tick
  }
}

enum History {
  struct Change {
    let item: HistoryItem
    let id: String
    /// What changed, with the enrolment or placement that it is of.
    let text: String
    /// All of it, for the message line.
    let whole: String
  }

  /// Fields that only say to whom a record belongs.
  private static let silent: Set<String> = ["person", "track"]

  /// The newest save first; within a save in the order of its lines.
  static func changes(of records: [(ref: RecordRef, about: String)], _ context: Context) -> [Change] {
    var changes: [Change] = []
    for (record, about) in records {
      for item in context.registry.history(of: record) {
        if record.kind != .person, record.kind != .household, silent.contains(item.field) { continue }
        changes.append(change(item, record, about, context))
      }
    }
    return changes.enumerated().sorted { left, right in
      let (a, b) = (left.element.item, right.element.item)
      if a.tick != b.tick { return a.tick > b.tick }
      return a.line.segment != b.line.segment ? a.line.segment < b.line.segment : left.offset < right.offset
    }.map(\.element)
  }

  private static func change(
    _ item: HistoryItem, _ record: RecordRef, _ about: String, _ context: Context
  ) -> Change {
    let words = words(of: item, record.kind, context)
    let origin = origin(at: item.at, by: item.by, device: item.device, context)
    return Change(
      item: item, id: "\(item.line) \(record.kind.rawValue) \(item.field)",
      text: about.isEmpty ? words : "\(about) · \(words)",
      whole: [origin, about, words].filter { !$0.isEmpty }.joined(separator: " · "))
  }

  /// One change in words: the field's name, what stood there, what stands there now.
  static func words(of item: HistoryItem, _ kind: RecordKind, _ context: Context) -> String {
    if item.field == "void", item.to == nil { return context.word(.historyRestored) }
    let label = FieldWords.label(kind, item.field, context)
    let words = { (value: String?) in
      value.map { FieldWords.value(kind, item.field, $0, context) } ?? context.word(.valueNone)
    }
    let from = item.from.map(words) + (item.replacesErased ? [context.word(.historyErased)] : [])
    return from.isEmpty
      ? "\(label): \(words(item.to))" : "\(label): \(from.joined(separator: " / ")) › \(words(item.to))"
  }

  /// When, by whom, and on which PC.
  static func origin(at: Timestamp?, by: String, device: Identifier, _ context: Context) -> String {
    [
      at.map { "\($0.date.display) \($0.time)" } ?? "", FieldWords.account(by, context),
      FieldWords.device(device, context),
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  // MARK: Reasons

  /// Why each save about these records was made, as its entry says.
  static func reasons(of records: [RecordRef], _ context: Context) -> [SaveName: String] {
    var reasons: [SaveName: String] = [:]
    for record in records {
      for entry in context.registry.entries(about: record.description) {
        guard let reason = FieldWords.reason(of: entry, context),
          let item = context.registry.history(of: RecordRef(.entry, entry.id)).first
        else { continue }
        reasons[SaveName(item)] = reason
      }
      addReasons(ofOthers: record, to: &reasons, context)
    }
    return reasons
  }

  /// A save that was about another record, as when a member's relation follows from a new head.
  private static func addReasons(
    ofOthers record: RecordRef, to reasons: inout [SaveName: String], _ context: Context
  ) {
    for item in context.registry.history(of: record) where reasons[SaveName(item)] == nil {
      guard let entry = context.registry.entry(savedWith: item.line) else { continue }
      reasons[SaveName(item)] = FieldWords.reason(of: entry, context)
    }
  }

  /// When a person left a household, and why; nil where the history does not tell.
  static func departure(of person: String, from household: String, _ context: Context) -> String? {
    let ref = RecordRef(.person, person)
    let left = context.registry.history(of: ref).last { $0.field == "household" && $0.from.contains(household) }
    guard let left else { return nil }
    return [left.at?.date.display ?? "", reasons(of: [ref], context)[SaveName(left)] ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension Sheet {
  /// Every save that changed these records, the newest first: when, who, where and why once, then field by field.
  mutating func history(of records: [(ref: RecordRef, about: String)], _ context: Context) {
    let changes = History.changes(of: records, context)
    heading(context.word(.historyTitle), empty: changes.isEmpty ? context.word(.noneYet) : nil)
    let reasons = History.reasons(of: records.map(\.ref), context)
    var last: SaveName?
    for change in changes {
      let save = SaveName(change.item)
      if save != last {
        let item = change.item
        row([(History.origin(at: item.at, by: item.by, device: item.device, context), 0)], style: .label)
        if let reason = reasons[save] { row([("", 1), (context.text(.historyReason, ["reason": reason]), 0)]) }
      }
      last = save
      row([("", 1), (change.text, 0)], target: .change(change.id))
    }
  }
}

extension Sheet {
  /// The way to the access trace, below everything else: End and Enter. It says there who may see it.
  mutating func looks(_ context: Context) {
    heading(context.word(.titleLooks))
    let refusal = context.whyNot(.seeTrace)
    row([("", 1), (refusal ?? context.word(.looksWay), 0)], target: .looks, style: refusal == nil ? .value : .dim)
  }
}

extension Phrase {
  static let historyErased = Phrase("app.history.erased")
  static let looksWay = Phrase("app.looks.way")
  static let historyTitle = Phrase("app.history.title")
  static let historyReason = Phrase("app.history.reason")
  static let historyRestored = Phrase("app.history.restored")
}
