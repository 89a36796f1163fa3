// Writes a backup: one tar file that holds everything of a data folder which cannot be made again, proven before it is
// said to be there. Only reads the data folder, so that saving goes on meanwhile.
import FoundationEssentials
import Glibc
import LoketModel

/// What a backup came to.
public struct BackupReport: Hashable, Sendable {
  public let file: String
  /// Bytes of the file.
  public let bytes: Int
  /// Segments of saves and of the trace.
  public let segments: Int
  /// Damage that the data have, and the backup with them.
  public let notices: [Notice]
}

/// What a backup says of itself: `about.json`.
struct BackupAbout: Codable, Hashable, Sendable {
  /// The form of the file; a program that knows only lower ones leaves it alone.
  var loket: Int
  /// When it was made.
  var made: String
  var device: String
  var label: String
  var office: String
}

public struct Backup: Sendable {
  /// The form of backup that this program writes and reads.
  static let form = 1

  let folder: DataFolder

  /// - Parameter path: a data folder.
  public init(_ path: String, files: any FileSystem = PosixFiles()) { folder = DataFolder(path, files) }

  /// Writes a backup to `file`, by way of `file.part`: what stood under the name is there, whole, until the new one was
  /// read back and found equal.
  /// - Parameters:
  ///   - progress: bytes done and in all; the second half is the reading back.
  ///   - isStopped: asked between two members; true ends it and leaves nothing behind.
  public func write(
    to file: String, made: Timestamp, progress: (Int, Int) -> Void = { _, _ in }, isStopped: () -> Bool = { false }
  ) throws(BackupProblem) -> BackupReport {
    let files = folder.files
    let device = try backedUp { () throws(JournalError) in try ThisDevice.read(folder) }
    try requirePlace(file)
    let source = BackupSource(folder: folder, device: device)
    let members: [BackupMember]
    do { members = try source.members() } catch { throw .unreadable(error) }
    let total = members.reduce(8192) { $0 + TarHeader.room($1.size) + 160 }
    try requireRoom(for: total, file)
    let part = file + ".part"
    let output = try openPart(part, for: file)
    var isFinished = false
    defer {
      files.close(output)
      if !isFinished { try? files.remove(part) }
    }
    var archive = BackupWriter(files, output, made: made)
    var notices: [Notice] = []
    var segments = 0
    let about = BackupAbout(
      loket: Backup.form, made: made.text, device: device.id.description, label: device.label, office: device.office)
    try archive.add(BackupNames.about, encoded(about))
    for member in members {
      guard !isStopped() else { throw .stopped }
      guard let bytes = try content(member, source) else { continue }
      if BackupNames.isSegmentName(member.name) {
        segments += Pack(index: bytes)?.parts.count ?? 1
        notices += Backup.damage(member.name, bytes)
      }
      try archive.add(member.name, bytes)
      progress(archive.count / 2, total)
    }
    try archive.finish()
    do { try files.synchronise(output) } catch { throw .unwritable(error) }
    files.forget(output)
    try prove(output, file, archive.count, isStopped) { progress((archive.count + $0) / 2, total) }
    do {
      try files.rename(part, to: file)
      isFinished = true
      try files.synchroniseFolder(files.folder(of: file))
    } catch { throw .unwritable(error) }
    return BackupReport(file: file, bytes: archive.count, segments: segments, notices: notices)
  }

  /// The place takes a file of this name, and what stands there can be replaced in one step.
  private func requirePlace(_ file: String) throws(BackupProblem) {
    let files = folder.files
    if file == folder.path || file.hasPrefix(folder.path + "/") { throw .insideData(file) }
    do {
      guard let found = try files.information(file) else { return }
      guard found.kind == .file else { throw BackupProblem.occupied(file) }
      // FAT keeps no journal: a rename over a file that is there may lose both.
      if try files.volume(of: files.folder(of: file)).kind == .fat { throw BackupProblem.occupied(file) }
    } catch let error as FileFailure {
      throw .unwritable(error)
    } catch let error as BackupProblem {
      throw error
    } catch {
      throw .occupied(file)
    }
  }

  private func requireRoom(for needed: Int, _ file: String) throws(BackupProblem) {
    let above = folder.files.folder(of: file)
    let volume: Volume
    do { volume = try folder.files.volume(of: above) } catch { throw .unwritable(error) }
    if volume.isReadOnly { throw .unwritable(FileFailure(.open, file, EROFS)) }
    guard volume.available >= UInt64(needed) else {
      throw .noRoom(file: above, needed: UInt64(needed), available: volume.available)
    }
  }

