// Why a person can or cannot follow a track. What is not known never refuses.

extension Phrase {
  static let needDeviceAny = Phrase("rule.need.device.any")
  static let needDevicePhone = Phrase("rule.need.device.phone")
  static let needDeviceComputer = Phrase("rule.need.device.computer")
  static let needDeviceUnknown = Phrase("rule.need.device.unknown")
  static let needInternetAny = Phrase("rule.need.internet.any")
  static let needInternetSteady = Phrase("rule.need.internet.steady")
  static let needInternetUnknown = Phrase("rule.need.internet.unknown")
  static let needAge = Phrase("rule.need.age")
  static let needAgeUnknown = Phrase("rule.need.age.unknown")
  static let needAfterUnknown = Phrase("rule.need.after.unknown")
}

public enum Need: String, Hashable, Sendable, CaseIterable {
  case device, internet, age, after
}

public enum NeedAnswer: Hashable, Sendable {
  case met
  /// The person lacks it, and why.
  case lacking(Message)
  /// Nobody has asked yet: shown as *belum diketahui*, never a refusal.
  case notKnown(Message)
}

public struct NeedFinding: Hashable, Sendable {
  public let need: Need
  public let answer: NeedAnswer

  /// The sentence to show; nil when the need is met.
  public var message: Message? {
    switch answer {
    case .met: nil
    case .lacking(let message), .notKnown(let message): message
    }
  }
  public var isLacking: Bool { if case .lacking = answer { true } else { false } }
  public var isNotKnown: Bool { if case .notKnown = answer { true } else { false } }
}

extension Track {
  /// One finding per thing that this track asks for. `device` and `internet` are those of the person's household (codes
  /// of `CodeList.device` and `.internet`); `skills` the tracks that the person holds.
  public func findings(
    device heldDevice: String?, internet heldInternet: String?, birthDate: CalendarDate?, skills: Set<String> = [],
    on day: CalendarDate, tracks: Tracks = .compiled, language: Language = .indonesian
  ) -> [NeedFinding] {
    var findings: [NeedFinding] = []
    if let answer = deviceAnswer(heldDevice) { findings.append(NeedFinding(need: .device, answer: answer)) }
    if let answer = internetAnswer(heldInternet) { findings.append(NeedFinding(need: .internet, answer: answer)) }
    if asks.minimumAge > 0 {
      findings.append(NeedFinding(need: .age, answer: ageAnswer(birthDate, day)))
    }
    if let after = asks.after {
      let unknown = Message(.needAfterUnknown, ["track": tracks.name(of: after, language)])
      findings.append(NeedFinding(need: .after, answer: skills.contains(after) ? .met : .notKnown(unknown)))
    }
    return findings
  }

  private func deviceAnswer(_ held: String?) -> NeedAnswer? {
    let needed: (enough: Set<String>, phrase: Phrase)
    switch asks.device {
    case "any": needed = (["phone", "computer", "both"], .needDeviceAny)
    case "phone": needed = (["phone", "both"], .needDevicePhone)
    case "computer": needed = (["computer", "both"], .needDeviceComputer)
    default: return nil
    }
    guard let held, CodeList.device.code(held) != nil else { return .notKnown(Message(.needDeviceUnknown)) }
    return needed.enough.contains(held) ? .met : .lacking(Message(needed.phrase))
  }

  private func internetAnswer(_ held: String?) -> NeedAnswer? {
    let needed: (enough: Set<String>, phrase: Phrase)
    switch asks.internet {
    case "any": needed = (["mobile", "home", "free"], .needInternetAny)
    case "steady": needed = (["home", "free"], .needInternetSteady)
    default: return nil
    }
    guard let held, CodeList.internet.code(held) != nil else { return .notKnown(Message(.needInternetUnknown)) }
    return needed.enough.contains(held) ? .met : .lacking(Message(needed.phrase))
  }

  private func ageAnswer(_ birthDate: CalendarDate?, _ day: CalendarDate) -> NeedAnswer {
    guard let birthDate else { return .notKnown(Message(.needAgeUnknown, ["needed": "\(asks.minimumAge)"])) }
    let age = birthDate.age(on: day)
    if age >= asks.minimumAge { return .met }
    return .lacking(Message(.needAge, ["age": "\(age)", "needed": "\(asks.minimumAge)"]))
  }
}
