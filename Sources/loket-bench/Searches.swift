// Search as a clerk types: any part of a name, NIK, No. KK, address or telephone number, the first 50 rows.
import LoketModel
import LoketRegistry

struct Searches {
  static let limit = 50
  static let perKind = 200
  /// The peer walks all rows for LIKE: a few searches tell.
  private static let perLike = 25

  let registry: Registry
  let peer: SQLitePeer?
  private let kinds: [SearchWords]

  init(_ registry: Registry, _ peer: SQLitePeer?) {
    self.registry = registry
    self.peer = peer
    var random = SmallRandom(seed: 7)
    kinds = SearchWords.all(registry, &random)
  }

  func figures(isLarge: Bool) throws -> [Figure] {
    let goal: Figure.Goal = .atMost(isLarge ? 10 : 1.5)
    var figures: [Figure] = []
    var slowest: (words: String, span: Span) = ("", Span(seconds: 0, processor: nil))
    for kind in kinds {
      var (ours, like, trigram) = (Durations(), Durations(), Durations())
      for (place, words) in kind.searches.enumerated() {
        let text = words.joined(separator: " ")
        var hits = 0
        let span = Stopwatch.span { hits = registry.search(text, limit: Searches.limit).hits.count }
        ours.add(span)
        if span.seconds > slowest.span.seconds { slowest = ("\(text) (\(hits) hits)", span) }
        guard let peer, kind.isInOneRow else { continue }
        if place < Searches.perLike { like.add(try peer.ask(Searches.like(words))) }
        if kind.hasTrigrams { trigram.add(try peer.ask(Searches.match(words))) }
      }
      let name = "search, \(kind.name)"
      figures.append(.time("\(name), p99", .milliseconds, ours.worstOfHundred, goal))
      if like.all.isEmpty {
        figures.append(.time("\(name), p50", .milliseconds, ours.median))
        continue
      }
      let best: Figure.Goal = .timesPeer(1)
      figures.append(.time("\(name), p50", .milliseconds, ours.median, best, peer: ("LIKE", like.median)))
      if trigram.all.isEmpty { continue }
      let peer = "FTS5 trigram"
      figures.append(.time("\(name), p50", .milliseconds, ours.median, best, peer: (peer, trigram.median)))
      figures.append(
        .time("\(name), p99", .milliseconds, ours.worstOfHundred, best, peer: (peer, trigram.worstOfHundred)))
    }
    figures.append(.time("the slowest search: \(slowest.words)", .milliseconds, slowest.span))
    return figures
  }

  private static func like(_ words: [String]) -> String {
    let tests = words.map { word in
      let pattern = SQLitePeer.quoted("%\(word)%")
      return "(" + SQLitePeer.columns.map { "\($0) LIKE \(pattern)" }.joined(separator: " OR ") + ")"
    }
    return "SELECT id, name FROM plain WHERE \(tests.joined(separator: " AND ")) ORDER BY name LIMIT \(limit);"
  }

  private static func match(_ words: [String]) -> String {
    let phrase = SQLitePeer.quoted(words.map { "\"\($0)\"" }.joined(separator: " AND "))
    return "SELECT id, name FROM found WHERE found MATCH \(phrase) ORDER BY name LIMIT \(limit);"
  }
}
