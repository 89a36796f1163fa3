// The form of a region's code, PP.KK.CC.VVVV, and that in which names are compared.

extension Regions {
  /// Whether the text is a region's code of ten digits, dots or not: the only form an office accepts for its village.
  public static func isVillageCode(_ text: String) -> Bool { packed(text).map { level($0) == .village } ?? false }

  /// The digits of a well-formed code without its dots; nil otherwise.
  public static func digits(of text: String) -> String? { packed(text).map(digits) }

  /// The dotted form of a well-formed code; the text itself otherwise.
  public static func dotted(_ text: String) -> String { packed(text).map(dotted) ?? text }

  /// Whether the dots of a code, if it has any, stand between its parts: `11.1` is not `11.10`, which a spreadsheet took
  /// for a number.
  public static func isDotted(_ text: String) -> Bool {
    guard text.contains(".") else { return true }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(\.utf8.count)
    return parts.count <= 4 && parts.enumerated().allSatisfy { $1 == ($0 == 3 ? 4 : 2) }
  }

  /// The digits with zeros after the level, 0 for an empty text; nil when the text is no code.
  static func packed(_ text: String) -> UInt64? {
    var number: UInt64 = 0
    var count = 0
    for byte in text.utf8 {
      if byte == 0x2e { continue }
      guard (0x30...0x39).contains(byte), count < 10 else { return nil }
      number = number * 10 + UInt64(byte - 0x30)
      count += 1
    }
    switch count {
    case 0: return text.isEmpty ? 0 : nil
    case 2: number *= 100_000_000
    case 4: number *= 1_000_000
    case 6: number *= 10_000
    case 10: break
    default: return nil
    }
    // A part that is zero belongs to no region.
    let parts = [number / 100_000_000, number / 1_000_000 % 100, number / 10_000 % 100, number % 10_000]
    let used = count == 10 ? 4 : count / 2
    return parts.prefix(used).allSatisfy { $0 > 0 } ? number : nil
  }

  static func level(_ code: UInt64) -> RegionLevel {
    if code % 10_000 != 0 { return .village }
    if code % 1_000_000 != 0 { return .district }
    return code % 100_000_000 != 0 ? .regency : .province
  }

  /// Nil above a province.
  static func parent(of code: UInt64) -> UInt64? {
    switch level(code) {
    case .village: code / 10_000 * 10_000
    case .district: code / 1_000_000 * 1_000_000
    case .regency: code / 100_000_000 * 100_000_000
    case .province: nil
    }
  }

  static func digits(_ code: UInt64) -> String {
    let all = CalendarDate.padded(Int(code), 10)
    return code == 0 ? "" : String(all.prefix([2, 4, 6, 10][level(code).rawValue]))
  }

  static func dotted(_ code: UInt64) -> String {
    let digits = Array(digits(code))
    var parts: [String] = []
    for start in stride(from: 0, to: min(digits.count, 6), by: 2) { parts.append(String(digits[start..<start + 2])) }
    if digits.count == 10 { parts.append(String(digits[6...])) }
    return parts.joined(separator: ".")
  }

  /// The form in which names are compared: folded, without spaces ("Pangkalpinang" is "Pangkal Pinang").
  static func squeezed(_ name: String) -> String { NameKey.fold(name).filter { $0 != " " } }
}
