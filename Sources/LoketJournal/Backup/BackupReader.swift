// Reads a backup member by member, and believes none that its digest does not vouch for.
import FoundationEssentials
import LoketModel

struct BackupReader {
  private let files: any FileSystem
  private let file: OpenFile
  /// As messages call it.
  private let name: String
  /// Bytes of the whole file.
  let size: Int
  private(set) var offset = 0
  /// What the members hash to, in their order, as the list at the end has them.
  private var sums: [UInt8] = []
  private var names: Set<String> = []
  private var isFinished = false

  init(_ files: any FileSystem, _ file: OpenFile, named name: String) throws(BackupProblem) {
    self.files = files
    self.file = file
    self.name = name
    do { size = try files.size(file) } catch { throw .unreadable(error) }
  }

  struct Member {
    /// Below the data folder, of a form that a data folder has.
    let name: String
    let bytes: [UInt8]
  }

  /// The next member; nil at the end, after all of them agreed with the list of digests.
  mutating func next() throws(BackupProblem) -> Member? {
    if isFinished { return nil }
    guard case .member(let header) = TarHeader.read(try block(TarHeader.block)) else {
      throw names.isEmpty ? .foreign(name) : .cut(name)
    }
    guard header.name.hasPrefix(BackupNames.top) else { throw .foreign(name) }
    let own = String(header.name.dropFirst(BackupNames.top.utf8.count))
    guard BackupNames.isOurs(own), header.size <= SegmentFeed.largest, names.insert(own).inserted,
      (names.count == 1) == (own == BackupNames.about)
    else { throw .foreign(name) }
    let bytes = try block(header.size)
    _ = try block(TarHeader.padding(header.size))
    if names.count == 1 { try requireForm(bytes) }
    guard own == BackupNames.sums else {
      sums += SHA256.digest(bytes).hex + Array("  \(header.name)\n".utf8)
      return Member(name: own, bytes: bytes)
    }
    try compare(bytes)
    guard TarHeader.read(try block(TarHeader.block)) == .end else { throw .foreign(name) }
    isFinished = true
    return nil
  }

  private func requireForm(_ bytes: [UInt8]) throws(BackupProblem) {
    guard let about = try? JSONDecoder().decode(BackupAbout.self, from: Data(bytes)) else { throw .foreign(name) }
    guard about.loket <= Backup.form else { throw .newer(name) }
  }

  /// The list against what the members really hash to; names the first one that differs.
  private func compare(_ list: [UInt8]) throws(BackupProblem) {
    guard list != sums else { return }
    let stated = list.split(separator: 0x0a)
    for (place, line) in sums.split(separator: 0x0a).enumerated() where place >= stated.count || stated[place] != line {
      throw .spoiled(file: name, member: String(decoding: line.dropFirst(66), as: UTF8.self))
    }
    throw .cut(name)
  }

  private mutating func block(_ length: Int) throws(BackupProblem) -> [UInt8] {
    guard length > 0 else { return [] }
    let bytes: [UInt8]
    do { bytes = try files.readAll(file, from: offset, limit: length) } catch { throw .unreadable(error) }
    guard bytes.count == length else { throw offset == 0 ? .foreign(name) : .cut(name) }
    offset += length
    return bytes
  }
}
