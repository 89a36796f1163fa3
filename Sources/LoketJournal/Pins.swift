// pins.json: who may sign in on this PC. Only hashes (yescrypt), only here, never in a save.
import CGlibc
import FoundationEssentials
import LoketModel

/// What came of a PIN that was typed.
public enum PinVerdict: Hashable, Sendable {
  case right
  /// Right, and set by somebody else: it lets in once, to choose an own one.
  case rightToChange
  /// Wrong; the next try is possible after `wait` seconds (0: at once).
  case wrong(wait: Int)
  /// Not even looked at: `wait` seconds are still to pass.
  case tooSoon(wait: Int)
  /// This PC has no PIN for the account: a supervisor sets it.
  case unknown
}

/// The PINs of this PC. The count of wrong tries is on the disk before the answer is given, so that ending the program
/// does not win a try.
public struct Pins: Sendable {
  let folder: DataFolder

  private struct Entry: Codable {
    var hash: String
    var failures: Int
    /// Seconds since 1970 of the last wrong try.
    var failedAt: Int64
    /// Grows with each right PIN on this PC: the highest is who worked here last. No clock decides it.
    var turn: Int?
    /// Somebody else set it: the owner chooses another one at the first sign-in.
    var isGiven: Bool?
  }

  /// Seconds to wait after so many wrong tries in a row: three are free, then 5, 10, 20 … up to a quarter of an hour.
  public static func delay(failures: Int) -> Int {
    failures < 3 ? 0 : min(5 << min(failures - 3, 10), 900)
  }

  /// - Parameter isGiven: somebody else chose it, and the owner shall choose another at the first sign-in.
  public func set(_ login: String, pin: String, isGiven: Bool = false) throws(JournalError) {
    var entries = try read()
    guard let hash = Pins.hash(pin) else { throw .broken(folder.pins) }
    entries[login] = Entry(
      hash: hash, failures: 0, failedAt: 0, turn: entries[login]?.turn, isGiven: isGiven ? true : nil)
    try write(entries)
  }

  /// Puts a new PIN in the place of the old one, which is looked at like any other: a wrong one counts, and changes
  /// nothing.
  public func change(_ login: String, old: String, new: String, now: Int64) throws(JournalError) -> PinVerdict {
    let verdict = try check(login, pin: old, now: now)
    guard verdict == .right || verdict == .rightToChange else { return verdict }
    try set(login, pin: new)
    return .right
  }

  public func has(_ login: String) throws(JournalError) -> Bool { try read()[login] != nil }

  /// Who signed in on this PC last; nil when nobody did, or the file cannot be read: then nobody is preselected.
  public var lastLogin: String? {
    (try? read())?.filter { $0.value.turn != nil }.max { ($0.value.turn ?? 0) < ($1.value.turn ?? 0) }?.key
  }

  public func remove(_ login: String) throws(JournalError) {
    var entries = try read()
    guard entries.removeValue(forKey: login) != nil else { return }
    try write(entries)
  }

  /// Puts the PINs of another folder over these: whoever has one there keeps that one. A file there that cannot be
  /// understood changes nothing.
  func take(over other: Pins) throws(JournalError) {
    guard let newer = try? other.read(), !newer.isEmpty else { return }
    try write(read().merging(newer) { $1 })
  }

  /// Seconds that `login` still has to wait; 0 when a PIN may be typed.
  public func wait(_ login: String, now: Int64) throws(JournalError) -> Int {
    guard let entry = try read()[login] else { return 0 }
    return Pins.wait(entry, now)
  }

  /// Looks at a PIN. `now` is in seconds since 1970; a clock that went backwards waits the whole delay again.
  /// - Parameter isSignIn: whether somebody begins to work here with it; a command only proves who runs it.
  public func check(
    _ login: String, pin: String, now: Int64, isSignIn: Bool = true
  ) throws(JournalError) -> PinVerdict {
    var entries = try read()
    guard var entry = entries[login] else {
      // As long as a real look, so that the time does not tell which accounts exist.
      _ = Pins.hash(pin)
      return .unknown
    }
    let wait = Pins.wait(entry, now)
    guard wait == 0 else { return .tooSoon(wait: wait) }
    // Counted before it is looked at; a right PIN takes the count back.
    entry.failures += 1
    entry.failedAt = now
    entries[login] = entry
    try write(entries)
    guard Pins.matches(pin, entry.hash) else { return .wrong(wait: Pins.delay(failures: entry.failures)) }
    entry.failures = 0
    entry.failedAt = 0
    let turns = entries.values.compactMap(\.turn)
    if isSignIn { entry.turn = min(turns.max() ?? 0, Int.max - 1) + 1 }
    entries[login] = entry
    // A right PIN is right on a failing disk too; the count then waits for the next one.
    try? write(entries)
    return entry.isGiven == true ? .rightToChange : .right
  }

  private static func wait(_ entry: Entry, _ now: Int64) -> Int {
    let delay = Int64(delay(failures: entry.failures))
    let (passed, overflow) = now.subtractingReportingOverflow(entry.failedAt)
    return Int(overflow || passed < 0 ? delay : max(delay - passed, 0))
  }

  private static func hash(_ pin: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { room in
      guard let base = room.baseAddress, loket_crypt_new(pin, base, room.count) == 0 else { return nil }
      return String(cString: base)
    }
  }

  private static func matches(_ pin: String, _ hash: String) -> Bool {
    let again = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { room -> String? in
      guard let base = room.baseAddress, loket_crypt_again(pin, hash, base, room.count) == 0 else { return nil }
      return String(cString: base)
    }
    guard let again else { return false }
    return equalInConstantTime(Array(again.utf8), Array(hash.utf8))
  }

  /// Compares every byte, so that the time does not tell how many were right.
  static func equalInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    var difference: UInt8 = left.count == right.count ? 0 : 1
    for index in 0..<min(left.count, right.count) { difference |= left[index] ^ right[index] }
    return difference == 0
  }

  private func read() throws(JournalError) -> [String: Entry] {
    let bytes: [UInt8]
    do {
      guard try folder.files.information(folder.pins) != nil else { return [:] }
      bytes = try folder.files.readWhole(folder.pins, limit: 1 << 20)
    } catch {
      throw .unreadable(error)
    }
    guard let entries = try? JSONDecoder().decode([String: Entry].self, from: Data(bytes)) else {
      throw .broken(folder.pins)
    }
    return entries
  }

  private func write(_ entries: [String: Entry]) throws(JournalError) {
    let bytes = encoded(entries)
    do { try folder.files.replace(folder.pins, with: bytes, durable: true) } catch {
      // On a full disk people still sign in, to finish and to leave.
      guard error.isDiskFull, Reserve(folder: folder).free() else { throw .unwritable(error) }
      do { try folder.files.replace(folder.pins, with: bytes, durable: true) } catch { throw .unwritable(error) }
    }
  }
}
