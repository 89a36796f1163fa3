// Who runs a command: the account of `--as` with its PIN, or the user of this PC. The account's role decides what it may.
import Glibc
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry

extension Surroundings {
  /// In whose name the command runs, once the PIN was right and the role allows what it does. Without `--as` it is the
  /// system's user, who could read the files as well, and stands in the trace as such.
  func account(_ data: OpenData) throws(CommandFailure) -> String {
    guard let login = arguments["--as"] else {
      if arguments.has("--pin"), arguments.command != .initialise { throw CommandFailure(.commandPinWhose) }
      return Surroundings.systemUser
    }
    guard let account = data.registry.account(login), account.active != "no" else {
      throw CommandFailure(.commandAccountUnknown, ["login": login])
    }
    try checkPIN(of: login, data.journal.pins)
    if let needed = CommandTable.permission(of: arguments), let why = needed.refusal(account.trust, wording) {
      throw CommandFailure(
        .commandNotAllowed, ["login": login, "role": account.trust.name(wording.language), "why": why])
    }
    return login
  }

  /// A wrong PIN counts like one at the screen, and waits like it.
  private func checkPIN(of login: String, _ pins: Pins) throws(CommandFailure) {
    let wait = try attempt { () throws(JournalError) in try pins.wait(login, now: ProgramClock.seconds()) }
    if wait > 0 { throw CommandFailure(.commandPinWait, ["seconds": String(wait)]) }
    let pin = try typedPIN(of: login)
    let verdict = try attempt { () throws(JournalError) in
      try pins.check(login, pin: pin, now: ProgramClock.seconds(), isSignIn: false)
    }
    switch verdict {
    case .right: return
    case .rightToChange: throw CommandFailure(.commandPinGiven, ["login": login])
    case .wrong(let wait) where wait > 0: throw CommandFailure(.commandPinWrongWait, ["seconds": String(wait)])
    case .wrong: throw CommandFailure(.commandPinWrong)
    case .tooSoon(let wait): throw CommandFailure(.commandPinWait, ["seconds": String(wait)])
    case .unknown: throw CommandFailure(.commandPinNotHere, ["login": login])
    }
  }

  /// From standard input with `--pin -`, else asked where there is a terminal; nowhere else.
  private func typedPIN(of login: String) throws(CommandFailure) -> String {
    if arguments.has("--pin") {
      guard let pin = StandardStreams.firstLine(limit: 1024) else { throw CommandFailure(.commandPinMissing) }
      return pin
    }
    guard isatty(STDIN_FILENO) == 1, let pin = HiddenLine.read(asking: wording.text(.commandPinAsk, ["login": login]))
    else { throw CommandFailure(.commandPinNeeded) }
    return pin
  }
}

/// One line from the terminal that does not show what is typed.
enum HiddenLine {
  /// Nil when the terminal is gone or somebody pressed Ctrl-C or Ctrl-D. The terminal is as before on every way out.
  static func read(asking question: String, limit: Int = 64) -> String? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var hidden = before
    // Ctrl-C is read like a letter, so that nothing ends the program while the terminal hides what is typed.
    hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    StandardStreams.write(Array(question.utf8), to: STDERR_FILENO)
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else { return nil }
    defer {
      _ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      StandardStreams.write([0x0a], to: STDERR_FILENO)
    }
    var typed: [UInt8] = []
    var byte: UInt8 = 0
    while typed.count < limit {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      switch byte {
      case 0x0a, 0x0d: return typed.isEmpty ? nil : String(decoding: typed, as: UTF8.self)
      case 0x03, 0x04: return nil
      case 0x7f, 0x08: _ = typed.popLast()
      default: typed.append(byte)
      }
    }
    return nil
  }
}

extension Phrase {
  static let commandPinWhose = Phrase("command.pin.whose")
  static let commandNotAllowed = Phrase("command.pin.notAllowed")
  static let commandPinAsk = Phrase("command.pin.ask")
  static let commandPinNeeded = Phrase("command.pin.needed")
  static let commandPinWait = Phrase("command.pin.wait")
  static let commandPinWrong = Phrase("command.pin.wrong")
  static let commandPinWrongWait = Phrase("command.pin.wrongWait")
  static let commandPinGiven = Phrase("command.pin.given")
  static let commandPinNotHere = Phrase("command.pin.notHere")
}
