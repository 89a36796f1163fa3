// A form that was begun and not saved: kept on the disk, found again on Beranda and at the next start.
import LoketModel

public struct Draft: Equatable, Sendable {
  public let id: Identifier
  /// Which form reads it again (`household`, `person`, `placement` …).
  public var kind: String
  /// The name of the person it is about, or empty while none was typed.
  public var title: String
  public var at: Timestamp
  public var by: String
  /// The form's own archive and what the screen needs to find its record again.
  public var values: [String: String]

  public init(id: Identifier, kind: String, title: String, at: Timestamp, by: String, values: [String: String]) {
    self.id = id
    self.kind = kind
    self.title = title
    self.at = at
    self.by = by
    self.values = values
  }

  /// Equal but for the moment at which it was taken.
  func hasSameContent(as other: Draft) -> Bool {
    id == other.id && kind == other.kind && title == other.title && values == other.values
  }
}
