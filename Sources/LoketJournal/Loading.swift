// One pass over segment files into a registry.
import LoketModel
import LoketRegistry

/// The state of one load.
struct Loading {
  let folder: DataFolder
  let device: ThisDevice
  var loaded: [Identifier: LoadedSegment] = [:]
  var notices: [Notice] = []
  var linesRead = 0
  var ownTick: UInt64 = 0
  var ownStamp = ""
  private(set) var versions = SegmentGroups()
  private var waiting: [SegmentPlace] = []

  init(folder: DataFolder, device: ThisDevice) {
    self.folder = folder
    self.device = device
  }

  var hasForks: Bool { !versions.isEmpty }

  /// Takes over what the cache covers, if every file that it lists is here as it was.
  mutating func accept(_ cache: Cache.Content, among places: [SegmentPlace]) -> Bool {
    let here = Dictionary(
      places.filter { !$0.isOpen }.map { ($0.segment, $0) }, uniquingKeysWith: { first, _ in first })
    var covered: [Identifier: LoadedSegment] = [:]
    covered.reserveCapacity(cache.segments.count)
    // A pack is asked for its size once.
    var packs: [String: Int] = [:]
    for segment in cache.segments {
      guard let place = here[segment.segment], place.device == segment.device, place.office == segment.office else {
        return false
      }
      if let part = place.part {
        let size = packs[place.path] ?? size(place.path)
        packs[place.path] = size
        guard part.place.count == segment.size, part.place.upperBound <= size else { return false }
      } else {
        guard size(place.path) == segment.size else { return false }
      }
      covered[segment.segment] = segment
      if segment.badLines > 0 {
        notices.append(Notice(.damage, folder.shown(place), String(segment.badLines)))
      }
      if !segment.isSealed { notices.append(Notice(.unsealed, folder.shown(place))) }
    }
    loaded = covered
    return true
  }

  /// Takes over what an earlier load read; false when a file of it is gone or shorter, so that all must be read again.
  mutating func carryOn(_ earlier: [Identifier: LoadedSegment], among places: [SegmentPlace]) -> Bool {
    let here = Set(places.map(\.segment))
    guard earlier.keys.allSatisfy({ here.contains($0) }) else { return false }
    loaded = earlier
    return true
  }

  private mutating func startAnew() {
    loaded = [:]
    notices = []
    linesRead = 0
    waiting = []
  }

  /// Reads every place. Where a second content of some name turns up all is judged anew beside it, as often as that happens.
  /// - Parameter lists: what is erased, known before its lists come.
  /// - Returns: false where what the registry held before does not count any more.
  mutating func readAll(
    _ places: [SegmentPlace], into registry: inout Registry, expecting lists: [ErasedLine] = [],
    _ progress: (LoadProgress) -> Void
  ) -> Bool {
    var isFirst = true
    while !read(places, into: &registry, progress) {
      isFirst = false
      registry = Registry()
      registry.expect(erased: lists)
      startAnew()
    }
    return isFirst
  }

  /// Reads every place that is not covered. False when a second content of one name turned up among them: what the registry
  /// holds then does not count.
  mutating func read(_ places: [SegmentPlace], into registry: inout Registry, _ progress: (LoadProgress) -> Void)
    -> Bool
  {
    versions.group(places, folder)
    let wanted = places.filter { place in
      guard let entry = loaded[place.segment] else { return true }
      return entry.isOpen
    }
    var feed = SegmentFeed(wanted, folder.files)
    // Texts and lists come in one pass at the end: line by line they would cost more than all the rest.
    if registry.lineCount == 0, wanted.count > 8 { registry.expect(bytes: size(wanted)) }
    registry.beginLoading()
    defer { registry.settle() }
    var done = 0
    while let batch = feed.take() {
      for fed in batch { read(fed, into: &registry) }
      done += batch.count
      progress(LoadProgress(segmentsDone: done, segments: wanted.count))
    }
    readWaiting(into: &registry)
    // To the end, so that every one of them is found at once.
    guard versions.hasNew else { return true }
    versions.resolve(folder)
    return false
  }

  private func size(_ places: [SegmentPlace]) -> Int {
    places.reduce(0) { sum, place in sum + (place.part?.place.count ?? max(0, size(place.path))) }
  }

