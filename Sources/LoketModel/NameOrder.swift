// The order of names that hold numbers, as people count: TKM 1, TKM 2, TKM 10.

public enum NameOrder {
  /// A text that sorts as people count: each number has the count of its digits before it. Numbers of more than sixteen
  /// digits sort by their digits alone.
  public static func key(_ name: String) -> String {
    var key = ""
    var digits = ""
    func number() -> String {
      let significant = digits.drop { $0 == "0" }
      // Sixteen characters behind "0", all before the letters.
      let length = UnicodeScalar(UInt8(0x30 + min(significant.count, 16)))
      return digits.isEmpty ? "" : "\(length)\(significant)"
    }
    for character in NameKey.fold(name) {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        key += number()
        digits = ""
        key.append(character)
      }
    }
    return key + number()
  }
}
