// Time and its spread: the one clock of all measurements.
import Glibc

enum Stopwatch {
  /// Seconds of the clock that never goes back, to the nanosecond.
  static func now() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Seconds that this process has had a processor.
  static func processor() -> Double {
    var used = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
    return Double(used.tv_sec) + Double(used.tv_nsec) / 1e9
  }

  /// How long `work` took, and how much of that a processor worked.
  static func span(_ work: () throws -> Void) rethrows -> Span {
    let (begun, used) = (now(), processor())
    try work()
    return Span(seconds: now() - begun, processor: processor() - used)
  }

  /// How many seconds `work` took.
  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let begun = now()
    try work()
    return now() - begun
  }
}

/// One duration. On a busy machine a program waits for a processor: what it needed itself stands beside.
struct Span: Sendable {
  var seconds: Double
  var processor: Double?
}

/// Many durations of one thing.
struct Durations {
  private(set) var all: [Span] = []

  mutating func add(_ seconds: Double) { all.append(Span(seconds: seconds, processor: nil)) }
  mutating func add(_ span: Span) { all.append(span) }
  mutating func add(_ others: Durations) { all += others.all }

  /// The duration that this share of all does not exceed; 0.5 is the median. Zero without any.
  func percentile(_ share: Double) -> Span {
    Span(
      seconds: Durations.percentile(share, of: all.map(\.seconds)) ?? 0,
      processor: Durations.percentile(share, of: all.compactMap(\.processor)))
  }

  private static func percentile(_ share: Double, of values: [Double]) -> Double? {
    if values.isEmpty { return nil }
    let place = Int((Double(values.count) * share).rounded(.up)) - 1
    return values.sorted()[max(0, min(values.count - 1, place))]
  }

  var median: Span { percentile(0.5) }
  var worstOfHundred: Span { percentile(0.99) }
}
