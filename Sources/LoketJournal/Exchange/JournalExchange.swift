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
  /// Left out are damaged ones: a good copy is as welcome as a new segment.
  /// - Parameter registry: the state of what is here.
  public func holdings(_ registry: Registry) throws(JournalError) -> [SegmentMark] {
    if mode == .write {
      try seal()
      do { try sealTracer() } catch { throw .unwritable(error) }
    }
    let unlisted = registry.unlistedHashes
    do {
      let sealed = try SegmentPlace.sealed(folder, under: folder.journal).places.compactMap { place in
        mark(of: place, registry, unlisted[place.segment] ?? [])
      }
      let traces = try SegmentPlace.sealed(folder, under: folder.access).places.compactMap { place in
        traceMark(of: place)
      }
      return sealed + traces
    } catch {
      throw .unreadable(error)
    }
  }

  private func mark(
    of place: SegmentPlace, _ registry: Registry, _ unlisted: Set<Identifier>
  ) -> SegmentMark? {
    guard let name = place.name(isTrace: false) else { return nil }
    // A fork's files stand under shares of other names, and what is blank in one of them may be whole in another: they are
    // read again.
    if groups.share(place) == .all, let entry = loaded[place.segment], entry.hasHeader, !entry.isOpen, entry.size > 0 {
      guard entry.badLines == 0, entry.isSealed, SegmentSeal.isRoot(entry.root) else { return nil }
      return SegmentMark(
        name: name, root: entry.root, previous: entry.previous, blanked: entry.blanked, bytes: entry.size,
        unlisted: unlisted)
    }
    guard let bytes = try? place.read(folder.files),
      case .success(let judged) = IncomingSegment.judge(bytes, expected: name, ceiling: .max)
    else { return nil }
    return SegmentMark(
      name: name, of: judged.segment, root: judged.mark.root, previous: judged.mark.previous,
      blanked: judged.mark.blanked,
      bytes: bytes.count, unlisted: BlankLine.unlisted(bytes, registry))
  }

  private func traceMark(of place: SegmentPlace) -> SegmentMark? {
    let files = folder.files
    guard let name = place.name(isTrace: true) else { return nil }
    if let part = place.part {
      return SegmentMark(name: name, root: part.root, previous: "", blanked: 0, bytes: part.place.count)
    }
    guard let file = try? files.open(place.path, .read) else { return nil }
    defer { files.close(file) }
    guard let size = try? files.size(file),
      let tail = try? files.readAll(file, from: max(0, size - SegmentSeal.length)),
      let root = SegmentSeal.root(in: tail)
    else { return nil }
    return SegmentMark(name: name, root: root, previous: "", blanked: 0, bytes: size)
  }

  /// Takes judged segments over: one sync for their content, a rename each, one sync for their names; then they are read.
  /// Cut off anywhere, nothing is half there, and the next exchange brings the rest.
  public func take(
    _ incoming: [IncomingSegment], into registry: inout Registry, progress: (LoadProgress) -> Void = { _ in }
  ) throws(JournalError) -> TakeReport {
    guard mode == .write, !isClosed else { throw .readingOnly(folder.path) }
    try seal()
    defer {
      letGoRefused(registry)
      eraseRefused(registry)
    }
    var report = TakeReport()
    guard !incoming.isEmpty || hasUnread || !isTakenDurable else { return report }
    // What an earlier one put in its place and could not read is read now.
    var replacesAny = hasUnread
    hasUnread = true
    do {
      if !incoming.isEmpty { try folder.files.synchroniseAll(folder.path) }
      var shelf = PackShelf(folder)
      for segment in incoming {
        switch try putInPlace(segment, registry, shelf) {
        case .known: continue
        case .new: break
        case .replaced:
          replacesAny = true
          // A pack that was written anew has another name.
          shelf = PackShelf(folder)
        }
        report.segments += 1
      }
      try folder.files.synchroniseAll(folder.path)
      isTakenDurable = true
    } catch {
      throw .unwritable(error)
    }
    guard !incoming.isEmpty || replacesAny else {
      hasUnread = false
      return report
    }
    let before = registry.lineCount
    var found = LoadReport()
    if replacesAny {
      // Lines that were counted as missing stand in a file that was read already.
      found = try load(into: &registry, useCache: false, progress: progress)
    } else {
      try readNew(into: &registry, &found, progress)
    }
    // What could not be read just now is here all the same, and nobody will bring it again.
    hasUnread = found.notices.contains { $0.kind == .unreadable }
    report.edits = max(0, registry.lineCount - before)
    report.notices = found.notices
    return report
  }

  /// Puts segments that count no more into quarantine, and reads the others anew. Where it is cut off, the next exchange
  /// finds what is left.
  public func withdraw(
    _ outcasts: [(mark: SegmentMark, reason: SegmentRefusal)], from registry: inout Registry
  ) throws(JournalError) {
    guard mode == .write, !outcasts.isEmpty else { return }
    try seal()
    do {
      let shelf = PackShelf(folder)
      var gone: [SegmentPlace] = []
      for (mark, reason) in outcasts {
        guard let place = try shelf.place(of: mark.name) else { continue }
        let bytes = try place.read(folder.files)
        try refused.keep(
          bytes, size: bytes.count, path: folder.shown(place), place: folder.path, reason, about: mark.name.id,
          isKnown: true)
        gone.append(place)
      }
      try PackWork(folder).remove(gone)
      try folder.files.synchroniseAll(folder.path)
    } catch {
      throw .unwritable(error)
    }
    _ = try load(into: &registry, useCache: false)
  }

  /// The roots of each PC's segments that nothing here follows: where its work ends, as far as it is here.
  public func ends() -> [Identifier: Set<String>] {
    let sealed = loaded.values.filter { $0.hasHeader && $0.isSealed && SegmentSeal.isRoot($0.root) }
    return Dictionary(grouping: sealed, by: \.device).mapValues { segments in
      Set(segments.map(\.root)).subtracting(segments.map(\.previous))
    }
  }

  /// What became of a staged file.
  private enum Placing { case known, new, replaced }

  /// Gives a staged file its place. Another content of its name stands beside it under the name of a fork; ours of the same
  /// root gives way where it is damaged, and is filled up where something of it is blank that no erase record lists.
  private func putInPlace(
    _ incoming: IncomingSegment, _ registry: Registry, _ shelf: PackShelf
  ) throws(FileFailure) -> Placing {
    let files = folder.files
    let staged = staging.path(incoming)
    guard try files.information(staged) != nil else { return .known }
    var name = incoming.mark.name
    func named(_ id: Identifier) -> SegmentName {
      SegmentName(office: name.office, device: name.device, id: id, isTrace: name.isTrace) ?? name
    }
    // Under its own name first, whatever name it came under.
    var found = try shelf.place(of: named(incoming.segment))
    if let there = found, try root(of: there) != incoming.mark.root {
      name = named(SegmentPlace.forkName(incoming.segment, root: incoming.mark.root))
      found = try shelf.place(of: name)
    } else if found == nil {
      found = try shelf.place(of: name)
      // What took its name before went into quarantine since; it still stands under the name that it got then.
      let tail = named(SegmentPlace.forkName(incoming.segment, root: incoming.mark.root))
      if found == nil { found = try shelf.place(of: tail) }
    }
    guard let found else {
      let target = folder.path(of: name)
      try files.makeFolders(files.folder(of: target), under: folder.path)
      try files.rename(staged, to: target)
      return .new
    }
    let ours = try found.read(files)
    if case .success = IncomingSegment.judge(ours, expected: nil, ceiling: .max) {
      // What is blank in one of the two is settled by the erase records, not by a file.
      let filled = BlankLine.fill(ours, from: try files.readWhole(staged)) { !registry.isErased($0) }
      guard let filled else {
        try files.remove(staged)
        return .known
      }
      try files.replace(staged, with: filled, durable: true)
    }
    if found.part != nil {
      try PackWork(folder).replace([found.segment: try files.readWhole(staged)], in: found)
      try files.remove(staged)
    } else {
      try files.rename(staged, to: found.path)
    }
    return .replaced
  }

  /// The root that a segment's end states; empty where it states none.
  private func root(of place: SegmentPlace) throws(FileFailure) -> String {
    SegmentSeal.root(in: Array(try place.read(folder.files).suffix(SegmentSeal.length))) ?? ""
  }
}
