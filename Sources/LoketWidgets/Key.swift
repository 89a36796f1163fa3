// What a person can press, after the terminal's own spelling has been taken away.

public enum Key: Hashable, Sendable {
  /// One character as typed. Never a control or format character.
  case character(Character)
  case enter, tab, backTab, up, down, left, right, pageUp, pageDown, home, end
  case backspace, delete, escape
  /// F1 to F10.
  case function(Int)
  /// Ctrl with a letter `a` to `z` that is none of the keys above, or with `\`.
  case control(Character)
  /// One paste, whole: newlines and tabs in it are text, never keys.
  case paste(String)
  /// A sequence that means nothing here; swallowed whole.
  case unknown
}

/// What a key asks for, the same on every screen (SCREENS: "one meaning everywhere").
public enum Command: String, Hashable, Sendable, CaseIterable {
  case help, save, ditto, pick, find, new, actions, undo, back, menu
  /// The screen closes over what is open until somebody types a PIN.
  case lock
}
