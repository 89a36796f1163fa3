// README against the program: its tables and commands are the program's own, its two commands stand where CI looks.
import FoundationEssentials
import LoketModel
import Testing

@testable import loket

struct ReadmeTests {
  private let readme: String = {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return (try? String(decoding: Data(contentsOf: URL(filePath: root + "/README.md")), as: UTF8.self)) ?? ""
  }()

  /// What stands between two marks, without them.
  private func part(from start: String, to end: String) -> String? {
    guard let first = readme.firstRange(of: start), let last = readme[first.upperBound...].firstRange(of: end) else {
      return nil
    }
    return String(readme[first.upperBound..<last.lowerBound])
  }

  @Test("README prints the table of kinds and fields as the program has it")
  func fields() {
    let printed = part(from: "FieldTable.markdown prints this; a test holds it -->\n", to: "<!-- end of fields -->")
    #expect(printed == FieldTable.markdown, "print FieldTable.markdown into README.md")
  }

  @Test("README prints who may do what as the program has it")
  func permissions() {
    let printed = part(
      from: "Permission.markdown prints this; a test holds it -->\n", to: "<!-- end of permissions -->")
    #expect(printed == Permission.markdown, "print Permission.markdown into README.md")
  }

  @Test("README prints every command as its usage line")
  func commands() {
    let wording = Wording(.english)
    let usage = CommandTable.rows.map { CommandTable.usage($0.name, wording) }.joined(separator: "\n")
    #expect(part(from: "```\nloket\n", to: "```\n<!-- end of commands -->") == String(usage.dropFirst(6)) + "\n")
  }

  @Test("The command that runs the program and the one that tests it are one line each")
  func twoCommands() throws {
    for heading in ["## Run\n", "## Test\n"] {
      let section = try #require(part(from: heading, to: "\n## "))
      let block = try #require(section.firstRange(of: "```sh\n"))
      let rest = section[block.upperBound...]
      let end = try #require(rest.firstRange(of: "\n```"))
      #expect(!rest[..<end.lowerBound].contains("\n"))
      #expect(rest[..<end.lowerBound].contains("swift"))
    }
  }
}
