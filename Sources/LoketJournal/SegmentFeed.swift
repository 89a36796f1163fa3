// Reads and judges segment files one batch ahead on the second core, while the first one parses.
import Dispatch
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
  private let files: any FileSystem
  private let batches: [ArraySlice<SegmentPlace>]
  private var next = 0
  private var ahead: Promise?

  init(_ places: [SegmentPlace], _ files: any FileSystem) {
    self.files = files
    // The first batches are small, so that the second core has judged one when the first core asks for it.
    var batches: [ArraySlice<SegmentPlace>] = []
    var start = 0
    while start < places.count {
      let end = min(start + (batches.count < 4 ? 1 : 4), places.count)
      batches.append(places[start..<end])
      start = end
    }
    self.batches = batches
    ahead = launch()
  }

  /// The next batch; nil at the end.
  mutating func take() -> [FedSegment]? {
    guard let ready = ahead else { return nil }
    let result = ready.wait()
    ahead = launch()
    return result
  }

  private mutating func launch() -> Promise? {
    guard next < batches.count else { return nil }
    let batch = batches[next]
    next += 1
    let promise = Promise()
    let files = files
    DispatchQueue.global(qos: .userInitiated).async {
      promise.fulfil(batch.map { FedSegment(place: $0, content: SegmentFeed.read($0.path, files)) })
    }
    return promise
  }

  static func read(_ path: String, _ files: any FileSystem) -> Result<JudgedContent, FileFailure> {
    do throws(FileFailure) {
      let file = try files.open(path, .read)
      defer { files.close(file) }
      guard try files.size(file) <= largest else { throw FileFailure(.read, path, 27) }  // EFBIG
      let bytes = try files.readAll(file)
      return .success(JudgedContent(bytes: bytes, judged: bytes.withUnsafeBytes { JudgedSegment.judge($0) }))
    } catch {
      return .failure(error)
    }
  }

  /// One value that is on its way. Unchecked: it is written once before the semaphore and read once after it.
  private final class Promise: @unchecked Sendable {
    private var value: [FedSegment] = []
    private let ready = DispatchSemaphore(value: 0)

    func fulfil(_ value: [FedSegment]) {
      self.value = value
      ready.signal()
    }

    func wait() -> [FedSegment] {
      ready.wait()
      return value
    }
  }
}
