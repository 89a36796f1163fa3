// A folder of its own for each test, gone when the test ends.
import Glibc
import LoketModel
import LoketRegistry

@testable import LoketJournal

final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/loket-journal-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
    }
  }

  deinit { TemporaryFolder.remove(path) }

  static func remove(_ path: String) {
    let files = PosixFiles()
    guard path.hasPrefix("/tmp/loket-journal-"), let found = (try? files.information(path)) ?? nil else { return }
    guard found.kind == .folder else {
      unlink(path)
      return
    }
    for name in (try? files.list(path)) ?? [] { remove(path + "/" + name) }
    rmdir(path)
  }

  /// Every file under a folder, paths below it.
  func files(under folder: String = "") -> [String] {
    let files = PosixFiles()
    let top = folder.isEmpty ? path : path + "/" + folder
    var result: [String] = []
    func walk(_ at: String, _ shown: String) {
      for name in (try? files.list(at)) ?? [] {
        guard let found = (try? files.information(at + "/" + name)) ?? nil else { continue }
        if found.kind == .folder { walk(at + "/" + name, shown + name + "/") } else { result.append(shown + name) }
      }
    }
    walk(top, folder.isEmpty ? "" : folder + "/")
    return result.sorted()
  }

  func read(_ name: String) throws -> [UInt8] { try PosixFiles().readWhole(path + "/" + name) }

  /// Replaces a file's bytes where it lies.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    let files = PosixFiles()
    let full = path + "/" + name
    let file = try files.information(full) == nil ? files.open(full, .create) : files.open(full, .change)
    defer { files.close(file) }
    try files.truncate(file, to: 0)
    try files.writeAll(file, bytes, at: 0)
  }

  func copy(to other: TemporaryFolder) throws {
    let files = PosixFiles()
    for name in self.files() {
      var above = other.path
      for part in name.split(separator: "/").dropLast() {
        above += "/" + part
        if try files.information(above) == nil { try files.makeFolder(above) }
      }
      try other.write(name, read(name))
    }
  }
}

/// 22 November 2030: after any build of this program.
let noon = Timestamp(seconds: 1_921_579_200, offsetMinutes: 420)

func person(_ number: Int) -> RecordRef {
  RecordRef(.person, Identifier(high: 0xabc, low: UInt64(number)))
}

/// A save of one person: two edits, so that a torn one can be told from a whole one.
func save(_ number: Int, name: String? = nil, over: [LineRef] = []) -> Save {
  Save(
    by: "petugas1",
    edits: [
      Edit(
        on: person(number), set: [FieldChange("name", name ?? "SITI \(number)"), FieldChange("sex", "2")], over: over),
      Edit(on: RecordRef(.entry, Identifier(high: 0xe, low: UInt64(number))), set: [FieldChange("action", "register")]),
    ])
}

/// A journal at work with the registry beside it, as the program has them.
struct Office {
  let journal: Journal
  var registry = Registry()
  var notices: [Notice]
  var report = LoadReport()

  static func setUp(_ folder: TemporaryFolder) throws {
    try Journal.create(folder.path, office: "3376021005", label: "PC 1")
  }

  init(
    _ path: String, _ mode: JournalMode = .write, files: any FileSystem = PosixFiles(), useCache: Bool = true,
    fullPack: Int = Pack.full
  ) throws {
    let opened = try Journal.open(path, mode: mode, files: files, fullPack: fullPack)
    journal = opened.journal
    notices = opened.notices
    do {
      report = try journal.load(into: &registry, useCache: useCache)
    } catch {
      journal.close(saving: nil)
      throw error
    }
    notices += report.notices
  }

  @discardableResult
  mutating func write(_ save: Save) throws -> [SavedLine] {
    let lines = try journal.write(save, now: noon, clock: .ok)
    for line in lines {
      registry.apply(
        line.edit, at: line.line, tick: line.tick, stamp: line.stamp, clock: line.clock, by: line.by,
        device: line.device)
    }
    return lines
  }

  func name(_ number: Int) -> String? { registry.value(person(number), "name") }

  var kinds: [Notice.Kind] { notices.map(\.kind) }

  @discardableResult
  func close() -> [Notice] { journal.close(saving: registry) }
}
