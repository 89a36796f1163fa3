// Whether this PC's clock can be true. It decides nothing; it only says what stands beside a save.
import CGlibc
import LoketModel
import LoketRegistry

/// Judges the clock of one PC.
public enum ClockJudge {
  /// The day on which this program was compiled: no true clock stands before it.
  public static let buildDate = Timestamp(seconds: loket_build_date(), offsetMinutes: 0)

  /// - Parameters:
  ///   - now: what the clock says, or what the user said when `wasAsked`.
  ///   - ownLast: the time stated by this device's own line with the highest tick.
  public static func trust(now: Timestamp, wasAsked: Bool, ownLast: Timestamp?, buildDate: Timestamp = buildDate)
    -> ClockTrust
  {
    if wasAsked { return .asked }
    if now.seconds < buildDate.seconds { return .doubt }
    // A minute of grace: clocks are set back by seconds every day.
    if let ownLast, now.seconds + 60 < ownLast.seconds { return .doubt }
    return .ok
  }
}

extension Journal {
  /// How far `now` is to be trusted, after `load`. In doubt the program asks for today's date once and saves all the same.
  public func clockTrust(now: Timestamp, wasAsked: Bool) -> ClockTrust {
    ClockJudge.trust(now: now, wasAsked: wasAsked, ownLast: Timestamp(ownStamp))
  }
}
