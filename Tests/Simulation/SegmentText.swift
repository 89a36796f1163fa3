// Reads and writes segments apart from the journal: what stands in the files is learnt without the code that is judged.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

/// One line as it stood in some file.
struct KnownLine: Hashable, Sendable {
  let ref: LineRef
  let tick: UInt64
  /// Nil of a line for a newer program.
  let edit: Edit?

  func isLower(than other: KnownLine) -> Bool {
    (tick, ref.segment, ref.n) < (other.tick, other.ref.segment, other.ref.n)
  }
}

/// What one file says of itself.
struct SegmentText {
  var segment = Identifier(high: 0, low: 0)
  var lines: [KnownLine] = []
  var blanks: [LineRef] = []

  /// The segments of a file: itself, or those of a pack, each from its header on.
  static func parts(of bytes: [UInt8]) -> [[UInt8]] {
    guard bytes.starts(with: Array("{\"pack\":".utf8)) else { return [bytes] }
    let header = Array("{\"loket\":".utf8)
    let starts = split(bytes).map(\.startIndex).filter { bytes[$0...].starts(with: header) }
    return zip(starts, starts.dropFirst() + [bytes.count]).map { Array(bytes[$0..<$1]) }
  }

  /// Nil of a file that does not begin as a segment.
  init?(_ bytes: [UInt8]) {
    var parser = LineParser()
    var isFirst = true
    var level = 1
    for line in SegmentText.split(bytes) {
      let parsed = line.withUnsafeBytes { raw -> (line: ParsedLine, edit: Edit?)? in
        (try? parser.parse(raw)).map { ($0, $0.form == .edit && !$0.isErased ? $0.edit(in: raw) : nil) }
      }
      guard let parsed else {
        if isFirst { return nil }
        continue
      }
      if isFirst {
        guard parsed.line.form == .header, let id = parsed.line.segment else { return nil }
        (segment, level, isFirst) = (id, parsed.line.level, false)
        continue
      }
      guard parsed.line.form == .edit else { continue }
      let ref = LineRef(segment: segment, n: parsed.line.n)
      if parsed.line.isErased {
        blanks.append(ref)
      } else {
        let isNewer = level > 1 || parsed.line.isNewer
        lines.append(KnownLine(ref: ref, tick: parsed.line.tick, edit: isNewer ? nil : parsed.edit))
      }
    }
    if isFirst { return nil }
  }

  /// The lines that a newline ends. By hand: an open segment has 64 KiB of spaces behind them.
  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      var start = 0
      while start < raw.count, let newline = memchr(base + start, 0x0a, raw.count - start) {
        let end = UnsafeRawPointer(newline) - base
        lines.append(bytes[start..<end])
        start = end + 1
      }
    }
    return lines
  }

  // MARK: Made up

  /// A line of a segment that no PC of the simulation wrote.
  struct Made {
    var tick: UInt64
    var edit: Edit
    /// What stands after the salt, with its comma: a later program may say more.
    var more = ""
  }

  /// A whole segment, hashes and seal as the design has them.
  static func bytes(
    _ segment: Identifier, device: Identifier, office: String, previous: String? = nil, level: Int = 1, _ lines: [Made]
  ) -> [UInt8] {
    var header = LineWriter.header(segment: segment, device: device, office: office, previous: previous, app: "9.0")
    if level > 1 {
      header = Array(
        String(decoding: header, as: UTF8.self).replacing("{\"loket\":1", with: "{\"loket\":\(level)").utf8)
    }
    var result: [UInt8] = []
    var hash = ""
    var root = ""
    func close(_ line: [UInt8]) {
      root = SHA256.digest(Array(hash.utf8) + line).description
      hash = String(root.prefix(32))
      result += line + LineWriter.tail(hash: hash) + [0x0a]
    }
    close(header)
    for (index, line) in lines.enumerated() {
      close(
        LineWriter.edit(
          n: index + 1, tick: line.tick, at: "2026-11-22T09:11:04+07:00", by: "lain", edit: line.edit, isLast: true,
          salt: "0123456789abcdef") + Array(line.more.utf8))
    }
    close(LineWriter.end(count: lines.count, root: root))
    return result
  }

  /// The bytes of a segment with one of its lines blanked as an erasure would, though nobody lists it.
  static func blanking(_ bytes: [UInt8], line place: Int) -> [UInt8]? {
    var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map(Array.init)
    var parser = LineParser()
    guard lines.indices.contains(place),
      let blank = lines[place].withUnsafeBytes({ raw -> [UInt8]? in
        guard let parsed = try? parser.parse(raw), parsed.form == .edit, !parsed.isErased, let hash = parsed.hash else {
          return nil
        }
        return LineWriter.erased(
          n: parsed.n, tick: parsed.tick, isLast: parsed.isLast, hash: Array(hash.string(in: raw).utf8))
      })
    else { return nil }
    lines[place] = blank
    return Array(lines.joined(separator: [0x0a]))
  }
}
