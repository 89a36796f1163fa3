// The program as a file: how large it is, and how soon it answers.

enum ProgramFigures {
  static func figures(_ office: MeasuredOffice) throws -> [Figure] {
    var answers = Durations()
    for _ in 0..<30 { answers.add(try office.run(["--version"]).span) }
    let size = Double(office.size(of: office.program)) / 1_048_576
    let isWhole = try isStatic(office)
    return [
      Figure(
        isWhole ? "release program, static Swift" : "program, with shared libraries of Swift beside it", .mebibytes,
        size,
        isWhole ? .atMost(18) : .unset),
      .time("loket --version, p50", .milliseconds, answers.median, .atMost(10)),
      .time("generate, households by their saves", .seconds, office.generating),
    ]
  }

  /// Whether it needs nothing of Swift beside it.
  private static func isStatic(_ office: MeasuredOffice) throws -> Bool {
    let asked = try StartedProgram(office.program, ["--version"], .pipes, environment: ["LD_TRACE_LOADED_OBJECTS": "1"])
    let needed = asked.hearAll()
    asked.wait()
    return !needed.contains("libswift")
  }
}
