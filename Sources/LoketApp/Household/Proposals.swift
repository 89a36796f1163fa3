// What a form may fill in by itself from what it knows already. A table of defaults, each of them only a proposal.

enum Proposals {
  struct Known {
    /// SHDK code.
    var relation: String
    var age: Int?
    /// Official occupation code.
    var occupation: String
  }

  /// A spouse is married; a child below 19 is not (UU 16/2019: marriage from 19 on).
  static func maritalStatus(_ known: Known) -> String? {
    if known.relation == "2" || known.relation == "3" { return "2" }
    if known.relation == "4" || known.relation == "6", let age = known.age, age < 19 { return "1" }
    return nil
  }

  /// Children below school age do not work, those of school age learn.
  static func occupation(_ known: Known) -> String? {
    guard known.relation == "4" || known.relation == "6", let age = known.age else { return nil }
    if age < 6 { return "1" }
    return age <= 18 ? "3" : nil
  }

  static func sex(_ known: Known) -> String? {
    switch known.relation {
    case "2": "1"
    case "3": "2"
    default: nil
    }
  }

  /// The state of work that an official occupation says already.
  static func employment(_ known: Known) -> String? {
    switch known.occupation {
    case "": nil
    case "1": "notWorking"
    case "2": "homemaker"
    case "3": "school"
    case "4": "retired"
    case "8", "84", "88": "selfEmployed"
    case "89": nil
    default: "working"
    }
  }
}
