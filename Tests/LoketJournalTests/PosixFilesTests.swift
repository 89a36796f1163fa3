// The real disk is really asked. The recorded disk of the other tests sees that a sync is called, not that it is one.
import Glibc
import Testing

@testable import LoketJournal

@Suite struct PosixFilesTests {
  @Test("A sync reaches the kernel, which says that a pipe has nothing to sync")
  func synchronise() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let file = OpenFile(descriptor: ends[1], path: "a pipe")
    #expect(throws: FileFailure(.synchronise, "a pipe", EINVAL)) { try PosixFiles().synchronise(file) }
  }

  @Test("A sync of a folder reaches the kernel, which says that /proc has nothing to sync")
  func synchroniseFolder() {
    #expect(throws: FileFailure(.synchroniseFolder, "/proc", EINVAL)) { try PosixFiles().synchroniseFolder("/proc") }
  }
}
