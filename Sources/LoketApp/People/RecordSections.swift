// The sections that a household's and a person's screen share: what disagrees, and what was accepted.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Sheet {
  // MARK: Conflicts

  /// Fields whose heads disagree, each value with who made it; and fields that wait for another PC's data.
  mutating func conflicts(of record: RecordRef, _ context: Context) {
    let open = Conflicts.fields(of: record, context)
    if !open.isEmpty {
      heading(context.word(context.may(.settleConflicts) ? .conflictsDecide : .conflictsWait))
      for field in open {
        let values = Conflicts.values(of: record, field, context)
        let label = FieldWords.label(record.kind, field, context)
        for (place, value) in values.enumerated() {
          row(
            [(place == 0 ? label : "", 18), (value.text, 0), (value.source, 32)],
            target: place == 0 ? .conflict(field) : nil, style: .error)
        }
      }
    }
    for field in Conflicts.waiting(of: record, context) {
      row([(FieldWords.label(record.kind, field, context), 18), (context.word(.fieldWaits), 0)], style: .check)
    }
    if Voiding.isContradicted(record, context) {
      heading(context.word(context.may(.settleConflicts) ? .conflictsDecide : .conflictsWait))
      row([(context.word(.voidContradicted), 0)], target: .conflict("void"), style: .error)
    }
  }

  // MARK: Joined records

  /// Which records are one here; Enter shows what each said, and takes the joining back.
  mutating func joined(of record: RecordRef, _ context: Context) {
    let records = context.registry.joined(record)
    guard records.count > 1 else { return }
    heading(context.text(.joinedTitle, ["count": String(records.count)]))
    for pair in context.registry.pairs(of: record) where pair.answer == PairAnswer.same.rawValue {
      guard let first = pair.first.flatMap({ RecordRef($0) }), let second = pair.second.flatMap({ RecordRef($0) })
      else {
        continue
      }
      let names = [first, second].map { ComparedSide.name($0, context) }.joined(separator: " / ")
      row([(names, 0), (OpenPairs.joined(first, second, context) ?? "", 34)], target: .pair(first, second))
    }
  }

  /// What the rules doubted and a person accepted.
  mutating func accepted(of records: [RecordRef], _ context: Context) {
    let accepted = records.flatMap { context.registry.elements($0, "accepted") }
    guard !accepted.isEmpty else { return }
    heading(context.word(.acceptedTitle))
    for item in accepted { text("? " + FieldWords.accepted(item.element, item.value, context), style: .check) }
  }
}

enum Conflicts {
  /// The leading fields of the groups that wait for a decision, in the table's order.
  static func fields(of record: RecordRef, _ context: Context) -> [String] { fields(of: record, .conflict, context) }

  static func waiting(of record: RecordRef, _ context: Context) -> [String] { fields(of: record, .waiting, context) }

  private static func fields(of record: RecordRef, _ status: FieldState.Status, _ context: Context) -> [String] {
    FieldTable.rules(of: record.kind)
      .filter { !$0.isSet && FieldTable.group($0.kind, of: $0.name).first == $0.name }
      .map(\.name).filter { context.registry.state(record, $0).status == status }
  }

  struct Value {
    let line: LineRef
    let text: String
    /// Who made it, on which PC, when.
    let source: String
  }

  /// One value a head: all fields of the group that it sets.
  static func values(of record: RecordRef, _ field: String, _ context: Context) -> [Value] {
    let group = FieldTable.group(record.kind, of: field)
    let states = group.map { ($0, context.registry.state(record, $0)) }
    let heads = context.registry.state(record, field).heads
    return heads.map { head in
      let texts = states.compactMap { name, state -> String? in
        guard let value = state.heads.first(where: { $0.line == head.line })?.value else { return nil }
        return FieldWords.value(record.kind, name, value, context)
      }
      let source = [
        FieldWords.account(head.by, context), FieldWords.device(head.device, context),
        head.at.map { "\($0.date.display) \($0.time)" } ?? "",
      ].filter { !$0.isEmpty }
      return Value(
        line: head.line, text: texts.isEmpty ? context.word(.valueNone) : texts.joined(separator: ", "),
        source: source.joined(separator: ", "))
    }
  }

  /// The question that decides a conflict: leaving it open comes first.
  static func dialog(of record: RecordRef, _ field: String, _ context: Context) -> DialogScreen {
    let isVoiding = field == "void"
    let answers =
      isVoiding
      ? [Dialog.Option("void", context.word(.decideVoid)), Dialog.Option("active", context.word(.decideActive))]
      : values(of: record, field, context).map {
        Dialog.Option($0.line.description, "\($0.text) (\($0.source))")
      }
    return DialogScreen(
      id: "decide \(field)",
      dialog: Dialog(
        title: FieldWords.label(record.kind, field, context),
        text: context.word(isVoiding ? .voidContradicted : .decideText),
        options: [Dialog.Option("later", context.word(.decideLater))] + answers),
      help: Phrase("help.decide"))
  }

  /// The edits of an answer to that question; nil when it was left open or the head is no longer there.
  static func decision(
    _ id: String, _ option: String, on record: RecordRef, basis: Basis, _ context: Context
  ) -> [Edit]? {
    guard id.hasPrefix("decide "), option != "later" else { return nil }
    let field = String(id.dropFirst("decide ".count))
    let heads = context.registry.state(record, field).heads
    guard let head = heads.first(where: { $0.line.description == option }) else { return nil }
    let edit = context.registry.planDecision(field, like: head.line, on: record, basis: basis)
    let label = FieldWords.label(record.kind, field, context)
    return [edit, context.entry("change", about: record, summary: label)]
  }
}

extension Phrase {
  static let conflictsDecide = Phrase("app.conflicts.decide")
  static let conflictsWait = Phrase("app.conflicts.wait")
  static let fieldWaits = Phrase("app.field.waits")
  static let decideVoid = Phrase("app.decide.void")
  static let decideActive = Phrase("app.decide.active")
  static let voidContradicted = Phrase("app.void.contradicted")
  static let acceptedTitle = Phrase("app.accepted.title")
  static let noneYet = Phrase("app.noneYet")
  static let joinedTitle = Phrase("app.joined.title")
  static let valueNone = Phrase("app.value.none")
  static let decideText = Phrase("app.decide.text")
  static let decideLater = Phrase("app.decide.later")
}
