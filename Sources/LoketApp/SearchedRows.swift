// A list below a line to search with: what is typed leaves the rows that hold every word of it, wherever it stands in them.
import LoketModel
import LoketWidgets

/// Rows of one screen, what was typed above them, and the bar among those that are left.
struct SearchedRows<Row: Identifiable & Equatable & Sendable>: Equatable, Sendable {
  enum Outcome {
    case opened(Row)
    /// Enter where no row is left.
    case nothing
    /// The rows or the bar changed, or the line did; or the key is nobody's.
    case handled
  }

  private var search = SearchBox()
  private var list = ListView()
  private var all: [Row] = []
  /// Of each row what a search looks at, folded.
  private var texts: [String] = []
  private(set) var shown: [Row] = []

  var isSearching: Bool { !search.text.isEmpty }
  var selected: Row? { shown.indices.contains(list.selected) ? shown[list.selected] : nil }

  /// The bar stays on its row where that is still listed.
  /// - Parameter words: what a search looks at.
  mutating func load(_ rows: [Row], words: (Row) -> [String?]) {
    let known = selected?.id
    all = rows
    texts = rows.map { NameKey.fold(words($0).compactMap { $0 }.joined(separator: " ")) }
    filter()
    if let known { select(known) }
  }

  /// Puts the bar on that row, where it is listed.
  mutating func select(_ wanted: Row.ID) {
    if let place = shown.firstIndex(where: { $0.id == wanted }) { list.select(place) }
  }

  mutating func selectFirst() { list.select(0) }

  private mutating func filter() {
    let words = NameKey.fold(search.text).split(separator: " ")
    shown = all.indices.filter { index in words.allSatisfy { texts[index].contains($0) } }.map { all[$0] }
    list.reload(count: shown.count)
  }

  /// - Parameter top: rows of the screen's body above the list, its heading among them.
  mutating func press(_ key: Key, top: Int, _ context: Context) -> Outcome {
    switch search.press(key) {
    case .changed:
      filter()
      list.select(0)
    case .submitted: return selected.map(Outcome.opened) ?? .nothing
    case .stayed: break
    case .notMine:
      list.fit(rows: ScreenFrame.body(of: context.size).count - top)
      _ = list.press(key)
    }
    return .handled
  }

  /// Esc takes away what was typed first.
  /// - Returns: whether there was something.
  mutating func clear() -> Bool {
    guard isSearching else { return false }
    search.clear()
    filter()
    return true
  }

  /// The line stands in the first row of the area, the list's heading `gap` rows below it.
  func draw(
    into frame: inout Frame, _ area: Area, gap: Int = 2, columns: [ListColumn], empty: String, placeholder: String = "",
    _ context: Context, row: (Row) -> ListRow
  ) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel),
      placeholder: placeholder)
    let cursor = frame.cursor
    list.draw(
      into: &frame, row: area.top + gap, column: 0, width: area.columns, height: area.height - gap, columns: columns,
      empty: empty
    ) { row(shown[$0]) }
    frame.cursor = cursor
  }
}
