// How a block is read from its JSON, and which texts and slots stand in it.

extension PaperBlock {
  static func blocks(_ value: ResourceValue?) throws(PaperProblem) -> [PaperBlock] {
    var blocks: [PaperBlock] = []
    for item in value?.list ?? [] { blocks.append(try PaperBlock(item)) }
    return blocks
  }

  /// The name that an object has beside its particulars says what it is.
  private init(_ value: ResourceValue) throws(PaperProblem) {
    let object = value.object
    if let text = value.text {
      guard text.count == 1, let character = text.first, character.isASCII else { throw .malformed(text) }
      self = .rule(character)
    } else if let count = value.number {
      self = .blank(count)
    } else if let text = object["text"] {
      let alignment = object["align"]?.text.flatMap { PaperAlignment(rawValue: $0) } ?? .left
      self = .text(try PaperText(text), alignment)
    } else if let text = object["heading"] {
      self = .heading(try PaperText(text))
    } else if let text = object["line"] {
      self = .line(try PaperText(text))
    } else if let label = object["label"] {
      self = .pair(try PaperText(label), try PaperText(object["value"]), width: object["width"]?.number ?? 18)
    } else if let parts = object["side"] {
      var columns: [[PaperBlock]] = []
      for part in parts.list { columns.append(try PaperBlock.blocks(part)) }
      guard !columns.isEmpty else { throw .malformed("side") }
      self = .side(columns)
    } else if let list = object["table"]?.text {
      self = .table(list, try PaperBlock.columns(object["columns"], of: list), empty: try PaperText(object["empty"]))
    } else if let list = object["each"]?.text {
      let empty: PaperText?
      if let text = object["empty"] { empty = try PaperText(text) } else { empty = nil }
      self = .each(list, try PaperBlock.blocks(object["blocks"]), empty: empty)
    } else if let blocks = object["together"] {
      self = .together(try PaperBlock.blocks(blocks))
    } else if let slot = object["when"]?.text {
      self = .when(slot, try PaperBlock.blocks(object["blocks"]))
    } else {
      throw .malformed(object.keys.sorted().joined(separator: ", "))
    }
  }

  private static func columns(_ value: ResourceValue?, of list: String) throws(PaperProblem) -> [PaperColumn] {
    var columns: [PaperColumn] = []
    for item in value?.list ?? [] {
      columns.append(
        PaperColumn(
          title: try PaperText(item["title"]), cell: try PaperText(item["cell"]), width: item["width"]?.number,
          alignment: item["align"]?.text.flatMap { PaperAlignment(rawValue: $0) } ?? .left))
    }
    let fixed = columns.reduce(0) { $0 + ($1.width ?? 0) } + max(columns.count - 1, 0)
    guard columns.filter({ $0.width == nil }).count == 1,
      PaperFormat.narrowest - fixed >= PaperFormat.leastColumn
    else { throw .tooWide(list) }
    return columns
  }

  /// Each slot with the list in whose rows it stands, or nil.
  var namedSlots: [(list: String?, slot: String)] {
    switch self {
    case .blank, .rule: []
    case .text(let text, _), .heading(let text), .line(let text): text.slots.map { (nil, $0) }
    case .pair(let label, let value, _): (label.slots + value.slots).map { (nil, $0) }
    case .side(let columns): columns.flatMap { $0 }.flatMap(\.namedSlots)
    case .table(let list, let columns, let empty):
      columns.flatMap { column in column.title.slots.map { (nil, $0) } + column.cell.slots.map { (list, $0) } }
        + empty.slots.map { (nil, $0) }
    case .each(let list, let blocks, let empty):
      blocks.flatMap(\.namedSlots).map { ($0.list ?? list, $0.slot) } + (empty?.slots ?? []).map { (nil, $0) }
    case .together(let blocks): blocks.flatMap(\.namedSlots)
    case .when(let slot, let blocks): [(nil, slot)] + blocks.flatMap(\.namedSlots)
    }
  }

  var texts: [PaperText] {
    switch self {
    case .blank, .rule: []
    case .text(let text, _), .heading(let text), .line(let text): [text]
    case .pair(let label, let value, _): [label, value]
    case .side(let columns): columns.flatMap { $0 }.flatMap(\.texts)
    case .table(_, let columns, let empty): columns.flatMap { [$0.title, $0.cell] } + [empty]
    case .each(_, let blocks, let empty): blocks.flatMap(\.texts) + (empty.map { [$0] } ?? [])
    case .together(let blocks): blocks.flatMap(\.texts)
    case .when(_, let blocks): blocks.flatMap(\.texts)
    }
  }
}