  /// Bytes of a file; -1 where none is.
  private func size(_ path: String) -> Int { ((try? folder.files.information(path)) ?? nil)?.size ?? -1 }

  /// A tick above 2^44 is believed only when the others come near it; a segment that holds one is looked at last.
  private mutating func readWaiting(into registry: inout Registry) {
    var candidates: [(highest: UInt64, fed: FedSegment)] = []
    for place in waiting {
      guard case .success(let content) = SegmentFeed.read(place, folder.files) else { continue }
      let scan = content.bytes.withUnsafeBytes { SegmentScan.scan($0, content.judged, isOpen: place.isOpen) }
      candidates.append((scan.highestTick, FedSegment(place: place, content: .success(content))))
    }
    candidates.sort { ($0.highest, $0.fed.place.segment) < ($1.highest, $1.fed.place.segment) }
    for candidate in candidates {
      if candidate.highest > registry.highestTick + (1 << 44) {
        notices.append(Notice(.waitingTick, folder.shown(candidate.fed.place), String(candidate.highest)))
      } else {
        read(candidate.fed, into: &registry, mayWait: false)
      }
    }
  }

  private mutating func read(_ fed: FedSegment, into registry: inout Registry, mayWait: Bool = true) {
    var fed = fed
    if case .failure(let failure) = fed.content, failure.code == 2 {
      // Sealed, recovered or joined with others since its name was read: look again where it goes.
      guard let name = fed.place.name(isTrace: false), let moved = (try? PackShelf(folder).place(of: name)) ?? nil
      else { return }
      fed = FedSegment(place: moved, content: SegmentFeed.read(moved, folder.files))
      if case .failure(let failure) = fed.content, failure.code == 2 { return }
    }
    guard case .success(let content) = fed.content else {
      notices.append(Notice(.unreadable, folder.shown(fed.place)))
      return
    }
    if mayWait, content.judged.mayHoldHighTick {
      waiting.append(fed.place)
      return
    }
    content.bytes.withUnsafeBytes { apply(fed.place, content.judged, $0, &registry) }
  }

  private mutating func apply(
    _ place: SegmentPlace, _ judged: JudgedSegment, _ bytes: UnsafeRawBufferPointer, _ registry: inout Registry
  ) {
    var judged = judged
    var place = place
    if place.isOpen {
      let recovery = SegmentRecovery(folder: folder, device: device)
      let whole = SegmentScan.scan(bytes, judged, isOpen: true, limit: recovery.note(place))
      if whole.isTrace || whole.edits == 0 { return }
      judged.lines.removeSubrange(whole.keptLines...)
      judged.endsBlank = true
      place = SegmentPlace(
        segment: place.segment, device: whole.device ?? place.device, office: whole.office ?? place.office,
        path: place.path, isOpen: true)
    }
    guard let first = judged.lines.first else {
      notices.append(Notice(.damage, folder.shown(place), "0"))
      return
    }
    let share = versions.share(place)
    guard case .all = share else { return applyShare(place, judged, bytes, share, &registry) }
    // The header decides whether the name is its own; where it is damaged the name stands.
    var parser = LineParser()
    if first.isGood, let header = try? parser.parse(bytes[first]), header.form == .header,
      header.segment != place.segment || header.device != place.device || header.isTrace
        || header.office?.string(in: bytes[first]) != place.office
    {
      misplaced(place, header.segment, judged, bytes)
      return
    }
    applyAll(place, judged, bytes, &registry)
  }

