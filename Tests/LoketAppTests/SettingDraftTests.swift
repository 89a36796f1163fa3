// Forms of one record as drafts: what stands beside the form comes back, and nothing of the form's own archive is saved.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Drafts of forms of one record")
struct SettingDraftTests {
  @Test("A vacancy that was parked and taken up again saves its fields and no others")
  func vacancy() throws {
    var desk = Desk.withVacancy()
    desk.openWork(.partners)
    desk.press(.enter, .character("1"))
    desk.type("OPERATOR OBROLAN")
    desk.press(.enter)
    let form = try #require(desk.state.layers.last as? SettingFormScreen)
    let draft = try #require(form.draft(desk.context))
    let again = try #require(SettingFormScreen.resume(draft, desk.context))
    #expect(SettingFormScreen.given(draft).isEmpty, "the partner is proposed in the form, not beside it")
    desk.state.layers[desk.state.layers.count - 1] = again
    desk.type("layanan")
    desk.press(.enter)
    desk.type("3")
    desk.press(.function(2))
    let saved = desk.newest(.vacancy)
    #expect(saved["title"] == "OPERATOR OBROLAN" && saved["partner"] == Seekers.partner && saved["posts"] == "3")
    #expect(saved.keys.allSatisfy { FieldTable.rule(.vacancy, $0) != nil }, "\(saved.keys.sorted())")
  }

  @Test("What a form has beside it, a product's producer, comes back with the draft")
  func beside() throws {
    var desk = Desk.withVacancy()
    let setting = try #require(SettingKind.of(.product))
    desk.open(SettingFormScreen(setting, id: nil, given: ["producer": "abc"], desk.context))
    desk.type("BATIK")
    let form = try #require(desk.state.layers.last as? SettingFormScreen)
    let draft = try #require(form.draft(desk.context))
    #expect(SettingFormScreen.given(draft) == ["producer": "abc"])
    let again = try #require(SettingFormScreen.resume(draft, desk.context)?.draft(desk.context))
    #expect(SettingFormScreen.given(again) == ["producer": "abc"])
  }
}
