// Programs of the system: what they are given, what they say, and how they are ended.
import Testing

@testable import LoketSync

@Suite struct CalledProgramTests {
  private func run(
    _ script: String, input: String = "", files: [MemoryFile] = [], most: Int = 4096,
    isStopped: () -> Bool = { false }
  ) throws -> CalledProgram.Outcome {
    try CalledProgram(
      "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"], input: Array(input.utf8), files: files,
      most: most
    ).wait(isStopped: isStopped)
  }

  @Test func itsInputItsOutputAndItsSentencesAreApart() throws {
    let outcome = try run("cat; echo no >&2; exit 3", input: "halo")
    #expect(outcome == CalledProgram.Outcome(code: 3, output: Array("halo".utf8), said: "no\n"))
  }

  @Test func itReadsAndWritesFilesThatNoDiskSees() throws {
    let (given, taken) = (try MemoryFile(Array("satu".utf8)), try MemoryFile())
    #expect(try run("cat /dev/fd/3 /dev/fd/3 > /dev/fd/4", files: [given, taken]).code == 0)
    #expect(taken.bytes(limit: 8) == Array("satusatu".utf8))
    #expect(taken.bytes(limit: 7) == nil)
  }

  @Test func moreOutputThanIsWantedEndsIt() throws {
    let outcome = try run("yes", most: 100_000)
    #expect(outcome.code == 137)
    #expect(outcome.output.count == 100_000)
  }

  @Test func aStopEndsItAndWhatItStarted() throws {
    var asked = 0
    let outcome = try run("sleep 600 & wait") {
      asked += 1
      return asked > 2
    }
    #expect(outcome.code == 137)
  }

  @Test func aProgramThatIsNotThereIsSaid() {
    #expect(throws: CallFailure(code: 2)) { try CalledProgram("/nowhere/at/all", [], environment: [:]) }
  }
}
