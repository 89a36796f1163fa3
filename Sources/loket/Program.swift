// From the command line to an exit code: reads the line, picks the command, says what is wrong with it.
import Glibc
import LoketModel

enum Program {
  static let version = "1.0"

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
      return StandardStreams.say(HelpCommand.text(about: topic, wording)) ? ExitCode.done : ExitCode.notWritten
    case .screen, .demo:
      guard StandardStreams.isTerminal else {
        StandardStreams.complain(wording[.commandNoTerminal])
        return ExitCode.wrong
      }
      return ExitCode.done
    case .initialise, .importRows, .export, .report, .check, .generate:
      return ExitCode.wrong
    }
  }
}

extension Phrase {
  static let commandNoTerminal = Phrase("command.screen.noTerminal")
}
