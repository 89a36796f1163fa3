// `loket help`: the table of commands, read aloud.
import LoketModel

enum HelpCommand {
  /// The list of all commands, or one command with its options.
  static func text(about name: CommandName?, _ wording: Wording) -> String {
    guard let name else { return everything(wording) }
    let rule = CommandTable.rule(name)
    var lines = [
      wording.text(.commandUsage, ["usage": CommandTable.usage(name, wording)]), "  " + wording[rule.summary],
    ]
    for word in rule.words where word.value.names.count > 1 {
      lines.append("  \(wording[word.title]): \(word.value.names.joined(separator: ", "))")
    }
    if !rule.options.isEmpty { lines += ["", wording[.commandHelpOptions]] + explained(rule.options, wording) }
    lines += ["", wording[.commandHelpCommon]] + explained(CommandTable.common, wording)
    return lines.joined(separator: "\n")
  }

  private static func everything(_ wording: Wording) -> String {
    var lines = [wording[.commandHelpCommands]]
    for rule in CommandTable.rows {
      lines += ["  " + CommandTable.usage(rule.name, wording), "      " + wording[rule.summary]]
    }
    lines += ["", wording[.commandHelpCommon]] + explained(CommandTable.common, wording)
    lines += ["", wording[.commandHelpCodes]]
    return lines.joined(separator: "\n")
  }

  private static func explained(_ options: [OptionRule], _ wording: Wording) -> [String] {
    let names = options.map { "  " + CommandTable.usage($0, wording) }
    let width = (names.map(\.count).max() ?? 0) + 2
    return zip(names, options).map { name, option in
      name + String(repeating: " ", count: width - name.count) + wording[option.meaning]
    }
  }
}

extension Phrase {
  static let commandUsage = Phrase("command.usage")
  static let commandHelpCommands = Phrase("command.help.commands")
  static let commandHelpOptions = Phrase("command.help.options")
  static let commandHelpCommon = Phrase("command.help.common")
  static let commandHelpCodes = Phrase("command.help.codes")
}
