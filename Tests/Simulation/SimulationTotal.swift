// What many runs came to, as it is printed.

package struct SimulationTotal: Sendable {
  private var seeds = 0
  private var saves = 0
  private var edits = 0
  private var exchanges = 0
  private var packs = 0
  private var orphaned = 0
  private var replicas = 0
  private var fewest = Int.max
  private var most = 0
  private var broken: [Violation.Kind: Int] = [:]

  package init() {}

  /// Whether every promise held in every run.
  package var isClean: Bool { broken.isEmpty }

  package mutating func add(_ outcome: SimulationOutcome) {
    seeds += 1
    saves += outcome.saves
    edits += outcome.edits
    exchanges += outcome.exchanges
    packs += outcome.packs
    if outcome.isOrphaned { orphaned += 1 }
    replicas += outcome.replicas
    (fewest, most) = (min(fewest, outcome.replicas), max(most, outcome.replicas))
    for kind in Set(outcome.violations.map(\.kind)) { broken[kind, default: 0] += 1 }
  }

  package var table: String {
    let rows: [(String, String)] =
      [
        ("seeds", "\(seeds)"), ("saves acknowledged", "\(saves)"), ("edits acknowledged", "\(edits)"),
        ("PCs, in one seed fewest to most", "\(replicas), \(seeds == 0 ? 0 : fewest) to \(most)"),
        ("exchanges with sticks", "\(exchanges)"), ("packs at the end", "\(packs)"),
        ("seeds in which the PCs had to let each other into the list", "\(orphaned)"),
      ] + Violation.Kind.allCases.map { ($0.title, "\(broken[$0] ?? 0)") }
    return rows.map { $0 + String(repeating: " ", count: max(1, 63 - $0.count)) + $1 + "\n" }.joined()
  }
}

extension Violation.Kind {
  /// As it stands in the table: seeds in which it happened.
  var title: String {
    switch self {
    case .notConverged: "not converged"
    case .silentLoss: "silent losses"
    case .erasedBack: "erased and come back"
    case .askedTooEarly: "conflicts asked only because something had not arrived"
    case .wrong: "shown otherwise than the lines say, or refused without a cause"
    }
  }
}
