// A folder as a carrier: a stick, a shared folder, one that another program keeps in step with other PCs.
import Glibc
import LoketJournal
import LoketModel

public struct FolderCarrier: Carrier {
  public let title: String
  private let root: String
  private let files: any FileSystem
  /// The file system that the folder was at first: a stick that is pulled may leave an empty folder of its name.
  private let mount: UInt64?
  /// Files that are looked at: more than an office has in a hundred years, and fewer than fill the memory.
  private static let most = 200_000

  /// - Parameter data: the data folder, which is no carrier of its own.
  public init(
    _ path: String, beside data: String, files: any FileSystem = PosixFiles()
  ) throws(CarrierProblem) {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    root = String(path)
    title = root
    self.files = files
    guard root.hasPrefix("/"), root != data, !root.hasPrefix(data + "/") else { throw .notAPlace(root) }
    let found: FileInformation?
    do { found = try files.information(root) } catch { throw CarrierProblem(error, root) }
    guard let found else { throw .absent(root) }
    guard found.kind == .folder else { throw .notAPlace(root) }
    mount = files.mount(of: root)
  }

  // MARK: Reading

  /// Whether something of this office lies here that only its PCs can read.
  public func holdsSealed(of office: String) -> Bool {
    for top in (try? files.list(root)) ?? [] where top.lowercased() == CarrierPath.top {
      for name in (try? files.list("\(root)/\(top)")) ?? [] where name.lowercased().hasPrefix(SealedCarrier.mark) {
        if ((try? files.information("\(root)/\(top)/\(name)/\(office)")) ?? nil) != nil { return true }
      }
    }
    return false
  }

  public func list() throws(CarrierProblem) -> [CarrierFile] {
    try asking { () throws(FileFailure) in
      var found: [CarrierFile] = []
      // FAT may show the name in other letters.
      for name in try files.list(root) where name.lowercased() == CarrierPath.top {
        try walk(name, depth: 0, &found)
      }
      return found
    }
  }

  /// Links are not followed, and nothing lies deeper than we put it.
  private func walk(_ path: String, depth: Int, _ found: inout [CarrierFile]) throws(FileFailure) {
    guard found.count < FolderCarrier.most, depth <= 6, let here = try files.information("\(root)/\(path)") else {
      return
    }
    switch here.kind {
    case .folder:
      let names: [String]
      do throws(FileFailure) { names = try files.list("\(root)/\(path)") } catch {
        guard error.code == ENOENT || error.code == EACCES else { throw error }
        return
      }
      for name in names { try walk("\(path)/\(name)", depth: depth + 1, &found) }
    case .file: found.append(CarrierFile(path: path, size: here.size))
    case .other: return
    }
  }

  public func read(_ path: String, limit: Int) throws(CarrierProblem) -> [UInt8] {
    let bytes = try asking { () throws(FileFailure) in
      let file = try files.open("\(root)/\(path)", .read)
      defer { files.close(file) }
      return try files.size(file) > limit ? nil : try files.readAll(file, limit: limit)
    }
    guard let bytes else { throw .tooLarge(path) }
    return bytes
  }

  public func tail(_ file: CarrierFile, length: Int) throws(CarrierProblem) -> [UInt8]? {
    try piece(file, from: max(0, file.size - length), length)
  }

  public func heads(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?] {
    var heads: [[UInt8]?] = []
    for file in files { heads.append(try piece(file, from: 0, length)) }
    return heads
  }

  private func piece(_ file: CarrierFile, from start: Int, _ length: Int) throws(CarrierProblem) -> [UInt8] {
    try asking { () throws(FileFailure) in
      let open = try files.open("\(root)/\(file.path)", .read)
      defer { files.close(open) }
      return try files.readAll(open, from: start, limit: length)
    }
  }

  public func room() throws(CarrierProblem) -> UInt64? {
    let volume = try asking { () throws(FileFailure) in try files.volume(of: root) }
    guard !volume.isReadOnly else { throw .readOnly(title) }
    return volume.available
  }

  // MARK: Writing

  /// Beside it first, synced, read back from the disk, then given its name: FAT knows no replacing that is all or nothing.
  public func put(_ path: String, _ bytes: [UInt8]) throws(CarrierProblem) {
    let full = "\(root)/\(path)"
    let part = full + CarrierPath.part
    try requireThere()
    let there = try asking { () throws(FileFailure) in
      try files.makeFolders(folder(of: full), under: root)
      return try files.information(full)
    }
    if let there {
      guard there.size == bytes.count, try read(path, limit: bytes.count) == bytes else { throw .occupied(full) }
      return
    }
    do throws(FileFailure) {
      if try files.information(part) != nil { try files.remove(part) }
      let file = try files.open(part, .create)
      defer { files.close(file) }
      try files.writeAll(file, bytes, at: 0)
      try files.synchronise(file)
      files.forget(file)
    } catch {
      try? files.remove(part)
      try requireThere()
      throw CarrierProblem(error, title)
    }
    guard try asking({ () throws(FileFailure) in try files.readWhole(part, limit: bytes.count + 1) }) == bytes else {
      try? files.remove(part)
      throw .differs(title)
    }
    try asking { () throws(FileFailure) in
      try files.rename(part, to: full)
      try files.synchroniseFolder(folder(of: full))
    }
    do throws(CarrierProblem) { try requireThere() } catch {
      // It lies on this PC's own disk, in the folder that is left.
      try? files.remove(full)
      throw error
    }
  }

  public func remove(_ path: String) throws(CarrierProblem) {
    try requireThere()
    try asking { () throws(FileFailure) in
      try files.remove("\(root)/\(path)")
      try files.synchroniseFolder(folder(of: "\(root)/\(path)"))
    }
  }

  public func settle() throws(CarrierProblem) {
    try asking { () throws(FileFailure) in try files.synchroniseAll(root) }
    try requireThere()
  }

  // MARK: The disk's answers

  private func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? root }

  /// Where the carrier itself went away, every answer means that.
  private func asking<Value>(_ work: () throws(FileFailure) -> Value) throws(CarrierProblem) -> Value {
    do { return try work() } catch {
      try requireThere()
      throw CarrierProblem(error, title)
    }
  }

  private func requireThere() throws(CarrierProblem) {
    guard ((try? files.information(root)) ?? nil) != nil, files.mount(of: root) == mount else { throw .gone(title) }
  }
}
