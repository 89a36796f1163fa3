// The arrows of the house: which module may import which, and what may lie at the top of the repository.
import FoundationEssentials

enum House {
  /// What each module may import of ours. Imports run downwards only; a name that is not here is a module without a place.
  static let arrows: [String: Set<String>] = {
    let model: Set<String> = ["Resources"]
    let registry = model.union(["LoketModel"])
    let journal = registry.union(["LoketRegistry", "CGlibc"])
    let sync = journal.union(["LoketJournal"])
    let app = registry.union(["LoketRegistry", "LoketWidgets"])
    let terminal: Set<String> = ["LoketWidgets", "CNcurses", "CGlibc"]
    let programs = sync.union(app).union(["LoketSync", "LoketApp", "LoketTerminal"])
    return [
      "LoketModel": model, "LoketRegistry": registry, "LoketJournal": journal, "LoketSync": sync, "LoketWidgets": [],
      "LoketApp": app, "LoketTerminal": terminal, "loket": programs,
      "loket-bench": programs.union(["Simulation"]),
      "PackageDeb": ["PackagePlugin"],
    ]
  }()

  /// What the toolchain and the C library give. Never Foundation: it would make the program four times as large.
  static let system: Set<String> = ["FoundationEssentials", "Dispatch", "Glibc", "Synchronization", "Swift"]

  /// Modules that only compute: a file, a clock or chance comes in as a value.
  static let pure: Set<String> = ["LoketModel", "LoketRegistry", "LoketWidgets", "LoketApp"]
  static let impureWords = [
    "FileManager", "contentsOfFile", "Data(contentsOf:", "String(contentsOf:", "fopen", "Date()", "UUID()", "Date.now",
    "ContinuousClock", "SuspendingClock",
    "arc4random", ".random(",
    "SystemRandomNumberGenerator", "clock_gettime", "getrandom", "gettimeofday", "getenv", "ProcessInfo",
  ]

  static let topLevel: Set<String> = ["Package.swift", "Sources", "Tests", "Resources", "README.md"]

  /// What is wrong with the imports of one file; `path` is relative to the repository: `Sources/<module>/…` or `Tests/<folder>/…`.
  static func complaints(path: String, text: String, testFolders: Set<String> = []) -> [String] {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 3, let area = parts.first else { return ["\(path): lies in no module"] }
    let module = parts[1]
    var result: [String] = []
    for name in SwiftImports.modules(in: text) where !system.contains(name) {
      if name == "Foundation" {
        result.append("\(path): imports Foundation; FoundationEssentials, Dispatch and Glibc must do")
      } else if area == "Tests" {
        let ours = arrows["loket"] ?? []
        if !ours.union(["loket", "Testing"]).union(testFolders).contains(name) {
          result.append("\(path): a test may not import \(name)")
        }
      } else if let allowed = arrows[module] {
        if !allowed.contains(name) { result.append("\(path): \(module) may not import \(name)") }
      } else {
        result.append("\(path): \(module) has no place in the house")
      }
    }
    if area == "Sources", pure.contains(module) {
      let code = SwiftImports.code(of: text)
      for word in impureWords where code.contains(word) {
        result.append("\(path): \(word) in \(module), which only computes")
      }
    }
    return result
  }

  /// What does not belong beside Package.swift. Dotfiles may lie there.
  static func strangers(topLevel entries: [String]) -> [String] {
    entries.filter { !$0.hasPrefix(".") && !topLevel.contains($0) }.sorted()
  }

  static let root: String = {
    let parts = #filePath.split(separator: "/")
    return "/" + parts.dropLast(3).joined(separator: "/")
  }()

  /// Every Swift source below `folder`, by its path from the repository's root.
  static func sources(in folder: String) throws -> [(path: String, text: String)] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let data = try Data(contentsOf: URL(filePath: "\(root)/\(folder)/\(path)"))
      return ("\(folder)/\(path)", String(decoding: data, as: UTF8.self))
    }
  }
}
