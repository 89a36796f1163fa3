// A server that is reached by SFTP as a carrier. Put beside the name, read back, compared, then named; nothing is replaced.
import Glibc
import LoketJournal
import LoketModel
import Synchronization

/// A class, because it remembers the folders that it saw or made.
public final class SFTPCarrier: Carrier {
  public let title: String
  private let top: String
  private let call: SFTPCall
  private let folders = Mutex<Set<String>>([])
  private static let most = 200_000
  /// Commands of one call.
  private static let longestCall = 400

  /// - Parameters:
  ///   - office: whose segments alone are listed; nil for those of all.
  ///   - way: other words for `sftp` than those of the address.
  public init(
    _ place: PlaceAddress, office: String? = nil, way: [String]? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    title = place.key
    top = CarrierPath.top + (office.map { "/" + $0 } ?? "")
    call = SFTPCall(place, way: way, isStopped: isStopped)
  }

  public var together: Int { 24 }

  // MARK: Reading

  /// Level by level, each in one call.
  public func list() throws(CarrierProblem) -> [CarrierFile] {
    var found: [CarrierFile] = []
    var seen: Set<String> = [top, top + "/" + CarrierPath.trace]
    var level = seen.sorted()
    for _ in 0...6 where !level.isEmpty {
      var next: [String] = []
      for start in stride(from: 0, to: level.count, by: SFTPCarrier.longestCall) {
        let some = level[start..<min(start + SFTPCarrier.longestCall, level.count)]
        let listed = try call.answer(some.compactMap { SFTPCall.quoted($0).map { "-ls -lna " + $0 } }).listed
        for entry in some.flatMap({ listed[$0] ?? [] }) where found.count < SFTPCarrier.most {
          if !entry.isFolder {
            found.append(CarrierFile(path: entry.path, size: entry.size))
          } else if SFTPCall.quoted(entry.path) != nil, seen.insert(entry.path).inserted {
            next.append(entry.path)
          }
        }
      }
      level = next
    }
    // Where there is nothing the guess about the trace's folder is none.
    folders.withLock { $0.formUnion(found.flatMap { SFTPCarrier.above($0.path) }) }
    return found
  }

  /// The folders on the way to a file, the highest first.
  private static func above(_ path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }

  public func read(_ path: String, limit: Int) throws(CarrierProblem) -> [UInt8] {
    try read([path], limit: limit)[0].get()
  }

  public func read(_ paths: [String], limit: Int) throws(CarrierProblem) -> [Result<[UInt8], CarrierProblem>] {
    guard !paths.isEmpty else { return [] }
    let files = try paths.map { _ throws(CarrierProblem) in try memory() }
    var lines: [String] = []
    for (place, path) in paths.enumerated() {
      guard let word = SFTPCall.quoted(path) else { continue }
      lines += ["-get \(word) \"/dev/fd/\(place + 3)\"", "-ls -ln " + word]
    }
    let most = paths.count == 1 ? limit : min(limit, 1 << 40) * paths.count
    let answer = try call.answer(lines, files: files, limit: min(most, max(limit, 3 * CarrierGo.bytes)))
    if answer.isTooMuch {
      if paths.count == 1 { return [.failure(.tooLarge(paths[0]))] }
      // Whose fault it was is seen one by one.
      return paths.map { path in Result { () throws(CarrierProblem) in try read(path, limit: limit) } }
    }
    return zip(paths, files).map { path, file in
      guard let size = answer.listed[path]?.first?.size else { return .failure(.failed(path, code: ENOENT)) }
      guard let bytes = file.bytes(limit: limit) else { return .failure(.tooLarge(path)) }
      return bytes.count == size ? .success(bytes) : .failure(.failed(path, code: EIO))
    }
  }

  /// Nobody sends the end of a file without the rest.
  public func tail(_ file: CarrierFile, length: Int) throws(CarrierProblem) -> [UInt8]? { nil }

  public func room() throws(CarrierProblem) -> UInt64? { nil }

  // MARK: Writing

  public func put(_ path: String, _ bytes: [UInt8]) throws(CarrierProblem) {
    try put([CarrierLoad(path: path, bytes: bytes)])[0].get()
  }

  public func put(_ files: [CarrierLoad]) throws(CarrierProblem) -> [Result<Void, CarrierProblem>] {
    let words = files.map { SFTPCall.quoted($0.path) }
    let parts = files.map { SFTPCall.quoted($0.path + CarrierPath.part) }
    let given = try files.map { file throws(CarrierProblem) in try memory(file.bytes) }
    let back = try files.map { _ throws(CarrierProblem) in try memory() }
    let known = folders.withLock { $0 }
    var needed: [String] = []
    for folder in files.flatMap({ SFTPCarrier.above($0.path) })
    where !known.contains(folder) && !needed.contains(folder) {
      needed.append(folder)
    }
    var lines = needed.compactMap { SFTPCall.quoted($0).map { "-mkdir " + $0 } }
    for place in files.indices {
      guard let part = parts[place] else { continue }
      lines += [
        "-put -f \"/dev/fd/\(place + 3)\" \(part)", "-get \(part) \"/dev/fd/\(files.count + place + 3)\"",
      ]
    }
    let answer = try call.answer(lines, files: given + back)
    let isWhole = files.indices.map { place in
      parts[place] != nil && back[place].bytes(limit: files[place].bytes.count) == files[place].bytes
    }
    // Without the older way of renaming, the server would put one file in the place of another.
    let named = try call.answer(
      files.indices.flatMap { place -> [String] in
        guard isWhole[place], let part = parts[place], let word = words[place] else { return [] }
        return ["-rename -l \(part) \(word)", "-ls -ln \(part)", "-ls -ln \(word)"]
      }
    ).listed
    folders.withLock { $0.formUnion(needed) }
    return files.indices.map { place in
      let file = files[place]
      guard isWhole[place] else {
        folders.withLock { $0 = [] }
        return .failure(answer.said.contains("Permission denied") ? .readOnly(title) : .differs(title))
      }
      if named[file.path + CarrierPath.part] == nil, named[file.path]?.first?.size == file.bytes.count {
        return .success(())
      }
      return Result { () throws(CarrierProblem) in try compare(file) }
    }
  }

  /// Something has the name already: enough, if it is the same.
  private func compare(_ file: CarrierLoad) throws(CarrierProblem) {
    let there = try? read(file.path, limit: file.bytes.count)
    try remove(file.path + CarrierPath.part)
    guard there == file.bytes else { throw .occupied(title + "/" + file.path) }
  }

  public func remove(_ path: String) throws(CarrierProblem) {
    guard let word = SFTPCall.quoted(path) else { throw .failed(path, code: EINVAL) }
    guard try call.answer(["-rm " + word, "-ls -ln " + word]).listed[path] == nil else { throw .readOnly(title) }
  }

  /// Each file was synced by the server before it was read back.
  public func settle() throws(CarrierProblem) {}

  private func memory(_ bytes: [UInt8] = []) throws(CarrierProblem) -> MemoryFile {
    do { return try MemoryFile(bytes) } catch { throw .failed(title, code: error.code) }
  }
}
