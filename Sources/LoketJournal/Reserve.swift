// 8 MiB set aside on the disk, given back when the disk is full, so that the work on the screen can still be saved.

struct Reserve: Sendable {
  static let size = 8 << 20
  let folder: DataFolder

  /// Sets the reserve aside unless it stands already. False when there is no room for it (and as much again).
  func fill() -> Bool {
    let files = folder.files
    do {
      if let found = try files.information(folder.reserve) {
        if found.kind == .file, found.size == Reserve.size { return true }
        try files.remove(folder.reserve)
      }
      guard try files.volume(of: folder.path).available >= UInt64(2 * Reserve.size) else { return false }
      let file = try files.open(folder.reserve, .create)
      defer { files.close(file) }
      do {
        try files.allocate(file, Reserve.size)
      } catch {
        try? files.remove(folder.reserve)
        return false
      }
      return true
    } catch {
      return false
    }
  }

  /// Gives the room back; whether there was any.
  func free() -> Bool {
    guard let found = try? folder.files.information(folder.reserve), found.kind == .file else { return false }
    return (try? folder.files.remove(folder.reserve)) != nil
  }
}
