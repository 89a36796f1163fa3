// `loket devices`: whose data count in this office, and the changes of that list that a supervisor makes.
import LoketJournal
import LoketModel
import LoketRegistry

enum DevicesCommand {
  private struct Row: Encodable {
    let id: String
    let label: String?
    let letter: String?
    let isThisPC: Bool
    /// `open` (no list yet), `enrolled`, `closed` or `unknown`.
    let standing: String
    let key: String?
    let heard: String?
  }

  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let arguments = surroundings.arguments
    let changes = arguments["--enrol"] != nil || arguments["--revoke"] != nil || arguments.has("--adopt")
    let data = try surroundings.open(changes ? .write : .read)
    defer { data.journal.close(saving: changes ? data.registry : nil) }
    if changes { try change(data, surroundings) }
    let rows = rows(data)
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(rows))
    } else {
      for row in rows {
        surroundings.say(
          .devicesRow,
          [
            "device": row.label ?? row.id, "letter": row.letter ?? "?",
            "standing": surroundings.wording[Phrase("app.roster.\(row.standing)")],
            "key": row.key.map { String($0.suffix(12)) } ?? "-",
            "heard": row.heard ?? "-",
          ])
      }
    }
    return ExitCode.done
  }

  private static func change(_ data: OpenData, _ surroundings: Surroundings) throws(CommandFailure) {
    let by = try surroundings.account(data)
    let (registry, ends, own) = (data.registry, data.journal.ends(), data.journal.device.id)
    let arguments = surroundings.arguments
    let edits: Result<[Edit], Registry.RosterRefusal>
    if let name = arguments["--enrol"] {
      let applicants = data.journal.refused.applicants
      let device = try device(name, registry, applicants)
      edits = registry.enrolling(device, stating: applicants.first { $0.device == device }?.key, own: own)
    } else if let name = arguments["--revoke"] {
      let device = try device(name, registry, [])
      edits = registry.takingOut(device, ends: ends[device] ?? [], own: own)
    } else {
      edits = registry.beginningRoster(ends)
    }
    switch edits {
    case .failure(let refusal):
      throw CommandFailure(Phrase("app.roster.why.\(refusal.rawValue)"))
    case .success(let edits):
      try attempt { () throws(JournalError) in
        try data.save([Save(by: by, edits: edits)], data.clock(surroundings.clock))
      }
    }
  }

  /// A PC by its whole id, or by a name that only one has.
  private static func device(
    _ name: String, _ registry: Registry, _ applicants: [Applicant]
  ) throws(CommandFailure) -> Identifier {
    let known = registry.all(.device).filter { $0.id == name || registry.value($0, "label") == name }
    let waiting = applicants.filter { $0.device.description == name || $0.label == name }
    let named = Set(known.compactMap { Identifier($0.id) } + waiting.map(\.device))
    guard named.count == 1, let id = named.first else {
      throw CommandFailure(.devicesWhich, ["device": name])
    }
    return id
  }

  private static func rows(_ data: OpenData) -> [Row] {
    let (registry, roster) = (data.registry, data.registry.roster)
    let heard = registry.deviceStandings(office: data.journal.device.office)
    let waiting = data.journal.refused.applicants
    let listed = registry.listed(beside: heard)
    let known = Set(listed.map(\.device))
    // Of one whose work waits nothing is here, though another may have spoken for it.
    let others = waiting.filter { !known.contains($0.device) }.map {
      DeviceStanding(device: $0.device, label: nil, latest: nil)
    }
    return (listed + others).map { heard in
      let record = RecordRef(.device, heard.device)
      // Enrolled, and not synced since: its own word for itself.
      let stated = waiting.first { $0.device == heard.device }
      let standing =
        switch roster.standing(of: heard.device) {
        case .open: "open"
        case .enrolled: "enrolled"
        case .closed: "closed"
        case .unknown: "unknown"
        }
      return Row(
        id: heard.device.description, label: heard.label ?? stated?.label,
        letter: registry.value(record, "letter") ?? stated?.letter,
        isThisPC: heard.device == data.journal.device.id, standing: standing,
        key: registry.value(record, "key") ?? stated?.key, heard: heard.latest?.text)
    }
  }
}

extension Phrase {
  static let devicesRow = Phrase("command.devices.row")
  static let devicesWhich = Phrase("command.devices.which")
}
