import LoketModel
import Testing

@testable import LoketApp

@Suite("The fields of the forms")
struct FormFieldTests {
  @Test("Every field has label, hint and help, and the help says more than the label", arguments: Language.allCases)
  func words(_ language: Language) {
    let wording = Wording(language)
    let example = language == .indonesian ? "ontoh" : "xample"
    for field in FormField.all {
      for phrase in [field.label, field.hint, field.help] {
        #expect(wording.names.contains(phrase.rawValue), "\(phrase.rawValue)")
      }
      #expect(wording[field.help].count > wording[field.label].count + 12, "\(field.name)")
      #expect(wording[field.help] != wording[field.hint], "\(field.name)")
      #expect(wording[field.label].count <= 18, "\(field.name)")
      if !["papersSeen", "place"].contains(field.name) {
        #expect(wording[field.help].contains(example) || wording[field.help].contains(":"), "\(field.name)")
      }
    }
  }

  @Test("No text of a field that is gone is left, and no field stands twice")
  func complete() {
    let names = FormField.all.flatMap { [$0.label, $0.hint, $0.help] }.map(\.rawValue)
    #expect(Set(names).count == names.count)
    let texts = Wording(.indonesian).names.filter { $0.hasPrefix("form.") }
    #expect(texts.subtracting(names).sorted() == [])
  }
}
