// Effect.print carried out: first its trace is on the disk, then the printing system is called, and the loop goes on.
import Glibc
import LoketApp
import LoketJournal
import LoketModel
import LoketSync

/// A sheet that the printing system has not yet answered for.
struct SheetOnItsWay {
  let printout: Printout
  let program: CalledProgram
  /// When it is given up, by the clock that never goes back.
  let deadline: Int64
}

extension ScreenProgram {
  /// Nothing leaves before the trace is on the disk; what cannot be traced is not printed.
  func print(_ printout: Printout) -> [Event] {
    guard let journal = data?.journal else { return [] }
    if let line = printout.trace {
      do { try trace(line, in: journal) } catch {
        log.note("print: \(surroundings.wording.text(error.message))")
        return [trouble(error), .printed(.failed(brief(error.message)))]
      }
    }
    if printout.isFileOnly { return [.printed(filed(printout, why: nil))] }
    guard let path = LinePrinter.program(printout.printer) else {
      return [.printed(filed(printout, why: Message(.printNoProgram)))]
    }
    do {
      let program = try CalledProgram(
        path, LinePrinter.arguments(printout.printer),
        environment: LinePrinter.environment(Surroundings.variable), input: printout.sheet.bytes(for: printout.printer))
      sheets.append(
        SheetOnItsWay(
          printout: printout, program: program, deadline: ProgramClock.milliseconds() + LinePrinter.patience))
      return []
    } catch {
      return [.printed(filed(printout, why: Message(.printRefused, ["said": String(error.code)])))]
    }
  }

  /// What the printing system has answered by now, as events.
  func printed() -> [Event] {
    var events: [Event] = []
    var waiting: [SheetOnItsWay] = []
    for sheet in sheets {
      if let outcome = sheet.program.outcome() {
        if outcome.code == 0 {
          events.append(.printed(.sent))
        } else {
          log.note("lp: \(outcome.code)")
          let why = LinePrinter.refusal(outcome, sheet.printout.printer)
          events.append(.printed(filed(sheet.printout, why: why)))
        }
      } else if ProgramClock.milliseconds() >= sheet.deadline {
        sheet.program.end()
        events.append(.printed(filed(sheet.printout, why: Message(.printNoAnswer))))
      } else {
        waiting.append(sheet)
      }
    }
    sheets = waiting
    return events
  }

  /// Leaving: what is still on its way gets a moment; what then has no answer is in a file.
  func finishPrinting() {
    let end = ProgramClock.milliseconds() + 3_000
    while !sheets.isEmpty, ProgramClock.milliseconds() < end {
      _ = printed()
      if !sheets.isEmpty { poll(nil, 0, 20) }
    }
    for sheet in sheets {
      sheet.program.end()
      _ = filed(sheet.printout, why: Message(.printNoAnswer))
    }
    sheets = []
  }

  /// Writes the sheet into the folder of prints.
  private func filed(_ printout: Printout, why: Message?) -> PrintOutcome {
    guard let journal = data?.journal else { return .failed(Message(.printNoAnswer)) }
    do {
      let path = try journal.prints.keep(Array(printout.sheet.text.utf8), file: printout.file, now: clock.now())
      let shown = BriefPath.fromHome(path, home: Surroundings.variable("HOME"))
      return why.map { .kept(path: shown, why: $0) } ?? .filed(path: shown)
    } catch {
      log.note("print: \(surroundings.wording.text(error.message))")
      return .failed(brief(error.message))
    }
  }

  func keep(_ printer: PrinterSettings) -> [Event] {
    guard let journal = data?.journal else { return [] }
    do {
      try journal.prints.keep(printer)
      return [.printerKept(printer)]
    } catch { return [trouble(error)] }
  }
}
