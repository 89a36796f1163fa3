// The screen of this process: opens it, copies frames to it, gives it back whatever happens. The only user of ncurses.
import CGlibc
import CNcurses
import Glibc
import LoketWidgets

/// A class because there is one terminal and it must be given back. For the main thread alone, one at a time.
public final class Terminal {
  public struct Options: Sendable {
    /// Nil: what suits the terminal and `NO_COLOR`.
    public var scheme: ColourScheme?
    /// Nil: what suits the locale and the terminal.
    public var glyphs: Glyphs?
    /// Opens on anything, for tests: a file, a pipe, /dev/null.
    public var opensAnywhere = false

    public init(scheme: ColourScheme? = nil, glyphs: Glyphs? = nil) {
      self.scheme = scheme
      self.glyphs = glyphs
    }
  }

  /// The kind of terminal in use: TERM, or what was taken in its place.
  public let name: String
  public let glyphs: Glyphs
  public private(set) var size: Size
  public private(set) var scheme: ColourScheme

  private let settings: termios
  private let signals: Int32
  private let screen: OpaquePointer

  private let isANSI: Bool
  private var input: TerminalInput
  private var shown: Frame?
  private var isCursorShown = true
  private var isOpen = true
  private var hasColours = false
  private var attributes: [(UInt32, Int16)] = []

  /// Takes over standard input and output until `close`.
  public init(_ options: Options = Options()) throws(TerminalProblem) {
    if !options.opensAnywhere {
      guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
      guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
    }
    var settings = termios()
    if tcgetattr(STDIN_FILENO, &settings) != 0, !options.opensAnywhere { throw .refused(code: errno) }
    self.settings = settings
    let isUTF8 = CharacterLocale.establish()
    // Before ncurses, so that it sees handlers and sets none of its own.
    signals = loket_signals_start()
    guard signals >= 0 else { throw .refused(code: errno) }
    let candidates = TermChoice.candidates(for: Self.environment("TERM"))
    guard let opened = Self.open(candidates) else {
      loket_signals_stop()
      throw .noDescription(tried: candidates)
    }
    (name, screen) = opened
    loket_raw()
    // Only a terminal that is one gets its settings back from a crash.
    let farewell = TerminalDescription.farewell()
    if isatty(STDIN_FILENO) == 1 {
      _ = loket_crash_arm(STDOUT_FILENO, &settings, farewell, farewell.count)
    }
    isANSI = TerminalDescription.isANSI
    glyphs = isUTF8 ? options.glyphs ?? TermChoice.glyphs(for: name) : .ascii
    let decoder = KeyDecoder(escapeDelay: Self.escapeDelay, extra: TerminalDescription.keys())
    input = TerminalInput(descriptor: STDIN_FILENO, decoder: decoder)
    size = Size(columns: 80, rows: 24)
    scheme = .mono
    let suited = ColourScheme.suited(colours: Int(loket_colours()), noColour: Self.environment("NO_COLOR"))
    use(suited == .mono ? .mono : options.scheme ?? suited)
    size = Self.measured(or: Size(columns: Int(loket_columns()), rows: Int(loket_rows())))
    resizeterm(Int32(size.rows), Int32(size.columns))
    loket_forget()
    setPasteBrackets(true)
  }

  deinit { close() }

