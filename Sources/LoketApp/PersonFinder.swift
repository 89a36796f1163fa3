// Finding people inside another task: what is typed, who was found, and the one line of the trace when the search ends.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PersonFinder: Equatable, Sendable {
  private(set) var box = SearchBox()
  private(set) var hits: [SearchHit] = []
  /// A search was done whose end is not yet in the trace.
  private var isSearching = false

  var text: String { box.text }

  /// What the key did to the line; after `.changed` the hits are those of the new text.
  mutating func press(_ key: Key, _ context: Context) -> SearchBox.Outcome {
    let outcome = box.press(key)
    if case .changed(let text) = outcome {
      hits = text.isEmpty ? [] : context.registry.search(text, kinds: [.person], limit: HomeScreen.limit).hits
      isSearching = !text.isEmpty
    }
    return outcome
  }

  /// Enter where nobody stands: what to type first, or that nobody was found.
  func sayNobody(_ context: inout Context) {
    context.say(.info, text.isEmpty ? context.word(.searchFirst) : emptyText(context))
  }

  /// Nobody is called so; nobody is registered from here.
  private func emptyText(_ context: Context) -> String {
    context.frozen(searching: text) == nil ? context.word(.nothingFound) : context.emptyText(searching: text)
  }

  /// The search is over, whatever comes of it.
  mutating func trace(_ context: inout Context) {
    guard isSearching else { return }
    isSearching = false
    context.traceSearch(text, hits, in: "person")
  }

  /// Over, and empty for the next one.
  mutating func end(_ context: inout Context) {
    trace(&context)
    box.clear()
    hits = []
  }

  func draw(into frame: inout Frame, row: Int, columns: Int, label: Phrase = .searchLabel, _ context: Context) {
    box.draw(
      into: &frame, row: row, column: 1, width: columns - 2, label: context.word(label),
      placeholder: context.word(.searchPlaceholder))
  }

  /// Those who were found, one a row.
  func drawHits(_ list: ListView, into frame: inout Frame, _ area: Area, _ context: Context) {
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height,
      columns: PersonRow.columns(context), empty: emptyText(context)
    ) { PersonRow.row(hits[$0].record, context) }
  }
}
