// Small local files hold what a newer program added to them: writing one anew keeps what this program does not know.
import FoundationEssentials

/// Any JSON, as it was read.
enum LocalValue: Codable, Hashable, Sendable {
  case null
  case yesNo(Bool)
  case whole(Int)
  case number(Double)
  case text(String)
  case list([LocalValue])
  case object([String: LocalValue])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let found = try? value.decode(Bool.self) {
      self = .yesNo(found)
    } else if let found = try? value.decode(Int.self) {
      self = .whole(found)
    } else if let found = try? value.decode(Double.self) {
      self = .number(found)
    } else if let found = try? value.decode(String.self) {
      self = .text(found)
    } else if let found = try? value.decode([LocalValue].self) {
      self = .list(found)
    } else {
      self = .object(try value.decode([String: LocalValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .yesNo(let held): try value.encode(held)
    case .whole(let held): try value.encode(held)
    case .number(let held): try value.encode(held)
    case .text(let held): try value.encode(held)
    case .list(let held): try value.encode(held)
    case .object(let held): try value.encode(held)
    }
  }
}

/// The form as a file, with the keys of `earlier` that are not among `known`.
func encoded(_ form: some Encodable, keeping earlier: [UInt8]?, known: Set<String>) -> [UInt8] {
  let plain = encoded(form)
  let read = { (bytes: [UInt8]) in try? JSONDecoder().decode([String: LocalValue].self, from: Data(bytes)) }
  guard let earlier, let before = read(earlier), let now = read(plain) else { return plain }
  let unknown = before.filter { !known.contains($0.key) }
  return unknown.isEmpty ? plain : encoded(now.merging(unknown) { mine, _ in mine })
}
