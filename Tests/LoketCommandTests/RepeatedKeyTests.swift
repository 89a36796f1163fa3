// A key that is held down is told from one that is pressed again.
import LoketWidgets
import Testing

@testable import loket

struct RepeatedKeyTests {
  @Test("A held key repeats however long it is held; after a pause, or another key, the same key counts")
  func held() {
    var keys = RepeatedKey()
    let save = Key.function(2)
    let pressed: [(key: Key, at: Int64)] =
      [(save, 1_000)] + (0..<200).map { (save, 1_500 + $0 * 30) }
      + [(save, 1_500 + 199 * 30 + RepeatedKey.pause), (.down, 9_000), (save, 9_010)]
    let repeats = pressed.map { keys.take($0.key, at: $0.at) }
    #expect(repeats == [false] + [Bool](repeating: true, count: 200) + [false, false, false])
  }
}
