// An existing list of groups matched on NIK: who joins which group of a programme, and of everybody else why not.
import LoketModel

extension Phrase {
  static let groupListColumns = Phrase("group.list.columns")
  static let groupListTwice = Phrase("group.list.twice")
  static let groupListUnknown = Phrase("group.list.unknown")
  static let groupListVillageOther = Phrase("group.list.villageOther")
  static let groupListVillageDiffers = Phrase("group.list.villageDiffers")
  static let groupListFrozen = Phrase("group.list.frozen")
  static let groupListShared = Phrase("group.list.shared")
  static let groupListOtherName = Phrase("group.list.otherName")
  static let groupListOtherNik = Phrase("group.list.otherNik")
  static let groupListWithoutNik = Phrase("group.list.withoutNik")
  static let groupListNamesake = Phrase("group.list.namesake")
  static let groupListFieldDiffers = Phrase("group.list.fieldDiffers")
  static let groupListFieldMissing = Phrase("group.list.fieldMissing")
  static let groupListDiffers = Phrase("group.list.differs")
  static let groupListLeft = Phrase("group.list.left")
}

/// Why nothing of such a file can be read.
public enum GroupListProblem: Error, Hashable, Sendable {
  case text(TextProblem)
  /// No row among the first ones names NIK, name and group; the cells of the first row.
  case columns([String])

  public var message: Message {
    switch self {
    case .text(let problem): problem.message
    case .columns(let found): Message(.groupListColumns, ["found": found.joined(separator: ", ")])
    }
  }
}

/// The whole file is read and judged when it is made; nobody is registered by it, and it overwrites nothing.
public struct GroupList: Sendable {
  public let encoding: TextEncoding
  public private(set) var summary = GroupListSummary()
  /// In the order of the file.
  public private(set) var rejections: [ImportRejection] = []
  /// One of each group that gets somebody, with its entry of the queue.
  public private(set) var saves: [Save] = []
  private let columnNames: [String]

  /// - Parameters:
  ///   - program: the groups' programme.
  ///   - by: the account that imports.
  ///   - workDay: the working day, which is saved.
  ///   - today: from when on people belong to their group where the file does not say.
  ///   - office: the office's village, ten digits.
  public init(
    _ bytes: [UInt8], program: String, by: String, workDay: CalendarDate, today: CalendarDate, office: String,
    regions: Regions = .compiled, in registry: Registry, language: Language,
    newIdentifier: () -> Identifier
  ) throws(GroupListProblem) {
    let text: DecodedText
    switch TextDecoding.decode(bytes) {
    case .success(let decoded): text = decoded
    case .failure(let problem): throw .text(problem)
    }
    encoding = text.encoding
    var reader = CSVReader(text.bytes)
    let (places, names) = try Self.readHeader(&reader)
    columnNames = names
    var judge = GroupListJudge(
      program: program, today: today, office: office, regions: regions, registry: registry, language: language)
    var row = CSVRow()
    while reader.next(&row) {
      if row.problem == nil, row.cells.allSatisfy(\.isEmpty) { continue }
      summary.rows += 1
      let cells = row.cells.map { CellGuard.plain(reader.text($0)) }
      let (outcome, reasons) = judged(row, cells, places, &judge, today)
      summary.count(outcome)
      if !outcome.isIn { rejections.append(ImportRejection(line: row.line, reasons: reasons, cells: cells)) }
    }
    summary.open = judge.open
    summary.groupsAdded = judge.groups.count { $0.isNew && !$0.joining.isEmpty }
    for group in judge.groups where !group.joining.isEmpty {
      let entry = NewRecord.edit(
        RecordRef(.entry, newIdentifier()),
        [
          FieldChange("day", workDay.iso), FieldChange("action", "group"),
          FieldChange("subject", RecordRef(.group, group.group.id).description),
          FieldChange("summary", group.group.name),
        ])
      saves.append(Save(by: by, edits: group.edits(workDay, office, in: registry) + [entry]))
    }
  }

  private func judged(
    _ row: CSVRow, _ cells: [String], _ places: [GroupListColumn: Int], _ judge: inout GroupListJudge,
    _ today: CalendarDate
  ) -> (GroupListOutcome, [Message]) {
    if let problem = row.problem { return (.unread, [problem.message]) }
    if cells.dropFirst(columnNames.count).contains(where: { !$0.isEmpty }) {
      let counts = ["cells": String(cells.count), "columns": String(columnNames.count)]
      return (.unread, [Message(.importRowColumns, counts)])
    }
    let named = places.compactMapValues { $0 < cells.count && !cells[$0].isEmpty ? cells[$0] : nil }
    let (found, reasons) = GroupListRow.read(named, today: today)
    guard reasons.isEmpty else { return (.unread, reasons) }
    let (outcome, why) = judge.judge(found, line: row.line)
    return (outcome, why.map { [$0] } ?? [])
  }

  /// Finds the header among the first rows: some lists have titles above it.
  private static func readHeader(
    _ reader: inout CSVReader
  ) throws(GroupListProblem) -> ([GroupListColumn: Int], [String]) {
    var row = CSVRow()
    var first: [String] = []
    for _ in 0..<10 where reader.next(&row) {
      let names = row.cells.map { ImportCell.tidied(CellGuard.plain(reader.text($0))) }
      if first.isEmpty { first = names }
      if let places = GroupListColumn.places(names) { return (places, names) }
    }
    throw .columns(first)
  }

  /// The rows that stayed out, as ``Import/rejectedCSV(_:)`` writes them.
  public func rejectedCSV(_ wording: Wording) -> [UInt8] {
    ImportRejection.csv(rejections, columns: columnNames, wording)
  }
}
