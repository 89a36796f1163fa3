import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

/// A small generator with a seed: the same keys every time (splitmix64).
struct SeededKeys {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  private static let keys: [Key] =
    "0123456789".map { .character($0) } + "aeinsrtlmk ".map { .character($0) }
    + [.enter, .enter, .tab, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace]
    + [.delete, .escape, .unknown, .control("x"), .paste("3376021203650001\nSLAMET"), .paste("")]
    + (1...10).map { .function($0) }

  mutating func key() -> Key { SeededKeys.keys[next(below: SeededKeys.keys.count)] }
}

@Suite("Random keys")
struct RandomKeysTests {
  @Test("No stream of keys traps, loses the lowest layer or draws a frame of another size", arguments: 1...12)
  func anyKeys(_ seed: Int) {
    var keys = SeededKeys(seed: UInt64(seed))
    var desk = Desk.open()
    desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
    desk.goHome()
    for _ in 0..<400 {
      desk.press(keys.key())
      if desk.state.session.account == nil {
        desk.type("246810")
        desk.press(.enter)
      }
      #expect(desk.state.layers.first is HomeScreen)
      let frame = desk.frame
      #expect(frame.size == Size(columns: 80, rows: 24))
      if let cursor = frame.cursor { #expect(cursor.row < 24 && cursor.column < 80) }
    }
  }

  @Test("What was typed into a form is in the form, in its draft or saved, whatever keys follow", arguments: 1...8)
  func nothingTypedIsLost(_ seed: Int) {
    var keys = SeededKeys(seed: UInt64(seed) + 100)
    var desk = Desk.open()
    desk.press(.function(6), .tab)
    desk.type("SUMARNI")
    desk.press(.tab)
    for _ in 0..<60 {
      let key = keys.key()
      // Keys that take text away on purpose, or answer "throw away", are not what is tried here.
      if [.backspace, .delete, .function(8), .character("3"), .escape, .function(9)].contains(key) { continue }
      if case .character = key, desk.form.focus == "p0.name" { continue }
      if case .paste = key { continue }
      desk.press(key)
    }
    desk.happen(.hangUp)
    let drafted = desk.drafts.values.contains { $0.values.values.contains("SUMARNI") }
    let saved = desk.saves.contains { $0.edits.contains { $0.set.contains(FieldChange("name", "SUMARNI")) } }
    #expect(drafted || saved)
  }

  @Test("Random keys in the household form, then F8 to the start: the form as it began", arguments: 1...10)
  func undoToTheStart(_ seed: Int) {
    var keys = SeededKeys(seed: UInt64(seed) + 200)
    var desk = Desk.open()
    desk.press(.function(6))
    let began = desk.form
    for _ in 0..<150 {
      let key = keys.key()
      if [.function(2), .function(5), .function(9), .function(10), .function(1), .escape].contains(key) { continue }
      desk.press(key)
    }
    for _ in 0..<2_000 {
      if case .info = desk.state.status?.level, desk.state.status?.text == desk.state.wording[.nothingToUndo] { break }
      desk.press(.function(8))
    }
    #expect(desk.form.values == began.values)
    #expect(desk.form.sections == began.sections)
    #expect(desk.form.focus == began.focus)
  }
}
