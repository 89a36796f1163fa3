// How values lie in memory: dates, numbers and ids take a few bytes where their texts would take up to forty.
import LoketModel

/// How the values of one field are packed. A value that does not fit the form stays text, so nothing is ever lost.
enum StoredForm: Sendable, Equatable {
  case text, date, digits, word
  /// The id of a record of this kind (a number of `Registry.kinds`), kept as its row.
  case record(UInt16)
  /// `kind/id` of a record of any kind.
  case subject
  /// The same, and never that of a record with which it is one.
  case named

  init(_ rule: FieldRule, kinds: [RecordKind]) {
    switch rule.form {
    case .date: self = .date
    case .digits, .phone: self = .digits
    case .code, .village, .track, .returnReason: self = .word
    case .record(let kind): self = kinds.firstIndex(of: kind).map { .record(UInt16($0)) } ?? .text
    case .text where rule.kind == .entry && rule.name == "subject": self = .subject
    case .text where rule.kind == .pair && rule.group == "pair": self = .named
    case .text, .number: self = .text
    }
  }

  /// The first byte of a `subject` or a `named`.
  var mark: UInt8 { self == .named ? StoredMark.named : StoredMark.subject }
}

/// The first byte of a packed value. No UTF-8 text begins with one of these, so a value says itself what it is.
enum StoredMark {
  /// Days since 1900-01-01 (2 bytes).
  static let date: UInt8 = 0xf8
  /// A record's row (4): its id.
  static let id: UInt8 = 0xf9
  /// A record's row (4): its kind and id.
  static let subject: UInt8 = 0xfa
  /// Digits, two a byte, the last half filled with ones where their number is odd.
  static let digits: UInt8 = 0xfb
  /// The same after a `+`.
  static let plusDigits: UInt8 = 0xfc
  /// A number of `Registry.words` (1).
  static let word: UInt8 = 0xfd
  /// A record's row (4): its own kind and id, whatever it is one with.
  static let named: UInt8 = 0xfe
}

/// Packing that needs no registry: dates and digits. Each value has exactly one packed form, so equal bytes are equal values.
enum StoredValue {
  /// 1900-01-01 in days since 1970-01-01.
  private static let firstDay = -25_567

  /// Appends `YYYY-MM-DD` in three bytes; false, and nothing appended, where the text is no day from 1900 to 2079.
  static func appendDate(_ text: UnsafeRawBufferPointer, to target: inout [UInt8]) -> Bool {
    guard text.count == 10, text[4] == 0x2d, text[7] == 0x2d else { return false }
    var number = 0
    for place in 0..<10 where place != 4 && place != 7 {
      let digit = text[place] &- 0x30
      guard digit < 10 else { return false }
      number = number * 10 + Int(digit)
    }
    guard let date = CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100),
      let day = UInt16(exactly: date.daysSince1970 - firstDay)
    else { return false }
    target.append(StoredMark.date)
    target.append(UInt8(truncatingIfNeeded: day))
    target.append(UInt8(truncatingIfNeeded: day >> 8))
    return true
  }

  /// Appends six digits or more, after a `+` or not, at two a byte; false where the text is anything else.
  static func appendDigits(_ text: UnsafeRawBufferPointer, to target: inout [UInt8]) -> Bool {
    let hasPlus = text.first == 0x2b
    let digits = hasPlus ? UnsafeRawBufferPointer(rebasing: text.dropFirst()) : text
    guard digits.count >= 6, digits.count <= 64, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
    target.append(hasPlus ? StoredMark.plusDigits : StoredMark.digits)
    for place in stride(from: 0, to: digits.count, by: 2) {
      let low = place + 1 < digits.count ? digits[place + 1] &- 0x30 : 0xf
      target.append((digits[place] &- 0x30) << 4 | low)
    }
    return true
  }

  static func unpackDate(_ packed: UnsafeRawBufferPointer, to target: inout [UInt8]) {
    guard packed.count == 3,
      let date = CalendarDate(daysSince1970: Int(packed[1]) + Int(packed[2]) << 8 + firstDay)
    else { return }
    target.append(contentsOf: date.iso.utf8)
  }

  static func unpackDigits(_ packed: UnsafeRawBufferPointer, to target: inout [UInt8]) {
    if packed.first == StoredMark.plusDigits { target.append(0x2b) }
    for byte in packed.dropFirst() {
      target.append(0x30 + byte >> 4)
      if byte & 0xf < 10 { target.append(0x30 + byte & 0xf) }
    }
  }
}
