// The locale for characters alone: numbers, dates and sorting stay Loket's own on every machine.
import Glibc

enum CharacterLocale {
  /// Sets LC_CTYPE from the environment, or to C.UTF-8 where that gives seven bits only.
  /// - Returns: whether the terminal may be sent UTF-8.
  static func establish() -> Bool {
    let isKnown = setlocale(LC_CTYPE, "") != nil
    if isUTF8 { return true }
    // A locale that was chosen and exists has another encoding, and the terminal with it.
    if isKnown, codeset != "ANSI_X3.4-1968" { return false }
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8", "id_ID.UTF-8"] where setlocale(LC_CTYPE, name) != nil {
      if isUTF8 { return true }
    }
    return false
  }

  private static var isUTF8: Bool { codeset == "UTF-8" }

  private static var codeset: String {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return "" }
    return String(cString: name)
  }
}
