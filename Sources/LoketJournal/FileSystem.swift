// The seam between the journal and the disk: every call that touches the data folder, so that tests can record and fail each.

/// One kind of call to the disk, as tests record it and messages explain it.
public enum FileCall: String, Sendable, CaseIterable {
  case open, close, read, write, synchronise, synchroniseFolder, synchroniseAll, rename, link, remove, makeFolder, list,
    information,
    size
  case truncate, lock, allocate, setPermissions, volume, exchange, removeFolder
}

/// A call that the disk refused: which call, on what, and errno.
public struct FileFailure: Error, Hashable, Sendable {
  public let call: FileCall
  public let path: String
  public let code: Int32

  public init(_ call: FileCall, _ path: String, _ code: Int32) {
    self.call = call
    self.path = path
    self.code = code
  }
}

/// How a file is opened. Each way adds `O_CLOEXEC` and `O_NOFOLLOW`; what is created has the mode 0600 from its first moment.
public enum OpenMode: Int32, Sendable {
  case read = 0
  /// `O_RDWR|O_CREAT|O_EXCL`: it must not exist.
  case create = 1
  /// `O_RDWR`: it must exist.
  case change = 2
  /// `O_RDWR|O_CREAT`: the lock file.
  case lock = 3
  /// `O_WRONLY|O_CREAT|O_APPEND`: the log.
  case append = 4
}

/// An open file. The path is carried for messages only.
public struct OpenFile: Hashable, Sendable {
  public let descriptor: Int32
  public let path: String

  public init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }
}

public struct FileInformation: Hashable, Sendable {
  public enum Kind: Sendable { case file, folder, other }
  public let kind: Kind
  /// Bytes.
  public let size: Int
  /// The twelve mode bits.
  public let permissions: UInt32
  public let owner: UInt32

  public init(kind: Kind, size: Int, permissions: UInt32, owner: UInt32) {
    self.kind = kind
    self.size = size
    self.permissions = permissions
    self.owner = owner
  }
}

/// The disk under a folder.
public struct Volume: Hashable, Sendable {
  public enum Kind: String, Sendable { case ordinary, nfs, cifs, fuse, fat }
  public let kind: Kind
  /// Bytes that this user may still write.
  public let available: UInt64
  public let isReadOnly: Bool

  public init(kind: Kind, available: UInt64, isReadOnly: Bool) {
    self.kind = kind
    self.available = available
    self.isReadOnly = isReadOnly
  }
}

/// What the journal asks of a disk. Each call is one system call; loops (EINTR apart) stand in the extension, so that a
/// test can break them too.
public protocol FileSystem: Sendable {
  func open(_ path: String, _ mode: OpenMode) throws(FileFailure) -> OpenFile
  func close(_ file: OpenFile)
  /// Reads at most the buffer's size from `offset`; 0 at the end.
  func read(_ file: OpenFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFailure) -> Int
  /// Writes some of the bytes at `offset` and says how many.
  func write(_ file: OpenFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileFailure) -> Int
  /// `fdatasync`.
  func synchronise(_ file: OpenFile) throws(FileFailure)
  /// Makes the names in a folder durable.
  func synchroniseFolder(_ path: String) throws(FileFailure)
  /// Makes everything durable that was written to the disk under a folder, content and names (`syncfs`).
  func synchroniseAll(_ path: String) throws(FileFailure)
  func rename(_ from: String, to: String) throws(FileFailure)
  /// A second name for a file (`link`).
  func link(_ from: String, to: String) throws(FileFailure)
  func remove(_ path: String) throws(FileFailure)
  /// Gives each of two the other's name, in one step.
  func exchange(_ first: String, _ second: String) throws(FileFailure)
  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(FileFailure)
  /// What is read of the file next comes from the disk itself, as far as the system can promise that.
  func forget(_ file: OpenFile)
  /// Makes one folder with mode 0700.
  func makeFolder(_ path: String) throws(FileFailure)
  /// The names in a folder, sorted, without `.` and `..`.
  func list(_ path: String) throws(FileFailure) -> [String]
  /// Nil when there is nothing of that name.
  func information(_ path: String) throws(FileFailure) -> FileInformation?
  func size(_ file: OpenFile) throws(FileFailure) -> Int
  func truncate(_ file: OpenFile, to length: Int) throws(FileFailure)
  /// False when another program holds it. The lock ends when the file is closed.
  func lock(_ file: OpenFile) throws(FileFailure) -> Bool
  /// Takes room on the disk for `length` bytes, really.
  func allocate(_ file: OpenFile, _ length: Int) throws(FileFailure)
  func setPermissions(_ path: String, _ permissions: UInt32) throws(FileFailure)
  func volume(of path: String) throws(FileFailure) -> Volume
  /// Which disk the path lies on, as a name that is the same for all of one disk; nil where that cannot be told.
  func disk(of path: String) -> String?
  /// The number of the file system that a folder is now; another one where a stick was unmounted under its name.
  func mount(of path: String) -> UInt64?
  /// The folder, links followed, at which the file system of a folder is mounted; nil where that cannot be told.
  func mountPoint(of path: String) -> String?
  /// Random bits for ids and salts (`getrandom`), never empty.
  func randomWords(_ count: Int) -> [UInt64]
  /// Whether files may be read on another thread meanwhile; a simulation has one thread, so that it can be repeated.
  var readsAhead: Bool { get }
}

