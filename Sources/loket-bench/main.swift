// Measures what DESIGN §7 promises, each figure beside the peer's from the same run. A report, never a test.
import Glibc

signal(SIGPIPE, SIG_IGN)
do {
  let words = Array(CommandLine.arguments.dropFirst())
  if words.count == 3, words[0] == KilledRun.word, let saves = Int(words[2]) {
    try KilledRun.carryOut(words[1], saves: saves)
  } else if words.first == Duplicates.word {
    print(try Duplicates.report(Array(words.dropFirst())))
  } else if words.first == SimulatedOffices.word {
    exit(try SimulatedOffices.carryOut(Array(words.dropFirst())) ? 0 : 1)
  } else {
    let arguments = try BenchArguments(words)
    let report = try Measurements.report(arguments)
    print(arguments.isJSON ? report.json : report.table)
  }
} catch {
  Progress.say("\(error)")
  exit(2)
}
