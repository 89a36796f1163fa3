// What the next lock holder does with a segment whose run died: cut what was never acknowledged, keep it aside, seal.
import Glibc
import LoketModel
import LoketRegistry

struct SegmentRecovery {
  let folder: DataFolder
  let device: ThisDevice

  /// What became of one open segment.
  enum Outcome {
    /// Sealed and in its place (or dropped, where it held nothing); `root` is nil where nothing was kept.
    case sealed(root: String?, notices: [Notice])
    /// Another program is writing it, or a newer one wrote it and alone can finish it: it stays as it is.
    case notOurs
    /// It stays as it is and is read as it stands; the next start tries again.
    case unfinished(FileFailure)
  }

  /// Finishes one segment of `open/`. Every step may be cut off by a power cut and is then done again.
  /// - Parameter remember: called with the root of a journal segment, and its predecessor's, before its name changes.
  func finish(_ place: SegmentPlace, remember: (String, String?) throws(FileFailure) -> Void) -> Outcome {
    let files = folder.files
    do throws(FileFailure) {
      let file = try files.open(place.path, .change)
      defer { files.close(file) }
      guard try files.lock(file) else { return .notOurs }
      return try finish(place, file, remember)
    } catch {
      return .unfinished(error)
    }
  }

  private func finish(
    _ place: SegmentPlace, _ file: OpenFile, _ remember: (String, String?) throws(FileFailure) -> Void
  ) throws(FileFailure) -> Outcome {
    let files = folder.files
    let bytes = try files.readAll(file)
    let reading = read(place, bytes)
    if reading.scan.isNewer { return .notOurs }
    var notices: [Notice] = []
    let cut = reading.cut
    // Sectors that never landed read as zeros; like the spaces written ahead they need no place in quarantine.
    let torn = Array(bytes[cut..<bytes.withUnsafeBytes { $0.endWithoutBlanks(from: cut, zerosToo: true) }])
    if !torn.isEmpty {
      let reason = Quarantine.Reason(
        what: "torn", file: folder.shown(place.path), offset: cut, length: torn.count,
        badLines: reading.judged.lines.filter { $0.start >= cut && !$0.isGood }.count)
      try Quarantine(folder: folder).keep(torn, reason)
      notices.append(Notice(.tornTail, folder.shown(place.path), String(torn.count)))
    }
    let scan = reading.scan
    if !scan.badLines.isEmpty {
      notices.append(Notice(.damage, folder.shown(place.path), String(scan.badLines.count)))
    }
    guard let whole = sealed(place, bytes, reading) else {
      try files.remove(place.path)
      try files.synchroniseFolder(folder.open)
      removeNote(place)
      return .sealed(root: nil, notices: notices)
    }
    let (header, root, kept) = (whole.header, whole.root, whole.bytes)
    if kept.count > cut { try files.writeAll(file, Array(kept[cut...]), at: cut) }
    if kept.count != bytes.count { try files.truncate(file, to: kept.count) }
    try files.synchronise(file)
    try putAway(place, header, root, kept, remember, &notices)
    removeNote(place)
    return .sealed(root: root, notices: notices)
  }

  /// An open segment as it will stand when it is sealed.
  struct Sealed {
    let header: SegmentHeader
    let root: String
    let bytes: [UInt8]
  }

  /// What counts of an open segment, under its seal; nil where nothing does. Changes nothing.
  func sealed(_ place: SegmentPlace, _ bytes: [UInt8]) -> Sealed? { sealed(place, bytes, read(place, bytes)) }

  private func sealed(_ place: SegmentPlace, _ bytes: [UInt8], _ reading: Reading) -> Sealed? {
    let scan = reading.scan
    guard scan.edits > 0, let root = scan.root else { return nil }
    let office = scan.office.flatMap { ThisDevice.isOffice($0) ? $0 : nil }
    let header = SegmentHeader(
      segment: place.segment, device: scan.device ?? device.id, office: office ?? device.office,
      previous: scan.previous, isTrace: scan.isTrace)
    var kept = Array(bytes[..<reading.cut])
    if !scan.isSealed {
      var line = LineWriter.end(count: scan.lastN, root: root)
      _ = Chain.close(&line, from: 0, after: scan.lastDigest.map { LineHash($0) })
      kept += line
    }
    return Sealed(header: header, root: root, bytes: kept)
  }

  /// How an open segment reads now.
  struct Reading {
    let judged: JudgedSegment
    let scan: SegmentScan
    /// Bytes that count.
    let cut: Int
  }

