// `check`: every line of every segment, judged again from the files; and what can be mended without losing anything.
import LoketModel
import LoketRegistry

/// What `check` says of one file.
public struct CheckedFile: Hashable, Sendable {
  /// Path below the data folder.
  public let path: String
  /// Good edits.
  public let edits: Int
  /// Numbers of the lines that are not good, counted from 1 in the file.
  public let badLines: [Int]
  public let isOpen: Bool
  public let isTrace: Bool
}

/// The result of a check.
public struct CheckReport: Sendable {
  public internal(set) var files: [CheckedFile] = []
  public internal(set) var notices: [Notice] = []
  /// Pieces in quarantine: their names and what they are.
  public internal(set) var quarantined: [String] = []
  /// What a repair did.
  public internal(set) var repaired: [Notice] = []
  public var edits: Int { files.reduce(0) { $0 + $1.edits } }
  /// Whether `check` ends with exit code 1.
  public var hasDamage: Bool { notices.contains(where: \.isDamage) }
  /// Nothing is damaged, and some of another PC has not come yet.
  public var awaits: Bool { !hasDamage && notices.contains { $0.kind == .awaited } }
}

extension Journal {
  /// Verifies every line of every segment, the trace included. Changes nothing.
  public func check(progress: (LoadProgress) -> Void = { _ in }) throws(JournalError) -> CheckReport {
    var report = CheckReport()
    let places: [SegmentPlace]
    do {
      try tracer?.flush()
      var notices: [Notice] = []
      let sealed = try SegmentPlace.sealed(folder, under: folder.journal)
      let traces = try SegmentPlace.sealed(folder, under: folder.access)
      notices = sealed.notices + traces.notices
      report.notices += notices
      places = try sealed.places + traces.places + SegmentPlace.open(folder, of: device)
    } catch {
      throw .unreadable(error)
    }
    var feed = SegmentFeed(places, folder.files)
    var done = 0
    while let batch = feed.take() {
      for fed in batch { check(fed, &report) }
      done += batch.count
      progress(LoadProgress(segmentsDone: done, segments: places.count))
    }
    // What only the segments together tell: gaps, forks, waiting ticks, newer lines. The state itself is thrown away.
    var registry = Registry()
    var loading = Loading(folder: folder, device: device)
    let journalPlaces = places.filter { !folder.shown($0.path).hasPrefix("access/") }
    _ = loading.readAll(journalPlaces, into: &registry) { _ in }
    report.notices += loading.notices.filter { ![.damage, .unsealed, .unreadable].contains($0.kind) }
    report.notices += blanks(registry)
    let owed = registry.owedErasures
    if !owed.isEmpty { report.notices.append(Notice(.erasureOwed, folder.path, String(owed.count))) }
    report.notices += gaps(loading.loaded, registry)
    if registry.newerLines > 0 { report.notices.append(Notice(.newerLines, folder.path, String(registry.newerLines))) }
    checkCache(registry, loading.loaded, &report)
    report.notices += drafts.all().notices
    for (name, reason) in Quarantine(folder: folder).all() {
      report.quarantined.append(name)
      if reason.badLines > 0 { report.notices.append(Notice(.tornTail, reason.file, String(reason.length))) }
    }
    return report
  }

  /// Mends what can be mended: dead runs are sealed and torn ends kept aside (that happened at opening), the cache is
  /// dropped and derived again. Saves are never deleted, damaged lines neither.
  public func repair() throws(JournalError) -> CheckReport {
    guard mode == .write else { throw .readingOnly(folder.path) }
    do { try Cache(folder: folder).drop() } catch { throw .unwritable(error) }
    var registry = Registry()
    try load(into: &registry, useCache: false)
    try writeCache(registry)
    var report = try check()
    report.repaired.append(Notice(.cacheIgnored, folder.shown(Cache(folder: folder).path)))
    return report
  }

  private func check(_ fed: FedSegment, _ report: inout CheckReport) {
    let path = folder.shown(fed.place)
    guard case .success(let content) = fed.content else {
      if case .failure(let failure) = fed.content, failure.code == 2 { return }
      report.notices.append(Notice(.unreadable, path))
      return
    }
    let limit = fed.place.isOpen ? SegmentRecovery(folder: folder, device: device).note(fed.place) : .max
    let scan = content.bytes.withUnsafeBytes {
      SegmentScan.scan($0, content.judged, isOpen: fed.place.isOpen, limit: limit)
    }
    report.files.append(
      CheckedFile(
        path: path, edits: scan.edits, badLines: scan.badLines.map { $0 + 1 }, isOpen: fed.place.isOpen,
        isTrace: path.hasPrefix("access/") || scan.isTrace))
    // The trace names ids and never names: nothing of it is ever erased.
    if scan.blanked > 0, path.hasPrefix("access/") || scan.isTrace {
      report.notices.append(Notice(.unlistedBlank, path, String(scan.blanked)))
    }
    // A run that died before its header landed left an open segment with nothing in it: no damage, the next start drops it.
    if !scan.badLines.isEmpty || !fed.place.isOpen && content.judged.lines.isEmpty {
      report.notices.append(Notice(.damage, path, String(max(scan.badLines.count, 1))))
    }
    if !fed.place.isOpen, !scan.isNewer, !scan.isSealed || !content.judged.endsBlank {
      report.notices.append(Notice(.unsealed, path))
    }
  }

  /// Own segments that one of the others names, or `device.json` remembers, and that are not here: they were lost. Those of
  /// another PC are on their way: a sync takes what lies on a stick, be it half of it.
  private func gaps(_ loaded: [Identifier: LoadedSegment], _ registry: Registry) -> [Notice] {
    let roots = Set(loaded.values.map(\.root))
    let named = loaded.values.filter { $0.hasHeader && !$0.previous.isEmpty && !roots.contains($0.previous) }
    var found: [Notice] = []
    var awaited: [Identifier: Int] = [:]
    for segment in named {
      if segment.device == device.id {
        found.append(Notice(.gap, segment.segment.description))
      } else {
        awaited[segment.device, default: 0] += 1
      }
    }
    for (other, count) in awaited {
      let label = registry.value(RecordRef(.device, other), "label") ?? String(other.description.prefix(8))
      found.append(Notice(.awaited, label, String(count)))
    }
    found.sort { ($0.kind == .gap ? 0 : 1, $0.subject) < ($1.kind == .gap ? 0 : 1, $1.subject) }
    for head in device.heads where !roots.contains(head) { found.append(Notice(.gap, device.label, head)) }
    return found
  }

  private func checkCache(
    _ registry: Registry, _ loaded: [Identifier: LoadedSegment], _ report: inout CheckReport
  ) {
    let cache = Cache(folder: folder)
    guard (try? folder.files.information(cache.path)) ?? nil != nil else { return }
    guard let content = cache.read(device: device.id) else {
      report.notices.append(Notice(.cacheIgnored, folder.shown(cache.path)))
      return
    }
    let covered = Dictionary(
      content.registry.segmentCoverage().map { ($0.segment, $0.lines) }, uniquingKeysWith: { first, _ in first })
    let here = Dictionary(
      registry.segmentCoverage().map { ($0.segment, $0.lines) }, uniquingKeysWith: { first, _ in first })
    let blanked = Dictionary(content.segments.map { ($0.segment, $0.blanked) }, uniquingKeysWith: { first, _ in first })
    if covered.contains(where: { here[$0.key] != $0.value })
      || loaded.contains(where: { segment in blanked[segment.key].map { $0 != segment.value.blanked } ?? false })
    {
      report.notices.append(Notice(.cacheIgnored, folder.shown(cache.path)))
    }
  }
}
