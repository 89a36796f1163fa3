// Reads the access trace of this office, line by line, without holding it: for a screen or a command that asks for it.
import LoketModel
import LoketRegistry

/// A value of its own, so that reading goes on beside the keys.
public struct AccessReader: Sendable {
  let folder: DataFolder
  let device: ThisDevice

  /// Every line of the trace, in the order of the segments' names; what has not reached a file yet is not among them.
  public func read(_ body: (TraceEntry) -> Void) throws(JournalError) -> [Notice] {
    var notices: [Notice] = []
    var places: [SegmentPlace]
    do {
      let sealed = try SegmentPlace.sealed(folder, under: folder.access)
      notices += sealed.notices
      // One that was sealed just now lies here under both names.
      let names = Set(sealed.places.map(\.segment))
      places = try sealed.places + SegmentPlace.open(folder, of: device).filter { !names.contains($0.segment) }
    } catch {
      throw .unreadable(error)
    }
    var feed = SegmentFeed(places, folder.files)
    while let batch = feed.take() {
      for fed in batch {
        guard case .success(let content) = fed.content else {
          notices.append(Notice(.unreadable, folder.shown(fed.place)))
          continue
        }
        content.bytes.withUnsafeBytes { raw in
          let whole = SegmentScan.scan(raw, content.judged, isOpen: fed.place.isOpen)
          guard whole.isTrace || !fed.place.isOpen else { return }
          if !whole.badLines.isEmpty {
            notices.append(Notice(.damage, folder.shown(fed.place), String(whole.badLines.count)))
          }
          _ = SegmentScan.scan(raw, content.judged, isOpen: fed.place.isOpen) { line, bytes in
            if let entry = TraceEntry(line, bytes, device: whole.device ?? fed.place.device) { body(entry) }
          }
        }
      }
    }
    return notices
  }
}

extension TraceEntry {
  fileprivate init?(_ line: ParsedLine, _ bytes: UnsafeRawBufferPointer, device: Identifier) {
    guard let edit = line.edit(in: bytes) else { return nil }
    let value = { (field: String) in edit.set.first { $0.field == field }?.value }
    guard let act = value("act") else { return nil }
    self.init(
      at: line.at?.string(in: bytes) ?? "", by: line.by?.string(in: bytes) ?? "", act: act, on: edit.on,
      count: value("count").flatMap { Int($0) } ?? 1, kind: value("kind"), device: device)
  }
}
