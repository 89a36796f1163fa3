// The wave that a file of applicants belongs to: what its rows may say besides the person, and the applications they make.
import LoketModel

extension Phrase {
  static let importApplicantNoTrack = Phrase("import.applicant.noTrack")
  static let importApplicantTrack = Phrase("import.applicant.track")
  static let importApplicantClosed = Phrase("import.applicant.closed")
  static let importApplicantScore = Phrase("import.applicant.score")
  static let importApplicantSegment = Phrase("import.applicant.segment")
  static let importApplicantOther = Phrase("import.applicant.other")
  static let importApplicantDiffers = Phrase("import.applicant.differs")
}

/// What one row says of an application.
struct ApplicantRow: Sendable {
  var track = ""
  /// ISO.
  var day = ""
  var segment: String?
  /// By criterion, 0 to 100.
  var scores: [Criterion: String] = [:]
  /// `layoffDate`, `layoffEmployer`, `layoffProof`: of the person.
  var layoff: [FieldChange] = []
}

/// Read out of the register before the file is, so that nothing of the register is held while its saves are made.
public struct ApplicantWave: Sendable {
  public let id: String
  let program: String
  private let opens, closes: CalendarDate?
  /// Codes of the tracks that the programme has, by every name they go by.
  private let tracks: [String: String]
  /// The track of those who applied already, by NIK and by name and birth date.
  private let applied: [String: String]
  private let segments: Set<String>
  private let language: Language

  /// Nil where the register has no such wave.
  public init?(_ wave: String, in registry: Registry, language: Language = .indonesian) {
    guard let found = registry.wave(wave), let program = found.program else { return nil }
    id = found.id
    self.program = program
    self.language = language
    opens = found.opens.flatMap { CalendarDate(iso: $0) }
    closes = found.closes.flatMap { CalendarDate(iso: $0) }
    let all = Tracks.compiled.adding(registry.all(.track).compactMap { registry.ownTrack($0.id) }.map { Track($0) })
    let codes = Set(registry.elements(RecordRef(.program, program), "tracks").map(\.element))
      .union(registry.classes(ofWave: wave).compactMap(\.track))
    var tracks: [String: String] = [:]
    for code in codes {
      tracks[NameKey.fold(code)] = code
      for name in all.track(code)?.names.values.sorted() ?? [] { tracks[NameKey.fold(name)] = code }
    }
    self.tracks = tracks
    segments = Set(registry.elements(RecordRef(.program, program), "segments").map(\.element))
    var applied: [String: String] = [:]
    for application in registry.applications(inWave: wave) {
      guard let person = application.person.flatMap({ registry.person($0) }), let track = application.track else {
        continue
      }
      for key in Self.keys(nik: person.nik, name: person.name, birthDate: person.birthDate) { applied[key] = track }
    }
    self.applied = applied
  }

  private static func keys(nik: String?, name: String?, birthDate: String?) -> [String] {
    var keys: [String] = []
    if let nik { keys.append(nik) }
    if let name, let birthDate { keys.append(NameKey.key(name) + "\u{1}" + birthDate) }
    return keys
  }
}

/// The columns of a file of applicants, besides those of people.
enum ApplicantColumn: String, CaseIterable {
  case track, day, segment, written, interview, affirmative, layoffDate, layoffEmployer, layoffProof

  /// The names that offices give them by hand.
  private static let others: [String: ApplicantColumn] = [
    "jalur": .track, "kejuruan": .track, "tanggaldaftar": .day, "tgldaftar": .day, "segmen": .segment,
    "testertulis": .written, "nilaitertulis": .written, "wawancara": .interview, "nilaiwawancara": .interview,
    "poinafirmasi": .affirmative, "afirmasi": .affirmative, "tanggalphk": .layoffDate, "tglphk": .layoffDate,
    "perusahaanphk": .layoffEmployer, "buktiphk": .layoffProof,
  ]

  static func column(named text: String) -> ApplicantColumn? {
    let folded = PersonHeader.folded(text)
    return others[folded] ?? allCases.first { PersonHeader.folded($0.rawValue) == folded }
  }
}

// MARK: Reading

extension ApplicantWave {
  /// Where each column stands under this header.
  static func places(_ names: [String]) -> [(column: ApplicantColumn, place: Int)] {
    var seen: Set<ApplicantColumn> = []
    return names.enumerated().compactMap { place, name in
      ApplicantColumn.column(named: name).flatMap { seen.insert($0).inserted ? ($0, place) : nil }
    }
  }

  /// What the cells of a row say of an application; why it cannot come in, and what could not be understood of it.
  func read(
    _ cells: [ApplicantColumn: String], of row: ImportRow, day today: CalendarDate
  ) -> (row: ApplicantRow, reasons: [Message], unclear: [(column: ApplicantColumn, text: String)]) {
    var found = ApplicantRow()
    var reasons: [Message] = []
    var unclear: [(column: ApplicantColumn, text: String)] = []
    if let track = track(cells[.track], &reasons) { found.track = track }
    let earlier = Self.keys(nik: row[.nik], name: row[.name], birthDate: row[.birthDate]).lazy
      .compactMap { applied[$0] }.first
    if let earlier, !found.track.isEmpty, earlier != found.track {
      reasons.append(
        Message(.importApplicantOther, ["track": Tracks.compiled.name(of: earlier, language)]))
    }
    day(cells[.day], isKnown: earlier != nil, today: today, &found, &reasons)
    if let text = filled(cells[.segment]) {
      let code = CodeList.segment.code(meaning: text)?.code
      if let code, segments.contains(code) {
        found.segment = code
      } else {
        reasons.append(Message(.importApplicantSegment, ["text": text]))
      }
    }
    for (column, criterion) in [
      (ApplicantColumn.written, Criterion.written), (.interview, .interview), (.affirmative, .affirmative),
    ] {
      guard let text = filled(cells[column]) else { continue }
      if let score = Int(text), (0...100).contains(score) {
        found.scores[criterion] = String(score)
      } else {
        let name = CodeList.criterion.name(of: criterion.rawValue, language)
        reasons.append(Message(.importApplicantScore, ["criterion": name, "text": text]))
      }
    }
    for column in [ApplicantColumn.layoffDate, .layoffEmployer, .layoffProof] {
      guard let text = filled(cells[column]) else { continue }
      switch Self.layoff(column, text) {
      case .value(let value): found.layoff.append(FieldChange(column.rawValue, value))
      case .absent: continue
      case .unclear, .refused: unclear.append((column, String(text.prefix(60))))
      }
    }
    return (found, reasons, unclear)
  }

