// Who fits a vacancy, the best first, and how many are left out for which reason: one scan over the board.
import LoketModel

/// What is asked of the board: a vacancy on a day, and who was sent there already.
public struct MatchQuery: Equatable, Sendable {
  public let wish: MatchWish
  /// Handles of the people who were sent to it.
  let referred: Set<UInt32>

  /// The first reason that keeps somebody off the list; nil: fits.
  @inline(__always)
  func obstacle(_ person: MatchFacts, level: Int, handle: @autoclosure () -> UInt32) -> MatchObstacle? {
    if let obstacle = wish.obstacle(person, level: level) { return obstacle }
    if !referred.isEmpty, referred.contains(handle()) { return .referred }
    return person.flags.contains(.consents) ? nil : .consent
  }
}

/// One person who fits.
public struct Match: Hashable, Sendable {
  /// A handle of the registry.
  public let person: UInt32
  public let points: Int
  public let judgement: MatchJudgement
  /// On the track that is asked for; nil where none is.
  public let standing: SkillStanding?
}

/// The best who fit, and the others in figures alone: of nobody who is left out is it said who that is.
public struct MatchList: Equatable, Sendable {
  public internal(set) var best: [Match] = []
  /// How many fit, shown or not.
  public internal(set) var fitting = 0
  public internal(set) var leftOut: [MatchObstacle: Int] = [:]

  public init() {}

  /// How many are left out in all.
  public var without: Int { leftOut.values.reduce(0, +) }
}

extension Registry {
  /// What a vacancy asks of the board; nil for one that is not here.
  public func matchQuery(_ vacancy: String, on day: CalendarDate) -> MatchQuery? {
    guard let found = self.vacancy(vacancy) else { return nil }
    let shifts = vacancyStanding(vacancy).shifts.filter { $0.free > 0 }.map(\.shift)
    let referred = referrals(to: vacancy).compactMap { $0.person.flatMap { row(.person, $0) } }
    return MatchQuery(wish: MatchWish(found, shifts: shifts, on: day), referred: Set(referred))
  }
}

extension MatchBoard {
  /// Ranked by points; who was registered earlier stands first among equals, then by id.
  /// - Parameters:
  ///   - text: words of which each stands in the name or the numbers of whoever is shown; the figures count everybody.
  ///   - limit: how many are shown.
  public func ranking(
    _ query: MatchQuery, matching text: String = "", limit: Int = 50, in registry: Registry
  ) -> MatchList {
    var list = MatchList()
    // Nothing that can be searched for filters nothing.
    let words = SearchQuery(text).lists.isEmpty ? nil : TypedWords(text, in: registry)
    var leftOut = [Int](repeating: 0, count: MatchObstacle.allCases.count)
    var best: [(place: Int, points: Int)] = []
    best.reserveCapacity(limit + 1)
    let table = MatchCriterion.points
    let wish = query.wish
    let column = wish.track.flatMap { self.column($0) } ?? []
    facts.withUnsafeBufferPointer { facts in
      for place in facts.indices {
        let byte = column.isEmpty ? 0 : column[place]
        let person = facts[place]
        if let obstacle = query.obstacle(person, level: PackedStanding.level(byte), handle: rows[place]) {
          leftOut[Int(obstacle.rawValue)] += 1
          continue
        }
        list.fitting += 1
        let points = wish.judgement(person, PackedStanding.unpack(byte)).points(table)
        if best.count == limit, let last = best.last, !isBefore((place, points), last, registry) { continue }
        if let words, !words.stand(in: rows[place], registry) { continue }
        insert((place, points), into: &best, limit: limit, registry)
      }
    }
    for obstacle in MatchObstacle.allCases where leftOut[Int(obstacle.rawValue)] > 0 {
      list.leftOut[obstacle] = leftOut[Int(obstacle.rawValue)]
    }
    list.best = best.map { place, points in
      let standing = column.isEmpty ? nil : PackedStanding.unpack(column[place])
      return Match(
        person: rows[place], points: points, judgement: wish.judgement(facts[place], standing), standing: standing)
    }
    return list
  }

  private func insert(
    _ new: (place: Int, points: Int), into best: inout [(place: Int, points: Int)], limit: Int, _ registry: Registry
  ) {
    var (low, high) = (0, best.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(best[middle], new, registry) { low = middle + 1 } else { high = middle }
    }
    best.insert(new, at: low)
    if best.count > limit { best.removeLast() }
  }

  private func isBefore(
    _ left: (place: Int, points: Int), _ right: (place: Int, points: Int), _ registry: Registry
  ) -> Bool {
    if left.points != right.points { return left.points > right.points }
    // Nobody knows when: behind all others.
    let days = (facts[left.place].registered &- 1, facts[right.place].registered &- 1)
    if days.0 != days.1 { return days.0 < days.1 }
    return registry.isIdLower(rows[left.place], rows[right.place])
  }
}

/// The words that were typed, looked for in a person's text one by one; blocks of texts that cannot hold them are passed over.
private struct TypedWords {
  private let lists: [[SearchWord]]
  /// By run of the signatures, the blocks that may hold what was typed.
  private let blocks: [UInt64]

  init(_ text: String, in registry: Registry) {
    let texts = registry.texts
    let query = SearchQuery(text)
    let ready = query.lists.compactMap { words -> [SearchedWord]? in
      let found = words.compactMap { SearchedWord($0, in: registry) }
      return found.count == words.count ? found : nil
    }
    lists = ready.map { $0.map(\.word) }
    blocks = (0..<TextSignatures.runs(texts.signatures.count)).map { run in
      ready.reduce(0) { all, words in
        all | words.reduce(UInt64.max) { $0 & $1.blocks(run, isStarting: false, in: texts.signatures) }
      }
    }
  }

  func stand(in person: UInt32, _ registry: Registry) -> Bool {
    let slot = registry.records[Int(person)].slot
    guard slot != none else { return false }
    let block = Int(slot) / TextSignatures.textsInBlock
    if block / 64 < blocks.count, blocks[block / 64] & 1 << UInt64(block % 64) == 0 { return false }
    let range = registry.texts.range(slot)
    return registry.texts.bytes.withUnsafeBytes { bytes in
      lists.contains { words in
        words.allSatisfy { word in
          word.spellings.contains { $0.find(in: bytes, from: range.lowerBound, to: range.upperBound) != nil }
        }
      }
    }
  }
}
