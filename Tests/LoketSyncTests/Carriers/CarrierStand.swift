// A carrier with what lies behind it: what a promise is tried on.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@testable import DiskInMemory
@testable import LoketSync

struct CarrierStand {
  let carrier: any Carrier
  /// The same place again, as it answers one who says stop.
  let stopping: any Carrier
  /// Lays a file down behind the carrier's back.
  let plant: (String, [UInt8]) throws -> Void
  /// What lies behind it.
  let bytes: (String) -> [UInt8]?
  /// Takes the place away.
  let vanish: () throws -> Void

  static func memory() throws -> CarrierStand {
    let disk = MemoryDisk.stick()
    let carrier = try FolderCarrier("/stick", beside: "/data", files: disk)
    return CarrierStand(
      carrier: carrier, stopping: carrier, plant: { disk.put("/stick/" + $0, $1) },
      bytes: { disk.bytes("/stick/" + $0) }, vanish: { disk.fail(.from(1, ENODEV)) })
  }

  static func folder() throws -> CarrierStand {
    let folder = try TemporaryFolder()
    let top = folder.file("place")
    try FileManager.default.createDirectory(atPath: top, withIntermediateDirectories: false)
    let carrier = try FolderCarrier(top, beside: folder.file("data"))
    return CarrierStand(carrier: carrier, stopping: carrier, on: top, keeping: folder) {
      try FileManager.default.removeItem(atPath: top)
    }
  }

  static func webDAV(listsAll: Bool) throws -> CarrierStand {
    let server = try ApacheUnderTest(listsAll: listsAll)
    return CarrierStand(
      carrier: try server.carrier(), stopping: try server.carrier(isStopped: { true }), on: server.files,
      keeping: server, vanish: server.end)
  }

  /// The program that serves SFTP, called straight, without a server or a key.
  static func files() throws -> CarrierStand {
    let folder = try TemporaryFolder()
    let top = folder.file("place")
    try FileManager.default.createDirectory(atPath: top, withIntermediateDirectories: false)
    let place = try Carriers.address("sftp://localhost" + top)
    let way = ["-D", SecureShellUnderTest.files]
    return CarrierStand(
      carrier: SFTPCarrier(place, way: way), stopping: SFTPCarrier(place, way: way, isStopped: { true }), on: top,
      keeping: folder
    ) { try FileManager.default.removeItem(atPath: top) }
  }

  private init(
    carrier: any Carrier, stopping: any Carrier, plant: @escaping (String, [UInt8]) throws -> Void,
    bytes: @escaping (String) -> [UInt8]?, vanish: @escaping () throws -> Void
  ) {
    (self.carrier, self.stopping) = (carrier, stopping)
    (self.plant, self.bytes, self.vanish) = (plant, bytes, vanish)
  }

  /// One whose files lie in a folder of this disk.
  init(
    carrier: any Carrier, stopping: any Carrier, on top: String, keeping owner: AnyObject,
    vanish: @escaping () throws -> Void
  ) {
    let plant = { (path: String, bytes: [UInt8]) in
      let full = top + "/" + path
      let folder = String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)])
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: full))
      // Whoever serves it may be another user.
      for path in try FileManager.default.subpathsOfDirectory(atPath: top) { chmod(top + "/" + path, 0o777) }
    }
    self.init(
      carrier: carrier, stopping: stopping, plant: plant,
      bytes: { path in
        withExtendedLifetime(owner) {
          (try? Data(contentsOf: URL(fileURLWithPath: top + "/" + path))).map { Array($0) }
        }
      }, vanish: vanish)
  }
}
