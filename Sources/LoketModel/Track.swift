// A skill track: what it is called, how it is found, and what it asks of a person.
import Resources

/// What a track asks for. A value of `CodeList.neededDevice` and `CodeList.neededInternet`; an age in years.
public struct TrackNeeds: Hashable, Sendable {
  /// none, any (phone or computer), phone, computer.
  public var device: String
  /// none, any, steady (at home or free from the village).
  public var internet: String
  /// 0 when the track has none; at most 99.
  public var minimumAge: Int
  /// The code of the track whose skill comes first, for ladders such as digital literacy before digital talent.
  public var after: String?

  public init(device: String = "none", internet: String = "none", minimumAge: Int = 0, after: String? = nil) {
    self.device = device
    self.internet = internet
    self.minimumAge = minimumAge
    self.after = after
  }
}

public struct Track: Hashable, Sendable {
  /// Lower-case letters, digits and hyphens; an office's own track has the 32 hex digits of its record.
  public let code: String
  public let names: [Language: String]
  /// A code of `CodeList.trackField`.
  public let field: String
  /// Search words, folded, with spaces between them.
  public let words: String
  public let asks: TrackNeeds
  /// Whether people may still be assigned to it.
  public let isActive: Bool

  public init(
    code: String, names: [Language: String], field: String, words: String, asks: TrackNeeds, isActive: Bool = true
  ) {
    self.code = code
    self.names = names
    self.field = field
    self.words = NameKey.fold(words)
    self.asks = asks
    self.isActive = isActive
  }

  /// A track that an office added, from its record.
  public init(_ own: OwnTrack) {
    let name = own.name ?? own.id
    self.init(
      code: own.id, names: [.indonesian: name, .english: name], field: own.field ?? "other", words: own.words ?? "",
      asks: TrackNeeds(
        device: own.device ?? "none", internet: own.internet ?? "none",
        minimumAge: own.minimumAge.flatMap { Int($0) } ?? 0),
      isActive: own.active != "no")
  }

  public func name(_ language: Language) -> String { names[language] ?? code }
}

/// The tracks that an office can assign people to.
public struct Tracks: Hashable, Sendable {
  /// In the order in which lists show them.
  public let all: [Track]

  public init(_ all: [Track]) { self.all = all }

  public func track(_ code: String) -> Track? { all.first { $0.code == code } }

  /// The track's name, or its code when nobody knows it here.
  public func name(of code: String, _ language: Language) -> String { track(code)?.name(language) ?? code }

  /// These tracks and the office's own ones after them; an own track with a known code takes its place.
  public func adding(_ own: [Track]) -> Tracks {
    var merged = all
    for track in own {
      if let index = merged.firstIndex(where: { $0.code == track.code }) {
        merged[index] = track
      } else {
        merged.append(track)
      }
    }
    return Tracks(merged)
  }

  /// Active tracks whose name, words or code hold every typed word; those whose name begins with the text come first.
  /// An empty text finds all.
  public func matching(_ text: String, _ language: Language) -> [Track] {
    let wanted = NameKey.fold(text).split(separator: " ")
    var ranked: [(rank: Int, track: Track)] = []
    for track in all where track.isActive {
      let name = NameKey.fold(track.name(language))
      let other = track.names.values.map { NameKey.fold($0) }.joined(separator: " ")
      let whole = " " + name + " " + other + " " + track.words + " " + NameKey.fold(track.code)
      guard wanted.allSatisfy({ whole.contains($0) }) else { continue }
      guard let first = wanted.first else {
        ranked.append((0, track))
        continue
      }
      let rank = name.hasPrefix(first) ? 0 : name.contains(" " + first) ? 1 : whole.contains(" " + first) ? 2 : 3
      ranked.append((rank, track))
    }
    return ranked.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element.track)
  }

  /// Those of `Resources/tracks.json`.
  public static let compiled: Tracks = {
    var length = 0
    let start = loket_resource_tracks(&length)
    let file = ResourceReader.value(start, length)
    return Tracks(
      (file?["tracks"]?.list ?? []).map { row in
        Track(
          code: row["code"]?.text ?? "",
          names: [.indonesian: row["id"]?.text ?? "", .english: row["en"]?.text ?? ""],
          field: row["field"]?.text ?? "other", words: row["words"]?.text ?? "",
          asks: TrackNeeds(
            device: row["device"]?.text ?? "none", internet: row["internet"]?.text ?? "none",
            minimumAge: row["age"]?.number ?? 0, after: row["after"]?.text))
      })
  }()
}
