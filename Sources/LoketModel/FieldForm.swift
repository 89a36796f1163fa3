// How the values of a field look: stored, shown to people, and in README's table.

/// What a field holds. Every stored value is a string.
public enum ValueForm: Hashable, Sendable {
  case text
  /// `YYYY-MM-DD`.
  case date
  /// Sixteen digits.
  case digits
  /// A whole number.
  case number
  /// `+62…`.
  case phone
  /// The ten digits of a kelurahan or desa.
  case village
  /// A code of the list with this name.
  case code(String)
  /// The id of a record of this kind.
  case record(RecordKind)
  /// A code of a compiled track or the id of an own one.
  case track
  /// A code of `returnReason` or the id of an own one.
  case returnReason

  /// The word for it in README's table.
  var word: String {
    switch self {
    case .text: "text"
    case .date: "date"
    case .digits: "16 digits"
    case .number: "number"
    case .phone: "telephone, `+62…`"
    case .village: "village, ten digits"
    case .code(let list): "code: \(list)"
    case .record(let kind): "id of a \(kind.rawValue)"
    case .track: "track"
    case .returnReason: "reason for returning"
    }
  }
}

extension FieldRule {
  /// The value as a person reads it: a code's name, a date as DD-MM-YYYY, a number with its gaps, a village's path. Ids of
  /// records stay as they are, since only the registry knows their names.
  public func display(
    _ value: String, _ language: Language, regions: Regions = .compiled, tracks: Tracks = .compiled
  ) -> String {
    switch form {
    case .text, .number, .record: value
    case .date: CalendarDate(iso: value)?.display ?? value
    case .digits: Nik.display(value)
    case .phone: PhoneNumber.display(value)
    case .village: regions.region(value) == nil ? Regions.dotted(value) : regions.path(value)
    case .code(let list): CodeList.named(list).name(of: value, language)
    case .track: tracks.name(of: value, language)
    case .returnReason: CodeList.returnReason.name(of: value, language)
    }
  }
}

extension FieldTable {
  /// The row of a field; `skills/las` finds `skills/*`. Nil for a field that a newer program wrote.
  public static func rule(_ kind: RecordKind, _ field: String) -> FieldRule? {
    if let found = byName[kind]?[field] { return found }
    guard let slash = field.firstIndex(of: "/") else { return nil }
    return byName[kind]?[field[..<slash] + "/*"]
  }

  /// The rows of one kind, in their order.
  public static func rules(of kind: RecordKind) -> [FieldRule] { fields.filter { $0.kind == kind } }

  /// The fields that move together with this one, itself among them, in the table's order.
  public static func group(_ kind: RecordKind, of field: String) -> [String] {
    guard let rule = rule(kind, field) else { return [field] }
    if rule.isSet { return [field] }
    return fields.filter { $0.kind == kind && $0.group == rule.group }.map(\.name)
  }

  private static let byName: [RecordKind: [String: FieldRule]] = fields.reduce(into: [:]) {
    $0[$1.kind, default: [:]][$1.name] = $1
  }

  /// The table as README prints it.
  public static var markdown: String {
    var lines = ["| Kind | Field | Holds | Moves with | Merge | Sensitive |", "|---|---|---|---|---|---|"]
    for kind in kinds {
      for (place, rule) in rules(of: kind.kind).enumerated() {
        let owner = kind.ownerField == rule.name ? " (owner)" : ""
        let holds = rule.meaning.isEmpty ? rule.form.word : rule.form.word + "; " + rule.meaning
        let together = group(kind.kind, of: rule.name).filter { $0 != rule.name }
        lines.append(
          "| \(place == 0 ? "**\(kind.kind.rawValue)**" : "") | `\(rule.name)`\(owner) | \(holds) "
            + "| \(together.joined(separator: ", ")) | \(rule.merge.rawValue) | \(rule.isSensitive ? "yes" : "") |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
