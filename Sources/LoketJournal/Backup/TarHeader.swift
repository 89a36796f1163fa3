// The form of a backup's members: ustar (POSIX.1-1988), so that `tar` of any Debian reads a backup without Loket.

/// One member's header: 512 bytes.
struct TarHeader: Hashable, Sendable {
  static let block = 512
  /// Bytes of the largest size that eleven octal digits hold.
  private static let mostBytes = 0o77777777777

  let name: String
  /// Bytes.
  let size: Int
  /// Seconds since 1970.
  let time: Int64

  /// Bytes that fill the last block of a content of this size.
  static func padding(_ size: Int) -> Int { (block - size % block) % block }

  /// What a member of this size takes in the file.
  static func room(_ size: Int) -> Int { block + size + padding(size) }

  /// Nil for a name that ustar cannot hold.
  func bytes() -> [UInt8]? {
    guard let (prefix, rest) = TarHeader.split(name), (0...TarHeader.mostBytes).contains(size) else { return nil }
    var header = [UInt8](repeating: 0, count: TarHeader.block)
    func put(_ text: String, at offset: Int) {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    put(rest, at: 0)
    put("0000600\0", at: 100)
    put("0000000\0", at: 108)
    put("0000000\0", at: 116)
    put(TarHeader.octal(size, 11) + "\0", at: 124)
    put(TarHeader.octal(Int(max(time, 0)), 11) + "\0", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar\u{0}00", at: 257)
    put(prefix, at: 345)
    put(TarHeader.octal(TarHeader.sum(header), 6) + "\0 ", at: 148)
    return header
  }

  /// What stands in a block: a member, the end (a block of zeros), or nothing that we would have written.
  enum Reading: Equatable {
    case member(TarHeader)
    case end
    case foreign
  }

  static func read(_ block: [UInt8]) -> Reading {
    guard block.count == TarHeader.block else { return .foreign }
    if block.allSatisfy({ $0 == 0 }) { return .end }
    guard number(block[148..<156]) == sum(block), block[257..<262].elementsEqual("ustar".utf8), block[156] == 0x30,
      let size = number(block[124..<136]), let time = number(block[136..<148]), let rest = text(block[0..<100]),
      let prefix = text(block[345..<500])
    else { return .foreign }
    return .member(TarHeader(name: prefix.isEmpty ? rest : "\(prefix)/\(rest)", size: size, time: Int64(time)))
  }

  /// The sum of all bytes, those of the sum itself as blanks.
  private static func sum(_ header: [UInt8]) -> Int {
    header.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element)) }
  }

  private static func octal(_ number: Int, _ digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text.suffix(digits)
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    return digits.isEmpty ? nil : Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String? {
    String(validating: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// A name of up to 100 bytes stands as it is; a longer one is parted at a slash into 155 and 100.
  private static func split(_ name: String) -> (prefix: String, rest: String)? {
    if name.utf8.count <= 100 { return name.isEmpty ? nil : ("", name) }
    for place in name.indices where name[place] == "/" {
      let (prefix, rest) = (name[..<place], name[name.index(after: place)...])
      if prefix.utf8.count <= 155, (1...100).contains(rest.utf8.count) { return (String(prefix), String(rest)) }
    }
    return nil
  }
}
