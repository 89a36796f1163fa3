// Offices under bad luck, as many as are asked for: what `Tests/Simulation` found out about them.
import LoketModel
import Simulation

/// `loket-bench simulate --seeds N [--replicas R]`, or `--seed K` for one seed and everything that happens in it.
enum SimulatedOffices {
  static let word = "simulate"
  static let usage = "loket-bench simulate [--seeds N] [--from K] [--seed K] [--replicas R]"

  /// Whether no promise was broken.
  static func carryOut(_ words: [String]) throws -> Bool {
    var (seeds, first) = (1000, UInt64(0))
    var one: UInt64?
    var replicas: Int?
    var words = words[...]
    while let word = words.popFirst() {
      guard let number = words.popFirst().flatMap({ UInt64($0) }), number < 1 << 40 else {
        throw BenchProblem(usage)
      }
      switch word {
      case "--seeds": seeds = Int(number)
      case "--from": first = number
      case "--seed": one = number
      case "--replicas" where (1...50).contains(number): replicas = Int(number)
      default: throw BenchProblem(usage)
      }
    }
    if let one {
      let outcome = Simulation(seed: one, replicas: replicas, keepsLog: true).run()
      for line in outcome.log { print(line) }
      print(outcome.violations.isEmpty ? "seed \(one): every promise held" : "seed \(one): broken")
      return outcome.violations.isEmpty
    }
    return many(seeds, from: first, replicas)
  }

  private static func many(_ seeds: Int, from first: UInt64, _ replicas: Int?) -> Bool {
    var total = SimulationTotal()
    let span = Stopwatch.span {
      for seed in first..<first + UInt64(seeds) {
        let outcome = Simulation(seed: seed, replicas: replicas).run()
        total.add(outcome)
        for violation in outcome.violations.prefix(1) {
          print("seed \(seed): \(violation.kind.rawValue): \(violation.text)")
        }
      }
    }
    print(total.table + "seconds\(String(repeating: " ", count: 56))\(Int(span.seconds))")
    return total.isClean
  }
}
