// What was on the screen when a person began, as a draft keeps it.
import FoundationEssentials
import LoketRegistry

extension Basis {
  var text: String {
    guard let data = try? JSONEncoder().encode(self) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  init?(_ text: String) {
    guard let basis = try? JSONDecoder().decode(Basis.self, from: Data(text.utf8)) else { return nil }
    self = basis
  }
}
