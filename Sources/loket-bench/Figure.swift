// One row of the report: what was measured, what it should be, and what the peer took for the same.

struct Figure: Encodable, Sendable {
  enum Unit: String, Encodable, Sendable {
    case seconds, milliseconds, microseconds, mebibytes, bytes, times, count
  }

  /// What DESIGN §7 asks for.
  enum Goal: Sendable {
    /// In the figure's unit.
    case atMost(Double)
    /// Of the peer's figure from the same run.
    case timesPeer(Double)
    case unset
  }

  let what: String
  let unit: Unit
  let value: Double
  let goal: Goal
  /// What the peer is and what it took, in the same unit; nil where there is none.
  let peer: (name: String, value: Double)?
  /// The part of a duration in which a processor worked, in the same unit.
  var processor: Double?

  init(_ what: String, _ unit: Unit, _ value: Double, _ goal: Goal = .unset, peer: (name: String, value: Double)? = nil)
  {
    self.what = what
    self.unit = unit
    self.value = value
    self.goal = goal
    self.peer = peer
  }

  /// Ours by the peer's; below 1 ours is quicker.
  var ratio: Double? { peer.flatMap { $0.value > 0 ? value / $0.value : nil } }

  /// Nil where there is no goal, or no peer to compare with.
  var isReached: Bool? {
    switch goal {
    case .atMost(let most): value <= most
    case .timesPeer(let most): ratio.map { $0 <= most }
    case .unset: nil
    }
  }

  private enum CodingKeys: String, CodingKey {
    case what, unit, value, goal, goalTimesPeer, peer, peerValue, ratio, isReached, processor
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(what, forKey: .what)
    try container.encode(unit, forKey: .unit)
    try container.encode(value, forKey: .value)
    switch goal {
    case .atMost(let most): try container.encode(most, forKey: .goal)
    case .timesPeer(let most): try container.encode(most, forKey: .goalTimesPeer)
    case .unset: break
    }
    try container.encodeIfPresent(processor, forKey: .processor)
    try container.encodeIfPresent(peer?.name, forKey: .peer)
    try container.encodeIfPresent(peer?.value, forKey: .peerValue)
    try container.encodeIfPresent(ratio, forKey: .ratio)
    try container.encodeIfPresent(isReached, forKey: .isReached)
  }
}

extension Figure {
  /// A duration in whichever unit suits the row.
  static func time(
    _ what: String, _ unit: Unit, _ span: Span, _ goal: Goal = .unset, peer: (name: String, span: Span)? = nil
  ) -> Figure {
    let factor = unit == .milliseconds ? 1e3 : unit == .microseconds ? 1e6 : 1
    var figure = Figure(
      what, unit, span.seconds * factor, goal, peer: peer.map { ($0.name, $0.span.seconds * factor) })
    figure.processor = span.processor.map { $0 * factor }
    return figure
  }
}
