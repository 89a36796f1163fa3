// A funnel: of the stages of one way a bar each, with its figure, its share of the first stage and of the stage before.

/// One stage; the first one is the whole.
public struct FunnelRow: Hashable, Sendable {
  public var label: String
  /// The solid part of the bar and the other one, 0 or more each: what was checked, and what was not yet.
  public var checked: Int
  public var unchecked: Int
  /// Both of them together and each apart, as they are written.
  public var figures: [String]
  public var count: Double { Double(checked) + Double(unchecked) }

  public init(label: String, checked: Int, unchecked: Int, figures: [String]) {
    self.label = label
    self.checked = checked
    self.unchecked = unchecked
    self.figures = figures
  }
}

public enum FunnelChart {
  /// - Parameter titles: of the figures, then of the share of the first stage and of that of the stage before.
  public static func draw(
    _ rows: [FunnelRow], titles: [String], into frame: inout Frame, row: Int, column: Int, width: Int, height: Int,
    selected: Int? = nil
  ) {
    let bars = rows.enumerated().map { place, stage in
      BarRow(
        label: stage.label, value: stage.checked, rest: stage.unchecked,
        figures: stage.figures + [
          share(stage.count, of: rows[0].count), place == 0 ? "" : share(stage.count, of: rows[place - 1].count),
        ])
    }
    BarRows.draw(
      bars, into: &frame, row: row, column: column, width: width, height: height, titles: titles, selected: selected)
  }

  /// Whole percents, rounded, but 0 of nobody alone and 100 of everybody alone; "–" where there is no whole.
  public static func share(_ count: Double, of whole: Double) -> String {
    guard whole > 0 else { return "–" }
    let rounded = (count / whole * 100).rounded()
    let percent = count > whole ? max(rounded, 101) : count > 0 && count < whole ? min(max(rounded, 1), 99) : rounded
    return percent < 1_000_000 ? "\(Int(percent)) %" : ">999999 %"
  }
}
