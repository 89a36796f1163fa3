// A path as line 22 has room for it: below the data folder, and no more than its first folder where the rest is long.
import LoketModel

enum BriefPath {
  /// Columns that a path may take of the two lines of a message.
  static let longest = 24

  /// The same message with each path under `folder` made short; the log keeps the whole one.
  static func shorten(_ message: Message, below folder: String) -> Message {
    Message(message.phrase, message.arguments.mapValues { shorten($0, below: folder) })
  }

  private static func shorten(_ value: String, below folder: String) -> String {
    let path = value.hasPrefix(folder + "/") ? String(value.dropFirst(folder.utf8.count + 1)) : value
    guard path.count > longest, path.contains("/") else { return path }
    if path.hasPrefix("/") { return "…/" + (path.split(separator: "/").last.map(String.init) ?? "") }
    return String(path.prefix { $0 != "/" })
  }
}
