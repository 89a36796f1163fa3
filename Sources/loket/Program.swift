// From the command line to an exit code: reads the line, picks the command, says what is wrong with it.
import Glibc
import LoketModel

enum Program {
  static let version = ProgramVersion.text

  static func run(_ typed: [String]) -> Int32 {
    // `loket --version` answers before anything is read or decoded.
    if typed == ["--version"] { return StandardStreams.say("Loket \(version)") ? ExitCode.done : ExitCode.notWritten }
    // A reader that went away (`loket export people | head`) is an answer, not a death.
    signal(SIGPIPE, SIG_IGN)
    let wording = Wording(Arguments.language(of: typed))
    do {
      return carryOut(try Arguments.parse(typed), wording)
    } catch {
      StandardStreams.complain(wording.text(error.message))
      StandardStreams.complain(wording.text(.commandUsage, ["usage": CommandTable.usage(error.command, wording)]))
      return ExitCode.wrong
    }
  }

  private static func carryOut(_ arguments: Arguments, _ wording: Wording) -> Int32 {
    switch arguments.command {
    case .version:
      return StandardStreams.say("Loket \(version)") ? ExitCode.done : ExitCode.notWritten
    case .help:
      let topic = arguments.words.first.flatMap { CommandName(rawValue: $0) }
      let form = arguments["--format"].flatMap { HelpForm(rawValue: $0) }
      let text = form?.text(wording) ?? HelpCommand.text(about: topic, wording)
      return StandardStreams.say(text) ? ExitCode.done : ExitCode.notWritten
    case .screen, .demo, .initialise, .importRows, .export, .conflicts, .duplicates, .sync, .devices, .report,
      .printSheet, .check, .generate, .backup, .restore, .regions:
      do {
        return try carryOut(Surroundings(arguments, wording))
      } catch {
        StandardStreams.complain(wording.text(error.message))
        return error.code
      }
    }
  }

  private static func carryOut(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    switch surroundings.arguments.command {
    case .initialise: try InitialiseCommand.run(surroundings)
    case .report: try ReportCommand.run(surroundings)
    case .printSheet: try PrintCommand.run(surroundings)
    case .check: try CheckCommand.run(surroundings)
    case .importRows: try ImportCommand.run(surroundings)
    case .export: try ExportCommand.run(surroundings)
    case .conflicts: try ConflictsCommand.run(surroundings)
    case .devices: try DevicesCommand.run(surroundings)
    case .duplicates: try DuplicatesCommand.run(surroundings)
    case .sync: try SyncCommand.run(surroundings)
    case .backup: try BackupCommand.run(surroundings)
    case .restore: try RestoreCommand.run(surroundings)
    case .regions: try RegionsCommand.run(surroundings)
    case .generate: try GenerateCommand.run(surroundings)
    case .screen, .demo, .help, .version: try ScreenCommand.run(surroundings)
    }
  }
}
