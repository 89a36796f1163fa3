// The program on a terminal of its own: how long it takes to show something, and how much it writes to do so.
import Glibc

struct ScreenOnTerminal {
  let program: StartedProgram
  /// From the start of the program until its first screen was complete enough to type the PIN.
  let firstScreen: Span

  init(_ office: MeasuredOffice) throws {
    program = try StartedProgram(
      office.program, ["--data", office.data], .terminal, environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    _ = try program.hear(until: "PIN")
    firstScreen = Span(seconds: Stopwatch.now() - program.begun, processor: program.processor)
    _ = settle()
  }

  /// Types the PIN of the first account and waits for Beranda.
  func signIn() throws {
    try program.say(MeasuredOffice.pin)
    _ = settle()
    try program.say("\r")
    _ = program.hear(within: 30)
    _ = settle()
  }

  /// Sends one key: seconds until the last byte of the answer arrived, and how many bytes it had.
  func press(_ key: String) throws -> (seconds: Double, bytes: Int) {
    let begun = Stopwatch.now()
    try program.say(key)
    guard let first = program.hear(within: 5) else { throw BenchProblem("A key had no answer.") }
    var (last, bytes) = (Stopwatch.now(), first.count)
    while let more = program.hear(within: 0.003) {
      last = Stopwatch.now()
      bytes += more.count
    }
    return (last - begun, bytes)
  }

  /// Reads until nothing comes for a while.
  private func settle() -> Int {
    var bytes = 0
    while let more = program.hear(within: 0.15) { bytes += more.count }
    return bytes
  }

  /// How often the program woke up by itself in so many seconds.
  func wakeUps(seconds: UInt32) -> Int {
    _ = settle()
    let before = program.status("voluntary_ctxt_switches") ?? 0
    sleep(seconds)
    return (program.status("voluntary_ctxt_switches") ?? 0) - before
  }

  /// The most memory that it ever had, in MiB.
  var peakMemory: Double { Double(program.status("VmHWM") ?? 0) / 1024 }
}
