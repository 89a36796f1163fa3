// The spellings of keys by the terminals that offices have, all known at once whatever TERM says.

/// What follows Esc, and the key that it means.
enum KeySequences {
  static let known: [[UInt8]: Key] = {
    var table: [[UInt8]: Key] = [:]
    for (spellings, key) in rows {
      for spelling in spellings.split(separator: " ") { table[Array(spelling.utf8)] = key }
    }
    // Numeric keypad in application mode, also with Num Lock (PuTTY): digits are data.
    for (letter, character) in zip("pqrstuvwxyjklmnoX", "0123456789*+,-./=") {
      table[Array("O\(letter)".utf8)] = .character(character)
    }
    return table
  }()

  /// xterm, VTE and tmux say `OP` and `[15~`; rxvt, PuTTY and old xterm `[11~`; the Linux console `[[A`; kitty `[P`.
  private static let rows: [(String, Key)] = [
    ("OP [11~ [[A [P", .function(1)), ("OQ [12~ [[B [Q", .function(2)), ("OR [13~ [[C", .function(3)),
    ("OS [14~ [[D [S", .function(4)), ("[15~ [[E Ot", .function(5)), ("[17~ Ou", .function(6)),
    ("[18~ Ov", .function(7)), ("[19~ Ol", .function(8)), ("[20~ Ow", .function(9)), ("[21~ Ox", .function(10)),
    ("[A OA", .up), ("[B OB", .down), ("[C OC", .right), ("[D OD", .left), ("[Z", .backTab),
    ("[H OH [1~ [7~", .home), ("[F OF [4~ [8~ Oe", .end), ("[5~", .pageUp), ("[6~", .pageDown), ("[3~", .delete),
    ("OM", .enter), ("OI", .tab),
  ]
}
