// What a save is made of, before and after it has its place in a segment.
import LoketModel

/// One line of one segment: `segment:n`.
public struct LineRef: Hashable, Sendable, CustomStringConvertible {
  public let segment: Identifier
  /// 1 for the first edit of the segment.
  public let n: Int

  public init(segment: Identifier, n: Int) {
    self.segment = segment
    self.n = n
  }

  public var description: String { "\(segment):\(n)" }
}

/// One edit of one record, as a person made it. `nil` clears a field.
public struct Edit: Hashable, Sendable {
  public var on: RecordRef
  /// Field names in the order in which they are written.
  public var set: [FieldChange]
  /// The lines whose values of these fields were on the screen when the person began.
  public var over: [LineRef]
  /// What this edit says of the voiding of the whole record.
  public var void: VoidMark?

  public init(on: RecordRef, set: [FieldChange], over: [LineRef] = [], void: VoidMark? = nil) {
    self.on = on
    self.set = set
    self.over = over
    self.void = void
  }
}

/// What one edit says of the voiding of its record.
public enum VoidMark: Hashable, Sendable {
  /// The record is void, for this reason; `over` names every head of it.
  case reason(String)
  /// The voiding is taken back; `over` names the lines that voided.
  case cleared

  /// Nil where the voiding is taken back.
  public var reason: String? { if case .reason(let reason) = self { reason } else { nil } }
}

public struct FieldChange: Hashable, Sendable {
  public var field: String
  public var value: String?

  public init(_ field: String, _ value: String?) {
    self.field = field
    self.value = value
  }
}

/// A run of edits that stand or fall together.
public struct Save: Hashable, Sendable {
  public var by: String
  public var edits: [Edit]

  public init(by: String, edits: [Edit]) {
    self.by = by
    self.edits = edits
  }
}

/// Whether the PC's clock could be trusted when a line was written; `ok` is not written.
public enum ClockTrust: String, Sendable {
  case ok, asked, doubt
}
