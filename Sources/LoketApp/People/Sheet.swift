// The body of a record's screen: headings, data, and rows that can be selected; it scrolls so that the selection is seen.
import LoketModel
import LoketWidgets

/// What Enter on a line of a sheet is about.
enum SheetTarget: Hashable, Sendable {
  case household(String)
  case person(String)
  /// A track's code.
  case skill(String)
  case enrolment(String)
  /// A session of a class: `YYYY-MM-DD.HHMM`.
  case session(String)
  /// A module of a class by its number.
  case module(Int)
  case certificate(String)
  /// A call.
  case followUp(String)
  case product(String)
  /// Where a producer was shown.
  case promotion(String)
  case grant(String)
  /// A look at a grant.
  case grantCheck(String)
  /// Who stands by a group.
  case mentorship(String)
  case mentorVisit(String)
  /// A part of a grant that was paid.
  case disbursement(String)
  case placement(String)
  case vacancy(String)
  /// Somebody who was sent to a vacancy.
  case referral(String)
  case partner(String)
  case group(String)
  /// Something that an area has.
  case resource(String)
  /// Somebody of a group: the person's id.
  case groupMember(String)
  /// What was saved in a visit: an entry's id.
  case work(String)
  /// What a citizen asked about the own data.
  case request(String)
  /// Two records that are one.
  case pair(RecordRef, RecordRef)
  /// A field of the record itself whose heads disagree.
  case conflict(String)
  /// A field of a record that an entry of the queue changed.
  case field(FieldPath)
  /// The same, where it stands among those that came back.
  case returned(FieldPath)
  /// One change of the history: `segment:n field`.
  case change(String)
  /// The access trace of the record.
  case looks
}

struct SheetPart: Hashable, Sendable {
  var text: String
  var column: Int
  var width: Int
  var style: Style = .value
}

struct SheetLine: Hashable, Sendable {
  var parts: [SheetPart] = []
  var target: SheetTarget?
  var isHeading = false
}

/// All lines of one record, for one width of the screen.
struct Sheet: Hashable, Sendable {
  private(set) var lines: [SheetLine] = []
  let columns: Int

  init(columns: Int) { self.columns = columns }

  /// A heading; `empty` stands behind it when nothing follows.
  mutating func heading(_ title: String, empty: String? = nil) {
    var parts = [SheetPart(text: title, column: 1, width: columns - 4, style: .title)]
    if let empty {
      let column = TextWidth.of(title) + 4
      parts.append(SheetPart(text: empty, column: column, width: columns - column - 2, style: .dim))
    }
    lines.append(SheetLine(parts: parts, isHeading: true))
  }

  /// A label with its value, and a second pair at the middle of the screen.
  mutating func pair(_ left: (label: String, value: String), _ right: (label: String, value: String)? = nil) {
    let middle = columns / 2
    var parts = Sheet.pair(left, from: 2, to: right == nil ? columns - 2 : middle - 1)
    if let right { parts += Sheet.pair(right, from: middle, to: columns - 2) }
    lines.append(SheetLine(parts: parts))
  }

  private static func pair(_ pair: (label: String, value: String), from column: Int, to end: Int) -> [SheetPart] {
    let label = 15
    return [
      SheetPart(text: pair.label, column: column, width: label, style: .label),
      SheetPart(text: pair.value, column: column + label + 1, width: end - column - label - 1),
    ]
  }

  /// Cells side by side: each its width, the one with width 0 takes what is left over.
  mutating func row(_ cells: [(text: String, width: Int)], target: SheetTarget? = nil, style: Style = .value) {
    let fixed = cells.reduce(0) { $0 + $1.width } + cells.count - 1
    let open = max(cells.filter { $0.width == 0 }.count, 1)
    let rest = max((columns - 4 - fixed) / open, 1)
    var column = 2
    var parts: [SheetPart] = []
    for cell in cells {
      let width = cell.width == 0 ? rest : cell.width
      parts.append(SheetPart(text: cell.text, column: column, width: width, style: style))
      column += width + 1
    }
    lines.append(SheetLine(parts: parts, target: target))
  }

  /// A text over as many lines as it needs.
  mutating func text(_ text: String, style: Style = .value) {
    for line in TextWidth.wrap(text, columns: columns - 4) {
      lines.append(SheetLine(parts: [SheetPart(text: line, column: 2, width: columns - 4, style: style)]))
    }
  }

  var targets: [SheetTarget] { lines.compactMap(\.target) }

  func place(of target: SheetTarget?) -> Int? {
    target.flatMap { wanted in lines.firstIndex { $0.target == wanted } }
  }
}

/// Which line of a sheet is selected, and which is the first on the screen.
struct SheetCursor: Hashable, Sendable {
  enum Outcome: Hashable, Sendable {
    case moved
    case opened(SheetTarget)
    case notMine
  }

