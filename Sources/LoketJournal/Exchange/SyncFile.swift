// sync.json: the places with which this PC exchanges, and what a person should know of the last time. Local, never in a
// save; it decides nothing, and without it every place is simply a new one.
import FoundationEssentials
import LoketModel

public struct SyncPlace: Hashable, Sendable {
  /// A folder, as it was typed or found.
  public var path: String
  /// When an exchange with it last came to its end.
  public var last: Timestamp?
  /// A supervisor let people's data be written there without encryption.
  public var isAllowed: Bool
  /// What goes there is encrypted for the office's PCs.
  public var isSealed: Bool

  public init(path: String, last: Timestamp? = nil, isAllowed: Bool = false, isSealed: Bool = false) {
    (self.path, self.last, self.isAllowed, self.isSealed) = (path, last, isAllowed, isSealed)
  }
}

public struct SyncMemory: Hashable, Sendable {
  /// The one that was used last comes first.
  public var places: [SyncPlace] = []
  /// The highest own tick that some place has: what is above it nobody else has yet.
  public var sentTick: UInt64 = 0

  public init() {}

  /// Places that are remembered.
  private static let most = 9

  /// The place under its path moves to the front, as it is now.
  public mutating func put(_ place: SyncPlace) {
    places.removeAll { $0.path == place.path }
    places.insert(place, at: 0)
    places = Array(places.prefix(SyncMemory.most))
  }
}

private struct SyncForm: Codable {
  struct Place: Codable {
    var path: String
    var last: String?
    var allowed: Bool?
    var encrypted: Bool?
  }
  var loket: Int
  var places: [Place]
  var sentTick: String?
}

extension Journal {
  public var syncMemory: SyncMemory {
    var memory = SyncMemory()
    guard let bytes = try? folder.files.readWhole(folder.sync, limit: 64 * 1024),
      let form = try? JSONDecoder().decode(SyncForm.self, from: Data(bytes)), form.loket <= 1
    else { return memory }
    memory.places = form.places.map {
      SyncPlace(
        path: $0.path, last: $0.last.flatMap { Timestamp($0) }, isAllowed: $0.allowed ?? false,
        isSealed: $0.encrypted ?? false)
    }
    memory.sentTick = form.sentTick.flatMap { UInt64($0) } ?? 0
    return memory
  }

  public func keep(syncMemory memory: SyncMemory) throws(JournalError) {
    guard mode == .write else { throw .readingOnly(folder.path) }
    let form = SyncForm(
      loket: 1,
      places: memory.places.map {
        SyncForm.Place(
          path: $0.path, last: $0.last?.text, allowed: $0.isAllowed ? true : nil, encrypted: $0.isSealed ? true : nil)
      }, sentTick: String(memory.sentTick))
    do { try folder.files.replace(folder.sync, with: encoded(form), durable: false) } catch {
      throw .unwritable(error)
    }
  }
}

extension DataFolder {
  var sync: String { path + "/sync.json" }
}
