// The lines behind a record as they stand in the files, for whoever wants to see more than the registry keeps.
import LoketModel
import LoketRegistry

extension Journal {
  /// The raw bytes of these lines (without newline), read where they lie; damaged and absent lines are left out.
  public func rawLines(_ refs: [LineRef]) throws(JournalError) -> [LineRef: [UInt8]] {
    var result: [LineRef: [UInt8]] = [:]
    let wanted = Dictionary(grouping: refs, by: \.segment)
    for (segment, refs) in wanted {
      guard let path = path(of: segment) else { continue }
      guard case .success(let content) = SegmentFeed.read(path, folder.files) else { continue }
      let numbers = Set(refs.map(\.n))
      content.bytes.withUnsafeBytes { bytes in
        var parser = LineParser()
        for line in content.judged.lines where line.isGood {
          guard let parsed = try? parser.parse(bytes[line]), parsed.form == .edit, numbers.contains(parsed.n) else {
            continue
          }
          result[LineRef(segment: segment, n: parsed.n)] = Array(bytes[line])
        }
      }
    }
    return result
  }

  /// Where a loaded segment lies; a fork's tail lies in a file of its own name or of its base, which is not sought here.
  private func path(of segment: Identifier) -> String? {
    guard let entry = loaded[segment] else { return nil }
    let open = folder.openSegment(segment)
    if entry.isOpen, let found = try? folder.files.information(open), found.kind == .file { return open }
    return folder.sealedSegment(segment, device: entry.device, office: entry.office, isTrace: false)
  }
}
