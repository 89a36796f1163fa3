// Turns the bytes that a terminal sends into keys. Pure: bytes and pauses in, keys out.
//
// Bytes, not what ncurses makes of them: after one byte that is not UTF-8 its wget_wch loses everything that follows,
// and it hands unknown sequences over as Esc and typed letters, which with Esc = back loses data.

public struct KeyDecoder: Sendable {
  private static let escape: UInt8 = 0x1B
  /// An open sequence other than a lone Esc may wait this many milliseconds for its rest: nobody types one.
  static let sequencePatience = 500
  /// A paste that never ends is taken as ended after this many milliseconds without a byte.
  static let pastePatience = 1_000
  static let longestSequence = 64
  static let longestString = 4_096
  /// Printable characters in one piece, with a line end or tab among them, that make a paste without brackets.
  /// More than a person types while a slow disk holds the screen, less than two lines of a table.
  static let burst = 40

  private enum State: Hashable {
    case ground
    /// Between the brackets of a paste.
    case paste
    /// In a string (OSC, DCS, APC, PM, SOS), with the bytes swallowed so far.
    case string(Int)
    /// In a control sequence that is too long to mean anything.
    case overlong
  }

  private let table: [[UInt8]: Key]
  private let escapeDelay: Int
  private let pasteLimit: Int
  private var state = State.ground
  /// An unfinished sequence or scalar, from its first byte.
  private var open: [UInt8] = []
  private var pasted: [UInt8] = []

  /// - Parameters:
  ///   - escapeDelay: milliseconds after which a lone Esc is the key Esc.
  ///   - extra: spellings after Esc that only this terminal's description knows.
  ///   - pasteLimit: bytes kept of one paste; the rest is dropped, never typed.
  public init(escapeDelay: Int = 50, extra: [[UInt8]: Key] = [:], pasteLimit: Int = 65_536) {
    self.escapeDelay = escapeDelay
    self.pasteLimit = max(pasteLimit, 0)
    table = KeySequences.known.merging(extra) { known, _ in known }
  }

  /// Milliseconds to wait for another byte before `pause` is due; nil when nothing is open.
  public var patience: Int? {
    switch state {
    case .paste: Self.pastePatience
    case .string, .overlong: Self.sequencePatience
    case .ground:
      // Alt with a letter that begins a string: a string itself would come in one piece, or nearly.
      if open.isEmpty { nil } else if isEscapesOnly || isAltLetter { escapeDelay } else { Self.sequencePatience }
    }
  }

  private var isAltLetter: Bool { open.count == 2 && Self.beginsString(open[1]) }

  private var isEscapesOnly: Bool { open.allSatisfy { $0 == Self.escape } }

  /// Whether these bytes can only be a paste, if they arrived in one piece while the program was waiting.
  public static func isBurst(_ bytes: [UInt8]) -> Bool {
    var printable = 0
    var isBroken = false
    var isAmid = false
    for byte in bytes {
      switch byte {
      case 0x09, 0x0A, 0x0D: isBroken = printable > 0
      case 0x20...0x7E, 0x80...0xFF:
        // Bytes inside of a scalar do not count.
        if byte & 0xC0 != 0x80 { printable += 1 }
        isAmid = isAmid || isBroken
      default: return false
      }
    }
    return isAmid && printable >= burst
  }

  /// The keys that `bytes` complete.
  /// - Parameter arrivedAtOnce: they came in one piece while the program was idle, so no person typed them one by one.
  public mutating func feed(_ bytes: some Collection<UInt8>, arrivedAtOnce: Bool = false) -> [Key] {
    if arrivedAtOnce, state == .ground, open.isEmpty, bytes.count >= Self.burst {
      let whole = Array(bytes)
      if Self.isBurst(whole) { return Self.paste(whole.prefix(pasteLimit)) }
    }
    var keys: [Key] = []
    for byte in bytes { take(byte, &keys) }
    return keys
  }

