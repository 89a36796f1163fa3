// Bytes as text for a search, with `\u0041` of JSON read as the letter that it is.
import CGlibc

enum PlainText {
  static func of(_ bytes: [UInt8]) -> String {
    guard bytes.contains(0x5c) else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: unescaped(bytes), as: UTF8.self)
  }

  /// Whether one of the texts stands in the bytes, in UTF-8 or with any of its letters escaped.
  static func holds(_ bytes: [UInt8], _ needles: [[UInt8]]) -> Bool {
    finds(bytes, needles) || bytes.contains(0x5c) && finds(unescaped(bytes), needles)
  }

  private static func finds(_ bytes: [UInt8], _ needles: [[UInt8]]) -> Bool {
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return false }
      return needles.contains { loket_memmem(base, raw.count, $0, $0.count) != nil }
    }
  }

  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x5c, at + 1 < bytes.count else {
        result.append(bytes[at])
        at += 1
        continue
      }
      if bytes[at + 1] == 0x75, at + 6 <= bytes.count,
        let unit = UInt32(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(unit)
      {
        result += Array(String(Character(scalar)).utf8)
        at += 6
      } else {
        // The other escapes end a word or stand for a mark.
        result.append([0x22, 0x5c, 0x2f].contains(bytes[at + 1]) ? bytes[at + 1] : 0x20)
        at += 2
      }
    }
    return result
  }
}
