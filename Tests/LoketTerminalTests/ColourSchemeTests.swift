// The four schemes, and which one a terminal gets.
import LoketWidgets
import Testing

@testable import LoketTerminal

@Suite("Colour schemes")
struct ColourSchemeTests {
  @Test("A style has both colours or neither, and never blue on black", arguments: ColourScheme.allCases)
  func colours(scheme: ColourScheme) {
    for style in Style.allCases {
      let look = scheme.look(style)
      #expect((look.colours == nil) == (scheme == .mono))
      guard let colours = look.colours else { continue }
      #expect(colours.foreground != colours.background)
      let isBlue = colours.foreground == .blue || colours.foreground == .brightBlue
      #expect(!(isBlue && colours.background == .black))
      #expect(Int(max(colours.foreground.rawValue, colours.background.rawValue)) < max(scheme.colours, 1))
    }
  }

  @Test(
    "Focus, choice, proposal and error can be told from plain text in every scheme", arguments: ColourScheme.allCases)
  func readable(scheme: ColourScheme) {
    for style: Style in [.title, .focus, .selected, .proposal, .error, .check] {
      #expect(scheme.look(style) != scheme.look(.plain), "\(style)")
    }
    #expect(scheme.look(.focus) != scheme.look(.selected))
    #expect(scheme.look(.focus) != scheme.look(.proposal))
  }

  @Test("The terminal's colours and NO_COLOR decide the scheme")
  func suited() {
    #expect(ColourScheme.suited(colours: 256, noColour: nil) == .sixteen)
    #expect(ColourScheme.suited(colours: 16, noColour: "") == .sixteen)
    #expect(ColourScheme.suited(colours: 8, noColour: nil) == .eight)
    #expect(ColourScheme.suited(colours: -1, noColour: nil) == .mono)
    #expect(ColourScheme.suited(colours: 256, noColour: "1") == .mono)
  }

  @Test("A description that is missing gives way to its family, then to plainer ones, none twice")
  func candidates() {
    #expect(
      TermChoice.candidates(for: "putty-256color") == [
        "putty-256color", "xterm-256color", "xterm", "linux", "vt100", "ansi",
      ])
    #expect(TermChoice.candidates(for: "tmux-direct").prefix(2) == ["tmux-direct", "tmux-256color"])
    #expect(TermChoice.candidates(for: "dumb") == ["vt100", "ansi"])
    #expect(TermChoice.candidates(for: nil) == TermChoice.candidates(for: ""))
    for term in ["linux", "xterm", "vt100", "screen.xterm-256color", "rxvt-unicode"] {
      let names = TermChoice.candidates(for: term)
      #expect(names.first == term && Set(names).count == names.count && names.last == "ansi")
    }
  }
}
