// The calls of the disk in memory, each as glibc would answer it.
import Glibc
import LoketJournal

extension MemoryDisk: FileSystem {
  package func open(_ path: String, _ mode: OpenMode) throws(FileFailure) -> OpenFile {
    try locked { () throws(FileFailure) in
      let isThere = find(path) != nil
      let creates = mode == .create || (mode == .lock || mode == .append) && !isThere
      try step(.open, path, writes: creates)
      guard let above = above(path) else { throw FileFailure(.open, path, ENOENT) }
      if mode == .create, isThere { throw FileFailure(.open, path, EEXIST) }
      if !isThere, !creates { throw FileFailure(.open, path, ENOENT) }
      let node = above.node.entries[above.name] ?? Node(isFolder: false)
      guard !node.isFolder else { throw FileFailure(.open, path, EISDIR) }
      above.node.entries[above.name] = node
      nextDescriptor += 1
      descriptors[nextDescriptor] = node
      return OpenFile(descriptor: nextDescriptor, path: path)
    }
  }

  package func close(_ file: OpenFile) {
    reading {
      guard let node = descriptors.removeValue(forKey: file.descriptor) else { return }
      if node.holder == file.descriptor { node.holder = nil }
    }
  }

  package func read(_ file: OpenFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFailure)
    -> Int
  {
    try locked { () throws(FileFailure) in
      try step(.read, file.path, writes: false)
      let data = try node(file, .read).data
      let count = max(min(buffer.count, data.count - offset), 0)
      data.withUnsafeBytes { raw in
        if let from = raw.baseAddress, let to = buffer.baseAddress, count > 0 {
          to.copyMemory(from: from + offset, byteCount: count)
        }
      }
      return count
    }
  }

  package func write(_ file: OpenFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileFailure) -> Int {
    try locked { () throws(FileFailure) in
      try step(.write, file.path)
      let node = try node(file, .write)
      let count = min(bytes.count, shortest)
      let end = offset + count
      if node.data.count < end { node.data += [UInt8](repeating: 0, count: end - node.data.count) }
      node.data.withUnsafeMutableBytes { raw in
        if let from = bytes.baseAddress, let to = raw.baseAddress, count > 0 {
          (to + offset).copyMemory(from: from, byteCount: count)
        }
      }
      return count
    }
  }

