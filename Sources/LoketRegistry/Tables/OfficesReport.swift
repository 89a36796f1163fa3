// Many offices, one register after the other: their figures, the sum, and the people of all of them counted once.
import LoketModel

/// Holds figures and keys of people, never a register.
public struct OfficesReport: Sendable {
  public struct Row: Hashable, Sendable {
    /// Ten digits.
    public let office: String
    public let figures: OfficeFigures
  }

  /// In the order in which they were added.
  public private(set) var offices: [Row] = []
  /// Of all offices; whole after `finish`.
  public private(set) var all = OfficeFigures()
  private var programs = OfficesPrograms()
  private var niks = PeopleKeys()
  private var alike = PeopleKeys()

  public init() {}

  /// Takes one office in; its register may go afterwards.
  public mutating func add(_ registry: Registry, office: String) {
    var (own, ownAlike): (Set<UInt64>, Set<UInt64>) = ([], [])
    var figures = OfficeFigures(registry, niks: &own, alike: &ownAlike)
    all += figures
    figures.set(programs.add(registry, office: office))
    offices.append(Row(office: office, figures: figures))
    niks.add(own)
    alike.add(ownAlike)
  }

  /// Counts the people of all offices.
  /// - Parameter uncounted: segments' files of which nothing was counted.
  public mutating func finish(uncounted: Int) {
    all[.uncounted] = uncounted
    (all[.distinctNik], all[.inSeveralOffices]) = niks.count()
    all[.withoutNikAlike] = alike.count().inSeveral
    all[.persons] = all[.distinctNik] + all[.withoutNik] + all[.frozen]
    for program in programs.programs() { all.set(program.counts) }
  }

  /// The place of all offices in a table beside theirs.
  public static let allOffices = "all"

  /// Every count as `office,figure,count`, a header above them, in the order of offices and of figures' bytes: the very
  /// lines that the queries give.
  public func csv() -> [String] {
    ["office,figure,count"]
      + (offices + [Row(office: OfficesReport.allOffices, figures: all)]).flatMap { row in
        row.figures.counts.sorted { $0.key < $1.key }.map { "\(row.office),\($0.key),\($0.value)" }
      }
  }
}
