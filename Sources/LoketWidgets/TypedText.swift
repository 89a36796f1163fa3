// What a hand or a paste may put into a field: letters and marks, never signs that steer a terminal or turn a line round.

public enum TypedText {
  /// Scalars that one typed character may have: a letter with its marks, not a column of them.
  static let mostScalars = 8

  /// `text` on one line: line ends and tabs become one space, control, format and bidirectional characters go.
  public static func clean(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      let category = scalar.properties.generalCategory
      marks = category.isMark ? marks + 1 : 0
      guard marks < mostScalars else { continue }
      switch category {
      case .lineSeparator, .paragraphSeparator: appendSpace(to: &kept)
      case .control where (0x09...0x0D).contains(scalar.value): appendSpace(to: &kept)
      case .control, .format, .surrogate, .unassigned, .privateUse: continue
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  private static func appendSpace(to kept: inout String.UnicodeScalarView) {
    if let last = kept.last, last != " " { kept.append(" ") }
  }

  /// Letters as they are compared in a filter: small, without accents that lie apart.
  static func folded(_ text: String) -> String {
    text.lowercased()
  }
}

extension Unicode.GeneralCategory {
  var isMark: Bool { self == .nonspacingMark || self == .enclosingMark || self == .spacingMark }
}

extension Character {
  /// A combining mark by itself, as a dead key or a paste brings it.
  var isMark: Bool { unicodeScalars.first?.properties.generalCategory.isMark ?? false }
}
