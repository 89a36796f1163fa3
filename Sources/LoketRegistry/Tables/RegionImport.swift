// The national table of regions as a file brings it: `kode,nama`, each row judged, nothing kept in silence.
import LoketModel

/// A row that was not taken.
public struct RegionRejection: Hashable, Sendable {
  /// The line of the file, from 1.
  public let line: Int
  public let reason: Message
}

/// Why a file is no table of regions at all.
public enum RegionProblem: Error, Hashable, Sendable {
  case text(TextProblem)
  /// No row of it holds a region's code and a name.
  case noRegions(first: RegionRejection?)

  public var message: Message {
    switch self {
    case .text(let problem): problem.message
    case .noRegions: Message(.regionsNone)
    }
  }
}

public struct RegionImport: Sendable {
  public let encoding: TextEncoding
  /// In the order of the file.
  public private(set) var rows: [(code: String, name: String)] = []
  public private(set) var rejections: [RegionRejection] = []
  /// Rows that say again what an earlier one said.
  public private(set) var repeated = 0
  /// Regions whose kecamatan, kabupaten or province stands neither in the file nor in the program: they are taken, and
  /// their path has a gap.
  public private(set) var orphans: [String] = []

  /// Names longer than this are no names of places (bytes).
  private static let longestName = 120
  private static let codeTitles: Set<String> = ["KODE", "CODE", "KODE WILAYAH", "KODEWILAYAH", "ID"]

  public init(_ bytes: [UInt8], over known: Regions = .compiled) throws(RegionProblem) {
    let text: DecodedText
    switch TextDecoding.decode(bytes) {
    case .success(let decoded): text = decoded
    case .failure(let problem): throw .text(problem)
    }
    encoding = text.encoding
    var lines: [String: (line: Int, name: String)] = [:]
    var reader = CSVReader(text.bytes)
    var row = CSVRow()
    var isFirst = true
    while reader.next(&row) {
      let cells = row.cells.map { TextFilter.clean(reader.text($0)).tidied }
      defer { isFirst = false }
      if isFirst, Self.codeTitles.contains(NameKey.fold(cells.first ?? "")) { continue }
      switch Self.read(row, cells) {
      case .failure(let problem): rejections.append(RegionRejection(line: row.line, reason: problem.reason))
      case .success(let region):
        if let before = lines[region.code] {
          if before.name == region.name {
            repeated += 1
          } else {
            let slots = ["code": region.code, "name": before.name, "line": String(before.line)]
            rejections.append(RegionRejection(line: row.line, reason: Message(.regionTwice, slots)))
          }
          continue
        }
        lines[region.code] = (row.line, region.name)
        rows.append(region)
      }
    }
    guard !rows.isEmpty else { throw .noRegions(first: rejections.first) }
    for row in rows {
      guard let parent = Self.parent(of: row.code) else { continue }
      if lines[parent] == nil, known.region(parent) == nil { orphans.append(row.code) }
    }
  }

  private struct Problem: Error { let reason: Message }

  private static func read(
    _ row: CSVRow, _ cells: [String]
  ) -> Result<(code: String, name: String), Problem> {
    if let problem = row.problem { return .failure(Problem(reason: problem.message)) }
    guard cells.count >= 2 else { return .failure(Problem(reason: Message(.regionColumns))) }
    // A spreadsheet's sign that this is text.
    let typed = cells[0].hasPrefix("'") ? String(cells[0].dropFirst()) : cells[0]
    guard !typed.isEmpty else { return .failure(Problem(reason: Message(.regionNoCode))) }
    guard let digits = Regions.digits(of: typed), Regions.isDotted(typed) else {
      return .failure(Problem(reason: Message(.regionCode, ["code": typed])))
    }
    let name = cells[1]
    guard !name.isEmpty, name.utf8.count <= longestName, name.contains(where: \.isLetter) else {
      return .failure(Problem(reason: Message(.regionNoName, ["code": typed])))
    }
    return .success((Regions.dotted(digits), name))
  }

  private static func parent(of code: String) -> String? {
    code.lastIndex(of: ".").map { String(code[..<$0]) }
  }
}

extension String {
  /// Without blanks at both ends, and with one where several stood.
  fileprivate var tidied: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension Phrase {
  static let regionsNone = Phrase("import.regions.none")
  static let regionColumns = Phrase("import.regions.columns")
  static let regionNoCode = Phrase("import.regions.noCode")
  static let regionCode = Phrase("import.regions.code")
  static let regionNoName = Phrase("import.regions.noName")
  static let regionTwice = Phrase("import.regions.twice")
}
