// What the parser found in one line: places in the line's bytes, and the few numbers that order it.
import LoketModel

/// One field that an edit sets; a nil value clears it.
public struct ParsedField: Hashable, Sendable {
  public let name: LineText
  public let value: LineText?
  let nameHash: UInt64
}

/// One line of a segment. Texts are places in the bytes that were parsed, and mean nothing beside other bytes.
public struct ParsedLine: Hashable, Sendable {
  public enum Form: Hashable, Sendable {
    /// The first line of a segment.
    case header
    /// One edit of one record.
    case edit
    /// The seal.
    case end
  }

  public internal(set) var form: Form
  /// The line form that is needed to read this line: the header's `loket`, an edit's `min`, else 1.
  public internal(set) var level = 1
  /// An edit's number in its segment, from 1; a seal's number of edits.
  public internal(set) var n = 0
  public internal(set) var tick: UInt64 = 0
  public internal(set) var isLast = false
  /// What the edit said is erased: of the line its number, its tick and its hash are left.
  public internal(set) var isErased = false
  /// The header of an access trace says so.
  public internal(set) var isTrace = false
  public internal(set) var segment: Identifier?
  public internal(set) var device: Identifier?
  public internal(set) var office: LineText?
  public internal(set) var previous: LineText?
  public internal(set) var app: LineText?
  public internal(set) var at: LineText?
  public internal(set) var clock: LineText?
  public internal(set) var by: LineText?
  /// `kind/id`.
  public internal(set) var on: LineText?
  public internal(set) var fields: [ParsedField] = []
  public internal(set) var over: [LineRef] = []
  /// An edit that voids its record, with the reason, or that takes the voiding back, without one.
  public internal(set) var isVoid = false
  public internal(set) var void: LineText?
  public internal(set) var salt: LineText?
  public internal(set) var root: LineText?
  public internal(set) var hash: LineText?

  init(form: Form) { self.form = form }

  /// A line that a newer program wrote and that this one keeps and passes on, but does not apply.
  public var isNewer: Bool { level > LineLimits.level }

  /// This line below a header that asks for `level`: it cannot be for an older program than its header is.
  public func below(_ header: Int) -> ParsedLine {
    var line = self
    line.level = max(level, header)
    return line
  }

  /// A whole line of a newer form, of which nothing but its place can be told.
  public static func unreadable(n: Int) -> ParsedLine {
    var line = ParsedLine(form: .edit)
    (line.n, line.level, line.isLast) = (n, Int(Int32.max), true)
    return line
  }

  /// The record of an edit.
  public func record(in bytes: UnsafeRawBufferPointer) -> RecordRef? {
    on.flatMap { RecordRef($0.string(in: bytes)) }
  }

  /// The edit as values, for a history or a check; nil for a header or a seal.
  public func edit(in bytes: UnsafeRawBufferPointer) -> Edit? {
    guard form == .edit, let record = record(in: bytes) else { return nil }
    return Edit(
      on: record, set: fields.map { FieldChange($0.name.string(in: bytes), $0.value?.string(in: bytes)) }, over: over,
      void: isVoid ? void.map { .reason($0.string(in: bytes)) } ?? .cleared : nil)
  }
}
