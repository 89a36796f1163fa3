// The rows of the registry's flat arrays: small structs without padding, written to the cache as they lie.
import LoketModel

/// No row, no line, no chunk.
let none = UInt32.max

/// One record. 32 bytes.
struct RecordRow {
  /// The id's 128 bits; of a name that is no identifier its hash, and its place in `names` (offset, length).
  var high: UInt64
  var low: UInt64
  var kind: UInt16
  var flags: UInt16
  var firstChunk: UInt32 = none
  var lastChunk: UInt32 = none
  /// Where its text for the search lies.
  var slot: UInt32 = none

  static let isNamed: UInt16 = 1
  /// At least one edit was applied.
  static let exists: UInt16 = 2
  /// An edit voids it; whether it *is* void is the next flag.
  static let hasVoid: UInt16 = 4
  static let isVoid: UInt16 = 8
  /// A field, or the voiding itself, waits for a person's decision.
  static let isContested: UInt16 = 16
  /// An edit names a line that is not here.
  static let isWaiting: UInt16 = 32

  /// Its text and its place in the lists are not up to date.
  static let isStale: UInt16 = 64

  /// It is one with others, by a person's answer.
  static let isJoined: UInt16 = 128
  /// It is shown under the lower id of one of those.
  static let isHidden: UInt16 = 256
  /// A visit that waits or is being served.
  static let isOpenVisit: UInt16 = 512
  /// Everything that stands in it was approved; of an entry, it is approved.
  static let isVerified: UInt16 = 1024
  /// A person of whom a line gave the NIK that another has, or had.
  static let sharesNik: UInt16 = 2048
  /// A person whose data rest at that person's wish.
  static let isFrozen: UInt16 = 4096

  func has(_ flag: UInt16) -> Bool { flags & flag != 0 }
  mutating func set(_ flag: UInt16, _ isOn: Bool) { flags = isOn ? flags | flag : flags & ~flag }
}

/// One line that is here. Its segment and number are those of its extent. 24 bytes.
struct LineRow {
  /// 53 bits of tick; above them the clock (2), newer (1), voids (1) and the zone in quarters of an hour (7).
  var packed: UInt64
  var chunk: UInt32
  var record: UInt32
  /// Seconds since 1970; 0 where the line has no readable time.
  var at: UInt32
  var by: UInt32

  static let isNewer: UInt64 = 1 << 55
  static let isVoid: UInt64 = 1 << 56

  var tick: UInt64 { packed & (1 << 53 - 1) }
  var clock: ClockTrust { [.ok, .asked, .doubt, .doubt][Int(packed >> 53 & 3)] }
  var isVoid: Bool { packed & LineRow.isVoid != 0 }
  /// For a newer program: kept and not applied.
  var isNewer: Bool { packed & LineRow.isNewer != 0 }
  var zone: Int { (Int(packed >> 57) - 64) * 15 }

  static func pack(tick: UInt64, clock: ClockTrust, isNewer: Bool, isVoid: Bool, zone: Int) -> UInt64 {
    var packed = tick & (1 << 53 - 1)
    packed |= (clock == .ok ? 0 : clock == .asked ? 1 : 2) << 53
    if isNewer { packed |= LineRow.isNewer }
    if isVoid { packed |= LineRow.isVoid }
    return packed | UInt64(max(0, min(127, zone / 15 + 64))) << 57
  }
}

/// One segment of which lines are here, or which a ref names. 48 bytes.
struct SegmentRow {
  var high: UInt64
  var low: UInt64
  var deviceHigh: UInt64 = 0
  var deviceLow: UInt64 = 0
  var office: UInt32 = none
  var firstExtent: UInt32 = none
  var lastExtent: UInt32 = none
  /// How many of its lines are here.
  var applied: UInt32 = 0

  var id: Identifier { Identifier(high: high, low: low) }
  var device: Identifier { Identifier(high: deviceHigh, low: deviceLow) }
}

/// A run of a segment's lines that lie one after another in `lines`, in the order of `lines`. 20 bytes.
struct Extent {
  var segment: UInt32
  var n: UInt32
  var line: UInt32
  var count: UInt32
  var next: UInt32
}

/// An edit that names a line which is not here. 12 bytes.
struct PendingRef {
  var segment: UInt32
  var n: UInt32
  var line: UInt32
}
