// After how many minutes without a key a screen locks itself. Never is no choice: the screen shows people's data.

public enum IdleLock {
  /// Minutes that an office may set.
  public static let possible = 1...60
  /// Minutes where nobody has set any.
  public static let usual = 15
}
