// Every command with its words and options: one row gives the parser, the usage line and the help.
import LoketModel
import LoketRegistry

/// What a person can ask of the program on its command line.
enum CommandName: String, CaseIterable, Sendable {
  /// No word at all: the screen.
  case screen = ""
  case demo
  case initialise = "init"
  case importRows = "import"
  case export
  case conflicts
  case duplicates
  case sync
  case devices
  case report
  case printSheet = "print"
  case check
  case backup
  case restore
  case regions
  case generate
  case help
  case version = "--version"
}

/// What may stand where a value is expected.
enum ValueRule: Hashable, Sendable {
  case text
  /// Digits, within the range.
  case number(ClosedRange<Int>)
  case oneOf([String])
  /// `22-11-2026` or `2026-11-22`.
  case day
  /// `2026-11-22T09:11:04+07:00`.
  case moment
  /// Only `-`: the value itself comes on standard input, where no list of processes shows it.
  case standardInput
}

extension ValueRule {
  /// The values themselves, where only some are possible.
  var names: [String] {
    guard case .oneOf(let names) = self else { return [] }
    return names
  }

  /// The day that a person wrote on the command line, its year in full: what is short there is a slip more often than
  /// a wish.
  static func day(of text: String) -> CalendarDate? {
    guard text.split(whereSeparator: { !$0.isNumber }).contains(where: { $0.count == 4 || $0.count == 8 }) else {
      return nil
    }
    // With four digits of a year nothing depends on today.
    return CalendarDate(year: 2000, month: 1, day: 1).flatMap { try? CalendarDate.typed(text, today: $0).get() }
  }
}

struct WordRule: Hashable, Sendable {
  /// What the usage line calls it, in the language of the person.
  let title: Phrase
  let value: ValueRule
  let isOptional: Bool

  init(_ title: Phrase, _ value: ValueRule = .text, optional: Bool = false) {
    self.title = title
    self.value = value
    self.isOptional = optional
  }
}

struct OptionRule: Hashable, Sendable {
  let name: String
  /// What the usage line calls its value; nil for an option that stands alone.
  let title: Phrase?
  let value: ValueRule
  let isRequired: Bool

  /// What it does, for the help.
  var meaning: Phrase { Phrase("command.option.\(name.dropFirst(2))") }

  init(_ name: String, _ title: Phrase? = nil, _ value: ValueRule = .text, required: Bool = false) {
    self.name = name
    self.title = title
    self.value = value
    self.isRequired = required
  }
}

struct CommandRule: Sendable {
  let name: CommandName
  let summary: Phrase
  let words: [WordRule]
  let options: [OptionRule]
  /// What the account of `--as` must be allowed; nil: no person and no setting is touched.
  let permission: Permission?

  init(
    _ name: CommandName, _ summary: Phrase, words: [WordRule] = [], options: [OptionRule] = [],
    needs permission: Permission? = nil
  ) {
    self.permission = permission
    self.name = name
    self.summary = summary
    self.words = words
    self.options = options
  }
}

enum CommandTable {
  static let rows: [CommandRule] = [
    CommandRule(.screen, .commandScreen),
    CommandRule(.demo, .commandDemo, options: [households]),
    CommandRule(
      .initialise, .commandInitialise,
      options: [
        OptionRule("--office", .wordCode), OptionRule("--join", .wordCarrier),
        OptionRule("--device", .wordName, required: true),
        OptionRule("--supervisor", .wordLogin, required: true),
        OptionRule("--pin", .wordDash, .standardInput, required: true),
        OptionRule("--office-name", .wordName), OptionRule("--credentials", .wordFile),
      ]),
    CommandRule(
      .importRows, .commandImport, words: [WordRule(.wordFile)],
      options: [
        OptionRule("--wave", .wordWave), OptionRule("--program", .wordProgram), OptionRule("--dry-run"),
        format(["json"]),
      ], needs: .importPeople),
    CommandRule(
      .export, .commandExport, words: [WordRule(.wordKind, .oneOf(exportKinds))],
      options: [
        format(["csv", "jsonl", "json", "html"]), OptionRule("--output", .wordFile), OptionRule("--masked"),
        OptionRule("--spreadsheet"), OptionRule("--labels"),
      ], needs: .exportPeople),
    CommandRule(
      .conflicts, .commandConflicts, options: [format(["json"]), OptionRule("--masked")], needs: .readPeople),
    CommandRule(.duplicates, .commandDuplicates, options: [format(["json"])], needs: .readPeople),
    CommandRule(
      .sync, .commandSync, words: [WordRule(.wordCarrier)],
      options: [
        OptionRule("--dry-run"), OptionRule("--allow-unencrypted"), OptionRule("--encrypt"),
        OptionRule("--plain-folder"),
        OptionRule("--credentials", .wordFile),
        format(["json"]),
      ], needs: .synchronise),
    CommandRule(
      .devices, .commandDevices,
      options: [
        OptionRule("--adopt"), OptionRule("--enrol", .wordDevice), OptionRule("--revoke", .wordDevice),
        format(["json"]),
      ], needs: .devices),
    CommandRule(
      .report, .commandReport,
      words: [
        WordRule(
          .wordKind,
          .oneOf(["daily", "offices", "programs", "funnel", "coverage", "followups", "businesses", "access"]))
      ],
      options: [
        OptionRule("--date", .wordDay, .day), OptionRule("--offices", .wordFolder),
        OptionRule("--person", .wordPerson), OptionRule("--by", .wordLogin), format(["json", "csv"]),
      ]),
    CommandRule(
      .printSheet, .commandPrint,
      words: [WordRule(.wordKind, .oneOf(PrintCommand.kinds)), WordRule(.wordHousehold, optional: true)],
      options: [OptionRule("--output", .wordFile)], needs: .printPapers),
    CommandRule(.check, .commandCheck, options: [OptionRule("--repair"), format(["json"])]),
    CommandRule(
      .backup, .commandBackup, words: [WordRule(.wordFile, optional: true)], options: [OptionRule("--daily")],
      needs: .backup),
    CommandRule(.restore, .commandRestore, words: [WordRule(.wordFile)], options: [OptionRule("--anyway")]),
    CommandRule(
      .regions, .commandRegions,
      words: [WordRule(.wordRegionAct, .oneOf(["import", "find"])), WordRule(.wordFileOrText)],
      options: [format(["json"])]),
    CommandRule(
      .generate, .commandGenerate,
      options: [
        OptionRule("--households", .wordNumber, .number(1...200_000), required: true),
        OptionRule("--seed", .wordNumber, .number(0...Int.max)),
      ]),
    CommandRule(
      .help, .commandHelp, words: [WordRule(.wordCommand, .oneOf(helpTopics), optional: true)],
      options: [format(HelpForm.allCases.map(\.rawValue))]),
    CommandRule(.version, .commandVersion),
  ]

