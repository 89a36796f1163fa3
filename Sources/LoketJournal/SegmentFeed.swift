// Reads, judges and parses segment files one batch ahead on the second core, while the first one applies.
import LoketModel

/// A file as the feed hands it over.
struct FedSegment: Sendable {
  let place: SegmentPlace
  let content: Result<JudgedContent, FileFailure>
}

struct JudgedContent: Sendable {
  let bytes: [UInt8]
  let judged: JudgedSegment
}

/// Hands over segments in the order in which they were asked for.
struct SegmentFeed {
  /// A file above this size is no segment of ours (a segment is sealed at 1 MiB and one save more).
  static let largest = 256 << 20
  /// A batch ends when it has so many bytes or files: two batches lie in memory at once.
  private static let enough = (bytes: 256 << 10, files: 16)
  private let files: any FileSystem
  private let places: [SegmentPlace]
  private var next = 0
  private var ahead: Later<[FedSegment]>?

  init(_ places: [SegmentPlace], _ files: any FileSystem) {
    self.files = files
    self.places = places
    ahead = launch()
  }

  /// The next batch; nil at the end.
  mutating func take() -> [FedSegment]? {
    guard let ready = ahead else { return nil }
    let result = ready.wait()
    next += result.count
    ahead = launch()
    return result
  }

  private func launch() -> Later<[FedSegment]>? {
    guard next < places.count else { return nil }
    let (files, rest) = (files, places[next...])
    return Later([], isApart: files.readsAhead) {
      var batch: [FedSegment] = []
      var bytes = 0
      for place in rest {
        let content = SegmentFeed.read(place, files)
        if case .success(let content) = content { bytes += content.bytes.count }
        batch.append(FedSegment(place: place, content: content))
        if bytes >= SegmentFeed.enough.bytes || batch.count == SegmentFeed.enough.files { break }
      }
      return batch
    }
  }

  static func read(_ place: SegmentPlace, _ files: any FileSystem) -> Result<JudgedContent, FileFailure> {
    do throws(FileFailure) {
      let bytes = try place.read(files, limit: largest + 1)
      guard bytes.count <= largest else { throw FileFailure(.read, place.path, 27) }  // EFBIG
      return .success(
        JudgedContent(
          bytes: bytes,
          judged: bytes.withUnsafeBytes { raw in
            var judged = JudgedSegment.judge(raw)
            judged.parse(raw)
            return judged
          }))
    } catch {
      return .failure(error)
    }
  }
}
