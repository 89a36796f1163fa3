// `loket import` on real files: what comes in, what is turned back, and what a kill leaves.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct ImportTests {
  private func people(_ office: Office) throws -> [String] {
    let outcome = try office.loket(["export", "people", "--format", "jsonl"])
    #expect(outcome.code == 0)
    return outcome.output.split(separator: "\n").map(String.init)
  }

  private func niks(_ lines: [String]) -> [String] {
    lines.compactMap { line in
      line.firstRange(of: "\"nik\":\"").map { String(line[$0.upperBound...].prefix(16)) }
    }
  }

  @Test("The same file imported again changes nothing")
  func twice() throws {
    let office = try Office()
    let file = try office.file("warga.csv", OpenSIDFile.text(families: 30))
    #expect(try office.loket(["import", file]).code == 0)
    let first = try people(office)
    #expect(first.count == 60)
    let again = try office.loket(["import", file, "--format", "json"])
    #expect(again.code == 0)
    #expect(again.output.contains("\"unchanged\" : 60"))
    #expect(try people(office) == first)
  }

  @Test("A row that cannot be taken does not stop the others; it comes back with its reason and can be corrected")
  func rejected() throws {
    let office = try Office()
    let text = OpenSIDFile.text(families: 3).replacing("3376021508000002", with: "3.37602E+15")
    let file = try office.file("warga.csv", text)
    let outcome = try office.loket(["import", file])
    #expect(outcome.code == 1)
    #expect(try people(office).count == 4)
    let rejected = file + ".rejected.csv"
    var found = stat()
    #expect(stat(rejected, &found) == 0 && found.st_mode & 0o777 == 0o600)
    let turnedBack = try office.text(of: rejected)
    #expect(turnedBack.split(whereSeparator: \.isNewline).count == 3)
    let corrected = try office.file(
      "lagi.csv", turnedBack.replacing("3.37602E+15", with: "\"=\"\"3376021508000002\"\"\""))
    let again = try office.loket(["import", corrected])
    #expect(again.code == 0, "\(again.output)\(again.errors)")
    #expect(try people(office).count == 6)
  }

  @Test("A list of groups names a programme that is here, and is no list of applicants as well")
  func groups() throws {
    let office = try Office()
    let file = try office.file("kelompok.csv", "nik,nama,kelompok\n3376021508000002,SITI,TERNAK\n")
    let unknown = try office.loket(["import", file, "--program", "TKM"])
    #expect(unknown.code == 2 && unknown.errors.contains("Program TKM tidak ada") && unknown.output.isEmpty)
    let both = try office.loket(["import", file, "--program", "TKM", "--wave", "1"])
    #expect(both.code == 2 && both.errors.contains("Pilih satu"))
  }

  @Test("What an import left that was killed is cleared by the next one; what a living program writes is not")
  func killed() throws {
    let office = try Office()
    let file = try office.file(
      "warga.csv", OpenSIDFile.text(families: 3).replacing("3376021508000002", with: "3.3E+15"))
    let dead = try ChildProcess("/bin/true", [], environment: environment(with: [:]))
    _ = dead.finish(input: "")
    let begin = "warga.csv.rejected.csv.part-"
    let kept = ["\(begin)\(getpid())", "\(begin)catatan", "lain.csv.rejected.csv.part-\(dead.pid)"]
    for name in kept + ["\(begin)\(dead.pid)"] { _ = try office.file(name, "x") }
    #expect(try office.loket(["import", file]).code == 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: office.folder.path).filter { $0.contains(".part-") }
    #expect(Set(left) == Set(kept))
  }

  @Test("Half a file: its whole rows come in, the cut one is named")
  func half() throws {
    let office = try Office()
    let whole = OpenSIDFile.text(families: 10)
    let file = try office.file("warga.csv", String(whole.dropLast(60)))
    let outcome = try office.loket(["import", file, "--format", "json"])
    #expect(outcome.code == 1)
    #expect(try people(office).count == 19)
  }

  @Test("Killed at any moment and begun again, everybody is in and nobody twice", arguments: [20, 150, 400])
  func killed(afterMilliseconds delay: Int32) throws {
    let office = try Office()
    let file = try office.file("warga.csv", OpenSIDFile.text(families: 600))
    let process = try office.start(["import", file])
    poll(nil, 0, delay)
    process.signal(SIGKILL)
    _ = process.finish()
    let again = try office.loket(["import", file])
    #expect(again.code == 0, "\(again.errors)")
    let found = niks(try people(office))
    #expect(found.count == 1200)
    #expect(Set(found).count == 1200)
    #expect(try office.loket(["check"]).code == 0)
  }

  @Test("Only looking names each row that would be turned back, by line and reason, and writes no file")
  func dryRunRejected() throws {
    let office = try Office()
    let text = OpenSIDFile.text(families: 30).replacing("33760215", with: "3376O215")
    let file = try office.file("warga.csv", text)
    let outcome = try office.loket(["import", file, "--dry-run"])
    #expect(outcome.code == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("  Baris ") } == 20, "\(outcome.output)")
    #expect(lines.contains { $0.hasPrefix("  Baris 2: ") && $0.contains("3376O215") }, "\(outcome.output)")
    #expect(lines.contains { $0.hasPrefix("  … dan ") && $0.hasSuffix(" baris lagi") })
    #expect(outcome.output.contains("\(file).rejected.csv"))
    #expect(access(file + ".rejected.csv", F_OK) != 0)
  }

  @Test("Only looking saves nothing")
  func dryRun() throws {
    let office = try Office()
    let file = try office.file("warga.csv", OpenSIDFile.text(families: 3))
    let outcome = try office.loket(["import", file, "--dry-run"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("tidak ada yang disimpan"))
    #expect(try people(office) == [])
  }
}
