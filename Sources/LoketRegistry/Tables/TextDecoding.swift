// Offices send tables in whatever their spreadsheet saved: this finds out which text encoding a file is in and reads it.
import LoketModel

extension Phrase {
  static let importFileEmpty = Phrase("import.file.empty")
  static let importFileSpreadsheet = Phrase("import.file.spreadsheet")
  static let importFileWebPage = Phrase("import.file.webPage")
  static let importFileNotText = Phrase("import.file.notText")
  static let importEncodingUTF8 = Phrase("import.encoding.utf8")
  static let importEncodingUTF16 = Phrase("import.encoding.utf16")
  static let importEncodingWindows = Phrase("import.encoding.windows1252")
}

/// How the bytes of a text file were understood.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8, utf16Little, utf16Big, windows1252

  /// The encoding's name for the summary of an import.
  public var phrase: Phrase {
    switch self {
    case .utf8: .importEncodingUTF8
    case .utf16Little, .utf16Big: .importEncodingUTF16
    case .windows1252: .importEncodingWindows
    }
  }
}

/// Why a file cannot be read as text.
public enum TextProblem: Error, Hashable, Sendable {
  case empty
  /// A workbook (xlsx, ods, xls), which has to be saved as CSV first.
  case spreadsheet
  /// An HTML table that calls itself a spreadsheet.
  case webPage
  case notText

  public var message: Message {
    switch self {
    case .empty: Message(.importFileEmpty)
    case .spreadsheet: Message(.importFileSpreadsheet)
    case .webPage: Message(.importFileWebPage)
    case .notText: Message(.importFileNotText)
    }
  }
}

/// A file's text as UTF-8 without a byte order mark.
public struct DecodedText: Hashable, Sendable {
  public let bytes: [UInt8]
  public let encoding: TextEncoding
  /// Characters that could not be read; each stands as U+FFFD in `bytes`.
  public let damaged: Int
}

