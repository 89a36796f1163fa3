// Where each field of a form stands: rows and two columns, the same on every size, with more room on larger screens.

struct FormLayout {
  struct Place: Hashable {
    let spec: FieldSpec
    let row: Int
    /// Where the label begins.
    let column: Int
    /// Where the value begins.
    let value: Int
    let width: Int
    /// First column behind this field's part of the line.
    let end: Int
  }

  private(set) var titles: [(row: Int, text: String)] = []
  private(set) var places: [Place] = []
  private(set) var rows = 0

  private static let longestLabel = 24

  init(_ sections: [FormSection], hidden: Set<String> = [], columns: Int) {
    let second = max(columns / 2, 1)
    let labels = FormLayout.labelWidths(sections)
    for section in sections where section.fields.contains(where: { !hidden.contains($0.id) }) {
      if !section.title.isEmpty {
        titles.append((rows, section.title))
        rows += 1
      }
      place(FormLayout.cells(of: section, hidden), labels: labels, starts: [1, second], columns: columns)
    }
  }

  private typealias FieldCell = (spec: FieldSpec, row: Int, side: Int)

  /// The fields of a section with their rows, counted from its first.
  private static func cells(of section: FormSection, _ hidden: Set<String>) -> [FieldCell] {
    var cells: [FieldCell] = []
    var row = -1
    // A field beside a hidden one gets the line that the other would have had.
    var isLineFree = false
    for spec in section.fields {
      guard !hidden.contains(spec.id) else {
        isLineFree = isLineFree || spec.place == .below
        continue
      }
      if spec.place == .beside, isLineFree { row += 1 }
      isLineFree = false
      switch spec.place {
      case .below:
        row += 1
        cells.append((spec, row, 0))
      case .beside:
        row = max(row, 0)
        cells.append((spec, row, 1))
      case .at(let line, let side):
        row = max(line, 0)
        cells.append((spec, row, min(max(side, 0), 1)))
      }
    }
    return cells
  }

  /// The room for labels in each of the two columns, the same in all sections, so that values stand in line.
  private static func labelWidths(_ sections: [FormSection]) -> [Int] {
    var widths = [0, 0]
    for cell in sections.flatMap({ cells(of: $0, []) }) {
      widths[cell.side] = min(max(widths[cell.side], TextWidth.of(label(cell.spec))), longestLabel)
    }
    return widths
  }

  private mutating func place(_ cells: [FieldCell], labels: [Int], starts: [Int], columns: Int) {
    for cell in cells {
      let isShared = cells.contains { $0.row == cell.row && $0.side == 1 }
      let end = cell.side == 0 && isShared ? starts[1] - 1 : columns
      let column = starts[cell.side]
      let value = column + min(labels[cell.side], max((end - column) / 2, 1)) + 1
      let width = max(min(cell.spec.width, end - value - 2), 1)
      places.append(Place(spec: cell.spec, row: rows + cell.row, column: column, value: value, width: width, end: end))
    }
    rows += (cells.map(\.row).max() ?? -1) + 1
  }

  static func label(_ spec: FieldSpec) -> String { spec.isRequired ? spec.label + " *" : spec.label }

  func place(of id: String) -> Place? { places.first { $0.spec.id == id } }

  /// The first row to draw so that `id` is seen. Moves by half a screen, so that a step to the next field seldom
  /// redraws everything.
  func firstRow(showing id: String, height: Int) -> Int {
    guard rows > height, height > 0, let row = place(of: id)?.row else { return 0 }
    let half = max(height / 2, 1)
    var first = 0
    while row >= first + height - min(2, height - 1), first + half < rows { first += half }
    return min(first, max(rows - height, 0))
  }
}