  /// Options that every command takes.
  static let common: [OptionRule] = [
    OptionRule("--data", .wordFolder), OptionRule("--lang", .wordLanguage, .oneOf(Language.allCases.map(\.rawValue))),
    OptionRule("--clock", .wordMoment, .moment), OptionRule("--as", .wordLogin),
    OptionRule("--pin", .wordDash, .standardInput),
  ]

  static let exportKinds = TableKind.allCases.map(\.rawValue) + [CatalogueExport.kind]

  static func rule(_ name: CommandName) -> CommandRule {
    // A test holds the table to one row for each name.
    rows.first { $0.name == name } ?? CommandRule(name, .commandScreen)
  }

  /// What the account of `--as` must be allowed to run this line.
  static func permission(of arguments: Arguments) -> Permission? {
    if arguments.command == .report { return arguments.words.first == "access" ? .seeTrace : nil }
    // A file of applicants applies for them too.
    if arguments.command == .importRows, arguments["--wave"] != nil { return .apply }
    // Whoever adds people to groups by keys also searches the whole register.
    if arguments.command == .importRows, arguments["--program"] != nil { return .registerPeople }
    return rule(arguments.command).permission
  }

  /// `loket import FILE [--dry-run] [--format json]`, as the language of `wording` writes it.
  static func usage(_ name: CommandName, _ wording: Wording) -> String {
    let rule = rule(name)
    var parts = ["loket"]
    if name != .screen { parts.append(name.rawValue) }
    for word in rule.words {
      // One possible word stands for itself; of several the help tells which.
      let text = word.value.names.count == 1 ? word.value.names[0] : wording[word.title]
      parts.append(word.isOptional ? "[\(text)]" : text)
    }
    for option in rule.options {
      let text = usage(option, wording)
      parts.append(option.isRequired ? text : "[\(text)]")
    }
    return parts.joined(separator: " ")
  }

  /// `--format csv|json`, `--data FOLDER`, `--masked`.
  static func usage(_ option: OptionRule, _ wording: Wording) -> String {
    guard let title = option.title else { return option.name }
    let names = option.value.names
    return "\(option.name) \(names.isEmpty ? wording[title] : names.joined(separator: "|"))"
  }

  private static let households = OptionRule("--households", .wordNumber, .number(1...200_000))
  private static let helpTopics = CommandName.allCases.map(\.rawValue).filter { !$0.isEmpty && !$0.hasPrefix("-") }
  private static func format(_ names: [String]) -> OptionRule { OptionRule("--format", .wordFormat, .oneOf(names)) }
}

extension Phrase {
  static let commandScreen = Phrase("command.screen.summary")
  static let commandDemo = Phrase("command.demo.summary")
  static let commandInitialise = Phrase("command.init.summary")
  static let commandImport = Phrase("command.import.summary")
  static let commandExport = Phrase("command.export.summary")
  static let commandConflicts = Phrase("command.conflicts.summary")
  static let commandDuplicates = Phrase("command.duplicates.summary")
  static let commandReport = Phrase("command.report.summary")
  static let commandDevices = Phrase("command.devices.summary")
  static let wordDevice = Phrase("command.word.device")
  static let commandSync = Phrase("command.sync.summary")
  static let wordCarrier = Phrase("command.word.carrier")
  static let commandCheck = Phrase("command.check.summary")
  static let commandBackup = Phrase("command.backup.summary")
  static let commandRestore = Phrase("command.restore.summary")
  static let commandRegions = Phrase("command.regions.summary")
  static let wordRegionAct = Phrase("command.word.regionAct")
  static let wordFileOrText = Phrase("command.word.fileOrText")
  static let commandGenerate = Phrase("command.generate.summary")
  static let commandHelp = Phrase("command.help.summary")
  static let commandVersion = Phrase("command.version.summary")
  static let wordCode = Phrase("command.word.code")
  static let wordCommand = Phrase("command.word.command")
  static let wordDash = Phrase("command.word.dash")
  static let wordDay = Phrase("command.word.day")
  static let wordWave = Phrase("command.word.wave")
  static let wordProgram = Phrase("command.word.program")
  static let wordFile = Phrase("command.word.file")
  static let wordFolder = Phrase("command.word.folder")
  static let wordFormat = Phrase("command.word.format")
  static let wordKind = Phrase("command.word.kind")
  static let wordLanguage = Phrase("command.word.language")
  static let wordLogin = Phrase("command.word.login")
  static let wordMoment = Phrase("command.word.moment")
  static let wordName = Phrase("command.word.name")
  static let wordPerson = Phrase("command.word.person")
  static let wordNumber = Phrase("command.word.number")
}
