// The one place that writes lines: a segment that this run created, written ahead, and synced once for each save.
import Glibc
import LoketModel
import LoketRegistry

/// What a segment's header says.
struct SegmentHeader: Sendable {
  var segment: Identifier
  var device: Identifier
  var office: String
  /// Root of the segment before, 64 hex digits.
  var previous: String?
  var isTrace = false

}

/// An open segment. A class, because it owns a descriptor and its lock.
final class SegmentWriter {
  /// Spaces written ahead, synced once, then overwritten: a save then changes no size, and its sync is one flush.
  static let ahead = 64 << 10
  /// A segment is sealed before a save that would make it longer.
  static let limit = 1 << 20

  let header: SegmentHeader
  let path: String
  /// Bytes that count: header and saves that were synced.
  private(set) var length: Int
  /// Edits so far.
  private(set) var count = 0
  /// Digest of the last acknowledged edit; nil before the first.
  private(set) var root: Digest?
  /// Lines were written that no sync covers yet (an access trace between two flushes).
  private(set) var isUnsynced = false
  private let folder: DataFolder
  private let file: OpenFile
  private var aheadLength: Int
  private var lastHash: LineHash
  private var isClosed = false

  /// Creates the file in `open/`, locks it, writes the header and the spaces ahead. With `durable` content and name are
  /// on the disk before this returns.
  init(_ header: SegmentHeader, in folder: DataFolder, ahead: Int, durable: Bool) throws(FileFailure) {
    self.header = header
    self.folder = folder
    path = folder.openSegment(header.segment)
    var bytes = LineWriter.header(
      segment: header.segment, device: header.device, office: header.office, previous: header.previous,
      app: ProgramVersion.text, isTrace: header.isTrace)
    lastHash = LineHash(Chain.close(&bytes, from: 0, after: nil))
    length = bytes.count
    if bytes.count < ahead { bytes += [UInt8](repeating: 0x20, count: ahead - bytes.count) }
    aheadLength = bytes.count
    let files = folder.files
    file = try files.open(path, .create)
    do throws(FileFailure) {
      guard try files.lock(file) else { throw FileFailure(.lock, path, EWOULDBLOCK) }
      try files.writeAll(file, bytes, at: 0)
      if durable {
        try files.synchronise(file)
        try files.synchroniseFolder(folder.open)
      } else {
        isUnsynced = true
      }
    } catch {
      files.close(file)
      isClosed = true
      try? files.remove(path)
      throw error
    }
  }

  deinit { close() }

  /// Whether so many more bytes still belong into this segment.
  func hasRoom(for bytes: Int) -> Bool { count == 0 || length + bytes <= SegmentWriter.limit }

  /// The lines of these edits as they would stand next in this segment, tails included.
  func compose(_ saves: [Save], ticks: [UInt64], stamp: Timestamp, clock: ClockTrust, salts: inout Randomness)
    throws(JournalError) -> Run
  {
    var run = Run(hash: lastHash, digest: root)
    var n = count
    for (save, tick) in zip(saves, ticks) {
      for (index, edit) in save.edits.enumerated() {
        n += 1
        let start = run.bytes.count
        let salt = Identifier(high: salts.word(), low: 0).description.prefix(16)
        run.bytes.append(
          contentsOf: LineWriter.edit(
            n: n, tick: tick, at: stamp.text, clock: clock, by: save.by, edit: edit,
            isLast: index == save.edits.count - 1, salt: String(salt)))
        guard run.bytes.count - start + Chain.tailLength <= LineLimits.bytes else {
          throw .tooLong(record: edit.on.description)
        }
        let digest = Chain.close(&run.bytes, from: start, after: run.hash)
        run.hash = LineHash(digest)
        run.digest = digest
        run.count += 1
      }
    }
    return run
  }

  /// Lines ready to be written, and the chain after them.
  struct Run {
    var bytes: [UInt8] = []
    var count = 0
    var hash: LineHash
    var digest: Digest?
  }

  /// Writes the lines in one loop, with one sync if `durable`. After an error the segment must be abandoned.
  /// - Parameter ahead: spaces to write after them where the lines outgrow those that stand there.
  func append(_ run: Run, durable: Bool, ahead: Int = SegmentWriter.ahead) throws(FileFailure) {
    let files = folder.files
    let end = length + run.bytes.count
    if end <= aheadLength {
      try files.writeAll(file, run.bytes, at: length)
    } else {
      try files.writeAll(file, run.bytes + [UInt8](repeating: 0x20, count: ahead), at: length)
      aheadLength = end + ahead
    }
    if durable { try files.synchronise(file) }
    isUnsynced = !durable
    length = end
    count += run.count
    lastHash = run.hash
    root = run.digest
  }

  /// Puts on the disk what `append` left in memory.
  func flush() throws(FileFailure) {
    guard isUnsynced else { return }
    try folder.files.synchronise(file)
    try folder.files.synchroniseFolder(folder.open)
    isUnsynced = false
  }

  /// After a failed write or sync: makes sure that nothing after the last acknowledged save can be read, by cutting the
  /// file there, or else by a note beside it that the next lock holder heeds.
  func abandon() throws(FileFailure) {
    let files = folder.files
    do {
      try files.truncate(file, to: length)
      try files.synchronise(file)
      if count == 0 { try? files.remove(path) }
    } catch {
      try files.replace(folder.endNote(header.segment), with: Array("\(count)\n".utf8), durable: true)
    }
    close()
  }

  /// Closes the segment for good: seal line, exact length, its place under `journal/` or `access/`.
  /// - Parameter remember: called with the root and the predecessor's, when the content is durable and before the name changes.
  func seal(remember: (String, String?) throws(FileFailure) -> Void) throws(FileFailure) {
    guard let root else { return try dropEmpty() }
    let files = folder.files
    var line = LineWriter.end(count: count, root: root.description)
    _ = Chain.close(&line, from: 0, after: lastHash)
    try files.writeAll(file, line, at: length)
    try files.truncate(file, to: length + line.count)
    try files.synchronise(file)
    if !header.isTrace { try remember(root.description, header.previous) }
    try SegmentPlace.putAway(folder, path, header)
    close()
  }

  private func dropEmpty() throws(FileFailure) {
    close()
    try folder.files.remove(path)
  }

  /// Gives the descriptor and its lock back; the file stays for the next lock holder.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    folder.files.close(file)
  }
}
