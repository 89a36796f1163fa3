// A table of people (OpenSID's, or an export of ours) as saves, whole households at a time.
import LoketModel

extension Phrase {
  static let importColumns = Phrase("import.columns")
  static let importRowCut = Phrase("import.row.cut")
  static let importRowColumns = Phrase("import.row.columns")
  static let importNikTwice = Phrase("import.nik.twice")
  static let importPersonTwice = Phrase("import.row.twice")
  static let importColumnLine = Phrase("import.rejected.line")
  static let importColumnReason = Phrase("import.rejected.reason")
}

/// Why nothing of a file can be imported.
public enum ImportProblem: Error, Hashable, Sendable {
  case text(TextProblem)
  /// No row among the first ones names a person and a household; the cells of the first row.
  case columns([String])

  public var message: Message {
    switch self {
    case .text(let problem): problem.message
    case .columns(let found): Message(.importColumns, ["found": found.joined(separator: ", ")])
    }
  }
}

/// The whole file is read and judged when it is made; `nextBatch` then turns families into saves. It never looks at a
/// clock, and what it plans does not depend on whether earlier batches were applied.
public struct Import: Sendable {
  public let encoding: TextEncoding
  public private(set) var summary = ImportSummary()
  /// In the order of the file.
  public private(set) var rejections: [ImportRejection] = []
  /// In the order of the file; the first ``mostWarnings`` of them.
  public private(set) var warnings: [ImportWarning] = []
  public static let mostWarnings = 1000

  private let columnNames: [String]
  private let by: String
  private let day: CalendarDate
  private let village: String?
  private let newIdentifier: @Sendable () -> Identifier
  /// Nil where the file is one of people alone.
  private let wave: ApplicantWave?
  /// What the rows say of applications, by line.
  private var applicants: [Int: ApplicantRow] = [:]
  private var families: [[ImportRow]] = []
  private var next = 0
  private var asked = AskedQuestions()
  /// The queue's entry, once there is something to enter.
  private var entry: RecordRef?
  private var isClosed = false
  /// Saves so far.
  private var parts = 0
  /// Families of one save: whole ones, with the entry's own line.
  private static let together = 25

  /// - Parameters:
  ///   - by: the account that imports.
  ///   - day: the working day, which is saved.
  ///   - today: the calendar's, by which ages are judged; nil where it is the same.
  ///   - village: the office's village, ten digits, for households whose row names none.
  ///   - tracks: those that a skill may name.
  ///   - wave: the one that every row applies in; nil: the file is one of people alone.
  public init(
    _ bytes: [UInt8], by: String, day: CalendarDate, today: CalendarDate? = nil, village: String?,
    regions: Regions = .compiled, tracks: Tracks = .compiled, wave: ApplicantWave? = nil,
    newIdentifier: @escaping @Sendable () -> Identifier
  ) throws(ImportProblem) {
    let text: DecodedText
    switch TextDecoding.decode(bytes) {
    case .success(let decoded): text = decoded
    case .failure(let problem): throw .text(problem)
    }
    encoding = text.encoding
    self.by = by
    self.day = day
    self.village = village
    self.newIdentifier = newIdentifier
    self.wave = wave
    summary.isOfWave = wave != nil
    var reader = CSVReader(text.bytes)
    let (header, names) = try Self.readHeader(&reader)
    columnNames = names
    readRows(&reader, header, regions, tracks, today: today ?? day)
    summary.households = families.count
    summary.rejected = rejections.count
  }

  /// Rows that are not yet in a batch, for showing progress.
  public var familiesLeft: Int { families.count - next }
  public var familyCount: Int { families.count }

  /// The saves of the next families, each of some families that the file changes; nil when all families have had their turn. An
  /// empty batch is not the end. The registry must be the state before this import or after its earlier batches.
  public mutating func nextBatch(households: Int = 500, in registry: Registry) -> [Save]? {
    guard next < families.count else { return close() }
    var saves: [Save] = []
    var step: [Edit] = []
    var stepFamilies = 0
    let end = min(next + max(1, households), families.count)
    for index in next..<end {
      var family = ImportFamily(
        rows: families[index], registry: registry, day: day, village: village, newIdentifier: newIdentifier)
      var edits = family.edits(&asked, &summary)
      if let wave { edits += applications(wave, family, in: registry) }
      families[index] = []
      step += edits
      if !edits.isEmpty { stepFamilies += 1 }
      guard !step.isEmpty, stepFamilies == Self.together || index == end - 1 else { continue }
      saves.append(Save(by: by, edits: step + [part(stepFamilies)]))
      (step, stepFamilies) = ([], 0)
    }
    next = end
    return saves
  }

  /// The applications of a family's people.
  private mutating func applications(
    _ wave: ApplicantWave, _ family: ImportFamily, in registry: Registry
  ) -> [Edit] {
    zip(family.rows, family.people).flatMap { row, person -> [Edit] in
      guard let applicant = applicants.removeValue(forKey: row.line) else { return [] }
      return wave.edits(
        applicant, of: person.ref, isNew: person.isNew, line: row.line, in: registry,
        &summary)
    }
  }

