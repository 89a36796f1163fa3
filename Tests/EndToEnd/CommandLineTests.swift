// The built program as a shell meets it: exit codes, streams, and no terminal.
import ProcessSupport
import Testing

struct CommandLineTests {
  private func loket(_ arguments: [String], input: String = "") throws -> Outcome {
    let folder = try TemporaryFolder()
    let settings = environment(with: ["LOKET_DATA": folder.file("data"), "HOME": folder.path])
    return try ChildProcess(BuiltPrograms.loket, arguments, environment: settings).finish(input: input)
  }

  @Test("The version is said on standard output alone")
  func version() throws {
    let outcome = try loket(["--version"])
    #expect(outcome.code == 0)
    #expect(outcome.output == "Loket 1.0\n")
    #expect(outcome.errors == "")
  }

  @Test("A wrong line gets one sentence and the usage line on standard error, and exit code 2")
  func wrongLine() throws {
    let outcome = try loket(["import"])
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == """
        Perintah ini belum lengkap.
        Cara pakai: loket import BERKAS [--wave GELOMBANG] [--program PROGRAM] [--dry-run] [--format json]

        """)
  }

  @Test("Without a terminal the screen says so and ends", arguments: [[], ["demo"], ["--lang", "id"]])
  func noTerminal(line: [String]) throws {
    let outcome = try loket(line)
    #expect(outcome.code == 2)
    #expect(!outcome.timedOut)
    #expect(outcome.errors.hasPrefix("Layar Loket memerlukan terminal"))
  }

  @Test("A full disk behind standard output is exit code 3")
  func fullOutput() throws {
    let shell = try #require(BuiltPrograms.system("sh"))
    let line = ["-c", "exec \"$0\" help > /dev/full", BuiltPrograms.loket]
    let outcome = try ChildProcess(shell, line, environment: environment()).finish()
    #expect(outcome.code == 3)
  }
}
