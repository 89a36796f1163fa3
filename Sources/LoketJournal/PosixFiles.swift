// The real disk, through glibc.
import CGlibc
import Glibc

/// Each call goes to glibc; EINTR is repeated here, everything else is a `FileFailure` with errno.
public struct PosixFiles: FileSystem {
  public init() {}

  public func open(_ path: String, _ mode: OpenMode) throws(FileFailure) -> OpenFile {
    OpenFile(descriptor: try check(.open, path) { loket_open(path, mode.rawValue) }, path: path)
  }

  public func close(_ file: OpenFile) { _ = Glibc.close(file.descriptor) }

  public func read(_ file: OpenFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFailure)
    -> Int
  {
    try check(.read, file.path) { pread(file.descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  public func write(_ file: OpenFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileFailure) -> Int {
    try check(.write, file.path) { pwrite(file.descriptor, bytes.baseAddress, bytes.count, off_t(offset)) }
  }

  public func synchronise(_ file: OpenFile) throws(FileFailure) {
    // Not repeated on EINTR alone: a second fdatasync may report success for pages that the first one lost.
    guard fdatasync(file.descriptor) == 0 else { throw FileFailure(.synchronise, file.path, loket_errno()) }
  }

  public func synchroniseFolder(_ path: String) throws(FileFailure) {
    let descriptor = try check(.synchroniseFolder, path) { loket_open(path, Int32(LOKET_OPEN_FOLDER)) }
    defer { _ = Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure(.synchroniseFolder, path, loket_errno()) }
  }

  public func synchroniseAll(_ path: String) throws(FileFailure) {
    let descriptor = try check(.synchroniseAll, path) { loket_open(path, Int32(LOKET_OPEN_FOLDER)) }
    defer { _ = Glibc.close(descriptor) }
    guard loket_syncfs(descriptor) == 0 else { throw FileFailure(.synchroniseAll, path, loket_errno()) }
  }

  public func rename(_ from: String, to: String) throws(FileFailure) {
    try check(.rename, from) { Glibc.rename(from, to) }
  }

  public func link(_ from: String, to: String) throws(FileFailure) {
    try check(.link, to) { Glibc.link(from, to) }
  }

  public func remove(_ path: String) throws(FileFailure) {
    try check(.remove, path) { unlink(path) }
  }

  public func exchange(_ first: String, _ second: String) throws(FileFailure) {
    try check(.exchange, first) { loket_exchange(first, second) }
  }

  public func removeFolder(_ path: String) throws(FileFailure) {
    try check(.removeFolder, path) { rmdir(path) }
  }

  public func forget(_ file: OpenFile) { _ = posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_DONTNEED) }

  public func makeFolder(_ path: String) throws(FileFailure) {
    try check(.makeFolder, path) { mkdir(path, 0o700) }
  }

  public func list(_ path: String) throws(FileFailure) -> [String] {
    guard let stream = opendir(path) else { throw FileFailure(.list, path, loket_errno()) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw FileFailure(.list, path, errno) }
        break
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  public func information(_ path: String) throws(FileFailure) -> FileInformation? {
    var found = loket_file_information()
    guard loket_information(path, &found) == 0 else {
      let code = loket_errno()
      if code == ENOENT { return nil }
      throw FileFailure(.information, path, code)
    }
    let kind: FileInformation.Kind =
      found.kind == Int32(LOKET_KIND_FILE)
      ? .file : found.kind == Int32(LOKET_KIND_FOLDER) ? .folder : .other
    return FileInformation(kind: kind, size: Int(found.size), permissions: found.permissions, owner: found.owner)
  }

  public func size(_ file: OpenFile) throws(FileFailure) -> Int {
    Int(try check(.size, file.path) { Int(lseek(file.descriptor, 0, SEEK_END)) })
  }

  public func truncate(_ file: OpenFile, to length: Int) throws(FileFailure) {
    try check(.truncate, file.path) { ftruncate(file.descriptor, off_t(length)) }
  }

  public func lock(_ file: OpenFile) throws(FileFailure) -> Bool {
    try check(.lock, file.path) { loket_lock_exclusive(file.descriptor) } == 1
  }

  public func allocate(_ file: OpenFile, _ length: Int) throws(FileFailure) {
    // Returns the error instead of setting errno. Where the disk has no such call glibc writes to every block itself.
    var code: Int32
    repeat { code = posix_fallocate(file.descriptor, 0, off_t(length)) } while code == EINTR
    if code != 0 { throw FileFailure(.allocate, file.path, code) }
  }

  public func setPermissions(_ path: String, _ permissions: UInt32) throws(FileFailure) {
    try check(.setPermissions, path) { chmod(path, mode_t(permissions)) }
  }

  public func volume(of path: String) throws(FileFailure) -> Volume {
    var found = loket_volume()
    try check(.volume, path) { loket_volume_of(path, &found) }
    let kind: Volume.Kind
    switch found.magic {
    case UInt64(LOKET_MAGIC_NFS): kind = .nfs
    case UInt64(LOKET_MAGIC_SMB), loket_magic_cifs(), loket_magic_smb2(): kind = .cifs
    case UInt64(LOKET_MAGIC_FAT), UInt64(LOKET_MAGIC_EXFAT): kind = .fat
    case UInt64(LOKET_MAGIC_FUSE): kind = .fuse
    default: kind = .ordinary
    }
    return Volume(kind: kind, available: found.available, isReadOnly: found.read_only != 0)
  }

  /// The folder itself, and not what stands for it until somebody looks into it (automount).
  public func mount(of path: String) -> UInt64? {
    var found = stat()
    return stat(path + "/.", &found) == 0 ? UInt64(found.st_dev) : nil
  }

  /// Upwards, as long as it is one file system.
  public func mountPoint(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    var here = String(cString: resolved)
    guard let number = mount(of: here) else { return nil }
    while here != "/", let slash = here.lastIndex(of: "/") {
      let above = slash == here.startIndex ? "/" : String(here[..<slash])
      guard let next = mount(of: above) else { return nil }
      if next != number { break }
      here = above
    }
    return here
  }

  /// Two parts of one disk break together: the kernel names the disk above a part.
  public func disk(of path: String) -> String? {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    // As glibc's `major` and `minor`, which are macros.
    let device = UInt64(found.st_dev)
    let number = "\(device >> 8 & 0xfff | device >> 32 & ~0xfff):\(device & 0xff | device >> 12 & ~0xff)"
    let entry = "/sys/dev/block/\(number)"
    guard let resolved = realpath(entry, nil) else { return number }
    defer { free(resolved) }
    let names = String(cString: resolved).split(separator: "/")
    let isPart = access(entry + "/partition", F_OK) == 0
    return names.dropLast(isPart ? 1 : 0).last.map(String.init) ?? number
  }

  @discardableResult
  private func check<Number: SignedInteger>(
    _ call: FileCall, _ path: String, _ body: () -> Number
  ) throws(FileFailure) -> Number {
    while true {
      let result = body()
      if result >= 0 { return result }
      let code = loket_errno()
      if code != EINTR { throw FileFailure(call, path, code) }
    }
  }
}
