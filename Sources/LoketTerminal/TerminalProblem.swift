// Why the screen cannot open, as values: the words for them stand in the catalogue, with whoever reports them.

public enum TerminalProblem: Error, Hashable, Sendable {
  /// Standard input is a file, a pipe or closed: nobody can press keys.
  case inputIsNoTerminal
  /// Standard output is a file, a pipe or closed: nobody would see the screen.
  case outputIsNoTerminal
  /// This machine describes none of these kinds of terminal (package ncurses-base).
  case noDescription(tried: [String])
  /// The system gave no settings, pipe or signals for the terminal; `code` is errno.
  case refused(code: Int32)
}