  /// What stands open is all there is: a lone Esc is Esc, a paste without end is a paste, half a sequence is nothing.
  public mutating func pause() -> [Key] {
    defer {
      state = .ground
      open.removeAll()
      pasted.removeAll()
    }
    switch state {
    case .paste: return Self.paste(pasted.prefix(pasteLimit))
    case .string, .overlong: return [.unknown]
    case .ground: return isEscapesOnly ? open.map { _ in .escape } : [.unknown]
    }
  }

  // MARK: One byte

  private mutating func take(_ byte: UInt8, _ keys: inout [Key]) {
    switch state {
    case .paste: takePasted(byte, &keys)
    case .string(let length): takeString(byte, length, &keys)
    case .overlong:
      if (0x20...0x3F).contains(byte) { return }
      state = .ground
      keys.append(.unknown)
      if !(0x40...0x7E).contains(byte) { take(byte, &keys) }
    case .ground:
      guard let first = open.first else { return begin(byte, &keys) }
      if first == Self.escape { takeSequence(byte, &keys) } else { takeScalar(byte, &keys) }
    }
  }

  private mutating func begin(_ byte: UInt8, _ keys: inout [Key]) {
    switch byte {
    case Self.escape, 0xC2...0xF4: open = [byte]
    case 0x0A, 0x0D: keys.append(.enter)
    case 0x09: keys.append(.tab)
    case 0x08, 0x7F: keys.append(.backspace)
    case 0x01...0x1A: keys.append(.control(Character(Unicode.Scalar(byte + 0x60))))
    case 0x1C: keys.append(.control("\\"))
    case 0x20...0x7E: keys.append(.character(Character(Unicode.Scalar(byte))))
    default: keys.append(.unknown)
    }
  }

  private mutating func takeScalar(_ byte: UInt8, _ keys: inout [Key]) {
    guard byte & 0xC0 == 0x80 else {
      open.removeAll()
      keys.append(.unknown)
      return take(byte, &keys)
    }
    open.append(byte)
    guard open.count == Self.scalarLength(open[0]) else { return }
    let text = String(validating: open, as: UTF8.self)
    open.removeAll()
    keys.append(text.flatMap { $0.unicodeScalars.first }.map(Self.key) ?? .unknown)
  }

