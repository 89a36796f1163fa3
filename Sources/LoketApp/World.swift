// What comes from outside with each event: the clock, the day, fresh identifiers. `update` has no other source for them.
import LoketModel

public struct World: Sendable {
  /// The PC's clock, or the `--clock` of the command line.
  public var now: Timestamp
  /// The working day the program believes in.
  public var today: CalendarDate
  /// 128 fresh random bits.
  public var newIdentifier: @Sendable () -> Identifier
  /// Whether more keys wait already behind this one: a burst, as a scanner or a fast paste makes it.
  public var isBurst: Bool
  /// Whether the key is the one before, sooner than somebody decides to press it again.
  public var isRepeat: Bool

  public init(
    now: Timestamp, today: CalendarDate, newIdentifier: @escaping @Sendable () -> Identifier, isBurst: Bool = false,
    isRepeat: Bool = false
  ) {
    self.now = now
    self.today = today
    self.newIdentifier = newIdentifier
    self.isBurst = isBurst
    self.isRepeat = isRepeat
  }
}
