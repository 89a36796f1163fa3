// What lies where in the package, and what Debian wants to know of it. The same program gives the same bytes every time.
import FoundationEssentials
import Glibc

struct DebianPackage {
  let program: String
  /// `Resources/debian`.
  let templates: String
  let work: String
  let output: String

  private var root: String { work + "/root" }
  private static let installed = "/usr/lib/loket/loket"

  /// - Returns: the path of the package.
  func write() throws -> String {
    let version = try version()
    let changelog = try template("changelog")
    guard changelog.hasPrefix("loket (\(version))") else {
      throw PackagingProblem("Resources/debian/changelog begins with another version than the program's, \(version).")
    }
    let architecture = try architecture()
    try? FileManager.default.removeItem(atPath: root)
    try putProgram()
    let depends = try dependencies()
    try put(
      try template("launcher").replacing("@program@", with: DebianPackage.installed), "/usr/bin/loket", mode: 0o755)
    try putTexts(changelog)
    try putControl(version: version, architecture: architecture, depends: depends)
    return try pack("\(output)/loket_\(version)_\(architecture).deb", changelog)
  }

  private func version() throws -> String {
    let said = line(try Command.run([program, "--version"])).split(separator: " ")
    guard said.count == 2, said[0] == "Loket" else { throw PackagingProblem("\(program) is not Loket.") }
    return String(said[1])
  }

  private func architecture() throws -> String { line(try Command.run(["dpkg", "--print-architecture"])) }

  private func putProgram() throws {
    try makeFolder(of: DebianPackage.installed)
    try FileManager.default.copyItem(atPath: program, toPath: root + DebianPackage.installed)
    try Command.run(["strip", "--strip-unneeded", root + DebianPackage.installed])
    try setMode(DebianPackage.installed, 0o755)
  }

  /// The packages that the program's shared libraries come from, each with the lowest version that has what is used of it.
  private func dependencies() throws -> String {
    let folder = work + "/shlibdeps"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder + "/debian", withIntermediateDirectories: true)
    try write("Source: loket\n\nPackage: loket\nArchitecture: any\n", folder + "/debian/control")
    let said: String
    do {
      said = try Command.run(["dpkg-shlibdeps", "-O", "-e" + root + DebianPackage.installed], in: folder)
    } catch {
      throw PackagingProblem("\(error)\nThe package's needs are read by dpkg-shlibdeps: apt-get install dpkg-dev")
    }
    guard let found = said.split(separator: "\n").first(where: { $0.hasPrefix("shlibs:Depends=") }) else {
      throw PackagingProblem("dpkg-shlibdeps named no library: \(said)")
    }
    let libraries = try Command.run(["objdump", "-p", root + DebianPackage.installed])
    guard !libraries.contains("libswift"), !libraries.contains("libFoundation") else {
      throw PackagingProblem("The program still needs shared libraries of Swift. Use: \(PackageDeb.usage)")
    }
    let depends = String(found.dropFirst("shlibs:Depends=".count))
    return libraries.contains("GLIBC_ABI_DT_RELR") ? try raised(depends) : depends
  }

  /// Packed relocations are read by glibc 2.36 and newer; they are no symbol, so dpkg-shlibdeps does not see them.
  private func raised(_ depends: String) throws -> String {
    let packages = depends.components(separatedBy: ", ").map { package in
      guard package.hasPrefix("libc6 (>= 2."), let minor = Int(package.dropFirst(12).prefix { $0.isNumber }) else {
        return package
      }
      return "libc6 (>= 2.\(max(minor, 36)))"
    }
    guard packages.contains(where: { $0.hasPrefix("libc6 (>= 2.") }) else {
      throw PackagingProblem("dpkg-shlibdeps named no glibc: \(depends)")
    }
    return packages.joined(separator: ", ")
  }

  /// Texts that the program itself prints cannot drift from it.
  private func putTexts(_ changelog: String) throws {
    for (language, folder) in [("id", "/id"), ("en", "")] {
      let page = try Command.run([program, "help", "--format", "man", "--lang", language])
      try putCompressed(page, "/usr/share/man\(folder)/man1/loket.1")
    }
    let completion = try Command.run([program, "help", "--format", "bash"])
    try put(completion, "/usr/share/bash-completion/completions/loket")
    try put(try template("loket.desktop"), "/usr/share/applications/loket.desktop")
    try put(try template("copyright"), "/usr/share/doc/loket/copyright")
    try putCompressed(changelog, "/usr/share/doc/loket/changelog")
  }

  private func putControl(version: String, architecture: String, depends: String) throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { path in
      var isFolder = false
      return FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder) && !isFolder
    }.sorted()
    let sums = try Command.run(["md5sum"] + files, in: root)
    let bytes = try files.reduce(0) { sum, path in
      let size = try FileManager.default.attributesOfItem(atPath: root + "/" + path)[.size] as? Int ?? 0
      // As Debian counts: each file in whole kibibytes.
      return sum + (size + 1023) / 1024
    }
    var control = try template("control")
    let values = [
      "version": version, "architecture": architecture, "depends": depends, "size": String(bytes),
    ]
    for (name, value) in values { control = control.replacing("@\(name)@", with: value) }
    guard !control.contains(" @") else {
      throw PackagingProblem("Resources/debian/control has a mark that nothing fills:\n\(control)")
    }
    try put(sums, "/DEBIAN/md5sums")
    try put(control, "/DEBIAN/control")
  }

  /// Dated like the newest entry of the changelog, whenever it is made.
  private func pack(_ file: String, _ changelog: String) throws -> String {
    guard let stamp = changelog.split(separator: "\n").first(where: { $0.hasPrefix(" -- ") }),
      let date = stamp.range(of: ">  ").map({ String(stamp[$0.upperBound...]) })
    else { throw PackagingProblem("Resources/debian/changelog names no date.") }
    let moment = line(try Command.run(["date", "-u", "-d", date, "+%s"]))
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Command.run(["find", root, "-type", "d", "-exec", "chmod", "755", "{}", "+"])
    try Command.run(
      ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", root, file],
      environment: ["SOURCE_DATE_EPOCH": moment])
    try proveFields(of: file)
    return file
  }

  /// What `dpkg` will read of the finished file, and what the program in it says of itself.
  private func proveFields(of file: String) throws {
    let expected = [
      "Package": "loket", "Version": try version(), "Architecture": try architecture(),
      "Recommends": "age, openssh-client",
    ]
    for (field, value) in expected {
      let said = line(try Command.run(["dpkg-deb", "--field", file, field]))
      guard said == value else { throw PackagingProblem("\(file): \(field) is \"\(said)\" and not \"\(value)\".") }
    }
  }

  // MARK: Files

  private func template(_ name: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(filePath: "\(templates)/\(name)")), as: UTF8.self)
  }

  private func put(_ text: String, _ path: String, mode: mode_t = 0o644) throws {
    try makeFolder(of: path)
    try write(text, root + path)
    try setMode(path, mode)
  }

  private func putCompressed(_ text: String, _ path: String) throws {
    try put(text, path)
    try Command.run(["gzip", "-9n", "--force", root + path])
  }

  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private func makeFolder(of path: String) throws {
    let folder = URL(filePath: root + path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func setMode(_ path: String, _ mode: mode_t) throws {
    guard chmod(root + path, mode) == 0 else { throw PackagingProblem("\(root + path): mode not set (\(errno))") }
  }

  private func line(_ text: String) -> String {
    String(text.prefix { $0 != "\n" })
  }
}
