// Chance that is the same for the same seed, on every PC: sample data can be made again.
import LoketModel

/// SplitMix64 (Steele, Lea, Flood 2014). Never for anything that must not be guessed.
package struct SampleRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// Chance of its own for what came later: everybody else stays as the seed made them.
  package func aside(_ what: UInt64) -> SampleRandom { SampleRandom(seed: state ^ what) }

  /// 0 up to, but not including, `bound`; 0 when it is not above 0.
  package mutating func below(_ bound: Int) -> Int { bound > 1 ? Int(next() % UInt64(bound)) : 0 }

  package mutating func inside(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// True so many times in a thousand.
  package mutating func chance(_ perThousand: Int) -> Bool { below(1000) < perThousand }

  package mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

  package mutating func identifier() -> Identifier { Identifier(high: next(), low: next()) }

  /// The digits of a number with its leading zeros.
  package static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
