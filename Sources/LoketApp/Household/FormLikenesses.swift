// What a form knows of the people of the register who may be its own, and how a draft keeps the answers about them.
import LoketModel
import LoketRegistry

struct FormLikenesses: Equatable, Sendable {
  /// By section, the surest first; people about whom somebody answered are not among them.
  var found: [String: [PersonLikeness]] = [:]
  /// What was compared when they were found.
  var looked: [String: PersonTraits] = [:]
  /// People who stood under the form and are in the trace for it.
  var traced: Set<String> = []
  /// Sections whose name has the remark beside it.
  var marked: Set<String> = []
  /// By section and person: saved together with the form.
  private(set) var answers: [String: [String: PairAnswer]] = [:]
  /// The section whose person goes on as a record that exists, in the layer above.
  var joining: String?
  /// Opened from another form, whose person this is.
  var isGoingOn = false
  /// What was typed elsewhere about this person, offered field by field.
  var offered: [String: String] = [:]

  mutating func note(_ answer: PairAnswer, _ section: String, _ person: String) {
    answers[section, default: [:]][person] = answer
    looked[section] = nil
  }

  /// The person of this section stands elsewhere now.
  mutating func forget(_ section: String) {
    found[section] = nil
    looked[section] = nil
    answers[section] = nil
    marked.remove(section)
  }

  func answered(_ section: String) -> Set<String> { Set(answers[section, default: [:]].keys) }

  // MARK: Drafts

  var archive: [String: String] {
    var archive: [String: String] = [:]
    for (section, answers) in answers {
      for (person, answer) in answers { archive["answer.\(section).\(person)"] = answer.rawValue }
    }
    for (field, value) in offered { archive["offered.\(field)"] = value }
    return archive
  }

  init() {}

  init(archive: [String: String]) {
    for (key, value) in archive {
      let parts = key.split(separator: ".", maxSplits: 2).map(String.init)
      guard parts.count == 3 else { continue }
      if parts[0] == "answer", let answer = PairAnswer(rawValue: value) { note(answer, parts[1], parts[2]) }
      if parts[0] == "offered" { offered["\(parts[1]).\(parts[2])"] = value }
    }
  }
}
