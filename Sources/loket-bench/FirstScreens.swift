// First screen, keys on a real terminal, memory and idleness: the program from outside.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

enum FirstScreens {
  /// Saves that a run made before it was killed.
  static let killedSaves = 1_000

  static func measure(_ office: MeasuredOffice, isLarge: Bool) throws -> [Figure] {
    var figures: [Figure] = []
    let quick: Figure.Goal = .atMost(isLarge ? 0.4 : 0.06)
    let memory: Figure.Goal = .atMost(isLarge ? 256 : 48)
    try ready(office)
    var cached = Durations()
    for _ in 0..<5 { cached.add(try ScreenOnTerminal(office).firstScreen) }
    figures.append(.time("first screen, cache present", .seconds, cached.median, quick))
    figures += try atWork(office, memory)
    var killed = Durations()
    for _ in 0..<3 {
      try ready(office)
      try KilledRun.start(office, saves: killedSaves)
      killed.add(try ScreenOnTerminal(office).firstScreen)
    }
    figures.append(
      .time("first screen after kill -9, \(killedSaves) saves since the cache", .seconds, killed.median, quick)
    )
    var bare = Durations()
    var peak = 0.0
    for _ in 0..<(isLarge ? 2 : 3) {
      office.dropCache()
      let screen = try ScreenOnTerminal(office)
      bare.add(screen.firstScreen)
      peak = max(peak, screen.peakMemory)
    }
    figures.append(.time("first screen without a cache", .seconds, bare.median, .atMost(isLarge ? 6 : 0.7)))
    figures.append(Figure("memory, first screen without a cache, peak", .mebibytes, peak, memory))
    return figures
  }

  /// Starts and leaves once, so that nothing is left of an earlier run and the cache covers all.
  private static func ready(_ office: MeasuredOffice) throws {
    office.dropCache()
    let (journal, registry) = try office.open(.write)
    journal.close(saving: registry)
  }

  /// Signs in, searches and types in a form, as a clerk does.
  private static func atWork(_ office: MeasuredOffice, _ memory: Figure.Goal) throws -> [Figure] {
    let screen = try ScreenOnTerminal(office)
    try screen.signIn()
    var searching = Durations()
    for word in ["siti am", "3376", "jalan me", "081", "budi", "nur h"] {
      for letter in word { searching.add(try screen.press(String(letter)).seconds) }
      for _ in word { searching.add(try screen.press("\u{7f}").seconds) }
    }
    let wakeUps = screen.wakeUps(seconds: 2)
    let peak = screen.peakMemory
    // F6: the form of a head of household; its second field is the name.
    _ = try screen.press("\u{1b}[17~")
    var typing = Durations()
    var bytes: [Int] = []
    for letter in "3376021505800001" { typing.add(try screen.press(String(letter)).seconds) }
    for letter in "\rsulastri ningsih" {
      let answer = try screen.press(String(letter))
      typing.add(answer.seconds)
      bytes.append(answer.bytes)
    }
    return [
      .time(
        "key to bytes on a terminal, search, p99", .milliseconds, searching.worstOfHundred, .unset),
      .time("key to bytes on a terminal, search, p50", .milliseconds, searching.median, .unset),
      .time("key to bytes on a terminal, form, p50", .milliseconds, typing.median, .unset),
      Figure(
        "bytes to the terminal per character typed in a field, median", .bytes,
        Double(bytes.dropFirst().sorted()[(bytes.count - 1) / 2]), .atMost(64)),
      Figure("wake-ups in 2 idle seconds", .count, Double(wakeUps), .atMost(0)),
      Figure("memory, at work (cache, sign-in, searches), peak", .mebibytes, peak, memory),
    ]
  }
}

/// A run of this program that saves like a clerk's and is killed before it can leave anything in order.
enum KilledRun {
  static let word = "killed-run"

  static func start(_ office: MeasuredOffice, saves: Int) throws {
    let run = try StartedProgram(BenchArguments.itself, [word, office.data, String(saves)], .pipes)
    _ = try run.hear(until: "saved\n")
    run.end(SIGKILL)
  }

  /// What the child does: saves, says so and waits to be killed.
  static func carryOut(_ data: String, saves: Int) throws {
    let journal = try Journal.open(data, mode: .write).journal
    var registry = Registry()
    try journal.load(into: &registry)
    var clerk = SavingClerk(registry)
    for _ in 0..<saves { _ = try journal.write(clerk.next(), now: clerk.now, clock: .ok) }
    print("saved")
    fflush(nil)
    while true { pause() }
  }
}
