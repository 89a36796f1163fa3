// Writes the lines of a segment, byte for byte in one way, so that a line's hash can be taken of what stands on disk.
import LoketModel

/// The bytes of a line up to its tail: the journal adds `,"hash":"…"}` and the newline.
public enum LineWriter {
  public static func header(
    segment: Identifier, device: Identifier, office: String, previous: String?, app: String, isTrace: Bool = false
  ) -> [UInt8] {
    var line = LineBytes()
    line.add("loket", raw: String(LineLimits.level))
    line.add("segment", segment.description)
    line.add("device", device.description)
    line.add("office", office)
    if let previous { line.add("previous", previous) } else { line.add("previous", raw: "null") }
    if isTrace { line.add("trace", raw: "true") }
    line.add("app", app)
    return line.bytes
  }

  /// - Parameters:
  ///   - n: the edit's number in its segment, from 1.
  ///   - at: the time as it is written, `2026-11-22T09:11:04+07:00`.
  ///   - salt: 16 hex digits, which keep the hash from being guessed back to a value.
  public static func edit(
    n: Int, tick: UInt64, at: String?, clock: ClockTrust = .ok, by: String, edit: Edit, isLast: Bool, salt: String
  ) -> [UInt8] {
    var line = LineBytes()
    line.add("n", raw: String(n))
    line.add("tick", raw: String(tick))
    if let at { line.add("at", at) }
    if clock != .ok { line.add("clock", clock.rawValue) }
    line.add("by", by)
    line.add("on", edit.on.description)
    switch edit.void {
    case .reason(let reason): line.add("void", reason)
    case .cleared: line.add("void", raw: "null")
    case nil: break
    }
    if edit.void == nil || !edit.set.isEmpty { line.add("set", fields: edit.set) }
    if !edit.over.isEmpty { line.add("over", refs: edit.over) }
    if isLast { line.add("last", raw: "true") }
    line.add("salt", salt)
    return line.bytes
  }

  /// What is left of an edit that was erased, its tail included: its number, its tick, whether it closed its save, its hash.
  /// - Parameter hash: 32 characters, as they stand in the tail of the edit.
  public static func erased(n: Int, tick: UInt64, isLast: Bool, hash: [UInt8]) -> [UInt8] {
    var line = LineBytes()
    line.add("n", raw: String(n))
    line.add("tick", raw: String(tick))
    line.add("erased", raw: "true")
    if isLast { line.add("last", raw: "true") }
    return line.bytes + tail(hash: String(decoding: hash, as: UTF8.self))
  }

  /// The seal. It is the same for the same edits, whoever writes it.
  public static func end(count: Int, root: String) -> [UInt8] {
    var line = LineBytes()
    line.add("end", raw: String(count))
    line.add("root", root)
    return line.bytes
  }

  /// The tail, compared literally by whoever verifies the line: 43 bytes.
  public static func tail(hash: String) -> [UInt8] { Array(",\"hash\":\"\(hash)\"}".utf8) }
}

/// A line that is being written.
private struct LineBytes {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ key: String, raw: String) {
    begin(key)
    bytes.append(contentsOf: raw.utf8)
  }

  mutating func add(_ key: String, _ text: String) {
    begin(key)
    quote(text)
  }

  mutating func add(_ key: String, fields: [FieldChange]) {
    begin(key)
    bytes.append(0x7b)
    for (index, change) in fields.enumerated() {
      if index > 0 { bytes.append(0x2c) }
      quote(change.field)
      bytes.append(0x3a)
      if let value = change.value { quote(value) } else { bytes.append(contentsOf: "null".utf8) }
    }
    bytes.append(0x7d)
  }

  mutating func add(_ key: String, refs: [LineRef]) {
    begin(key)
    bytes.append(0x5b)
    for (index, ref) in refs.enumerated() {
      if index > 0 { bytes.append(0x2c) }
      quote(ref.description)
    }
    bytes.append(0x5d)
  }

  private mutating func begin(_ key: String) {
    bytes.append(bytes.isEmpty ? 0x7b : 0x2c)
    quote(key)
    bytes.append(0x3a)
  }

  /// Only what JSON demands is escaped. NUL, which no line may hold, is left out.
  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5c: bytes.append(contentsOf: [0x5c, byte])
      case 0x0a: bytes.append(contentsOf: [0x5c, 0x6e])
      case 0x0d: bytes.append(contentsOf: [0x5c, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5c, 0x74])
      case 0: break
      case 0x01..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