  private(set) var target: SheetTarget?
  private(set) var top = 0

  init() {}

  /// The selected line's target: the first one until a person moves.
  func selected(in sheet: Sheet) -> SheetTarget? {
    sheet.place(of: target) == nil ? sheet.targets.first : target
  }

  mutating func select(_ target: SheetTarget) { self.target = target }

  mutating func press(_ key: Key, _ sheet: Sheet, height: Int) -> Outcome {
    let targets = sheet.targets
    if targets.isEmpty { return scroll(key, sheet, height: height) }
    let place = selected(in: sheet).flatMap { targets.firstIndex(of: $0) } ?? 0
    switch key {
    case .enter: return selected(in: sheet).map(Outcome.opened) ?? .notMine
    case .up: go(to: place - 1, targets)
    case .down: go(to: place + 1, targets)
    case .home: go(to: 0, targets)
    case .end: go(to: targets.count - 1, targets)
    case .pageUp: page(by: -max(height - 1, 1), sheet)
    case .pageDown: page(by: max(height - 1, 1), sheet)
    default: return .notMine
    }
    top = first(sheet, height: height)
    return .moved
  }

  /// A sheet in which nothing can be selected moves line by line.
  private mutating func scroll(_ key: Key, _ sheet: Sheet, height: Int) -> Outcome {
    let last = max(sheet.lines.count - height, 0)
    let steps: [Key: Int] = [
      .up: -1, .down: 1, .home: -last, .end: last, .pageUp: -max(height - 1, 1), .pageDown: max(height - 1, 1),
    ]
    guard let step = steps[key] else { return .notMine }
    top = min(max(top + step, 0), last)
    return .moved
  }

  private mutating func go(to place: Int, _ targets: [SheetTarget]) {
    guard !targets.isEmpty else { return }
    target = targets[min(max(place, 0), targets.count - 1)]
  }

  /// The selection moves to the next line that can be selected, a page away or at the end.
  private mutating func page(by step: Int, _ sheet: Sheet) {
    guard let from = sheet.place(of: selected(in: sheet)) else { return }
    let places = sheet.lines.indices.filter { sheet.lines[$0].target != nil }
    let wanted = from + step
    let place = step > 0 ? places.last { $0 <= wanted } : places.first { $0 >= wanted }
    if let place, place != from {
      target = sheet.lines[place].target
    } else if let next = step > 0 ? places.first(where: { $0 > from }) : places.last(where: { $0 < from }) {
      target = sheet.lines[next].target
    }
  }

  /// The first line to draw: the selection is seen, with its heading where that stands right above it.
  func first(_ sheet: Sheet, height: Int) -> Int {
    let last = max(sheet.lines.count - height, 0)
    guard let place = sheet.place(of: selected(in: sheet)) else { return min(top, last) }
    let leading = place > 0 && sheet.lines[place - 1].isHeading ? place - 1 : place
    // What stands above the first selectable line is seen whenever that line is selected.
    if selected(in: sheet) == sheet.targets.first, place < height { return 0 }
    if leading < top { return min(leading, last) }
    if place >= top + height { return min(place - height + 1, last) }
    return min(max(top, 0), last)
  }

  func draw(_ sheet: Sheet, into frame: inout Frame, top row: Int, height: Int) {
    guard height > 0 else { return }
    let first = first(sheet, height: height)
    let selected = selected(in: sheet)
    for (offset, line) in sheet.lines.dropFirst(first).prefix(height).enumerated() {
      let isSelected = line.target != nil && line.target == selected
      if isSelected {
        frame.fill(row: row + offset, column: 0, width: sheet.columns - 1, style: .selected)
        frame.put(">", row: row + offset, column: 0, style: .selected)
        frame.cursor = Position(row: row + offset, column: 0)
      }
      for part in line.parts {
        frame.put(
          part.text, row: row + offset, column: part.column, style: isSelected ? .selected : part.style,
          width: part.width)
      }
      if line.isHeading, let title = line.parts.first {
        let used = line.parts.map { $0.column + TextWidth.of($0.text) }.max() ?? 0
        frame.fill(
          row: row + offset, column: used + 1, width: sheet.columns - used - 3, character: "─", style: .border)
        frame.put(title.text, row: row + offset, column: title.column, style: title.style, width: title.width)
      }
    }
    if first > 0 { frame.put("^", row: row, column: sheet.columns - 1, style: .dim) }
    if first + height < sheet.lines.count {
      frame.put("v", row: row + height - 1, column: sheet.columns - 1, style: .dim)
    }
    if frame.cursor == nil { frame.cursor = Position(row: row, column: 0) }
  }
}