  package func synchronise(_ file: OpenFile) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.synchronise, file.path)
      let node = try node(file, .synchronise)
      node.durable = node.data
    }
  }

  package func synchroniseFolder(_ path: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.synchroniseFolder, path)
      guard let node = find(path), node.isFolder else { throw FileFailure(.synchroniseFolder, path, ENOENT) }
      node.durableEntries = node.entries
    }
  }

  package func synchroniseAll(_ path: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.synchroniseAll, path)
      guard find(path) != nil else { throw FileFailure(.synchroniseAll, path, ENOENT) }
      settle(root)
    }
  }

  private func settle(_ node: Node) {
    node.durable = node.data
    node.durableEntries = node.entries
    for child in node.entries.values { settle(child) }
  }

  package func rename(_ from: String, to: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.rename, from)
      guard let node = find(from), let old = above(from), let new = above(to) else {
        throw FileFailure(.rename, from, ENOENT)
      }
      old.node.entries[old.name] = nil
      new.node.entries[new.name] = node
    }
  }

  package func link(_ from: String, to: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.link, from)
      if knowsNoLinks { throw FileFailure(.link, to, EPERM) }
      guard let node = find(from), let new = above(to) else { throw FileFailure(.link, to, ENOENT) }
      guard new.node.entries[new.name] == nil else { throw FileFailure(.link, to, EEXIST) }
      new.node.entries[new.name] = node
    }
  }

  package func remove(_ path: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.remove, path)
      guard find(path) != nil, let above = above(path) else { throw FileFailure(.remove, path, ENOENT) }
      above.node.entries[above.name] = nil
    }
  }

  package func exchange(_ first: String, _ second: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.exchange, first)
      guard !knowsNoLinks else { throw FileFailure(.exchange, first, EINVAL) }
      guard let one = find(first), let two = find(second), let old = above(first), let new = above(second) else {
        throw FileFailure(.exchange, first, ENOENT)
      }
      old.node.entries[old.name] = two
      new.node.entries[new.name] = one
    }
  }

  package func removeFolder(_ path: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.removeFolder, path)
      guard let node = find(path), let above = above(path) else { throw FileFailure(.removeFolder, path, ENOENT) }
      guard node.isFolder else { throw FileFailure(.removeFolder, path, ENOTDIR) }
      guard node.entries.isEmpty else { throw FileFailure(.removeFolder, path, ENOTEMPTY) }
      above.node.entries[above.name] = nil
    }
  }

  package func makeFolder(_ path: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.makeFolder, path)
      guard let above = above(path) else { throw FileFailure(.makeFolder, path, ENOENT) }
      guard above.node.entries[above.name] == nil else { throw FileFailure(.makeFolder, path, EEXIST) }
      above.node.entries[above.name] = Node(isFolder: true)
    }
  }

  package func list(_ path: String) throws(FileFailure) -> [String] {
    try locked { () throws(FileFailure) in
      try step(.list, path, writes: false)
      guard let node = find(path) else { throw FileFailure(.list, path, ENOENT) }
      guard node.isFolder else { throw FileFailure(.list, path, ENOTDIR) }
      return node.entries.keys.sorted()
    }
  }

  package func information(_ path: String) throws(FileFailure) -> FileInformation? {
    try locked { () throws(FileFailure) in
      try step(.information, path, writes: false)
      guard let node = find(path) else { return nil }
      return FileInformation(
        kind: node.isFolder ? .folder : .file, size: node.size, permissions: node.permissions, owner: geteuid())
    }
  }

  package func size(_ file: OpenFile) throws(FileFailure) -> Int {
    try locked { () throws(FileFailure) in
      try step(.size, file.path, writes: false)
      return try node(file, .size).size
    }
  }

  package func truncate(_ file: OpenFile, to length: Int) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.truncate, file.path)
      let node = try node(file, .truncate)
      node.data = Array(node.data.prefix(length)) + [UInt8](repeating: 0, count: max(length - node.data.count, 0))
    }
  }

  package func lock(_ file: OpenFile) throws(FileFailure) -> Bool {
    try locked { () throws(FileFailure) in
      try step(.lock, file.path, writes: false)
      let node = try node(file, .lock)
      guard node.holder == nil || node.holder == file.descriptor else { return false }
      node.holder = file.descriptor
      return true
    }
  }

  package func allocate(_ file: OpenFile, _ length: Int) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.allocate, file.path)
      let node = try node(file, .allocate)
      node.allocated = max(node.allocated, length)
    }
  }

  package func setPermissions(_ path: String, _ permissions: UInt32) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.setPermissions, path)
      find(path)?.permissions = permissions
    }
  }

  package func volume(of path: String) throws(FileFailure) -> Volume {
    try locked { () throws(FileFailure) in
      try step(.volume, path, writes: false)
      return Volume(kind: volumeKind, available: room, isReadOnly: volumeIsReadOnly)
    }
  }

  package func disk(of path: String) -> String? { reading { otherDisks.first { path.hasPrefix($0) } ?? "memory" } }

  package func mount(of path: String) -> UInt64? { reading { otherDisks.contains { path.hasPrefix($0) } ? 2 : 1 } }

  package func mountPoint(of path: String) -> String? { reading { otherDisks.first { path.hasPrefix($0) } ?? "/" } }

  /// SplitMix64, where a test wants the same ids each time.
  package func randomWords(_ count: Int) -> [UInt64] {
    guard let begun = reading({ chance }) else { return PosixFiles().randomWords(count) }
    var state = begun
    let words = (0..<count).map { _ in
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
      return mixed ^ mixed >> 31
    }
    reading { chance = state }
    return words
  }
}
