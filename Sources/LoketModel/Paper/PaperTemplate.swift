// What a sheet looks like, read from `Resources/paper.json`: blocks with slots. What stands in the slots comes from elsewhere.
import Resources

/// What is wrong with a template. Templates are compiled in and each is tried by a test; a person never meets these.
public enum PaperProblem: Error, Hashable, Sendable {
  case unreadable
  case noTemplate(String)
  /// A text lacks this language.
  case noText(String)
  case malformed(String)
  /// A text names other slots in one language than in the other.
  case slotsDiffer(String)
  /// A text names a slot that the template does not declare.
  case unknownSlot(String)
  /// A declared slot stands nowhere.
  case unusedSlot(String)
  /// The columns of a table leave the one that grows no room.
  case tooWide(String)
}

enum PaperAlignment: String, Sendable { case left, center, right }

struct PaperColumn: Hashable, Sendable {
  let title: PaperText
  let cell: PaperText
  /// Columns; nil for the one that takes what is left.
  let width: Int?
  let alignment: PaperAlignment
}

indirect enum PaperBlock: Hashable, Sendable {
  case blank(Int)
  /// The whole width in this character.
  case rule(Character)
  /// Wrapped between the margins.
  case text(PaperText, PaperAlignment)
  /// Never the last line of a page.
  case heading(PaperText)
  /// One line with boxes and lines to write on.
  case line(PaperText)
  /// A label, and beside it a value that wraps under itself.
  case pair(PaperText, PaperText, width: Int)
  /// Beside each other, in equal parts.
  case side([[PaperBlock]])
  /// One row for each row of the list; the titles again on each page. `empty` stands where there is none.
  case table(String, [PaperColumn], empty: PaperText)
  /// These blocks for each row of the list, each row kept on one page.
  case each(String, [PaperBlock], empty: PaperText?)
  case together([PaperBlock])
  /// Only where the slot is filled.
  case when(String, [PaperBlock])
}

/// A template and what it asks for.
public struct PaperTemplate: Hashable, Sendable {
  public let name: String
  /// How a file of such a sheet is called, before the time: lower-case letters and hyphens.
  public let file: String
  /// Every slot that has one value.
  public let slots: Set<String>
  /// Every list, with the slots of its rows.
  public let lists: [String: Set<String>]
  /// On the first page, on each other one, and at the foot of all.
  let header: [PaperBlock]
  let following: [PaperBlock]
  let body: [PaperBlock]
  let footer: [PaperBlock]

  /// Slots that the press fills itself.
  static let ownSlots: Set<String> = ["page", "pages"]

  /// The template of that name in `Resources/paper.json`.
  public static func compiled(_ name: String) throws(PaperProblem) -> PaperTemplate {
    var length = 0
    let start = loket_resource_paper(&length)
    guard let file = ResourceReader.value(start, length) else { throw .unreadable }
    guard let value = file[name] else { throw .noTemplate(name) }
    return try PaperTemplate(name, value)
  }

  /// The names of all compiled-in templates.
  public static var names: [String] {
    var length = 0
    let start = loket_resource_paper(&length)
    return (ResourceReader.value(start, length)?.object ?? [:]).keys.sorted()
  }

  /// A template from its JSON text, for the tests that give broken ones.
  init(_ name: String, json: String) throws(PaperProblem) {
    var bytes = Array(json.utf8)
    let value = bytes.withUnsafeMutableBufferPointer { ResourceReader.value(UnsafeBufferPointer($0)) }
    guard let value else { throw .unreadable }
    try self.init(name, value)
  }

  init(_ name: String, _ value: ResourceValue) throws(PaperProblem) {
    self.name = name
    file = value["file"]?.text ?? ""
    guard !file.isEmpty, file.allSatisfy({ $0 == "-" || $0.isASCII && $0.isLowercase }) else {
      throw .malformed("file")
    }
    slots = Set((value["slots"]?.list ?? []).compactMap(\.text))
    lists = (value["lists"]?.object ?? [:]).mapValues { Set($0.list.compactMap(\.text)) }
    header = try PaperBlock.blocks(value["header"])
    following = try PaperBlock.blocks(value["following"])
    body = try PaperBlock.blocks(value["body"])
    footer = try PaperBlock.blocks(value["footer"])
    try checkSlots()
  }

  /// Every slot named is declared, and every slot declared is named.
  private func checkSlots() throws(PaperProblem) {
    var used: Set<String> = []
    var usedOf: [String: Set<String>] = [:]
    for (list, slot) in (header + following + body + footer).flatMap(\.namedSlots) {
      if let list {
        guard let declared = lists[list] else { throw .unknownSlot(list) }
        if declared.contains(slot) {
          usedOf[list, default: []].insert(slot)
          continue
        }
      }
      guard slots.contains(slot) || PaperTemplate.ownSlots.contains(slot) else { throw .unknownSlot(slot) }
      used.insert(slot)
    }
    if let slot = slots.subtracting(used).sorted().first { throw .unusedSlot(slot) }
    for (list, declared) in lists {
      if let slot = declared.subtracting(usedOf[list] ?? []).sorted().first { throw .unusedSlot("\(list).\(slot)") }
    }
  }

  /// Every text, for the tests that hold their phrases and code lists to the catalogues.
  var texts: [PaperText] { (header + following + body + footer).flatMap(\.texts) }
}
