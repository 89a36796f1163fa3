// What stands on the command line of the measurements.
import Glibc

struct BenchArguments {
  static let usage =
    "loket-bench [--households N] [--format json] [--program PATH] [--folder DIR] [--rows N]   (N households: 10000; rows of the imported table: 100000), or loket-bench --duplicates [--rows N], or \(SimulatedOffices.usage)"

  var households = 10_000
  private(set) var rows = 100_000
  private(set) var isJSON = false
  /// The program that is measured; the one beside this one, unless said otherwise.
  private(set) var program = BenchArguments.besideThis
  /// Where the data folder is made: the disk that is measured.
  private(set) var folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"

  init(_ words: [String]) throws {
    var words = words[...]
    while let word = words.popFirst() {
      guard let value = words.popFirst() else { throw BenchProblem(BenchArguments.usage) }
      switch (word, Int(value)) {
      case ("--households", let count?) where (1...200_000).contains(count): households = count
      case ("--rows", let count?) where (0...1_000_000).contains(count): rows = count
      case ("--program", _): program = value
      case ("--folder", _): folder = value
      case ("--format", _) where value == "json": isJSON = true
      default: throw BenchProblem(BenchArguments.usage)
      }
    }
  }

  static var besideThis: String {
    let folder = itself.lastIndex(of: "/").map { itself[..<$0] } ?? "."
    return folder + "/loket"
  }

  /// The path of this program.
  static var itself: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    return String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
