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

  /// What everybody must see first of a record that is not settled: which of the values that stand here are not certain.
  static func banner(_ record: RecordRef, _ context: Context) -> String {
    guard context.registry.isUnsettled(record) else { return "" }
    let names = context.registry.unsettledFields(record).map { FieldWords.label(record.kind, $0, context) }
    return names.isEmpty ? "" : context.text(.bannerUnsettled, ["fields": names.joined(separator: ", ")])
  }

  static func waiting(of record: RecordRef, _ context: Context) -> [String] { fields(of: record, .waiting, context) }

  private static func fields(of record: RecordRef, _ status: FieldState.Status, _ context: Context) -> [String] {
    FieldTable.rules(of: record.kind)
      .filter { !$0.isSet && FieldTable.group($0.kind, of: $0.name).first == $0.name }
      .map(\.name).filter { context.registry.state(record, $0).status == status }
  }

  struct Value {
    let text: String
    /// Who made it, on which PC, when.
    let source: String
  }

  /// One value a head: all fields of the group that it sets, and who made it.
  /// - Parameter isList: numbers stand masked, as in every list.
  static func values(
    of record: RecordRef, _ field: String, isList: Bool = false, _ context: Context
  ) -> [Value] {
    let group = FieldTable.group(record.kind, of: field)
    let states = group.map { ($0, context.registry.state(record, $0)) }
    return context.registry.sources(record, field).map { head in
      let texts = states.compactMap { name, state -> String? in
        // In a list only what differs.
        if isList, Set(state.heads.map(\.value)).count < 2 { return nil }
        guard let value = state.heads.first(where: { $0.line == head.line })?.value else { return nil }
        if isList, let masked = masked(record.kind, name, value) { return masked }
        return FieldWords.value(record.kind, name, value, context)
      }
      let source = [
        FieldWords.account(head.by, context), FieldWords.device(head.device, context),
        head.at.map { "\($0.date.display) \($0.time)" } ?? "",
        isList && head.clock != .ok ? context.word(head.clock == .doubt ? .clockInDoubt : .clockWasAsked) : "",
      ].filter { !$0.isEmpty }
      return Value(
        text: texts.isEmpty ? context.word(.valueNone) : texts.joined(separator: ", "),
        source: source.joined(separator: ", "))
    }
  }

  private static func masked(_ kind: RecordKind, _ field: String, _ value: String) -> String? {
    guard let rule = FieldTable.rule(kind, field), rule.isSensitive else { return nil }
    switch rule.form {
    case .digits: return Nik.masked(value)
    case .phone: return PhoneNumber.masked(value)
    default: return nil
    }
  }
}

extension Phrase {
  static let conflictsDecide = Phrase("app.conflicts.decide")
  static let bannerUnsettled = Phrase("app.banner.unsettled")
  static let conflictsWait = Phrase("app.conflicts.wait")
  static let fieldWaits = Phrase("app.field.waits")
  static let voidContradicted = Phrase("app.void.contradicted")
  static let acceptedTitle = Phrase("app.accepted.title")
  static let noneYet = Phrase("app.noneYet")
  static let joinedTitle = Phrase("app.joined.title")
  static let valueNone = Phrase("app.value.none")
}
