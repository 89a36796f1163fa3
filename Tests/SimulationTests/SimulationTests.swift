// A few thousand offices under bad luck: each seed is one, and a failing one is named and can be repeated.
import Testing

@testable import Simulation

@Suite("Simulation")
struct SimulationTests {
  @Test("Whatever happens to PCs and sticks, afterwards all hold the same and nothing is lost", arguments: 0..<2)
  func seeds(half: Int) {
    for seed in stride(from: UInt64(half), to: 200, by: 2) {
      let outcome = Simulation(seed: seed).run()
      #expect(outcome.violations.isEmpty, "seed \(seed)")
    }
  }
}
