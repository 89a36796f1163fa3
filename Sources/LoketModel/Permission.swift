// Who may do what: the one table that every screen, menu, key and command asks. Adding an action is a row.

/// One action that somebody may be refused.
public enum Permission: String, CaseIterable, Sendable {
  // Reading
  case readParticipants, readPeople, seeNumbers, seePhones, seeTrace
  // Entering
  case registerPeople, changePeople, voidRecords, assign, place, recordOutcome, visits, fieldRounds
  case answerPairs, importPeople
  // Programmes
  case programs, apply, setRulesAside, select, confirmSeats, classes, attendance, certificates, events
  // From skill to work
  case themes, vacancies, refer, workHubs, followUps, crafts, groups, mentors, advanceGroups, grants
  // Deciding
  case readQueue, reviewEntries, closeDay, readConflicts, settleConflicts, joinPairs, openOthersDrafts, personalData
  // Leaving the program
  case printPapers, exportPeople
  // The office and its PCs
  case officeSettings, trackSettings, partnerSettings, accounts, devices, printers, backup, synchronise
}

extension Permission {
  /// One action with who may do it.
  public struct Row: Sendable {
    public let permission: Permission
    public let roles: Set<Role>
    /// Whether it needs a data folder that this program may write.
    public let writes: Bool

    init(_ permission: Permission, _ roles: Set<Role>, writes: Bool = true) {
      self.permission = permission
      self.roles = roles
      self.writes = writes
    }
  }

  /// Every action once, in the order in which README and the help list them.
  public static let table: [Row] = [
    Row(.readParticipants, [.clerk, .supervisor, .villageHead, .mentor, .observer], writes: false),
    Row(.readPeople, [.clerk, .supervisor, .villageHead, .observer], writes: false),
    Row(.seeNumbers, [.clerk, .supervisor, .villageHead], writes: false),
    Row(.seePhones, [.clerk, .supervisor, .villageHead, .mentor], writes: false),
    Row(.seeTrace, [.supervisor, .villageHead], writes: false),
    Row(.registerPeople, [.clerk, .supervisor]),
    Row(.changePeople, [.clerk, .supervisor]),
    Row(.voidRecords, [.clerk, .supervisor]),
    Row(.assign, [.clerk, .supervisor]),
    Row(.place, [.clerk, .supervisor, .mentor]),
    Row(.recordOutcome, [.clerk, .supervisor, .mentor]),
    Row(.visits, [.clerk, .supervisor]),
    Row(.fieldRounds, [.clerk, .supervisor]),
    Row(.answerPairs, [.clerk, .supervisor, .villageHead]),
    // Whoever looks after the PCs brings the file of the village system in; it is one entry, and others approve it.
    Row(.importPeople, [.clerk, .supervisor, .administrator]),
    // What an office promises its people is for those who answer for it.
    Row(.programs, [.supervisor, .villageHead, .administrator]),
    Row(.apply, [.clerk, .supervisor]),
    Row(.setRulesAside, [.supervisor, .villageHead]),
    Row(.select, [.supervisor, .villageHead]),
    // Whoever telephones the selected.
    Row(.confirmSeats, [.clerk, .supervisor]),
    Row(.classes, [.clerk, .supervisor, .villageHead]),
    Row(.attendance, [.clerk, .supervisor, .mentor]),
    Row(.certificates, [.clerk, .supervisor]),
    Row(.events, [.clerk, .supervisor]),
    Row(.themes, [.supervisor, .villageHead, .administrator]),
    Row(.vacancies, [.clerk, .supervisor, .villageHead, .mentor]),
    // Whoever is sent to a company is sent by the desk.
    Row(.refer, [.clerk, .supervisor]),
    Row(.workHubs, [.clerk, .supervisor, .villageHead]),
    Row(.followUps, [.clerk, .supervisor, .mentor]),
    Row(.crafts, [.clerk, .supervisor, .mentor]),
    // Whoever forms them at the desk, and whoever stands by them.
    Row(.groups, [.clerk, .supervisor, .mentor]),
    // Who stands by whom is the office's to say; that a group is advanced is its supervisor's.
    Row(.mentors, [.clerk, .supervisor, .villageHead]),
    Row(.advanceGroups, [.supervisor, .villageHead]),
    // Whoever hands over, and whoever looks at it later.
    Row(.grants, [.clerk, .supervisor, .villageHead, .mentor]),
    // A clerk finds there what came back.
    Row(.readQueue, [.clerk, .supervisor, .villageHead], writes: false),
    Row(.reviewEntries, [.supervisor, .villageHead]),
    Row(.closeDay, [.supervisor, .villageHead]),
    // An administrator sees those of settings alone.
    Row(.readConflicts, [.clerk, .supervisor, .villageHead, .administrator], writes: false),
    Row(.settleConflicts, [.supervisor, .villageHead]),
    Row(.joinPairs, [.supervisor, .villageHead]),
    Row(.openOthersDrafts, [.supervisor]),
    Row(.personalData, [.supervisor, .villageHead]),
    Row(.printPapers, [.clerk, .supervisor, .villageHead], writes: false),
    // A whole register in one file is more than the desk needs.
    Row(.exportPeople, [.supervisor, .villageHead], writes: false),
    Row(.officeSettings, [.supervisor, .villageHead, .administrator]),
    Row(.trackSettings, [.supervisor, .villageHead, .administrator]),
    // Partners are met at the desk and by whoever goes with the participants.
    Row(.partnerSettings, [.clerk, .supervisor, .villageHead, .mentor, .administrator]),
    Row(.accounts, [.supervisor, .villageHead, .administrator]),
    Row(.devices, [.supervisor, .villageHead, .administrator]),
    Row(.printers, [.clerk, .supervisor, .villageHead, .administrator]),
    Row(.backup, [.supervisor, .villageHead, .administrator]),
    // Whoever is at the desk when the laptop comes back.
    Row(.synchronise, [.clerk, .supervisor, .villageHead, .administrator]),
  ]

  /// An action that the table lacks is nobody's; a test holds it complete.
  public var row: Row { Permission.table.first { $0.permission == self } ?? Row(self, []) }

  public func allows(_ role: Role) -> Bool { row.roles.contains(role) }

  /// What it is called, as a person reads it.
  public var words: Phrase { Phrase("permission.\(rawValue)") }

  /// "Hanya untuk Penyelia, Lurah.": who may, where `role` may not; nil where it may.
  public func refusal(_ role: Role, _ wording: Wording) -> String? { Permission.refusal(role, [self], wording) }

  /// The same of something that needs several permissions: who has all of them.
  public static func refusal(_ role: Role, _ permissions: [Permission], _ wording: Wording) -> String? {
    let allowed = Role.allCases.filter { role in permissions.allSatisfy { $0.allows(role) } }
    guard !allowed.contains(role) else { return nil }
    let names = allowed.map { $0.name(wording.language) }
    return wording.text(.permissionOnly, ["roles": names.joined(separator: ", ")])
  }

  /// The table as README prints it.
  public static var markdown: String {
    let english = Wording(.english)
    let names = Role.allCases.map { $0.name(.english) }
    var lines = ["| Action | \(names.joined(separator: " | ")) |", "|---" + String(repeating: "|:-:", count: 6) + "|"]
    for row in table {
      let marks = Role.allCases.map { row.roles.contains($0) ? "yes" : "–" }
      lines.append("| \(english[row.permission.words]) | \(marks.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Phrase {
  static let permissionOnly = Phrase("permission.only")
}
