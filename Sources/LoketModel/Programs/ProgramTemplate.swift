// The five programmes of `Resources/programs.json`, each with its real figures, that an office copies and changes.
import Resources

public struct ProgramTemplate: Hashable, Sendable {
  /// `P1` to `P5`.
  public let code: String
  /// The year of the announcement.
  public let year: Int
  public let names: [Language: String]
  /// The city or regency that announced it.
  public let place: String
  /// Who said so, and when.
  public let source: String
  /// What an office copies, by the names in `FieldTable`; sets as `tracks/las`.
  public let values: [String: String]

  public func name(_ language: Language) -> String { names[language] ?? code }

  /// Announced and not carried out: an office sees that.
  public var isProposal: Bool { values["state"] == "proposal" }

  /// The id of the programme that an office gets when it takes the template over: two PCs that do it write one record.
  public func id(year: Int) -> String { "\(code.lowercased())-\(year)" }

  /// The fields of a programme that begins in this year. A template that was for a span of time keeps its length: a
  /// deadline in the year after the announcement is one in the year after this.
  public func values(year: Int, name: String) -> [String: String] {
    var values = values
    for field in ["starts", "deadline"] {
      guard let date = values[field].flatMap({ CalendarDate(iso: $0) }) else { continue }
      let months = (year - self.year) * 12
      values[field] = date.adding(months: months).iso
    }
    values["template"] = code
    values["year"] = String(year)
    values["name"] = name
    return values
  }

  public static func named(_ code: String) -> ProgramTemplate? { all.first { $0.code == code } }

  public static let all: [ProgramTemplate] = {
    var length = 0
    let start = loket_resource_programs(&length)
    return (ResourceReader.value(start, length)?["programs"]?.list ?? []).map { row in
      var values: [String: String] = [:]
      for (name, value) in row.object where FieldTable.rule(.program, name) != nil {
        if let text = value.text ?? value.number.map(String.init) { values[name] = text }
      }
      values["year"] = nil
      for set in ["tracks", "rules", "regulations", "weights", "points", "segments"] {
        for (element, value) in row[set]?.object ?? [:] {
          values["\(set)/\(element)"] = value.text ?? value.number.map(String.init) ?? ""
        }
      }
      return ProgramTemplate(
        code: row["code"]?.text ?? "", year: row["year"]?.number ?? 0,
        names: [.indonesian: row["id"]?.text ?? "", .english: row["en"]?.text ?? ""],
        place: row["place"]?.text ?? "", source: row["source"]?.text ?? "", values: values)
    }
  }()
}
