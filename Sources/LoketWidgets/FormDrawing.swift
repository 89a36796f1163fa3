// Draws a form: label, value and message of each field, the cursor, and the open pick list over its neighbours.

extension Form {
  /// Draws into rows `top ..< top + height`; scrolls so that the focused field is seen.
  public func draw(into frame: inout Frame, top: Int, height: Int) {
    guard height > 0 else { return }
    let layout = FormLayout(state.sections, hidden: state.hidden, columns: frame.size.columns)
    let first = layout.firstRow(showing: state.focus, height: height)
    let seen = first..<(first + height)
    for title in layout.titles where seen.contains(title.row) {
      let row = top + title.row - first
      frame.fill(row: row, column: 1, width: frame.size.columns - 2, character: "─", style: .border)
      frame.put(" \(title.text) ", row: row, column: 3, style: .title, width: frame.size.columns - 6)
    }
    for place in layout.places where seen.contains(place.row) {
      draw(place, into: &frame, row: top + place.row - first)
    }
    if first > 0 { frame.put("^", row: top, column: frame.size.columns - 1, style: .dim) }
    if layout.rows > first + height {
      frame.put("v", row: top + height - 1, column: frame.size.columns - 1, style: .dim)
    }
    if let picker = state.picker, let place = layout.place(of: state.focus) {
      draw(picker, into: &frame, below: top + place.row - first, column: place.value, top: top, height: height)
    }
  }

  private func draw(_ place: FormLayout.Place, into frame: inout Frame, row: Int) {
    let spec = place.spec
    let label = FormLayout.label(spec)
    frame.put(label, row: row, column: place.column, style: .label, width: place.value - place.column - 1)
    if spec.id == state.focus {
      drawFocused(place, into: &frame, row: row)
    } else {
      let text = display(spec.id)
      let style: Style = state.proposals.contains(spec.id) ? .proposal : .value
      let used = frame.put(text, row: row, column: place.value, style: style, width: place.width)
      drawBlanks(place, into: &frame, row: row, used: used, style: .dim)
    }
    drawRemark(place, into: &frame, row: row)
  }

  private func drawFocused(_ place: FormLayout.Place, into frame: inout Frame, row: Int) {
    let spec = place.spec
    let style: Style = state.proposals.contains(spec.id) ? .proposal : .focus
    var text = display(spec.id)
    var caret = 0
    switch spec.input {
    case .choice, .lookup:
      if let picker = state.picker { (text, caret) = picker.filter.window(width: place.width) }
    case .tick: caret = 1
    default:
      let drawn = spec.input.drawn(state.line.characters, caret: state.line.caret)
      (text, caret) = EditLine.window(of: drawn.characters, caret: drawn.caret, width: place.width)
    }
    let used = frame.put(text, row: row, column: place.value, style: style, width: place.width)
    drawBlanks(place, into: &frame, row: row, used: used, style: .focus)
    if state.line.isAtEnd, let sign = spec.input.blanks(after: state.line.characters.count).first, sign != "_" {
      caret += 1
    }
    frame.cursor = Position(row: row, column: place.value + min(caret, max(place.width - 1, 0)))
  }

  /// The empty part of a field, so that its length is seen without colour.
  private func drawBlanks(_ place: FormLayout.Place, into frame: inout Frame, row: Int, used: Int, style: Style) {
    guard used < place.width else { return }
    if case .tick = place.spec.input { return }
    let count = place.spec.id == state.focus ? state.line.characters.count : editCount(place.spec)
    let mask = place.spec.input.blanks(after: count)
    if mask.isEmpty, place.spec.input.hasMask { return }
    if mask.isEmpty {
      frame.fill(row: row, column: place.value + used, width: place.width - used, character: "_", style: style)
    } else {
      frame.put(mask, row: row, column: place.value + used, style: style, width: place.width - used)
    }
  }

  private func editCount(_ spec: FieldSpec) -> Int { spec.input.editText(value(spec.id)).count }

  /// Beside the field: the open offer, else what is wrong with the value; at least its sign.
  private func drawRemark(_ place: FormLayout.Place, into frame: inout Frame, row: Int) {
    let column = place.value + place.width + 1
    let room = place.end - column - 1
    if let offer = state.offers[place.spec.id] {
      frame.put("› " + offer, row: row, column: column, style: .info, width: room)
    } else if let message = state.messages[place.spec.id] {
      let text = room < 8 ? String(message.level.mark) : "\(message.level.mark) \(message.text)"
      frame.put(text, row: row, column: column, style: message.level.style, width: max(room, 1))
    }
  }

  private func draw(
    _ picker: PickList, into frame: inout Frame, below row: Int, column: Int, top: Int, height: Int
  ) {
    let under = top + height - row - 1
    let above = row - top
    let wanted = min(max(picker.matches.count, 1), 10) + 2
    let isUnder = under >= min(wanted, 6) || under >= above
    let boxHeight = min(wanted, isUnder ? under : above)
    let width = picker.width(atMost: max(frame.size.columns - 2, 4), empty: texts.nothingFound)
    let left = max(min(column - 1, frame.size.columns - width - 1), 0)
    picker.draw(
      into: &frame, row: isUnder ? row + 1 : row - boxHeight, column: left, width: width, height: boxHeight,
      empty: texts.nothingFound)
  }
}

extension Input {
  /// Whether the field shows the places that are still empty itself.
  var hasMask: Bool {
    switch self {
    case .date, .time, .digits(.some, _, _, _): true
    default: false
    }
  }
}
