// How far each theme has come: `loket report coverage`. Counts by RT; no name of a citizen is in it.
import FoundationEssentials
import LoketModel

public struct CoverageReport: Hashable, Sendable, Encodable {
  public struct Place: Hashable, Sendable, Encodable {
    public let rt: String
    public let rw: String
    public let tally: CoverageTally
  }

  public struct Row: Hashable, Sendable, Encodable {
    public let village: String
    public let track: String
    public let starts: String?
    public let ends: String?
    public let level: Int
    public let total: CoverageTally
    public let percent: Int?
    public let strictPercent: Int?
    public let places: [Place]
  }

  /// The day on which it was made, YYYY-MM-DD.
  public let day: String
  public private(set) var themes: [Row] = []
  /// Villages with one theme together, by track: no household is in two of them.
  public private(set) var tracks: [String: CoverageTally] = [:]

  public init(day: CalendarDate) { self.day = day.iso }

  /// Takes the themes of one office in.
  public mutating func add(_ registry: Registry, office: String) {
    guard let day = CalendarDate(iso: day) else { return }
    for theme in registry.themes() {
      let coverage = registry.coverage(of: theme, office: office, day: day)
      tracks[theme.track ?? "", default: CoverageTally()] += coverage.total
      themes.append(
        Row(
          village: theme.village ?? "", track: theme.track ?? "", starts: theme.starts, ends: theme.ends,
          level: theme.lowestLevel, total: coverage.total, percent: coverage.total.percent,
          strictPercent: coverage.total.strictPercent,
          places: coverage.orderedPlaces.map {
            Place(rt: $0.rt, rw: $0.rw, tally: coverage.places[$0] ?? CoverageTally())
          }))
    }
  }

  public func json() -> [UInt8] { ReportJSON.bytes(of: self) }

  /// The report as people read it.
  public func lines(_ regions: Regions, _ tracks: Tracks, _ wording: Wording) -> [String] {
    let village = { (code: String) in regions.region(code)?.name ?? code }
    let track = { (code: String) in tracks.name(of: code, wording.language) }
    if themes.isEmpty { return [wording[.themesNone]] }
    let sums = self.tracks.sorted { $0.key < $1.key }.filter { row in themes.count { $0.track == row.key } > 1 }
    return sums.map { wording.text(.coverageSum, ["track": track($0.key)]) + ": " + $0.value.brief(wording) }
      + themes.flatMap { theme -> [String] in
        let title = wording.text(
          .themeTitle,
          [
            "track": track(theme.track), "village": village(theme.village),
            "date": theme.starts.flatMap { CalendarDate(iso: $0)?.display } ?? "-",
          ])
        let sum = theme.total.sentences(wording).map { "  " + $0 }
        let rows = theme.places.map { place in
          let name = Neighbourhood.display(rt: place.rt, rw: place.rw)
          return "  " + (name.isEmpty ? wording[.coverageNoPlace] : "RT/RW \(name)") + ": " + place.tally.brief(wording)
        }
        return [title] + sum + rows
      }
  }
}

extension CoverageTally {
  /// "12 dari 40 keluarga (30%), kepala keluarga 5 (12%), belum 28".
  public func brief(_ wording: Wording) -> String {
    wording.text(
      .coverageBrief,
      [
        "covered": covered.grouped, "households": households.grouped, "percent": CoverageTally.shown(percent),
        "heads": heads.grouped, "strict": CoverageTally.shown(strictPercent), "without": without.grouped,
      ])
  }

  /// Coverage, what proves it, and the gap of device, internet and electricity, a sentence each.
  public func sentences(_ wording: Wording) -> [String] {
    [
      brief(wording),
      wording.text(.coverageProof, ["here": trainedHere.grouped, "stated": stated.grouped]),
      wording.text(
        .coverageGap,
        [
          "device": withoutDevice.grouped, "deviceUnknown": deviceUnknown.grouped, "internet": withoutInternet.grouped,
          "internetUnknown": internetUnknown.grouped, "electricity": withoutElectricity.grouped,
          "electricityUnknown": electricityUnknown.grouped,
        ]),
    ]
  }

  /// `30%`; a dash where there is nothing to divide by.
  public static func shown(_ percent: Int?) -> String { percent.map { "\($0)%" } ?? "-" }
}

extension Phrase {
  public static let themesNone = Phrase("app.themes.none")
  public static let themeTitle = Phrase("app.theme.title")
  public static let coverageNoPlace = Phrase("app.coverage.noPlace")
  static let coverageSum = Phrase("app.coverage.sum")
  static let coverageBrief = Phrase("app.coverage.brief")
  static let coverageProof = Phrase("app.coverage.proof")
  static let coverageGap = Phrase("app.coverage.gap")
}
