// A record's page builds what scrolls when something has changed, and not at every key.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("A record's page keeps its sheet")
struct RecordPageTests {
  private func kept(_ desk: Desk) -> Sheet? {
    (desk.state.layers.last as? PersonScreen)?.page.kept(Context(desk.state, world: nil))
  }

  private func fresh(_ desk: Desk) -> Sheet? {
    (desk.state.layers.last as? PersonScreen)?.content(Context(desk.state, world: nil))
  }

  @Test("The sheet is there from the first look on, is the same after each key, and is what would be built anew")
  func kept() throws {
    var desk = Desk.withSample()
    desk.find("siti")
    let first = try #require(kept(desk))
    desk.press(.down, .down, .end, .home)
    #expect(kept(desk) == first && fresh(desk) == first)
  }

  @Test("What another PC changed, a new day and another width are seen at once, and kept again at the next key")
  func renewed() throws {
    var desk = Desk.withSample()
    desk.find("siti")
    let first = try #require(kept(desk))
    let edit = Edit(on: RecordRef(.person, Sample.siti), set: [FieldChange("note", "catatan baru")])
    desk.bring(Sample.applied([edit], from: 300, segment: 8))
    #expect(kept(desk) == nil && desk.sees("catatan baru"))
    desk.press(.down)
    #expect(kept(desk) != nil && kept(desk) != first)
    desk.happen(.resized(Size(columns: 100, rows: 30)))
    #expect(kept(desk) == nil)
    desk.press(.down)
    #expect(kept(desk)?.columns == 100)
    desk.now = Timestamp("2026-11-23T09:00:00+07:00") ?? desk.now
    desk.press(.down)
    #expect(kept(desk) == fresh(desk))
  }
}
