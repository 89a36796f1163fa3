// How many cells of a bar are filled: eighth blocks of one value, whole cells of two parts. The frame turns them into what the
// terminal can show (`Glyphs`).

public enum BarCells {
  /// Left to right: nothing of a cell, then one to seven eighths of it.
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// `value` of `total` in at most `width` columns of whole and eighth blocks. Something is never drawn as nothing, and less
  /// than all never as all, on a console with half blocks either: a part is at least two eighths there and at most five.
  public static func eighths(value: Int, total: Int, width: Int) -> String {
    guard value > 0, total > 0, width > 0 else { return "" }
    let all = Double(width) * 8
    let share = value >= total ? all : (Double(value) / Double(total) * all).rounded(.down)
    let drawn = Int(value >= total ? all : min(max(share, 2), all - 3))
    return String(repeating: "█", count: drawn / 8) + eighths[drawn % 8]
  }

  /// Whole cells of two values of one total, side by side. Each that is more than 0 has a cell where there is room for both;
  /// in a single cell the larger one stands.
  public static func parts(_ first: Int, _ second: Int, total: Int, width: Int) -> (first: Int, second: Int) {
    let (one, other) = (Double(max(first, 0)), Double(max(second, 0)))
    guard one + other > 0, total > 0, width > 0 else { return (0, 0) }
    let least = one > 0 && other > 0 ? 2 : 1
    let share = Int(min((one + other) / Double(total), 1) * Double(width))
    let most = one + other < Double(total) ? width - 1 : width
    let drawn = min(max(share, least), max(most, 1))
    guard one > 0, other > 0 else { return one > 0 ? (drawn, 0) : (0, drawn) }
    guard drawn > 1 else { return one >= other ? (1, 0) : (0, 1) }
    let head = min(max(Int((one / (one + other) * Double(drawn)).rounded()), 1), drawn - 1)
    return (head, drawn - head)
  }
}
