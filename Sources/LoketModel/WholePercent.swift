// A share in whole percents, as every screen and report writes it.

public enum WholePercent {
  /// Rounded to the nearest, but 0 of nobody alone and 100 of everybody alone: nine hundred and ninety-nine of a thousand are
  /// not all. Nil of nobody.
  public static func of(_ count: Int, _ whole: Int) -> Int? {
    guard whole > 0 else { return nil }
    if count <= 0 || count >= whole { return count <= 0 ? 0 : 100 }
    return min(max((count * 200 + whole) / (2 * whole), 1), 99)
  }
}
