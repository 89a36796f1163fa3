// PCs whose segments wait because nobody enrolled them, or because they were taken out: what they say of themselves, for a
// supervisor to compare.
import LoketModel
import LoketRegistry

/// A PC as its own refused segments describe it. Nothing of it is believed.
public struct Applicant: Hashable, Sendable {
  public let device: Identifier
  public var label: String?
  public var letter: String?
  /// The public key that it states.
  public var key: String?
}

extension RefusedSegments {
  /// In the order of their ids. What each says last of a field counts, in whatever order its files lie: one that began the
  /// list wrote of its own enrolment later than of its key.
  public var applicants: [Applicant] {
    var found: [Identifier: Applicant] = [:]
    var ticks: [Identifier: [String: UInt64]] = [:]
    for refused in all where refused.reason == .unknownDevice || refused.reason == .revoked {
      guard let bytes = try? bytes(of: refused) else { continue }
      bytes.withUnsafeBytes { raw in
        var judged = JudgedSegment.judge(raw)
        judged.parse(raw)
        var said: [(ParsedLine, UnsafeRawBufferPointer)] = []
        let scan = SegmentScan.scan(raw, judged, isOpen: false) { said.append(($0, $1)) }
        guard let device = scan.device else { return }
        let own = RecordRef(.device, device).description
        for (line, bytes) in said where line.on?.string(in: bytes) == own {
          var applicant = found[device] ?? Applicant(device: device)
          for field in line.fields {
            let (name, value) = (field.name.string(in: bytes), field.value?.string(in: bytes))
            guard line.tick >= ticks[device]?[name] ?? 0 else { continue }
            ticks[device, default: [:]][name] = line.tick
            switch name {
            case "label": applicant.label = value.map { TextFilter.clean($0) }
            case "letter": applicant.letter = value.map { TextFilter.clean($0) }
            case "key": applicant.key = value
            default: continue
            }
          }
          found[device] = applicant
        }
      }
    }
    return found.values.sorted { $0.device < $1.device }
  }
}
