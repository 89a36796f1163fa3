// Writes a file that leaves the data folder: 0600 from its first moment, and under its name only when it is whole.
import Glibc
import LoketJournal
import LoketModel

/// One file being written beside its final place. A class, because an unfinished one is removed when it is let go.
final class OutputFile {
  let path: String
  private let part: String
  private let descriptor: Int32
  private var isKept = false

  /// - Parameter path: replaced when `finish` is reached; a folder of that name is refused.
  init(_ path: String) throws(CommandFailure) {
    self.path = path
    part = "\(path).part-\(getpid())"
    var found = stat()
    if stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR {
      throw CommandFailure(.commandOutputIsFolder, ["file": path], code: ExitCode.wrong)
    }
    OutputFile.clear(beside: path)
    descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw OutputFile.failure(path, errno) }
  }

  deinit {
    guard !isKept else { return }
    close(descriptor)
    unlink(part)
  }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    guard StandardStreams.write(bytes, to: descriptor) else { throw OutputFile.failure(path, errno) }
  }

  /// Puts the whole file on the disk and under its name.
  func finish() throws(CommandFailure) {
    guard fsync(descriptor) == 0 else { throw OutputFile.failure(path, errno) }
    guard rename(part, path) == 0 else { throw OutputFile.failure(path, errno) }
    isKept = true
    close(descriptor)
  }

  /// Takes away what a program left that was killed while it wrote this file.
  private static func clear(beside path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "./"
    let begin = (slash.map { String(path[path.index(after: $0)...]) } ?? path) + ".part-"
    for name in (try? PosixFiles().list(folder)) ?? [] where name.hasPrefix(begin) {
      guard let id = pid_t(name.dropFirst(begin.count)), id > 0, kill(id, 0) != 0, errno == ESRCH else { continue }
      unlink(folder + name)
    }
  }

  private static func failure(_ path: String, _ code: Int32) -> CommandFailure {
    let slots = ["file": path, "code": String(code)]
    switch code {
    case ENOSPC, EDQUOT: return CommandFailure(.commandOutputFull, slots, code: ExitCode.notWritten)
    case EROFS: return CommandFailure(.commandOutputReadOnly, slots, code: ExitCode.notWritten)
    case EACCES, EPERM: return CommandFailure(.commandOutputDenied, slots, code: ExitCode.notWritten)
    case ENOENT, ENOTDIR: return CommandFailure(.commandOutputNoFolder, slots, code: ExitCode.notWritten)
    default: return CommandFailure(.commandOutputFailed, slots, code: ExitCode.notWritten)
    }
  }
}

extension Phrase {
  static let commandOutputIsFolder = Phrase("command.output.folder")
  static let commandOutputFull = Phrase("command.output.full")
  static let commandOutputReadOnly = Phrase("command.output.readOnly")
  static let commandOutputDenied = Phrase("command.output.denied")
  static let commandOutputNoFolder = Phrase("command.output.noFolder")
  static let commandOutputFailed = Phrase("command.output.failed")
}
