// Screens as text files under Tests/Frames: compares a frame with its file, rewrites it only when asked to.
import FoundationEssentials
import Glibc

/// The files of one test target: `Tests/Frames/<group>/<name>.txt`.
///
/// Use: `#expect(frames.difference(frame.pictured, "home 80x24") == nil)`. `LOKET_FRAMES=write` rewrites files.
public struct FrameFiles: Sendable {
  public let group: String
  private let tests: String
  private let writes: Bool

  public init(group: String) {
    let path = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    self.init(group: group, tests: "/" + path, writes: getenv("LOKET_FRAMES").map { String(cString: $0) } == "write")
  }

  /// For this type's own tests: another folder in the place of Tests.
  public init(group: String, tests: String, writes: Bool) {
    self.group = group
    self.tests = tests
    self.writes = writes
  }

  private var folder: String { tests + "/Frames/" + group }

  /// Nil when `pictured` equals its file; else what differs, by line, and how to accept it.
  public func difference(_ pictured: String, _ name: String) -> String? {
    let path = folder + "/" + name + ".txt"
    let stored = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    if stored == pictured { return nil }
    if writes {
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(pictured.utf8).write(to: URL(filePath: path))
        return nil
      } catch { return "\(path) cannot be written: \(error)" }
    }
    guard let stored else { return "\(path) is missing; LOKET_FRAMES=write makes it\n\(pictured)" }
    let old = stored.split(separator: "\n", omittingEmptySubsequences: false)
    let new = pictured.split(separator: "\n", omittingEmptySubsequences: false)
    var report = ["\(path) is stale; LOKET_FRAMES=write accepts the new frame"]
    for line in 0..<max(old.count, new.count) {
      let before = line < old.count ? String(old[line]) : ""
      let after = line < new.count ? String(new[line]) : ""
      if before != after { report += ["line \(line + 1)", "- " + before, "+ " + after] }
    }
    return report.joined(separator: "\n")
  }

  /// Names of files that no test of this group shows any more; `LOKET_FRAMES=write` removes them.
  /// - Parameter names: every name that the tests of this group compare.
  public func strays(besides names: some Sequence<String>) -> [String] {
    let known = Set(names)
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let strays = files.filter { !$0.hasSuffix(".txt") || !known.contains(String($0.dropLast(4))) }.sorted()
    guard writes else { return strays }
    for stray in strays { try? FileManager.default.removeItem(atPath: folder + "/" + stray) }
    return []
  }
}
