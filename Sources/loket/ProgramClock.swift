// The one clock of the program: the PC's, or the one that --clock set for training and tests.
import Glibc
import LoketModel

struct ProgramClock: Sendable {
  /// What `--clock` said, and the monotonic second at which it said so.
  private let given: (moment: Timestamp, at: Int64)?

  /// - Parameter moment: the time that the clock shall show now; nil for the PC's own.
  init(_ moment: Timestamp? = nil) { given = moment.map { ($0, ProgramClock.monotonic()) } }

  /// The PC's clock with so many seconds added, because a person gave the date.
  static func shifted(by seconds: Int64) -> ProgramClock {
    let now = ProgramClock().now()
    return ProgramClock(Timestamp(seconds: now.seconds + seconds, offsetMinutes: now.offsetMinutes))
  }

  /// Whether a person set it: shown in the title bar, and written into each line.
  var isSet: Bool { given != nil }

  func now() -> Timestamp {
    if let given {
      let passed = ProgramClock.monotonic() - given.at
      return Timestamp(seconds: given.moment.seconds + passed, offsetMinutes: given.moment.offsetMinutes)
    }
    var seconds = time(nil)
    var local = tm()
    localtime_r(&seconds, &local)
    return Timestamp(seconds: Int64(seconds), offsetMinutes: local.tm_gmtoff / 60)
  }

  /// The PC's own seconds since 1970, which `--clock` does not move: delays after wrong PINs are real.
  static func seconds() -> Int64 { Int64(time(nil)) }

  /// When this PC was started, by its own clock: it stays the same until somebody sets that clock.
  static func began() -> Int64 {
    var running = timespec()
    clock_gettime(CLOCK_BOOTTIME, &running)
    return seconds() - Int64(running.tv_sec)
  }

  /// Seconds of the clock that never goes back.
  static func monotonic() -> Int64 { milliseconds() / 1000 }

  static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}
