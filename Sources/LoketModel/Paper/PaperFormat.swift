// How large a sheet is and which letters its printer has; and the printer of one PC, as Pengaturan asks for it.

/// The geometry of one page in characters.
public struct PaperFormat: Hashable, Sendable {
  /// 80 at 10 characters an inch, 96 at 12.
  public let columns: Int
  /// Lines of a page, its foot included.
  public let lines: Int
  public let letters: PaperLetters

  /// Left free at both sides: few printers reach the edge of A4 at 80 columns.
  public static let margin = 2
  /// Columns between the margins of the narrowest sheet: what a template must do with.
  static let narrowest = 80 - 2 * margin
  /// What a column that grows needs at least.
  static let leastColumn = 12
  /// Lines that a page may have: fewer leave no room between head and foot.
  public static let possibleLines = 30...99

  public init(columns: Int = 80, lines: Int = 60, letters: PaperLetters = .latin) {
    self.columns = columns
    self.lines = lines
    self.letters = letters
  }

  /// Columns between the margins.
  var width: Int { columns - 2 * PaperFormat.margin }
}

/// The printer of one PC. Local to it: kept in a file of the data folder, never in a save.
public struct PrinterSettings: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Cut sheets: laser, ink; the printing system makes the page.
    case sheets
    /// Continuous paper: bytes go to the printer as they are, with its own signs for pitch and form feed.
    case dotMatrix
  }

  /// As the printing system calls it; empty: its default.
  public var name: String
  public var kind: Kind
  /// Characters an inch: 10 or 12.
  public var pitch: Int
  /// Lines of a page; nil: 60 on sheets, 66 on continuous paper (11 inches of 6 lines).
  public var lines: Int?
  public var usesFormFeed: Bool
  /// Nothing is sent to a printer: each print becomes a file.
  public var isFileOnly: Bool
  /// The program that takes a print, by its whole path; nil: where Debian puts it.
  public var program: String?

  public init(
    name: String = "", kind: Kind = .sheets, pitch: Int = 10, lines: Int? = nil, usesFormFeed: Bool = true,
    isFileOnly: Bool = false, program: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.pitch = pitch
    self.lines = lines
    self.usesFormFeed = usesFormFeed
    self.isFileOnly = isFileOnly
    self.program = program
  }

  public var format: PaperFormat {
    PaperFormat(
      columns: pitch * 8, lines: lines ?? (kind == .sheets ? 60 : 66), letters: kind == .sheets ? .latin : .ascii)
  }

  /// Whether a file that a person may have changed holds what the form would have let through.
  public var isSound: Bool {
    PrinterSettings.isName(name) && (pitch == 10 || pitch == 12)
      && (lines.map(PaperFormat.possibleLines.contains) ?? true) && (program?.hasPrefix("/") ?? true)
  }

  /// Whether a printer may have this name: what the printing system allows, so that it can never be read as an option.
  public static func isName(_ name: String) -> Bool {
    !name.hasPrefix("-") && name.utf8.count <= 127
      && name.unicodeScalars.allSatisfy {
        $0.isASCII && $0.value > 0x20 && $0.value < 0x7f && !"/#\\'\"?".contains(Character($0))
      }
  }
}
