// Reads the JSON files that are compiled into the program: ten times faster than a general decoder, which start-up feels.

/// One JSON value of a compiled-in file.
enum ResourceValue {
  case text(String)
  case number(Int)
  case truth(Bool)
  case list([ResourceValue])
  case object([String: ResourceValue])

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Int? { if case .number(let number) = self { number } else { nil } }
  var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }
  var list: [ResourceValue] { if case .list(let list) = self { list } else { [] } }
  var object: [String: ResourceValue] { if case .object(let object) = self { object } else { [:] } }
  subscript(_ name: String) -> ResourceValue? { object[name] }
}

/// Strict about shape, since a test parses every file: any slip makes the whole file nil. Whole numbers only.
struct ResourceReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> ResourceValue? {
    var reader = ResourceReader(bytes)
    guard let value = reader.value() else { return nil }
    reader.skipSpace()
    return reader.position == bytes.count ? value : nil
  }

  static func value(_ start: UnsafePointer<UInt8>, _ length: Int) -> ResourceValue? {
    value(UnsafeBufferPointer(start: start, count: length))
  }

  /// A file that is one object of texts, straight into a dictionary.
  static func texts(_ bytes: UnsafeBufferPointer<UInt8>) -> [String: String]? {
    var reader = ResourceReader(bytes)
    var result: [String: String] = [:]
    result.reserveCapacity(bytes.count / 64)
    let isWhole = reader.members { reader, name in
      guard let text = reader.string() else { return false }
      result[name] = text
      return true
    }
    reader.skipSpace()
    return isWhole && reader.position == bytes.count ? result : nil
  }

  private mutating func value() -> ResourceValue? {
    guard depth < 16 else { return nil }
    depth += 1
    defer { depth -= 1 }
    skipSpace()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case 0x22: return string().map { .text($0) }
    case 0x7b:
      var object: [String: ResourceValue] = [:]
      let isWhole = members { reader, name in
        guard let value = reader.value() else { return false }
        object[name] = value
        return true
      }
      return isWhole ? .object(object) : nil
    case 0x5b: return list()
    case 0x74: return word("true") ? .truth(true) : nil
    case 0x66: return word("false") ? .truth(false) : nil
    case 0x30...0x39: return number()
    default: return nil
    }
  }

  private mutating func members(_ take: (inout ResourceReader, String) -> Bool) -> Bool {
    skipSpace()
    guard accept(0x7b) else { return false }
    skipSpace()
    if accept(0x7d) { return true }
    while true {
      skipSpace()
      guard let name = string() else { return false }
      skipSpace()
      guard accept(0x3a) else { return false }
      skipSpace()
      guard take(&self, name) else { return false }
      skipSpace()
      if accept(0x2c) { continue }
      return accept(0x7d)
    }
  }

  private mutating func list() -> ResourceValue? {
    var items: [ResourceValue] = []
    position += 1
    skipSpace()
    if accept(0x5d) { return .list(items) }
    while true {
      guard let item = value() else { return nil }
      items.append(item)
      skipSpace()
      if accept(0x2c) { continue }
      return accept(0x5d) ? .list(items) : nil
    }
  }

  private mutating func string() -> String? {
    guard accept(0x22) else { return nil }
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x22:
        position += 1
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position - 1]), as: UTF8.self)
      case 0x5c: return escapedString(from: start)
      case ..<0x20: return nil
      default: position += 1
      }
    }
    return nil
  }

  private mutating func escapedString(from start: Int) -> String? {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case 0x22: return String(decoding: text, as: UTF8.self)
      case ..<0x20: return nil
      case 0x5c:
        guard position < bytes.count else { return nil }
        let escaped = bytes[position]
        position += 1
        switch escaped {
        case 0x22, 0x5c, 0x2f: text.append(escaped)
        case 0x6e: text.append(0x0a)
        case 0x74: text.append(0x09)
        default: return nil
        }
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func number() -> ResourceValue? {
    var number = 0
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      guard position - start < 15 else { return nil }
      number = number * 10 + Int(bytes[position] - 0x30)
      position += 1
    }
    return .number(number)
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for index in position..<end where bytes[index] != word.utf8Start[index - position] { return false }
    position = end
    return true
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0a, 0x0d, 0x09: position += 1
      default: return
      }
    }
  }
}
