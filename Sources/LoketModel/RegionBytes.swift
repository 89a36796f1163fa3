// A table of regions as bytes in their final form: made in memory, or a file as it lies on the disk, read where it is
// asked and nowhere else. So a table of the whole country costs a start nothing.

/// Owns the bytes of a table. A class, because a mapped file is given back once, when the last table lets go.
/// Unchecked: the bytes never change.
public final class RegionBytes: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  /// - Parameter release: called once with the same bytes when nobody needs them any more.
  public init(_ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
    self.bytes = bytes
    self.release = release
  }

  convenience init(copying array: [UInt8]) {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: array.count, alignment: 8)
    room.copyBytes(from: array)
    self.init(UnsafeRawBufferPointer(room)) { $0.deallocate() }
  }

  deinit { release(bytes) }
}

/// Where each part of a table stands in its bytes. All numbers are little-endian; sections follow one another:
/// codes (8 bytes each, ascending), complete parents (8, ascending), ends of names, ends of folded names (4 each), rows
/// of former names, their ends, ends of their folded form (4 each), then the four texts.
struct RegionLayout: Sendable {
  static let magic: [UInt8] = Array("loket regions 1\n".utf8)
  static let headerLength = 64
  /// Regions at most: more than any country has.
  static let mostRows = 2_000_000

  let rows, completeCount, aliasCount: Int
  let nameBytes, foldedBytes, aliasBytes, aliasFoldedBytes: Int
  let checksum: UInt64

  var codes: Int { Self.headerLength }
  var complete: Int { codes + rows * 8 }
  var nameEnds: Int { complete + completeCount * 8 }
  var foldedEnds: Int { nameEnds + rows * 4 }
  var aliasRows: Int { foldedEnds + rows * 4 }
  var aliasEnds: Int { aliasRows + aliasCount * 4 }
  var aliasFoldedEnds: Int { aliasEnds + aliasCount * 4 }
  var names: Int { aliasFoldedEnds + aliasCount * 4 }
  var folded: Int { names + nameBytes }
  var aliases: Int { folded + foldedBytes }
  var aliasFolded: Int { aliases + aliasBytes }
  var length: Int { aliasFolded + aliasFoldedBytes }

  /// Nil where the header and the length of the bytes do not agree: a file that is none, or is cut.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.headerLength, bytes.prefix(16).elementsEqual(Self.magic) else { return nil }
    let word = { (place: Int) in
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 16 + place * 4, as: UInt32.self)))
    }
    (rows, completeCount, aliasCount) = (word(0), word(1), word(2))
    (nameBytes, foldedBytes, aliasBytes, aliasFoldedBytes) = (word(3), word(4), word(5), word(6))
    checksum = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 48, as: UInt64.self))
    guard rows <= Self.mostRows, completeCount <= rows + 1, aliasCount <= Self.mostRows, length == bytes.count else {
      return nil
    }
  }

  /// A table without a region.
  static let none = RegionLayout()
  private init() {
    (rows, completeCount, aliasCount) = (0, 0, 0)
    (nameBytes, foldedBytes, aliasBytes, aliasFoldedBytes) = (0, 0, 0, 0)
    checksum = 0
  }

  /// Over everything behind the header. Against accidents: whoever may write here may write the journal.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in min(headerLength, bytes.count)..<bytes.count {
      sum = (sum ^ UInt64(bytes[index])) &* 0x100_0000_01b3
    }
    return sum
  }

  /// The bytes of a table. Rows stand in the order of their codes.
  static func bytes(
    _ rows: [(code: UInt64, name: String, aliases: [String])], complete: [UInt64]
  ) -> [UInt8] {
    var names = TextBytes()
    var folded = TextBytes()
    var aliases = TextBytes()
    var aliasFolded = TextBytes()
    var aliasRows: [UInt32] = []
    for (index, row) in rows.enumerated() {
      names.append(row.name)
      folded.append(Regions.squeezed(row.name))
      for alias in row.aliases {
        aliasRows.append(UInt32(index))
        aliases.append(alias)
        aliasFolded.append(Regions.squeezed(alias))
      }
    }
    var file = magic
    let counts = [
      rows.count, complete.count, aliasRows.count, names.bytes.count, folded.bytes.count, aliases.bytes.count,
      aliasFolded.bytes.count, 0,
    ]
    for count in counts { append(UInt32(count), to: &file) }
    file += [UInt8](repeating: 0, count: headerLength - file.count)
    for row in rows { append(row.code, to: &file) }
    for code in complete { append(code, to: &file) }
    for number in names.ends + folded.ends + aliasRows + aliases.ends + aliasFolded.ends { append(number, to: &file) }
    file += names.bytes + folded.bytes + aliases.bytes + aliasFolded.bytes
    let sum = file.withUnsafeBytes { checksum($0) }
    withUnsafeBytes(of: sum.littleEndian) { file.replaceSubrange(48..<56, with: $0) }
    return file
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private struct TextBytes {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []

    mutating func append(_ text: String) {
      bytes.append(contentsOf: text.utf8)
      ends.append(UInt32(bytes.count))
    }
  }
}
