// Judges a readable row beside the others of its file: the same NIK or person twice, and what the model's rules doubt.
import LoketModel

struct ImportJudge {
  let day: CalendarDate
  let village: String?
  /// The line and name of the row that has each NIK.
  private var niks: [String: (line: Int, name: String)] = [:]
  /// The line of each person of each family, by name and birth date.
  private var persons: [String: (line: Int, nik: String?)] = [:]
  private var regionDoubts: [String: Bool] = [:]
  private let regions: Regions
  /// What the file itself calls a column.
  private let columnNames: [PersonColumn: String]

  init(day: CalendarDate, village: String?, regions: Regions, columnNames: [PersonColumn: String]) {
    self.regions = regions
    self.day = day
    self.columnNames = columnNames
    self.village = village
  }

  /// Why the row cannot stand beside the ones before it. The first row of a NIK stands, the others are refused.
  mutating func refusals(_ row: ImportRow) -> [Message] {
    if let nik = row[.nik], let first = niks[nik] {
      return [Message(.importNikTwice, ["text": nik, "line": "\(first.line)", "name": first.name])]
    }
    if let name = row[.name], let birthDate = row[.birthDate], let family = row.householdKey {
      let key = family + "\u{1}" + birthDate + "\u{1}" + name
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
  mutating func warnings(_ row: ImportRow) -> [ImportWarning] {
    var found = row.unclear.map { column, text in
      ImportWarning(
        rule: "unclear/" + column.rawValue, line: row.line,
        message: Message(.importUnclear, ["column": columnNames[column] ?? column.rawValue, "text": text]))
    }
    found += row.doubts.map { ImportWarning(rule: $0.rule, line: row.line, message: $0.message) }
    if let place = row[.birthPlace], !place.utf8.contains(where: { $0 >= 0x41 }),
      let finding = Self.birthPlaceRule?.finding(in: RuleSubject(values: ["birthPlace": place], today: day))
    {
      found.append(ImportWarning(rule: finding.rule, line: row.line, message: finding.message))
    }
    guard let nik = row[.nik], !isBeyondDoubt(nik, row) else { return found }
    var values = ["nik": nik]
    values["birthDate"] = row[.birthDate]
    values["sex"] = row[.sex]
    let subject = RuleSubject(values: values, isHead: row.isFirst, today: day, officeVillage: village, regions: regions)
    let isRegionDoubted = doubtsRegion(nik, subject)
    for rule in Self.rules where isRegionDoubted || !Self.regionRules.contains(rule.id) {
      guard let finding = rule.finding(in: subject) else { continue }
      found.append(ImportWarning(rule: finding.rule, line: row.line, message: finding.message))
    }
    return found
  }

  /// Whether a rule about the region of registration finds something. A village's numbers begin alike: each beginning is
  /// looked up once.
  private mutating func doubtsRegion(_ nik: String, _ subject: RuleSubject) -> Bool {
    let region = String(nik.prefix(6))
    if let known = regionDoubts[region] { return known }
    let isDoubted = Self.rules.contains { Self.regionRules.contains($0.id) && $0.finding(in: subject) != nil }
    regionDoubts[region] = isDoubted
    return isDoubted
  }

  /// Whether the number says just what the row says and its region was looked up before: no rule finds anything then,
  /// and most rows of most files are so.
  private func isBeyondDoubt(_ nik: String, _ row: ImportRow) -> Bool {
    guard regionDoubts[String(nik.prefix(6))] == false, let born = row[.birthDate], let sex = row[.sex] else {
      return false
    }
    let (number, date) = (Array(nik.utf8), Array(born.utf8))
    guard number.count == 16, date.count == 10, number[0] != 0x30, number[12...].contains(where: { $0 != 0x30 }) else {
      return false
    }
    // A woman's day has four tens more.
    let day = sex == "2" ? date[8] + 4 : date[8]
    return number[6] == day && number[7] == date[9] && number[8] == date[5] && number[9] == date[6]
      && number[10] == date[2] && number[11] == date[3]
  }

  private static let rules = Rules.table.filter { $0.level == .check && $0.id.hasPrefix("nik.") }
  private static let birthPlaceRule = Rules.rule("birthPlace.letters")
  private static let regionRules: Set<String> = ["nik.province", "nik.regency", "nik.district"]
}
