// device.json: which PC this is. Local, never in a save.
import FoundationEssentials
import LoketModel

/// This PC, as its own data folder knows it.
public struct ThisDevice: Hashable, Sendable {
  public internal(set) var id: Identifier
  /// `A`, `B` …: stands before the numbers of the day.
  public internal(set) var letter: String
  /// "PC 1".
  public internal(set) var label: String
  /// Ten digits of the village code.
  public internal(set) var office: String
  /// Roots (64 hex digits) of segments that this PC sealed, so that every own segment leads to one of them by `previous`;
  /// mostly one, the last.
  var heads: [String]
  /// Earlier ids of this PC, given up because a copy of its disk was at work.
  public internal(set) var earlier: [Identifier]

  public init(id: Identifier, letter: String, label: String, office: String) {
    self.id = id
    self.letter = letter
    self.label = label
    self.office = office
    self.heads = []
    self.earlier = []
  }

  /// The file's form.
  private struct Form: Codable {
    var loket: Int
    var id: String
    var letter: String
    var label: String
    var office: String
    var heads: [String]?
    var earlier: [String]?

    static let known: Set<String> = ["loket", "id", "letter", "label", "office", "heads", "earlier"]
  }

  static func read(_ folder: DataFolder) throws(JournalError) -> ThisDevice {
    let bytes: [UInt8]
    do {
      guard try folder.files.information(folder.device) != nil else { throw JournalError.notSetUp(folder.path) }
      bytes = try folder.files.readWhole(folder.device, limit: 64 * 1024)
    } catch let error as FileFailure {
      throw .unreadable(error)
    } catch {
      throw .notSetUp(folder.path)
    }
    guard let form = try? JSONDecoder().decode(Form.self, from: Data(bytes)) else { throw .broken(folder.device) }
    guard form.loket <= 1 else { throw .newer(folder.path) }
    guard let id = Identifier(form.id), isOffice(form.office) else { throw .broken(folder.device) }
    var device = ThisDevice(id: id, letter: form.letter, label: form.label, office: form.office)
    device.heads = form.heads ?? []
    device.earlier = (form.earlier ?? []).compactMap { Identifier($0) }
    return device
  }

  func write(_ folder: DataFolder) throws(FileFailure) {
    let form = Form(
      loket: 1, id: id.description, letter: letter, label: label, office: office, heads: heads,
      earlier: earlier.isEmpty ? nil : earlier.map(\.description))
    let earlier = try folder.files.information(folder.device) == nil ? nil : try folder.files.readWhole(folder.device)
    let bytes = encoded(form, keeping: earlier, known: Form.known)
    try folder.files.replace(folder.device, with: bytes, durable: true)
  }

  /// Ten ASCII digits: the only form in which an office becomes part of a path.
  public static func isOffice(_ text: String) -> Bool {
    text.utf8.count == 10 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// JSON as we write small local files: keys in order, one a line, so that a person can read them and two writes agree.
func encoded(_ form: some Encodable) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  guard let data = try? encoder.encode(form) else { return [] }
  return Array(data) + [0x0a]
}
