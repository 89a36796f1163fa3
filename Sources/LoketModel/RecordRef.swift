// The name of a record in the journal: its kind and its id.

/// What a record is. A raw string, because kinds that a newer program wrote are kept and passed on.
public struct RecordKind: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let household = RecordKind(rawValue: "household")
  public static let person = RecordKind(rawValue: "person")
  public static let enrolment = RecordKind(rawValue: "enrolment")
  public static let placement = RecordKind(rawValue: "placement")
  public static let partner = RecordKind(rawValue: "partner")
  /// A track that an office added to those of `Resources/tracks.json`.
  public static let track = RecordKind(rawValue: "track")
  /// `office/<ten digits of the village code>`.
  public static let office = RecordKind(rawValue: "office")
  /// A PC. `device/<its identifier>`.
  public static let device = RecordKind(rawValue: "device")
  /// `account/<login>`: one login made on two PCs is one account.
  public static let account = RecordKind(rawValue: "account")
  /// One save of a form or one import, as the supervisor's queue shows it.
  public static let entry = RecordKind(rawValue: "entry")
  /// Two people, or two households, and whether they are one: `pair/<kind>.<lower id>.<higher id>`, so that two PCs that
  /// answer the same question write the same record.
  public static let pair = RecordKind(rawValue: "pair")
  /// One call of a field worker at a household's door.
  public static let fieldVisit = RecordKind(rawValue: "fieldVisit")
  /// Entries that a supervisor approved together.
  public static let approval = RecordKind(rawValue: "approval")
  /// A working day that was closed: `day/<office>/<date>`, so that two PCs that close one day write one record.
  public static let day = RecordKind(rawValue: "day")
  /// A reason for returning an entry that an office added to those of `Resources/codes.json`.
  public static let returnReason = RecordKind(rawValue: "returnReason")
  /// A citizen at the desk, with a number of the day.
  public static let deskVisit = RecordKind(rawValue: "deskVisit")
  /// What a citizen asked about the own data.
  public static let dataRequest = RecordKind(rawValue: "dataRequest")
  /// Which records and lines are erased.
  public static let erasure = RecordKind(rawValue: "erasure")
  /// A PC or a stick that was lost, and who must be told.
  public static let breach = RecordKind(rawValue: "breach")
  /// Lines that will not come any more: `loss/<segment>`, so that two PCs that give up the same lines write one record.
  public static let loss = RecordKind(rawValue: "loss")
  /// A programme of this office: a template and a year. `program/<template>-<year>` where it was taken over as it is, so
  /// that two PCs that do that write one record.
  public static let program = RecordKind(rawValue: "program")
  /// A registration window of a programme.
  public static let wave = RecordKind(rawValue: "wave")
  public static let trainingClass = RecordKind(rawValue: "class")
  /// Who came to one session of a class: `attendance/<class>.<session>`, so that two PCs write one record.
  public static let attendance = RecordKind(rawValue: "attendance")
  /// Somebody's wish to join a programme.
  public static let application = RecordKind(rawValue: "application")
  public static let certificate = RecordKind(rawValue: "certificate")
  /// A job fair, a briefing, a handing over.
  public static let event = RecordKind(rawValue: "event")
  /// What a person was given.
  public static let aid = RecordKind(rawValue: "aid")
  /// A track that a village takes on: `theme/<village>.<track>`, so that two PCs write one record.
  public static let theme = RecordKind(rawValue: "theme")
  /// Posts that a partner offers.
  public static let vacancy = RecordKind(rawValue: "vacancy")
  /// Somebody who was sent to a vacancy: `referral/<vacancy>.<person>`, so that two PCs write one record.
  public static let referral = RecordKind(rawValue: "referral")
  /// A rumah kerja.
  public static let workHub = RecordKind(rawValue: "workHub")
  /// A seat of a work hub: `hubSeat/<hub>.<person>`.
  public static let hubSeat = RecordKind(rawValue: "hubSeat")
  public static let expert = RecordKind(rawValue: "expert")
  /// One call, reached or not.
  public static let followUp = RecordKind(rawValue: "followUp")
  /// Somebody who makes crafts.
  public static let producer = RecordKind(rawValue: "producer")
  public static let product = RecordKind(rawValue: "product")
  public static let promotion = RecordKind(rawValue: "promotion")
  /// A kelompok: a business of several people, or of one.
  public static let group = RecordKind(rawValue: "group")
  /// Somebody of a group: `groupMember/<group>.<person>`, so that two PCs that add one person write one record.
  public static let groupMember = RecordKind(rawValue: "groupMember")
  /// A thing or money that somebody was given to work with.
  public static let grant = RecordKind(rawValue: "grant")
  public static let grantCheck = RecordKind(rawValue: "grantCheck")
  /// A part of a capital grant that was paid.
  public static let disbursement = RecordKind(rawValue: "disbursement")
  /// Who stands by a group: `mentorship/<group>.<expert>`, so that two PCs that assign one mentor write one record.
  public static let mentorship = RecordKind(rawValue: "mentorship")
  public static let mentorVisit = RecordKind(rawValue: "mentorVisit")
  /// A kawasan of several villages.
  public static let area = RecordKind(rawValue: "area")
  /// Something that an area has.
  public static let resource = RecordKind(rawValue: "resource")
}

/// `kind/id`. The id is 32 hex digits, or a name that two PCs would choose alike (a login, an office code).
public struct RecordRef: Hashable, Sendable, CustomStringConvertible {
  public let kind: RecordKind
  public let id: String

  public init(_ kind: RecordKind, _ id: String) {
    self.kind = kind
    self.id = id
  }

  public init(_ kind: RecordKind, _ id: Identifier) { self.init(kind, id.description) }

  /// Reads `kind/id`, where the id may itself hold slashes (`day/<office>/<date>`); nil when either part is empty.
  public init?(_ text: some StringProtocol) {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    let kind = text[..<slash]
    let id = text[text.index(after: slash)...]
    guard !kind.isEmpty, !id.isEmpty else { return nil }
    self.init(RecordKind(rawValue: String(kind)), String(id))
  }

  public var description: String { "\(kind.rawValue)/\(id)" }
}

extension RecordRef {
  /// The application of somebody in a wave: named by both, so that two PCs that take one person in write one record.
  public static func application(wave: String, person: String) -> RecordRef {
    RecordRef(.application, "\(wave).\(person)")
  }

  /// A village's theme: named by both, so that two PCs that take one on write one record.
  public static func theme(village: String, track: String) -> RecordRef { RecordRef(.theme, "\(village).\(track)") }

  public static func referral(vacancy: String, person: String) -> RecordRef {
    RecordRef(.referral, "\(vacancy).\(person)")
  }

  public static func hubSeat(hub: String, person: String) -> RecordRef { RecordRef(.hubSeat, "\(hub).\(person)") }

  public static func mentorship(group: String, mentor: String) -> RecordRef {
    RecordRef(.mentorship, "\(group).\(mentor)")
  }

  public static func groupMember(group: String, person: String) -> RecordRef {
    RecordRef(.groupMember, "\(group).\(person)")
  }
}
