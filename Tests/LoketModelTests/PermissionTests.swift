// The table of who may do what.
import LoketModel
import Testing

@Suite struct PermissionTests {
  /// Each row once more as it was decided: `C`lerk, `S`upervisor, village `H`ead, `M`entor, `A`dministrator, `O`bserver.
  private static let decided: [Permission: String] = [
    .readParticipants: "CSHMO", .readPeople: "CSHO", .seeNumbers: "CSH", .seePhones: "CSHM", .seeTrace: "SH",
    .registerPeople: "CS", .changePeople: "CS", .voidRecords: "CS", .assign: "CS", .place: "CSM",
    .recordOutcome: "CSM", .visits: "CS", .fieldRounds: "CS", .answerPairs: "CSH", .importPeople: "CSA",
    .readQueue: "CSH",
    .reviewEntries: "SH", .closeDay: "SH", .settleConflicts: "SH", .readConflicts: "CSHA", .joinPairs: "SH",
    .openOthersDrafts: "S",
    .personalData: "SH", .printPapers: "CSH", .exportPeople: "SH", .officeSettings: "SHA", .trackSettings: "SHA",
    .partnerSettings: "CSHMA", .accounts: "SHA", .devices: "SHA", .printers: "CSHA", .backup: "SHA",
    .synchronise: "CSHA", .programs: "SHA", .apply: "CS", .setRulesAside: "SH", .select: "SH", .confirmSeats: "CS",
    .classes: "CSH", .attendance: "CSM", .certificates: "CS", .events: "CS", .themes: "SHA",
    .vacancies: "CSHM", .refer: "CS", .workHubs: "CSH", .followUps: "CSM", .crafts: "CSM",
    .groups: "CSM", .mentors: "CSH", .advanceGroups: "SH", .grants: "CSHM",
  ]
  private static let letters: [Role: Character] = [
    .clerk: "C", .supervisor: "S", .villageHead: "H", .mentor: "M", .administrator: "A", .observer: "O",
  ]

  @Test("Every role against every action: allowed as decided, and otherwise the sentence names who may")
  func everyRole() throws {
    #expect(Set(Self.decided.keys) == Set(Permission.allCases))
    for language in Language.allCases {
      let wording = Wording(language)
      for permission in Permission.allCases {
        let allowed = try #require(Self.decided[permission])
        for role in Role.allCases {
          let letter = try #require(Self.letters[role])
          #expect(permission.allows(role) == allowed.contains(letter), "\(role) \(permission)")
          let why = permission.refusal(role, wording)
          #expect((why == nil) == allowed.contains(letter), "\(role) \(permission)")
          guard let why else { continue }
          for other in Role.allCases {
            #expect(why.contains(other.name(language)) == permission.allows(other), "\(role) \(permission): \(why)")
          }
        }
      }
    }
  }

  @Test("No action stands twice, each has its words, and each is somebody's")
  func table() {
    #expect(Permission.table.map(\.permission).count == Permission.allCases.count)
    #expect(Set(Permission.table.map(\.permission)) == Set(Permission.allCases))
    for row in Permission.table {
      #expect(!row.roles.isEmpty, "\(row.permission)")
      for language in Language.allCases {
        #expect(Wording(language)[row.permission.words] != row.permission.words.rawValue)
      }
    }
  }

  @Test("The codes of roles are the roles, and one that nobody here knows reads and no more")
  func codes() {
    #expect(CodeList.role.codes.map(\.code) == Role.allCases.map(\.rawValue))
    #expect(Role(stored: "auditor") == .observer)
    #expect(Role(stored: nil) == .observer)
    #expect(Account(id: "a") { $0 == "role" ? "mentor" : nil }.trust == .mentor)
  }

  @Test("An observer changes, prints and exports nothing")
  func observer() {
    #expect(Permission.allCases.filter { $0.allows(.observer) } == [.readParticipants, .readPeople])
  }

  @Test("A masked telephone number keeps its form, its first signs and the last two")
  func phone() {
    #expect(PhoneNumber.masked("+6281234567890") == "0812-****-**90")
    #expect(PhoneNumber.masked("+62283351234") == "(028*) ****34")
  }
}
