// Why a line of a segment is not one of ours, and the limits that every line keeps.

/// Limits that are judged before anything of a line is believed (DESIGN §4).
public enum LineLimits {
  /// The longest line, in bytes, its newline not counted.
  public static let bytes = 64 * 1024
  /// How deep objects and lists may stand in each other; the line itself is 1.
  public static let depth = 8
  /// A tick is below 2^53, so that every JSON reader keeps it exact.
  public static let tick: UInt64 = 1 << 53
  /// The level of the line form that this program reads and writes; a line with a higher `min` is kept, not applied.
  public static let level = 1
}

/// What is wrong with a line. Offsets count bytes from the line's start.
public enum LineProblem: Error, Hashable, Sendable {
  case tooLong(bytes: Int)
  case notUTF8(offset: Int)
  /// A NUL byte, or `\u0000`.
  case nul(offset: Int)
  case badEscape(offset: Int)
  /// Not JSON, or JSON followed by more.
  case syntax(offset: Int)
  case tooDeep(offset: Int)
  case fieldTwice(String)
  /// A key that every line of this form has.
  case missing(String)
  /// The key is there, but its value is of another shape or out of range (a tick of 2^53, `"n":0`).
  case badValue(String)
}
