// An imported table of regions: `regions/table` in the data folder, mapped, so that a start reads none of it.
import CGlibc
import Glibc
import LoketModel

public enum RegionFile {
  /// The imported table of a data folder, or the one that is compiled in where none was imported or the file is no table.
  /// Costs a start a few system calls; what is looked up later is read from the disk then. Cut off or unreadable by then, it
  /// reads as a table without those names, and the program goes on; the next start takes the compiled one.
  public static func table(in folder: String) -> Regions {
    mapped(DataFolder(folder, PosixFiles()).regionTable) ?? .compiled
  }

  /// Whether a table was imported.
  public static func isImported(in folder: String) -> Bool {
    mapped(DataFolder(folder, PosixFiles()).regionTable) != nil
  }

  /// Whether an imported table is there and cannot be used, so that the compiled one stands in.
  /// - Parameter reads: reads all of it; otherwise its length and its first page.
  public static func notices(in path: String, reads: Bool = false) -> [Notice] {
    let folder = DataFolder(path, PosixFiles())
    guard access(folder.regionTable, F_OK) == 0 else { return [] }
    if let table = mapped(folder.regionTable), !reads || table.isSound { return [] }
    return [Notice(.brokenRegions, folder.shown(folder.regionTable))]
  }

  /// Puts a table in its place, read back before the one that stood there goes. A folder that is not yet set up is made,
  /// so that the five questions of the first start know every village.
  public static func write(
    _ table: Regions, in path: String, files: any FileSystem = PosixFiles()
  ) throws(JournalError) {
    let folder = DataFolder(path, files)
    if try folder.presence() == .ready { try folder.requirePrivate() } else { try folder.make() }
    do throws(FileFailure) {
      try files.makeFolders(folder.regions, under: folder.path)
      try files.replace(folder.regionTable, with: table.bytes, durable: true)
      let written = try files.readWhole(folder.regionTable)
      guard written == table.bytes else { throw FileFailure(.read, folder.regionTable, EIO) }
    } catch {
      throw .unwritable(error)
    }
  }

  private static func mapped(_ path: String) -> Regions? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var found = stat()
    guard fstat(file, &found) == 0, found.st_mode & S_IFMT == S_IFREG, found.st_size > 0,
      let start = loket_map_file(file, Int(found.st_size))
    else { return nil }
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(found.st_size))
    return Regions(RegionBytes(bytes) { bytes in loket_unmap_file(bytes.baseAddress, bytes.count) })
  }
}

extension DataFolder {
  var regionTable: String { regions + "/table" }
}
