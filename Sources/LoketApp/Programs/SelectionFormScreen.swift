// A small question over a selection: the seed, why somebody gives a seat back, why a rank is set apart. F2 saves it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct SelectionFormScreen: SavedQuestionScreen {
  static let draftKind = "selection"
  /// Rows of the list that stay in sight above the question.
  private static let above = 3

  let question: SelectionQuestion
  var hand: FormInHand
  var isBegun = false
  var swallowsHabit = false
  var done = ""
  /// What the answer will lead to: it goes through all ranks, so it is not asked again for each frame.
  private var explained: String

  static func asking(_ question: SelectionQuestion, _ context: Context) -> SelectionFormScreen {
    var form = Form(
      sections: [FormSection(id: "c", fields: question.fields(context))], values: [:], texts: RecordForm.texts(context))
    for (field, value) in question.proposed(context) { form.set(field, value, asProposal: true) }
    return SelectionFormScreen(
      question, FormInHand(form, draftID: context.newIdentifier()), isBegun: false, context)
  }

  private init(_ question: SelectionQuestion, _ hand: FormInHand, isBegun: Bool, _ context: Context) {
    self.question = question
    self.hand = hand
    self.isBegun = isBegun
    explained = question.explanation(context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { explained = question.explanation(context) }
  }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.selectionQuestion")) }
  var firstField: String? { hand.form.specs.first?.id }

  static func resume(_ draft: Draft, _ context: Context) -> SelectionFormScreen? {
    resumed(draft, context).map { SelectionFormScreen($0.question, $0.hand, isBegun: true, context) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    draw(explained: explained, above: SelectionFormScreen.above, into: &frame, area, context)
  }
}
