// What every source file must keep to, whoever writes it: one subject, no trap on bad input, no sleep, nothing unfinished.
import FoundationEssentials
import Testing

struct SourceTests {
  private static let traps = ["try!", "as!", "fatalError(", ".first!", ".last!"]
  private static let sleeps = ["Task.sleep", "usleep(", "nanosleep(", " sleep("]
  // In two parts, so that this file does not hold them.
  private static let unfinished = ["TO" + "DO", "FIX" + "ME"]

  @Test("No file is longer than 400 lines, and every source says in its first line why it exists")
  func subjects() throws {
    let sources = try House.sources(in: "Sources")
    let files = try sources + House.sources(in: "Tests")
    let long = files.filter { $0.text.split(separator: "\n", omittingEmptySubsequences: false).count > 401 }
    #expect(long.map(\.path) == [])
    let silent = sources.filter { !$0.text.hasPrefix("//") && $0.text.split(separator: "\n").count > 5 }
    #expect(silent.map(\.path) == [])
  }

  @Test("No source can trap by a forced try, a forced cast or a fatal error")
  func traps() throws {
    #expect(try found(Self.traps, in: "Sources") == [])
  }

  @Test("No test sleeps")
  func sleeps() throws {
    #expect(try found(Self.sleeps, in: "Tests") == [])
  }

  @Test("Nothing is marked as unfinished")
  func unfinished() throws {
    let files = try House.sources(in: "Sources") + House.sources(in: "Tests")
    #expect(files.filter { file in Self.unfinished.contains { file.text.contains($0) } }.map(\.path) == [])
  }

  @Test("A forced try in code is found; one in a text or a comment is not")
  func checker() {
    #expect(SwiftImports.code(of: "let a = try! b()").contains("try!"))
    #expect(!SwiftImports.code(of: "let a = \"try!\" // try!").contains("try!"))
  }

  private func found(_ words: [String], in folder: String) throws -> [String] {
    try House.sources(in: folder).flatMap { file in
      let code = SwiftImports.code(of: file.text)
      return words.filter { code.contains($0) }.map { "\(file.path): \($0)" }
    }
  }
}
