// Judges each line of a segment by its hash, so that one flipped bit costs about one line and not the rest of the file.
import CGlibc
import Glibc
import LoketModel
import LoketRegistry

/// One complete line: its place in the bytes (newline not counted) and whether its hash agrees.
struct JudgedLine: Sendable {
  let start: Int
  let end: Int
  let isGood: Bool
  /// As computed from the bytes; of a bad line it is what the next line is tried against.
  let digest: Digest
  /// Of a line whose edit was erased: the hash that it keeps. The line after it, or the seal, vouches for that hash, and
  /// the list of an erase record for the blank.
  var blank: LineHash?

  /// The first 32 digits of the line's digest, as the next line and the seal know it.
  var hash: LineHash { blank ?? LineHash(digest) }
}

/// The lines of a file in order, and what follows the last newline.
struct JudgedSegment: Sendable {
  var lines: [JudgedLine] = []
  /// Offset after the last newline.
  var end = 0
  /// Whether only the spaces that are written ahead (or nothing) follow the last newline.
  var endsBlank = true
  /// Whether some line may hold a tick above 2^44, judged before parsing; such a segment is looked at apart.
  var mayHoldHighTick = false

  /// What the parser said of each line, nil of a bad one; empty where each is parsed when its turn comes.
  private(set) var parsed: [ParsedLine?] = []

  var badLines: Int { lines.reduce(0) { $0 + ($1.isGood ? 0 : 1) } }

  /// Judges every line. Bytes without an end are no line: a valid line without its newline is not accepted.
  static func judge(_ bytes: UnsafeRawBufferPointer) -> JudgedSegment {
    var result = JudgedSegment()
    guard let base = bytes.baseAddress else { return result }
    result.lines.reserveCapacity(bytes.count / 256 + 4)
    // The line before: its hash as it stands in its tail, and as computed.
    var stated: LineHash?
    var computed: LineHash?
    while result.end < bytes.count {
      let start = result.end
      guard let newline = memchr(base + start, 0x0a, bytes.count - start) else { break }
      let end = UnsafeRawPointer(newline) - base
      let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      let judged = judge(line, isFirst: start == 0, stated, computed)
      let blank = judged.isGood || start == 0 ? nil : BlankLine.hash(line)
      result.lines.append(
        JudgedLine(
          start: start, end: end, isGood: judged.isGood || blank != nil, digest: judged.digest, blank: blank))
      if judged.isGood, holdsHighTick(line) { result.mayHoldHighTick = true }
      stated = judged.stated
      computed = LineHash(judged.digest)
      result.end = end + 1
    }
    result.endsBlank = bytes.endWithoutBlanks(from: result.end) == result.end
    return result
  }

  /// Parses every good line ahead.
  mutating func parse(_ bytes: UnsafeRawBufferPointer) {
    var parser = LineParser()
    parsed.reserveCapacity(lines.count)
    for line in lines { parsed.append(line.isGood ? try? parser.parse(bytes[line]) : nil) }
  }

  private static func judge(
    _ line: UnsafeRawBufferPointer, isFirst: Bool, _ stated: LineHash?, _ computed: LineHash?
  ) -> (isGood: Bool, stated: LineHash?, digest: Digest) {
    let own = Chain.statedHash(line)
    let body = UnsafeRawBufferPointer(rebasing: line[..<max(line.count - Chain.tailLength, 0)])
    if isFirst {
      let digest = Chain.digest(after: nil, body)
      return (line.count <= LineLimits.bytes && own == LineHash(digest), own, digest)
    }
    let first = Chain.digest(after: stated ?? computed, body)
    guard let own, line.count <= LineLimits.bytes else { return (false, own, first) }
    if own == LineHash(first) { return (true, own, first) }
    if let stated, let computed, stated != computed {
      let second = Chain.digest(after: computed, body)
      if own == LineHash(second) { return (true, own, second) }
    }
    return (false, own, first)
  }

  /// Whether `"tick":` is followed by 14 digits or more: 2^44 has 14.
  private static func holdsHighTick(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let base = line.baseAddress else { return false }
    var from = 0
    while from < line.count, let found = loket_memmem(base + from, line.count - from, tickKey, tickKey.count) {
      var at = found - base + tickKey.count
      while at < line.count, line[at] == 0x20 || line[at] == 0x09 { at += 1 }
      let digits = line[at...].prefix { $0 >= 0x30 && $0 <= 0x39 }.count
      if digits >= 14 { return true }
      from = at
    }
    return false
  }

  private static let tickKey: [UInt8] = Array("\"tick\":".utf8)
}

extension UnsafeRawBufferPointer {
  /// Where the spaces that were written ahead begin: the offset after the last byte that is none, at least `start`.
  /// - Parameter zerosToo: eight zeros in a row are sectors that never landed, and count as blanks; a single one does not.
  func endWithoutBlanks(from start: Int, zerosToo: Bool = false) -> Int {
    var end = count
    // Eight at a time: a fresh segment is 64 KiB of them.
    while end - 8 >= start {
      let word = loadUnaligned(fromByteOffset: end - 8, as: UInt64.self)
      guard word == 0x2020_2020_2020_2020 || zerosToo && word == 0 else { break }
      end -= 8
    }
    while end > start, self[end - 1] == 0x20 { end -= 1 }
    return end
  }

  /// The bytes of one judged line.
  subscript(line: JudgedLine) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[line.start..<line.end])
  }
}
