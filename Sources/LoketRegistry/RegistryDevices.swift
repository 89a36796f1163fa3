// What is known of each PC by its saves: when it was last heard from, and what of ours nobody else has yet.
import LoketModel

/// One PC, as far as its saves are here.
public struct DeviceStanding: Hashable, Sendable {
  public let device: Identifier
  /// "PC 2"; nil of one that nobody has named yet.
  public let label: String?
  /// The latest time that a save of its states, for people; nil of a PC that has saved nothing here.
  public let latest: Timestamp?

  public init(device: Identifier, label: String?, latest: Timestamp?) {
    (self.device, self.label, self.latest) = (device, label, latest)
  }
}

extension Registry {
  /// Every PC of an office that has a name or a save here, the one that was heard from longest ago first.
  public func deviceStandings(office: String) -> [DeviceStanding] {
    var latest: [Identifier: LineRow] = [:]
    for segment in segments where segment.applied > 0 && name(segment.office) == office {
      // Saves of one segment stand in their order: the last one states the latest time.
      let extent = extents[Int(segment.lastExtent)]
      let row = lines[Int(extent.line + extent.count - 1)]
      if let known = latest[segment.device], known.at >= row.at { continue }
      latest[segment.device] = row
    }
    let named = all(.device).filter { value($0, "office") == office && value($0, "active") != "no" }
    let devices = Set(latest.keys).union(named.compactMap { Identifier($0.id) })
    return devices.map { device in
      DeviceStanding(
        device: device, label: value(RecordRef(.device, device), "label"), latest: latest[device].flatMap(stamp))
    }.sorted { ($0.latest?.seconds ?? 0, $0.device) < ($1.latest?.seconds ?? 0, $1.device) }
  }

  /// Letters of numbers of the day that no PC has, in their order.
  public var freeLetters: [String] {
    let taken = Set(all(.device).compactMap { value($0, "letter") })
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }.filter { !taken.contains($0) }
  }

  /// How many saves of a PC came after a tick.
  public func saves(of device: Identifier, after tick: UInt64) -> Int {
    var ticks: Set<UInt64> = []
    for segment in segments where segment.device == device && segment.applied > 0 {
      var at = segment.firstExtent
      while at != none {
        let extent = extents[Int(at)]
        // Ticks of one PC only grow: from the end to the first that is known.
        for line in (extent.line..<extent.line + extent.count).reversed() {
          guard lines[Int(line)].tick > tick else { break }
          ticks.insert(lines[Int(line)].tick)
        }
        at = extent.next
      }
    }
    return ticks.count
  }
}
