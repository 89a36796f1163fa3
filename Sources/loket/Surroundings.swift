// What a command stands in: its line, its language, its clock, the data folder, and who asked for it.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

/// One sentence for a person, and the exit code that goes with it.
struct CommandFailure: Error, Equatable {
  let message: Message
  let code: Int32

  init(_ phrase: Phrase, _ arguments: [String: String] = [:], code: Int32 = ExitCode.wrong) {
    message = Message(phrase, arguments)
    self.code = code
  }

  init(_ message: Message, code: Int32) {
    self.message = message
    self.code = code
  }
}

struct Surroundings: Sendable {
  let arguments: Arguments
  let wording: Wording
  let clock: ProgramClock
  /// Absolute, without a slash at its end.
  let folder: String

  init(_ arguments: Arguments, _ wording: Wording) throws(CommandFailure) {
    self.arguments = arguments
    self.wording = wording
    clock = ProgramClock(arguments["--clock"].flatMap { Timestamp($0) })
    guard let folder = Surroundings.folder(given: arguments["--data"], Surroundings.variable) else {
      throw CommandFailure(.commandNoHome)
    }
    self.folder = folder
  }

  var isJSON: Bool { arguments["--format"] == "json" }

  func say(_ phrase: Phrase, _ slots: [String: String] = [:]) { StandardStreams.say(wording.text(phrase, slots)) }
  /// Beside the result: notices and warnings, never mixed into what a program reads.
  func remark(_ message: Message) { StandardStreams.complain(wording.text(message)) }

  /// Opens the data folder, shows how far a long start is, and says what it found.
  func open(_ mode: JournalMode) throws(CommandFailure) -> OpenData {
    let progress = ProgressLine(wording, .commandLoading)
    let folder = folder
    let data = try attempt { () throws(JournalError) in
      try OpenData.open(folder, mode) { progress.show($0.segmentsDone, of: $0.segments) }
    }
    progress.clear()
    for notice in data.notices { remark(notice.message) }
    return data
  }

  /// Whoever runs a command without an account: `system:<user>`.
  static var systemUser: String {
    let entry = getpwuid(geteuid())
    let name = entry.flatMap { $0.pointee.pw_name.map { String(cString: $0) } } ?? String(geteuid())
    return "system:\(TextFilter.clean(name))"
  }

  /// `--data`, else LOKET_DATA, else `$XDG_DATA_HOME/loket`, else `~/.local/share/loket`; nil when nothing says where.
  static func folder(given: String?, _ variable: (String) -> String?) -> String? {
    let chosen: String
    if let given {
      chosen = given
    } else if let named = variable("LOKET_DATA"), !named.isEmpty {
      chosen = named
    } else if let data = variable("XDG_DATA_HOME"), data.hasPrefix("/") {
      chosen = data + "/loket"
    } else if let home = variable("HOME"), home.hasPrefix("/") {
      chosen = home + "/.local/share/loket"
    } else {
      return nil
    }
    return absolute(chosen)
  }

  /// The path from the root, so that a message names a place that can be found.
  static func absolute(_ path: String) -> String {
    var full = path
    if !path.hasPrefix("/") {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      if getcwd(&buffer, buffer.count) != nil {
        full = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/" + path
      }
    }
    while full.count > 1, full.hasSuffix("/") { full.removeLast() }
    return full
  }

  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

extension Phrase {
  static let commandLoading = Phrase("command.loading")
  static let commandAccountUnknown = Phrase("command.account.unknown")
  static let commandNoHome = Phrase("command.data.noHome")
}
