// What this PC can give to others, and how it takes over what others gave.
import LoketModel
import LoketRegistry

/// What came of taking segments over.
public struct TakeReport: Sendable {
  /// Segments that are new here, the trace's among them.
  public internal(set) var segments = 0
  /// Edits that are new here.
  public internal(set) var edits = 0
  public internal(set) var notices: [Notice] = []
}

extension Journal {
  /// The folder beside the keys: received segments are put there, own ones are read there.
  public var staging: Staging { Staging(folder: folder) }

  /// The highest tick that is believed of what comes from elsewhere.
  public var tickCeiling: UInt64 { (highestTick ?? 0) + (1 << 44) }

  /// Every sealed segment that is here whole, the access trace's too. What is being written is sealed first.
  /// Damaged ones are left out: a good copy is as welcome as a new segment.
  public func holdings() throws(JournalError) -> [SegmentMark] {
    if mode == .write {
      try seal()
      do { try sealTracer() } catch { throw .unwritable(error) }
    }
    do {
      let sealed = try SegmentPlace.sealed(folder, under: folder.journal).places.compactMap { place in
        mark(of: place)
      }
      let traces = try SegmentPlace.sealed(folder, under: folder.access).places.compactMap { place in
        traceMark(of: place)
      }
      return sealed + traces
    } catch {
      throw .unreadable(error)
    }
  }

  private func mark(of place: SegmentPlace) -> SegmentMark? {
    guard let name = SegmentName(office: place.office, device: place.device, id: place.segment, isTrace: false) else {
      return nil
    }
    // A fork's files stand under shares of other names: they are read again.
    if groups.share(place) == .all, let entry = loaded[place.segment], entry.hasHeader, !entry.isOpen {
      guard entry.badLines == 0, entry.isSealed, SegmentSeal.isRoot(entry.root) else { return nil }
      return SegmentMark(name: name, root: entry.root, blanked: entry.blanked, bytes: entry.size)
    }
    guard let bytes = try? folder.files.readWhole(place.path, limit: SegmentFeed.largest),
      case .success(let judged) = IncomingSegment.judge(bytes, expected: name, ceiling: .max)
    else { return nil }
    return judged.mark
  }

  private func traceMark(of place: SegmentPlace) -> SegmentMark? {
    let files = folder.files
    guard let name = SegmentName(office: place.office, device: place.device, id: place.segment, isTrace: true),
      let file = try? files.open(place.path, .read)
    else { return nil }
    defer { files.close(file) }
    guard let size = try? files.size(file),
      let tail = try? files.readAll(file, from: max(0, size - SegmentSeal.length)),
      let root = SegmentSeal.root(in: tail)
    else { return nil }
    return SegmentMark(name: name, root: root, blanked: 0, bytes: size)
  }

  /// Takes judged segments over: one sync for their content, a rename each, one sync for their names; then they are read.
  /// Cut off anywhere, nothing is half there, and the next exchange brings the rest.
  public func take(
    _ incoming: [IncomingSegment], into registry: inout Registry, progress: (LoadProgress) -> Void = { _ in }
  ) throws(JournalError) -> TakeReport {
    guard mode == .write, !isClosed else { throw .readingOnly(folder.path) }
    try seal()
    var report = TakeReport()
    guard !incoming.isEmpty else { return report }
    do {
      try folder.files.synchroniseAll(folder.path)
      for segment in incoming where try putInPlace(segment) { report.segments += 1 }
      try folder.files.synchroniseAll(folder.path)
    } catch {
      throw .unwritable(error)
    }
    let before = registry.lineCount
    var found = LoadReport()
    try readNew(into: &registry, &found, progress)
    report.edits = max(0, registry.lineCount - before)
    report.notices = found.notices
    return report
  }

  /// Gives a staged file its place; false where its content is here already. Another content of its name stands beside it
  /// under the name of a fork; a damaged one of the same root gives way.
  private func putInPlace(_ incoming: IncomingSegment) throws(FileFailure) -> Bool {
    let files = folder.files
    let staged = staging.path(incoming)
    guard try files.information(staged) != nil else { return false }
    var target = folder.path(of: incoming.mark.name)
    if try files.information(target) != nil {
      let here = try files.readWhole(target, limit: SegmentFeed.largest)
      let stated = SegmentSeal.root(in: Array(here.suffix(SegmentSeal.length)))
      let isWhole =
        switch IncomingSegment.judge(here, expected: nil, ceiling: .max) {
        case .success: true
        case .failure: false
        }
      if stated == incoming.mark.root {
        // Ours is whole: what is blank in one of the two is settled by the erase records, not by a file.
        guard !isWhole else {
          try files.remove(staged)
          return false
        }
      } else {
        let name = incoming.mark.name
        target = folder.sealedSegment(
          SegmentPlace.forkName(incoming.segment, root: incoming.mark.root), device: name.device, office: name.office,
          isTrace: name.isTrace)
        if try files.information(target) != nil {
          try files.remove(staged)
          return false
        }
      }
    }
    try files.makeFolders(files.folder(of: target), under: folder.path)
    try files.rename(staged, to: target)
    return true
  }
}
