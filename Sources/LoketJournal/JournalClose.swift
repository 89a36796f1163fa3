// Leaving always works: what cannot be finished now is finished by the next start.
import LoketModel
import LoketRegistry

extension Journal {
  /// Seals what this run wrote, writes the cache, joins small segments, refills the reserve, gives the lock back. Never fails: a notice says
  /// what stays undone, and nothing acknowledged depends on it.
  /// - Parameter registry: what was loaded with every save applied; nil leaves the cache as it is, and so
  ///   does a day of a few hundred lines: the next start reads them faster than a large cache is written.
  @discardableResult
  public func close(saving registry: Registry?) -> [Notice] {
    guard !isClosed else { return [] }
    var notices = takeNotices()
    do {
      try settleAbandoned()
      try sealWriter()
    } catch {
      notices.append(Notice(.unfinished, folder.shown(error.path), String(error.code)))
    }
    do { try sealTracer() } catch {
      notices.append(Notice(.unfinished, folder.shown(error.path), String(error.code)))
    }
    if mode == .write {
      // What was not taken over waits in quarantine or where it came from.
      try? staging.empty()
      if let registry, linesSinceCache > Journal.cacheLag { try? writeCache(registry) }
      do { try joinSegments() } catch {
        log("packs: \(error.call.rawValue) \(folder.shown(error.path)): \(error.code)")
      }
      _ = Reserve(folder: folder).fill()
    }
    isClosed = true
    writer?.close()
    tracer?.close()
    for broken in abandoned { broken.close() }
    lock?.release()
    return notices
  }
}
