// A small question over a vacancy, a list of matches or a person: F2 saves the answer as one save.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ReferralFormScreen: SavedQuestionScreen {
  static let draftKind = "referral"
  /// Rows of what lies beneath that stay in sight above the question.
  private static let above = 3

  let question: ReferralQuestion
  var hand: FormInHand
  var isBegun = false
  var swallowsHabit = false
  var done = ""

  static func asking(_ question: ReferralQuestion, _ context: Context) -> ReferralFormScreen {
    let values = question.values(context)
    var form = Form(
      sections: [FormSection(id: "c", fields: question.fields(context))], values: values.given,
      texts: RecordForm.texts(context))
    for (field, value) in values.proposed.sorted(by: { $0.key < $1.key }) {
      form.set(field, value, asProposal: true, isAsked: true)
    }
    // What is proposed may differ from what was agreed: said before anybody answers.
    for field in form.specs.map(\.id) { form.messages[field] = question.message(form, field, context) }
    form.markSaved()
    return ReferralFormScreen(question, FormInHand(form, draftID: context.newIdentifier()), isBegun: false)
  }

  private init(_ question: ReferralQuestion, _ hand: FormInHand, isBegun: Bool) {
    self.question = question
    self.hand = hand
    self.isBegun = isBegun
  }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.referralQuestion")) }

  /// The first answer that is wanted and not proposed.
  var firstField: String? {
    (hand.form.specs.first { hand.form.value($0.id).isEmpty } ?? hand.form.specs.first)?.id
  }

  static func resume(_ draft: Draft, _ context: Context) -> ReferralFormScreen? {
    resumed(draft, context).map { ReferralFormScreen($0.question, $0.hand, isBegun: true) }
  }

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let question = question
    world.check = { form, id in question.message(form, id, context) }
    return world
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    draw(explained: question.explanation(context), above: ReferralFormScreen.above, into: &frame, area, context)
  }
}
