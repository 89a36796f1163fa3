// A carrier on which some segments lie joined in packs: to the exchange each of them is a file, as if it lay there alone.
import Glibc
import LoketJournal
import LoketModel
import Synchronization

/// A class, because what a listing found is needed until the exchange ends.
final class PackedCarrier: Carrier {
  private let inner: any Carrier
  private let office: String
  private let staging: Staging
  private let state = Mutex(State())

  private struct State {
    /// Packs that were opened, by their paths.
    var packs: [String: Pack] = [:]
    /// Which segment of which pack a file is.
    var parts: [String: (pack: String, part: Pack.Part)] = [:]
    /// Segments that are to be taken out, by the paths of their packs.
    var gone: [String: Set<Identifier>] = [:]
    /// The pack that was read last: its segments are asked for one after another.
    var latest: (path: String, bytes: [UInt8])?
  }

  /// - Parameter office: whose packs are opened; those of others pass by.
  init(_ inner: any Carrier, office: String, staging: Staging) {
    (self.inner, self.office, self.staging) = (inner, office, staging)
  }

  var title: String { inner.title }
  var together: Int { inner.together }

  // MARK: Reading

  func list() throws(CarrierProblem) -> [CarrierFile] {
    let listed = try inner.list()
    let names = Dictionary(
      listed.compactMap { file in CarrierPath.pack(file.path).map { (file, $0) } }.filter { $0.1.office == office },
      uniquingKeysWith: { first, _ in first })
    let packs = try open(names.keys.sorted { $0.path < $1.path }, names)
    let alone = Set(listed.map(\.path))
    var found: [CarrierFile] = []
    var known = State()
    for file in listed {
      guard let pack = packs[file] else {
        found.append(file)
        continue
      }
      known.packs[file.path] = pack
      for (name, part) in zip(pack.segments, pack.parts) {
        // Where it lies alone too, or in two packs, each is one more name for it.
        let path = (0...9).lazy.map { CarrierPath.path(of: name, blanked: part.blanked, copy: $0) }.first {
          known.parts[$0] == nil && !alone.contains($0)
        }
        guard let path else { continue }
        known.parts[path] = (file.path, part)
        found.append(
          CarrierFile(
            path: path, size: part.place.count,
            part: CarrierPart(pack: file.path, name: name, blanked: part.blanked, root: part.root)))
      }
    }
    state.withLock { $0 = known }
    return found
  }

  /// The packs among these files. One whose index is damaged, or that is shorter than it says, is none: like every file that
  /// cannot be explained it is read and refused.
  private func open(
    _ files: [CarrierFile], _ names: [CarrierFile: SegmentName]
  ) throws(CarrierProblem) -> [CarrierFile: Pack] {
    var (packs, unknown): ([CarrierFile: Pack], [CarrierFile]) = ([:], [])
    for file in files {
      // A name stands for one content, here and everywhere.
      if let name = names[file], let pack = staging.knownPack(name.id) {
        packs[file] = pack
      } else {
        unknown.append(file)
      }
    }
    for go in inner.goes(unknown, size: { _ in Pack.longestIndex }) {
      for (file, head) in zip(go, try inner.heads(Array(go), length: Pack.longestIndex)) {
        let start = head ?? (try? inner.read(file.path, limit: Pack.largest)) ?? []
        guard let pack = Pack(index: start) else { continue }
        packs[file] = pack
        staging.keep(pack, index: start)
      }
    }
    return packs.filter { file, pack in
      guard let name = names[file] else { return false }
      return pack.name == name.id && pack.device == name.device && pack.office == name.office
        && pack.isTrace == name.isTrace && pack.size == file.size
    }
  }

  func read(_ path: String, limit: Int) throws(CarrierProblem) -> [UInt8] { try read([path], limit: limit)[0].get() }

  func read(_ paths: [String], limit: Int) throws(CarrierProblem) -> [Result<[UInt8], CarrierProblem>] {
    let known = state.withLock { $0 }
    let alone = paths.filter { known.parts[$0] == nil }
    var answers: [String: Result<[UInt8], CarrierProblem>] = [:]
    for (path, answer) in zip(alone, try inner.read(alone, limit: limit)) { answers[path] = answer }
    let needed = Set(paths.compactMap { known.parts[$0]?.pack }).subtracting([known.latest?.path ?? ""]).sorted()
    var packs: [String: Result<[UInt8], CarrierProblem>] = [:]
    if let latest = known.latest { packs[latest.path] = .success(latest.bytes) }
    for (path, answer) in zip(needed, try inner.read(needed, limit: Pack.largest)) {
      packs[path] = answer
      if case .success(let bytes) = answer { state.withLock { $0.latest = (path, bytes) } }
    }
    return paths.map { path in
      guard let (pack, part) = known.parts[path] else {
        return answers[path] ?? .failure(.failed(path, code: ENOENT))
      }
      return (packs[pack] ?? .failure(.failed(path, code: ENOENT))).flatMap { bytes in
        guard part.place.upperBound <= bytes.count else { return .failure(.failed(path, code: EIO)) }
        return part.place.count <= limit ? .success(Array(bytes[part.place])) : .failure(.tooLarge(path))
      }
    }
  }

  func tail(_ file: CarrierFile, length: Int) throws(CarrierProblem) -> [UInt8]? {
    try inner.tail(file, length: length)
  }

  func tails(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?] {
    try inner.tails(files, length: length)
  }

  func heads(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?] {
    try inner.heads(files, length: length)
  }

  func room() throws(CarrierProblem) -> UInt64? { try inner.room() }

  // MARK: Writing

  func put(_ path: String, _ bytes: [UInt8]) throws(CarrierProblem) { try inner.put(path, bytes) }

  func put(_ files: [CarrierLoad]) throws(CarrierProblem) -> [Result<Void, CarrierProblem>] { try inner.put(files) }

  /// What lies in a pack goes out of it at the end, once for all of them.
  func remove(_ path: String) throws(CarrierProblem) {
    let part = state.withLock { known -> (pack: String, part: Pack.Part)? in
      guard let part = known.parts[path] else {
        known.gone[path] = nil
        return nil
      }
      known.gone[part.pack, default: []].insert(part.part.segment)
      return part
    }
    if part == nil { try inner.remove(path) }
  }

  /// A pack is put anew without what went out of it, and proven, before the old one goes. One that is no longer as long as it
  /// was listed stays: the next exchange sees what it is.
  func settle() throws(CarrierProblem) {
    let (gone, packs) = state.withLock { ($0.gone, $0.packs) }
    for (path, segments) in gone.sorted(by: { $0.key < $1.key }) {
      let bytes = try inner.read(path, limit: Pack.largest)
      guard let pack = packs[path], bytes.count == pack.size else { continue }
      if let rest = pack.rest(of: bytes, without: segments) {
        try inner.put(CarrierPath.path(of: rest.pack), rest.bytes)
      }
      try inner.remove(path)
      state.withLock { $0.gone[path] = nil }
    }
    try inner.settle()
  }
}
