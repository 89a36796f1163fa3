// The numbers by which a programme selects, as its forms group them: weights, need points, levels of tracks, shares.
import LoketModel
import LoketRegistry
import LoketWidgets

/// What one form holds: numbers of a programme that belong together.
enum ProgramNumbers: Hashable, Sendable {
  /// The weights of the criteria, and beside them the method and the tie-break.
  case weights
  /// The points that one fact of a person or household gives.
  case points(String)
  case tracks, segments

  /// Written down with a draft.
  var archive: String {
    switch self {
    case .weights: "weights"
    case .points(let field): "points/\(field)"
    case .tracks: "tracks"
    case .segments: "segments"
    }
  }

  init?(archive: String) {
    let parts = archive.split(separator: "/", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("weights", 1): self = .weights
    case ("points", 2): self = .points(parts[1])
    case ("tracks", 1): self = .tracks
    case ("segments", 1): self = .segments
    default: return nil
    }
  }

  var range: ClosedRange<Int> {
    switch self {
    case .weights: SelectionPlan.weightRange
    case .points: NeedScore.range
    case .tracks: 1...9
    case .segments: 0...100
    }
  }

  /// A weight of 0 and a row of 0 points say nothing: they are not kept. A segment without a share takes part all the same.
  private var keepsNought: Bool { self == .segments }

  /// Whether the numbers decide who is selected; a declared selection keeps those that it counted.
  var isOfSelection: Bool {
    switch self {
    case .weights, .points: true
    case .tracks, .segments: false
    }
  }

  var hint: Phrase {
    switch self {
    case .weights: .weightsFieldHint
    case .points: .pointsFieldHint
    case .tracks: .levelsFieldHint
    case .segments: .sharesFieldHint
    }
  }

  /// A minus sign is typed, so that the sentence of the range can be said of it.
  var input: Input {
    switch self {
    case .points: .text(limit: 4)
    case .tracks: .digits(exactly: nil, limit: 1, grouping: [])
    case .weights, .segments: .digits(exactly: nil, limit: 3, grouping: [])
    }
  }

  func title(_ context: Context) -> String {
    switch self {
    case .weights: context.word(.titleWeights)
    case .points(let field): context.text(.pointsOf, ["field": ProgramNumbers.fact(field, context)])
    case .tracks: context.word(.titleLevels)
    case .segments: context.word(.titleShares)
    }
  }

  /// `employment` as "Status kerja".
  static func fact(_ field: String, _ context: Context) -> String {
    NeedScore.kind(of: field).map { FieldWords.label($0, field, context) } ?? field
  }

  /// The facts that may give points, and those that do already, whoever wrote them down.
  static func facts(of program: String, _ context: Context) -> [String] {
    let stored = Set(
      context.registry.elements(RecordRef(.program, program), "points").map { row in
        String(row.element.prefix { $0 != "." })
      })
    return NeedScore.fields + stored.subtracting(NeedScore.fields).sorted()
  }

  /// What may have a number here: the field of the programme, and what it is called. Also what has one and is in no list.
  func rows(of program: String, _ context: Context) -> [(field: String, label: String)] {
    let record = RecordRef(.program, program)
    func all(_ set: String, _ codes: [String], _ name: (String) -> String) -> [(field: String, label: String)] {
      let stored = context.registry.elements(record, set).map(\.element).filter { !codes.contains($0) }.sorted()
      return (codes + stored).map { (field: "\(set)/\($0)", label: name($0)) }
    }
    switch self {
    case .weights:
      return Criterion.allCases.map { ("weights/\($0.rawValue)", context.code(.criterion, $0.rawValue)) }
    case .points(let fact):
      let list = NeedScore.codes(of: fact)
      let stored = context.registry.elements(record, "points").map(\.element).filter { $0.hasPrefix("\(fact).") }
      let known = (list?.codes ?? []).map { "\(fact).\($0.code)" }
      return (known + stored.filter { !known.contains($0) }.sorted()).map { row in
        let code = String(row.dropFirst(fact.count + 1))
        return ("points/\(row)", list?.name(of: code, context.language) ?? code)
      }
    case .tracks:
      let tracks = Lookups.allTracks(context)
      return all("tracks", tracks.all.filter(\.isActive).map(\.code)) { context.trackName($0) }
    case .segments:
      return all("segments", CodeList.segment.codes.map(\.code)) { context.code(.segment, $0) }
    }
  }

  /// Those that have a number, in words: "Korban PHK 40, Belum bekerja 30"; empty where none has.
  func words(of program: String, _ context: Context) -> String {
    let record = RecordRef(.program, program)
    return rows(of: program, context).compactMap { row in
      context.registry.value(record, row.field).map { "\(row.label) \($0)" }
    }.joined(separator: ", ")
  }

  /// Whether this may stand in a field: nothing, or a whole number of the range.
  func reads(_ typed: String) -> Bool {
    let text = typed.trimmed
    return text.isEmpty || Int(text).map(range.contains) ?? false
  }

  /// What is stored for what was typed; nil where the row has no number.
  func stored(_ typed: String) -> String? {
    guard let number = Int(typed.trimmed), number != 0 || keepsNought else { return nil }
    return String(number)
  }

  // MARK: The tie-break

  /// The criteria that part equals, in their order.
  static func tieBreak(of program: String, _ context: Context) -> [Criterion] {
    (context.registry.program(program)?.tieBreak ?? "").split(separator: " ").compactMap {
      Criterion(rawValue: String($0))
    }
  }
}

extension Phrase {
  static let titleWeights = Phrase("app.title.weights")
  static let titleLevels = Phrase("app.title.levels")
  static let titleShares = Phrase("app.title.shares")
  static let pointsOf = Phrase("app.weights.pointsOf")
  static let weightsFieldHint = Phrase("app.weights.field.weightHint")
  static let pointsFieldHint = Phrase("app.weights.field.pointsHint")
  static let levelsFieldHint = Phrase("app.weights.field.levelHint")
  static let sharesFieldHint = Phrase("app.weights.field.shareHint")
}