  /// A new file under a lock; what a backup that was cut off left under the name goes.
  private func openPart(_ part: String, for file: String) throws(BackupProblem) -> OpenFile {
    let files = folder.files
    do {
      if try files.information(part) != nil {
        let left = try files.open(part, .change)
        defer { files.close(left) }
        guard try files.lock(left) else { throw BackupProblem.busy(file) }
        try files.remove(part)
      }
      let output = try files.open(part, .create)
      _ = try files.lock(output)
      return output
    } catch let error as FileFailure {
      throw .unwritable(error)
    } catch let error as BackupProblem {
      throw error
    } catch {
      throw .busy(file)
    }
  }

  private func content(_ member: BackupMember, _ source: BackupSource) throws(BackupProblem) -> [UInt8]? {
    switch member.content {
    case .bytes(let bytes): return bytes
    case .file(let path):
      let bytes: [UInt8]?
      do { bytes = try source.content(of: path) } catch { throw .unreadable(error) }
      // A draft may go at any moment; a sealed segment never does.
      if bytes == nil, BackupNames.isSegmentName(member.name) {
        throw .unreadable(FileFailure(.open, path, ENOENT))
      }
      return bytes
    }
  }

  private static func damage(_ name: String, _ bytes: [UInt8]) -> [Notice] {
    if name.hasSuffix(Pack.ending) {
      guard let pack = Pack(index: bytes) else { return [Notice(.damage, name, "1")] }
      return pack.parts.flatMap { part in
        damage("\(name) \(part.segment)", Array(bytes[part.place.clamped(to: 0..<bytes.count)]))
      }
    }
    return bytes.withUnsafeBytes { raw in
      let judged = JudgedSegment.judge(raw)
      let scan = SegmentScan.scan(raw, judged, isOpen: false)
      if !scan.badLines.isEmpty || judged.lines.isEmpty {
        return [Notice(.damage, name, String(max(scan.badLines.count, 1)))]
      }
      return scan.isSealed && judged.endsBlank ? [] : [Notice(.unsealed, name)]
    }
  }

  /// Reads the file back from the disk, every member against its digest.
  private func prove(
    _ output: OpenFile, _ file: String, _ count: Int, _ isStopped: () -> Bool, _ progress: (Int) -> Void
  ) throws(BackupProblem) {
    var reader = try BackupReader(folder.files, output, named: file)
    guard reader.size == count else { throw .differs(file: file) }
    do throws(BackupProblem) {
      while try reader.next() != nil {
        if isStopped() { throw .stopped }
        progress(reader.offset)
      }
    } catch {
      switch error {
      case .spoiled, .cut, .foreign: throw .differs(file: file)
      default: throw error
      }
    }
  }
}

/// Does something with the journal; what it cannot do is a problem of the backup.
func backedUp<Result>(_ work: () throws(JournalError) -> Result) throws(BackupProblem) -> Result {
  do { return try work() } catch { throw .journal(error) }
}

/// Adds members one behind the other, and their digests at the end, as `sha256sum -c` reads them.
struct BackupWriter {
  private let files: any FileSystem
  private var file: FileInHand
  private let time: Int64
  private var sums: [UInt8] = []
  private(set) var count = 0

  init(_ files: any FileSystem, _ output: OpenFile, made: Timestamp) {
    self.files = files
    file = FileInHand(files, output)
    time = made.seconds
  }

  mutating func add(_ name: String, _ bytes: [UInt8]) throws(BackupProblem) {
    let full = BackupNames.top + name
    guard let header = TarHeader(name: full, size: bytes.count, time: time).bytes() else { throw .foreign(full) }
    sums += SHA256.digest(bytes).hex + Array("  \(full)\n".utf8)
    try put(header)
    try put(bytes)
    try put([UInt8](repeating: 0, count: TarHeader.padding(bytes.count)))
  }

  /// The digests of all members, and two blocks of zeros.
  mutating func finish() throws(BackupProblem) {
    try add(BackupNames.sums, sums)
    try put([UInt8](repeating: 0, count: 2 * TarHeader.block))
    do { try file.finish() } catch { throw .unwritable(error) }
  }

  private mutating func put(_ bytes: [UInt8]) throws(BackupProblem) {
    do { try file.write(bytes) } catch { throw .unwritable(error) }
    count += bytes.count
  }
}
