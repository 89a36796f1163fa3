// Which descriptions to try for a terminal: what TERM says, then what most likely works in its place.
import LoketWidgets

enum TermChoice {
  /// Names to try in order; the last ones understand little more than moving the cursor.
  static func candidates(for term: String?) -> [String] {
    let term = term ?? ""
    switch term {
    case "": return ["xterm-256color", "xterm", "linux", "vt100", "ansi"]
    // These say that the terminal understands nothing; on a real one the plainest language that moves a cursor does.
    case "dumb", "unknown", "network", "dialup", "plugboard": return ["vt100", "ansi"]
    default: break
    }
    var names = [term]
    let family = term.prefix { $0 != "-" && $0 != "." }
    switch family {
    case "screen", "tmux": names += ["tmux-256color", "screen-256color", "screen"]
    case "linux", "fbterm", "jfbterm", "kmscon": names += ["linux"]
    case "rxvt": names += ["rxvt"]
    case "vt52", "vt100", "vt102", "vt220", "vt320", "vt420", "ansi", "pcansi": break
    default: names += ["xterm-256color"]
    }
    names += ["xterm", "linux", "vt100", "ansi"]
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Signs for this kind of terminal in a UTF-8 locale.
  static func glyphs(for name: String) -> Glyphs {
    switch name.prefix(while: { $0 != "-" && $0 != "." }) {
    case "linux", "fbterm", "jfbterm": .console
    case "vt52", "vt100", "vt102", "vt220", "vt320", "ansi", "pcansi", "dumb", "cons25", "sun": .ascii
    default: .unicode
    }
  }
}
