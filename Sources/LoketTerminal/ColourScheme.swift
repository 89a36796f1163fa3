// How each style looks, in four schemes. A style has both colours or neither; no blue on black; marks carry the meaning.
import LoketWidgets

public enum ColourScheme: String, Sendable, CaseIterable {
  /// Bold, underline and reverse alone; the terminal's own colours.
  case mono
  /// The eight colours of every colour terminal.
  case eight
  /// With the bright half, where the terminal has sixteen or more.
  case sixteen
  /// Few colours far apart, for weak eyes and bad projectors.
  case highContrast

  /// The scheme for a terminal of `colours` colours.
  /// - Parameter noColour: the value of `NO_COLOR`; anything but nothing means mono (no-color.org).
  public static func suited(colours: Int, noColour: String?) -> ColourScheme {
    if let noColour, !noColour.isEmpty { return .mono }
    return colours >= 16 ? .sixteen : colours >= 8 ? .eight : .mono
  }

  /// What this scheme asks of the terminal; a terminal with fewer colours shows `mono`.
  var colours: Int {
    switch self {
    case .mono: 0
    case .eight, .highContrast: 8
    case .sixteen: 16
    }
  }

  func look(_ style: Style) -> Look {
    switch self {
    case .mono: Self.mono(style)
    case .eight: Self.eight(style)
    case .sixteen: Self.sixteen(style)
    case .highContrast: Self.highContrast(style)
    }
  }

  private static func mono(_ style: Style) -> Look {
    switch style {
    case .plain, .label, .dim, .info, .border, .keyOff: Look()
    case .title, .focus: Look(isReverse: true)
    case .selected, .error: Look(isBold: true, isReverse: true)
    case .key, .value, .check, .bar: Look(isBold: true)
    case .proposal: Look(isUnderlined: true)
    case .barAlt: Look()
    }
  }

  private static func eight(_ style: Style) -> Look {
    switch style {
    case .plain, .dim, .keyOff: Look(.white, .black)
    case .title: Look(.white, .blue, isBold: true)
    case .key, .selected: Look(.black, .cyan)
    case .label, .border: Look(.cyan, .black)
    case .value: Look(.white, .black, isBold: true)
    case .focus: Look(.black, .white)
    case .proposal, .barAlt: Look(.yellow, .black)
    case .error: Look(.white, .red, isBold: true)
    case .check: Look(.black, .yellow)
    case .info, .bar: Look(.green, .black)
    }
  }

  private static func sixteen(_ style: Style) -> Look {
    switch style {
    case .title: Look(.brightWhite, .blue)
    case .value: Look(.brightWhite, .black)
    case .label: Look(.brightCyan, .black)
    case .proposal: Look(.brightYellow, .black)
    case .error: Look(.brightWhite, .red)
    case .check: Look(.black, .brightYellow)
    case .info: Look(.brightGreen, .black)
    default: eight(style)
    }
  }

  private static func highContrast(_ style: Style) -> Look {
    switch style {
    case .plain, .label, .value, .dim, .keyOff, .info, .border, .bar: Look(.white, .black, isBold: true)
    case .title, .key, .focus: Look(.black, .white)
    case .selected, .check: Look(.black, .yellow)
    case .proposal, .barAlt: Look(.yellow, .black, isBold: true)
    case .error: Look(.white, .red, isBold: true)
    }
  }
}

/// Both colours or neither, and attributes.
struct Look: Hashable {
  enum Colour: Int16 {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite
  }
  struct Colours: Hashable {
    let foreground: Colour
    let background: Colour
  }

  var colours: Colours?
  var isBold = false
  var isReverse = false
  var isUnderlined = false

  init(isBold: Bool = false, isReverse: Bool = false, isUnderlined: Bool = false) {
    self.isBold = isBold
    self.isReverse = isReverse
    self.isUnderlined = isUnderlined
  }

  init(_ foreground: Colour, _ background: Colour, isBold: Bool = false) {
    colours = Colours(foreground: foreground, background: background)
    self.isBold = isBold
  }
}
