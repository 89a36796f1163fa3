// `loket init`: the five questions of the set-up, answered on the command line; or with `--join` those that are left where
// the office is at work already.
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

enum InitialiseCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    if let place = surroundings.arguments["--join"] { return try join(place, surroundings) }
    let answers = try answers(surroundings)
    try refuse(surroundings)
    let data = try attempt { () throws(JournalError) in
      try FolderSetUp.carryOut(answers, in: surroundings.folder, clock: surroundings.clock)
    }
    for notice in data.notices { surroundings.remark(notice.message) }
    for notice in data.journal.close(saving: data.registry) { surroundings.remark(notice.message) }
    surroundings.say(
      .commandInitialised,
      [
        "office": "\(Regions.dotted(answers.office)) \(answers.officeName)", "device": answers.device,
        "supervisor": answers.supervisor, "folder": surroundings.folder, "open": opening(surroundings),
      ])
    return ExitCode.done
  }

  private static func join(_ place: String, _ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let arguments = surroundings.arguments
    var office: String?
    if let code = arguments["--office"] { office = try self.office(code) }
    let answers = JoinAnswers(
      office: office, device: try device(arguments), supervisor: try supervisor(arguments), pin: try pin())
    try refuse(surroundings)
    let bar = ProgressLine(surroundings.wording, .syncProgress)
    do {
      let written =
        PlaceAddress.isMeant(by: place) ? try Carriers.address(place).text : Surroundings.absolute(place)
      let carrier = try Carriers.open(
        written, beside: surroundings.folder, office: office, login: SyncCommand.login(of: place, nil, surroundings))
      let (data, receipt) = try OfficeJoin.carryOut(
        answers, from: carrier, at: written, surroundings,
        progress: { bar.show($0.bytes >> 10, of: $0.totalBytes >> 10) })
      bar.clear()
      for notice in data.notices + receipt.notices { surroundings.remark(notice.message) }
      for file in receipt.refused {
        surroundings.say(
          .syncRefused, ["file": TextFilter.clean(file.path), "reason": surroundings.wording[file.reason.words]])
      }
      let device = data.journal.device
      let isListed = data.registry.roster.isAdopted
      let name = data.registry.value(RecordRef(.office, device.office), "name") ?? ""
      for notice in data.journal.close(saving: data.registry) { surroundings.remark(notice.message) }
      surroundings.say(
        .joinDone,
        [
          "office": "\(Regions.dotted(device.office)) \(name)", "folder": surroundings.folder,
          "device": device.label, "letter": device.letter, "edits": String(receipt.edits),
          "supervisor": answers.supervisor, "open": opening(surroundings),
        ])
      if isListed { surroundings.remark(Message(.joinNotEnrolled)) }
      return receipt.refused.isEmpty ? ExitCode.done : ExitCode.rejected
    } catch let failure as CommandFailure {
      bar.clear()
      throw failure
    } catch {
      bar.clear()
      let failure = SyncFailure.of(error)
      throw CommandFailure(failure.message, code: failure.code)
    }
  }

  private static func opening(_ surroundings: Surroundings) -> String {
    surroundings.arguments["--data"] == nil ? "loket" : "loket --data \(surroundings.folder)"
  }

  /// No set-up begins in somebody else's folder.
  private static func refuse(_ surroundings: Surroundings) throws(CommandFailure) {
    if try attempt({ () throws(JournalError) in try Journal.presence(surroundings.folder) }) == .other,
      let refusal = FolderSetUp.refusal(surroundings.folder)
    {
      throw refusal
    }
  }

  private static func answers(_ surroundings: Surroundings) throws(CommandFailure) -> SetUp {
    let arguments = surroundings.arguments
    guard let code = arguments["--office"] else { throw CommandFailure(.commandOfficeMissing) }
    let office = try office(code)
    let known = RegionFile.table(in: surroundings.folder).region(office)?.name
    let named = arguments["--office-name"].map { TextFilter.clean($0) }
    if known == nil, named == nil {
      surroundings.remark(Message(.commandOfficeUnknown, ["code": Regions.dotted(office)]))
    }
    return SetUp(
      office: office, officeName: named ?? known ?? Regions.dotted(office), device: try device(arguments),
      supervisor: try supervisor(arguments), pin: try pin())
  }

  private static func office(_ code: String) throws(CommandFailure) -> String {
    guard Regions.isVillageCode(code), let office = Regions.digits(of: code) else {
      throw CommandFailure(.commandOfficeWrong, ["code": code])
    }
    return office
  }

  private static func device(_ arguments: Arguments) throws(CommandFailure) -> String {
    let device = TextFilter.clean(arguments["--device"] ?? "").trimmingSpaces
    guard (1...30).contains(device.count) else { throw CommandFailure(.commandDeviceWrong) }
    return device
  }

  private static func supervisor(_ arguments: Arguments) throws(CommandFailure) -> String {
    let login = arguments["--supervisor"] ?? ""
    guard Account.isLogin(login) else { throw CommandFailure(.commandLoginWrong, ["login": login]) }
    return login
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
  static let commandOfficeMissing = Phrase("command.init.officeMissing")
  static let joinDone = Phrase("command.join.done")
  static let joinNotEnrolled = Phrase("command.join.notEnrolled")
  static let commandOfficeWrong = Phrase("command.init.office")
  static let commandOfficeUnknown = Phrase("command.init.officeUnknown")
  static let commandDeviceWrong = Phrase("command.init.device")
  static let commandLoginWrong = Phrase("command.init.login")
  static let commandPinMissing = Phrase("command.init.pinMissing")
  static let commandPinMalformed = Phrase("command.init.pinMalformed")
}
