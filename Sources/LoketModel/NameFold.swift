// Text as capital ASCII letters, digits and single spaces: what searches compare.

extension NameKey {
  /// Upper-case, without accents and apostrophes; every other mark becomes a space, spaces are single and none stand at the
  /// ends. Letters of other scripts stay as they are.
  public static func fold(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var text = text
    text.withUTF8 { appendFold($0, to: &result) }
    return String(decoding: result, as: UTF8.self)
  }

  /// The same for the bytes of a text in UTF-8, appended to an array: no string is made.
  public static func appendFold(_ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
    appendFold(text, to: &result, stopsAtComma: false)
  }

  static func appendFold(_ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8], stopsAtComma: Bool) {
    let start = result.count
    var position = 0
    // A mark is a space only when something follows.
    var spaceDue = false
    func put(_ byte: UInt8, _ result: inout [UInt8]) {
      if spaceDue && result.count > start { result.append(0x20) }
      spaceDue = false
      result.append(byte)
    }
    while position < text.count {
      let byte = text[position]
      switch byte {
      case 0x41...0x5a, 0x30...0x39: put(byte, &result)
      case 0x61...0x7a: put(byte - 0x20, &result)
      case 0x27, 0x60: break
      case 0x2c where stopsAtComma && result.count > start: return
      case ..<0x80: spaceDue = true
      default:
        let (scalar, length) = scalar(in: text, at: position)
        position += length
        switch folding(scalar) {
        case .letters(let letters): for letter in letters.utf8 { put(letter, &result) }
        case .nothing: break
        case .space: spaceDue = true
        }
        continue
      }
      position += 1
    }
  }

  private enum Folding {
    case letters(String)
    case nothing
    case space
  }

  /// The plain capital letters that stand for a letter with accents; nil for a scalar of another script or no letter.
  static func letters(of scalar: Unicode.Scalar) -> String? {
    guard case .letters(let letters) = folding(scalar), letters.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return letters
  }

  private static func folding(_ scalar: Unicode.Scalar) -> Folding {
    switch scalar.value {
    case 0xc0...0x17f:
      let index = Int(scalar.value - 0xc0)
      let base = latin.utf8Start[index]
      switch base {
      case 0x31: return .letters("AE")
      case 0x32: return .letters("SS")
      case 0x33: return .letters("OE")
      case 0x34: return .letters("TH")
      case 0x35: return .letters("IJ")
      case 0x2d: return .space
      default: return .letters(String(Unicode.Scalar(base)))
      }
    case 0xb4, 0x2b9...0x2bf, 0x2018...0x201b, 0x2032, 0x2035, 0xff07: return .nothing
    case 0x300...0x36f: return .nothing
    case 0xff01...0xff5e:
      let ascii = UInt8(scalar.value - 0xfee0)
      switch ascii {
      case 0x30...0x39, 0x41...0x5a: return .letters(String(Unicode.Scalar(ascii)))
      case 0x61...0x7a: return .letters(String(Unicode.Scalar(ascii - 0x20)))
      default: return .space
      }
    case 0x1e00...0x1eff: return extended(scalar)
    default:
      let properties = scalar.properties
      switch properties.generalCategory {
      case .format, .control, .nonspacingMark, .enclosingMark: return .nothing
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .spacingMark:
        return .letters(properties.uppercaseMapping)
      default: return .space
      }
    }
  }

  /// Letters with a dot or line below, as careful transliterations of Arabic have them.
  private static func extended(_ scalar: Unicode.Scalar) -> Folding {
    switch scalar.properties.uppercaseMapping.unicodeScalars.first?.value ?? 0 {
    case 0x1e0c, 0x1e0e: .letters("D")
    case 0x1e24, 0x1e2a: .letters("H")
    case 0x1e32, 0x1e34: .letters("K")
    case 0x1e36, 0x1e3a: .letters("L")
    case 0x1e46, 0x1e48: .letters("N")
    case 0x1e5a, 0x1e5e: .letters("R")
    case 0x1e62: .letters("S")
    case 0x1e6c, 0x1e6e: .letters("T")
    case 0x1e92, 0x1e94: .letters("Z")
    case 0x1ea0...0x1eb7: .letters("A")
    case 0x1eb8...0x1ec7: .letters("E")
    case 0x1ec8...0x1ecb: .letters("I")
    case 0x1ecc...0x1ee3: .letters("O")
    case 0x1ee4...0x1ef1: .letters("U")
    case 0x1ef2...0x1ef9: .letters("Y")
    default: .letters(scalar.properties.uppercaseMapping)
    }
  }

  /// U+00C0 to U+017F. 1 AE, 2 SS, 3 OE, 4 TH, 5 IJ, - a space.
  private static let latin: StaticString = """
    AAAAAA1CEEEEIIIIDNOOOOO-OUUUUY42AAAAAA1CEEEEIIIIDNOOOOO-OUUUUY4Y\
    AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIII55JJKKKLLLLLLL\
    LLLNNNNNNNNNOOOOOO33RRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS
    """

  /// The scalar whose first byte is at `position`, and how many bytes it has; a broken byte is U+FFFD of one byte.
  private static func scalar(in text: UnsafeBufferPointer<UInt8>, at position: Int) -> (Unicode.Scalar, Int) {
    let first = text[position]
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1
    guard length > 1, position + length <= text.count else { return ("\u{fffd}", 1) }
    var value = UInt32(first) & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07)
    for offset in 1..<length {
      let byte = text[position + offset]
      guard byte & 0xc0 == 0x80 else { return ("\u{fffd}", 1) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return (Unicode.Scalar(value) ?? "\u{fffd}", length)
  }
}
