// Holds every source file to the arrows of the house, and the checker to its own promise.
import FoundationEssentials
import Testing

struct ArrowsTests {
  @Test("Every source imports downwards only")
  func everySource() throws {
    let sources = try House.sources(in: "Sources")
    #expect(sources.count > 10)
    #expect(sources.flatMap { House.complaints(path: $0.path, text: $0.text) } == [])
  }

  @Test("Every test imports modules of the house only, and never ncurses")
  func everyTest() throws {
    let tests = try House.sources(in: "Tests")
    let folders = Set(tests.compactMap { $0.path.split(separator: "/").dropFirst().first.map(String.init) })
    #expect(tests.contains { $0.path == "Tests/HouseTests/ArrowsTests.swift" })
    #expect(tests.flatMap { House.complaints(path: $0.path, text: $0.text, testFolders: folders) } == [])
  }

  @Test("Only the agreed entries lie at the top of the repository")
  func topLevel() throws {
    let entries = try FileManager.default.contentsOfDirectory(atPath: House.root)
    #expect(entries.contains("Package.swift"))
    #expect(House.strangers(topLevel: entries) == [])
    #expect(House.strangers(topLevel: ["Sources", ".git", "docs", "Makefile"]) == ["Makefile", "docs"])
  }

  @Test("Package.swift names no package")
  func noPackages() throws {
    let text = try String(decoding: Data(contentsOf: URL(filePath: "\(House.root)/Package.swift")), as: UTF8.self)
    let code = SwiftImports.code(of: text)
    #expect(code.contains(".executableTarget("))
    #expect(!code.contains(".package("))
  }

  @Test("An arrow that runs upwards is found, however the import is written")
  func upwards() {
    let text = """
      // import LoketTerminal would be wrong
      @testable public import struct LoketJournal.Journal; import Foundation
      /* import /* nested */ CNcurses */ import Glibc
      let text = "import LoketSync \\(name("import LoketSync"))"
      """
    #expect(SwiftImports.modules(in: text) == ["LoketJournal", "Foundation", "Glibc"])
    #expect(
      House.complaints(path: "Sources/LoketApp/Screens/Made.swift", text: text) == [
        "Sources/LoketApp/Screens/Made.swift: LoketApp may not import LoketJournal",
        "Sources/LoketApp/Screens/Made.swift: imports Foundation; FoundationEssentials, Dispatch and Glibc must do",
      ])
  }

  @Test("ncurses is for the terminal alone, a module without a place is refused, a test may not reach ncurses")
  func places() {
    func complaints(_ path: String) -> Int { House.complaints(path: path, text: "import CNcurses").count }
    #expect(complaints("Sources/LoketTerminal/Made.swift") == 0)
    #expect(complaints("Sources/loket/Made.swift") == 1)
    #expect(complaints("Sources/LoketNew/Made.swift") == 1)
    #expect(complaints("Tests/LoketTerminalTests/Made.swift") == 1)
    #expect(complaints("Made.swift") == 1)
  }

  @Test("A clock, a file or chance in a module that only computes is found; the same word in a text is not")
  func purity() {
    let bad = "let today = Date()"
    #expect(House.complaints(path: "Sources/LoketModel/Made.swift", text: bad).count == 1)
    #expect(House.complaints(path: "Sources/LoketJournal/Made.swift", text: bad) == [])
    #expect(House.complaints(path: "Sources/LoketModel/Made.swift", text: "let text = \"Date()\" // Date()") == [])
  }

  @Test("Strings of several lines and raw strings hide their imports")
  func strings() {
    let text = [
      "let a = \"\"\"", "import LoketSync", "\"\"\"", "let b = #\"\" import LoketSync \"#", "import LoketModel",
    ].joined(separator: "\n")
    #expect(SwiftImports.modules(in: text) == ["LoketModel"])
  }
}