  private static func scalarLength(_ lead: UInt8) -> Int { lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

  private static func key(_ scalar: Unicode.Scalar) -> Key {
    guard let drawn = CellText.drawn(scalar), drawn == scalar || drawn == " " else { return .unknown }
    return .character(Character(drawn))
  }

  // MARK: Sequences after Esc

  private mutating func takeSequence(_ byte: UInt8, _ keys: inout [Key]) {
    let isMeta = open.count > 1 && open[1] == Self.escape
    let start = isMeta ? 2 : 1
    guard open.count > start else { return second(byte, isMeta: isMeta, &keys) }
    switch open[start] {
    case UInt8(ascii: "["): takeControl(byte, start: start, &keys)
    case UInt8(ascii: "O"):
      guard (0x20...0x7E).contains(byte) else { return abandon(byte, &keys) }
      open.append(byte)
      if byte >= 0x40 { close(start: start, &keys) } else { limit() }
    case let lead where Self.beginsString(lead):
      open.removeAll()
      state = .string(0)
      take(byte, &keys)
    default:
      // Alt with a letter beyond ASCII.
      guard byte & 0xC0 == 0x80 else { return abandon(byte, &keys) }
      open.append(byte)
      if open.count - start == Self.scalarLength(open[start]) { finish(.unknown, &keys) }
    }
  }

  /// The byte right after Esc, or after two of them.
  private mutating func second(_ byte: UInt8, isMeta: Bool, _ keys: inout [Key]) {
    switch byte {
    case Self.escape:
      if isMeta { keys.append(.escape) } else { open.append(byte) }
    case UInt8(ascii: "["), UInt8(ascii: "O"): open.append(byte)
    case _ where isMeta:
      keys.append(.escape)
      open = [Self.escape]
      second(byte, isMeta: false, &keys)
    case UInt8(ascii: "1")...UInt8(ascii: "9"): finish(.function(Int(byte - 0x30)), &keys)
    case UInt8(ascii: "0"): finish(.function(10), &keys)
    case _ where table[[byte]] != nil: finish(table[[byte]] ?? .unknown, &keys)
    case _ where Self.beginsString(byte), 0xC2...0xF4: open.append(byte)
    default: finish(.unknown, &keys)
    }
  }

  private static func beginsString(_ byte: UInt8) -> Bool { "P]X^_".utf8.contains(byte) }

  /// A byte of a control sequence, `Esc [ … final`.
  private mutating func takeControl(_ byte: UInt8, start: Int, _ keys: inout [Key]) {
    guard (0x20...0x7E).contains(byte) else { return abandon(byte, &keys) }
    let body = open[(start + 1)...]
    open.append(byte)
    if body.first == UInt8(ascii: "[") { return close(start: start, &keys) }  // Linux console: one letter more.
    if body.first == UInt8(ascii: "M") {  // A mouse report of old: three bytes more.
      if body.count == 3 { finish(.unknown, &keys) }
      return
    }
    switch byte {
    case UInt8(ascii: "[") where body.isEmpty, UInt8(ascii: "M") where body.isEmpty: return
    // rxvt ends keys with Shift in `$`, which elsewhere stands before the last byte of a report.
    case UInt8(ascii: "$") where body.first != UInt8(ascii: "?"): close(start: start, &keys)
    case 0x40...0x7E: close(start: start, &keys)
    default: limit()
    }
  }

  private mutating func close(start: Int, _ keys: inout [Key]) {
    var spelling = Array(open[start...])
    if spelling == Array("[200~".utf8) {
      open.removeAll()
      state = .paste
      return
    }
    // `;1` says "without Shift, Alt or Ctrl".
    if spelling.count > 3, spelling.dropLast().suffix(2).elementsEqual(";1".utf8) {
      spelling.removeSubrange((spelling.count - 3)..<(spelling.count - 1))
      if spelling.count == 3, spelling[1] == UInt8(ascii: "1") { spelling.remove(at: 1) }
    }
    finish(start == 1 ? table[spelling] ?? .unknown : .unknown, &keys)
  }

  private mutating func finish(_ key: Key, _ keys: inout [Key]) {
    open.removeAll()
    keys.append(key)
  }

  /// A byte that cannot stand in this sequence ends it and means what it means by itself.
  private mutating func abandon(_ byte: UInt8, _ keys: inout [Key]) {
    finish(.unknown, &keys)
    take(byte, &keys)
  }

  private mutating func limit() {
    guard open.count > Self.longestSequence else { return }
    open.removeAll()
    state = .overlong
  }

  private mutating func takeString(_ byte: UInt8, _ length: Int, _ keys: inout [Key]) {
    switch byte {
    case 0x07:
      state = .ground
      keys.append(.unknown)
    case 0x20...0x7E, 0x80...0xFF:
      state = length < Self.longestString ? .string(length + 1) : .ground
    default:
      // Esc ends it too: `Esc \` is its proper end and means nothing by itself.
      state = .ground
      keys.append(.unknown)
      take(byte, &keys)
    }
  }

  // MARK: Paste

  private mutating func takePasted(_ byte: UInt8, _ keys: inout [Key]) {
    pasted.append(byte)
    if byte == UInt8(ascii: "~"), pasted.suffix(6).elementsEqual("\u{1B}[201~".utf8) {
      keys += Self.paste(pasted.dropLast(6).prefix(pasteLimit))
      state = .ground
      pasted.removeAll()
    } else if pasted.count > pasteLimit + 6 {
      pasted.remove(at: pasteLimit)
    }
  }

  /// Line ends become `\n`, tabs stay; escape sequences, control, format and bidirectional characters and broken bytes are dropped.
  private static func paste(_ bytes: ArraySlice<UInt8>) -> [Key] {
    var text = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in EscapeSequences.removed(from: String(decoding: bytes, as: UTF8.self).unicodeScalars) {
      defer { isAfterReturn = scalar == "\r" }
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if !isAfterReturn { text.append("\n") }
      case "\t": text.append("\t")
      case "\u{FFFD}": continue
      default:
        if let drawn = CellText.drawn(scalar), drawn == scalar || drawn == " " { text.append(drawn) }
      }
    }
    return text.isEmpty ? [] : [.paste(String(text))]
  }
}