  /// Gives the terminal back as it was found. May be called again.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    if !input.isGone {
      setPasteBrackets(false)
      clearUnlessRestored()
      endwin()
    }
    var settings = settings
    if isatty(STDIN_FILENO) == 1 { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
    loket_crash_disarm()
    loket_signals_stop()
    delscreen(screen)
  }

  /// Another look; a terminal without its colours shows `mono`.
  public func use(_ wanted: ColourScheme) {
    let hasPairs = Int(loket_pairs()) > Style.allCases.count
    scheme = wanted.colours <= Int(loket_colours()) && hasPairs ? wanted : .mono
    if scheme != .mono, !hasColours {
      hasColours = true
      start_color()
      // Pair 0, all there is in mono, stays the terminal's own.
      use_default_colors()
    }
    attributes = Style.allCases.map { style in
      let look = scheme.look(style)
      var bits: UInt32 = 0
      if look.isBold { bits |= loket_bold() }
      if look.isReverse { bits |= loket_reverse() }
      if look.isUnderlined { bits |= loket_underline() }
      guard let colours = look.colours else { return (bits, 0) }
      let pair = Int16(style.rawValue) + 1
      init_pair(pair, colours.foreground.rawValue, colours.background.rawValue)
      return (bits, pair)
    }
    let plain = attributes[Int(Style.plain.rawValue)]
    loket_background(plain.0, plain.1)
    shown = nil
  }

  // MARK: Showing

  /// Copies `frame` to the terminal: changed rows go to ncurses, and from there what differs goes out.
  public func draw(_ frame: Frame) {
    guard isOpen, !input.isGone else { return }
    let old = shown?.size == frame.size ? shown : nil
    if old == nil { loket_erase() }
    for row in 0..<min(frame.size.rows, size.rows) where old.map({ !frame.hasSameRow(row, as: $0) }) ?? true {
      put(row, of: frame)
    }
    shown = frame
    if let cursor = frame.cursor, cursor.row < size.rows, cursor.column < size.columns {
      loket_move(Int32(cursor.row), Int32(cursor.column))
      showCursor(true)
    } else {
      showCursor(false)
    }
    loket_refresh()
  }

  private func put(_ row: Int, of frame: Frame) {
    var text = [wchar_t](repeating: 0, count: 6)
    let last = min(frame.size.columns, size.columns)
    for column in 0..<last {
      let cell = frame[row, column]
      if cell.isContinuation { continue }
      let isWide = column + 1 < frame.size.columns && frame[row, column + 1].isContinuation
      let (bits, pair) = attributes[Int(cell.style.rawValue)]
      var length = 0
      for scalar in cell.character.unicodeScalars where length < 5 {
        text[length] = wchar_t(bitPattern: scalar.value)
        length += 1
      }
      text[length] = 0
      // Whatever this machine's locale would draw in other columns than the frame says would push its row aside.
      let fits = Int(wcwidth(text[0])) == (isWide ? 2 : 1) && !(isWide && column + 1 >= last)
      if fits, loket_put(Int32(row), Int32(column), text, bits, pair) == 1 { continue }
      text[0] = wchar_t(UInt8(ascii: "?"))
      text[1] = 0
      _ = loket_put(Int32(row), Int32(column), text, bits, pair)
      if isWide, column + 1 < last { _ = loket_put(Int32(row), Int32(column + 1), text, bits, pair) }
    }
  }

  private func showCursor(_ isShown: Bool) {
    guard isShown != isCursorShown else { return }
    isCursorShown = isShown
    curs_set(isShown ? 1 : 0)
  }

  /// Gives the terminal to another program for a while.
  public func suspend() {
    guard isOpen else { return }
    setPasteBrackets(false)
    endwin()
  }

  /// Takes it back; the next `draw` paints everything.
  public func resume() {
    guard isOpen else { return }
    reset_prog_mode()
    setPasteBrackets(true)
    shown = nil
    loket_forget()
  }

  // MARK: Hearing

  /// Waits until something happens, for at most `timeout` milliseconds (nil: without end); empty when they passed.
  /// - Parameter others: descriptors of other work that may wake the program.
  public func waitForInput(timeout: Int? = nil, others: [Int32] = []) -> [TerminalEvent] {
    guard isOpen, !input.isGone else { return [.hangUp] }
    var events: [TerminalEvent] = []
    for waking in input.wait(timeout: timeout, signals: signals, others: others) {
      switch waking {
      case .keys(let keys): events.append(.keys(keys))
      case .hangUp: events.append(.hangUp)
      case .readable(let descriptor): events.append(.readable(descriptor))
      case .signal: events += signalled()
      }
    }
    return events
  }

  private func signalled() -> [TerminalEvent] {
    var numbers: Set<Int32> = []
    while case let number = loket_signals_next(), number != 0 { numbers.insert(number) }
    var events: [TerminalEvent] = []
    if numbers.contains(SIGCONT) {
      resume()
      events.append(.resumed)
    }
    if !numbers.isDisjoint(with: [SIGWINCH, SIGCONT]), let size = measure() { events.append(.resized(size)) }
    if !numbers.isDisjoint(with: [SIGTERM, SIGINT]) { events.append(.terminate) }
    if numbers.contains(SIGHUP) { events.append(.hangUp) }
    return events
  }

  /// The terminal's new size, if it has one.
  private func measure() -> Size? {
    let new = Self.measured(or: size)
    guard new != size else { return nil }
    size = new
    resizeterm(Int32(new.rows), Int32(new.columns))
    shown = nil
    loket_forget()
    return new
  }

  // MARK: Opening

  private static func open(_ candidates: [String]) -> (String, OpaquePointer)? {
    for name in candidates {
      guard let screen = loket_screen(name) else { continue }
      if TerminalDescription.movesCursor { return (name, screen) }
      endwin()
      delscreen(screen)
    }
    return nil
  }

  /// A terminal that says nothing (a serial line) gets the size of its description; one that says nonsense is bounded.
  private static func measured(or other: Size) -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    loket_window_size(STDOUT_FILENO, &columns, &rows)
    guard columns > 0, rows > 0 else { return other }
    return Size(columns: min(Int(columns), 1_000), rows: min(Int(rows), 500))
  }

  private func setPasteBrackets(_ isOn: Bool) {
    guard isANSI, isatty(STDOUT_FILENO) == 1 else { return }
    let bytes = Array((isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  /// Where the terminal has one screen only, nobody's data stay on it.
  private func clearUnlessRestored() {
    guard !TerminalDescription.hasSecondScreen else { return }
    loket_background(0, 0)
    loket_erase()
    loket_refresh()
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// `ESCDELAY` in milliseconds, 1 to 2000; else 50.
  private static var escapeDelay: Int {
    environment("ESCDELAY").flatMap { Int($0) }.flatMap { (1...2_000).contains($0) ? $0 : nil } ?? 50
  }
}
