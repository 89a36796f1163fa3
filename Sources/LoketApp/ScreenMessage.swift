// A message of the journal on line 22, where a whole path leaves no room for what to do.
import LoketModel

extension Message {
  /// The same with each path cut to its folder and the beginning of its name.
  var forScreen: Message { Message(phrase, arguments.mapValues(Message.shortened)) }

  private static func shortened(_ text: String) -> String {
    guard text.hasPrefix("/") else { return text }
    let parts = text.split(separator: "/")
    guard let name = parts.last, parts.count > 1 else { return text }
    let short = name.count > 16 ? name.prefix(8) + "…" : name
    return "\(parts[parts.count - 2])/\(short)"
  }
}
