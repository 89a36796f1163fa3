// `loket conflicts`: what PCs made differently and what waits for another PC's lines, one item a line, or a JSON array.
import LoketJournal
import LoketModel
import LoketRegistry

enum ConflictsCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let data = try surroundings.open(.read)
    let by = try surroundings.account(data)
    let registry = data.registry
    let isMasked = surroundings.arguments.has("--masked") || !seesNumbers(by, registry)
    let writer = ConflictRows(registry: registry, wording: surroundings.wording, isMasked: isMasked)
    let rows = writer.all(office: data.journal.device.office)
    if !rows.isEmpty {
      try attempt { () throws(JournalError) in
        let list = RecordRef(RecordKind(rawValue: "list"), "conflict")
        try data.trace(.searched, list, count: rows.count, by: by, data.clock(surroundings.clock))
      }
    }
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(rows))
    } else {
      for row in rows { StandardStreams.say(row.line) }
    }
    data.journal.close(saving: nil)
    return ExitCode.done
  }

  /// Whoever may read the files without Loket sees what stands in them.
  private static func seesNumbers(_ by: String, _ registry: Registry) -> Bool {
    by.hasPrefix("system:") || Permission.seeNumbers.allows(Role(stored: registry.account(by)?.role))
  }
}

/// One thing that waits for a person.
struct ConflictRow: Encodable {
  /// `conflict`, `voided` (and used at once), `sameNik`, `sameLetter`, or `waiting` for lines that are not here.
  let kind: String
  /// `kind/id`; of a number that several have, each of them.
  let records: [String]
  /// The person, or the head of the household; a login, a PC, a partner by its name.
  let name: String?
  /// The fields that move together; `void` where a record was voided and used at once.
  let fields: [String]
  let values: [Value]
  /// Of `waiting`: how many lines are missing.
  let missing: Int?

  struct Value: Encodable {
    /// By field, as stored; a field that was cleared is missing.
    let fields: [String: String]
    /// The PC's id and its label, if one is known.
    let device: String
    let deviceLabel: String?
    let account: String
    let time: String?
    /// `ok`, `asked` or `doubt`.
    let clock: String
  }

  /// Columns with tabs between them, for `cut` and spreadsheets.
  var line: String {
    let said = values.map { value in
      let texts = fields.compactMap { value.fields[$0] }
      let clock = value.clock == "ok" ? "" : " (\(value.clock))"
      let who = "\(value.deviceLabel ?? String(value.device.prefix(8))) \(value.account) \(value.time ?? "-")\(clock)"
      return "\(texts.isEmpty ? "-" : texts.joined(separator: ", ")) [\(who)]"
    }
    let about = [kind, records.joined(separator: " "), name ?? "-", fields.joined(separator: ",")]
    return (about + (said.isEmpty ? [missing.map(String.init) ?? "-"] : said)).joined(separator: "\t")
  }
}

struct ConflictRows {
  let registry: Registry
  let wording: Wording
  let isMasked: Bool

  /// Conflicts first, the oldest in front; whatever is frozen is nobody's task.
  func all(office: String) -> [ConflictRow] {
    let conflicts = registry.openConflicts().filter { !isFrozen($0.conflict.record) }.map(row)
    let niks = registry.sharedNiks().map { shared in
      ConflictRow(
        kind: "sameNik", records: shared.people.map(\.description),
        name: shared.people.compactMap(name).joined(separator: " / "), fields: ["nik"],
        values: shared.people.flatMap { values($0, ["nik"]) }, missing: nil)
    }
    let letters = registry.sharedLetters(of: office).map { shared in
      ConflictRow(
        kind: "sameLetter", records: shared.devices.map(\.description),
        name: shared.devices.compactMap(name).joined(separator: " / "), fields: ["letter"],
        values: shared.devices.flatMap { values($0, ["letter"]) }, missing: nil)
    }
    let waiting = registry.waitingRecords().filter { !isFrozen($0.record) }.map { waiting in
      ConflictRow(
        kind: "waiting", records: [waiting.record.description], name: name(waiting.record), fields: waiting.fields,
        values: [], missing: waiting.lines.count)
    }
    return conflicts + niks + letters + waiting
  }

  private func row(_ open: OpenConflict) -> ConflictRow {
    let (record, fields) = (open.conflict.record, open.conflict.fields)
    let isVoiding = fields == ["void"]
    let used = isVoiding ? registry.enteredUnaware(of: record).map { value($0.head, [:]) } : []
    return ConflictRow(
      kind: isVoiding ? "voided" : "conflict", records: [record.description], name: name(record), fields: fields,
      values: values(record, fields) + used, missing: nil)
  }

  /// Of each head what it gave these fields.
  private func values(_ record: RecordRef, _ fields: [String]) -> [ConflictRow.Value] {
    let heads = fields.map { ($0, registry.state(record, $0).heads) }
    return registry.sources(record, fields.first ?? "").map { source in
      var said: [String: String] = [:]
      for (field, heads) in heads {
        guard let text = heads.first(where: { $0.line == source.line })?.value else { continue }
        said[field] = shown(record.kind, field, text)
      }
      return value(source, said)
    }
  }

  private func value(_ head: Head, _ fields: [String: String]) -> ConflictRow.Value {
    ConflictRow.Value(
      fields: fields, device: head.device.description,
      deviceLabel: registry.value(RecordRef(.device, head.device), "label"), account: head.by, time: head.at?.text,
      clock: head.clock.rawValue)
  }

  private func shown(_ kind: RecordKind, _ field: String, _ value: String) -> String {
    guard isMasked, let rule = FieldTable.rule(kind, field), rule.isSensitive else { return value }
    switch rule.form {
    case .digits: return Nik.masked(value)
    case .phone: return PhoneNumber.masked(value)
    default: return value
    }
  }

  private func isFrozen(_ record: RecordRef) -> Bool {
    registry.isFrozen(record)
      || registry.value(record, "person").map { registry.isFrozen(RecordRef(.person, $0)) } == true
  }

  private func name(_ record: RecordRef) -> String? {
    switch record.kind {
    case .household: registry.head(of: record.id)?.name
    case .enrolment, .placement, .dataRequest:
      registry.value(record, "person").flatMap { registry.value(RecordRef(.person, $0), "name") }
    case .device: registry.value(record, "label")
    case .account: record.id
    default: registry.value(record, "name")
    }
  }
}
