// The lines behind a record as they stand in the files, for whoever wants to see more than the registry keeps.
import LoketModel
import LoketRegistry

extension Journal {
  /// The raw bytes of these lines (without newline), read where they lie; damaged, erased and absent lines are left out.
  public func rawLines(_ refs: [LineRef]) throws(JournalError) -> [LineRef: [UInt8]] {
    var result: [LineRef: [UInt8]] = [:]
    let wanted = Dictionary(grouping: refs, by: \.segment)
    let shelf = PackShelf(folder)
    for (segment, refs) in wanted {
      guard let place = place(of: segment, on: shelf) else { continue }
      read(place, Set(refs)) { _ in
        segment
      } found: {
        result[$0] = $1
      }
    }
    if hasForks {
      let missing = Set(refs).subtracting(result.keys)
      let places: [SegmentPlace]
      do { places = try SegmentPlace.sealed(folder, under: folder.journal).places } catch { throw .unreadable(error) }
      for place in places where !missing.isEmpty {
        let share = groups.share(place)
        guard case .part = share else { continue }
        read(place, missing) {
          share.segment(of: $0, in: place)
        } found: {
          result[$0] = $1
        }
      }
    }
    return result
  }

  private func read(
    _ place: SegmentPlace, _ wanted: Set<LineRef>, segment: (Int) -> Identifier, found: (LineRef, [UInt8]) -> Void
  ) {
    guard case .success(let content) = SegmentFeed.read(place, folder.files) else { return }
    content.bytes.withUnsafeBytes { bytes in
      var parser = LineParser()
      for line in content.judged.lines where line.isGood {
        guard let parsed = try? parser.parse(bytes[line]), parsed.form == .edit, !parsed.isErased else { continue }
        let ref = LineRef(segment: segment(parsed.n), n: parsed.n)
        if wanted.contains(ref) { found(ref, Array(bytes[line])) }
      }
    }
  }

  /// Where a loaded segment lies; a fork's tail lies in a file of its own name or of its base.
  private func place(of segment: Identifier, on shelf: PackShelf) -> SegmentPlace? {
    guard let entry = loaded[segment] else { return nil }
    let open = folder.openSegment(segment)
    if entry.isOpen, let found = try? folder.files.information(open), found.kind == .file {
      return SegmentPlace(segment: segment, device: entry.device, office: entry.office, path: open, isOpen: true)
    }
    return SegmentName(office: entry.office, device: entry.device, id: segment, isTrace: false).flatMap {
      (try? shelf.place(of: $0)) ?? nil
    }
  }
}
