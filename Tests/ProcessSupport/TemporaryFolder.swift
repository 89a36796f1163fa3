// A folder of its own for each test, gone with the test.
import FoundationEssentials
import Glibc

/// Made with mode 0700 under the system's temporary folder; removed with everything in it when let go.
public final class TemporaryFolder {
  public let path: String

  public init() throws {
    let base = environment()["TMPDIR"] ?? "/tmp"
    var template = Array("\(base)/loket-test-\(String(repeating: "X", count: 6))".utf8CString)
    guard mkdtemp(&template) != nil else { throw SpawnProblem.start("mkdtemp", errno) }
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? base }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A file in it.
  public func file(_ name: String) -> String { "\(path)/\(name)" }
}