  private func filled(_ cell: String?) -> String? {
    guard case .value(let text)? = cell.map(ImportCell.text) else { return nil }
    return text
  }

  /// A programme of one track needs no column for it.
  private func track(_ cell: String?, _ reasons: inout [Message]) -> String? {
    guard let text = filled(cell) else {
      let only = Set(tracks.values)
      if only.count != 1 { reasons.append(Message(.importApplicantNoTrack)) }
      return only.count == 1 ? only.first : nil
    }
    let code = tracks[NameKey.fold(text)]
    if code == nil { reasons.append(Message(.importApplicantTrack, ["text": text])) }
    return code
  }

  /// Whoever stands in the wave already keeps the day.
  private func day(
    _ cell: String?, isKnown: Bool, today: CalendarDate, _ found: inout ApplicantRow, _ reasons: inout [Message]
  ) {
    var date = today
    if let text = filled(cell) {
      switch ImportCell.date(text) {
      case .value(let iso): date = CalendarDate(iso: iso) ?? today
      case .refused(let why): reasons.append(why)
      case .absent, .unclear: break
      }
    }
    found.day = date.iso
    guard !isKnown, opens.map({ date < $0 }) ?? false || closes.map({ date > $0 }) ?? false else { return }
    reasons.append(
      Message(
        .importApplicantClosed,
        ["date": date.display, "opens": opens?.display ?? "-", "closes": closes?.display ?? "-"]))
  }

  private static func layoff(_ column: ApplicantColumn, _ text: String) -> ImportCell {
    switch column {
    case .layoffDate: .date(text)
    case .layoffProof: .code(text, .layoffProof)
    default: .text(text)
    }
  }
}

// MARK: Saving

extension ApplicantWave {
  /// The edits that make or complete the application of somebody who came in with the file.
  func edits(
    _ row: ApplicantRow, of person: RecordRef, isNew: Bool, line: Int, in registry: Registry,
    _ summary: inout ImportSummary
  ) -> [Edit] {
    if registry.isFrozen(person) { return [] }
    var edits = layoffEdits(row, person, in: registry)
    let known = isNew ? nil : registry.applications(of: person.id).first { $0.wave == id }
    guard let known else {
      summary.applications += 1
      let scores = row.scores.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { FieldChange("scores/\($0.key.rawValue)", $0.value) }
      edits.append(
        NewRecord.edit(
          .application(wave: id, person: person.id),
          [
            FieldChange("person", person.id), FieldChange("program", program), FieldChange("wave", id),
            FieldChange("track", row.track), FieldChange("segment", row.segment), FieldChange("day", row.day),
            FieldChange("status", "submitted"), FieldChange("statusDate", row.day),
          ] + scores))
      return edits
    }
    let completed = completing(row, known, line, in: registry, &summary)
    if completed.isEmpty { summary.applicationsUnchanged += 1 } else { summary.applicationsCompleted += 1 }
    return edits + completed
  }

  private func layoffEdits(_ row: ApplicantRow, _ person: RecordRef, in registry: Registry) -> [Edit] {
    let missing = row.layoff.filter { registry.value(person, $0.field) == nil }
    guard !missing.isEmpty, registry.state(person, "layoffDate").status != .conflict else { return [] }
    return registry.plan(missing, on: person, basis: registry.basis(person))
  }

  /// What the application lacks; a score that differs is left as it is, and said.
  private func completing(
    _ row: ApplicantRow, _ known: Application, _ line: Int, in registry: Registry, _ summary: inout ImportSummary
  ) -> [Edit] {
    guard known.track == row.track else { return [] }
    let record = RecordRef(.application, known.id)
    var changes: [FieldChange] = []
    if let segment = row.segment, known.segment == nil { changes.append(FieldChange("segment", segment)) }
    for (criterion, score) in row.scores.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let field = "scores/\(criterion.rawValue)"
      guard let stored = registry.value(record, field) else {
        if known.rank == nil { changes.append(FieldChange(field, score)) }
        continue
      }
      guard stored != score else { continue }
      let warning = ImportWarning(
        rule: "applicant.differs", line: line,
        message: Message(
          .importApplicantDiffers,
          ["criterion": CodeList.criterion.name(of: criterion.rawValue, language), "here": stored, "text": score]))
      summary.warnings[warning.rule, default: 0] += 1
      if summary.examples[warning.rule] == nil { summary.examples[warning.rule] = warning }
    }
    return changes.isEmpty ? [] : registry.plan(changes, on: record, basis: registry.basis(record))
  }
}
