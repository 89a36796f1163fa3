// Where things lie under the data folder, and that nobody else may write there.
import Glibc
import LoketModel

/// The folder of one PC's data: paths, and the checks before anything in it is believed.
struct DataFolder: Sendable {
  /// Without a slash at its end.
  let path: String
  let files: any FileSystem

  init(_ path: String, _ files: any FileSystem) {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = String(path)
    self.files = files
  }

  var device: String { path + "/device.json" }
  var pins: String { path + "/pins.json" }
  var clock: String { path + "/clock.json" }
  var round: String { path + "/field.json" }
  var screen: String { path + "/screen.json" }
  var lock: String { path + "/lock" }
  var journal: String { path + "/journal" }
  var access: String { path + "/access" }
  var open: String { path + "/open" }
  var quarantine: String { path + "/quarantine" }
  var drafts: String { path + "/drafts" }
  var cache: String { path + "/cache" }
  var prints: String { path + "/print" }
  var printer: String { path + "/printer.json" }
  var regions: String { path + "/regions" }
  var reserve: String { path + "/reserve" }
  var log: String { path + "/log" }
  /// Written beside the abandoned segment: how many of its lines count.
  func endNote(_ segment: Identifier) -> String { open + "/" + segment.description + ".end" }
  func openSegment(_ segment: Identifier) -> String { open + "/" + segment.description + ".jsonl" }

  /// `journal/<office>/<device>/<ab>/<segment>.jsonl`, or the same under `access`.
  func sealedSegment(_ segment: Identifier, device: Identifier, office: String, isTrace: Bool) -> String {
    let name = segment.description
    return "\(isTrace ? access : journal)/\(office)/\(device)/\(name.prefix(2))/\(name).jsonl"
  }

  /// The path below the data folder, as messages show it.
  func shown(_ full: String) -> String {
    full.hasPrefix(path + "/") ? String(full.dropFirst(path.utf8.count + 1)) : full
  }

  /// Whether a data folder lies here.
  enum Presence: Sendable { case absent, empty, other, ready }

  func presence() throws(JournalError) -> Presence {
    do {
      guard let found = try files.information(path) else { return .absent }
      guard found.kind == .folder else { throw JournalError.notAFolder(path) }
      if try files.information(device) != nil { return .ready }
      return try files.list(path).isEmpty ? .empty : .other
    } catch let error as FileFailure {
      throw .unreadable(error)
    } catch let error as JournalError {
      throw error
    } catch {
      throw .notSetUp(path)
    }
  }

  /// The folder is one, is ours, and nobody else may write into it. What others could read is closed to them.
  func requirePrivate() throws(JournalError) {
    let found: FileInformation?
    do { found = try files.information(path) } catch { throw .unreadable(error) }
    guard let found else { throw .notSetUp(path) }
    guard found.kind == .folder else { throw .notAFolder(path) }
    guard found.permissions & 0o022 == 0 else { throw .openToOthers(path) }
    guard found.owner == geteuid() else { throw .notOurs(path) }
    if found.permissions & 0o055 != 0 { try? files.setPermissions(path, 0o700) }
  }

  /// Makes the folder (and those above it that are missing) and what stands in it, all durable.
  func make() throws(JournalError) {
    do {
      if try files.information(path) == nil {
        var root = files.folder(of: path)
        while try files.information(root) == nil, root != "/" { root = files.folder(of: root) }
        try files.makeFolders(path, under: root)
      }
      try requirePrivate()
      for folder in [journal, access, open, quarantine, drafts, cache, regions] {
        try files.makeFolders(folder, under: path)
      }
      // Also of those that a start which was cut off made.
      try files.synchroniseFolder(path)
    } catch let error as FileFailure {
      throw .unwritable(error)
    } catch let error as JournalError {
      throw error
    } catch {
      throw .notAFolder(path)
    }
  }
}
