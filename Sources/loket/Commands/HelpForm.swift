// The table of commands as other programs read it: a page for `man` and the completion of bash. Neither can drift.
import LoketModel

enum HelpForm: String, CaseIterable {
  case man, bash

  func text(_ wording: Wording) -> String {
    switch self {
    case .man: ManualPage.text(wording)
    case .bash: BashCompletion.text()
    }
  }
}

/// loket(1) in the language of the wording.
enum ManualPage {
  static func text(_ wording: Wording) -> String {
    var lines = [
      ".TH LOKET 1 \"\" \"Loket \(Program.version)\" \"\(escaped(wording[.manualTitle]))\"",
      section(.manualName, wording), "loket \\- \(escaped(wording[.manualSummary]))",
      section(.manualSynopsis, wording),
    ]
    for rule in CommandTable.rows { lines += [".br", bold(CommandTable.usage(rule.name, wording))] }
    lines += [section(.manualDescription, wording)] + paragraphs(.manualDescriptionText, wording)
    lines.append(section(.manualCommands, wording))
    for rule in CommandTable.rows {
      lines += [".TP", bold(CommandTable.usage(rule.name, wording)), escaped(wording[rule.summary])]
      for word in rule.words where word.value.names.count > 1 {
        lines += [".br", escaped("\(wording[word.title]): \(word.value.names.joined(separator: ", "))")]
      }
      if rule.options.isEmpty { continue }
      lines.append(".RS")
      lines += options(rule.options, wording)
      lines.append(".RE")
    }
    lines += [section(.manualOptions, wording)] + options(CommandTable.common, wording)
    lines += [section(.manualExit, wording)] + paragraphs(.commandHelpCodes, wording)
    lines += [section(.manualFiles, wording)] + paragraphs(.manualFilesText, wording)
    lines += [section(.manualSafety, wording)] + paragraphs(.manualSafetyText, wording)
    return lines.joined(separator: "\n")
  }

  private static func section(_ title: Phrase, _ wording: Wording) -> String { ".SH \(escaped(wording[title]))" }

  private static func options(_ rules: [OptionRule], _ wording: Wording) -> [String] {
    rules.flatMap { [".TP", bold(CommandTable.usage($0, wording)), escaped(wording[$0.meaning])] }
  }

  private static func paragraphs(_ text: Phrase, _ wording: Wording) -> [String] {
    wording[text].split(separator: "\n").flatMap { [".PP", escaped(String($0))] }
  }

  private static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

  /// What roff would read as its own: backslashes, hyphens that must stay what they are, a dot or a quote first in a line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "›": result += ">"
      case "—": result += "\\(em"
      case "·": result += "\\(bu"
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }
}

/// Commands, their options and the values of those, by Tab.
enum BashCompletion {
  static func text() -> String {
    let names = CommandTable.rows.map(\.name.rawValue).filter { !$0.isEmpty }
    var lines = [
      "# loket(1): printed by `loket help --format bash`.", "_loket() {",
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" command='' word skip=''",
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do",
      "    if [ -n \"$skip\" ]; then skip=''; continue; fi",
      "    case \"$word\" in", "      \(valued.map(\.name).joined(separator: "|"))) skip=1 ;;", "      -*) ;;",
      "      *) command=\"$word\"; break ;;", "    esac", "  done", "  local words=''",
      "  case \"$command $before\" in",
    ]
    for rule in CommandTable.rows {
      for option in rule.options where !option.value.names.isEmpty {
        lines.append("    '\(rule.name.rawValue) \(option.name)') words='\(joined(option.value.names))' ;;")
      }
    }
    for option in CommandTable.common where !option.value.names.isEmpty {
      lines.append("    *' \(option.name)') words='\(joined(option.value.names))' ;;")
    }
    lines += [
      "    *' --data') COMPREPLY=($(compgen -d -- \"$current\")); return ;;",
      "    *' --output') COMPREPLY=($(compgen -f -- \"$current\")); return ;;",
      "    *)", "      case \"$command\" in", "        '') words='\(joined(names + common))' ;;",
    ]
    for rule in CommandTable.rows where !rule.name.rawValue.isEmpty && !rule.name.rawValue.hasPrefix("-") {
      let values = rule.words.flatMap(\.value.names)
      let all = joined(values + rule.options.map(\.name) + common)
      let takesFile = rule.words.contains { $0.title == .wordFile }
      let files = takesFile ? " COMPREPLY=($(compgen -f -- \"$current\"));" : ""
      lines.append("        \(rule.name.rawValue))\(files) words='\(all)' ;;")
    }
    lines += [
      "      esac ;;", "  esac",
      "  COMPREPLY+=($(compgen -W \"$words\" -- \"$current\"))",
      "}", "complete -o filenames -F _loket loket",
    ]
    return lines.joined(separator: "\n")
  }

  private static var common: [String] { CommandTable.common.map(\.name) }
  /// Every option that takes a value, once.
  private static var valued: [OptionRule] {
    var seen: Set<String> = []
    return (CommandTable.common + CommandTable.rows.flatMap(\.options))
      .filter { $0.title != nil && seen.insert($0.name).inserted }
  }
  private static func joined(_ words: [String]) -> String { words.joined(separator: " ") }
}

extension Phrase {
  static let manualTitle = Phrase("command.manual.title")
  static let manualName = Phrase("command.manual.name")
  static let manualSummary = Phrase("command.manual.summary")
  static let manualSynopsis = Phrase("command.manual.synopsis")
  static let manualDescription = Phrase("command.manual.description")
  static let manualDescriptionText = Phrase("command.manual.descriptionText")
  static let manualCommands = Phrase("command.manual.commands")
  static let manualOptions = Phrase("command.manual.options")
  static let manualExit = Phrase("command.manual.exit")
  static let manualFiles = Phrase("command.manual.files")
  static let manualFilesText = Phrase("command.manual.filesText")
  static let manualSafety = Phrase("command.manual.safety")
  static let manualSafetyText = Phrase("command.manual.safetyText")
}
