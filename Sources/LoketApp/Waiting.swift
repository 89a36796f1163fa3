// What waits for this person, in words at the right end of line 22.
import LoketModel
import LoketRegistry

enum Waiting {
  static func text(_ context: Context) -> String {
    var parts: [String] = []
    let add = { (parts: inout [String], count: Int, phrase: Phrase) in
      if count > 0 { parts.append(context.text(phrase, ["count": String(count)])) }
    }
    let round = context.session.round
    if round.isRestricting { parts.append(context.text(.waitingRound, ["places": round.names(limit: 2)])) }
    if let data = DataWaiting.text(context) { parts.append(data.text) }
    if context.session.isDiskFailing { parts.append(context.word(.waitingDiskFailing)) }
    if let standing = ownStanding(context) { parts.append(context.word(standing)) }
    if context.session.isDiskNearlyFull { parts.append(context.word(.waitingDisk)) }
    add(&parts, context.returnedToMe.count, .waitingReturned)
    add(&parts, context.entriesToReview, .waitingReview)
    add(&parts, context.ownDrafts.count, .waitingDrafts)
    add(&parts, context.followUpsDue, .waitingFollowUps)
    if context.may(.readConflicts) { add(&parts, ConflictItems.count(.open, context), .waitingConflicts) }
    if context.may(.readPeople) { add(&parts, OpenPairs.count(context), .waitingPairs) }
    if context.may(.readConflicts) {
      add(&parts, ConflictItems.count(.twins, context), .waitingTwins)
      add(&parts, ConflictItems.count(.waiting, context), .waitingFields)
    }
    add(&parts, context.registry.newerLines, .waitingNewer)
    add(&parts, context.session.sync.refused.count, .waitingRefused)
    // An office of one PC has nobody to send to.
    if !context.session.sync.places.isEmpty { add(&parts, context.session.sync.unsent, .waitingUnsent) }
    return parts.joined(separator: " · ")
  }

  /// What this PC writes is not wanted elsewhere.
  private static func ownStanding(_ context: Context) -> Phrase? {
    switch context.registry.roster.standing(of: context.session.deviceID) {
    case .open, .enrolled: nil
    case .unknown: .waitingUnknownPC
    case .closed: .waitingClosedPC
    }
  }
}

extension Phrase {
  static let waitingDiskFailing = Phrase("app.waiting.diskFailing")
  static let waitingRound = Phrase("app.waiting.round")
  static let waitingDisk = Phrase("app.waiting.disk")
  static let waitingDrafts = Phrase("app.waiting.drafts")
  static let waitingReturned = Phrase("app.waiting.returned")
  static let waitingReview = Phrase("app.waiting.review")
  static let waitingConflicts = Phrase("app.waiting.conflicts")
  static let waitingTwins = Phrase("app.waiting.twins")
  static let waitingPairs = Phrase("app.waiting.pairs")
  static let waitingFields = Phrase("app.waiting.fields")
  static let waitingUnsent = Phrase("app.waiting.unsent")
  static let waitingRefused = Phrase("app.waiting.refused")
  static let waitingUnknownPC = Phrase("app.waiting.unknownPC")
  static let waitingClosedPC = Phrase("app.waiting.closedPC")
  static let waitingNewer = Phrase("app.waiting.newer")
}
