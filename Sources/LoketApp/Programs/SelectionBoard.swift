// What the selection of one track shows: everybody who applied, in the order that holds, with score and place.
import LoketModel
import LoketRegistry
import LoketWidgets

struct SelectionBoard: Equatable, Sendable {
  struct Row: Equatable, Sendable, Identifiable {
    let application: Application
    /// Nil of somebody who may not be ranked.
    let ranked: Ranked?
    /// Nil before the declaration, and of whoever applied after it.
    let place: SeatPlan.Place?
    var id: String { application.id }
  }

  let pool: SeatPool
  let rows: [Row]
  let plan: SeatPlan
  let tasks: [SeatTask]
  /// ISO; nil while nothing is declared.
  let declared: String?
  let selection: SelectionPlan

  init(wave: String, track: String, _ context: Context) {
    let registry = context.registry
    pool = registry.pool(wave: wave, track: track)
    selection = registry.selectionPlan(of: pool)
    plan = registry.seatPlan(pool, on: context.today)
    tasks = registry.seatTasks(in: pool, on: context.today)
    declared = registry.declarationDay(of: pool)
    let standings = registry.standings(of: pool)
    let scores = Dictionary(standings.map { ($0.id, $0) }) { first, _ in first }
    let applications = registry.applications(inWave: wave).filter { $0.track == track }
    let known = Dictionary(applications.map { ($0.id, $0) }) { first, _ in first }
    // Before the declaration the score alone orders; after it the ranks, and behind them whoever has none.
    let first = declared == nil ? standings.map(\.id) : plan.order
    let listed = Set(first)
    let order = first + applications.map(\.id).filter { !listed.contains($0) }
    let places = plan.places
    rows = order.compactMap { id in
      known[id].map { Row(application: $0, ranked: scores[id], place: places[id]) }
    }
  }

  /// Seats of the pool that the applicants may have.
  var capacity: Int { plan.capacity }

  func count(_ matches: (SeatPlan.Place) -> Bool) -> Int { rows.count { $0.place.map(matches) ?? false } }

  /// Applications by one kind of task.
  func all(_ kind: SeatTask.Kind) -> [String] { tasks.filter { $0.kind == kind }.map(\.application) }
}
