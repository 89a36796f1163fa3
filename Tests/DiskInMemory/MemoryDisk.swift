// A disk in memory that forgets what was not synced when the power is cut, fails where a test wants it to, and writes down
// every call.
import Dispatch
import Glibc
import LoketJournal

/// Unchecked: every access stands between `gate.wait` and `gate.signal`.
package final class MemoryDisk: @unchecked Sendable {
  package struct Step: Hashable, Sendable, CustomStringConvertible {
    package let call: FileCall
    package let path: String
    package var description: String { "\(call.rawValue) \(path)" }
  }

  /// Which calls fail. Reads of what is there (`size`, `close`, `information`) are calls too, but `close`, which cannot fail.
  package enum Fault: Sendable {
    case none
    /// The k-th call fails once.
    case once(Int, Int32)
    /// The k-th call and every one after it fails.
    case from(Int, Int32)
    /// As `from`, but only calls that write; reading goes on.
    case writesFrom(Int, Int32)
  }

  package final class Node {
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

  package let gate = DispatchSemaphore(value: 1)
  package let root = Node(isFolder: true)
  package var descriptors: [Int32: Node] = [:]
  package var nextDescriptor: Int32 = 100
  package var steps: [Step] = []
  /// Whether the calls are written down: a long run would fill the memory with them.
  package var keepsSteps = true
  /// What `randomWords` goes on from; nil where real chance is wanted.
  package var chance: UInt64?
  package var readsAhead = true
  package var calls = 0
  package var fault = Fault.none
  package var shortest = Int.max
  package var volumeKind = Volume.Kind.ordinary
  package var room: UInt64 = 1 << 40
  package var volumeIsReadOnly = false
  /// Folders that are disks of their own.
  package var otherDisks: Set<String> = []
  /// As FAT: a file has one name.
  package var knowsNoLinks = false

  private var splitPaths: [String: [String]] = [:]

  package init() {}

  package func locked<Value>(_ body: () throws(FileFailure) -> Value) throws(FileFailure) -> Value {
    gate.wait()
    defer { gate.signal() }
    return try body()
  }

  package func reading<Value>(_ body: () -> Value) -> Value {
    gate.wait()
    defer { gate.signal() }
    return body()
  }

  // MARK: What a test asks for

  /// Counting begins anew with each call of this.
  package func fail(_ fault: Fault) {
    reading {
      self.fault = fault
      calls = 0
    }
  }

  /// Each write takes at most so many bytes.
  package func writeShort(_ most: Int) { reading { shortest = most } }

  package func pretend(_ kind: Volume.Kind, room: UInt64 = 1 << 40) {
    reading {
      volumeKind = kind
      self.room = room
    }
  }

  package var callCount: Int { reading { calls } }

  /// The calls since the last time.
  package func takeSteps() -> [Step] {
    reading {
      defer { steps = [] }
      return steps
    }
  }

  /// Every program ends at this instant; nothing is lost.
  package func kill() {
    reading {
      for node in descriptors.values { node.holder = nil }
      descriptors = [:]
      fault = .none
    }
  }

  /// The power is cut. What was synced stays. Of the rest each sector and each name may have landed or not, as the seed
  /// says; seed 0 loses all of it.
  package func cutPower(seed: UInt64) {
    kill()
    reading {
      var state = seed
      func landed() -> Bool {
        guard seed != 0 else { return false }
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33 & 1 == 1
      }
      revert(root, landed)
    }
  }

  package func revert(_ node: Node, _ landed: () -> Bool) {
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

  /// Every file, sorted.
  package var paths: [String] {
    func files(_ node: Node, _ path: String) -> [String] {
      guard node.isFolder else { return [path] }
      return node.entries.keys.sorted().flatMap { name in node.entries[name].map { files($0, path + "/" + name) } ?? []
      }
    }
    return reading { files(root, "") }
  }

  package func bytes(_ path: String) -> [UInt8]? { reading { find(path)?.data } }

  package func replaceBytes(_ path: String, _ bytes: [UInt8]) {
    reading {
      find(path)?.data = bytes
      find(path)?.durable = bytes
    }
  }

  /// A copy with the same content, as after `cp -a`.
  package func copy() -> MemoryDisk {
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
    reading { copy(root, other.root) }
    return other
  }

  /// Puts a file where it may not be yet, as a copying hand would.
  package func put(_ path: String, _ bytes: [UInt8]) {
    reading {
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

  package func delete(_ path: String) {
    reading {
      let parts = path.split(separator: "/").map(String.init)
      let above = find("/" + parts.dropLast().joined(separator: "/"))
      above?.entries[parts[parts.count - 1]] = nil
      above?.durableEntries[parts[parts.count - 1]] = nil
    }
  }

  /// Every file, with its path.
  package func files(under top: String = "/") -> [String] {
    reading {
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

  package func step(_ call: FileCall, _ path: String, writes: Bool = true) throws(FileFailure) {
    calls += 1
    if keepsSteps { steps.append(Step(call: call, path: path)) }
    switch fault {
    case .once(let at, let code) where calls == at: throw FileFailure(call, path, code)
    case .from(let at, let code) where calls >= at: throw FileFailure(call, path, code)
    case .writesFrom(let at, let code) where calls >= at && writes: throw FileFailure(call, path, code)
    default: break
    }
  }

  /// The names in a path. Kept, because the same paths are asked for again and again.
  private func parts(_ path: String) -> [String] {
    if let known = splitPaths[path] { return known }
    let parts = path.split(separator: "/").map(String.init)
    if splitPaths.count > 4_000 { splitPaths = [:] }
    splitPaths[path] = parts
    return parts
  }

  package func find(_ path: String) -> Node? { find(parts(path)[...]) }

  private func find(_ parts: ArraySlice<String>) -> Node? {
    var node = root
    for part in parts {
      guard let next = node.entries[part] else { return nil }
      node = next
    }
    return node
  }

  package func above(_ path: String) -> (node: Node, name: String)? {
    let parts = parts(path)
    guard let name = parts.last, let node = find(parts.dropLast()), node.isFolder else {
      return nil
    }
    return (node, name)
  }

  package func node(_ file: OpenFile, _ call: FileCall) throws(FileFailure) -> Node {
    guard let node = descriptors[file.descriptor] else { throw FileFailure(call, file.path, EBADF) }
    return node
  }
}
