// A stick that is not mounted leaves a folder of its name on this PC's own disk: what went there would stay here, and be
// believed to be on the stick.
import LoketJournal
import LoketModel

public enum MountedPlace {
  /// Folders where a desktop or a person mounts sticks and disks.
  public static let roots = ["/media/", "/run/media/", "/mnt/"]

  /// Where the stick or disk of a folder is mounted; nil of one that lies on the system's disk or on that of the data.
  public static func mount(
    of place: String, beside data: String, files: any FileSystem = PosixFiles()
  ) -> String? {
    guard place.hasPrefix("/"), let point = files.mountPoint(of: place), point != "/",
      point != files.mountPoint(of: data)
    else { return nil }
    return point
  }

  /// Refuses a folder whose stick was mounted the last time and is not now, and an empty one that a stick left where sticks are
  /// mounted. A place that a person called a plain folder is known without a mount.
  public static func require(
    _ place: String, _ memory: SyncMemory, files: any FileSystem = PosixFiles()
  ) throws(CarrierProblem) {
    guard place.hasPrefix("/"), let now = files.mountPoint(of: place) else { return }
    if let mount = memory.mount(of: place) {
      // What is mounted below the point that is remembered, or elsewhere, is another disk too.
      let isAbove = mount != now && mount.hasPrefix(now == "/" ? now : now + "/")
      if isAbove { throw .notMounted(mount) }
    } else if !memory.places.contains(where: { $0.path == place }), roots.contains(where: { place.hasPrefix($0) }),
      !roots.contains(where: { (now + "/").hasPrefix($0) }), let names = try? files.list(place), names.isEmpty
    {
      throw .notMounted(place)
    }
  }
}