extension FileSystem {
  public func forget(_ file: OpenFile) {}
  public func mount(of path: String) -> UInt64? { nil }
  public func mountPoint(of path: String) -> String? { nil }
  public var readsAhead: Bool { true }

  /// Writes all of the bytes at `offset`, however often the disk takes only a part.
  public func writeAll(_ file: OpenFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileFailure) {
    var done = 0
    while done < bytes.count {
      let count = try write(file, UnsafeRawBufferPointer(rebasing: bytes[done...]), at: offset + done)
      // A disk that takes nothing and reports nothing would hold us for ever: that is an input/output error (5).
      guard count > 0 else { throw FileFailure(.write, file.path, 5) }
      done += count
    }
  }

  public func writeAll(_ file: OpenFile, _ bytes: [UInt8], at offset: Int) throws(FileFailure) {
    var failure: FileFailure?
    bytes.withUnsafeBytes { buffer in
      do throws(FileFailure) { try writeAll(file, buffer, at: offset) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// The bytes from `offset` to the end, or to `limit`.
  public func readAll(_ file: OpenFile, from offset: Int = 0, limit: Int = .max) throws(FileFailure) -> [UInt8] {
    let expected = min(max(try size(file) - offset, 0), limit)
    var failure: FileFailure?
    let result = [UInt8](unsafeUninitializedCapacity: expected) { buffer, initialized in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      do throws(FileFailure) {
        while initialized < expected {
          let rest = UnsafeMutableRawBufferPointer(rebasing: raw[initialized...])
          let count = try read(file, into: rest, at: offset + initialized)
          guard count > 0 else { break }
          initialized += count
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return result
  }

  public func readWhole(_ path: String, limit: Int = .max) throws(FileFailure) -> [UInt8] {
    let file = try open(path, .read)
    defer { close(file) }
    return try readAll(file, limit: limit)
  }

  /// Puts `bytes` under `path` so that either the old content or the new is there, never a part: a new file beside it,
  /// then a rename. With `durable` both the content and the name are on the disk before this returns.
  public func replace(_ path: String, with bytes: [UInt8], durable: Bool) throws(FileFailure) {
    try replace(path, durable: durable) { file throws(FileFailure) in try file.write(bytes) }
  }

  /// As above, of pieces that are not joined in memory first: `content` writes them one after another.
  func replace(
    _ path: String, durable: Bool, content: (inout FileInHand) throws(FileFailure) -> Void
  ) throws(FileFailure) {
    let part = path + ".part"
    if try information(part) != nil { try remove(part) }
    let file = try open(part, .create)
    do throws(FileFailure) {
      defer { close(file) }
      var inHand = FileInHand(self, file)
      try content(&inHand)
      try inHand.finish()
      if durable { try synchronise(file) }
    } catch {
      try? remove(part)
      throw error
    }
    try rename(part, to: path)
    if durable { try synchroniseFolder(folder(of: path)) }
  }

  /// Makes `path` and the folders above it as far as `root` (which exists); returns whether any was made. Each new name is
  /// made durable in the folder above it.
  @discardableResult
  public func makeFolders(_ path: String, under root: String) throws(FileFailure) -> Bool {
    if path == root { return false }
    if let found = try information(path) {
      if found.kind == .folder { return false }
      throw FileFailure(.makeFolder, path, 20)  // ENOTDIR
    }
    let above = folder(of: path)
    try makeFolders(above, under: root)
    try makeFolder(path)
    try synchroniseFolder(above)
    return true
  }

  func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}

/// A file that is written from its start in pieces; small ones are gathered, so that each costs no call of its own.
struct FileInHand {
  private let files: any FileSystem
  private let file: OpenFile
  private var offset = 0
  private var gathered: [UInt8] = []
  private static let small = 4096

  init(_ files: any FileSystem, _ file: OpenFile) {
    self.files = files
    self.file = file
  }

  mutating func write(_ piece: UnsafeRawBufferPointer) throws(FileFailure) {
    if piece.count + gathered.count <= FileInHand.small {
      gathered.append(contentsOf: piece)
      return
    }
    try finish()
    if piece.count <= FileInHand.small {
      gathered.append(contentsOf: piece)
    } else {
      try files.writeAll(file, piece, at: offset)
      offset += piece.count
    }
  }

  mutating func write(_ bytes: [UInt8]) throws(FileFailure) {
    var failure: FileFailure?
    bytes.withUnsafeBytes { piece in
      do throws(FileFailure) { try write(piece) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes what was gathered.
  mutating func finish() throws(FileFailure) {
    if gathered.isEmpty { return }
    try files.writeAll(file, gathered, at: offset)
    offset += gathered.count
    gathered.removeAll(keepingCapacity: true)
  }
}
