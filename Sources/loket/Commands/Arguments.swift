// Reads the command line against the table. Pure: what was typed goes in, a command or one sentence comes out.
import LoketModel

/// A command line that the table allows.
struct Arguments: Equatable, Sendable {
  var command: CommandName
  var words: [String]
  /// By name with its dashes; an option that stands alone has the value "".
  var options: [String: String]

  subscript(_ option: String) -> String? { options[option] }
  func has(_ option: String) -> Bool { options[option] != nil }
  func number(_ option: String) -> Int? { options[option].flatMap { Int($0) } }
  func day(_ option: String) -> CalendarDate? { options[option].flatMap { ValueRule.day(of: $0) } }
}

/// One sentence about a command line that cannot be meant, and the command whose usage helps.
struct WrongArguments: Error, Equatable {
  let message: Message
  let command: CommandName
}

extension Arguments {
  /// Reads what stands after the program's name. Options may stand before or after the command and be written
  /// `--name value` or `--name=value`; after `--` everything is a word.
  static func parse(_ typed: [String]) throws(WrongArguments) -> Arguments {
    let command = commandName(in: typed)
    var parser = ArgumentParser(command: command, waiting: typed[...])
    try parser.run()
    return Arguments(command: parser.command, words: parser.words, options: parser.options)
  }

  /// The language that the line asks for, even where the rest of it is wrong.
  static func language(of typed: [String]) -> Language {
    for (index, text) in typed.enumerated() {
      if text.hasPrefix("--lang="), let language = Language(rawValue: String(text.dropFirst(7))) { return language }
      if text == "--lang", index + 1 < typed.count, let language = Language(rawValue: typed[index + 1]) {
        return language
      }
    }
    return .indonesian
  }

  /// The first word that is no option and no option's value decides which command is meant.
  private static func commandName(in typed: [String]) -> CommandName {
    if typed.contains("--version") { return .version }
    var skip = false
    for text in typed {
      if skip {
        skip = false
      } else if text.hasPrefix("-"), text != "-" {
        skip = !text.contains("=") && ArgumentParser.takesValue(text)
      } else if let name = CommandName(rawValue: text), name != .screen {
        return name
      } else {
        return .screen
      }
    }
    return .screen
  }
}

private struct ArgumentParser {
  var command: CommandName
  var waiting: ArraySlice<String>
  var words: [String] = []
  var options: [String: String] = [:]
  var foundCommand = false
  var wantsHelp = false

  init(command: CommandName, waiting: ArraySlice<String>) {
    self.command = command
    self.waiting = waiting
  }

  static func takesValue(_ name: String) -> Bool {
    (CommandTable.common + CommandTable.rows.flatMap(\.options)).contains { $0.name == name && $0.title != nil }
  }

  mutating func run() throws(WrongArguments) {
    var onlyWords = false
    while let text = waiting.popFirst() {
      if onlyWords || text == "-" || !text.hasPrefix("-") {
        try takeWord(text)
      } else if text == "--" {
        onlyWords = true
      } else if text == "--help" || text == "-h" {
        wantsHelp = true
      } else if text != "--version" {
        try takeOption(text)
      }
    }
    if wantsHelp {
      words = command == .screen || command == .help ? [] : [command.rawValue]
      command = .help
      return
    }
    try checkComplete()
  }

  private mutating func takeWord(_ text: String) throws(WrongArguments) {
    if !foundCommand, command != .version {
      foundCommand = true
      guard text == command.rawValue else { throw wrong(.commandUnknown, ["word": text]) }
      return
    }
    let rules = CommandTable.rule(command).words
    guard words.count < rules.count else { throw wrong(.commandWordTooMany, ["word": text]) }
    try check(text, rules[words.count].value, name: nil)
    words.append(text)
  }

  private mutating func takeOption(_ text: String) throws(WrongArguments) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0]
    guard let rule = (CommandTable.common + CommandTable.rule(command).options).first(where: { $0.name == name }) else {
      throw wrong(.commandOptionUnknown, ["option": name])
    }
    guard options[name] == nil else { throw wrong(.commandOptionTwice, ["option": name]) }
    guard rule.title != nil else {
      guard parts.count == 1 else { throw wrong(.commandOptionAlone, ["option": name]) }
      options[name] = ""
      return
    }
    // A value that begins with dashes is nearly always the next option after a forgotten value.
    let next = parts.count == 2 ? parts[1] : (waiting.first?.hasPrefix("--") == true ? nil : waiting.popFirst())
    guard let value = next, !value.isEmpty else { throw wrong(.commandValueMissing, ["option": name]) }
    try check(value, rule.value, name: name)
    options[name] = value
  }

  private func checkComplete() throws(WrongArguments) {
    let rule = CommandTable.rule(command)
    if words.count < rule.words.count, !rule.words[words.count].isOptional {
      throw wrong(.commandWordMissing, [:])
    }
    if let missing = rule.options.first(where: { $0.isRequired && options[$0.name] == nil }) {
      throw wrong(.commandOptionMissing, ["option": missing.name])
    }
  }

  private func check(_ value: String, _ rule: ValueRule, name: String?) throws(WrongArguments) {
    let named = ["option": name ?? "", "value": value]
    switch rule {
    case .text: return
    case .number(let range):
      guard value.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(value), range.contains(number) else {
        throw wrong(.commandNumberWrong, named)
      }
    case .oneOf(let names):
      guard names.contains(value) else {
        let choices = ["value": value, "choices": names.joined(separator: ", ")]
        throw wrong(.commandChoiceWrong, choices)
      }
    case .day: if ValueRule.day(of: value) == nil { throw wrong(.commandDayWrong, named) }
    case .moment: if Timestamp(value) == nil { throw wrong(.commandMomentWrong, named) }
    case .standardInput: if value != "-" { throw wrong(.commandPinOnInput, named) }
    }
  }

  private func wrong(_ phrase: Phrase, _ arguments: [String: String]) -> WrongArguments {
    WrongArguments(message: Message(phrase, arguments), command: command)
  }
}

extension Phrase {
  static let commandUnknown = Phrase("command.wrong.command")
  static let commandWordTooMany = Phrase("command.wrong.word")
  static let commandWordMissing = Phrase("command.wrong.wordMissing")
  static let commandOptionUnknown = Phrase("command.wrong.option")
  static let commandOptionTwice = Phrase("command.wrong.optionTwice")
  static let commandOptionAlone = Phrase("command.wrong.optionAlone")
  static let commandOptionMissing = Phrase("command.wrong.optionMissing")
  static let commandValueMissing = Phrase("command.wrong.valueMissing")
  static let commandNumberWrong = Phrase("command.wrong.number")
  static let commandChoiceWrong = Phrase("command.wrong.choice")
  static let commandDayWrong = Phrase("command.wrong.day")
  static let commandMomentWrong = Phrase("command.wrong.moment")
  static let commandPinOnInput = Phrase("command.wrong.pin")
}
