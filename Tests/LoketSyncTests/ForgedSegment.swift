// Segments as somebody could write them who knows the format well: every hash agrees, and what stands in the lines is wrong.
import LoketModel

@testable import LoketJournal

/// The lines of a segment, each without its tail; `bytes` closes them as a journal would.
struct ForgedSegment {
  static let device = "00000000000000d0000000000000000d"
  static let id = "00000000000000f0000000000000000f"
  static let path = "/stick/loket1/3376021005/\(device)/00/\(id).jsonl"

  var header =
    #"{"loket":1,"segment":"\#(id)","device":"\#(device)","office":"3376021005","previous":null,"app":"1.0""#
  var edits = [
    #"{"n":1,"tick":7,"at":"2030-11-22T09:11:04+07:00","by":"palsu","on":"person/0000000000000abc0000000000000009","set":{"name":"PALSU"},"last":true,"salt":"0011223344556677""#
  ]
  /// What stands for the seal; nil: the right one.
  var seal: String?
  var separator: [UInt8] = []

  var bytes: [UInt8] { close(([header] + edits).map { Array($0.utf8) }) }

  /// With lines that are no text.
  func bytes(replacing text: String, in place: Int, by raw: [UInt8]) -> [UInt8] {
    var lines = ([header] + edits).map { Array($0.utf8) }
    if let range = lines[place].firstRange(of: Array(text.utf8)) { lines[place].replaceSubrange(range, with: raw) }
    return close(lines)
  }

  private func close(_ lines: [[UInt8]]) -> [UInt8] {
    var (file, hash): ([UInt8], LineHash?) = ([], nil)
    var root = ""
    for line in lines {
      let start = file.count
      file += line
      let digest = Chain.close(&file, from: start, after: hash)
      (hash, root) = (LineHash(digest), digest.description)
    }
    let start = file.count
    file += Array((seal ?? #"{"end":\#(lines.count - 1),"root":"\#(root)""#).utf8)
    _ = Chain.close(&file, from: start, after: hash)
    return file
  }

  /// The header or the first edit with one thing changed.
  static func header(_ from: String, _ to: String) -> ForgedSegment {
    var forged = ForgedSegment()
    forged.header = forged.header.replacing(from, with: to)
    return forged
  }

  static func edit(_ from: String, _ to: String) -> ForgedSegment {
    var forged = ForgedSegment()
    forged.edits[0] = forged.edits[0].replacing(from, with: to)
    return forged
  }
}
