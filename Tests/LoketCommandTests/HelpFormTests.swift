import FoundationEssentials
import LoketModel
import Testing

@testable import loket

@Suite("What the package takes from the table of commands")
struct HelpFormTests {
  @Test("The manual names every command and every option, in both languages", arguments: Language.allCases)
  func manual(_ language: Language) {
    let wording = Wording(language)
    let page = HelpForm.man.text(wording)
    for rule in CommandTable.rows {
      #expect(page.contains(ManualPage.escaped(CommandTable.usage(rule.name, wording))), "\(rule.name)")
      #expect(page.contains(ManualPage.escaped(wording[rule.summary])), "\(rule.name)")
    }
    for option in CommandTable.rows.flatMap(\.options) + CommandTable.common {
      #expect(page.contains(ManualPage.escaped(wording[option.meaning])), "\(option.name)")
    }
    #expect(page.contains("LUKS"))
  }

  @Test("Nothing in a text can be read as roff's own: hyphens, backslashes, a dot first in a line")
  func escapes() {
    #expect(ManualPage.escaped("--data \\ x") == "\\-\\-data \\e x")
    #expect(ManualPage.escaped(".TH") == "\\&.TH")
    #expect(ManualPage.escaped("'x") == "\\&'x")
  }

  @Test("The completion offers every command, every option and every value of a list")
  func completion() {
    let text = HelpForm.bash.text(Wording(.indonesian))
    for rule in CommandTable.rows where !rule.name.rawValue.isEmpty {
      #expect(text.contains(rule.name.rawValue), "\(rule.name)")
      for option in rule.options { #expect(text.contains(option.name), "\(option.name)") }
      for value in rule.words.flatMap(\.value.names) { #expect(text.contains(value), "\(value)") }
    }
  }

  @Test("The changelog begins with the program's version, and the templates have the marks that are filled in")
  func templates() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    func read(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(filePath: "/\(folder)/Resources/debian/\(name)")), as: UTF8.self)
    }
    #expect(try read("changelog").hasPrefix("loket (\(Program.version))"))
    #expect(try read("launcher").contains("\nprogram=@program@\n"))
    let control = try read("control")
    #expect(control.contains("\nRecommends: age, openssh-client\n"))
    #expect(control.hasPrefix("Package: loket\nVersion: @version@\nArchitecture: @architecture@\n"))
    #expect(Set(marks(control)) == ["version", "architecture", "depends", "size"])
    #expect(try marks(read("launcher")) == ["program"])
  }

  /// The names between two `@` on one line.
  private func marks(_ text: String) -> [String] {
    text.split(separator: "\n").flatMap { line in
      let parts = line.split(separator: "@", omittingEmptySubsequences: false)
      return parts.count > 2 ? [String(parts[1])] : []
    }
  }

  @Test("The version stands in one place of the sources")
  func version() throws {
    let top = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let files = try FileManager.default.subpathsOfDirectory(atPath: top + "/Sources").filter { $0.hasSuffix(".swift") }
    let naming = try files.filter { file in
      let text = String(decoding: try Data(contentsOf: URL(filePath: "\(top)/Sources/\(file)")), as: UTF8.self)
      return text.contains("\"\(Program.version)\"")
    }
    #expect(naming == ["LoketModel/ProgramVersion.swift"])
  }
}
