// A disk in memory that forgets what was not synced when the power is cut, fails where a test wants it to, and writes down
// every call.
import Dispatch
import Glibc

@testable import LoketJournal

/// Unchecked: every access stands between `gate.wait` and `gate.signal`.
final class MemoryDisk: FileSystem, @unchecked Sendable {
  struct Step: Hashable, Sendable, CustomStringConvertible {
    let call: FileCall
    let path: String
    var description: String { "\(call.rawValue) \(path)" }
  }

  /// Which calls fail. Reads of what is there (`size`, `close`, `information`) are calls too, but `close`, which cannot fail.
  enum Fault: Sendable {
    case none
    /// The k-th call fails once.
    case once(Int, Int32)
    /// The k-th call and every one after it fails.
    case from(Int, Int32)
    /// As `from`, but only calls that write; reading goes on.
    case writesFrom(Int, Int32)
  }

  private final class Node {
    var isFolder: Bool
    var data: [UInt8] = []
    var durable: [UInt8] = []
    var entries: [String: Node] = [:]
    var durableEntries: [String: Node] = [:]
    var permissions: UInt32
    var holder: Int32?
    /// Room that was set aside without content, so that a test does not move mebibytes about.
    var allocated = 0
    var size: Int { max(data.count, allocated) }

    init(isFolder: Bool) {
      self.isFolder = isFolder
      permissions = isFolder ? 0o700 : 0o600
    }
  }

  private let gate = DispatchSemaphore(value: 1)
  private let root = Node(isFolder: true)
  private var descriptors: [Int32: Node] = [:]
  private var nextDescriptor: Int32 = 100
  private var steps: [Step] = []
  private var calls = 0
  private var fault = Fault.none
  private var shortest = Int.max
  private var volumeKind = Volume.Kind.ordinary
  private var room: UInt64 = 1 << 40

  init() {}

  private func locked<Value>(_ body: () throws(FileFailure) -> Value) throws(FileFailure) -> Value {
    gate.wait()
    defer { gate.signal() }
    return try body()
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    gate.wait()
    defer { gate.signal() }
    return body()
  }

  // MARK: What a test asks for

  /// Counting begins anew with each call of this.
  func fail(_ fault: Fault) {
    locked {
      self.fault = fault
      calls = 0
    }
  }

  /// Each write takes at most so many bytes.
  func writeShort(_ most: Int) { locked { shortest = most } }

  func pretend(_ kind: Volume.Kind, room: UInt64 = 1 << 40) {
    locked {
      volumeKind = kind
      self.room = room
    }
  }

  var callCount: Int { locked { calls } }

  /// The calls since the last time.
  func takeSteps() -> [Step] {
    locked {
      defer { steps = [] }
      return steps
    }
  }

  /// Every program ends at this instant; nothing is lost.
  func kill() {
    locked {
      for node in descriptors.values { node.holder = nil }
      descriptors = [:]
      fault = .none
    }
  }

  /// The power is cut. What was synced stays. Of the rest each sector and each name may have landed or not, as the seed
  /// says; seed 0 loses all of it.
  func cutPower(seed: UInt64) {
    kill()
    locked {
      var state = seed
      func landed() -> Bool {
        guard seed != 0 else { return false }
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33 & 1 == 1
      }
      revert(root, landed)
    }
  }

  private func revert(_ node: Node, _ landed: () -> Bool) {
    if node.isFolder {
      var kept = node.durableEntries
      for name in Set(node.entries.keys).union(kept.keys).sorted() where node.entries[name] !== kept[name] && landed() {
        kept[name] = node.entries[name]
      }
      node.entries = kept
      node.durableEntries = kept
      for name in kept.keys.sorted() { kept[name].map { revert($0, landed) } }
    } else if node.data != node.durable {
      var kept = node.durable
      if landed() {
        // The new length landed: what of the data did not is zeros.
        kept = Array(kept.prefix(node.data.count)) + [UInt8](repeating: 0, count: max(node.data.count - kept.count, 0))
      }
      for sector in stride(from: 0, to: min(kept.count, node.data.count), by: 512) where landed() {
        let end = min(sector + 512, kept.count, node.data.count)
        kept.replaceSubrange(sector..<end, with: node.data[sector..<end])
      }
      node.data = kept
      node.durable = kept
    }
  }

  func bytes(_ path: String) -> [UInt8]? { locked { find(path)?.data } }

  func replaceBytes(_ path: String, _ bytes: [UInt8]) {
    locked {
      find(path)?.data = bytes
      find(path)?.durable = bytes
    }
  }

  /// A copy with the same content, as after `cp -a`.
  func copy() -> MemoryDisk {
    let other = MemoryDisk()
    func copy(_ from: Node, _ to: Node) {
      for (name, child) in from.entries {
        let node = Node(isFolder: child.isFolder)
        (node.data, node.durable, node.permissions) = (child.data, child.data, child.permissions)
        node.allocated = child.allocated
        to.entries[name] = node
        to.durableEntries[name] = node
        copy(child, node)
      }
    }
    locked { copy(root, other.root) }
    return other
  }

  /// Puts a file where it may not be yet, as a copying hand would.
  func put(_ path: String, _ bytes: [UInt8]) {
    locked {
      var node = root
      let parts = path.split(separator: "/").map(String.init)
      for part in parts.dropLast() {
        let next = node.entries[part] ?? Node(isFolder: true)
        node.entries[part] = next
        node.durableEntries[part] = next
        node = next
      }
      let file = Node(isFolder: false)
      (file.data, file.durable) = (bytes, bytes)
      node.entries[parts[parts.count - 1]] = file
      node.durableEntries[parts[parts.count - 1]] = file
    }
  }

