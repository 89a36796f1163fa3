// The pairs that look like one and the households that contradict themselves: found once in the background, then save by save.
import LoketModel
import LoketRegistry

struct LikenessBoard: Equatable, Sendable {
  enum Search: Equatable, Sendable { case never, running, done }

  var search = Search.never
  /// The surest first, whatever was answered about them.
  private(set) var pairs: [LikePair] = []
  private(set) var doubts: [HouseholdDoubt] = []

  /// What the whole register gave; who was erased or frozen since is left out.
  mutating func take(_ pairs: [LikePair], _ doubts: [HouseholdDoubt], in registry: Registry) {
    self.pairs = pairs.filter { isCompared($0.first, in: registry) && isCompared($0.second, in: registry) }
    self.doubts = doubts.filter { registry.exists($0.household) }
    search = .done
  }

  /// Records that a save touched are looked at again; the others are as they were.
  mutating func follow(_ edits: [Edit], in registry: Registry) {
    guard search == .done else { return }
    var people: Set<String> = []
    var households: Set<String> = []
    for edit in edits {
      switch edit.on.kind {
      case .person: people.insert(edit.on.id)
      case .household: households.insert(edit.on.id)
      // Who becomes one, or two again, is compared anew.
      case .pair:
        let ids = edit.on.id.split(separator: ".").map(String.init)
        if ids.first == RecordKind.household.rawValue { households.formUnion(ids.dropFirst()) }
        if ids.first == RecordKind.person.rawValue { people.formUnion(ids.dropFirst()) }
      default: continue
      }
    }
    guard !people.isEmpty || !households.isEmpty else { return }
    for household in households { people.formUnion(registry.members(of: household).map(\.id)) }
    for person in people {
      if let home = registry.person(person)?.household { households.insert(home) }
      households.formUnion(registry.householdsLed(by: person).map(\.id))
    }
    follow(people: people, households: households, in: registry)
  }

  private mutating func follow(people: Set<String>, households: Set<String>, in registry: Registry) {
    let touched = people.union(households)
    pairs.removeAll { touched.contains($0.first.id) || touched.contains($0.second.id) }
    var added: Set<LikePair> = []
    for person in people where isCompared(RecordRef(.person, person), in: registry) {
      for like in registry.likenesses(of: person) {
        added.insert(LikePair(RecordRef(.person, person), RecordRef(.person, like.person), like.likeness))
      }
    }
    for household in households where isCompared(RecordRef(.household, household), in: registry) {
      added.formUnion(registry.likeHouseholds(to: household))
    }
    pairs = (pairs + added).sorted(by: Registry.isSurer)
    doubts.removeAll { households.contains($0.household.id) }
    for household in households.sorted() {
      let record = RecordRef(.household, household)
      guard isCompared(record, in: registry), let problem = registry.problem(of: household) else { continue }
      doubts.append(HouseholdDoubt(household: record, problem: problem))
    }
  }

  private func isCompared(_ record: RecordRef, in registry: Registry) -> Bool {
    registry.exists(record) && !registry.isVoid(record) && !registry.isFrozen(record)
      && registry.shownRecord(record) == record
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
  /// Not pairs: households of which something cannot be right.
  case households

  var words: Phrase {
    switch self {
    case .open: .pairsOpen
    case .waiting: .pairsWaiting
    case .answered: .pairsAnswered
    case .households: .pairsHouseholds
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
    case .households: []
    }
  }

  /// What waits for this person: a supervisor sees what nobody knew as well.
  static func count(_ context: Context) -> Int {
    // Until the whole register was looked through, one number on two records is known all the same.
    let open =
      context.likenesses.search == .done
      ? context.likenesses.pairs.count { context.registry.answer($0.first, $0.second) == nil }
      : context.tallies.sharedNiks
    return open + (context.may(.joinPairs) ? context.tallies.undecidedPairs : 0)
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

  /// What was answered, and why the two look alike; of two that are one since when they are.
  static func standing(_ first: RecordRef, _ second: RecordRef, _ context: Context) -> String {
    if let joined = joined(first, second, context) { return "\(joined). \(context.word(.pairJoinedHow))" }
    let words = context.word(words(context.registry.answer(first, second), first.kind))
    let sentence = context.registry.likeness(first, second).sentence(context.wording)
    return sentence.isEmpty ? words : "\(words): \(sentence)"
  }

  /// Since when two records are one, and by whom; nil while they are two.
  static func joined(_ first: RecordRef, _ second: RecordRef, _ context: Context) -> String? {
    guard context.registry.shownRecord(first) == context.registry.shownRecord(second) else { return nil }
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
  static let pairsHouseholds = Phrase("app.pairs.households")
  static let pairsAnswered = Phrase("app.pairs.answered")
  static let pairNotAnswered = Phrase("app.pair.notAnswered")
  static let pairContested = Phrase("app.pair.contested")
  static let pairSame = Phrase("app.pair.same")
  static let pairSameHousehold = Phrase("app.pair.sameHousehold")
  static let pairDifferentHousehold = Phrase("app.pair.differentHousehold")
  static let pairJoinedHow = Phrase("app.pair.joinedHow")
  static let pairJoined = Phrase("app.pair.joined")
  static let pairDifferent = Phrase("app.pair.different")
  static let pairUnknown = Phrase("app.pair.unknown")
}
