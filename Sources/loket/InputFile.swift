// Reads a file that a person named, and says in one sentence why it cannot be read.
import Glibc
import LoketModel

enum InputFile {
  /// Bytes of the largest file that is taken in: ten times the largest table that an office could have.
  static let limit = 1 << 30

  static func read(_ path: String, limit: Int = limit) throws(CommandFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    var found = stat()
    guard fstat(descriptor, &found) == 0 else { throw failure(path, errno) }
    guard found.st_mode & S_IFMT != S_IFDIR else { throw CommandFailure(.commandFileIsFolder, ["file": path]) }
    guard found.st_size <= limit else { throw CommandFailure(.commandFileTooLarge, ["file": path]) }
    var result: [UInt8] = []
    result.reserveCapacity(Int(found.st_size) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while result.count <= limit {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return result }
      if count > 0 {
        result += buffer[..<count]
      } else if errno != EINTR {
        throw failure(path, errno)
      }
    }
    throw CommandFailure(.commandFileTooLarge, ["file": path])
  }

  private static func failure(_ path: String, _ code: Int32) -> CommandFailure {
    let slots = ["file": path, "code": String(code)]
    switch code {
    case ENOENT, ENOTDIR: return CommandFailure(.commandFileMissing, slots)
    case EACCES, EPERM: return CommandFailure(.commandFileDenied, slots)
    case EISDIR: return CommandFailure(.commandFileIsFolder, slots)
    default: return CommandFailure(.commandFileUnreadable, slots)
    }
  }
}

extension Phrase {
  static let commandFileMissing = Phrase("command.file.missing")
  static let commandFileDenied = Phrase("command.file.denied")
  static let commandFileIsFolder = Phrase("command.file.folder")
  static let commandFileTooLarge = Phrase("command.file.tooLarge")
  static let commandFileUnreadable = Phrase("command.file.unreadable")
}
