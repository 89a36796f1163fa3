// What rules ask of a person and a household besides their papers: two small forms, from the application and before it.
import LoketModel
import LoketRegistry
import LoketWidgets

enum ApplicantFacts {
  /// The two actions; both off for whoever may not change people.
  static func actions(_ context: Context) -> [ActionMenu.Action] {
    let why = context.whyNot(.changePeople)
    return [
      ActionMenu.Action("person", context.word(.actionCompletePerson), why: why),
      ActionMenu.Action("household", context.word(.actionCompleteHousehold), why: why),
    ]
  }

  /// Opens the form of one of the two.
  static func open(_ option: String, person: String, _ context: inout Context) {
    let household = context.registry.person(person)?.household
    guard let kind: RecordKind = option == "person" ? .person : option == "household" ? .household : nil,
      let id = kind == .person ? person : household, let setting = SettingKind.of(kind)
    else { return }
    context.open(SettingFormScreen(setting, id: id, context))
  }
}

extension Phrase {
  static let actionCompletePerson = Phrase("app.action.completePerson")
  static let actionCompleteHousehold = Phrase("app.action.completeHousehold")
}
