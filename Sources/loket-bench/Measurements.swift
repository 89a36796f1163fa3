// All measurements in their order: what changes the data stands last.
import Glibc
import LoketModel

enum Measurements {
  static func report(_ arguments: BenchArguments) throws -> Report {
    Progress.say("generating \(arguments.households) households")
    let office = try MeasuredOffice(arguments)
    let isLarge = arguments.households > 10_000
    var figures = try ProgramFigures.figures(office)
    var remarks: [String] = []
    let counts: (people: Int, lines: Int)
    do {
      let (journal, registry) = try office.open(.read)
      counts = (registry.count(.person), registry.lineCount)
      Progress.say("keys")
      var keys = Keys(registry, office: journal.device.office)
      figures += keys.figures()
      var queue = QueueKeys(registry, office: journal.device.office)
      figures += queue.figures()
      Progress.say("searches")
      let peer = SQLitePeer(office.scratch + "/search.db")
      if peer == nil { remarks.append("sqlite3 is not installed: no figures of the peer.") }
      try peer?.fill(registry)
      figures += try Searches(registry, peer).figures(isLarge: isLarge)
      Progress.say("matching")
      figures += try Matches(registry, peer)?.figures(isLarge: isLarge) ?? []
      Progress.say("calls")
      let day = registry.rows(.entry).last.flatMap { registry.value(registry.ref($0), "day") }
        .flatMap { CalendarDate(iso: $0) }
      if let day { figures += try FollowUpCalls(registry, peer, day: day).figures() }
      journal.close(saving: nil)
    }
    Progress.say("first screens")
    figures += try FirstScreens.measure(office, isLarge: isLarge)
    Progress.say("saves")
    figures += try Saves.figures(office)
    Progress.say("import of \(arguments.rows) rows")
    do {
      figures += try Imports(office: office, rows: arguments.rows).figures()
    } catch {
      // Minutes of other figures are not thrown away with these.
      remarks.append("Not measured: \(error)")
    }
    var load = 0.0
    getloadavg(&load, 1)
    return Report(
      households: arguments.households, people: counts.people, lines: counts.lines, program: office.program, load: load,
      figures: figures, remarks: remarks)
  }
}
