// clock.json: the date that a person gave when the PC's clock was in doubt, kept for this boot, so that it is asked once.
import FoundationEssentials
import LoketModel

public struct ClockAnswer: Hashable, Sendable, Codable {
  /// The kernel's name of this boot (`/proc/sys/kernel/random/boot_id`).
  public let boot: String
  /// Seconds to add to the PC's clock.
  public let shift: Int64
  /// When the PC was started, by its own clock: another moment later means that somebody put the clock right.
  public let began: Int64

  public init(boot: String, shift: Int64, began: Int64) {
    self.boot = boot
    self.shift = shift
    self.began = began
  }
}

extension Journal {
  /// The answer given earlier in this boot; nil when there is none, it is of another boot, or it cannot be read: then it
  /// is asked again, which does no harm. Nil too once the PC's clock was put right: by more than
  /// a minute it then began at another moment than when the question was answered.
  /// - Parameter began: seconds since 1970 at which this PC was started, by its own clock.
  public func clockAnswer(now: Timestamp, began: Int64) -> ClockAnswer? {
    guard clockTrust(now: now, wasAsked: false) == .doubt, !bootName.isEmpty,
      let bytes = try? folder.files.readWhole(folder.clock, limit: 4096),
      let answer = try? JSONDecoder().decode(ClockAnswer.self, from: Data(bytes)), answer.boot == bootName,
      answer.began.subtractingReportingOverflow(began).partialValue.magnitude <= 60
    else { return nil }
    return answer
  }

  public func keep(clockShift shift: Int64, began: Int64) throws(JournalError) {
    guard mode == .write else { return }
    let answer = ClockAnswer(boot: bootName, shift: shift, began: began)
    do { try folder.files.replace(folder.clock, with: encoded(answer), durable: false) } catch {
      throw .unwritable(error)
    }
  }

  private var bootName: String {
    // The kernel's own files say that they are empty: read without asking for their size.
    guard let file = try? folder.files.open("/proc/sys/kernel/random/boot_id", .read) else { return "" }
    defer { folder.files.close(file) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = bytes.withUnsafeMutableBytes { raw in (try? folder.files.read(file, into: raw, at: 0)) ?? 0 }
    return String(decoding: bytes.prefix(count).prefix { $0 > 0x20 }, as: UTF8.self)
  }
}