  /// What names the queue's entry in each save: the first one makes it.
  private mutating func part(_ families: Int) -> Edit {
    parts += 1
    let part = FieldChange("part/\(parts)", String(families))
    if let entry { return Edit(on: entry, set: [part]) }
    let made = RecordRef(.entry, newIdentifier())
    entry = made
    return NewRecord.edit(made, [FieldChange("day", day.iso), FieldChange("action", "import"), part])
  }

  /// The queue's entry has its numbers only when all is in: one without them tells of an import that was cut off.
  private mutating func close() -> [Save]? {
    guard let entry, !isClosed else { return nil }
    isClosed = true
    let said = [FieldChange("summary", summary.stored)] + summary.storedWarnings
    return [Save(by: by, edits: [Edit(on: entry, set: said)])]
  }

  /// The rejected rows with their line and reason before their cells, in the form that a spreadsheet opens by double
  /// click; corrected, it can be imported as it is. Empty when no row was rejected.
  public func rejectedCSV(_ wording: Wording) -> [UInt8] {
    ImportRejection.csv(rejections, columns: columnNames, wording)
  }

  /// Finds the header among the first rows: some exports put titles above it.
  private static func readHeader(
    _ reader: inout CSVReader
  ) throws(ImportProblem) -> (PersonHeader, [String]) {
    var row = CSVRow()
    var first: [String] = []
    for _ in 0..<10 where reader.next(&row) {
      let names = row.cells.map { ImportCell.tidied(CellGuard.plain(reader.text($0))) }
      if first.isEmpty { first = names }
      let header = PersonHeader(names)
      if header.isUsable { return (header, names) }
    }
    throw .columns(first)
  }

  private mutating func readRows(
    _ reader: inout CSVReader, _ header: PersonHeader, _ regions: Regions, _ tracks: Tracks, today: CalendarDate
  ) {
    var rows = ImportRowReader(header: header, day: today, tracks: tracks)
    var judge = ImportJudge(
      day: today, village: village, regions: regions,
      columnNames: Dictionary(
        uniqueKeysWithValues: PersonColumn.allCases.compactMap { column in
          header.places[column.index].map { (column, columnNames[$0]) }
        }))
    let extra = wave == nil ? [] : ApplicantWave.places(columnNames)
    var places: [String: Int] = [:]
    var row = CSVRow()
    var sawShortRow = false
    while reader.next(&row) {
      if row.problem == nil, row.cells.allSatisfy(\.isEmpty) { continue }
      summary.rows += 1
      var reasons = row.problem.map { [$0.message] } ?? []
      if row.cells.dropFirst(columnNames.count).contains(where: { !$0.isEmpty }) {
        reasons.append(
          Message(.importRowColumns, ["cells": "\(row.cells.count)", "columns": "\(columnNames.count)"]))
      } else if row.cells.count < columnNames.count {
        if row.isUnterminated, !sawShortRow { reasons.append(Message(.importRowCut)) }
        sawShortRow = true
      }
      var found: ImportRow?
      if reasons.isEmpty {
        let read = rows.read(row, from: reader)
        reasons = read.reasons
        if let wave { reasons += applicant(wave, read, row, reader, extra) }
        if reasons.isEmpty { reasons = judge.refusals(read) }
        found = read
      }
      guard reasons.isEmpty, let found, let key = found.householdKey else {
        let cells = row.cells.map { CellGuard.plain(reader.text($0)) }
        rejections.append(ImportRejection(line: row.line, reasons: reasons, cells: cells))
        continue
      }
      let doubts = judge.warnings(found)
      if !doubts.isEmpty { summary.warned += 1 }
      for warning in doubts {
        summary.warnings[warning.rule, default: 0] += 1
        if summary.examples[warning.rule] == nil { summary.examples[warning.rule] = warning }
        if warnings.count < Self.mostWarnings { warnings.append(warning) }
      }
      if let place = places[key] {
        families[place].append(found)
      } else {
        places[key] = families.count
        families.append([found])
      }
    }
  }

  /// Keeps what the row says of an application; why it cannot come in.
  private mutating func applicant(
    _ wave: ApplicantWave, _ row: ImportRow, _ cells: CSVRow, _ reader: CSVReader,
    _ places: [(column: ApplicantColumn, place: Int)]
  ) -> [Message] {
    var texts: [ApplicantColumn: String] = [:]
    for (column, place) in places where place < cells.cells.count && !cells.cells[place].isEmpty {
      texts[column] = CellGuard.plain(reader.text(cells.cells[place]))
    }
    let read = wave.read(texts, of: row, day: day)
    applicants[row.line] = read.row
    for (column, text) in read.unclear {
      let name = places.first { $0.column == column }.map { columnNames[$0.place] } ?? column.rawValue
      let warning = ImportWarning(
        rule: "unclear/" + column.rawValue, line: row.line,
        message: Message(.importUnclear, ["column": name, "text": text]))
      summary.warnings[warning.rule, default: 0] += 1
      if summary.examples[warning.rule] == nil { summary.examples[warning.rule] = warning }
    }
    return read.reasons
  }
}