public enum TextDecoding {
  /// Reads UTF-8, UTF-16 in either order (with a byte order mark or recognised by its zeros) and Windows-1252 (what is
  /// neither). A workbook, a web page or anything else that is not text is refused.
  public static func decode(_ bytes: [UInt8]) -> Result<DecodedText, TextProblem> {
    if let problem = refusal(of: bytes) { return .failure(problem) }
    let text: DecodedText
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      text = utf8(bytes.dropFirst(3), survey: survey(bytes))
    } else if let order = utf16Order(bytes) {
      text = utf16(bytes, big: order == .utf16Big)
    } else {
      let found = survey(bytes)
      // A few bad bytes among good long sequences are damage; bad bytes alone are the older encoding.
      let isUTF8 = found.bad == 0 || found.long > found.bad || (found.bad == 1 && found.isCutAtEnd)
      text = isUTF8 ? utf8(bytes[...], survey: found) : Windows1252.decode(bytes)
    }
    if text.bytes.allSatisfy({ $0 <= 0x20 }) { return .failure(.empty) }
    return isBinary(text.bytes) ? .failure(.notText) : .success(text)
  }

  private static func refusal(of bytes: [UInt8]) -> TextProblem? {
    if bytes.isEmpty { return .empty }
    if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0]) {
      return .spreadsheet
    }
    if bytes.starts(with: Array("%PDF".utf8)) || bytes.starts(with: [0x1f, 0x8b]) { return .notText }
    let opening = bytes.prefix(200).drop { $0 <= 0x20 || $0 == 0xef || $0 == 0xbb || $0 == 0xbf }
    let marks = ["<html", "<!doctype", "<table", "<?xml"].map { Array($0.utf8) }
    let folded = opening.prefix(10).map { (0x41...0x5a).contains($0) ? $0 + 32 : $0 }
    return marks.contains { folded.starts(with: $0) } ? .webPage : nil
  }

  /// A few control characters spoil only their row; one in a hundred and the file is no text.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    let sample = bytes.prefix(65_536)
    var controls = 0
    for byte in sample where byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d { controls += 1 }
    return controls * 100 > sample.count
  }

  private static func utf8(_ bytes: ArraySlice<UInt8>, survey: Survey) -> DecodedText {
    guard survey.bad > 0 else { return DecodedText(bytes: Array(bytes), encoding: .utf8, damaged: 0) }
    // Decoding a string puts U+FFFD in the place of what is no UTF-8.
    return DecodedText(bytes: Array(String(decoding: bytes, as: UTF8.self).utf8), encoding: .utf8, damaged: survey.bad)
  }

  private static func utf16Order(_ bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xff, 0xfe]) { return .utf16Little }
    if bytes.starts(with: [0xfe, 0xff]) { return .utf16Big }
    let pairs = min(bytes.count, 4096) / 2
    guard pairs >= 4 else { return nil }
    var zeros = (even: 0, odd: 0)
    for pair in 0..<pairs {
      if bytes[2 * pair] == 0 { zeros.even += 1 }
      if bytes[2 * pair + 1] == 0 { zeros.odd += 1 }
    }
    // Latin text has a zero in every pair, always on the same side.
    if zeros.odd * 10 > pairs * 6, zeros.even * 20 < pairs { return .utf16Little }
    if zeros.even * 10 > pairs * 6, zeros.odd * 20 < pairs { return .utf16Big }
    return nil
  }

  private static func utf16(_ bytes: [UInt8], big: Bool) -> DecodedText {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = 0
    while index + 1 < bytes.count {
      let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(big ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0)
      index += 2
    }
    if units.first == 0xfeff { units.removeFirst() }
    var damaged = bytes.count % 2
    var result: [UInt8] = []
    result.reserveCapacity(units.count)
    // `transcode` puts U+FFFD in the place of half a surrogate pair.
    let broke = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false) {
      result.append($0)
    }
    if broke { damaged += 1 }
    return DecodedText(bytes: result, encoding: big ? .utf16Big : .utf16Little, damaged: damaged)
  }

  struct Survey: Equatable {
    /// Well-formed sequences of two bytes or more.
    var long = 0
    /// Places that are no UTF-8.
    var bad = 0
    /// The last place is a sequence that the end of the file cuts.
    var isCutAtEnd = false
  }

  /// Walks the bytes by the table of well-formed UTF-8 (Unicode, table 3-7).
  static func survey(_ bytes: [UInt8]) -> Survey {
    bytes.withUnsafeBufferPointer { buffer in
      var survey = Survey()
      var index = 0
      while index < buffer.count {
        let lead = buffer[index]
        if lead < 0x80 {
          index += 1
          continue
        }
        let length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
        var taken = 1
        while taken < length, index + taken < buffer.count,
          follows(buffer[index + taken], lead: lead, place: taken)
        {
          taken += 1
        }
        if taken == length {
          survey.long += 1
        } else {
          survey.bad += 1
          survey.isCutAtEnd = length > 0 && index + taken == buffer.count
        }
        index += taken
      }
      return survey
    }
  }

  private static func follows(_ byte: UInt8, lead: UInt8, place: Int) -> Bool {
    guard place == 1 else { return byte & 0xc0 == 0x80 }
    switch lead {
    case 0xe0: return (0xa0...0xbf).contains(byte)
    case 0xed: return (0x80...0x9f).contains(byte)
    case 0xf0: return (0x90...0xbf).contains(byte)
    case 0xf4: return (0x80...0x8f).contains(byte)
    default: return byte & 0xc0 == 0x80
    }
  }
}

/// The encoding of older Windows spreadsheets in this part of the world.
enum Windows1252 {
  /// The characters of 0x80 to 0x9F, where the encoding departs from Latin-1; 0xFFFD where it has none.
  private static let upper: [UInt16] = [
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd,
    0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0xfffd, 0x017e, 0x0178,
  ]

  static func decode(_ bytes: [UInt8]) -> DecodedText {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 16)
    var damaged = 0
    for byte in bytes {
      guard byte >= 0x80 else {
        result.append(byte)
        continue
      }
      let scalar = byte < 0xa0 ? upper[Int(byte - 0x80)] : UInt16(byte)
      if scalar == 0xfffd { damaged += 1 }
      if scalar < 0x800 {
        result.append(0xc0 | UInt8(scalar >> 6))
      } else {
        result.append(0xe0 | UInt8(scalar >> 12))
        result.append(0x80 | UInt8(scalar >> 6 & 0x3f))
      }
      result.append(0x80 | UInt8(scalar & 0x3f))
    }
    return DecodedText(bytes: result, encoding: .windows1252, damaged: damaged)
  }
}
