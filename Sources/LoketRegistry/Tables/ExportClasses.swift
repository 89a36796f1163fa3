// Classes, their rolls and certificates as cells in the order of `TableKind.columns`.
import LoketModel

extension ExportRows {
  func classCells(_ found: TrainingClass) -> [ExportCell] {
    let sessions = registry.sessions(ofClass: found.id)
    let modules = registry.modules(ofClass: found.id)
    let counts = [
      sessions.count, sessions.count { registry.marks(ofClass: found.id, $0) != nil }, modules.count,
      modules.count { $0.taught != nil },
    ]
    let values: [String?] =
      [
        found.id, found.name, found.program, found.program.flatMap { registry.program($0)?.name }, found.wave,
        found.wave.flatMap { registry.wave($0)?.name }, found.track, found.capacity,
        String(registry.seatsTaken(inClass: found.id)), found.mode, found.room, found.village, found.agency,
        found.trainer, found.fundingSource, found.starts, found.ends, found.currentState,
        String(found.neededAttendance),
      ] + counts.map { String($0) } + [found.partner, found.posts, found.note]
    return values.map { .value($0) }
      + [.list(registry.unsettledFields(RecordRef(.trainingClass, found.id)))]
  }

  /// One row for each participant of each session that was held.
  func rollCells(_ found: TrainingClass) -> [[ExportCell]] {
    let participants = registry.participants(ofClass: found.id)
    return registry.sessions(ofClass: found.id).flatMap { session -> [[ExportCell]] in
      guard let marks = registry.marks(ofClass: found.id, session) else { return [] }
      return participants.compactMap { participant in
        marks[participant.id].map { mark in
          let person = participant.enrolment.person.flatMap { registry.person($0) }
          return [
            found.id, found.name, session.id, participant.id, person?.id, person?.nik, person?.name, mark,
          ].map { .value($0) }
        }
      }
    }
  }

  func certificateCells(_ certificate: Certificate) -> [ExportCell] {
    let person = certificate.person.flatMap { registry.person($0) }
    let values: [String?] = [
      certificate.id, certificate.person, person?.nik, person?.name, certificate.enrolment, certificate.track,
      certificate.kind, certificate.number, certificate.issuer, certificate.scheme, certificate.result,
      certificate.issued, certificate.expires, certificate.day, certificate.note,
    ]
    return values.map { .value($0) }
      + [.list(registry.unsettledFields(RecordRef(.certificate, certificate.id)))]
  }
}
