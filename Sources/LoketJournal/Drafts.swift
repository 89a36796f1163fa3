// Unfinished forms, one small file each, so that no typed text is lost.
import FoundationEssentials
import LoketModel

/// A form as it stood when it was left: enough to open it again, on this PC only.
public struct Draft: Codable, Hashable, Sendable {
  /// The draft's own id; names its file.
  public var id: String
  /// Which form (`household`, `person`, `enrolment` …).
  public var kind: String
  /// What the list of drafts shows: the head's name, say.
  public var title: String
  /// When it was last kept, `2026-11-22T09:11:04+07:00`.
  public var at: String
  /// The working day of the form, YYYY-MM-DD.
  public var day: String
  /// The account that typed it.
  public var account: String
  /// Raw values by the form's own field names (`head.name`, `member2.nik` …).
  public var values: [String: String]
  /// What each record looked like when the person began: record → basis in text form.
  public var basis: [String: String]
  /// Whatever else the form needs to open where it was left (the field with the focus, ids of new records).
  public var state: [String: String]

  public init(
    id: Identifier, kind: String, title: String, at: String, day: String, account: String, values: [String: String],
    basis: [String: String] = [:], state: [String: String] = [:]
  ) {
    self.id = id.description
    self.kind = kind
    self.title = title
    self.at = at
    self.day = day
    self.account = account
    self.values = values
    self.basis = basis
    self.state = state
  }
}

/// The folder of drafts. Keeping one replaces its file by a rename and never waits for the disk; `keepDurably` does.
public struct Drafts: Sendable {
  let folder: DataFolder

  /// Keeps the draft; after a kill it is there, after a power cut perhaps the one before. Tells when it took the reserve.
  @discardableResult
  public func keep(_ draft: Draft) throws(JournalError) -> [Notice] { try write(draft, durable: false) }

  /// Keeps the draft on the disk before a question is asked or the form is left.
  @discardableResult
  public func keepDurably(_ draft: Draft) throws(JournalError) -> [Notice] { try write(draft, durable: true) }

  /// Every draft that can be read, the newest first, and a notice for each that was kept aside.
  public func all() -> (drafts: [Draft], notices: [Notice]) {
    let files = folder.files
    var drafts: [Draft] = []
    var notices: [Notice] = []
    for name in (try? files.list(folder.drafts)) ?? [] where name.hasSuffix(".json") {
      let path = folder.drafts + "/" + name
      guard let bytes = try? files.readWhole(path, limit: Drafts.limit + 1) else {
        notices.append(Notice(.unreadable, folder.shown(path)))
        continue
      }
      if bytes.count <= Drafts.limit, let draft = try? JSONDecoder().decode(Draft.self, from: Data(bytes)),
        draft.id + ".json" == name
      {
        drafts.append(draft)
      } else {
        keepAside(path, bytes)
        notices.append(Notice(.brokenDraft, folder.shown(path)))
      }
    }
    drafts.sort { ($0.at, $0.id) > ($1.at, $1.id) }
    return (drafts, notices)
  }

  /// Removes a draft, after a verified save or because the person discarded it. None of that id is no error.
  public func remove(_ id: String) throws(JournalError) {
    guard Identifier(id) != nil else { return }
    do {
      guard try folder.files.information(path(id)) != nil else { return }
      try folder.files.remove(path(id))
    } catch {
      throw .unwritable(error)
    }
  }

  /// Bytes of the largest draft.
  static let limit = 1 << 20

  private func path(_ id: String) -> String { folder.drafts + "/" + id + ".json" }

  private func write(_ draft: Draft, durable: Bool) throws(JournalError) -> [Notice] {
    guard Identifier(draft.id) != nil else { throw .broken(folder.drafts) }
    let bytes = encoded(draft)
    guard bytes.count <= Drafts.limit else { throw .tooLong(record: draft.title) }
    do {
      try folder.files.replace(path(draft.id), with: bytes, durable: durable)
      return []
    } catch {
      // Typed text comes first: the reserve stands for just this.
      guard error.isDiskFull, Reserve(folder: folder).free() else { throw .unwritable(error) }
      do { try folder.files.replace(path(draft.id), with: bytes, durable: durable) } catch { throw .unwritable(error) }
      return [Notice(.nearlyFull, folder.path)]
    }
  }

  private func keepAside(_ path: String, _ bytes: [UInt8]) {
    let reason = Quarantine.Reason(what: "draft", file: folder.shown(path), offset: 0, length: bytes.count, badLines: 0)
    guard (try? Quarantine(folder: folder).keep(bytes, reason)) != nil else { return }
    try? folder.files.remove(path)
  }
}
