// What matching knows of somebody and of a vacancy, in few bytes, and how one is judged by the other.

/// Computers and telephones, and how they reach the internet.
public struct Equipment: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let phone = Equipment(rawValue: 1)
  public static let computer = Equipment(rawValue: 2)
  /// At home, free from the village, or at a work hub.
  public static let steadyInternet = Equipment(rawValue: 4)
  public static let mobileInternet = Equipment(rawValue: 8)
  /// Somebody asked for it.
  public static let knowsDevice = Equipment(rawValue: 16)
  public static let knowsInternet = Equipment(rawValue: 32)

  /// - Parameters:
  ///   - device: a code of `CodeList.device`.
  ///   - internet: a code of `CodeList.internet`.
  public init(device: String?, internet: String?) {
    var held: Equipment = []
    switch device {
    case "none": held = [.knowsDevice]
    case "phone": held = [.knowsDevice, .phone]
    case "computer": held = [.knowsDevice, .computer]
    case "both": held = [.knowsDevice, .phone, .computer]
    default: break
    }
    switch internet {
    case "none": held.insert(.knowsInternet)
    case "mobile": held.formUnion([.knowsInternet, .mobileInternet])
    case "home", "free": held.formUnion([.knowsInternet, .steadyInternet])
    default: break
    }
    self = held
  }
}

/// Shifts of a day, a bit each.
public struct Shifts: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The codes of `CodeList.workShift` in their order.
  public static let codes = CodeList.workShift.codes.map(\.code)

  public init(_ codes: some Sequence<String>) {
    self = codes.reduce(into: []) { shifts, code in
      if let place = Shifts.codes.firstIndex(of: code) { shifts.insert(Shifts(rawValue: 1 << UInt8(place))) }
    }
  }

  /// In the order of the list.
  public var codes: [String] {
    Shifts.codes.enumerated().filter { rawValue & (1 << UInt8($0.offset)) != 0 }.map(\.element)
  }
}

/// A day as a number that can be compared: YYYYMMDD; 0 where it is not known.
public typealias PackedDay = UInt32

extension CalendarDate {
  public var packedDay: PackedDay { PackedDay(year * 10_000 + month * 100 + day) }
}

/// What matching knows of one person.
public struct MatchFacts: Hashable, Sendable {
  public struct Flags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Alive and here.
    public static let active = Flags(rawValue: 1)
    /// Has work, or a placement that goes on.
    public static let working = Flags(rawValue: 2)
    public static let head = Flags(rawValue: 4)
    /// A consent for the purpose `placement` holds.
    public static let consents = Flags(rawValue: 8)
  }

  public var flags: Flags = []
  public var born: PackedDay = 0
  public var registered: PackedDay = 0
  /// Ten digits of the household's village as a number; 0 where it is not known.
  public var village: UInt64 = 0
  /// 0 where it is not known.
  public var rt: UInt16 = 0
  public var rw: UInt16 = 0
  /// The numbers of their code lists; 0 where it is not known.
  public var sex: UInt8 = 0
  public var education: UInt8 = 0
  /// Of the household.
  public var equipment: Equipment = []
  /// Of the person's seat in a work hub; empty without one.
  public var seat: Equipment = []
  public var canWork: Shifts = []
  public var cannotWork: Shifts = []
  /// What the state of work counts for.
  public var segment = MatchCriterion.otherState

  public init() {}

  /// The criterion of a code of `CodeList.employment`.
  public static func segment(_ employment: String?) -> MatchCriterion {
    switch employment {
    case "laidOff": .laidOff
    case "notWorking": .notWorking
    case "underemployed": .underemployed
    default: .otherState
    }
  }
}

/// What a vacancy asks for on a day.
public struct MatchWish: Hashable, Sendable {
  /// Nil where it asks for no skill.
  public var track: String?
  /// The lowest level, 1 ... 3.
  public var level = 1
  /// Born on this day or before; 0 where no age is asked for.
  public var bornUntil: PackedDay = 0
  /// Born after this day; 0 where any age will do.
  public var bornAfter: PackedDay = 0
  /// 0 is any.
  public var sex: UInt8 = 0
  public var education: UInt8 = 0
  public var village: UInt64 = 0
  public var rt: UInt16 = 0
  public var rw: UInt16 = 0
  /// From home: no way to go.
  public var isRemote = false
  /// A seat in a work hub will do.
  public var allowsHub = false
  /// One of these will do; empty where none is asked for.
  public var devices: Equipment = []
  public var internets: Equipment = []
  /// Shifts that have posts left; empty where the vacancy has none.
  public var shifts: Shifts = []

  /// - Parameter shifts: codes of `CodeList.workShift` that still have a post.
  public init(_ vacancy: Vacancy, shifts: [String], on day: CalendarDate) {
    track = vacancy.track
    level = vacancy.level.flatMap { Int($0) } ?? 1
    if let least = vacancy.minimumAge.flatMap({ Int($0) }), least > 0 {
      bornUntil = day.packedDay - PackedDay(min(least, 999)) * 10_000
    }
    if let most = vacancy.maximumAge.flatMap({ Int($0) }) {
      bornAfter = day.packedDay - PackedDay(min(most, 998) + 1) * 10_000
    }
    sex = vacancy.sex.flatMap { UInt8($0) } ?? 0
    education = vacancy.education.flatMap { UInt8($0) } ?? 0
    village = vacancy.village.flatMap { UInt64($0) } ?? 0
    rt = vacancy.rt.flatMap { UInt16($0) } ?? 0
    rw = vacancy.rw.flatMap { UInt16($0) } ?? 0
    isRemote = vacancy.workPlace == "remote"
    allowsHub = vacancy.workPlace == "hub" || vacancy.workPlace == "mixed"
    switch vacancy.device {
    case "any": devices = [.phone, .computer]
    case "phone": devices = .phone
    case "computer": devices = .computer
    default: break
    }
    switch vacancy.internet {
    case "any": internets = [.mobileInternet, .steadyInternet]
    case "steady": internets = .steadyInternet
    default: break
    }
    self.shifts = Shifts(shifts)
  }
}

/// One answer to each question, and what they count together.
public struct MatchJudgement: Hashable, Sendable {
  public var skill = MatchCriterion.noSkillAsked
  public var evidence = MatchCriterion.noEvidence
  public var distance = MatchCriterion.distanceUnknown
  public var equipment = MatchCriterion.noEquipmentAsked
  public var shift = MatchCriterion.noShiftAsked
  public var segment = MatchCriterion.otherState
  public var head = MatchCriterion.member

  /// In the order of the questions.
  public var criteria: [MatchCriterion] { [skill, evidence, distance, equipment, shift, segment, head] }

  public var points: Int { points(MatchCriterion.points) }

  /// The same, for whoever keeps the table of points at hand.
  public func points(_ table: [Int]) -> Int {
    table[Int(skill.rawValue)] + table[Int(evidence.rawValue)] + table[Int(distance.rawValue)]
      + table[Int(equipment.rawValue)] + table[Int(shift.rawValue)] + table[Int(segment.rawValue)]
      + table[Int(head.rawValue)]
  }
}
