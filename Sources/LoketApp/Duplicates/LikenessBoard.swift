// The pairs that look like one person, found once in the background and kept up to date save by save.
import LoketModel
import LoketRegistry

struct LikenessBoard: Equatable, Sendable {
  enum Search: Equatable, Sendable { case never, running, done }

  var search = Search.never
  /// The surest first, whatever was answered about them.
  private(set) var pairs: [LikePair] = []

  /// What the whole register gave.
  mutating func take(_ pairs: [LikePair]) {
    self.pairs = pairs
    search = .done
  }

  /// People whose records a save touched are looked at again; the others are as they were.
  mutating func follow(_ edits: [Edit], in registry: Registry) {
    guard search == .done else { return }
    var people: Set<String> = []
    for edit in edits {
      switch edit.on.kind {
      case .person: people.insert(edit.on.id)
      case .household: people.formUnion(registry.members(of: edit.on.id).map(\.id))
      default: continue
      }
    }
    guard !people.isEmpty else { return }
    pairs.removeAll { people.contains($0.first.id) || people.contains($0.second.id) }
    var added: Set<LikePair> = []
    for person in people where !registry.isVoid(RecordRef(.person, person)) {
      for like in registry.likenesses(of: person) {
        added.insert(LikePair(RecordRef(.person, person), RecordRef(.person, like.person), like.likeness))
      }
    }
    pairs = (pairs + added).sorted(by: Registry.isSurer)
  }
}

/// Which pairs Data ganda shows.
enum PairFilter: String, CaseIterable, Sendable {
  /// Nobody has answered yet.
  case open
  /// Somebody does not know, or two PCs answered differently: a supervisor decides.
  case waiting
  /// The same person, or not the same.
  case answered

  var words: Phrase {
    switch self {
    case .open: .pairsOpen
    case .waiting: .pairsWaiting
    case .answered: .pairsAnswered
    }
  }
}

enum OpenPairs {
  static func all(_ filter: PairFilter, _ context: Context) -> [JudgedPair] {
    switch filter {
    case .open:
      context.likenesses.pairs.filter { context.registry.answer($0.first, $0.second) == nil }
        .map { JudgedPair($0, nil) }
    case .waiting: context.registry.answeredPairs().filter(\.isUndecided)
    case .answered: context.registry.answeredPairs().filter { !$0.isUndecided }
    }
  }

  /// What waits for this person: a supervisor sees what nobody knew as well.
  static func count(_ context: Context) -> Int {
    let open = context.likenesses.pairs.count { context.registry.answer($0.first, $0.second) == nil }
    return open + (context.mayDecide ? context.tallies.undecidedPairs : 0)
  }

  static func words(_ state: PairState?) -> Phrase {
    switch state {
    case nil: .pairNotAnswered
    case .contested: .pairContested
    case .answered(.same): .pairSame
    case .answered(.different): .pairDifferent
    case .answered(.unknown): .pairUnknown
    }
  }
}

extension Phrase {
  static let pairsOpen = Phrase("app.pairs.open")
  static let pairsWaiting = Phrase("app.pairs.waiting")
  static let pairsAnswered = Phrase("app.pairs.answered")
  static let pairNotAnswered = Phrase("app.pair.notAnswered")
  static let pairContested = Phrase("app.pair.contested")
  static let pairSame = Phrase("app.pair.same")
  static let pairDifferent = Phrase("app.pair.different")
  static let pairUnknown = Phrase("app.pair.unknown")
}
