// A template and its values as pages: where a page ends, what stands on top of the next, and how it goes to a printer.

/// Pages of text, ready for paper: no line is wider than the format says, no page has more lines.
public struct PaperSheet: Hashable, Sendable {
  public let format: PaperFormat
  /// The lines of each page from its head to its foot, without blanks at their ends.
  public let pages: [[String]]

  /// Lays the values out. Slots without a value are empty; values without a slot are left out.
  public init(_ template: PaperTemplate, _ values: PaperValues, _ format: PaperFormat, _ wording: Wording) {
    self.format = format
    let press = PaperPress(values: values, wording: wording, letters: format.letters)
    // The number of pages stands in the foot, and takes no other room there whatever it is.
    func foot(_ page: Int, of pages: Int) -> [String] {
      var own = press.values
      own.texts["page"] = String(page)
      own.texts["pages"] = String(pages)
      return PaperPress(values: own, wording: wording, letters: format.letters)
        .lines(template.footer, width: format.width)
    }
    let heads = [template.header, template.following].map { press.lines($0, width: format.width) }
    let footLines = foot(99, of: 99).count
    var pager = PaperPager(
      first: format.lines - heads[0].count - footLines, others: format.lines - heads[1].count - footLines)
    pager.place(press.pieces(template.body, width: format.width))
    let bodies = pager.pages
    let margin = String(repeating: " ", count: PaperFormat.margin)
    pages = bodies.enumerated().map { place, body in
      let head = place == 0 ? heads[0] : heads[1]
      let free = max(format.lines - head.count - body.count - footLines, 0)
      let lines = head + body + Array(repeating: "", count: free) + foot(place + 1, of: bodies.count)
      return lines.map { ($0.isEmpty ? "" : margin + $0).withoutEnd }
    }
  }

  /// All pages as one text: a form feed begins each page but the first.
  public var text: String {
    pages.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\u{0c}")
  }

  /// The bytes for the printer of these settings.
  ///
  /// Cut sheets: text with form feeds between the pages; the printing system ejects the last. Continuous paper: ESC/P for
  /// the pitch, a carriage return in each line, and after each page a form feed *in the place of* its last line's end,
  /// since a page of as many lines as the paper has would else be followed by an empty one; without form feeds each page
  /// has all its lines, so that the next begins at the perforation.
  public func bytes(for printer: PrinterSettings) -> [UInt8] {
    guard printer.kind == .dotMatrix else {
      return Array(printer.usesFormFeed ? text.utf8 : padded(end: "\n").utf8)
    }
    let escape: UInt8 = 0x1b
    let start: [UInt8] = [escape, 0x40, escape, printer.pitch == 12 ? 0x4d : 0x50]
    let body =
      printer.usesFormFeed
      ? pages.map { $0.joined(separator: "\r\n") + "\r\u{0c}" }.joined() : padded(end: "\r\n")
    return start + Array(body.utf8)
  }

  private func padded(end: String) -> String {
    pages.flatMap { $0 + Array(repeating: "", count: max(format.lines - $0.count, 0)) }.map { $0 + end }.joined()
  }
}

/// Puts pieces on pages.
private struct PaperPager {
  /// Lines of the body on the first page and on the others.
  let first: Int
  let others: Int
  private(set) var pages: [[String]] = [[]]

  init(first: Int, others: Int) {
    self.first = max(first, 1)
    self.others = max(others, 1)
  }

  private var room: Int { (pages.count == 1 ? first : others) - pages[pages.count - 1].count }
  private var isFresh: Bool { pages[pages.count - 1].isEmpty }

  mutating func place(_ pieces: [PaperPiece]) {
    var rest = pieces[...]
    while let piece = rest.first {
      var group = [piece]
      rest.removeFirst()
      while group[group.count - 1].keepsWithNext || group[group.count - 1].isBlank && group.count > 1,
        let next = rest.popFirst()
      { group.append(next) }
      place(group: group)
    }
  }

  private mutating func place(group: [PaperPiece]) {
    let height = group.reduce(0) { $0 + $1.lines.count }
    if height > room, !isFresh { turn(before: group[0]) }
    for piece in group { place(piece) }
  }

  private mutating func place(_ piece: PaperPiece) {
    if piece.isBlank {
      guard !isFresh else { return }
      return append(piece.lines.prefix(room))
    }
    if piece.lines.count > room, !isFresh { turn(before: piece) }
    var lines = piece.lines[...]
    while lines.count > room {
      let taken = room
      append(lines.prefix(taken))
      lines = lines.dropFirst(taken)
      turn(before: nil)
    }
    append(lines)
  }

  private mutating func turn(before piece: PaperPiece?) {
    pages.append([])
    if let titles = piece?.titles, titles.count < room { append(titles[...]) }
  }

  private mutating func append(_ lines: ArraySlice<String>) { pages[pages.count - 1] += lines }
}

extension String {
  /// Without the blanks at its end.
  fileprivate var withoutEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
