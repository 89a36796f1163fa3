// Puts a backup back: unpacked beside the data folder, judged as `check` judges, and only then exchanged for what stood
// there, in one step. What stood there is kept.
import FoundationEssentials
import Glibc
import LoketModel
import LoketRegistry

public struct RestoreReport: Sendable {
  /// When the backup was made, as it says itself.
  public let made: String
  public let check: CheckReport
  /// Where the folder that was there before lies now; nil where none was.
  public let keptAside: String?
}

public struct Restore: Sendable {
  private let folder: DataFolder
  private var files: any FileSystem { folder.files }

  /// - Parameter path: where the data folder is to be: nothing, an empty folder, or a data folder to be replaced.
  public init(_ path: String, files: any FileSystem = PosixFiles()) { folder = DataFolder(path, files) }

  /// - Parameters:
  ///   - stamp: `2026-11-22-0911`: names the folder that is kept.
  ///   - acceptsDamage: puts back a backup of damaged data too; nothing is lost that was not lost before.
  ///   - progress: bytes done and in all.
  public func carryOut(
    _ file: String, stamp: String, acceptsDamage: Bool = false, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(BackupProblem) -> RestoreReport {
    let presence = try backedUp { () throws(JournalError) in try folder.presence() }
    let lock = presence == .ready ? try backedUp { () throws(JournalError) in try FolderLock.take(folder) } : nil
    defer { lock?.release() }
    if presence == .ready { try backedUp { () throws(JournalError) in try folder.requirePrivate() } }
    removeLeftovers()
    let work = try newWork(stamp)
    var isDone = false
    defer { if !isDone { removeTree(work.path) } }
    let about = try unpack(file, into: work, progress)
    try takeOwn(of: presence == .ready, into: work)
    if presence == .ready { try backedUp { () throws(JournalError) in try takeErasures(into: work) } }
    let report = try judge(work)
    if report.hasDamage, !acceptsDamage {
      throw .damaged(file: file, notices: report.notices.filter(\.isDamage))
    }
    let kept: String?
    do throws(FileFailure) { kept = try putInPlace(work, presence) } catch { throw .unwritable(error) }
    isDone = true
    return RestoreReport(made: about.made, check: report, keptAside: kept)
  }

  // MARK: Beside the folder

  private static let mark = "restoring"
  private var beside: String { folder.path + ".before-" }

  /// A folder of a name that nothing has, with a mark in it that says that it is not yet proven.
  private func newWork(_ stamp: String) throws(BackupProblem) -> DataFolder {
    do throws(FileFailure) {
      let above = files.folder(of: folder.path)
      if try files.information(above) == nil {
        var root = files.folder(of: above)
        while try files.information(root) == nil, root != "/" { root = files.folder(of: root) }
        try files.makeFolders(above, under: root)
      }
      var path = beside + stamp
      var more = 1
      while try files.information(path) != nil {
        more += 1
        path = "\(beside)\(stamp)-\(more)"
      }
      try files.makeFolder(path)
      files.close(try files.open(path + "/" + Restore.mark, .create))
      return DataFolder(path, files)
    } catch { throw .unwritable(error) }
  }

  /// What a restore that was cut off left behind: never anything without the mark.
  func removeLeftovers() {
    let above = files.folder(of: folder.path)
    for name in (try? files.list(above)) ?? [] {
      let path = above == "/" ? "/" + name : above + "/" + name
      guard path.hasPrefix(beside), (try? files.information(path + "/" + Restore.mark)) ?? nil != nil else { continue }
      removeTree(path)
    }
  }

  /// The mark goes last, so that a folder which is half removed is known for what it is.
  private func removeTree(_ path: String) {
    for name in ((try? files.list(path)) ?? []) where name != Restore.mark {
      let full = path + "/" + name
      switch (try? files.information(full))??.kind {
      case .folder?: removeTree(full)
      default: try? files.remove(full)
      }
    }
    try? files.remove(path + "/" + Restore.mark)
    try? files.removeFolder(path)
  }

  // MARK: Unpacking

  private func unpack(
    _ file: String, into work: DataFolder, _ progress: (Int, Int) -> Void
  ) throws(BackupProblem) -> BackupAbout {
    let input: OpenFile
    do { input = try files.open(file, .read) } catch { throw .unreadable(error) }
    defer { files.close(input) }
    var reader = try BackupReader(files, input, named: file)
    var about: BackupAbout?
    while let member = try reader.next() {
      if member.name == BackupNames.about {
        about = try? JSONDecoder().decode(BackupAbout.self, from: Data(member.bytes))
      } else {
        do { try put(member, into: work) } catch { throw .unwritable(error) }
      }
      progress(reader.offset, reader.size)
    }
    guard let about else { throw .foreign(file) }
    try takeNewId(work, file)
    try backedUp { () throws(JournalError) in try work.make() }
    return about
  }

  private func put(_ member: BackupReader.Member, into work: DataFolder) throws(FileFailure) {
    let path = work.path + "/" + member.name
    try files.makeFolders(files.folder(of: path), under: work.path)
    let output = try files.open(path, .create)
    defer { files.close(output) }
    try files.writeAll(output, member.bytes, at: 0)
    try files.synchronise(output)
    // The new file's name is made durable with its folder, below.
  }

  /// A restored PC is another PC than the one that the backup was taken of: that one may have gone on saving under its id.
  private func takeNewId(_ work: DataFolder, _ file: String) throws(BackupProblem) {
    var device: ThisDevice
    do throws(JournalError) { device = try ThisDevice.read(work) } catch {
      if case .newer = error { throw .newer(file) }
      throw .foreign(file)
    }
    device.earlier.append(device.id)
    device.id = Randomness.identifier(files)
    device.heads = []
    do { try device.write(work) } catch { throw .unwritable(error) }
  }

  /// A PIN that was changed since stays changed, and so does the place of the daily backup. The keys stay with the PC, so that
  /// it can sign what it wrote under the id that it had.
  private func takeOwn(of isReady: Bool, into work: DataFolder) throws(BackupProblem) {
    guard isReady else { return }
    try backedUp { () throws(JournalError) in try Pins(folder: work).take(over: Pins(folder: folder)) }
    do throws(FileFailure) {
      if try files.information(folder.backupSetting) != nil {
        try files.replace(
          work.backupSetting, with: try files.readWhole(folder.backupSetting, limit: 64 * 1024), durable: true)
      }
      if try files.information(folder.keys) != nil {
        try files.makeFolders(work.keys, under: work.path)
        for name in try files.list(folder.keys) {
          let key = try files.readWhole(folder.keys + "/" + name, limit: 64 * 1024)
          try files.replace(work.keys + "/" + name, with: key, durable: true)
        }
      }
    } catch { throw .unwritable(error) }
  }

  /// Whoever was erased since stays erased: what the folder knows of erasures is said again in the one that takes its place,
  /// and carried out there, with what others said beside the erased words. A folder that cannot be read has nothing to say.
  private func takeErasures(into work: DataFolder) throws(JournalError) {
    guard let known = try? Journal.open(folder.path, mode: .read, files: files).journal else { return }
    defer { known.close(saving: nil) }
    var registry = Registry()
    guard (try? known.load(into: &registry, useCache: false)) != nil else { return }
    let edits = registry.erasureEdits()
    guard !edits.isEmpty else { return }
    let opened = try Journal.open(work.path, mode: .write, files: files).journal
    var restored = Registry()
    do throws(JournalError) {
      try opened.load(into: &restored, useCache: false)
      // Whoever is in the backup is erased from it as a whole: the lists alone would take the lines of others with them
      // that were said again when the erasure was made.
      let gone = registry.erasureRecords().flatMap { registry.erasedRecords(by: $0) }.filter(restored.exists)
      let listed = Set(registry.erasedLines.map(\.line))
      let plan = gone.isEmpty ? ErasurePlan() : restored.erasurePlan(of: gone, known: listed)
      let more = try opened.hashes(of: plan.lines.filter { !listed.contains($0) }).map {
        ErasedLine(line: $0.line, hash: $0.hash, record: plan.staying[$0.line])
      }
      let lists = edits + (more.isEmpty ? [] : Journal.edits(on: edits[0].on, [], more))
      _ = try opened.write(
        plan.restatedSaves + lists.map { Save(by: Journal.ownName, edits: [$0]) }, now: ClockJudge.buildDate,
        clock: .doubt)
      try opened.load(into: &restored, useCache: false)
    } catch {
      opened.close(saving: nil)
      throw error
    }
    opened.close(saving: nil)
  }

  /// Every line of every segment, as `loket check` does it.
  private func judge(_ work: DataFolder) throws(BackupProblem) -> CheckReport {
    try backedUp { () throws(JournalError) in
      let opened = try Journal.open(work.path, mode: .read, files: files)
      defer { opened.journal.close(saving: nil) }
      return try opened.journal.check()
    }
  }

  // MARK: In its place

  /// Every name of the folder is on the disk, the mark goes, and one step puts it where it belongs.
  private func putInPlace(_ work: DataFolder, _ presence: DataFolder.Presence) throws(FileFailure) -> String? {
    try synchroniseTree(work.path)
    try files.remove(work.path + "/" + Restore.mark)
    try files.synchroniseFolder(work.path)
    let above = files.folder(of: folder.path)
    var kept: String?
    switch presence {
    case .absent, .empty: try files.rename(work.path, to: folder.path)
    case .ready, .other: kept = try exchange(work)
    }
    try files.synchroniseFolder(above)
    return kept
  }

  /// Where the disk cannot exchange two names in one step, two renames do it; the second one failing, the first is undone.
  private func exchange(_ work: DataFolder) throws(FileFailure) -> String {
    do throws(FileFailure) {
      try files.exchange(work.path, folder.path)
      return work.path
    } catch {
      guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.code) else { throw error }
    }
    let kept = work.path + "-old"
    try files.rename(folder.path, to: kept)
    do throws(FileFailure) { try files.rename(work.path, to: folder.path) } catch {
      try? files.rename(kept, to: folder.path)
      throw error
    }
    return kept
  }

  private func synchroniseTree(_ path: String) throws(FileFailure) {
    for name in try files.list(path) where try files.information(path + "/" + name)?.kind == .folder {
      try synchroniseTree(path + "/" + name)
    }
    try files.synchroniseFolder(path)
  }
}

extension DataFolder {
  /// Where daily backups go: of this PC alone.
  var backupSetting: String { path + "/backup.json" }
  var backupStanding: String { path + "/backup-last.json" }
}
