// `loket report funnel`: the funnel of the office, of each programme and of each track, and the registrations of 30 days.
import LoketModel

/// Counts only; no name of a citizen is in it.
public struct FunnelReport: Hashable, Sendable, Encodable {
  public struct Part: Hashable, Sendable, Encodable {
    /// The id of a programme, or the code of a track.
    public let id: String
    /// Of a programme; a track is known by its code.
    public let name: String?
    public let stages: [Funnel.Figure]
  }

  /// The day by the end of which it counts, YYYY-MM-DD.
  public let day: String
  public let stages: [Funnel.Figure]
  public let programs: [Part]
  /// Tracks in which somebody came to a stage.
  public let tracks: [Part]
  public let registrations: Registrations

  /// - Parameters:
  ///   - day: today, or the day that was asked about.
  ///   - isPast: leaves out what happened after that day.
  public init(_ registry: Registry, day: CalendarDate, isPast: Bool = false) {
    let funnel = Funnel(registry)
    let last = isPast ? day : nil
    self.day = day.iso
    stages = funnel.figures(.everybody, by: last)
    programs = registry.programs().map {
      Part(id: $0.id, name: $0.name, stages: funnel.figures(.program($0.id), by: last))
    }
    tracks = funnel.tracks.map { Part(id: $0, name: nil, stages: funnel.figures(.track($0), by: last)) }
    registrations = Registrations(registry, last: day)
  }

  public func json() -> [UInt8] { ReportJSON.bytes(of: self) }

  /// The report as people read it; programmes and tracks in which nobody is are left out.
  public func lines(_ tracks: Tracks, _ wording: Wording) -> [String] {
    let titles = FunnelReport.titles(wording)
    let title = wording.text(.funnelTitle, ["day": CalendarDate(iso: day)?.display ?? day])
    let parts =
      [(wording[.funnelEverybody], stages)] + programs.map { ($0.name ?? $0.id, $0.stages) }
      + self.tracks.map { (tracks.name(of: $0.id, wording.language), $0.stages) }
    let tables = parts.enumerated().filter { $0.offset == 0 || ($0.element.1.first?.people ?? 0) > 0 }.flatMap {
      _, part -> [String] in
      ["", part.0]
        + ReportTable.lines([[""] + titles] + part.1.map { FunnelReport.cells($0, wording) }).map { "  " + $0 }
    }
    let resting = stages.first?.resting ?? 0
    return [title] + tables + ["", registrations.sentence(wording)]
      + (resting == 0 ? [] : [wording.text(.funnelResting, ["count": resting.grouped])])
  }

  /// Over the columns behind the name of a stage.
  public static func titles(_ wording: Wording) -> [String] {
    [.funnelPeople, .dayApproved, .funnelUnverified, .funnelOfFirst, .funnelOfBefore].map { wording[$0] }
  }

  private static func cells(_ figure: Funnel.Figure, _ wording: Wording) -> [String] {
    let share = { (percent: Int?) in percent.map { "\($0) %" } ?? "–" }
    return [
      FunnelStage(rawValue: figure.stage).map { wording[$0.words] } ?? figure.stage, figure.people.grouped,
      figure.verified.grouped, figure.unverified.grouped, share(figure.ofFirst),
      figure.stage == FunnelStage.applied.rawValue ? "" : share(figure.ofBefore),
    ]
  }
}

extension Phrase {
  static let funnelTitle = Phrase("funnel.title")
  public static let funnelEverybody = Phrase("funnel.everybody")
  public static let funnelResting = Phrase("funnel.resting")
  static let funnelPeople = Phrase("funnel.column.people")
  public static let funnelUnverified = Phrase("funnel.column.unverified")
  static let funnelOfFirst = Phrase("funnel.column.ofFirst")
  static let funnelOfBefore = Phrase("funnel.column.ofBefore")
}
