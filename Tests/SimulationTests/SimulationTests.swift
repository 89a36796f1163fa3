// Two thousand offices under bad luck: each seed is one, and a failing one is named and can be repeated.
import Testing

@testable import Simulation

@Suite("Simulation")
struct SimulationTests {
  /// Twice a thousand short ones on the two cores, and some at full length among them.
  @Test("Whatever happens to PCs and sticks, afterwards all hold the same and nothing is lost", arguments: 0..<2)
  func seeds(half: UInt64) {
    var edits = 0
    for seed in stride(from: half, to: 2_000, by: 2) {
      let isLong = seed % 40 < 2
      let outcome =
        isLong ? Simulation(seed: seed).run() : Simulation(seed: seed, replicas: 2 + Int(seed % 2), events: 9).run()
      edits += outcome.edits
      #expect(outcome.violations.isEmpty, "loket-bench simulate --seed \(seed), \(isLong ? "" : "short")")
    }
    #expect(edits > 1_000)
  }

  @Test(
    "Offices in which a promise broke once, with a list of their PCs",
    arguments: [
      3339, 3623, 4023, 4479, 9623, 12391, 14651, 19567, 25511, 41139, 44483, 54819, 56123, 56211, 62459, 64279, 96523,
      101_083, 151_539,
      168_579, 207_651,
    ] as [UInt64])
  func known(seed: UInt64) {
    let outcome = Simulation(seed: seed).run()
    #expect(outcome.violations.isEmpty, "loket-bench simulate --seed \(seed)")
  }

  @Test("A seed runs the same way each time")
  func repeats() {
    let runs = (0..<3).map { _ in Simulation(seed: 7, keepsLog: true).run() }
    #expect(runs[0].log.count > 20 && runs.allSatisfy { $0.log == runs[0].log })
  }

  @Test("Fifty PCs end with the same register")
  func fifty() {
    let outcome = Simulation(seed: 3, replicas: 50, events: 40).run()
    #expect(outcome.violations.isEmpty && outcome.replicas >= 50)
  }
}
