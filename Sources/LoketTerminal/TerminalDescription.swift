// What terminfo knows of the terminal in use: keys of rare terminals, and the bytes that give the screen back.
import CNcurses
import Glibc
import LoketWidgets

enum TerminalDescription {
  /// Spellings after Esc that only this terminal's entry has. Valid after the screen is open.
  static func keys() -> [[UInt8]: Key] {
    var names: [(String, Key)] = (1...10).map { ("kf\($0)", .function($0)) }
    names += [
      ("kcuu1", .up), ("kcud1", .down), ("kcuf1", .right), ("kcub1", .left), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab),
    ]
    var table: [[UInt8]: Key] = [:]
    for (name, key) in names {
      guard let spelling = text(name), spelling.count > 1, spelling[0] == 0x1B else { continue }
      table[Array(spelling.dropFirst())] = key
    }
    return table
  }

  /// Colours off, cursor on, screen of before: for a crash, when nothing else may be called.
  static func farewell() -> [UInt8] {
    var bytes = text("sgr0") ?? []
    if isANSI { bytes += Array("\u{1B}[?2004l".utf8) }
    bytes += text("cnorm") ?? []
    if let leave = text("rmcup") {
      bytes += leave
    } else if isANSI {
      bytes += Array("\u{1B}[H\u{1B}[2J".utf8)
    }
    return bytes + Array("\r\n".utf8)
  }

  /// Whether leaving brings back what stood on the screen before.
  static var hasSecondScreen: Bool { text("rmcup") != nil }

  /// Whether the terminal reads control sequences as ECMA-48 has them.
  static var isANSI: Bool { text("cup")?.starts(with: [0x1B, UInt8(ascii: "[")]) ?? false }

  static var movesCursor: Bool { text("cup") != nil }

  /// A capability without its padding (`$<5>`); nil when the terminal has none.
  private static func text(_ name: String) -> [UInt8]? {
    guard let found = tigetstr(name), Int(bitPattern: found) != -1 else { return nil }
    var bytes: [UInt8] = []
    var isPadding = false
    let all = Array(String(cString: found).utf8)
    for (index, byte) in all.enumerated() {
      if byte == UInt8(ascii: "$"), index + 1 < all.count, all[index + 1] == UInt8(ascii: "<") { isPadding = true }
      if !isPadding { bytes.append(byte) }
      if byte == UInt8(ascii: ">") { isPadding = false }
    }
    return bytes
  }
}
