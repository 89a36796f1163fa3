// The figures as a table for people or as JSON for programs.
import FoundationEssentials
import Glibc

struct Report: Encodable {
  let households: Int
  let people: Int
  let lines: Int
  let program: String
  /// Programs that wanted a processor in the last minute, by the kernel's count: above the number of processors everything
  /// waits.
  let load: Double
  let figures: [Figure]
  /// What was left out, and why.
  let remarks: [String]

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  var table: String {
    let heads = ["What", "Loket", "processor", "Goal", "", "Peer", "", "Ratio"]
    let rows = figures.map(Report.cells)
    let widths = heads.indices.map { column in ([heads] + rows).map { $0[column].count }.max() ?? 0 }
    let lines = ([heads] + rows).map { cells in
      zip(cells.indices, cells).map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return [1, 2, 3, 6, 7].contains(column) ? blanks + cell : cell + blanks
      }.joined(separator: "  ")
    }
    let title =
      "\(households) households, \(people) people, \(self.lines) lines; load \(Report.fixed(load, 1)); \(program)"
    return ([title, ""] + lines + (remarks.isEmpty ? [] : [""] + remarks)).joined(separator: "\n")
  }

  private static func cells(_ figure: Figure) -> [String] {
    let goal =
      switch figure.goal {
      case .atMost(let most): "≤ " + text(most, figure.unit)
      case .timesPeer(let most): "≤ " + fixed(most, 1) + " × peer"
      case .unset: ""
      }
    let mark = figure.isReached.map { $0 ? "ok" : "MISSED" } ?? ""
    return [
      figure.what, text(figure.value, figure.unit), figure.processor.map { text($0, figure.unit) } ?? "", goal, mark,
      figure.peer?.name ?? "",
      figure.peer.map { text($0.value, figure.unit) } ?? "", figure.ratio.map { fixed($0, 2) } ?? "",
    ]
  }

  private static func text(_ value: Double, _ unit: Figure.Unit) -> String {
    switch unit {
    case .seconds: fixed(value, 3) + " s"
    case .milliseconds: fixed(value, 3) + " ms"
    case .microseconds: fixed(value, 1) + " µs"
    case .mebibytes: fixed(value, 1) + " MiB"
    case .bytes: fixed(value, 0) + " B"
    case .times: fixed(value, 2) + " ×"
    case .count: fixed(value, 0)
    }
  }

  /// So many digits behind the point.
  private static func fixed(_ value: Double, _ digits: Int) -> String {
    let factor = pow(10, Double(digits))
    let scaled = Int((abs(value) * factor).rounded())
    let text = String(scaled)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return sign + text }
    let filled = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return sign + filled.dropLast(digits) + "." + filled.suffix(digits)
  }
}
