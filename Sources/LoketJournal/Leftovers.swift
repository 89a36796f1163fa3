// What a killed program left half done: nobody reads it any more, but it may hold somebody who is erased afterwards.
import LoketModel

/// For the holder of the lock alone: others may be writing what looks like a leftover.
struct Leftovers {
  let folder: DataFolder
  private var files: any FileSystem { folder.files }

  /// Halves beside segments and packs, durably. What is being written there now is written by this holder, so nothing is.
  func removeHalves() throws(FileFailure) {
    for root in [folder.journal, folder.access] where try files.information(root) != nil { try clear(root, depth: 0) }
  }

  /// `<office>/<device>/<ab>`: nothing lies deeper.
  private func clear(_ path: String, depth: Int) throws(FileFailure) {
    var isChanged = false
    for name in try files.list(path) {
      let full = path + "/" + name
      if name.hasSuffix(".part") {
        guard try files.information(full)?.kind == .file else { continue }
        try files.remove(full)
        isChanged = true
      } else if depth < 3, !name.hasSuffix(".jsonl"), try files.information(full)?.kind == .folder {
        try clear(full, depth: depth + 1)
      }
    }
    if isChanged { try files.synchroniseFolder(path) }
  }
}
