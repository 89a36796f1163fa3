// Standard output and standard error, written whole or with a known problem.
import Glibc

enum ExitCode {
  static let done: Int32 = 0
  /// Done, but rows were rejected, damage was found or a file went to quarantine.
  static let rejected: Int32 = 1
  /// Wrong usage or unreadable input.
  static let wrong: Int32 = 2
  /// The data could not be written.
  static let notWritten: Int32 = 3
}

enum StandardStreams {
  /// Writes all of `text` and a line's end; false when the other side is gone or its disk is full.
  @discardableResult
  static func say(_ text: String) -> Bool { write(Array((text + "\n").utf8), to: STDOUT_FILENO) }

  /// For sentences about what went wrong.
  static func complain(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Everything on standard input, at most `limit` bytes; nil when it cannot be read or is longer.
  static func readInput(limit: Int) -> [UInt8]? {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while result.count <= limit {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count == 0 { return result }
      if count > 0 { result += buffer[..<count] } else if errno != EINTR { return nil }
    }
    return nil
  }

  /// The first line of standard input, without its end; nil where there is none.
  static func firstLine(limit: Int) -> String? {
    guard let bytes = readInput(limit: limit) else { return nil }
    let line = bytes.prefix { $0 != 0x0a && $0 != 0x0d }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  /// The screen needs a terminal on both sides.
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }
}
