// Makes lines of a template's blocks: fills the slots, wraps what is long, sets columns. Pages are made of them elsewhere.

/// What fills a template: one text for each slot, rows for each list.
public struct PaperValues: Hashable, Sendable {
  public var texts: [String: String]
  public var rows: [String: [[String: String]]]

  public init(texts: [String: String] = [:], rows: [String: [[String: String]]] = [:]) {
    self.texts = texts
    self.rows = rows
  }
}

/// Lines that stay together on one page.
struct PaperPiece: Hashable {
  var lines: [String]
  /// Not the last thing on a page.
  var keepsWithNext = false
  /// What stands above it when a page begins with it: the titles of its table.
  var titles: [String] = []
  /// Nothing but distance: left out where a page begins.
  var isBlank = false
}

struct PaperPress {
  let values: PaperValues
  let wording: Wording
  let letters: PaperLetters
  /// A blank within a text that no line breaks at; it becomes a blank on paper.
  private static let unbroken: Character = "\u{00a0}"

  /// The blocks as pieces of at most `width` columns.
  func pieces(_ blocks: [PaperBlock], width: Int, row: [String: String] = [:]) -> [PaperPiece] {
    blocks.flatMap { pieces($0, width, row) }
  }

  /// The same as lines, where nothing is to be broken.
  func lines(_ blocks: [PaperBlock], width: Int, row: [String: String] = [:]) -> [String] {
    pieces(blocks, width: width, row: row).flatMap(\.lines)
  }

  private func pieces(_ block: PaperBlock, _ width: Int, _ row: [String: String]) -> [PaperPiece] {
    switch block {
    case .blank(let count): return [PaperPiece(lines: Array(repeating: "", count: count), isBlank: true)]
    case .rule(let character): return [PaperPiece(lines: [String(repeating: character, count: width)])]
    case .text(let text, let alignment):
      let filled = filled(text, row)
      // A slot that is empty leaves no line behind.
      if filled.isEmpty { return [] }
      return [PaperPiece(lines: PaperPress.wrap(filled, width).map { set($0, width, alignment) })]
    case .heading(let text): return [PaperPiece(lines: wrapped(text, width, row), keepsWithNext: true)]
    case .line(let text): return [PaperPiece(lines: drawn(text, width, row))]
    case .pair(let label, let value, let labelWidth):
      return [PaperPiece(lines: pair(label, value, labelWidth, width, row))]
    case .side(let columns): return [PaperPiece(lines: side(columns, width, row))]
    case .table(let list, let columns, let empty): return table(list, columns, empty, width)
    case .each(let list, let blocks, let empty):
      let rows = values.rows[list] ?? []
      if rows.isEmpty { return empty.map { [PaperPiece(lines: wrapped($0, width, row))] } ?? [] }
      return rows.map { PaperPiece(lines: lines(blocks, width: width, row: $0)) }
    case .together(let blocks): return [PaperPiece(lines: lines(blocks, width: width, row: row))]
    case .when(let slot, let blocks):
      return value(of: slot, row).isEmpty ? [] : pieces(blocks, width: width, row: row)
    }
  }

  // MARK: Texts

  private func value(of slot: String, _ row: [String: String]) -> String {
    letters.printable(row[slot] ?? values.texts[slot] ?? "")
  }

  /// The text filled, without what is drawn.
  private func filled(_ text: PaperText, _ row: [String: String]) -> String {
    text.parts(wording.language).map { words($0, row) }.joined()
  }

  private func words(_ part: PaperPart, _ row: [String: String]) -> String {
    switch part {
    case .words(let words): letters.printable(words)
    case .slot(let name): value(of: name, row)
    case .phrase(let phrase): letters.printable(wording[phrase])
    case .codes(let name): codes(name)
    case .column, .boxes, .date, .fill: ""
    }
  }

  /// `1 Laki-laki  2 Perempuan`: a code stays in one line with its name. Lists without official numbers are numbered by their order,
  /// as the form on the screen numbers them.
  private func codes(_ name: String) -> String {
    CodeList.named(name).codes.enumerated().map { place, code in
      let number = code.code.allSatisfy(\.isNumber) ? code.code : String(place + 1)
      let text = letters.printable("\(number) \(code.name(wording.language))")
      return String(text.map { $0 == " " ? PaperPress.unbroken : $0 })
    }.joined(separator: "\(PaperPress.unbroken) ")
  }

  private func wrapped(_ text: PaperText, _ width: Int, _ row: [String: String]) -> [String] {
    PaperPress.wrap(filled(text, row), width)
  }

