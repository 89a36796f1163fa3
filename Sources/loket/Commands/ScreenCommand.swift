// `loket` and `loket demo`: the screen, from the terminal's opening to its return.
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry
import LoketTerminal

enum ScreenCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let isDemo = surroundings.arguments.command == .demo
    // The demo's folder is its own and goes with it: nobody's data, and no folder that somebody named.
    if isDemo, surroundings.arguments["--data"] != nil {
      throw try SampleRefusal.reason(surroundings)
        ?? CommandFailure(.commandDemoElsewhere, ["folder": surroundings.folder])
    }
    guard StandardStreams.isTerminal else { throw CommandFailure(.commandNoTerminal) }
    let presence =
      isDemo ? .absent : try attempt { () throws(JournalError) in try Journal.presence(surroundings.folder) }
    if presence == .other, let refusal = FolderSetUp.refusal(surroundings.folder) { throw refusal }
    // Before the terminal changes: a folder that cannot be opened is one sentence, not a screen.
    let progress = StartProgress(surroundings.wording)
    let data = presence == .ready ? try open(surroundings, progress) : nil
    let terminal: Terminal
    do { terminal = try progress.open() } catch {
      data?.journal.close(saving: nil)
      throw failure(error)
    }
    let program = ScreenProgram(surroundings, terminal)
    if let data {
      program.handle(program.opened(data))
    } else if isDemo {
      let households = surroundings.arguments.number("--households") ?? DemoFolder.households
      for event in program.openDemo(households: households) { program.handle(event) }
    }
    program.run()
    terminal.close()
    program.log.close()
    for notice in program.close() { surroundings.remark(notice.message) }
    return ExitCode.done
  }

  /// To save, or only to look on while another program saves.
  private static func open(
    _ surroundings: Surroundings, _ progress: StartProgress
  ) throws(CommandFailure) -> OpenData? {
    let show = { (read: LoadProgress) in progress.show(.commandLoading, read.segmentsDone, of: read.segments) }
    do {
      let data = try OpenData.open(surroundings.folder, .write, progress: show)
      // Without an account nobody could sign in: the set-up was cut off, and its questions come again.
      guard data.registry.count(.account) > 0 else {
        data.journal.close(saving: nil)
        return nil
      }
      return data
    } catch JournalError.busy {
      progress.giveUp()
      return try attempt { () throws(JournalError) in try OpenData.open(surroundings.folder, .read) }
    } catch {
      progress.giveUp()
      throw CommandFailure(error.message, code: error.exitCode)
    }
  }

  private static func failure(_ problem: TerminalProblem) -> CommandFailure {
    switch problem {
    case .inputIsNoTerminal, .outputIsNoTerminal: CommandFailure(.commandNoTerminal)
    case .noDescription(let tried): CommandFailure(.commandTerminalUnknown, ["tried": tried.joined(separator: ", ")])
    case .refused(let code): CommandFailure(.commandTerminalRefused, ["code": String(code)])
    }
  }
}

extension Phrase {
  static let commandNoTerminal = Phrase("command.screen.noTerminal")
  static let commandTerminalUnknown = Phrase("command.screen.unknownTerminal")
  static let commandTerminalRefused = Phrase("command.screen.refused")
  static let commandDemoElsewhere = Phrase("command.demo.elsewhere")
}
