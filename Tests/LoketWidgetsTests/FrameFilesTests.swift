// The comparer of frames and files itself: it must fail when a frame has changed, and write only when asked.
import FoundationEssentials
import FrameFiles
import Glibc
import Testing

@Suite("Frame files")
struct FrameFilesTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    var name = Array("/tmp/loket-frames-XXXXXX".utf8CString)
    try #require(mkdtemp(&name) != nil)
    let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test("A missing file fails, is written only when asked for, then equals; a changed frame names its lines")
  func compares() throws {
    try withFolder { folder in
      let reading = FrameFiles(group: "G", tests: folder, writes: false)
      let writing = FrameFiles(group: "G", tests: folder, writes: true)
      #expect(reading.difference("1x1\na\n", "home")?.contains("missing") == true)
      #expect(!FileManager.default.fileExists(atPath: folder + "/Frames"))
      #expect(writing.difference("1x1\na\n", "home") == nil)
      #expect(reading.difference("1x1\na\n", "home") == nil)
      let report = try #require(reading.difference("1x1\nb\n", "home"))
      #expect(report.contains("line 2\n- a\n+ b"))
    }
  }

  @Test("A file that no test shows any more is named, and removed only when asked for")
  func strays() throws {
    try withFolder { folder in
      let writing = FrameFiles(group: "G", tests: folder, writes: true)
      #expect(writing.difference("a\n", "old") == nil)
      #expect(writing.difference("a\n", "new") == nil)
      let reading = FrameFiles(group: "G", tests: folder, writes: false)
      #expect(reading.strays(besides: ["new"]) == ["old.txt"])
      #expect(writing.strays(besides: ["new"]).isEmpty)
      #expect(reading.strays(besides: ["new"]).isEmpty)
    }
  }
}
