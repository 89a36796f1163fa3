// Tells a key that is held down from one that is pressed again: a decision about the next entry is no habit of the finger.
import LoketWidgets

struct RepeatedKey {
  /// Milliseconds within which nobody has read what the key opened. Keyboards begin to repeat after 250 to 660.
  static let pause: Int64 = 700

  private var last: (key: Key, at: Int64)?

  /// Whether the same key came that soon before. Holding it down never ends that: each repetition counts anew.
  /// - Parameter now: milliseconds of a clock that never goes back.
  mutating func take(_ key: Key, at now: Int64) -> Bool {
    defer { last = (key, now) }
    guard let last else { return false }
    return last.key == key && now - last.at < Self.pause
  }
}
