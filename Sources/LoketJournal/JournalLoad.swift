// From files to state: the cache where it agrees with the files, then every line that it does not cover.
import LoketModel
import LoketRegistry

/// How far a load is.
public struct LoadProgress: Hashable, Sendable {
  public let segmentsDone: Int
  public let segments: Int
}

/// What a load found.
public struct LoadReport: Sendable {
  public internal(set) var notices: [Notice] = []
  public internal(set) var segments = 0
  /// Edits that were read from segments; the others came from the cache.
  public internal(set) var linesRead = 0
  public internal(set) var usedCache = false
  /// So much was read that the cache should be written again (`writeCache`) when the program is idle.
  public internal(set) var cacheIsStale = false
}

extension Journal {
  /// Tails longer than this are worth a new cache at once; shorter ones cost the next start a few milliseconds.
  static let staleLines = 2_000
  /// Leaving writes the cache when so many lines are not covered by it.
  static let cacheLag = 500

  /// Replaces `registry` by the state of all segments, and learns the highest tick. The access trace is not read.
  @discardableResult
  public func load(
    into registry: inout Registry, useCache: Bool = true, progress: (LoadProgress) -> Void = { _ in }
  ) throws(JournalError) -> LoadReport {
    if writer != nil { try seal() }
    var loading = Loading(folder: folder, device: device)
    var report = LoadReport()
    let sealed = try places(&report.notices)
    registry = Registry()
    if useCache, let cache = Cache(folder: folder).read(device: device.id) {
      if loading.accept(cache, among: sealed) {
        registry = cache.registry
        ownTick = cache.ownTick
        ownStamp = cache.ownStamp
        report.usedCache = true
      } else {
        report.notices.append(Notice(.cacheIgnored, folder.shown(Cache(folder: folder).path)))
      }
    }
    if !report.usedCache { (ownTick, ownStamp) = (0, "") }
    if !loading.readAll(sealed, into: &registry, progress) { report.usedCache = false }
    take(loading, registry, &report)
    if holdsErasedUnderOtherName(registry) { try readErased(into: &registry, &report, progress) }
    if mode == .write { try takeNewIdWhereCopied(&report.notices) }
    previousRoot = leafRoot()
    if try finishErasures(registry, &report) { try readErased(into: &registry, &report, progress) }
    linesSinceCache = report.usedCache ? report.linesRead : Int.max / 2
    if mode == .write {
      letGoRefused(registry)
      eraseRefused(registry)
    }
    return report
  }

  /// Reads the folder again, with the lists of all erase records known before: what they list is not applied, whether its
  /// file could be written anew or not.
  private func readErased(
    into registry: inout Registry, _ report: inout LoadReport, _ progress: (LoadProgress) -> Void
  ) throws(JournalError) {
    if writer != nil { try seal() }
    let lists = registry.erasedLines
    var loading = Loading(folder: folder, device: device)
    var notices: [Notice] = []
    let sealed = try places(&notices)
    registry = Registry()
    registry.expect(erased: lists)
    _ = loading.readAll(sealed, into: &registry, expecting: lists, progress)
    var again = LoadReport()
    take(loading, registry, &again)
    report.usedCache = false
    report.segments = again.segments
    report.linesRead = again.linesRead
    report.cacheIsStale = again.cacheIsStale
    previousRoot = leafRoot()
  }

  /// Reads what another program saved since the last look. Whole verified saves only; nothing is cut or moved.
  /// - Returns: whether the registry changed.
  public func refresh(into registry: inout Registry) throws(JournalError) -> Bool {
    guard mode == .read else { return false }
    var report = LoadReport()
    return try readNew(into: &registry, &report, { _ in })
  }

