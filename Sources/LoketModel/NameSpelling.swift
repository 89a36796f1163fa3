// Old and new spelling, Arabic and Javanese sounds: one way to write each, as DOMAIN §7 orders them.

enum NameSpelling {
  /// Rewrites the token that begins at `start` and ends the array. It never grows.
  static func rewrite(_ text: inout [UInt8], from start: Int) {
    // OE→U TJ→C DJ→J SJ→SY NJ→NY
    pass(&text, start) { now, next in
      switch (now, next) {
      case (0x4f, 0x45): (0x55, nil)
      case (0x54, 0x4a): (0x43, nil)
      case (0x44, 0x4a): (0x4a, nil)
      case (0x53, 0x4a): (0x53, 0x59)
      case (0x4e, 0x4a): (0x4e, 0x59)
      default: nil
      }
    }
    // A word begins with CH where it is KH or K by another spelling: CHOTIMAH, CHRISTINA.
    if text.count - start > 2, text[start] == 0x43, text[start + 1] == 0x48 { text[start] = 0x4b }
    // CH→H
    pass(&text, start) { now, next in now == 0x43 && next == 0x48 ? (0x48, nil) : nil }
    // KH Q→K, SY SH→S, DZ Z→S, V PH F→P, and the emphatic TH DH GH→T D G: FATHIMAH, RAMADHAN, GHANI
    pass(&text, start) { now, next in
      switch (now, next) {
      case (0x4b, 0x48): (0x4b, nil)
      case (0x53, 0x59), (0x53, 0x48), (0x44, 0x5a): (0x53, nil)
      case (0x50, 0x48), (0x54, 0x48), (0x44, 0x48), (0x47, 0x48): (now, nil)
      default: nil
      }
    }
    for index in start..<text.count {
      switch text[index] {
      case 0x51: text[index] = 0x4b
      case 0x5a: text[index] = 0x53
      case 0x56, 0x46: text[index] = 0x50
      default: break
      }
    }
    joinDoubles(&text, start)
    // AI AE→E
    pass(&text, start) { now, next in now == 0x41 && (next == 0x49 || next == 0x45) ? (0x45, nil) : nil }
    NameRoots.rewrite(&text, from: start)
    if text.count - start > 1, text[text.count - 1] == 0x48 { text.removeLast() }
  }

  /// One walk over pairs of letters: what a pair becomes, or nil to leave it.
  @inline(__always)
  private static func pass(_ text: inout [UInt8], _ start: Int, _ rule: (UInt8, UInt8) -> (UInt8, UInt8?)?) {
    var write = start
    var read = start
    while read < text.count {
      if read + 1 < text.count, let (first, second) = rule(text[read], text[read + 1]) {
        text[write] = first
        write += 1
        if let second {
          text[write] = second
          write += 1
        }
        read += 2
      } else {
        text[write] = text[read]
        write += 1
        read += 1
      }
    }
    text.removeLast(text.count - write)
  }

  private static func joinDoubles(_ text: inout [UInt8], _ start: Int) {
    var write = start
    for read in start..<text.count {
      let isLetter = (0x41...0x5a).contains(text[read])
      if isLetter, write > start, text[write - 1] == text[read] { continue }
      text[write] = text[read]
      write += 1
    }
    text.removeLast(text.count - write)
  }
}

/// Arabic roots that people write with O or with A. Spelt as they are after the steps before this one.
enum NameRoots {
  static let table: [(from: [UInt8], to: [UInt8])] = [
    ("ROHM", "RAHM"), ("ROHIM", "RAHIM"), ("SOLE", "SALE"), ("SOLIH", "SALIH"), ("KOLI", "KALI"), ("HOLI", "HALI"),
    ("TOLIB", "TALIB"), ("TOHIR", "TAHIR"),
    ("TOHA", "TAHA"), ("TOYIB", "TAYIB"), ("ULOH", "ULAH"), ("ROSID", "RASID"),
    ("ROSUL", "RASUL"), ("ROSAD", "RASAD"), ("ROMADON", "RAMADAN"),
    ("RAMADON", "RAMADAN"), ("ROMADAN", "RAMADAN"), ("ROMLI", "RAMLI"), ("ROJAB", "RAJAB"),
    ("SODIK", "SADIK"), ("SOBIR", "SABIR"), ("SOBRI", "SABRI"), ("SOBAR", "SABAR"), ("SOBUR", "SABUR"),
    ("SOMAD", "SAMAD"), ("KOIR", "KER"), ("HOIR", "HER"), ("MUSTOPA", "MUSTAPA"), ("ROUP", "RAUP"),
    ("ROSAK", "RASAK"), ("ROPI", "RAPI"), ("GOPUR", "GAPUR"),
    ("GOPAR", "GAPAR"), ("GONI", "GANI"), ("PATONA", "PATANA"), ("TOUPIK", "TAUPIK"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// The rows by their first letter, A to Z.
  private static let byLetter: [[Int]] = {
    var rows: [[Int]] = Array(repeating: [], count: 26)
    for (index, row) in table.enumerated() { rows[Int(row.from[0]) - 0x41].append(index) }
    return rows
  }()

  static func rewrite(_ text: inout [UInt8], from start: Int) {
    var hasO = false
    for index in start..<text.count where text[index] == 0x4f { hasO = true }
    guard hasO else { return }
    var index = start
    while index < text.count {
      let letter = Int(text[index]) - 0x41
      var step = 1
      if (0..<26).contains(letter) {
        for row in byLetter[letter] where holds(text, index, table[row].from) {
          text.replaceSubrange(index..<index + table[row].from.count, with: table[row].to)
          step = table[row].to.count
          break
        }
      }
      index += step
    }
  }

  private static func holds(_ text: [UInt8], _ index: Int, _ wanted: [UInt8]) -> Bool {
    guard index + wanted.count <= text.count else { return false }
    for offset in wanted.indices where text[index + offset] != wanted[offset] { return false }
    return true
  }
}
