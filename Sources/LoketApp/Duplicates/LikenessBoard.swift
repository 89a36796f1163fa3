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
      // Who becomes one, or two again, is compared anew.
      case .pair: people.formUnion(edit.on.id.split(separator: ".").dropFirst().map(String.init))
      default: continue
      }
    }
    guard !people.isEmpty else { return }
    pairs.removeAll { people.contains($0.first.id) || people.contains($0.second.id) }
    var added: Set<LikePair> = []
    for person in people where isCompared(person, in: registry) {
      for like in registry.likenesses(of: person) {
        added.insert(LikePair(RecordRef(.person, person), RecordRef(.person, like.person), like.likeness))
      }
    }
    pairs = (pairs + added).sorted(by: Registry.isSurer)
  }

  private func isCompared(_ person: String, in registry: Registry) -> Bool {
    let record = RecordRef(.person, person)
    return registry.exists(record) && !registry.isVoid(record) && registry.shownRecord(record) == record
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

  static func words(_ state: PairState?, _ kind: RecordKind = .person) -> Phrase {
    switch state {
    case nil: .pairNotAnswered
    case .contested: .pairContested
    case .answered(.same): kind == .household ? .pairSameHousehold : .pairSame
    case .answered(.different): kind == .household ? .pairDifferentHousehold : .pairDifferent
    case .answered(.unknown): .pairUnknown
    }
  }

  /// What was answered and by whom, and why the two look alike.
  static func standing(_ first: RecordRef, _ second: RecordRef, _ context: Context) -> String {
    let state = context.registry.answer(first, second)
    let words = context.word(words(state, first.kind))
    guard state == .answered(.same), context.registry.joined(first).count > 1 else {
      return [words, context.registry.likeness(first, second).sentence(context.wording)].joined(separator: ": ")
    }
    let answered = Pair.record(first, second).flatMap { pair in
      context.registry.history(of: pair).last { $0.field == "answer" }
    }
    return context.text(
      .pairJoined,
      [
        "day": answered?.at.map { context.day($0.date.iso) } ?? context.word(.notKnownYet),
        "name": answered.map { FieldWords.account($0.by, context) } ?? "",
      ])
  }
}

extension Phrase {
  static let pairsOpen = Phrase("app.pairs.open")
  static let pairsWaiting = Phrase("app.pairs.waiting")
  static let pairsAnswered = Phrase("app.pairs.answered")
  static let pairNotAnswered = Phrase("app.pair.notAnswered")
  static let pairContested = Phrase("app.pair.contested")
  static let pairSame = Phrase("app.pair.same")
  static let pairSameHousehold = Phrase("app.pair.sameHousehold")
  static let pairDifferentHousehold = Phrase("app.pair.differentHousehold")
  static let pairJoined = Phrase("app.pair.joined")
  static let pairDifferent = Phrase("app.pair.different")
  static let pairUnknown = Phrase("app.pair.unknown")
}
