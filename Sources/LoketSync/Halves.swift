// Files on a carrier that are of no use to anybody, and hold edits that were erased since: halves that a pulled stick left,
// damaged copies. No list of forms knows them, so that they would stand there for ever.
import LoketJournal
import LoketModel

extension Exchange {
  /// Takes them away. What may still be of use stays, and so does what holds nothing that is erased.
  func clearHalves(_ inventory: Inventory, _ sent: inout Sent) throws {
    // What is still wanted after everything was taken over could not be used.
    let halves = inventory.unfinished + inventory.wanted.filter { $0.file.part == nil }.map(\.file)
    let copies = inventory.listed.filter { $0.parsed == nil && CarrierPath.office(ofCopy: $0.path) == office }
    if halves.isEmpty, copies.isEmpty { return }
    let blanks = try blanks(inventory.held.filter { $0.blanked > 0 && !$0.isDoubted })
    if blanks.isEmpty { return }
    for file in halves {
      guard let bytes = try? carrier.read(file.path, limit: Pack.largest),
        case .failure = IncomingSegment.judge(bytes, expected: nil, ceiling: .max), blanks.stand(in: bytes)
      else { continue }
      try carrier.remove(file.path)
      sent.removed += 1
    }
    // A copy that somebody made of a pack says by its end only what its last segment is.
    let held = Set(inventory.held.map(\.root))
    for file in copies where !halves.contains(file) {
      guard let bytes = try? carrier.read(file.path, limit: Pack.largest), Pack.begins(bytes), blanks.stand(in: bytes),
        Pack.scan(bytes).allSatisfy({ held.contains($0.root) })
      else { continue }
      try carrier.remove(file.path)
      sent.removed += 1
    }
  }

  /// Those that lie there still: what was put takes the place of its half, and a half may be taken away.
  public func left(of halves: [CarrierFile]) -> [CarrierFile] {
    guard !halves.isEmpty, let listed = try? carrier.list() else { return halves }
    let there = Set(listed.map(\.path))
    return halves.filter { there.contains($0.path) }
  }

  private func blanks(_ marks: [SegmentMark]) throws -> BlankedLines {
    var blanks = BlankedLines()
    for mark in marks { blanks.add(try staging.bytes(of: mark)) }
    return blanks
  }
}

/// Which lines of which segments are blank here.
struct BlankedLines {
  private var lines: [Identifier: Set<Int>] = [:]
  var isEmpty: Bool { lines.isEmpty }

  private static let header = Array("{\"loket\":".utf8)
  private static let segment = Array("\"segment\":\"".utf8)
  private static let number = Array("{\"n\":".utf8)
  private static let mark = Array("\"erased\":true".utf8)

  mutating func add(_ bytes: [UInt8]) {
    BlankedLines.walk(bytes) { segment, n, isBlank in
      if isBlank { lines[segment, default: []].insert(n) }
      return true
    }
  }

  /// Whether one of them stands there in full, or as much of it as was written.
  func stand(in bytes: [UInt8]) -> Bool {
    var isFound = false
    BlankedLines.walk(bytes) { segment, n, isBlank in
      isFound = !isBlank && lines[segment]?.contains(n) == true
      return !isFound
    }
    return isFound
  }

  /// Reads what may be cut off anywhere: the segment that each line belongs to is that of the last header.
  private static func walk(_ bytes: [UInt8], _ body: (Identifier, Int, _ isBlank: Bool) -> Bool) {
    var segment: Identifier?
    for line in bytes.split(separator: 0x0a) {
      if line.starts(with: header) {
        let id = find(Self.segment, in: line.prefix(200)).map { line[$0...].prefix(32) } ?? []
        segment = Identifier(String(decoding: id, as: UTF8.self))
      } else if let segment, line.starts(with: number),
        let n = Int(
          String(decoding: line.dropFirst(number.count).prefix { (0x30...0x39).contains($0) }, as: UTF8.self)),
        !body(segment, n, find(mark, in: line.prefix(100)) != nil)
      {
        return
      }
    }
  }

  /// Where what follows the part begins.
  private static func find(_ part: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
    guard line.count >= part.count else { return nil }
    return (line.startIndex...(line.endIndex - part.count)).first { line[$0...].starts(with: part) }.map {
      $0 + part.count
    }
  }
}