  private mutating func applyAll(
    _ place: SegmentPlace, _ judged: JudgedSegment, _ bytes: UnsafeRawBufferPointer, _ registry: inout Registry
  ) {
    var entry =
      loaded[place.segment] ?? LoadedSegment(segment: place.segment, device: place.device, office: place.office)
    let before = entry.lastN
    var index: Int?
    var count = 0
    let scan = SegmentScan.scan(bytes, judged, isOpen: false) { line, raw in
      guard line.n > before else { return }
      let place = index ?? registry.addSegment(entry.segment, device: entry.device, office: entry.office)
      index = place
      registry.apply(line, in: raw, segment: place)
      count += 1
    }
    linesRead += count
    entry.edits += count
    entry.lastN = max(before, scan.lastN)
    entry.size = bytes.count
    entry.badLines = scan.badLines.count
    entry.blanked = scan.blanked
    entry.root = scan.root ?? ""
    entry.previous = scan.previous ?? ""
    entry.hasHeader = scan.hasHeader
    // How a newer program closes its segments is not for this one to judge.
    entry.isSealed = scan.isNewer || scan.isSealed && judged.endsBlank
    entry.isOpen = place.isOpen
    loaded[place.segment] = entry
    if entry.badLines > 0 { notices.append(Notice(.damage, folder.shown(place), String(entry.badLines))) }
    if !entry.isSealed, !place.isOpen { notices.append(Notice(.unsealed, folder.shown(place))) }
    noteOwn(scan, judged, bytes, place)
  }

  /// A part of a forked segment: what both contents have stands under the name, each tail under a name of its own.
  private mutating func applyShare(
    _ place: SegmentPlace, _ judged: JudgedSegment, _ bytes: UnsafeRawBufferPointer, _ share: SegmentGroups.Share,
    _ registry: inout Registry
  ) {
    guard case .part(let base, let common, let tail) = share else { return }
    let baseIndex = registry.addSegment(base, device: place.device, office: place.office)
    var tailIndex: Int?
    var (common_, tail_) = (
      loaded[base] ?? LoadedSegment(segment: base, device: place.device, office: place.office),
      LoadedSegment(segment: tail, device: place.device, office: place.office)
    )
    let scan = SegmentScan.scan(bytes, judged, isOpen: false) { line, raw in
      if line.n <= common {
        // One that is here already changes nothing; one that is blank there and whole here counts.
        registry.apply(line, in: raw, segment: baseIndex)
        guard line.n > common_.lastN else { return }
        common_.lastN = line.n
        common_.edits += 1
      } else {
        let index = tailIndex ?? registry.addSegment(tail, device: place.device, office: place.office)
        tailIndex = index
        registry.apply(line, in: raw, segment: index)
        tail_.lastN = line.n
        tail_.edits += 1
      }
      linesRead += 1
    }
    common_.isOpen = place.isOpen
    if common == .max {
      // Each of the two is a segment that somebody sealed and that another may follow.
      var own =
        place.segment == base
        ? common_ : LoadedSegment(segment: place.segment, device: place.device, office: place.office)
      (own.root, own.previous, own.hasHeader, own.isOpen) = (
        scan.root ?? "", scan.previous ?? "", scan.hasHeader, place.isOpen
      )
      if place.segment == base { common_ = own } else { loaded[place.segment] = own }
    } else {
      common_.previous = scan.previous ?? ""
    }
    (tail_.root, tail_.previous, tail_.hasHeader) = (scan.root ?? "", scan.previous ?? "", false)
    loaded[base] = common_
    if tail_.edits > 0 { loaded[tail] = tail_ }
    // Of two contents one of which holds the other nothing is in doubt.
    if common < .max { notices.append(Notice(.fork, folder.shown(place))) }
    noteOwn(scan, judged, bytes, place)
  }

  private mutating func misplaced(
    _ place: SegmentPlace, _ named: Identifier?, _ judged: JudgedSegment, _ bytes: UnsafeRawBufferPointer
  ) {
    let scan = SegmentScan.scan(bytes, judged, isOpen: false)
    if let named, let root = scan.root, SegmentPlace.forkName(named, root: root) == place.segment {
      versions.add(place, of: named)
    } else {
      notices.append(Notice(.misplaced, folder.shown(place)))
    }
  }

  /// The time that this device's own last line states: a clock behind it is in doubt.
  private mutating func noteOwn(
    _ scan: SegmentScan, _ judged: JudgedSegment, _ bytes: UnsafeRawBufferPointer, _ place: SegmentPlace
  ) {
    guard place.device == device.id, scan.edits > 0, scan.highestTick >= ownTick else { return }
    var parser = LineParser()
    let raw = bytes[judged.lines[scan.highestLine]]
    guard let line = try? parser.parse(raw), let at = line.at?.string(in: raw) else { return }
    (ownTick, ownStamp) = (scan.highestTick, at)
  }
}
