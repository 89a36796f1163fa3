// Whoever leaves a class by the person's page gives the seat of the application back, and whoever comes back takes it again.
import LoketModel
import LoketRegistry

extension Change {
  /// The application behind the enrolment that this change is on; nil where it came without one.
  private func application(_ context: Context) -> String? {
    record.kind == .enrolment ? context.registry.enrolment(record.id)?.application : nil
  }

  /// The application is declined with the same reason, and whoever is due gets the seat in the same save.
  func seatGivenBack(_ answers: ChangeAnswers, _ context: Context) -> [Edit] {
    guard let id = application(context), let found = context.registry.application(id), let wave = found.wave,
      let track = found.track
    else { return [] }
    let code = answers["reason"] ?? "other"
    let words = [context.code(.withdrawReason, code), answers["note"]].compactMap { $0 }.joined(separator: ": ")
    let answer = SeatAnswer.declined(reason: words, code: code)
    let pool = context.registry.pool(wave: wave, track: track)
    guard context.registry.obstacle(answer, of: id, in: pool, on: context.today) == nil else { return [] }
    // The enrolment itself is this change's own.
    return context.registry.edits([(id, answer)], in: pool, on: context.today, workDay: context.workDay).edits
      .filter { $0.on != record }
  }

  /// A withdrawal that is taken back takes the seat again; where it was given away meanwhile, there is one too many.
  func seatTakenAgain(_ context: Context) -> [Edit] {
    guard let id = application(context), context.registry.application(id)?.status == "declined" else { return [] }
    return context.registry.seatEdits(takenAgainBy: id, on: context.workDay)
  }
}
