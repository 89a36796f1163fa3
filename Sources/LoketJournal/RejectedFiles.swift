// Where imports put the rows that they turned back: those files hold personal data outside the data folder.
import FoundationEssentials
import LoketModel
import LoketRegistry

/// The file `rejected.json`: of this PC alone, never in a save or a backup.
public struct RejectedFiles: Sendable {
  let folder: DataFolder

  private struct Form: Codable { var files: [String] }

  /// Whole paths; some may be gone by now.
  public var all: [String] {
    guard let bytes = try? folder.files.readWhole(folder.rejected, limit: 1 << 20),
      let form = try? JSONDecoder().decode(Form.self, from: Data(bytes))
    else { return [] }
    return form.files
  }

  /// Remembers a file; those that are gone are forgotten.
  /// - Parameter path: its whole path.
  public func remember(_ path: String) throws(JournalError) {
    let standing = all.filter { $0 != path && ((try? folder.files.information($0)) ?? nil) != nil }
    do { try folder.files.replace(folder.rejected, with: encoded(Form(files: standing + [path])), durable: true) } catch
    {
      throw .unwritable(error)
    }
  }
}

extension DataFolder {
  var rejected: String { path + "/rejected.json" }
}

enum RejectedRows {
  /// The table without the rows about these people: nil within where only its first line would be left. Nil where no row
  /// is about them.
  static func without(_ words: ErasedWords, _ bytes: [UInt8]) -> [UInt8]?? {
    var kept: [ArraySlice<UInt8>] = []
    var rows = 0
    for row in rowRanges(bytes) {
      rows += 1
      if rows > 1, words.isAbout(PlainText.of(Array(bytes[row]))) { continue }
      kept.append(bytes[row])
    }
    if kept.count == rows { return nil }
    return kept.count > 1 ? .some(.some(Array(kept.joined()))) : .some(nil)
  }

  /// Rows with their line ends; a line end within quotes belongs to its row.
  private static func rowRanges(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var isQuoted = false
    for (place, byte) in bytes.enumerated() {
      if byte == 0x22 { isQuoted.toggle() }
      if byte == 0x0a, !isQuoted {
        ranges.append(start..<place + 1)
        start = place + 1
      }
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    return ranges
  }
}
