// The few signs beyond letters that Loket draws, each with a stand-in for terminals and fonts without it.

/// Which signs the terminal can show. The frame translates on the way in, so that screens write `›` and `…` always.
public enum Glyphs: Sendable, Hashable {
  /// UTF-8 and a font with single-line boxes and blocks.
  case unicode
  /// The Linux console: letters, boxes, whole and half blocks; its fonts of 256 signs lack the rest.
  case console
  /// Seven bits only: letters lose their accents, signs get their stand-in.
  case ascii

  /// What stands on the screen for `character`, always as wide as it (a wide one gets a stand-in and a space).
  func drawn(_ character: Character) -> Character {
    if self == .unicode || character.isASCII { return character }
    if self == .console { return Self.consoleSigns[character] ?? character }
    if let sign = Self.standIns[character] { return sign }
    if let base = character.unicodeScalars.first, base.isASCII { return Character(base) }
    return Self.plainLetters[character] ?? "?"
  }

  private static let consoleSigns: [Character: Character] = [
    "›": ">", "—": "-", "–": "-", "…": "~", "‘": "'", "’": "'", "“": "\"", "”": "\"", "▉": "█", "▊": "█", "▋": "▌",
    "▍": "▌", "▎": "▌", "▏": " ", "▁": "▄", "▂": "▄", "▃": "▄", "▅": "▄", "▆": "█", "▇": "█",
  ]

  private static let standIns: [Character: Character] = [
    "›": ">", "·": "-", "—": "-", "–": "-", "…": "~", "‘": "'", "’": "'", "“": "\"", "”": "\"",
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+",
    "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "=", "▍": "=", "▎": "-", "▏": "-", "░": ".", "▒": ":", "▓": "#",
    "▁": "_", "▂": "_", "▃": "_", "▄": "=", "▅": "=", "▆": "#", "▇": "#", "↑": "^", "↓": "v", "←": "<", "→": ">",
  ]

  private static let plainLetters: [Character: Character] = {
    let pairs: [(String, Character)] = [
      ("ÀÁÂÃÄÅ", "A"), ("àáâãäå", "a"), ("ÈÉÊË", "E"), ("èéêë", "e"), ("ÌÍÎÏ", "I"), ("ìíîï", "i"), ("ÒÓÔÕÖØ", "O"),
      ("òóôõöø", "o"), ("ÙÚÛÜ", "U"), ("ùúûü", "u"), ("Ç", "C"), ("ç", "c"), ("Ñ", "N"), ("ñ", "n"), ("Ý", "Y"),
      ("ýÿ", "y"),
    ]
    var letters: [Character: Character] = [:]
    for (accented, plain) in pairs {
      for letter in accented { letters[letter] = plain }
    }
    return letters
  }()
}