  /// Lines of at most `width` characters, broken at blanks; a longer word goes on in the next line and loses nothing.
  /// What begins with a dash goes on under its own first word.
  static func wrap(_ text: String, _ width: Int) -> [String] {
    guard text.hasPrefix("- "), width > 4 else { return plainlyWrapped(text, width) }
    return plainlyWrapped(String(text.dropFirst(2)), width - 2).enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
  }

  private static func plainlyWrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      if !line.isEmpty { line += " " }
      line += word
      while line.count > width {
        lines.append(String(line.prefix(width)))
        line = String(line.dropFirst(width))
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines.map(broken)
  }

  private static func broken(_ line: String) -> String { String(line.map { $0 == unbroken ? " " : $0 }) }

  private func set(_ line: String, _ width: Int, _ alignment: PaperAlignment) -> String {
    let free = max(width - line.count, 0)
    switch alignment {
    case .left: return line
    case .center: return String(repeating: " ", count: free / 2) + line
    case .right: return String(repeating: " ", count: free) + line
    }
  }

  // MARK: What a hand fills in

  /// A line with its boxes; what is too long goes on under the column that was set last.
  private func drawn(_ text: PaperText, _ width: Int, _ row: [String: String]) -> [String] {
    var line = ""
    var start = 0
    for part in text.parts(wording.language) {
      switch part {
      case .column(let column):
        line += String(repeating: " ", count: max(column - line.count, line.isEmpty ? 0 : 1))
        start = line.count
      case .boxes(let groups):
        line += PaperPress.boxes(groups, " ")
      case .date: line += PaperPress.boxes([2, 2, 4], "-")
      case .fill(let count): line += String(repeating: "_", count: count ?? max(width - line.count, 0))
      default: line += words(part, row)
      }
    }
    guard line.count > width else { return [PaperPress.broken(line)] }
    let rest = PaperPress.wrap(String(line.dropFirst(start)), max(width - start, 1))
    let margin = String(repeating: " ", count: start)
    return rest.enumerated().map { ($0 == 0 ? String(line.prefix(start)) : margin) + $1 }
  }

  private static func boxes(_ groups: [Int], _ separator: String) -> String {
    groups.map { "|" + String(repeating: "_|", count: $0) }.joined(separator: separator)
  }

  // MARK: Columns

  private func pair(
    _ label: PaperText, _ value: PaperText, _ labelWidth: Int, _ width: Int, _ row: [String: String]
  ) -> [String] {
    beside(
      [
        (PaperPress.wrap(filled(label, row), labelWidth), labelWidth, .left), ([":"], 1, .left),
        (wrapped(value, width - labelWidth - 3, row), width - labelWidth - 3, .left),
      ])
  }

  private func side(_ columns: [[PaperBlock]], _ width: Int, _ row: [String: String]) -> [String] {
    let gap = 4
    let part = (width - gap * (columns.count - 1)) / columns.count
    return beside(columns.map { (lines($0, width: part, row: row), part, .left) }, gap: gap)
  }

  private func table(_ list: String, _ columns: [PaperColumn], _ empty: PaperText, _ width: Int) -> [PaperPiece] {
    let rows = values.rows[list] ?? []
    if rows.isEmpty { return [PaperPiece(lines: wrapped(empty, width, [:]))] }
    let fixed = columns.reduce(0) { $0 + ($1.width ?? 0) } + columns.count - 1
    func row(_ cells: (PaperColumn) -> String) -> [String] {
      beside(
        columns.map { column in
          let room = column.width ?? width - fixed
          return (PaperPress.wrap(cells(column), room), room, column.alignment)
        })
    }
    let titles =
      row { filled($0.title, [:]) }
      + [columns.map { String(repeating: "-", count: $0.width ?? width - fixed) }.joined(separator: " ")]
    let head = PaperPiece(lines: titles, keepsWithNext: true)
    return [head] + rows.map { values in PaperPiece(lines: row { filled($0.cell, values) }, titles: titles) }
  }

  /// Columns of lines as lines, each column as wide as it says.
  private func beside(_ columns: [(lines: [String], width: Int, alignment: PaperAlignment)], gap: Int = 1) -> [String] {
    (0..<(columns.map(\.lines.count).max() ?? 0)).map { place in
      var line = ""
      var start = 0
      for column in columns {
        let text = place < column.lines.count ? set(column.lines[place], column.width, column.alignment) : ""
        if !text.isEmpty { line += String(repeating: " ", count: start - line.count) + text }
        start += column.width + gap
      }
      return line
    }
  }
}
