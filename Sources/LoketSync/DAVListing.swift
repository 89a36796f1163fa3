// What a WebDAV server says lies in a folder: read byte by byte, whatever prefixes and order it has, and believed as far as it
// names something below the folder that was asked for.
import LoketModel

/// One thing that a server names.
struct DAVEntry: Equatable {
  /// Below the place's own folder, part by part.
  let parts: [String]
  let isFolder: Bool
  let size: Int
}

/// A scanner of `multistatus`. It knows elements by their name alone, and what it does not know it passes over.
struct DAVListing {
  private let bytes: [UInt8]
  private var at = 0
  private let base: [String]

  /// - Parameter base: the path of the place itself, decoded.
  init(_ bytes: [UInt8], base: [String]) {
    self.bytes = bytes
    self.base = base
  }

  /// Every entry that lies below the place; nil of bytes that are no whole answer.
  static func entries(_ bytes: [UInt8], base: [String]) -> [DAVEntry]? {
    var listing = DAVListing(bytes, base: base)
    return listing.read()
  }

  private enum Piece {
    case open(String)
    case close(String)
    case text([UInt8])
  }

  private mutating func read() -> [DAVEntry]? {
    var found: [DAVEntry] = []
    var (href, size, isFolder) = ([UInt8]?.none, Int?.none, false)
    var text: [UInt8] = []
    while let piece = next() {
      switch piece {
      case .open(let name):
        text = []
        if name == "response" { (href, size, isFolder) = (nil, nil, false) }
        if name == "collection" { isFolder = true }
      case .text(let more): if text.count < 8192 { text += more }
      case .close("multistatus"): return found
      case .close("href"): href = href ?? text
      case .close("getcontentlength"): size = size ?? DAVListing.number(text)
      case .close("response"):
        if let parts = href.flatMap({ self.parts($0) }) {
          found.append(DAVEntry(parts: parts, isFolder: isFolder, size: size ?? 0))
        }
      case .close: break
      }
    }
    return nil
  }

  /// A path, or a whole address: only what lies below our own folder, and never a way out of it.
  private func parts(_ href: [UInt8]) -> [String]? {
    var path = DAVListing.word(href)[...]
    if let sign = path.firstRange(of: "://"), !path[..<sign.lowerBound].contains("/") {
      path = path[sign.upperBound...]
      path = path[(path.firstIndex(of: "/") ?? path.endIndex)...]
    }
    guard path.hasPrefix("/") else { return nil }
    var parts: [String] = []
    for part in path.split(separator: "/") {
      guard let decoded = PlaceAddress.decode(part), decoded != ".", decoded != "..",
        !decoded.utf8.contains(where: { $0 == 0x2f || $0 == 0 })
      else { return nil }
      parts.append(decoded)
    }
    guard parts.starts(with: base) else { return nil }
    return Array(parts.dropFirst(base.count))
  }

  private static func number(_ text: [UInt8]) -> Int? {
    Int(word(text)).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Without the blanks and line ends round it.
  private static func word(_ text: [UInt8]) -> String {
    let start = text.drop { $0 <= 0x20 }
    return String(decoding: start.dropLast(start.reversed().prefix { $0 <= 0x20 }.count), as: UTF8.self)
  }

  // MARK: Pieces

  private var waiting: Piece?

  private mutating func next() -> Piece? {
    if let piece = waiting {
      waiting = nil
      return piece
    }
    while at < bytes.count {
      guard bytes[at] == 0x3c else { return .text(plainText()) }
      if begins("<!--") {
        guard skip(past: "-->") else { return nil }
      } else if begins("<![CDATA[") {
        at += 9
        let start = at
        guard skip(past: "]]>") else { return nil }
        return .text(Array(bytes[start..<at - 3]))
      } else if begins("<?") {
        guard skip(past: "?>") else { return nil }
      } else if begins("<!") {
        // A document type may bring entities of its own: no server of ours sends one.
        return nil
      } else {
        return tag()
      }
    }
    return nil
  }

  private mutating func tag() -> Piece? {
    at += 1
    let isClosing = at < bytes.count && bytes[at] == 0x2f
    if isClosing { at += 1 }
    let start = at
    while at < bytes.count, !DAVListing.endsName(bytes[at]) { at += 1 }
    let whole = bytes[start..<at]
    let local = whole.lastIndex(of: 0x3a).map { whole[($0 + 1)...] } ?? whole
    let name = String(decoding: local.prefix(64), as: UTF8.self)
    var quote: UInt8?
    while at < bytes.count, quote != nil || bytes[at] != 0x3e {
      if let open = quote {
        if bytes[at] == open { quote = nil }
      } else if bytes[at] == 0x22 || bytes[at] == 0x27 {
        quote = bytes[at]
      }
      at += 1
    }
    guard at < bytes.count else { return nil }
    let isEmpty = bytes[at - 1] == 0x2f
    at += 1
    if isClosing { return .close(name) }
    if isEmpty { waiting = .close(name) }
    return .open(name)
  }

  private mutating func plainText() -> [UInt8] {
    var text: [UInt8] = []
    while at < bytes.count, bytes[at] != 0x3c {
      if bytes[at] == 0x26, let end = bytes[at...].prefix(12).firstIndex(of: 0x3b),
        let scalar = DAVListing.entity(bytes[at + 1..<end])
      {
        text += Array(String(scalar).utf8)
        at = end + 1
      } else {
        text.append(bytes[at])
        at += 1
      }
    }
    return text
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    case let text where text.hasPrefix("#x"): UInt32(text.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
    case let text where text.hasPrefix("#"): UInt32(text.dropFirst()).flatMap { Unicode.Scalar($0) }
    default: nil
    }
  }

  private static func endsName(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x2f || byte == 0x3e }

  private func begins(_ text: StaticString) -> Bool {
    at + text.utf8CodeUnitCount <= bytes.count
      && text.withUTF8Buffer { mark in bytes[at..<at + mark.count].elementsEqual(mark) }
  }

  private mutating func skip(past text: StaticString) -> Bool {
    while at < bytes.count {
      if begins(text) {
        at += text.utf8CodeUnitCount
        return true
      }
      at += 1
    }
    return false
  }
}