  func delete(_ path: String) {
    locked {
      let parts = path.split(separator: "/").map(String.init)
      let above = find("/" + parts.dropLast().joined(separator: "/"))
      above?.entries[parts[parts.count - 1]] = nil
      above?.durableEntries[parts[parts.count - 1]] = nil
    }
  }

  /// Every file, with its path.
  func files(under top: String = "/") -> [String] {
    locked {
      var result: [String] = []
      func walk(_ node: Node, _ path: String) {
        for (name, child) in node.entries {
          if child.isFolder { walk(child, path + "/" + name) } else { result.append(path + "/" + name) }
        }
      }
      if let node = find(top) { walk(node, top == "/" ? "" : top) }
      return result.sorted()
    }
  }

  // MARK: The calls

  private func step(_ call: FileCall, _ path: String, writes: Bool = true) throws(FileFailure) {
    calls += 1
    steps.append(Step(call: call, path: path))
    switch fault {
    case .once(let at, let code) where calls == at: throw FileFailure(call, path, code)
    case .from(let at, let code) where calls >= at: throw FileFailure(call, path, code)
    case .writesFrom(let at, let code) where calls >= at && writes: throw FileFailure(call, path, code)
    default: break
    }
  }

  private func find(_ path: String) -> Node? {
    var node = root
    for part in path.split(separator: "/") {
      guard let next = node.entries[String(part)] else { return nil }
      node = next
    }
    return node
  }

  private func above(_ path: String) -> (node: Node, name: String)? {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last, let node = find("/" + parts.dropLast().joined(separator: "/")), node.isFolder else {
      return nil
    }
    return (node, name)
  }

  private func node(_ file: OpenFile, _ call: FileCall) throws(FileFailure) -> Node {
    guard let node = descriptors[file.descriptor] else { throw FileFailure(call, file.path, EBADF) }
    return node
  }

  func open(_ path: String, _ mode: OpenMode) throws(FileFailure) -> OpenFile {
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

  func close(_ file: OpenFile) {
    locked {
      guard let node = descriptors.removeValue(forKey: file.descriptor) else { return }
      if node.holder == file.descriptor { node.holder = nil }
    }
  }

  func read(_ file: OpenFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFailure) -> Int {
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

  func write(_ file: OpenFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileFailure) -> Int {
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

  func synchronise(_ file: OpenFile) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.synchronise, file.path)
      let node = try node(file, .synchronise)
      node.durable = node.data
    }
  }

  func synchroniseFolder(_ path: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.synchroniseFolder, path)
      guard let node = find(path), node.isFolder else { throw FileFailure(.synchroniseFolder, path, ENOENT) }
      node.durableEntries = node.entries
    }
  }

  func rename(_ from: String, to: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.rename, from)
      guard let node = find(from), let old = above(from), let new = above(to) else {
        throw FileFailure(.rename, from, ENOENT)
      }
      old.node.entries[old.name] = nil
      new.node.entries[new.name] = node
    }
  }

  func remove(_ path: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.remove, path)
      guard find(path) != nil, let above = above(path) else { throw FileFailure(.remove, path, ENOENT) }
      above.node.entries[above.name] = nil
    }
  }

  func makeFolder(_ path: String) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.makeFolder, path)
      guard let above = above(path) else { throw FileFailure(.makeFolder, path, ENOENT) }
      guard above.node.entries[above.name] == nil else { throw FileFailure(.makeFolder, path, EEXIST) }
      above.node.entries[above.name] = Node(isFolder: true)
    }
  }

  func list(_ path: String) throws(FileFailure) -> [String] {
    try locked { () throws(FileFailure) in
      try step(.list, path, writes: false)
      guard let node = find(path) else { throw FileFailure(.list, path, ENOENT) }
      guard node.isFolder else { throw FileFailure(.list, path, ENOTDIR) }
      return node.entries.keys.sorted()
    }
  }

  func information(_ path: String) throws(FileFailure) -> FileInformation? {
    try locked { () throws(FileFailure) in
      try step(.information, path, writes: false)
      guard let node = find(path) else { return nil }
      return FileInformation(
        kind: node.isFolder ? .folder : .file, size: node.size, permissions: node.permissions, owner: geteuid())
    }
  }

  func size(_ file: OpenFile) throws(FileFailure) -> Int {
    try locked { () throws(FileFailure) in
      try step(.size, file.path, writes: false)
      return try node(file, .size).size
    }
  }

  func truncate(_ file: OpenFile, to length: Int) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.truncate, file.path)
      let node = try node(file, .truncate)
      node.data = Array(node.data.prefix(length)) + [UInt8](repeating: 0, count: max(length - node.data.count, 0))
    }
  }

  func lock(_ file: OpenFile) throws(FileFailure) -> Bool {
    try locked { () throws(FileFailure) in
      try step(.lock, file.path, writes: false)
      let node = try node(file, .lock)
      guard node.holder == nil || node.holder == file.descriptor else { return false }
      node.holder = file.descriptor
      return true
    }
  }

  func allocate(_ file: OpenFile, _ length: Int) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.allocate, file.path)
      let node = try node(file, .allocate)
      node.allocated = max(node.allocated, length)
    }
  }

  func setPermissions(_ path: String, _ permissions: UInt32) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try step(.setPermissions, path)
      find(path)?.permissions = permissions
    }
  }

  func volume(of path: String) throws(FileFailure) -> Volume {
    try locked { () throws(FileFailure) in
      try step(.volume, path, writes: false)
      return Volume(kind: volumeKind, available: room, isReadOnly: false)
    }
  }
}
