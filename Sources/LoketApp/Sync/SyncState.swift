// How it stands with the exchange with other PCs, as the screen knows it.
import LoketModel

public struct SyncState: Equatable, Sendable {
  public struct Place: Equatable, Sendable {
    public let path: String
    public let last: Timestamp?
    /// A supervisor let people's data be written there as they are.
    public let isAllowed: Bool
    /// What goes there is encrypted for the office's PCs.
    public let isSealed: Bool

    public init(path: String, last: Timestamp?, isAllowed: Bool, isSealed: Bool = false) {
      (self.path, self.last, self.isAllowed, self.isSealed) = (path, last, isAllowed, isSealed)
    }
  }

  /// A step of an exchange that is under way.
  public struct Progress: Equatable, Sendable {
    public let step: Phrase
    /// Bytes so far, and in all.
    public let done: Int
    public let total: Int

    public init(step: Phrase, done: Int, total: Int) {
      (self.step, self.done, self.total) = (step, done, total)
    }
  }

  /// What would go and come, or what went and came.
  public struct Report: Equatable, Sendable {
    public var place = ""
    /// When it ended; nil while it is under way.
    public var at: Timestamp?
    /// Nothing was moved.
    public var isPlan = false
    public var receivedParts = 0
    public var receivedBytes = 0
    /// Edits that are new here.
    public var edits = 0
    public var sentParts = 0
    public var sentBytes = 0
    /// From whom: a PC's name, its edits, the time that its last one states.
    public var origins: [Origin] = []
    public var unfinished = 0
    public var otherOffices = 0
    public var refused = 0
    /// Files there that were given up: somebody may delete them.
    public var givenUp = 0
    /// Fields that wait for a decision since.
    public var conflicts = 0
    /// Everything lies on the place itself.
    public var isSafe = false

    public init() {}
  }

  public struct Origin: Equatable, Sendable {
    public let device: String
    public let edits: Int
    public let latest: String

    public init(device: String, edits: Int, latest: String) {
      (self.device, self.edits, self.latest) = (device, edits, latest)
    }
  }

  /// What was seen of a folder before anything is asked about it.
  public struct Look: Equatable, Sendable {
    public let place: String
    /// Files of this office lie there that only its PCs can read.
    public let isSealed: Bool

    public init(place: String, isSealed: Bool) { (self.place, self.isSealed) = (place, isSealed) }
  }

  /// A file that is not believed, and waits.
  public struct Refused: Equatable, Sendable {
    public let path: String
    public let place: String
    /// Whose it is by its path; nil of one under a strange name.
    public let device: Identifier?
    /// What it is and who does what about it.
    public let reason: Phrase
    /// What a decision to let it go names; nil of one that may yet be believed.
    public let subject: Identifier?

    public init(
      path: String, place: String, device: Identifier? = nil, reason: Phrase, subject: Identifier? = nil
    ) {
      (self.path, self.place, self.device, self.reason) = (path, place, device, reason)
      self.subject = subject
    }
  }

  /// What a PC says of itself of which nothing is believed yet.
  public struct Applicant: Equatable, Sendable {
    public let device: Identifier
    public let label: String?
    public let key: String?

    public init(device: Identifier, label: String?, key: String?) {
      (self.device, self.label, self.key) = (device, label, key)
    }
  }

  /// The one that was used last comes first.
  public var places: [Place] = []
  /// Sticks and disks that are there now.
  public var found: [String] = []
  /// Own saves that no place has yet.
  public var unsent = 0
  public var progress: Progress?
  public var report: Report?
  /// What went wrong the last time.
  public var problem: Message?
  /// The place of the last look or exchange; empty before the first.
  public var lastPlace = ""
  /// The folder that was looked at last.
  public var looked: Look?
  /// The stick or disk of the last place is not mounted.
  public var isUnmounted = false
  /// The place asks who this PC is, or knows it otherwise.
  public var asksLogin = false
  /// What lies in quarantine.
  public var refused: [Refused] = []
  /// Where each PC's work ends, as far as it is here: the roots of its last segments.
  public var ends: [Identifier: Set<String>] = [:]
  /// PCs that nobody enrolled, as their waiting files describe them.
  public var applicants: [Applicant] = []
  /// The program that signs and verifies is installed.
  public var canSign = true
  /// The program that encrypts is installed.
  public var canSeal = false

  public init() {}

  public var isRunning: Bool { progress != nil }

  func place(_ path: String) -> Place? { places.first { $0.path == path } }
}

/// What a person asks of the exchange.
public enum SyncWish: Equatable, Sendable {
  /// Which places there are, and how it stands; refused files that were given up go now.
  case look
  /// Whether a folder is there, and how what lies in it is written.
  case probe(String)
  /// What goes to this place from now on is encrypted, or not.
  case seal(String, Bool)
  /// The place is a folder of this PC's own disk, and no stick that should be mounted there.
  case plain(String)
  /// What would go and come.
  case compare(String)
  /// Both ways; `allows` is a supervisor's word that the data may lie there, `seals` that they lie there encrypted.
  case begin(String, allows: Bool, seals: Bool = false)
  /// Stop where it is: what came and went stays.
  case stop
  /// Who this PC is to a server: kept beside the data, for its owner's eyes alone.
  case login(String, PlaceLogin)
}
