// Time and its spread: the one clock of all measurements.
import Glibc

enum Stopwatch {
  /// Seconds of the clock that never goes back, to the nanosecond.
  static func now() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// How many seconds `work` took.
  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let begun = now()
    try work()
    return now() - begun
  }
}

/// Many durations of one thing, in seconds.
struct Durations {
  private(set) var all: [Double] = []

  mutating func add(_ seconds: Double) { all.append(seconds) }
  mutating func add(_ others: Durations) { all += others.all }

  /// The duration that this share of all does not exceed; 0.5 is the median. Zero without any.
  func percentile(_ share: Double) -> Double {
    guard !all.isEmpty else { return 0 }
    let place = Int((Double(all.count) * share).rounded(.up)) - 1
    return all.sorted()[max(0, min(all.count - 1, place))]
  }

  var median: Double { percentile(0.5) }
  var worstOfHundred: Double { percentile(0.99) }
}
