// The skills of a person as one cell of the table of people, in codes or in words; what is not known of it is said.
import LoketModel

/// One skill: `las:2:competency:here`, several with a space between them; in words `Pengelasan: Terampil`, several with a
/// semicolon.
struct HeldSkill: Hashable, Sendable {
  var track: String
  var level: String
  var evidence: String?
  var origin: String?

  private var parts: [String] {
    var parts = [track, level, evidence ?? "", origin ?? ""]
    while parts.last == "" { parts.removeLast() }
    return parts
  }

  var text: String { parts.joined(separator: ":") }

  /// The same by the names of its codes; what parts a cell does not stand within a name.
  func inWords(_ tracks: Tracks, _ language: Language) -> HeldSkill {
    let name = tracks.name(of: track, language)
    return HeldSkill(
      track: String(name.map { ":;".contains($0) ? "," : $0 }), level: CodeList.skillLevel.name(of: level, language),
      evidence: evidence.map { CodeList.skillEvidence.name(of: $0, language) },
      origin: origin.map { CodeList.skillOrigin.name(of: $0, language) })
  }

  var words: String { parts.joined(separator: ": ") }
}

/// What is not known of a row's cell that comes in all the same, by the rule of that name.
struct ImportDoubt: Hashable, Sendable {
  let rule: String
  let message: Message
}

/// Reads such cells against the tracks that this office knows.
struct HeldSkillReader: Sendable {
  /// By code and by the names in every language, folded.
  private let codes: [String: String]

  /// The sentence of each doubt, for whoever reads it back from an entry.
  static let phrases: [String: Phrase] = [
    "skill/form": .importSkillForm, "skill/track": .importSkillTrack, "skill/level": .importSkillLevel,
    "skill/evidence": .importSkillEvidence, "skill/origin": .importSkillOrigin,
  ]

  init(_ tracks: Tracks) {
    var found: [String: String] = [:]
    for track in tracks.all {
      for name in [track.code] + Language.allCases.map({ track.name($0) }) { found[NameKey.fold(name)] = track.code }
    }
    codes = found
  }

  /// The skills of a cell. One whose track is not known is left out; an unknown level counts as the lowest, an unknown
  /// proof or origin as not recorded, and each is said.
  func read(_ raw: String) -> (skills: [HeldSkill], doubts: [ImportDoubt]) {
    let text = ImportCell.tidied(raw)
    var skills: [HeldSkill] = []
    var doubts: [ImportDoubt] = []
    guard text != "-" else { return ([], []) }
    for word in words(text) {
      if let skill = skill(word, &doubts) { skills.append(skill) }
    }
    return (skills, doubts)
  }

  /// Semicolons part skills in words; a name alone may have spaces; else a space parts them.
  private func words(_ text: String) -> [String] {
    if text.contains(";") || text.contains(": ") {
      return text.split(separator: ";").map { ImportCell.tidied(String($0)) }.filter { !$0.isEmpty }
    }
    if codes[NameKey.fold(text)] != nil { return [text] }
    return text.split(separator: " ").map(String.init)
  }

  private func skill(_ word: String, _ doubts: inout [ImportDoubt]) -> HeldSkill? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false).map { ImportCell.tidied(String($0)) }
    let shown = String(word.prefix(60))
    guard parts.count <= 4, !parts[0].isEmpty else {
      doubts.append(HeldSkillReader.doubt("skill/form", ["text": shown]))
      return nil
    }
    guard let track = codes[NameKey.fold(parts[0])] else {
      doubts.append(HeldSkillReader.doubt("skill/track", ["text": shown, "track": String(parts[0].prefix(40))]))
      return nil
    }
    func code(_ place: Int, _ list: CodeList, _ rule: String) -> String? {
      guard place < parts.count else { return nil }
      switch ImportCell.code(parts[place], list) {
      case .value(let code): return code
      case .absent where parts[place].isEmpty || parts[place] == "-": return nil
      default:
        let known = list.codes.map(\.code).joined(separator: ", ")
        let slots = ["track": track, "text": String(parts[place].prefix(40)), "words": known]
        doubts.append(HeldSkillReader.doubt(rule, slots))
        return nil
      }
    }
    return HeldSkill(
      track: track, level: code(1, .skillLevel, "skill/level") ?? String(SkillStanding.levels.lowerBound),
      evidence: code(2, .skillEvidence, "skill/evidence"), origin: code(3, .skillOrigin, "skill/origin"))
  }

  private static func doubt(_ rule: String, _ slots: [String: String]) -> ImportDoubt {
    ImportDoubt(rule: rule, message: Message(phrases[rule] ?? .importUnclear, slots))
  }
}

extension Phrase {
  static let importSkillForm = Phrase("import.skill.form")
  static let importSkillTrack = Phrase("import.skill.track")
  static let importSkillLevel = Phrase("import.skill.level")
  static let importSkillEvidence = Phrase("import.skill.evidence")
  static let importSkillOrigin = Phrase("import.skill.origin")
}
