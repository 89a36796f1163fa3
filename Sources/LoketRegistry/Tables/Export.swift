// Writes the table of one kind of record, a piece at a time, in the forms that people and programs ask for.
import LoketModel

public enum ExportFormat: String, Sendable, CaseIterable {
  case csv, jsonl, json
}

/// How a table is written. Values are as stored unless something here says otherwise.
public struct ExportForm: Sendable {
  public var format: ExportFormat
  /// NIK, No. KK and phone numbers keep their first and last digits only.
  public var isMasked: Bool
  /// The form that an Indonesian Excel opens by double click (CSV only).
  public var isSpreadsheet: Bool
  /// Codes by their names, and a CSV's header in words, in this language.
  public var labels: Language?

  public init(
    format: ExportFormat = .csv, isMasked: Bool = false, isSpreadsheet: Bool = false, labels: Language? = nil
  ) {
    self.format = format
    self.isMasked = isMasked
    self.isSpreadsheet = isSpreadsheet
    self.labels = labels
  }
}

public struct Export: Sendable {
  public let kind: TableKind
  public let form: ExportForm
  private let columns: [TableColumn]

  public init(_ kind: TableKind, form: ExportForm = ExportForm()) {
    self.kind = kind
    self.form = form
    columns = kind.columns
  }

  /// Hands the table to `sink` in pieces of about 64 KiB.
  /// - Returns: how many records were written.
  @discardableResult
  public func write<Failure: Error>(
    _ registry: Registry, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    var count = 0
    let rows = ExportRows(registry: registry)
    let tracks = form.labels == nil ? Tracks.compiled : registry.tracks
    switch form.format {
    case .csv:
      var writer = CSVWriter(isSpreadsheet: form.isSpreadsheet)
      writer.write(header())
      try rows.forEach(kind) { (cells: [ExportCell]) throws(Failure) in
        writer.write(zip(columns, cells).map { cell($1, $0, tracks).text ?? "" })
        count += 1
        if writer.count >= Self.piece { try sink(writer.take()) }
      }
      try sink(writer.take())
    case .jsonl, .json:
      var writer = JSONRows(isArray: form.format == .json)
      try rows.forEach(kind) { (cells: [ExportCell]) throws(Failure) in
        writer.write(zip(columns, cells).map { ($0.key, cell($1, $0, tracks)) })
        count += 1
        if writer.count >= Self.piece { try sink(writer.take()) }
      }
      writer.close()
      try sink(writer.take())
    }
    return count
  }

  private static let piece = 65_536

  private func header() -> [String] {
    guard let language = form.labels else { return columns.map(\.key) }
    let wording = Wording(language)
    return columns.map { wording[$0.phrase] }
  }

  /// The cell as this form shows it.
  private func cell(_ cell: ExportCell, _ column: TableColumn, _ tracks: Tracks) -> ExportCell {
    var shown = cell
    if form.isMasked { shown = shown.masked(column.key) }
    guard let language = form.labels else { return shown }
    switch shown {
    case .value(let code?) where column.key == "track": return .value(tracks.name(of: code, language))
    case .value(let value?): return .value(column.label(of: value, language))
    case .skills(let skills, _): return .skills(skills.map { $0.inWords(tracks, language) }, isInWords: true)
    case .list(let values, _) where column.elements != nil:
      return .list(values.map { column.label(ofElement: $0, language) }, isInWords: true)
    default: return shown
    }
  }
}

/// One cell of a table that goes out.
enum ExportCell: Hashable, Sendable {
  case value(String?)
  /// Several texts: an array in JSON; in CSV with spaces between codes, and semicolons between words of a language.
  case list([String], isInWords: Bool = false)
  case skills([HeldSkill], isInWords: Bool = false)

  /// As CSV writes it.
  var text: String? {
    switch self {
    case .value(let value): value
    case .list(let values, let isInWords): values.joined(separator: isInWords ? "; " : " ")
    case .skills(let skills, false): skills.map(\.text).joined(separator: " ")
    case .skills(let skills, true): skills.map(\.words).joined(separator: "; ")
    }
  }

  func masked(_ key: String) -> ExportCell {
    switch key {
    case "nik", "headNik", "familyCardNumber": map(Nik.masked)
    case "earlierCards": map(Nik.masked)
    case "phone", "contact": map(Self.maskedContact)
    case "question":
      map { $0.hasPrefix("nik=") || $0.hasPrefix("phone=") || $0.hasPrefix("familyCardNumber=") ? $0.maskedOffer : $0 }
    default: self
    }
  }

  private func map(_ change: (String) -> String) -> ExportCell {
    switch self {
    case .value(let value): .value(value.map(change))
    case .list(let values, let isInWords): .list(values.map(change), isInWords: isInWords)
    case .skills: self
    }
  }

  /// `+62812****678`.
  private static func maskedContact(_ text: String) -> String {
    guard text.count > 9 else { return String(repeating: "*", count: text.count) }
    return text.prefix(6) + String(repeating: "*", count: text.count - 9) + text.suffix(3)
  }
}

extension String {
  /// `nik=******`: that something was offered, not what.
  fileprivate var maskedOffer: String { (split(separator: "=").first ?? "") + "=******" }
}

/// Records as JSON, one a line, with every key in every record.
struct JSONRows {
  let isArray: Bool
  private var bytes: [UInt8] = []
  private var isFirst = true

  init(isArray: Bool) {
    self.isArray = isArray
    if isArray { bytes.append(0x5b) }
  }

  var count: Int { bytes.count }

  mutating func write(_ fields: [(key: String, cell: ExportCell)]) {
    if isArray { bytes.append(contentsOf: isFirst ? [0x0a] : [0x2c, 0x0a]) }
    isFirst = false
    bytes.append(0x7b)
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(0x2c) }
      quote(field.key)
      bytes.append(0x3a)
      switch field.cell {
      case .value(let value): text(value)
      case .list(let values, _): array(values) { $0.quote($1) }
      case .skills(let skills, _): array(skills) { $0.object($1) }
      }
    }
    bytes.append(0x7d)
    if !isArray { bytes.append(0x0a) }
  }

  mutating func close() {
    if isArray { bytes.append(contentsOf: isFirst ? [0x5d, 0x0a] : [0x0a, 0x5d, 0x0a]) }
  }

  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func array<Element>(_ values: [Element], _ write: (inout JSONRows, Element) -> Void) {
    bytes.append(0x5b)
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(0x2c) }
      write(&self, value)
    }
    bytes.append(0x5d)
  }

  private mutating func object(_ skill: HeldSkill) {
    let fields = [
      ("track", skill.track), ("level", skill.level), ("evidence", skill.evidence), ("origin", skill.origin),
    ]
    bytes.append(0x7b)
    for (index, (key, value)) in fields.enumerated() {
      if index > 0 { bytes.append(0x2c) }
      quote(key)
      bytes.append(0x3a)
      text(value)
    }
    bytes.append(0x7d)
  }

  private mutating func text(_ value: String?) {
    if let value { quote(value) } else { bytes.append(contentsOf: "null".utf8) }
  }

  mutating func quote(_ text: String) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5c: bytes.append(contentsOf: [0x5c, byte])
      case 0x0a: bytes.append(contentsOf: [0x5c, 0x6e])
      case 0x0d: bytes.append(contentsOf: [0x5c, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5c, 0x74])
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
