// Where the programs lie that this very build made: beside the test program.
import FoundationEssentials
import Glibc

public enum BuiltPrograms {
  /// The folder of the running test program, as the kernel names it.
  public static let folder: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    var parts = own.split(separator: "/").map(String.init)
    // swiftpm may start the tests through a helper of its own; the argument then names the bundle.
    if !own.hasSuffix(".xctest"),
      let bundle = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") && $0.hasPrefix("/") })
    {
      parts = bundle.split(separator: "/").map(String.init)
    }
    return "/" + parts.dropLast().joined(separator: "/")
  }()

  public static var loket: String { "\(folder)/loket" }

  /// A program of the system, looked for where Debian puts it; nil when it is not installed.
  public static func system(_ name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
  }
}
