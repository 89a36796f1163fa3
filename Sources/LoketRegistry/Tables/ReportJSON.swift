// A report as a script reads it: one JSON value with its keys in order, and a line break at its end.
import FoundationEssentials

enum ReportJSON {
  static func bytes(of report: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    // Reports hold strings and whole numbers only: there is nothing in them that cannot be encoded.
    return ((try? encoder.encode(report)).map { Array($0) } ?? []) + [0x0a]
  }
}
