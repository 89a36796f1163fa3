// Judges a readable row beside the others of its file: the same NIK or person twice, and what the model's rules doubt.
import LoketModel

struct ImportJudge {
  let day: CalendarDate
  let village: String?
  /// The line and name of the row that has each NIK.
  private var niks: [String: (line: Int, name: String)] = [:]
  /// The line of each person of each family, by name and birth date.
  private var persons: [String: (line: Int, nik: String?)] = [:]

  init(day: CalendarDate, village: String?) {
    self.day = day
    self.village = village
  }

  /// Why the row cannot stand beside the ones before it. The first row of a NIK stands, the others are refused.
  mutating func refusals(_ row: ImportRow) -> [Message] {
    if let nik = row[.nik], let first = niks[nik] {
      return [Message(.importNikTwice, ["text": nik, "line": "\(first.line)", "name": first.name])]
    }
    if let name = row[.name], let birthDate = row[.birthDate], let family = row.householdKey {
      let key = family + "\u{1}" + birthDate + "\u{1}" + name.uppercased()
      // Two rows with two NIK are two people, whatever their names.
      if let first = persons[key], first.nik == nil || row[.nik] == nil {
        return [Message(.importPersonTwice, ["line": "\(first.line)", "name": name])]
      }
      persons[key] = (row.line, row[.nik])
    }
    if let nik = row[.nik] { niks[nik] = (row.line, row[.name] ?? "") }
    return []
  }

  /// What the model's rules doubt about the NIK, and the cells that could not be understood.
  func warnings(_ row: ImportRow) -> [ImportWarning] {
    var found = row.unclear.map { column, text in
      ImportWarning(
        rule: "unclear/" + column.rawValue, line: row.line,
        message: Message(.importUnclear, ["column": column.rawValue, "text": text]))
    }
    guard let nik = row[.nik] else { return found }
    var values = ["nik": nik]
    values["birthDate"] = row[.birthDate]
    values["sex"] = row[.sex]
    let subject = RuleSubject(values: values, isHead: row.isFirst, today: day, officeVillage: village)
    for finding in Rules.findings(for: subject) where finding.level == .check && finding.rule.hasPrefix("nik.") {
      found.append(ImportWarning(rule: finding.rule, line: row.line, message: finding.message))
    }
    return found
  }
}
