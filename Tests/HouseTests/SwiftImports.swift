// Which modules a Swift source imports, read from its text alone: comments and strings do not count.

enum SwiftImports {
  /// The modules that `text` imports, in the order of their lines.
  static func modules(in text: String) -> [String] {
    var found: [String] = []
    for statement in code(of: text).split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
      var words = statement.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })[...]
      while let first = words.first, first.hasPrefix("@") || accessLevels.contains(String(first)) {
        words.removeFirst()
      }
      guard words.first == "import" else { continue }
      words.removeFirst()
      if let first = words.first, declarationKinds.contains(String(first)) { words.removeFirst() }
      guard let path = words.first, let module = path.split(separator: ".").first else { continue }
      found.append(String(module))
    }
    return found
  }

  private static let accessLevels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
  private static let declarationKinds: Set<String> = [
    "typealias", "struct", "class", "enum", "protocol", "let", "var", "func", "actor",
  ]

  /// `text` without its comments and without what stands in its strings; lines keep their places.
  static func code(of text: String) -> String {
    var scanner = Scanner(rest: Array(text.unicodeScalars)[...])
    scanner.skipCode(untilClosingParenthesis: false)
    return String(scanner.kept)
  }

  private struct Scanner {
    var rest: ArraySlice<Unicode.Scalar>
    var kept = String.UnicodeScalarView()

    func starts(with text: String) -> Bool { rest.starts(with: text.unicodeScalars) }

    /// Takes one scalar away; a line's end is kept, so that statements stay apart.
    mutating func drop() {
      if let scalar = rest.popFirst(), scalar == "\n" { kept.append(scalar) }
    }

    mutating func skipCode(untilClosingParenthesis nested: Bool) {
      var depth = 1
      while let scalar = rest.first {
        if starts(with: "//") {
          while let next = rest.first, next != "\n" { drop() }
        } else if starts(with: "/*") {
          skipComment()
        } else if scalar == "\"" || (scalar == "#" && startsRawString) {
          skipString()
        } else {
          if scalar == "(" { depth += 1 }
          if scalar == ")" { depth -= 1 }
          rest.removeFirst()
          if nested {
            if depth == 0 { return }
            if scalar == "\n" { kept.append(scalar) }
          } else {
            kept.append(scalar)
          }
        }
      }
    }

    private var startsRawString: Bool { rest.first { $0 != "#" } == "\"" }

    private mutating func skipComment() {
      var depth = 0
      repeat {
        let opens = starts(with: "/*")
        let closes = starts(with: "*/")
        drop()
        if opens || closes { drop() }
        depth += opens ? 1 : closes ? -1 : 0
      } while depth > 0 && !rest.isEmpty
    }

    private mutating func skipString() {
      var hashes = ""
      while rest.first == "#" {
        hashes += "#"
        rest.removeFirst()
      }
      let quote = starts(with: "\"\"\"") ? "\"\"\"" : "\""
      let end = quote + hashes
      let escape = "\\" + hashes
      for _ in quote.unicodeScalars { drop() }
      while !rest.isEmpty, !starts(with: end) {
        if starts(with: escape + "(") {
          for _ in escape.unicodeScalars { drop() }
          drop()
          skipCode(untilClosingParenthesis: true)
        } else if starts(with: escape) {
          for _ in escape.unicodeScalars { drop() }
          drop()
        } else if quote == "\"", rest.first == "\n" {
          return
        } else {
          drop()
        }
      }
      for _ in end.unicodeScalars { drop() }
      kept.append(contentsOf: "\"\"".unicodeScalars)
    }
  }
}
