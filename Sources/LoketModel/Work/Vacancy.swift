// Posts that a partner offers, with what they ask for (Perpres 57/2023).

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Vacancy: Hashable, Sendable, Identifiable {
  public let id: String
  public var partner: String?
  public var title: String?
  public var number: String?
  public var opened: String?
  public var until: String?
  public var posts: String?
  public var track: String?
  public var level: String?
  public var minimumAge: String?
  public var maximumAge: String?
  public var sex: String?
  public var education: String?
  public var experience: String?
  public var wageRange: String?
  public var workPlace: String?
  public var place: String?
  public var village: String?
  public var rt: String?
  public var rw: String?
  public var device: String?
  public var internet: String?
  public var state: String?
  public var stateDate: String?
  public var stateReason: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    partner = values("partner")
    title = values("title")
    number = values("number")
    opened = values("opened")
    until = values("until")
    posts = values("posts")
    track = values("track")
    level = values("level")
    minimumAge = values("minimumAge")
    maximumAge = values("maximumAge")
    sex = values("sex")
    education = values("education")
    experience = values("experience")
    wageRange = values("wageRange")
    workPlace = values("workPlace")
    place = values("place")
    village = values("village")
    rt = values("rt")
    rw = values("rw")
    device = values("device")
    internet = values("internet")
    state = values("state")
    stateDate = values("stateDate")
    stateReason = values("stateReason")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "partner", "title", "number", "opened", "until", "posts", "track", "level", "minimumAge", "maximumAge", "sex",
    "education", "experience", "wageRange", "workPlace", "place", "village", "rt", "rw", "device", "internet", "state",
    "stateDate", "stateReason", "note",
  ]

  /// How many people are wanted; 0 where nobody said.
  public var wanted: Int { posts.flatMap { Int($0) } ?? 0 }

  /// The last day is over: nobody is sent there any more.
  public func isExpired(on day: CalendarDate) -> Bool {
    until.flatMap { CalendarDate(iso: $0) }.map { $0 < day } ?? false
  }
}
