// What a sheet is made of: the registry, who is at the desk, and when. The screen has it, and so has the command.
import LoketModel
import LoketRegistry

public struct PaperSource: Sendable {
  public let registry: Registry
  public let wording: Wording
  /// Ten digits of the village code.
  public let office: String
  public let deviceLabel: String
  /// The login, or `system:<user>` of a command.
  public let account: String
  public let now: Timestamp
  /// Made-up people: said on every sheet.
  public let isDemo: Bool
  public let regions: Regions

  public init(
    registry: Registry, wording: Wording, office: String, deviceLabel: String, account: String, now: Timestamp,
    isDemo: Bool = false, regions: Regions = .compiled
  ) {
    self.registry = registry
    self.wording = wording
    self.office = office
    self.deviceLabel = deviceLabel
    self.account = account
    self.now = now
    self.isDemo = isDemo
    self.regions = regions
  }
}

extension Context {
  var paperSource: PaperSource {
    PaperSource(
      registry: registry, wording: wording, office: session.office, deviceLabel: session.deviceLabel, account: account,
      now: now, isDemo: session.isDemo, regions: regions)
  }
}

extension PaperSource {
  var today: CalendarDate { now.date }

  func day(_ iso: String?) -> String { iso.map { CalendarDate(iso: $0)?.display ?? $0 } ?? "" }

  func code(_ list: CodeList, _ code: String?) -> String { code.map { list.name(of: $0, wording.language) } ?? "" }

  func trackName(_ code: String) -> String {
    registry.ownTrack(code)?.name ?? Tracks.compiled.name(of: code, wording.language)
  }

  /// The full name behind a login, or the login.
  func clerkName(_ login: String) -> String {
    guard let name = registry.account(login)?.name, !name.isEmpty else { return login }
    return name
  }

  /// What stands between the brackets under a clerk's signature: the full name, or dots to write it on. A login is nobody's
  /// name on paper.
  func signature(_ login: String) -> String {
    registry.account(login)?.fullName ?? PaperSource.dottedLine
  }

  private static let dottedLine = String(repeating: ".", count: 24)

  /// What every sheet of this office bears.
  var letterhead: [String: String] {
    let record = registry.office(office)
    let path = regions.path(office).split(separator: ", ").dropFirst().joined(separator: ", ")
    let phone = record?.phone.map { wording.text(.paperPhone, ["phone": PhoneNumber.display($0)]) }
    return [
      "mark": isDemo ? wording[.paperDemo] : "", "office": officeName.uppercased(),
      "place": path.isEmpty ? "" : wording.text(.paperPlace, ["path": path]),
      "contact": [record?.address, phone].compactMap { $0 }.joined(separator: ", "),
      "askAt": [officeName, phone].compactMap { $0 }.joined(separator: ", "),
    ]
  }

  /// "Kelurahan Mintaragen"; a desa by the first digit of its number (2 and 3).
  private var officeName: String {
    let name = registry.office(office)?.name ?? Lookups.villageName(office, regions)
    let kind = wording[office.dropFirst(6).first == "1" ? .paperKelurahan : .paperDesa]
    let folded = NameKey.fold(name)
    return ["KELURAHAN", "DESA"].contains { folded.hasPrefix($0) } ? name : "\(kind) \(name)"
  }
}

extension Phrase {
  static let paperDemo = Phrase("paper.demo")
  static let paperPlace = Phrase("paper.place")
  static let paperPhone = Phrase("paper.phone")
  static let paperKelurahan = Phrase("paper.kelurahan")
  static let paperDesa = Phrase("paper.desa")
}