  /// Reads the segments that came since the last load; everything anew where that is not enough: a file grew shorter, one
  /// name has two contents, or what came erases what is here.
  /// - Returns: whether the registry changed.
  @discardableResult
  func readNew(
    into registry: inout Registry, _ report: inout LoadReport, _ progress: (LoadProgress) -> Void
  ) throws(JournalError) -> Bool {
    var notices: [Notice] = []
    let places = try places(&notices)
    var loading = Loading(folder: folder, device: device)
    // Where some segment stands twice, what is here of it says nothing of what came.
    guard !hasForks, loading.carryOn(loaded, among: places), loading.read(places, into: &registry, progress),
      !registry.holdsErased
    else {
      report = try load(into: &registry, progress: progress)
      return true
    }
    let covered = linesSinceCache
    take(loading, registry, &report)
    if holdsErasedUnderOtherName(registry) {
      report = try load(into: &registry, progress: progress)
      return true
    }
    report.notices += notices
    linesSinceCache = min(covered, Int.max / 2 - loading.linesRead) + loading.linesRead
    guard mode == .write else { return loading.linesRead > 0 }
    try takeNewIdWhereCopied(&report.notices)
    previousRoot = leafRoot()
    if try finishErasures(registry, &report) { try readErased(into: &registry, &report, progress) }
    return loading.linesRead > 0
  }

  /// Writes the cache. The caller's registry must hold just what was loaded and saved; what is not yet sealed is left
  /// out by being absent from the list, so a registry that holds open lines makes no cache.
  public func writeCache(_ registry: Registry) throws(JournalError) {
    guard mode == .write, !hasForks, !loaded.values.contains(where: \.isOpen), agrees(registry),
      registry.owedErasures.isEmpty
    else { return }
    let segments = loaded.values.sorted { $0.segment < $1.segment }
    let content = Cache.Content(segments: segments, registry: registry, ownStamp: ownStamp, ownTick: ownTick)
    do { try Cache(folder: folder).write(content, device: device.id) } catch { throw .unwritable(error) }
    linesSinceCache = 0
  }

  /// Whether the registry holds the lines that were loaded and saved, no more and no fewer.
  func agrees(_ registry: Registry) -> Bool {
    let coverage = registry.segmentCoverage()
    guard coverage.count == loaded.values.count(where: { $0.edits > 0 }) else { return false }
    return coverage.allSatisfy { part in
      guard let entry = loaded[part.segment] else { return false }
      return entry.lastN == part.lines && entry.edits == part.applied
    }
  }

  private func places(_ notices: inout [Notice]) throws(JournalError) -> [SegmentPlace] {
    do {
      // Open ones first: one that is sealed in between is then found twice, not missed.
      let open = try SegmentPlace.open(folder, of: device)
      var sealed = try SegmentPlace.sealed(folder, under: folder.journal)
      notices += sealed.notices
      if mode == .write { try PackWork(folder).removeTwins(&sealed.places) }
      let own = writer?.header.segment
      let busy = Set(([own, tracer?.header.segment] + abandoned.map { $0.header.segment }).compactMap { $0 })
      return sealed.places + open.filter { !busy.contains($0.segment) }
    } catch {
      throw .unreadable(error)
    }
  }

  /// Blank lines that no erase record lists, by their segments.
  func blanks(_ registry: Registry) -> [Notice] {
    Dictionary(grouping: registry.unlistedBlanks, by: \.segment).map { segment, lines in
      Notice(.unlistedBlank, segment.description, String(lines.count))
    }.sorted { $0.subject < $1.subject }
  }

  private func take(_ loading: Loading, _ registry: Registry, _ report: inout LoadReport) {
    let own = writer.flatMap { loaded[$0.header.segment] }
    loaded = loading.loaded
    if let own { loaded[own.segment] = own }
    hasForks = loading.hasForks
    groups = loading.versions
    highestTick = max(highestTick ?? 0, registry.highestTick)
    if loading.ownTick >= ownTick, !loading.ownStamp.isEmpty {
      (ownTick, ownStamp) = (loading.ownTick, loading.ownStamp)
    }
    report.notices += loading.notices
    report.notices += blanks(registry)
    if registry.newerLines > 0 { report.notices.append(Notice(.newerLines, folder.path, String(registry.newerLines))) }
    report.segments = loaded.count
    report.linesRead = loading.linesRead
    report.cacheIsStale = loading.linesRead > Journal.staleLines
  }
}
