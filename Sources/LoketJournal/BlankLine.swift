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

  /// The bytes of a segment with these of its edits blanked; nil where none of them stands there in full.
  /// - Parameter listed: by number, the hash that the edit must have.
  static func blank(_ bytes: [UInt8], _ listed: (Int) -> Identifier?) -> [UInt8]? {
    bytes.withUnsafeBytes { raw in
      let judged = JudgedSegment.judge(raw)
      var parser = LineParser()
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var end = 0
      var isChanged = false
      for line in judged.lines where line.isGood && line.blank == nil {
        guard let parsed = try? parser.parse(raw[line]), parsed.form == .edit, let hash = listed(parsed.n),
          let stated = Chain.statedHash(raw[line]), stated.bytes.elementsEqual(hash.description.utf8)
        else { continue }
        result += bytes[end..<line.start]
        result += LineWriter.erased(n: parsed.n, tick: parsed.tick, isLast: parsed.isLast, hash: stated.bytes)
        end = line.end
        isChanged = true
      }
      return isChanged ? result + bytes[end...] : nil
    }
  }
}
