// Takes erased people out of the files of a data folder. Each step may be cut off anywhere and is then done again: as long
// as a listed line stands in full, the next start finds it, and with it the words by which the other files are searched.
import FoundationEssentials
import Glibc
import LoketModel
import LoketRegistry

struct ErasureWork {
  let folder: DataFolder
  /// Which lines of a file stand under which segment, where more than one file has a segment's name.
  let groups: SegmentGroups
  let words: ErasedWords
  private let listed: Set<Identifier>
  private let segments: Set<Identifier>
  private(set) var report = ErasureReport()
  private var files: any FileSystem { folder.files }

  /// - Parameter owed: listed lines that stand here, by the names that they have here.
  init(
    _ folder: DataFolder, _ groups: SegmentGroups, _ lines: [ErasedLine], owed: [LineRef] = [], _ words: ErasedWords
  ) {
    self.folder = folder
    self.groups = groups
    self.words = words
    listed = Set(lines.map(\.hash))
    segments = Set((lines.map(\.line) + owed).map(\.segment))
  }

  /// The cache goes first: it holds everybody. The segments come last, because the words stand in them.
  mutating func carryOut() throws(FileFailure) {
    try Cache(folder: folder).drop()
    try Leftovers(folder: folder).removeHalves()
    if !words.isEmpty {
      try eraseDrafts()
      try eraseSheets()
      try eraseQuarantine()
      try eraseRejected()
    }
    try eraseSegments()
  }

  // MARK: Segments

  private mutating func eraseSegments() throws(FileFailure) {
    var pack: (place: SegmentPlace, changes: [Identifier: [UInt8]])?
    for place in try SegmentPlace.sealed(folder, under: folder.journal).places {
      guard groups.share(place) != .all || segments.contains(place.segment),
        let (blanked, count) = BlankLine.blank(try place.read(files), listed)
      else { continue }
      if place.part == nil {
        try files.replace(place.path, with: blanked, durable: true)
      } else {
        // A pack is written anew once for all that goes out of it.
        if let known = pack, known.place.path != place.path {
          try PackWork(folder).replace(known.changes, in: known.place)
          pack = nil
        }
        pack = (place, (pack?.changes ?? [:]).merging([place.segment: blanked]) { $1 })
      }
      report.lines += count
      report.segments += 1
    }
    if let pack { try PackWork(folder).replace(pack.changes, in: pack.place) }
  }

  // MARK: Beside the segments

  private mutating func eraseDrafts() throws(FileFailure) {
    for name in try names(folder.drafts) {
      let path = folder.drafts + "/" + name
      guard let bytes = try? files.readWhole(path, limit: SegmentFeed.largest),
        words.isAbout(PlainText.of(bytes))
      else { continue }
      try files.remove(path)
      report.drafts += 1
    }
    try settle(folder.drafts, report.drafts)
  }

  private mutating func eraseSheets() throws(FileFailure) {
    for name in try names(folder.prints) {
      let path = folder.prints + "/" + name
      guard let bytes = try? files.readWhole(path, limit: SegmentFeed.largest),
        words.isAbout(PlainText.of(bytes), masked: true)
      else { continue }
      try files.remove(path)
      report.sheets += 1
    }
    try settle(folder.prints, report.sheets)
  }

  /// Of a piece that was cut from a segment the lines go that are about these people; of a broken draft all.
  private mutating func eraseQuarantine() throws(FileFailure) {
    for name in try names(folder.quarantine) where !name.hasSuffix(".reason.json") {
      let path = folder.quarantine + "/" + name
      guard let found = try? files.readWhole(path, limit: SegmentFeed.largest) else { continue }
      let blanked = BlankLine.blank(found, listed)?.bytes
      let bytes = blanked ?? found
      let isWhole = name.hasSuffix(".draft")
      let lines = isWhole ? [bytes[...]] : bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
      let kept = lines.filter { line in
        let text = PlainText.of(Array(line))
        // An erase record that waits for the PC that wrote it says whom it erased, and must go on saying it.
        return !words.isAbout(text, namesIds: !isWhole && text.contains("\"on\":\"erasure/"))
      }
      guard blanked != nil || kept.count < lines.count else { continue }
      report.pieces += 1
      if kept.allSatisfy(\.isEmpty) {
        try files.remove(path)
        if try files.information(path + ".reason.json") != nil { try files.remove(path + ".reason.json") }
      } else {
        try files.replace(path, with: Array(kept.joined(separator: [0x0a])), durable: true)
      }
    }
    try settle(folder.quarantine, report.pieces)
  }

  /// The rows that an import turned back, wherever their files lie. One that cannot be written is said to be found there.
  private mutating func eraseRejected() throws(FileFailure) {
    for path in RejectedFiles(folder: folder).all {
      guard let bytes = try? files.readWhole(path, limit: SegmentFeed.largest) else { continue }
      guard let rest = RejectedRows.without(words, bytes) else { continue }
      do throws(FileFailure) {
        if let rest {
          try files.replace(path, with: rest, durable: true)
        } else {
          try files.remove(path)
        }
        report.rejected.append(path)
      } catch {
        report.found.append(path)
      }
    }
  }

  private func names(_ path: String) throws(FileFailure) -> [String] {
    try files.information(path) == nil ? [] : try files.list(path)
  }

  private func settle(_ path: String, _ count: Int) throws(FileFailure) {
    if count > 0 { try files.synchroniseFolder(path) }
  }

  // MARK: What is left

  /// Looks through every file of the data folder for the numbers and the sure names.
  mutating func search() {
    let needles = words.needles.map { Array($0.utf8) }
    if needles.isEmpty { return }
    walk(folder.path, needles)
    report.found.sort()
  }

  private mutating func walk(_ path: String, _ needles: [[UInt8]]) {
    for name in (try? files.list(path)) ?? [] where name != "reserve" {
      let full = path + "/" + name
      guard let found = (try? files.information(full)) ?? nil else { continue }
      if found.kind == .folder {
        walk(full, needles)
      } else if found.kind == .file, let bytes = try? files.readWhole(full, limit: SegmentFeed.largest),
        PlainText.holds(bytes, needles)
      {
        report.found.append(folder.shown(full))
      }
    }
  }

  /// Copies that are known and out of reach.
  mutating func findCopies(_ device: ThisDevice) {
    let place = DailyBackup(folder.path, files: files).standing.place
    if !place.isEmpty, let names = try? files.list(place) { report.backups = BackupShelf.own(names, device) }
    let above = files.folder(of: folder.path)
    let beside = folder.path.split(separator: "/").last.map { String($0) + ".before-" } ?? ""
    report.keptFolders = ((try? files.list(above)) ?? []).filter { !beside.isEmpty && $0.hasPrefix(beside) }.map {
      above == "/" ? "/" + $0 : above + "/" + $0
    }
  }
}

extension SegmentGroups.Share {
  /// The segment under which an edit of this file counts.
  func segment(of n: Int, in place: SegmentPlace) -> Identifier {
    guard case .part(let base, let common, let tail) = self else { return place.segment }
    return n <= common ? base : tail
  }
}
