// A path as line 22 has room for it: below the data folder, and no more than its first folder where the rest is long.
import LoketModel

enum BriefPath {
  /// Columns that a path may take of the two lines of a message.
  static let longest = 24

  /// What the people at the desk call the parts of the data folder.
  static let words: [String: Phrase] = [
    "open": Phrase("file.part.data"), "journal": Phrase("file.part.data"), "drafts": Phrase("file.part.drafts"),
    "access": Phrase("file.part.access"),
  ]

  /// The same message with each path under `folder` made short; the log keeps the whole one.
  static func shorten(_ message: Message, below folder: String, words: [String: String] = [:]) -> Message {
    Message(
      message.phrase,
      message.arguments.mapValues { value in
        let isWithin = value.hasPrefix(folder + "/")
        let part = isWithin ? value.dropFirst(folder.count + 1).prefix { $0 != "/" } : ""
        return words[String(part)] ?? shorten(value, below: folder)
      })
  }

  /// A path that a person is to go to: whole, with the home folder as `~`.
  static func fromHome(_ path: String, home: String?) -> String {
    guard let home, home.hasPrefix("/"), home.count > 1, path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }

  private static func shorten(_ value: String, below folder: String) -> String {
    let path = value.hasPrefix(folder + "/") ? String(value.dropFirst(folder.utf8.count + 1)) : value
    guard path.count > longest, path.contains("/") else { return path }
    if path.hasPrefix("/") { return "…/" + (path.split(separator: "/").last.map(String.init) ?? "") }
    return String(path.prefix { $0 != "/" })
  }
}
