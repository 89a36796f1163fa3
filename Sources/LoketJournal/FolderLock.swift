// One program at a time may save into a data folder.
import Glibc

/// The lock of a data folder: held until `release`, or until the process ends in whatever way.
struct FolderLock {
  private let files: any FileSystem
  private let file: OpenFile

  /// Takes the lock, or says who holds it.
  static func take(_ folder: DataFolder) throws(JournalError) -> FolderLock {
    let files = folder.files
    let file: OpenFile
    do { file = try files.open(folder.lock, .lock) } catch { throw .unwritable(error) }
    do {
      guard try files.lock(file) else {
        let holder = (try? files.readAll(file, limit: 32)) ?? []
        files.close(file)
        throw JournalError.busy(
          folder.path, process: String(decoding: holder.prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
      }
      // For the sentence that the second program shows; the lock itself does not depend on it.
      try? files.truncate(file, to: 0)
      try? files.writeAll(file, Array("\(getpid())\n".utf8), at: 0)
      return FolderLock(files: files, file: file)
    } catch let error as FileFailure {
      files.close(file)
      throw .unwritable(error)
    } catch let error as JournalError {
      throw error
    } catch {
      throw .busy(folder.path, process: "")
    }
  }

  func release() { files.close(file) }
}
