// What of a text a printer can put on paper: every character that leaves here takes one column, so that columns can be counted.

/// Which letters a printer has. Names on population documents are in Latin letters (Permendagri 73/2022), so that nothing
/// wider ever needs to be measured here.
public enum PaperLetters: String, Hashable, Sendable {
  /// Letters with their accents.
  case latin
  /// Seven bits: whatever code page a dot-matrix printer stands at, it prints these.
  case ascii

  /// `text` without control and format characters, each character one column wide; what has no stand-in becomes `?`.
  public func printable(_ text: String) -> String {
    let clean = TextFilter.clean(text)
    if clean.utf8.allSatisfy({ $0 < 0x80 }) { return clean }
    var result = ""
    for character in clean { result += standIn(character) }
    return result
  }

  private func standIn(_ character: Character) -> String {
    guard let scalar = character.unicodeScalars.first else { return "" }
    if scalar.isASCII { return String(scalar) }
    if let sign = PaperLetters.signs[scalar] { return sign }
    if self == .latin, PaperLetters.isLatin(scalar) { return String(scalar) }
    guard let letters = NameKey.letters(of: scalar) else { return "?" }
    return scalar.properties.isLowercase ? letters.lowercased() : letters
  }

  /// Latin letters with accents, of one scalar and one column.
  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return (0xc0...0x24f).contains(value) && value != 0xd7 && value != 0xf7 || (0x1e00...0x1eff).contains(value)
  }

  private static let signs: [Unicode.Scalar: String] = [
    "\u{2018}": "'", "\u{2019}": "'", "\u{02bc}": "'", "\u{02bb}": "'", "\u{00b4}": "'", "\u{2032}": "'",
    "\u{201c}": "\"", "\u{201d}": "\"", "\u{2013}": "-", "\u{2014}": "-", "\u{2212}": "-", "\u{2022}": "*",
    "\u{00b7}": "-", "\u{2026}": "...", "\u{203a}": ">", "\u{00d7}": "x", "\u{00bd}": "1/2", "\u{00b0}": "o",
  ]
}
