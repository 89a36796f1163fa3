// Waiting and reading: blocks in poll until a key, a signal or another descriptor has something, and for nothing else.
import CGlibc
import Glibc
import LoketWidgets

/// What the terminal has to say.
public enum TerminalEvent: Hashable, Sendable {
  /// In the order in which they were pressed. One drawing after all of them is enough.
  case keys([Key])
  case resized(Size)
  /// The program was stopped and goes on: draw everything.
  case resumed
  /// SIGTERM or SIGINT: save what is open and end.
  case terminate
  /// The terminal is gone. It stays so.
  case hangUp
  /// One of the other descriptors can be read.
  case readable(Int32)
}

/// Reads one terminal's bytes and decodes them.
struct TerminalInput {
  /// Bytes taken at one go; more wait for the next.
  private static let most = 1 << 20
  /// Milliseconds of silence that end a paste without brackets.
  private static let burstSilence: Int32 = 10

  let descriptor: Int32
  private(set) var isGone = false
  private var decoder: KeyDecoder
  /// When what stands open in the decoder is all there is (monotonic milliseconds).
  private var deadline: Int?

  init(descriptor: Int32, decoder: KeyDecoder) {
    self.descriptor = descriptor
    self.decoder = decoder
  }

  enum Waking {
    case keys([Key])
    case signal
    case hangUp
    case readable(Int32)
  }

  /// Waits for at most `timeout` milliseconds (nil: without end); empty when they passed.
  mutating func wait(timeout: Int?, signals: Int32, others: [Int32]) -> [Waking] {
    let end = timeout.map { Self.now() + max($0, 0) }
    while true {
      var polled = [pollfd(fd: isGone ? -1 : descriptor, events: Int16(POLLIN), revents: 0)]
      polled.append(pollfd(fd: signals, events: Int16(POLLIN), revents: 0))
      polled += others.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      // Only what arrives while the program already waits can be told from what was typed ahead.
      var count = poll(&polled, nfds_t(polled.count), 0)
      let isIdle = count == 0
      if isIdle { count = poll(&polled, nfds_t(polled.count), remaining(end)) }
      if count < 0, errno != EINTR { return [.hangUp] }
      var wakings: [Waking] = []
      if count > 0 {
        if polled[1].revents != 0 { wakings.append(.signal) }
        if polled[0].revents != 0 { wakings += read(isIdle: isIdle) }
        for other in polled.dropFirst(2) where other.revents != 0 { wakings.append(.readable(other.fd)) }
      }
      if let deadline, Self.now() >= deadline { wakings += settle() }
      if !wakings.isEmpty { return wakings }
      if let end, Self.now() >= end { return [] }
    }
  }

  private func remaining(_ end: Int?) -> Int32 {
    guard let next = [end, deadline].compactMap({ $0 }).min() else { return -1 }
    return Int32(clamping: max(next - Self.now(), 0))
  }

  private mutating func read(isIdle: Bool) -> [Waking] {
    var bytes: [UInt8] = []
    var silence: Int32 = 0
    var hasEnded = false
    repeat {
      guard let piece = piece() else {
        hasEnded = true
        break
      }
      bytes += piece
      if isIdle, silence == 0, KeyDecoder.isBurst(bytes) { silence = Self.burstSilence }
    } while bytes.count < Self.most && hasMore(within: silence)
    var keys = decoder.feed(bytes, arrivedAtOnce: isIdle)
    if hasEnded, decoder.patience != nil { keys += decoder.pause() }
    deadline = decoder.patience.map { Self.now() + $0 }
    var wakings: [Waking] = keys.isEmpty ? [] : [.keys(keys)]
    if hasEnded {
      isGone = true
      wakings.append(.hangUp)
    }
    return wakings
  }

  /// What can be read now; nil at the end of the terminal.
  private func piece() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return [] }
      return nil
    }
  }

  private func hasMore(within milliseconds: Int32) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, milliseconds) > 0 && polled.revents & Int16(POLLIN) != 0
  }

  private mutating func settle() -> [Waking] {
    deadline = nil
    let keys = decoder.pause()
    return keys.isEmpty ? [] : [.keys(keys)]
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000 + time.tv_nsec / 1_000_000
  }
}
