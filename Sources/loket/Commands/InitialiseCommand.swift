// `loket init`: the five questions of the set-up, answered on the command line.
import LoketApp
import LoketJournal
import LoketModel

enum InitialiseCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let answers = try answers(surroundings)
    if try attempt({ () throws(JournalError) in try Journal.presence(surroundings.folder) }) == .other,
      let refusal = FolderSetUp.refusal(surroundings.folder)
    {
      throw refusal
    }
    let data = try attempt { () throws(JournalError) in
      try FolderSetUp.carryOut(answers, in: surroundings.folder, clock: surroundings.clock)
    }
    for notice in data.notices { surroundings.remark(notice.message) }
    for notice in data.journal.close(saving: data.registry) { surroundings.remark(notice.message) }
    surroundings.say(
      .commandInitialised,
      [
        "office": "\(Regions.dotted(answers.office)) \(answers.officeName)", "device": answers.device,
        "supervisor": answers.supervisor, "folder": surroundings.folder,
        "open": surroundings.arguments["--data"] == nil ? "loket" : "loket --data \(surroundings.folder)",
      ])
    return ExitCode.done
  }

  private static func answers(_ surroundings: Surroundings) throws(CommandFailure) -> SetUp {
    let arguments = surroundings.arguments
    let code = arguments["--office"] ?? ""
    guard Regions.isVillageCode(code), let office = Regions.digits(of: code) else {
      throw CommandFailure(.commandOfficeWrong, ["code": code])
    }
    let known = RegionFile.table(in: surroundings.folder).region(office)?.name
    let named = arguments["--office-name"].map { TextFilter.clean($0) }
    if known == nil, named == nil {
      surroundings.remark(Message(.commandOfficeUnknown, ["code": Regions.dotted(office)]))
    }
    let device = TextFilter.clean(arguments["--device"] ?? "").trimmingSpaces
    guard (1...30).contains(device.count) else { throw CommandFailure(.commandDeviceWrong) }
    let login = arguments["--supervisor"] ?? ""
    guard Account.isLogin(login) else { throw CommandFailure(.commandLoginWrong, ["login": login]) }
    return SetUp(
      office: office, officeName: named ?? known ?? Regions.dotted(office), device: device, supervisor: login,
      pin: try pin())
  }

  /// The first line of standard input.
  private static func pin() throws(CommandFailure) -> String {
    guard let pin = StandardStreams.firstLine(limit: 1024) else { throw CommandFailure(.commandPinMissing) }
    guard PIN.isWellFormed(pin) else { throw CommandFailure(.commandPinMalformed) }
    return pin
  }
}

extension String {
  /// Without the spaces at both ends.
  var trimmingSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Phrase {
  static let commandInitialised = Phrase("command.init.done")
  static let commandOfficeWrong = Phrase("command.init.office")
  static let commandOfficeUnknown = Phrase("command.init.officeUnknown")
  static let commandDeviceWrong = Phrase("command.init.device")
  static let commandLoginWrong = Phrase("command.init.login")
  static let commandPinMissing = Phrase("command.init.pinMissing")
  static let commandPinMalformed = Phrase("command.init.pinMalformed")
}
