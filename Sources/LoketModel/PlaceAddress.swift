// Where a sync meets other PCs, as people write it: a folder, or the address of a server. A password never stands in one.
public struct PlaceAddress: Hashable, Sendable {
  public enum Way: Sendable {
    /// WebDAV without encryption of the way: `dav://`, `http://`.
    case plain
    /// WebDAV through TLS: `davs://`, `https://`.
    case encrypted
    /// SFTP through SSH: `sftp://`.
    case shell
  }

  public let way: Way
  public let user: String?
  /// A name or a number; an IPv6 number in its brackets.
  public let host: String
  public let port: Int?
  /// Below which everything lies: its parts, decoded.
  public let parts: [String]

  public enum Problem: Error, Hashable, Sendable {
    /// It cannot be read as an address.
    case form
    /// None of the ways that this program knows.
    case way
    /// A password stands in it.
    case password
  }

  /// Whether a text is meant as an address and not as a folder.
  public static func isMeant(by text: String) -> Bool { text.contains("://") }

  public init(_ text: String) throws(Problem) {
    guard let sign = text.firstRange(of: "://") else { throw .form }
    switch text[..<sign.lowerBound].lowercased() {
    case "dav", "http": way = .plain
    case "davs", "https": way = .encrypted
    case "sftp": way = .shell
    default: throw .way
    }
    let rest = text[sign.upperBound...]
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var authority = rest[..<slash]
    if let at = authority.lastIndex(of: "@") {
      let name = authority[..<at]
      guard !name.contains(":") else { throw .password }
      guard let decoded = PlaceAddress.decode(name), PlaceAddress.isUser(decoded) else { throw .form }
      user = decoded
      authority = authority[authority.index(after: at)...]
    } else {
      user = nil
    }
    let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
    if let colon = authority[bracket...].lastIndex(of: ":") {
      guard let number = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(number) else {
        throw .form
      }
      port = number
      authority = authority[..<colon]
    } else {
      port = nil
    }
    host = authority.lowercased()
    guard PlaceAddress.isHost(host) else { throw .form }
    var parts: [String] = []
    for part in rest[slash...].split(separator: "/") {
      guard let decoded = PlaceAddress.decode(part), PlaceAddress.isPart(decoded) else { throw .form }
      parts.append(decoded)
    }
    self.parts = parts
  }

  /// One that stays on this PC.
  public var isThisPC: Bool {
    if ["localhost", "[::1]"].contains(host) { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }

  /// One form of each address, however it was typed.
  public var text: String { "\(scheme)://\(user.map { PlaceAddress.encode($0) + "@" } ?? "")\(server)\(path)" }
  /// As `text`, without the user: what belongs to it belongs to every user.
  public var key: String { "\(scheme)://\(server)\(path)" }
  /// Host and port.
  public var server: String { host + (port.map { ":\($0)" } ?? "") }
  /// `/`, and every part percent-encoded.
  public var path: String { parts.map { "/" + PlaceAddress.encode($0) }.joined() }

  private var scheme: String {
    switch way {
    case .plain: "dav"
    case .encrypted: "davs"
    case .shell: "sftp"
    }
  }

  // MARK: Characters

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      return host.count > 3
        && host.dropFirst().dropLast().utf8.allSatisfy { isHexadecimal($0) || $0 == 0x3a || $0 == 0x2e }
    }
    guard let first = host.utf8.first, first != 0x2d else { return false }
    return host.utf8.allSatisfy { isPlain($0) && $0 != 0x7e }
  }

  private static func isUser(_ user: String) -> Bool {
    !user.isEmpty && !user.hasPrefix("-") && user.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f && $0 != 0x3a }
  }

  private static func isPart(_ part: String) -> Bool {
    part != "." && part != ".." && !part.contains("/") && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { value(of: byte) != nil }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// A letter, a digit, or one of `-._~`: what stands in an address as it is.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
    default: false
    }
  }

  public static func encode(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isPlain(byte) { bytes.append(byte) } else { bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Nil of what is no text afterwards.
  public static func decode(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap({ value(of: $0) }), let low = rest.popFirst().flatMap({ value(of: $0) })
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// Who one is to a server. Kept on this PC alone.
public struct PlaceLogin: Hashable, Sendable {
  public let user: String
  public let password: String

  /// Nil of what cannot be sent: a user with a colon, or a line end in either.
  public init?(user: String, password: String) {
    guard !user.isEmpty, !user.contains(":"), (user + password).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
      return nil
    }
    (self.user, self.password) = (user, password)
  }

  /// `user:password`, the first line of a file or of a terminal.
  public init?(line: String) {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    self.init(user: String(line[..<colon]), password: String(line[line.index(after: colon)...]))
  }
}
