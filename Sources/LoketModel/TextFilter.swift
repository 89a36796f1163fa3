// Takes out of typed, pasted and imported text what must never reach a screen, a printer or a file.

public enum TextFilter {
  /// Drops control, format (zero width, bidirectional override), surrogate, private and unassigned characters. A tab, a
  /// newline and every other separator becomes one space; the text is otherwise as it was, spaces at its ends too.
  public static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    var result = String.UnicodeScalarView()
    var previousWasReturn = false
    for scalar in text.unicodeScalars {
      defer { previousWasReturn = scalar == "\r" }
      switch scalar.value {
      case 0x0a where previousWasReturn: continue
      case 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85: result.append(" ")
      case 0x20..<0x7f: result.append(scalar)
      default: if let kept = kept(scalar) { result.append(kept) }
      }
    }
    return String(result)
  }

  /// Whether `clean` would change nothing.
  public static func isClean(_ text: String) -> Bool { clean(text).unicodeScalars.elementsEqual(text.unicodeScalars) }

  private static func kept(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: nil
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: " "
    default: scalar
    }
  }
}
