// What is left of an erased edit in a segment, byte for byte in one form, and how it is known from a damaged line.
import CGlibc
import LoketModel
import LoketRegistry

/// `{"n":7,"tick":48211,"erased":true,"last":true,"hash":"<32 hex>"}`: number, tick, end of a save and hash are those of
/// the edit that stood there, so that the line after it and the seal agree with it as they did.
enum BlankLine {
  private static let mark: [UInt8] = Array(",\"erased\":true".utf8)
  /// The longest there can be: two numbers, the marks and the tail.
  private static let longest = 140

  /// Whether some line of a segment may be blank.
  static func stands(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { raw in
      raw.baseAddress.map { loket_memmem($0, raw.count, mark, mark.count) != nil } ?? false
    }
  }

  /// The hash that a blank line keeps; nil of any other line, also of one that is blank but not in this form.
  static func hash(_ line: UnsafeRawBufferPointer) -> LineHash? {
    guard line.count <= longest, let base = line.baseAddress,
      loket_memmem(base, line.count, mark, mark.count) != nil, let stated = Chain.statedHash(line)
    else { return nil }
    var parser = LineParser()
    guard let parsed = try? parser.parse(line), parsed.form == .edit, parsed.isErased else { return nil }
    let form = LineWriter.erased(n: parsed.n, tick: parsed.tick, isLast: parsed.isLast, hash: stated.bytes)
    return line.elementsEqual(form) ? stated : nil
  }

  /// The bytes of a segment with these of its edits blanked, and how many; nil where none of them stands there in full.
  /// - Parameter listed: the hashes of the edits.
  static func blank(_ bytes: [UInt8], _ listed: Set<Identifier>) -> (bytes: [UInt8], count: Int)? {
    bytes.withUnsafeBytes { raw in
      let judged = JudgedSegment.judge(raw)
      var parser = LineParser()
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var (end, count) = (0, 0)
      for line in judged.lines where line.isGood && line.blank == nil {
        guard let hash = line.hash.identifier, listed.contains(hash),
          let parsed = try? parser.parse(raw[line]), parsed.form == .edit
        else { continue }
        result += bytes[end..<line.start]
        result += LineWriter.erased(n: parsed.n, tick: parsed.tick, isLast: parsed.isLast, hash: line.hash.bytes)
        end = line.end
        count += 1
      }
      return count > 0 ? (result + bytes[end...], count) : nil
    }
  }

  /// The hashes of the edits of a segment that are blank though no erase record lists them: somebody may have done that to
  /// suppress them.
  static func unlisted(_ bytes: [UInt8], _ registry: Registry) -> Set<Identifier> {
    stands(bytes) ? Set(blanks(bytes).keys.filter { !registry.isErased($0) }) : []
  }

  /// What is blank in one form of a segment, from another form of it: as much of it as stands there in full; nil of nothing.
  /// - Parameter wants: which lines, by their hashes.
  static func fill(_ bytes: [UInt8], from other: [UInt8], where wants: (Identifier) -> Bool = { _ in true }) -> [UInt8]?
  {
    let wanted = blanks(bytes).filter { wants($0.key) }
    if wanted.isEmpty { return nil }
    var whole: [(place: Range<Int>, by: Range<Int>)] = []
    other.withUnsafeBytes { raw in
      for line in JudgedSegment.judge(raw).lines where line.isGood && line.blank == nil {
        guard let hash = line.hash.identifier, let place = wanted[hash] else { continue }
        whole.append((place, line.start..<line.end))
      }
    }
    if whole.isEmpty { return nil }
    var (result, end): ([UInt8], Int) = ([], 0)
    for (place, by) in whole.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
      result += bytes[end..<place.lowerBound] + other[by]
      end = place.upperBound
    }
    return result + bytes[end...]
  }

  /// Where the blank edits of a segment lie, by their hashes.
  private static func blanks(_ bytes: [UInt8]) -> [Identifier: Range<Int>] {
    bytes.withUnsafeBytes { raw in
      var blanks: [Identifier: Range<Int>] = [:]
      for line in JudgedSegment.judge(raw).lines where line.isGood && line.blank != nil {
        if let hash = line.hash.identifier { blanks[hash] = line.start..<line.end }
      }
      return blanks
    }
  }
}
