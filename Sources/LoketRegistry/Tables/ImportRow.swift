// One row of a table of people as values that Loket stores, with what is doubtful about it.
import LoketModel

extension Phrase {
  static let importUnclear = Phrase("import.unclear")
  static let importNoName = Phrase("import.row.noName")
  static let importNameUnclear = Phrase("import.row.nameUnclear")
  static let importNoHousehold = Phrase("import.row.noHousehold")
}

/// A doubt about a row that comes in all the same.
public struct ImportWarning: Hashable, Sendable {
  /// The rule of the model, or `unclear/<column>` for a cell that could not be understood.
  public let rule: String
  /// The line of the file on which the row begins.
  public let line: Int
  public let message: Message
}

/// A row that did not come in, and why.
public struct ImportRejection: Hashable, Sendable {
  public let line: Int
  public let reasons: [Message]
  /// The row's cells as they stand in the file.
  public let cells: [String]

  /// Line and reason before the cells; empty when there is none.
  static func csv(_ rejections: [ImportRejection], columns: [String], _ wording: Wording) -> [UInt8] {
    guard !rejections.isEmpty else { return [] }
    var writer = CSVWriter(isSpreadsheet: true)
    writer.write([wording[.importColumnLine], wording[.importColumnReason]] + columns)
    for rejection in rejections {
      let reason = rejection.reasons.map { wording.text($0) }.joined(separator: " ")
      writer.write([String(rejection.line), reason] + rejection.cells)
    }
    return writer.take()
  }
}

struct ImportRow: Sendable {
  let line: Int
  /// By ``PersonColumn/index``.
  private var values = [String?](repeating: nil, count: PersonColumn.allCases.count)
  private(set) var unclear: [(column: PersonColumn, text: String)] = []
  private(set) var reasons: [Message] = []
  private(set) var skills: [HeldSkill] = []
  private(set) var doubts: [ImportDoubt] = []

  subscript(_ column: PersonColumn) -> String? { values[column.index] }

  init(line: Int) { self.line = line }

  /// What says which family the row belongs to: the card's number, else the household's id of one of our exports.
  var householdKey: String? { self[.familyCardNumber] ?? self[.householdId].map { "id " + $0 } }

  var isFirst: Bool { self[.relation] == "1" }
}

/// Reads the cells of rows under one header.
struct ImportRowReader {
  let header: PersonHeader
  let day: CalendarDate
  private let skills: HeldSkillReader
  private let columns: [(column: PersonColumn, place: Int, list: CodeList?)]
  /// What a code's cell meant the last time: a column of codes holds a few texts only.
  private var known: [[String: ImportCell]]

  init(header: PersonHeader, day: CalendarDate, tracks: Tracks) {
    self.header = header
    self.day = day
    skills = HeldSkillReader(tracks)
    columns = PersonColumn.allCases.enumerated().compactMap { index, column in
      guard let place = header.places[index] else { return nil }
      return (column, place, TableColumns.all[column.rawValue]?.list.map { CodeList.named($0) })
    }
    known = [[String: ImportCell]](repeating: [:], count: PersonColumn.allCases.count)
  }

  mutating func read(_ row: CSVRow, from reader: CSVReader) -> ImportRow {
    var found = ImportRow(line: row.line)
    for (column, place, list) in columns where place < row.cells.count && !row.cells[place].isEmpty {
      let raw = CellGuard.plain(reader.text(row.cells[place]))
      if column == .skills { found.take(skills.read(raw)) } else { found.take(column, cell(raw, column, list), raw) }
    }
    found.settle()
    return found
  }

  private mutating func cell(_ raw: String, _ column: PersonColumn, _ list: CodeList?) -> ImportCell {
    if let list {
      if let cell = known[column.index][raw] { return cell }
      let cell = ImportCell.code(raw, list)
      if known[column.index].count < 1000 { known[column.index][raw] = cell }
      return cell
    }
    switch column {
    case .nik: return .nik(raw)
    case .familyCardNumber: return .familyCardNumber(raw)
    case .birthDate: return .birthDate(raw, day: day)
    case .standingDate, .papersSeen, .householdPapersSeen:
      // A date that is not the person's birth does not keep the person out.
      if case .refused = ImportCell.date(raw) { return .unclear }
      return .date(raw)
    case .rt, .rw: return rtAndRw(raw)
    case .phone: return .phone(raw)
    case .village: return village(raw)
    case .id, .householdId: return Identifier(raw).map { .value($0.description) } ?? .absent
    case .consents: return WrittenConsent.read(raw, by: day) == nil ? .unclear : .text(raw)
    case .skills, .unsettled: return .absent
    default: return .text(raw)
    }
  }

  /// A cell may hold both, `001/002`; the row takes it apart.
  private func rtAndRw(_ raw: String) -> ImportCell {
    if raw.utf8.contains(0x2f), Neighbourhood.pair(raw) != nil { return .value(raw) }
    return .neighbourhood(raw)
  }

  private func village(_ raw: String) -> ImportCell {
    let text = ImportCell.tidied(raw)
    if text.isEmpty || text == "-" { return .absent }
    return Regions.isVillageCode(text) ? Regions.digits(of: text).map { .value($0) } ?? .unclear : .unclear
  }
}

extension ImportRow {
  fileprivate mutating func take(_ column: PersonColumn, _ cell: ImportCell, _ raw: String) {
    switch cell {
    case .absent: break
    case .value(let value): values[column.index] = value
    case .unclear: unclear.append((column, String(ImportCell.tidied(raw).prefix(60))))
    case .refused(let message): reasons.append(message)
    }
  }

  fileprivate mutating func take(_ read: (skills: [HeldSkill], doubts: [ImportDoubt])) {
    (skills, doubts) = read
  }

  fileprivate mutating func settle() {
    for column in [PersonColumn.rt, .rw] {
      guard let both = self[column], both.utf8.contains(0x2f), let pair = Neighbourhood.pair(both) else { continue }
      values[PersonColumn.rt.index] = pair.rt
      // A cell of its own for RW says more than the second half of the other.
      if column == .rw || self[.rw] == nil { values[PersonColumn.rw.index] = pair.rw }
    }
    if self[.name] == nil {
      let isUnclear = unclear.contains { $0.column == .name }
      reasons.append(Message(isUnclear ? .importNameUnclear : .importNoName))
    }
    let isCardRefused = reasons.contains { $0.phrase.rawValue.hasPrefix("import.card.") }
    if householdKey == nil, !isCardRefused { reasons.append(Message(.importNoHousehold)) }
  }
}
