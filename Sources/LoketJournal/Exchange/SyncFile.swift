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
  /// The folder at which its stick or disk was mounted; nil of a folder on a disk that is always there.
  public var mount: String?

  public init(
    path: String, last: Timestamp? = nil, isAllowed: Bool = false, isSealed: Bool = false, mount: String? = nil
  ) {
    (self.path, self.last, self.isAllowed, self.isSealed) = (path, last, isAllowed, isSealed)
    self.mount = mount
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

  /// Where the stick of a place should be mounted: its own, else the one of another place there.
  public func mount(of place: String) -> String? {
    places.first { $0.path == place }?.mount
      ?? places.lazy.compactMap(\.mount).first { place == $0 || place.hasPrefix($0 + "/") }
  }

  /// What is seen of a place before anything is written there: it stands also where the exchange then fails.
  public mutating func note(_ mount: String?, of place: String) {
    if let index = places.firstIndex(where: { $0.path == place }) {
      places[index].mount = mount
    } else if mount != nil {
      put(SyncPlace(path: place, mount: mount))
    }
  }

  /// A person says that the place is a folder of this PC's own disk.
  public mutating func makePlain(_ place: String) {
    if let mount = mount(of: place) {
      for index in places.indices where places[index].mount == mount { places[index].mount = nil }
    }
    if !places.contains(where: { $0.path == place }) { put(SyncPlace(path: place)) }
  }
}

private struct SyncForm: Codable {
  struct Place: Codable {
    var path: String
    var last: String?
    var allowed: Bool?
    var encrypted: Bool?
    var mount: String?
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
        isSealed: $0.encrypted ?? false, mount: $0.mount)
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
          path: $0.path, last: $0.last?.text, allowed: $0.isAllowed ? true : nil, encrypted: $0.isSealed ? true : nil,
          mount: $0.mount)
      }, sentTick: String(memory.sentTick))
    do { try folder.files.replace(folder.sync, with: encoded(form), durable: false) } catch {
      throw .unwritable(error)
    }
  }
}

extension DataFolder {
  var sync: String { path + "/sync.json" }
}
