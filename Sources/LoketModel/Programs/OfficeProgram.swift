// A programme that an office runs: a template and a year, with its own figures and rules.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct OfficeProgram: Hashable, Sendable, Identifiable {
  public let id: String
  public var template: String?
  public var year: String?
  public var name: String?
  public var owner: String?
  public var state: String?
  public var fundingSource: String?
  public var target: String?
  public var floor: String?
  public var quota: String?
  public var starts: String?
  public var deadline: String?
  public var classSize: String?
  public var coursesPerVillage: String?
  public var villages: String?
  public var selection: String?
  public var tieBreak: String?
  public var achieved: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    template = values("template")
    year = values("year")
    name = values("name")
    owner = values("owner")
    state = values("state")
    fundingSource = values("fundingSource")
    target = values("target")
    floor = values("floor")
    quota = values("quota")
    starts = values("starts")
    deadline = values("deadline")
    classSize = values("classSize")
    coursesPerVillage = values("coursesPerVillage")
    villages = values("villages")
    selection = values("selection")
    tieBreak = values("tieBreak")
    achieved = values("achieved")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "template", "year", "name", "owner", "state", "fundingSource", "target", "floor", "quota", "starts",
    "deadline", "classSize", "coursesPerVillage", "villages", "selection", "tieBreak", "achieved", "note",
  ]
}
