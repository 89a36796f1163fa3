// `loket export` on a real folder: the file, who may read it, and the trace that is there before it.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct ExportTests {
  private func traces(_ office: Office) throws -> [String] {
    var found: [String] = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: office.data) where name.hasSuffix(".jsonl") {
      let text = try office.text(of: "\(office.data)/\(name)")
      found += text.split(separator: "\n").map(String.init).filter { $0.contains("\"act\":\"exported\"") }
    }
    return found
  }

  @Test("A file goes out whole, for its owner alone, and replaces the one before")
  func file() throws {
    let office = try Office()
    let table = try office.file("warga.csv", OpenSIDFile.text(families: 5))
    #expect(try office.loket(["import", table]).code == 0)
    let target = try office.file("keluar.csv", "lama")
    let outcome = try office.loket(["export", "people", "--output", target])
    #expect(outcome.code == 0)
    #expect(outcome.output == "")
    #expect(try office.text(of: target).split(whereSeparator: \.isNewline).count == 11)
    var found = stat()
    #expect(stat(target, &found) == 0 && found.st_mode & 0o777 == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: office.folder.path).filter { $0.contains(".part") } == [])
  }

  @Test("Every export leaves one line of trace: who, what and how many, never whom")
  func trace() throws {
    let office = try Office()
    let table = try office.file("warga.csv", OpenSIDFile.text(families: 2))
    #expect(try office.loket(["import", table]).code == 0)
    #expect(try traces(office) == [])
    #expect(try office.loket(["export", "people", "--as", "lurah", "--pin", "-"], input: "246810\n").code == 0)
    let found = try traces(office)
    #expect(found.count == 1)
    let line = try #require(found.first)
    #expect(line.contains("\"on\":\"list/people\""))
    #expect(line.contains("\"count\":\"4\""))
    #expect(line.contains("\"by\":\"lurah\""))
    #expect(!line.contains("3376"))
  }

  @Test("An export that is killed at its first byte has left its trace")
  func killed() throws {
    let office = try Office()
    let table = try office.file("warga.csv", OpenSIDFile.text(families: 400))
    #expect(try office.loket(["import", table]).code == 0)
    let process = try office.start(["export", "people"])
    #expect(process.waitForOutput())
    process.signal(SIGKILL)
    _ = process.finish()
    #expect(try traces(office).count == 1)
  }

  @Test("What cannot be written is one sentence, and leaves no file behind")
  func unwritable() throws {
    let office = try Office()
    for (target, code) in [(office.folder.path, Int32(2)), (office.folder.file("tidak/ada.csv"), 3)] {
      let outcome = try office.loket(["export", "people", "--output", target])
      #expect(outcome.code == code)
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
    #expect(try traces(office) == [])
  }
}