  func read(_ place: SegmentPlace, _ bytes: [UInt8]) -> Reading {
    let limit = note(place)
    return bytes.withUnsafeBytes { raw in
      let judged = JudgedSegment.judge(raw)
      let scan = SegmentScan.scan(raw, judged, isOpen: true, limit: limit)
      let cut = scan.keptLines == 0 ? 0 : judged.lines[scan.keptLines - 1].end + 1
      return Reading(judged: judged, scan: scan, cut: cut)
    }
  }

  /// The note of an abandoned segment: edits above its number were never acknowledged.
  func note(_ place: SegmentPlace) -> Int {
    guard let bytes = try? folder.files.readWhole(folder.endNote(place.segment), limit: 32) else { return .max }
    return Int(String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)) ?? .max
  }

  private func removeNote(_ place: SegmentPlace) {
    guard (try? folder.files.information(folder.endNote(place.segment))) ?? nil != nil else { return }
    try? folder.files.remove(folder.endNote(place.segment))
  }

  /// A restored backup may hold an open segment that was sealed since: the longer of two contents stays, and a fork
  /// stands beside the other under a name of its own.
  private func putAway(
    _ place: SegmentPlace, _ header: SegmentHeader, _ root: String, _ kept: [UInt8],
    _ remember: (String, String?) throws(FileFailure) -> Void, _ notices: inout [Notice]
  ) throws(FileFailure) {
    let files = folder.files
    let name = SegmentName(
      office: header.office, device: header.device, id: header.segment, isTrace: header.isTrace)
    guard let name, let there = try PackShelf(folder).place(of: name) else {
      if !header.isTrace { try remember(root, header.previous) }
      return try SegmentPlace.putAway(folder, place.path, header)
    }
    let other = try there.read(files)
    switch SegmentVersions.compare(other, kept) {
    case .firstHoldsSecond:
      // Its name there may be one that an earlier try gave it and that is not on the disk yet.
      try SegmentPlace.settleName(folder, there.path)
      try files.remove(place.path)
      try files.synchroniseFolder(folder.open)
    case .secondHoldsFirst:
      if !header.isTrace { try remember(root, read(place, other).scan.root) }
      try SegmentPlace.putAway(folder, place.path, header)
    case .fork:
      notices.append(Notice(.fork, folder.shown(there)))
      try SegmentPlace.putAway(
        folder, place.path, header, as: SegmentPlace.forkName(header.segment, root: root))
    }
  }
}

/// Two contents under one segment name.
enum SegmentVersions {
  enum Relation { case firstHoldsSecond, secondHoldsFirst, fork }

  /// Compares header and edits; seals, and spaces written ahead, do not count.
  static func compare(_ first: [UInt8], _ second: [UInt8]) -> Relation {
    if BlankLine.stands(first) || BlankLine.stands(second) { return compare(lines: keys(first), keys(second)) }
    let left = edits(first)
    let right = edits(second)
    if left.starts(with: right) { return .firstHoldsSecond }
    if right.starts(with: left) { return .secondHoldsFirst }
    return .fork
  }

  /// Where an edit was erased in one of them, lines are the same whose hashes are: a blank line keeps that of the edit.
  private static func compare(lines first: [LineHash?], _ second: [LineHash?]) -> Relation {
    if first.starts(with: second) { return .firstHoldsSecond }
    return second.starts(with: first) ? .secondHoldsFirst : .fork
  }

  /// The hash that each line states, the seal left out.
  private static func keys(_ bytes: [UInt8]) -> [LineHash?] {
    edits(bytes).split(separator: 0x0a).map { line in
      Array(line).withUnsafeBytes { Chain.statedHash($0) }
    }
  }

  /// How many lines from the top both have byte for byte, blanked or not.
  static func commonLines(_ first: [UInt8], _ second: [UInt8]) -> Int {
    if BlankLine.stands(first) || BlankLine.stands(second) {
      return zip(keys(first), keys(second)).prefix { $0 == $1 }.count
    }
    var lines = 0
    for index in 0..<min(first.count, second.count) {
      if first[index] != second[index] { break }
      if first[index] == 0x0a { lines += 1 }
    }
    return lines
  }

  private static func edits(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var end = (bytes.lastIndex(of: 0x0a) ?? -1) + 1
    let seal = Array("{\"end\":".utf8)
    let start = (bytes[..<max(end - 1, 0)].lastIndex(of: 0x0a) ?? -1) + 1
    if bytes[start..<end].starts(with: seal) { end = start }
    return bytes[..<end]
  }
}
